"""Gathers from the rows what the employer rules ask: the stay, the person, the workplace. No rule is decided here."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from decimal import Decimal

from django.db.models import Q

from tovholder import parameters
from tovholder.companies.models import Headcount, StatedStays
from tovholder.people.models import Experience, Person
from tovholder.placements import plan_of_day, rules, stated
from tovholder.placements.facts import EarlierJob, EarlierStay, OtherStay, PersonFacts, Stay, UnitFacts
from tovholder.placements.ladder_rules import HoursStep
from tovholder.placements.models import Placement
from tovholder.placements.plans import NewPlacement, Statements
from tovholder.placements.transitions import AGREED, HOLDS_A_PLACE, PLANNED

# Additional employment looks a year back; the ratio rule looks at the last four of these months.
MONTHS_BACK = 12
_CHUNK = 500


def stay_of(new: NewPlacement, *, extensions: int = 0, under_course: bool = False) -> Stay:
    return Stay(
        under_course=under_course,
        kind=new.kind,
        starts_on=new.starts_on,
        ends_before=new.ends_before,
        purpose=new.purpose,
        hours_unpaid=new.hours_unpaid,
        hours_paid=new.hours_paid,
        extensions=extensions,
    )


def person_facts(
    person: Person,
    statements: Statements,
    stays: Sequence[OtherStay] = (),
    *,
    cvr: str,
    before: date,
    besides: int | None = None,
) -> PersonFacts:
    """What the rules may know of the person. Jobs count as asked once any experience is written down.

    `cvr` is the company asked about; stays that began `before` the day are told as earlier ones."""
    begun = begun_of([person.pk])[person.pk]
    return PersonFacts(
        born_on=person.born_on,
        residence_from=person.residence_from,
        residence_group=person.residence_group,
        target_group=target_group(person.programme, person.benefit, person.visitation),
        jobs=_jobs(person.pk, begun),
        spouse_owns_company=statements.spouse_owns_company,
        had_igu=any(stay.kind == "igu" for stay in begun) or statements.had_igu,
        stays=tuple(stays),
        earlier=tuple(earlier_stays(begun, cvr, before, besides)),
        repeat_reason=statements.repeat_reason,
        months_without_work=statements.months_without_work,
        prior_waiver=statements.prior_waiver,
        lives_on_wage=person.benefit == "wage",
    )


def begun_of(person_ids: Iterable[int]) -> dict[int, list[Placement]]:
    """Stays that have begun, by person, with where they were and whether under a course: one question for all."""
    found: dict[int, list[Placement]] = defaultdict(list)
    rows = Placement.objects.filter(person_id__in=list(person_ids)).exclude(status__in=(PLANNED, AGREED, "cancelled"))
    for row in rows.select_related("unit__company", "under_course").order_by("starts_on", "pk"):
        found[row.person_id].append(row)
    return found


def earlier_stays(begun: Sequence[Placement], cvr: str, before: date, besides: int | None) -> Iterable[EarlierStay]:
    for row in begun:
        if row.starts_on < before and row.pk != besides:
            ends = row.ended_on + timedelta(days=1) if row.ended_on else row.ends_before
            here = row.unit.company.cvr == cvr
            yield EarlierStay(_family(row.kind), row.starts_on, ends, here, hasattr(row, "under_course"))


def other_stays(person_id: int, unit_id: int, *, besides: int | None = None) -> list[OtherStay]:
    """The person's agreed and running stays, a planned step of hours each; `besides` is the stay asked about."""
    held = Placement.objects.filter(person_id=person_id, status__in=HOLDS_A_PLACE).exclude(pk=besides or 0)
    rows = held.select_related("unit__company").prefetch_related("hours").order_by("starts_on", "pk")
    return [step for stay in rows for step in _steps(stay, here=stay.unit_id == unit_id)]


def _family(kind: str) -> str:
    return (
        parameters.term("placement_kinds", kind).text("family") if parameters.is_term("placement_kinds", kind) else ""
    )


def _steps(stay: Placement, *, here: bool) -> list[OtherStay]:
    company = stay.unit.company.name
    return [
        OtherStay(company, step.total, step.starts_on, step.ends_before, here, step.paid)
        for step in plan_of_day.planned(stay)
    ]


def target_group(programme: str, benefit: str, visitation: str) -> str:
    """The group whose durations and rates hold (parameters: target_groups); "" when too little is known.

    Who is in the programme follows its rules whatever the benefit is called."""
    if programme:
        return "integration_programme"
    by_benefit = {
        "unemployment_benefit": "unemployment_benefit",
        "sickness_benefit": "sickness_benefit",
        "none": "self_supporting",
        "wage": "self_supporting",
        "student_grant": "self_supporting",
    }
    if benefit in by_benefit:
        return by_benefit[benefit]
    by_visitation = {
        "job_ready": "cash_benefit_job_ready",
        "education_ready": "education_ready",
        "activity_ready": "cash_benefit_activity_ready",
    }
    return by_visitation.get(visitation, "") if benefit else ""


def _jobs(person_id: int, begun: Sequence[Placement]) -> tuple[EarlierJob, ...] | None:
    """Ordinary jobs in Denmark as told, and those that began here. None when nobody has asked about experience."""
    told = list(Experience.objects.filter(person_id=person_id))
    ours = ordinary_jobs(begun)
    if not told and not ours:
        return None
    return (*(EarlierJob(row.employer_cvr, row.ended_on) for row in told if not row.before_denmark), *ours)


def ordinary_jobs(begun: Sequence[Placement]) -> list[EarlierJob]:
    """Those of the stays that are ordinary jobs."""
    ordinary = [term.code for term in parameters.terms("placement_kinds") if term.text("family") == "ordinary"]
    return [EarlierJob(stay.unit.company.cvr, stay.ended_on) for stay in begun if stay.kind in ordinary]


def unit_facts(
    unit_id: int,
    *,
    cvr: str,
    stay: Stay,
    statements: Statements,
    on: date,
    besides: int | None = None,
    organisation_id: int | None = None,
) -> UnitFacts:
    """The workplace at the stay's start, as it can be known `on` the day of asking.

    A stay agreed in November for December is judged by the months to October: November is not over yet.
    `besides` is the placement itself, which does not count against itself; statements count that the municipality
    `organisation_id` has asked for."""
    others = StatedStays.objects.filter(unit_id=unit_id, stated_on__lte=stay.starts_on).order_by("-stated_on", "-pk")
    newest = others.first()
    told = stated.as_asked(unit_id)
    said = stated.of_stay(unit_id, stay=stay, organisation_id=organisation_id, besides=besides)
    return UnitFacts(
        cvr=cvr,
        monthly_fte=monthly_fte([unit_id], on=min(stay.starts_on, on))[unit_id],
        ours=most_at_once(counted_stays([unit_id], stay=stay, besides=besides)[unit_id], stay),
        others=newest.fte if newest else None,
        others_stated_on=newest.stated_on if newest else None,
        employer_signed=statements.employer_signed or said.employer,
        representative_signed=statements.representative_signed or said.representative,
        ticked=(statements.employer_signed and not said.employer)
        or (statements.representative_signed and not said.representative),
        refused_by=said.refused_by,
        employer_alone=told.employer_alone,
        public=told.public,
        last_day=told.last_day,
    )


def monthly_fte(unit_ids: Iterable[int], *, on: date) -> dict[int, tuple[Decimal | None, ...]]:
    """Ordinarily employed in each of the twelve months before the month of `on`, oldest first; None where unstated."""
    wanted = list(unit_ids)
    months = months_before(on, MONTHS_BACK)
    stated: dict[tuple[int, date], Decimal] = {}
    for chunk in chunks(wanted):
        rows = Headcount.objects.filter(unit_id__in=chunk, month__gte=months[0], month__lte=months[-1])
        stated.update({(unit_id, month): fte for unit_id, month, fte in rows.values_list("unit_id", "month", "fte")})
    return {unit_id: tuple(stated.get((unit_id, month)) for month in months) for unit_id in wanted}


def months_before(on: date, count: int) -> list[date]:
    """The first days of the `count` months before the month of `on`, oldest first."""
    index = on.year * 12 + on.month - 1
    return [date((index - back) // 12, (index - back) % 12 + 1, 1) for back in range(count, 0, -1)]


def counted_stays(
    unit_ids: Iterable[int], *, stay: Stay, besides: int | None = None
) -> dict[int, list[tuple[date, date | None, Decimal]]]:
    """Stays known here that take a place at the units while `stay` runs: (starts_on, ends_before, full-time share).

    A stay whose hours rise is one for each step of its plan."""
    kinds = [
        term.code for term in parameters.terms("placement_kinds", on=stay.starts_on) if term.flag("counts_in_ratio")
    ]
    during = Q(ends_before__isnull=True) | Q(ends_before__gt=stay.starts_on)
    if stay.ends_before is not None:
        during &= Q(starts_on__lt=stay.ends_before)
    found: dict[int, list[tuple[date, date | None, Decimal]]] = defaultdict(list)
    for chunk in chunks(list(unit_ids)):
        held = Placement.objects.filter(during, unit_id__in=chunk, status__in=HOLDS_A_PLACE, kind__in=kinds)
        told = held.exclude(pk=besides or 0).only(
            "unit_id", "kind", "starts_on", "ends_before", "hours_unpaid", "hours_paid"
        )
        for row, step in plan_of_day.steps_of(told):
            if is_during(step, stay):
                found[row.unit_id].append((step.starts_on, step.ends_before, share(row.kind, step, stay.starts_on)))
    return found


def is_during(step: HoursStep, stay: Stay) -> bool:
    """Whether a step of another stay has a day in common with this one."""
    begins_in_time = stay.ends_before is None or step.starts_on < stay.ends_before
    return begins_in_time and (step.ends_before is None or step.ends_before > stay.starts_on)


def share(kind: str, step: HoursStep, on: date) -> Decimal:
    """A step of a stay as a full-time equivalent by the law of the day."""
    return rules.full_time_share(Stay(kind=kind, starts_on=on, hours_unpaid=step.unpaid, hours_paid=step.paid))


def most_at_once(stays: Sequence[tuple[date, date | None, Decimal]], stay: Stay) -> Decimal:
    """The most places taken on any one day of `stay`: two short stays after each other take one place, not two."""
    days = [stay.starts_on, *(begins for begins, _ends, _share in stays if begins > stay.starts_on)]
    return max(
        sum(
            (share for begins, ends, share in stays if begins <= day and (ends is None or day < ends)),
            Decimal(0),
        )
        for day in days
    )


def chunks(ids: Sequence[int]) -> Iterable[Sequence[int]]:
    """Parts small enough for one statement."""
    return (ids[start : start + _CHUNK] for start in range(0, len(ids), _CHUNK))
