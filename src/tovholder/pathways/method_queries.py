"""Reads of the common ways of working: the own ones with who has answered, and those others share."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from tovholder import parameters
from tovholder.accounts import queries as accounts
from tovholder.accounts.actors import Actor
from tovholder.accounts.conflicts import OutOfReach
from tovholder.accounts.models import Membership
from tovholder.accounts.roles import CASE_ROLES
from tovholder.pathways.models import MethodUse, WorkMethod
from tovholder.pathways.support_rules import Share


def own(*, actor: Actor) -> QuerySet[WorkMethod]:
    """Ways of working of the own organisation, ended ones too."""
    if not actor.works_on_cases:
        return WorkMethod.objects.none()
    found = WorkMethod.objects.filter(organisation_id=actor.organisation_id)
    return found.select_related("by__user").order_by("title", "pk")


def shared(*, actor: Actor) -> QuerySet[WorkMethod]:
    """What the municipalities one works together with share."""
    if not actor.works_on_cases:
        return WorkMethod.objects.none()
    partners = accounts.partner_organisations(actor=actor).exclude(pk=actor.organisation_id)
    found = WorkMethod.objects.filter(shared=True, ended_on__isnull=True, organisation_id__in=partners.values("pk"))
    return found.select_related("organisation").order_by("title", "pk")


def method(method_id: int, *, actor: Actor) -> WorkMethod:
    """One of the own organisation. Raises OutOfReach."""
    found = own(actor=actor).filter(pk=method_id).first()
    if found is None:
        raise OutOfReach("work method")
    return found


def _consultants(actor: Actor) -> QuerySet[Membership]:
    here = accounts.colleagues(actor=actor).filter(role__in=CASE_ROLES, organisation_id=actor.organisation_id)
    return here.select_related("user").order_by("user__name", "pk")


@dataclass(frozen=True)
class Answer:
    """A colleague, and what the colleague said of the own work; None: has not answered this number yet."""

    member: Membership
    use: MethodUse | None


def answers(found: WorkMethod, *, actor: Actor) -> list[Answer]:
    """All who work on cases here, by name. Nobody is ranked."""
    given = {use.member_id: use for use in MethodUse.objects.filter(method=found, number=found.number)}
    return [Answer(member, given.get(member.pk)) for member in _consultants(actor)]


def in_use(rows: Sequence[WorkMethod], *, actor: Actor) -> list[tuple[WorkMethod, Share]]:
    """Of each how many of those who work on cases here use it, in one query."""
    uses = [term.code for term in parameters.terms("method_answers") if term.flag("uses")]
    here = set(_consultants(actor).values_list("pk", flat=True))
    given = MethodUse.objects.filter(method__in=[row.pk for row in rows], answer__in=uses)
    users = set(given.values_list("method_id", "number", "member_id"))
    return [(row, Share(sum((row.pk, row.number, pk) in users for pk in here), len(here))) for row in rows]


def everywhere(*, actor: Actor) -> Share:
    """Over all methods in force: how many pairs of colleague and method are in use."""
    counted = in_use(list(own(actor=actor).filter(ended_on__isnull=True)), actor=actor)
    return Share(sum(share.number for _row, share in counted), sum(share.of for _row, share in counted))


def late(row: WorkMethod, *, on: date) -> bool:
    """Should somebody have looked at it again?"""
    return row.ended_on is None and row.review_on <= on
