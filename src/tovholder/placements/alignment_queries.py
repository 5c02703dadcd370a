"""Reads of what is expected of a stay, scoped by actor: versions, signatures, teaching, observations, who must sign."""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Exists, Min, OuterRef, Prefetch, Q, QuerySet

from tovholder.accounts.actors import Actor
from tovholder.accounts.models import PersonalLink
from tovholder.accounts.personal_links import NoSuchLink
from tovholder.base.decision import Decision
from tovholder.people import case_scope
from tovholder.placements import alignment_rules, queries
from tovholder.placements.models import Alignment, AlignmentSignature, Observation, Placement, WorkplaceLesson
from tovholder.placements.transitions import HOLDS_A_PLACE, PLANNED

LINK = "alignment"
WRITTEN_IN = frozenset({PLANNED}) | HOLDS_A_PLACE


@dataclass(frozen=True)
class Aligned:
    """What is agreed about one stay. `current` is None before anything is written; `standing` says what is missing."""

    current: Alignment | None
    before: list[Alignment]
    standing: Decision | None
    lessons: list[WorkplaceLesson]
    observations: list[Observation] = field(default_factory=list)

    @property
    def number(self) -> int:
        return self.current.number if self.current else 0

    def signature(self, party: str) -> AlignmentSignature | None:
        found = self.current.signatures.all() if self.current else ()
        return next((each for each in found if each.party == party), None)

    @property
    def parties(self) -> list[tuple[str, AlignmentSignature | None]]:
        return [(party, self.signature(party)) for party in alignment_rules.PARTIES]


def of_stay(placement: Placement, *, actor: Actor, on: date) -> Aligned:
    """All of it for one stay that the actor has reached. Observations only inside the own case scope: others read that
    there is one, and not its words; company and citizen have no page with them."""
    versions = list(_versions(placement.pk))
    current = versions[0] if versions else None
    lessons = list(placement.lessons.order_by("weekday", "begins_at", "pk"))
    return Aligned(current, versions[1:], _standing(current, on), lessons, _observed(placement, actor))


def of_link(link: PersonalLink, *, on: date) -> tuple[Placement, Aligned]:
    """The stay of a company's link with what is agreed about it. Raises NoSuchLink once the stay is over."""
    placement = stay_of_link(link)
    versions = list(_versions(placement.pk))
    current = versions[0] if versions else None
    lessons = list(placement.lessons.order_by("weekday", "begins_at", "pk"))
    return placement, Aligned(current, versions[1:], _standing(current, on), lessons)


def newest_and_signed(placement: Placement) -> tuple[Alignment | None, Alignment | None]:
    """The newest version, and the newest all three have signed, else the newest. The caller has reached the stay."""
    versions = list(_versions(placement.pk))
    newest = versions[0] if versions else None
    return newest, next((each for each in versions if each.signed_by_all_at is not None), newest)


def stay_of_link(link: PersonalLink, *, lock: bool = False) -> Placement:
    """The stay a link was made for, while it may still be signed."""
    kind, _colon, number = link.target.partition(":")
    found = Placement.objects.filter(
        pk=int(number) if kind == "placement" else 0,
        organisation_id=link.organisation_id,
        status__in=WRITTEN_IN,
    )
    found = found.select_for_update(of=("self",)) if lock else found
    placement = found.select_related("person", "unit__company", "consultant__user", "organisation").first()
    if placement is None or link.purpose != LINK:
        raise NoSuchLink
    return placement


def _versions(placement_id: int) -> QuerySet[Alignment]:
    signatures = Prefetch("signatures", AlignmentSignature.objects.select_related("by__user").order_by("signed_at"))
    rows = Alignment.objects.filter(placement_id=placement_id).select_related("written_by__user")
    return rows.prefetch_related(signatures).order_by("-number")


def _standing(current: Alignment | None, on: date) -> Decision | None:
    if current is None:
        return None
    signed = {each.party for each in current.signatures.all()}
    return alignment_rules.standing(signed=signed, renew_on=current.renew_on, on=on)


def _observed(placement: Placement, actor: Actor) -> list[Observation]:
    if not actor.works_on_cases:
        return []
    found = list(placement.observations.select_related("by__user").order_by("-on", "-pk"))
    if case_scope.is_within_case_of(placement.person, actor):
        return found
    for each in found:
        if each.by_id != actor.membership_id or actor.membership_id is None:
            each.words, each.is_withheld = "", True
    return found


def waiting(*, actor: Actor, on: date) -> QuerySet[Alignment]:
    """Newest versions of running stays within reach that somebody has not signed, or that are due again."""
    stays = queries.visible(actor=actor).filter(status__in=HOLDS_A_PLACE)
    rows = unsettled(on=on).filter(placement__in=stays)
    return rows.select_related("placement__person", "placement__unit__company", "placement__consultant__user")


def unsettled(*, on: date) -> QuerySet[Alignment]:
    """The same of everybody, for lists that scope it themselves; `signed_of` tells who has signed each."""
    signatures = AlignmentSignature.objects.filter(alignment=OuterRef("pk"))
    signed = {f"has_{party}": Exists(signatures.filter(party=party)) for party in alignment_rules.PARTIES}
    rows = Alignment.objects.filter(Q(signed_by_all_at__isnull=True) | Q(renew_on__lte=on), current=True)
    return rows.annotate(**signed)


def signed_of(row: Alignment) -> set[str]:
    """The parties who have signed a row of `unsettled`."""
    return {party for party in alignment_rules.PARTIES if getattr(row, f"has_{party}")}


def of_stays(placement_ids: Collection[int], *, on: date) -> dict[int, Decision]:
    """How the newest version of each stay stands; without one it is left out. The caller has reached the stays."""
    rows = Alignment.objects.filter(placement_id__in=placement_ids, current=True).prefetch_related("signatures")
    found = {row.placement_id: _standing(row, on) for row in rows}
    return {pk: decision for pk, decision in found.items() if decision is not None}


def standing_of(placement_id: int, *, on: date) -> Decision | None:
    """The same of one stay, in one question. The caller has reached the stay."""
    rows = Alignment.objects.filter(placement_id=placement_id, current=True)
    found = list(rows.values_list("renew_on", "signatures__party"))
    if not found:
        return None
    return alignment_rules.standing(signed={party for _day, party in found if party}, renew_on=found[0][0], on=on)


def with_unsigned(stays: QuerySet[Placement], *, party: str) -> QuerySet[Placement]:
    """The stays, each with `is_unsigned`: whether this party has not signed the newest version there is."""
    signed = AlignmentSignature.objects.filter(alignment=OuterRef("pk"), party=party)
    newest = Alignment.objects.filter(placement=OuterRef("pk"), current=True)
    return stays.annotate(is_unsigned=Exists(newest.filter(~Exists(signed))))


def first_stay_clock(placement: Placement, *, on: date) -> Decision:
    """How long after takeover the person's first stay began. The caller has reached the stay."""
    begun = Placement.objects.filter(person_id=placement.person_id, status__in=_BEGUN)
    first = begun.aggregate(first=Min("starts_on"))["first"]
    return alignment_rules.first_stay_clock(takeover_on=placement.person.takeover_on, first_start=first, on=on)


_BEGUN = ("started", "interrupted", "ended", "ended_early")
