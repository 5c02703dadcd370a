"""What stays led to: the chain of one person's stays with its totals, the education draft, still in the job or not."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from django.db.models import Exists, OuterRef

from tovholder import parameters
from tovholder.accounts.actors import Actor
from tovholder.base.decision import Decision
from tovholder.base.period import Period, months_after
from tovholder.placements import ladder_rules, queries
from tovholder.placements.ladder_queries import hours_of
from tovholder.placements.ladder_rules import StayFacts
from tovholder.placements.models import EducationDraft, JobCheck, Placement

_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Link:
    """One stay of a chain with its weeks and hours in all: as told where told, else as planned."""

    placement: Placement
    weeks: int
    unpaid: Decimal
    paid: Decimal
    overlaps: tuple[Placement, ...] = ()  # of other stays at the same time


@dataclass(frozen=True)
class Chain:
    links: tuple[Link, ...]
    others: tuple[Placement, ...]  # the person's stays that are in no link of it

    @property
    def weeks(self) -> int:
        return sum(link.weeks for link in self.links)

    @property
    def unpaid(self) -> Decimal:
        return sum((link.unpaid for link in self.links), Decimal(0))

    @property
    def paid(self) -> Decimal:
        return sum((link.paid for link in self.links), Decimal(0))


def chain(placement: Placement, *, actor: Actor, on: date) -> Chain:
    """The stays that led to this one and came of it, oldest first. The caller has reached and noted the person."""
    own = list(queries.of_person(placement.person_id, actor=actor).exclude(status="cancelled"))
    together = _linked(placement.pk, own)
    rows = sorted((stay for stay in own if stay.pk in together), key=lambda stay: (stay.starts_on, stay.pk))
    facts = hours_of(rows)
    return Chain(
        tuple(_link(stay, facts[stay.pk], own, on) for stay in rows),
        tuple(stay for stay in own if stay.pk not in together),
    )


def _linked(first: int, own: Sequence[Placement]) -> set[int]:
    """All that hang together with the first by `previous`, in either direction."""
    found = {first}
    while True:
        more = {stay.pk for stay in own if stay.previous_id in found}
        more |= {stay.previous_id for stay in own if stay.pk in found and stay.previous_id}
        if more <= found:
            return found
        found |= more


def _period(stay: Placement) -> Period:
    end = stay.ended_on + _DAY if stay.ended_on else stay.ends_before
    return Period(stay.starts_on, end)


def _link(stay: Placement, facts: StayFacts, own: Sequence[Placement], on: date) -> Link:
    last = min(_period(stay).ends_before or on + _DAY, on + _DAY)
    days = max((last - stay.starts_on).days, 0)
    held = [facts.hours_on(stay.starts_on + timedelta(days=day)) for day in range(days)]
    unpaid = sum((step.unpaid for step in held if step), Decimal(0)) / 7
    paid = sum((step.paid for step in held if step), Decimal(0)) / 7
    meets = tuple(each for each in own if each.pk != stay.pk and _period(each).overlaps(_period(stay)))
    return Link(stay, -(-days // 7), unpaid, paid, meets)


def draft(placement: Placement) -> EducationDraft | None:
    """The draft of an IGU's education plan. The caller has reached the stay."""
    return EducationDraft.objects.filter(placement=placement).select_related("by__user").first()


@dataclass(frozen=True)
class Due:
    """A question that is due about a stay: is this person still in the job?"""

    placement_id: int
    starts_on: date
    months: int
    why: Decision


@dataclass(frozen=True)
class Check:
    """The same with the stay, for the rows of a page."""

    placement: Placement
    months: int
    why: Decision


def checks_due(*, actor: Actor, on: date, consultant_id: int | None = None) -> list[Due]:
    """Every check whose month has come and that nobody has answered, oldest first; nobody who left is asked again.

    Two questions, of numbers and days alone: a municipality has thousands of such stays, and a page shows 25."""
    rule = parameters.value("job_check", on=on)
    months = sorted(int(month) for month in rule.words("months"))
    begun = months_after(on + timedelta(days=rule.whole("notice_days")), -months[0])
    oldest = months_after(on, -months[-1] - rule.whole("asked_for_months"))
    found = queries.search(actor=actor, consultant_id=consultant_id).filter(
        kind__in=rule.words("kinds"), status__in=("started", "interrupted"), starts_on__lte=begun, starts_on__gte=oldest
    )
    left = JobCheck.objects.filter(placement=OuterRef("pk"), answer__in=_final())
    stays = found.filter(~Exists(left)).order_by()
    answered: dict[int, set[int]] = defaultdict(set)
    for placement_id, month in JobCheck.objects.filter(placement__in=stays.values("pk")).values_list(
        "placement_id", "months"
    ):
        answered[placement_id].add(month)
    dues = (_due(pk, starts_on, answered[pk], months, on) for pk, starts_on in stays.values_list("pk", "starts_on"))
    return sorted(
        (due for due in dues if due is not None),
        key=lambda due: (months_after(due.starts_on, due.months), due.starts_on, due.placement_id),
    )


def with_stays(dues: Sequence[Due], *, actor: Actor) -> list[Check]:
    """The checks of one page, with their stays."""
    rows = queries.search(actor=actor).filter(pk__in=[due.placement_id for due in dues])
    stays = {stay.pk: stay for stay in rows}
    return [Check(stays[due.placement_id], due.months, due.why) for due in dues if due.placement_id in stays]


def _final() -> list[str]:
    return [term.code for term in parameters.terms("job_check_answers") if term.flag("final")]


def _due(pk: int, starts_on: date, answered: set[int], months: Sequence[int], on: date) -> Due | None:
    """The newest month that has come and has no answer: who was not asked after three months is asked after six."""
    asked = [(month, ladder_rules.job_check_due(starts_on=starts_on, months=month, on=on)) for month in months]
    come = [(month, why) for month, why in asked if why.refused]
    return Due(pk, starts_on, *come[-1]) if come and come[-1][0] not in answered else None


def checks_of(placement: Placement) -> list[JobCheck]:
    """The answers of one stay's checks. The caller has reached it."""
    return list(JobCheck.objects.filter(placement=placement).select_related("by__user").order_by("months"))
