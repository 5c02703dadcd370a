"""What stays led to: the chain of one person's stays with its totals, the education draft, still in the job or not."""

from collections.abc import Iterable, Sequence
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
class Check:
    """A question that is due: is this person still in the job?"""

    placement: Placement
    months: int
    why: Decision


def checks_due(*, actor: Actor, on: date, consultant_id: int | None = None) -> list[Check]:
    """Every check whose month has come and that nobody has answered, oldest first; nobody who left is asked again."""
    rule = parameters.value("job_check", on=on)
    months = sorted(int(month) for month in rule.words("months"))
    begun = months_after(on + timedelta(days=rule.whole("notice_days")), -months[0])
    oldest = months_after(on, -months[-1] - rule.whole("asked_for_months"))
    found = queries.search(actor=actor, consultant_id=consultant_id).filter(
        kind__in=rule.words("kinds"), status__in=("started", "interrupted"), starts_on__lte=begun, starts_on__gte=oldest
    )
    left = JobCheck.objects.filter(placement=OuterRef("pk"), answer__in=_final())
    stays = list(found.filter(~Exists(left)).prefetch_related("job_checks").order_by("starts_on", "pk"))
    checks = [check for stay in stays for check in _checks(stay, months, on)]
    return sorted(checks, key=lambda check: (months_after(check.placement.starts_on, check.months), check.placement.pk))


def _final() -> list[str]:
    return [term.code for term in parameters.terms("job_check_answers") if term.flag("final")]


def _checks(stay: Placement, months: Sequence[int], on: date) -> Iterable[Check]:
    """The newest month that has come and has no answer: who was not asked after three months is asked after six."""
    answered = {check.months for check in stay.job_checks.all()}
    asked = [(month, ladder_rules.job_check_due(starts_on=stay.starts_on, months=month, on=on)) for month in months]
    come = [(month, why) for month, why in asked if why.refused]
    if come and come[-1][0] not in answered:
        yield Check(stay, come[-1][0], come[-1][1])


def checks_of(placement: Placement) -> list[JobCheck]:
    """The answers of one stay's checks. The caller has reached it."""
    return list(JobCheck.objects.filter(placement=placement).select_related("by__user").order_by("months"))
