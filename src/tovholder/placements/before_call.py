"""Before the call: what a workplace may have on the days ahead, and for one citizen which kinds are lawful from when.

Reads only. Of stays it tells numbers, never whose they are."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from tovholder import parameters
from tovholder.accounts.actors import Actor
from tovholder.base.decision import Decision
from tovholder.base.period import months_after
from tovholder.companies.models import ProductionUnit
from tovholder.parameters import Term
from tovholder.people import queries as people
from tovholder.people.models import Person
from tovholder.placements import gathering, money_rules, places_rules, queries, rules, stated
from tovholder.placements.conditions_rules import last_day_of
from tovholder.placements.facts import PersonFacts, Stay, UnitFacts
from tovholder.placements.places_rules import Span
from tovholder.placements.plans import Statements

SIGNED = Statements(employer_signed=True, representative_signed=True)


@dataclass(frozen=True)
class KindHere:
    """A family of kinds: what the workplace must meet, and what holds for it besides (wage, rate, bonus)."""

    kinds: tuple[str, ...]
    decisions: tuple[Decision, ...]
    besides: tuple[Decision, ...]
    statement: bool

    @property
    def allowed(self) -> bool | None:
        return rules.Agreement(self.decisions).allowed


@dataclass(frozen=True)
class KindForPerson:
    """A family of kinds for one citizen: the first lawful day and what is still asked, or what refuses every day."""

    kinds: tuple[str, ...]
    day: date | None
    ends_before: date | None
    unknown: tuple[Decision, ...]
    refused: tuple[Decision, ...]
    hours: Decimal  # a week, that the answer was tried with


@dataclass(frozen=True)
class Facts:
    """All that is known of a workplace for the days ahead, read once."""

    unit: ProductionUnit
    on: date
    until: date
    monthly: tuple[Decimal | None, ...]
    stays: tuple[places_rules.Taken, ...]
    others: Decimal | None
    others_stated_on: date | None
    told: stated.OfUnit

    @property
    def spans(self) -> list[Span]:
        return places_rules.places_over_time(
            monthly_fte=self.monthly,
            stays=self.stays,
            others=self.others,
            others_stated_on=self.others_stated_on,
            on=self.on,
            until=self.until,
        )

    def for_stay(self, stay: Stay) -> UnitFacts:
        """As the rules ask; that the statements are given is taken as said, they are asked for apart."""
        return UnitFacts(
            cvr=self.unit.company.cvr,
            monthly_fte=self.monthly,
            ours=gathering.most_at_once(self.stays, stay),
            others=self.others,
            others_stated_on=self.others_stated_on,
            employer_signed=True,
            representative_signed=True,
            public=self.told.public,
            last_day=last_day_of(self.told.last_day, self.unit.company.ended_on),
        )


def of_units(units: Iterable[ProductionUnit], *, on: date) -> dict[int, Facts]:
    """The facts of many workplaces the caller has reached, in four queries."""
    wanted = {unit.pk: unit for unit in units}
    until = _until(on)
    monthly = gathering.monthly_fte(wanted, on=on)
    held = gathering.counted_stays(wanted, stay=Stay(kind="work_placement", starts_on=on, ends_before=until))
    newest, told = queries.newest_stated(list(wanted), on), stated.of_units(wanted)
    found = {}
    for pk, unit in wanted.items():
        others = newest.get(pk)
        fte, stated_on = (others.fte, others.stated_on) if others else (None, None)
        of_unit = told.get(pk, stated.OfUnit())
        found[pk] = Facts(unit, on, until, monthly[pk], tuple(held.get(pk, ())), fte, stated_on, of_unit)
    return found


def spans_of(unit_ids: Iterable[int], *, on: date) -> dict[int, list[Span]]:
    """Places on the days ahead at each unit, for pages that show no more of it: three queries for all of them."""
    wanted = list(dict.fromkeys(unit_ids))
    until = _until(on)
    monthly = gathering.monthly_fte(wanted, on=on)
    held = gathering.counted_stays(wanted, stay=Stay(kind="work_placement", starts_on=on, ends_before=until))
    newest, found = queries.newest_stated(wanted, on), {}
    for unit_id in wanted:
        said = newest.get(unit_id)
        found[unit_id] = places_rules.places_over_time(
            monthly_fte=monthly[unit_id],
            stays=held.get(unit_id, []),
            others=said.fte if said else None,
            others_stated_on=said.stated_on if said else None,
            on=on,
            until=until,
        )
    return found


def _until(on: date) -> date:
    return months_after(on, parameters.value("places_ahead_months", on=on).whole())


def families(on: date) -> list[tuple[Term, ...]]:
    """The kinds in force, those of one family and one rule of counting together: supported ones and IGU."""
    found: dict[tuple[str, bool], list[Term]] = {}
    for term in parameters.terms("placement_kinds", on=on):
        if term.flag("subsidised") or term.code == "igu":
            found.setdefault((term.text("family"), term.flag("counts_in_ratio")), []).append(term)
    return [tuple(terms) for terms in found.values() if terms[0].text("family") not in ("education", "flex")]


def kinds_here(facts: Facts) -> list[KindHere]:
    """For each kind whether the workplace may have one more from today, and what holds besides."""
    return [_kind_here(terms, facts) for terms in families(facts.on)]


def _kind_here(terms: tuple[Term, ...], facts: Facts) -> KindHere:
    first, on = terms[0], facts.on
    stay = _tried(first, on, Decimal(37))
    unit = facts.for_stay(stay)
    found = rules.of_the_workplace(stay, unit, counted=first.flag("counts_in_ratio"))
    asked = [each for each in found if not each.code.startswith("statement.") and not each.code.endswith("_required")]
    besides = [money_rules.least_wage(first.code, starts_on=on)]
    if first.text("family").startswith("wage_subsidy"):
        told = facts.told
        besides.append(money_rules.subsidy_rate(first.code, starts_on=on))
        besides.append(money_rules.aid_intensity(first.code, support_kr=told.support_kr, wage_kr=told.wage_kr, on=on))
    if first.code == "igu":
        asked.append(rules.igu_new_starts(starts_on=on))
        besides += [
            rules.igu_places_in_the_country(starts_on=on, begun_this_year=None),
            money_rules.igu_bonus(starts_on=on, public=facts.told.public),
            money_rules.igu_registration(starts_on=on),
        ]
    codes = tuple(term.code for term in terms)
    return KindHere(codes, tuple(asked), tuple(besides), first.flag("statement_required"))


def kinds_for(
    person_id: int, facts: Facts, *, actor: Actor, hours: Decimal | None = None
) -> tuple[Person, list[KindForPerson]]:
    """For one citizen of the own case scope which kinds are lawful from which day. Raises NoSuchPerson.

    `hours` a week are tried; without them those beside the citizen's other stays, and else the most there can be."""
    person = people.case(person_id, actor=actor)
    if not people.is_own_case(person, actor=actor):
        raise people.NoSuchPerson
    stays = gathering.other_stays(person.pk, facts.unit.pk)
    told = gathering.person_facts(person, SIGNED, stays, cvr=facts.unit.company.cvr, before=facts.until)
    days = _days(facts, told)
    tried = (hours,) if hours is not None else _fitting_hours(person, told, facts.on)
    return person, [_kind_for_any(terms, facts, told, tried, days) for terms in families(facts.on)]


def _fitting_hours(person: Person, told: PersonFacts, on: date) -> tuple[Decimal, ...]:
    """The hours a week to try, in turn: what is left beside the stays of today, and the most there can be."""
    full = parameters.value("full_time_hours", on=on).amount()
    most = min(full, person.hours_max or full)
    today = [
        stay for stay in told.stays if stay.starts_on <= on and (stay.ends_before is None or on < stay.ends_before)
    ]
    left = min(most, full - sum((stay.hours for stay in today), Decimal(0)))
    return (left, most) if 0 < left < most else (most,)


def _days(facts: Facts, told: PersonFacts) -> list[date]:
    """The days on which an answer may change: places, other stays, an age, three months after a job."""
    found = {facts.on, *(span.starts_on for span in facts.spans)}
    found |= {stay.ends_before for stay in told.stays if stay.ends_before is not None}
    for job in told.jobs or ():
        if job.ended_on is not None:
            found.add(months_after(job.ended_on, 3) + timedelta(days=1))
    if told.born_on is not None:
        found.add(months_after(told.born_on, 18 * 12))
    return sorted(day for day in found if facts.on <= day < facts.until)


def _kind_for_any(
    terms: tuple[Term, ...], facts: Facts, told: PersonFacts, tried: Sequence[Decimal], days: Sequence[date]
) -> KindForPerson:
    """By the first of the hours for which there is a lawful day, else by the last of them."""
    found = [_kind_for(terms, facts, told, tried[0], days)]
    for hours in tried[1:]:
        if found[-1].day is None:
            found.append(_kind_for(terms, facts, told, hours, days))
    return found[-1]


def _kind_for(
    terms: tuple[Term, ...], facts: Facts, told: PersonFacts, hours: Decimal, days: Sequence[date]
) -> KindForPerson:
    codes = tuple(term.code for term in terms)

    def asked(day: date) -> Sequence[Decision]:
        stay = _tried(terms[0], day, hours)
        return rules.may_agree(stay, told, facts.for_stay(stay)).decisions

    found = places_rules.earliest_lawful(days, asked)
    if found is None:
        refused = tuple(decision for decision in asked(facts.on) if decision.refused)
        return KindForPerson(codes, None, None, (), refused, hours)
    day, decisions = found
    unknown = tuple(decision for decision in decisions if decision.is_unknown)
    return KindForPerson(codes, day, _tried(terms[0], day, hours).ends_before, unknown, (), hours)


def _tried(term: Term, day: date, hours: Decimal) -> Stay:
    """A stay of the kind from the day on, as short as is lawful for everybody; an IGU has its own length."""
    weeks = parameters.value("tried_stay_weeks", on=day).whole()
    ends = day + timedelta(weeks=weeks)
    if term.text("family") == "igu":
        ends = months_after(day, 12 * _igu_years(day))
    paid = term.flag("paid")
    purposes = term.words("purposes")
    return Stay(
        kind=term.code,
        starts_on=day,
        ends_before=ends,
        purpose=("training" if "training" in purposes else purposes[0]) if purposes else "",
        hours_unpaid=Decimal(0) if paid else hours,
        hours_paid=hours if paid else Decimal(0),
    )


def _igu_years(day: date) -> int:
    try:
        return parameters.value("igu", on=day).whole("length_years")
    except parameters.NotInForceError:
        return 1
