"""A coming law tried against the stays of today: whose answers would change. Nothing is written.

Every stay is asked twice with the same facts, by the shipped parameters and by those that are tried. What has been
stated and signed counts as stated, so that only the law makes the difference."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import QuerySet

from tovholder import parameters
from tovholder.accounts.actors import Actor
from tovholder.base.decision import Decision
from tovholder.companies.models import Headcount, StatedStays
from tovholder.people.models import Experience
from tovholder.placements import gathering, plan_of_day, queries, rules, stated
from tovholder.placements.conditions_rules import last_day_of
from tovholder.placements.facts import EarlierJob, OtherStay, PersonFacts, Stay, UnitFacts
from tovholder.placements.models import AgreementAnswers, CourseStay, Placement, PlacementEvent
from tovholder.placements.transitions import EXTENDED, HOLDS_A_PLACE, PLANNED

_CHUNK = 400
_MONTHLY = ("unit_id", "month", "fte")


class CannotBeTriedError(ValueError):
    """The rules cannot compute with the parameters that are tried; the text says what they stumbled over."""


@dataclass(frozen=True)
class Affected:
    """One stay whose answers change: what would newly stand in the way, and what would no longer."""

    placement: Placement
    new: tuple[Decision, ...]
    gone: tuple[Decision, ...]


@dataclass(frozen=True)
class Outcome:
    """How many were asked, who would be affected, and how many by each answer that is new or gone."""

    asked: int
    affected: tuple[Affected, ...]

    @property
    def new_by_code(self) -> list[tuple[Decision, int]]:
        return _counted(decision for each in self.affected for decision in each.new)

    @property
    def gone_by_code(self) -> list[tuple[Decision, int]]:
        return _counted(decision for each in self.affected for decision in each.gone)


def _counted(decisions: Iterable[Decision]) -> list[tuple[Decision, int]]:
    """Each answer once, as the first stay has it, with its number; most first."""
    told = list(decisions)
    numbers, first = Counter(decision.code for decision in told), {decision.code: decision for decision in told[::-1]}
    return [(first[code], number) for code, number in numbers.most_common()]


def stays(*, actor: Actor) -> QuerySet[Placement]:
    """Running, agreed and planned stays within reach."""
    held = queries.visible(actor=actor).filter(status__in=(*HOLDS_A_PLACE, PLANNED))
    return held.order_by("starts_on", "pk")


def of(*, book: parameters.Book, actor: Actor, on: date, as_if_on: date | None = None) -> Outcome:
    """Ask every stay within reach by both books. `as_if_on`: as if each began on that day, as long as it is planned.

    The caller notes the people it shows."""
    asked, affected = 0, []
    found = stays(actor=actor)
    ids = list(found.values_list("pk", flat=True))
    for start in range(0, len(ids), _CHUNK):
        chunk = list(found.filter(pk__in=ids[start : start + _CHUNK]).prefetch_related("hours"))
        known = _Known(chunk)
        for placement in chunk:
            asked += 1
            before = known.asked(placement, on, as_if_on)
            after = _asked_by(book, known, placement, on, as_if_on)
            new, gone = _new(before, after), _new(after, before)
            if new or gone:
                affected.append(Affected(placement, new, gone))
    return Outcome(asked, tuple(affected))


def _asked_by(
    book: parameters.Book, known: "_Known", placement: Placement, on: date, as_if_on: date | None
) -> tuple[Decision, ...]:
    """The answers by the book that is tried. It was written by hand: what no rule can compute with is its fault."""
    try:
        with parameters.trying(book):
            return known.asked(placement, on, as_if_on)
    except (ArithmeticError, TypeError, LookupError, ValueError) as error:
        raise CannotBeTriedError(f"{type(error).__name__}: {error}") from error


def _new(before: Sequence[Decision], after: Sequence[Decision]) -> tuple[Decision, ...]:
    """What stands in the way now and did not before."""
    stood = {(decision.code, decision.allowed) for decision in before}
    return tuple(each for each in after if not each.allowed and (each.code, each.allowed) not in stood)


class _Known:
    """What is known of the people and the workplaces of some stays, in a handful of queries."""

    def __init__(self, chunk: Sequence[Placement]) -> None:
        longer = PlacementEvent.objects.filter(placement__in=chunk, reason=EXTENDED)
        self._extensions = Counter(longer.values_list("placement_id", flat=True))
        units, people = {row.unit_id for row in chunk}, {row.person_id for row in chunk}
        self._fte = {
            (unit_id, month): fte
            for unit_id, month, fte in Headcount.objects.filter(unit_id__in=units).values_list(*_MONTHLY)
        }
        self._others: dict[int, list[StatedStays]] = defaultdict(list)
        for said in StatedStays.objects.filter(unit_id__in=units).order_by("stated_on", "pk"):
            self._others[said.unit_id].append(said)
        self._told = stated.of_units(units)
        self._there: dict[int, list[Placement]] = defaultdict(list)
        self._of_person: dict[int, list[Placement]] = defaultdict(list)
        held = Placement.objects.filter(status__in=HOLDS_A_PLACE).select_related("unit__company")
        held = held.prefetch_related("hours")
        for row in held.filter(unit_id__in=units):
            self._there[row.unit_id].append(row)
        for row in held.filter(person_id__in=people):
            self._of_person[row.person_id].append(row)
        self._begun = gathering.begun_of(people)
        self._answers = AgreementAnswers.objects.in_bulk([row.pk for row in chunk], field_name="placement_id")
        self._courses = set(CourseStay.objects.filter(placement__in=chunk).values_list("placement_id", flat=True))
        self._jobs: dict[int, list[EarlierJob]] = defaultdict(list)
        for job in Experience.objects.filter(person_id__in=people, before_denmark=False):
            self._jobs[job.person_id].append(EarlierJob(job.employer_cvr, job.ended_on))

    def asked(self, placement: Placement, on: date, as_if_on: date | None) -> tuple[Decision, ...]:
        under_course = placement.pk in self._courses
        stay = _moved(placement, on, as_if_on, self._extensions[placement.pk], under_course=under_course)
        return rules.may_agree(stay, self._person(placement, stay), self._unit(placement, stay, on)).decisions

    def _person(self, placement: Placement, stay: Stay) -> PersonFacts:
        person, said = placement.person, self._answers.get(placement.pk) or AgreementAnswers()
        before = [row for row in self._begun[person.pk] if row.pk != placement.pk and row.starts_on < stay.starts_on]
        others = [row for row in self._of_person[person.pk] if row.pk != placement.pk]
        return PersonFacts(
            born_on=person.born_on,
            residence_from=person.residence_from,
            residence_group=person.residence_group,
            target_group=gathering.target_group(person.programme, person.benefit, person.visitation),
            jobs=(*self._jobs[person.pk], *gathering.ordinary_jobs(before)),
            spouse_owns_company=False,
            had_igu=any(row.kind == "igu" for row in before),
            stays=tuple(other for row in others for other in _others(row, placement)),
            earlier=tuple(gathering.earlier_stays(before, placement.unit.company.cvr, stay.starts_on, placement.pk)),
            repeat_reason=said.repeat_reason,
            months_without_work=said.months_without_work,
            prior_waiver=said.prior_waiver,
            lives_on_wage=person.benefit == "wage",
        )

    def _unit(self, placement: Placement, stay: Stay, on: date) -> UnitFacts:
        months = gathering.months_before(min(stay.starts_on, on), gathering.MONTHS_BACK)
        said = [row for row in self._others[placement.unit_id] if row.stated_on <= stay.starts_on]
        told = self._told.get(placement.unit_id, stated.OfUnit())
        return UnitFacts(
            cvr=placement.unit.company.cvr,
            monthly_fte=tuple(self._fte.get((placement.unit_id, month)) for month in months),
            ours=gathering.most_at_once(self._taken(placement, stay), stay),
            others=said[-1].fte if said else None,
            others_stated_on=said[-1].stated_on if said else None,
            employer_signed=True,
            representative_signed=True,
            public=told.public,
            last_day=last_day_of(told.last_day, placement.unit.company.ended_on),
        )

    def _taken(self, placement: Placement, stay: Stay) -> list[tuple[date, date | None, Decimal]]:
        """Other stays there while this one runs, step by step, of the kinds that count by the book that is asked."""
        found = []
        for row in self._there[placement.unit_id]:
            if row.pk != placement.pk and _counts(row.kind, stay.starts_on):
                during = [step for step in plan_of_day.planned(row) if gathering.is_during(step, stay)]
                shares = ((step, gathering.share(row.kind, step, stay.starts_on)) for step in during)
                found += [(step.starts_on, step.ends_before, share) for step, share in shares]
        return found


def _counts(kind: str, on: date) -> bool:
    rows = parameters.terms("placement_kinds", on=on)
    return any(row.code == kind and row.flag("counts_in_ratio") for row in rows)


def _others(row: Placement, placement: Placement) -> list[OtherStay]:
    here, company = row.unit_id == placement.unit_id, row.unit.company.name
    return [
        OtherStay(company, step.total, step.starts_on, step.ends_before, here, step.paid)
        for step in plan_of_day.planned(row)
    ]


def _moved(placement: Placement, on: date, as_if_on: date | None, extensions: int, *, under_course: bool) -> Stay:
    starts, ends = placement.starts_on, placement.ends_before
    if as_if_on is not None:
        ends = as_if_on + (ends - starts) if ends is not None else None
        starts = as_if_on
    now = plan_of_day.hours_on(placement, placement.hours.all(), on)
    return Stay(
        kind=placement.kind,
        starts_on=starts,
        ends_before=ends,
        purpose=placement.purpose,
        hours_unpaid=now.unpaid,
        hours_paid=now.paid,
        extensions=extensions,
        under_course=under_course,
    )
