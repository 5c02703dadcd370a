"""Reads of groups at companies, scoped by actor: own citizens by name, all others as counts of the funnel."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef, Prefetch, Q, QuerySet, Sum

from tovholder import parameters
from tovholder.accounts import queries as accounts
from tovholder.accounts.actors import SYSTEM_ROLE, Actor
from tovholder.accounts.conflicts import OutOfReach
from tovholder.accounts.roles import OrganisationKind, Role
from tovholder.people import case_scope
from tovholder.placements import group_rules
from tovholder.placements.group_rules import Step
from tovholder.placements.models import GroupEntry, GroupMove, GroupNote, GroupStay

_SHOWN = 50


def visible(*, actor: Actor) -> QuerySet[GroupStay]:
    """Groups of the municipalities one recruits together with; of a company its own."""
    found = GroupStay.objects.all()
    if actor.role == SYSTEM_ROLE:
        return found
    if actor.role == Role.COMPANY_CONTACT:
        return found.filter(unit__company__organisation_id=actor.organisation_id)
    if actor.kind == "municipality" and actor.works_on_cases:
        partners = accounts.partner_organisations(actor=actor).values("pk")
        return found.filter(Q(organisation_id=actor.organisation_id) | Q(organisation_id__in=partners))
    return found.none()


def groups(*, actor: Actor) -> QuerySet[GroupStay]:
    """For a list, newest first."""
    return visible(actor=actor).select_related("unit__company", "organisation", "contact__user").order_by("-starts_on")


def group(group_id: int, *, actor: Actor) -> GroupStay:
    """One group with who holds it on both sides and who is on site. Raises OutOfReach."""
    found = (
        visible(actor=actor)
        .filter(pk=group_id)
        .select_related(
            "unit__company",
            "organisation",
            "contact__user",
            "contact__organisation",
            "leader__user",
            "company_contact",
            "company_leader",
        )
        .prefetch_related("bases__member__user")
        .first()
    )
    if found is None:
        raise OutOfReach("group")
    return found


def own_entries(*, actor: Actor) -> QuerySet[GroupEntry]:
    """Citizens in groups whom the actor may work with."""
    found = GroupEntry.objects.select_related("group__unit", "person")
    if actor.role == SYSTEM_ROLE:
        return found
    if not actor.works_on_cases:
        return found.none()
    own = found.filter(organisation_id=actor.organisation_id, group__in=visible(actor=actor))
    return own.filter(person__contact_id=actor.membership_id) if actor.only_own_cases else own


def entries(group: GroupStay, *, actor: Actor) -> list[GroupEntry]:
    """The own citizens in the group with their moves, noted as shown. Words of moves inside the own case scope only."""
    moves = Prefetch("moves", GroupMove.objects.select_related("by__user").order_by("at", "pk"))
    rows = own_entries(actor=actor).filter(group=group).prefetch_related(moves)
    found = list(rows.order_by("person__given_name", "person__family_name", "pk"))
    actor.book.note([each.person_id for each in found], "placement")
    for each in found:
        if not case_scope.is_within_case_of(each.person, actor):
            for move in each.moves.all():
                move.words = ""
    return found


def of_others(group: GroupStay, *, own: int) -> int:
    """How many in the group are not among the `own` that the actor reads by name."""
    return GroupEntry.objects.filter(group=group).count() - own


def named_entries(group: GroupStay) -> QuerySet[GroupEntry]:
    """Those at stages where names are open to the company, for the naming rule of candidates.

    Whoever becomes protected stays, as everybody does: a row that goes while the funnel counts it would tell."""
    return GroupEntry.objects.filter(group=group, stage__in=_named()).select_related("person").order_by("pk")


def met(*, actor: Actor) -> QuerySet[GroupEntry]:
    """Those the company has met or is to meet, at its own workplaces: whom it may decide about, or has decided."""
    if actor.role != Role.COMPANY_CONTACT:
        return GroupEntry.objects.none()
    reached = GroupMove.objects.filter(entry=OuterRef("pk"), target__in=_named())
    found = GroupEntry.objects.filter(Exists(reached), group__in=visible(actor=actor))
    return found.select_related("group__unit", "person")


def answers_of_companies() -> QuerySet[GroupMove]:
    """Moves that a company made and nobody has followed with another. Not scoped: for lists of own citizens."""
    later = GroupMove.objects.filter(entry=OuterRef("entry"), pk__gt=OuterRef("pk"))
    return GroupMove.objects.filter(~Exists(later), by__organisation__kind=OrganisationKind.COMPANY).order_by("pk")


def waiting_for_company(*, actor: Actor) -> list[GroupStay]:
    """The company's groups in which it has somebody to say yes or no to, each with `number` of them."""
    own = [term.code for term in parameters.terms("group_stages") if term.flag("company")]
    waits = Count("entries", filter=Q(entries__stage__in=own))
    return list(groups(actor=actor).annotate(number=waits).filter(number__gt=0)[:_SHOWN])


def is_anybody_at(group: GroupStay, stage: str) -> bool:
    return GroupEntry.objects.filter(group=group, stage=stage).exists()


def _named() -> list[str]:
    return [term.code for term in parameters.terms("group_stages") if term.flag("named")]


@dataclass(frozen=True)
class Figures:
    """The counts of the whole group: the funnel, (stage, reason, how many) of those who left, and as what how many are
    attached, e.g. ordinary job or IGU."""

    steps: list[Step]
    out: list[tuple[str, str, int]]
    attached: dict[str, int]


def figures(group: GroupStay) -> Figures:
    """Whoever's citizens they are, deleted cases among them: one question."""
    rows = GroupMove.objects.filter(entry__group=group).order_by("entry_id", "at", "pk")
    moves: dict[int, list[tuple[str, str, str]]] = {}
    for entry_id, *told in rows.values_list("entry_id", "source", "target", "reason"):
        moves.setdefault(entry_id, []).append((told[0], told[1], told[2]))
    last = [each[-1] for each in moves.values()]
    left = Counter((source, reason) for source, target, reason in last if target == group_rules.OUT)
    return Figures(
        group_rules.funnel([*map(group_rules.without_mistakes, moves.values()), *_gone(group)]),
        sorted((stage, reason, n) for (stage, reason), n in left.items()),
        dict(Counter(reason for _source, target, reason in last if target == "attached")),
    )


def _gone(group: GroupStay) -> Iterable[list[str]]:
    return [way.split(">") for way, number in group.gone.items() for _each in range(number)]


def benefits(own: Iterable[GroupEntry]) -> dict[str, int]:
    """How many of the own citizens came with which benefit. Own ones only: others' would be told."""
    return dict(Counter(each.benefit for each in own))


def notes(group: GroupStay, *, actor: Actor) -> list[GroupNote]:
    """The daily log, for the municipality whose staff write it."""
    if not actor.works_on_cases or group.organisation_id != actor.organisation_id:
        return []
    return list(group.notes.select_related("by__user").order_by("solved_on", "-on", "-pk")[:100])


def filled_outside(group: GroupStay) -> int:
    """Positions filled at the company outside the course."""
    return group.notes.aggregate(n=Sum("number"))["n"] or 0
