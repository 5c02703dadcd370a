"""What is asked before a stay beside its limits: which employer, whether again, months without work, courses, IGU.

In doubt, and marked so in the parameters: utility work at public employers only, the reason for a repeated stay, and
that participants in the programme are not asked for months without work. Pure rules on dated parameters."""

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal

from tovholder import parameters
from tovholder.base.decision import Decision, Fact
from tovholder.base.period import months_after, years_between
from tovholder.parameters import Entry
from tovholder.placements.facts import EarlierStay, PersonFacts, Stay
from tovholder.placements.igu_rules import scheme_closed

EMPLOYER_MATTERS = frozenset({"utility_work", "wage_subsidy_private", "wage_subsidy_public"})


def _family(kind: str, on: date) -> str:
    return parameters.term("placement_kinds", kind, on=on).text("family")


def workplace_open(stay: Stay, *, last_day: date | None) -> Decision:
    """Nobody is sent to a workplace that has closed, or that closes while the stay runs."""
    if last_day is None:
        return Decision.yes("workplace.open")
    if stay.starts_on > last_day:
        return Decision.no("workplace.closed", last_day=last_day)
    if stay.ends_before is None or stay.ends_before - timedelta(days=1) > last_day:
        return Decision.no("workplace.closes_during", last_day=last_day)
    return Decision.yes("workplace.open_throughout", last_day=last_day)


def last_day_of(workplace: date | None, company: date | None) -> date | None:
    """The last day of a workplace: its own, or the day its company ended, which closes all of them."""
    return min((day for day in (workplace, company) if day is not None), default=None)


def employer_kind(kind: str, *, public: bool | None, starts_on: date) -> Decision:
    """Some kinds are for public employers only, others for private ones. What nobody has said is asked."""
    family = _family(kind, starts_on)
    if family not in EMPLOYER_MATTERS:
        return Decision.yes("employer.any", kind=kind)
    rule = parameters.value(f"employer_only.{family}", on=starts_on)
    wanted = rule.text("employer")
    if public is None:
        return Decision.unknown("employer.sector_unknown", reference=rule.reference, kind=kind)
    if (wanted == "public") is public:
        return Decision.yes("employer.fits", reference=rule.reference, kind=kind)
    code = "employer.must_be_public" if wanted == "public" else "employer.must_be_private"
    return Decision.no(code, reference=rule.reference, kind=kind)


def repeat_stay(kind: str, earlier: Sequence[EarlierStay], *, reason: str, starts_on: date) -> Decision:
    """Another stay of the same family at the same company needs a reason in words."""
    rule = parameters.value("repeat_stay", on=starts_on)
    family = _family(kind, starts_on)
    if family not in rule.words("families"):
        return Decision.yes("repeat.no_rule", kind=kind)
    before = [stay.starts_on for stay in earlier if stay.here and stay.family == family and stay.starts_on < starts_on]
    if not before:
        return Decision.yes("repeat.first_here", reference=rule.reference, kind=kind)
    if reason.strip():
        return Decision.yes("repeat.reason_given", reference=rule.reference, kind=kind, since=max(before))
    return Decision.unknown("repeat.reason_missing", reference=rule.reference, kind=kind, since=max(before))


def prior_unemployment(stay: Stay, person: PersonFacts) -> Decision:
    """Wage subsidy comes after months without work, unless group, age or what is told of the person waives it."""
    if not _family(stay.kind, stay.starts_on).startswith("wage_subsidy"):
        return Decision.yes("prior.no_rule", kind=stay.kind)
    groups = parameters.value("prior_unemployment_groups", on=stay.starts_on)
    if person.target_group in groups.words("not_asked_of"):
        return Decision.yes("prior.not_asked_of_group", reference=groups.reference)
    rule = parameters.value("wage_subsidy_prior_unemployment", on=stay.starts_on)
    over = rule.whole("waived_over_age")
    if person.born_on is not None and years_between(person.born_on, stay.starts_on) > over:
        return Decision.yes("prior.waived_by_age", reference=rule.reference, over=over)
    if person.prior_waiver == "education":
        return Decision.yes("prior.waived_by_education", reference=rule.reference)
    if person.prior_waiver == "provider":
        return Decision.yes("prior.waived_by_provider", reference=rule.reference)
    return _without_work(rule, stay, person)


def _without_work(rule: Entry, stay: Stay, person: PersonFacts) -> Decision:
    """The months as told, and whether the case tells otherwise."""
    months = rule.whole("months")
    if person.months_without_work is None:
        return Decision.unknown("prior.not_told", reference=rule.reference, months=months)
    if person.months_without_work < months:
        return Decision.no("prior.too_short", reference=rule.reference, months=months, had=person.months_without_work)
    since = months_after(stay.starts_on, -person.months_without_work)
    if _works_for_pay(person, since, stay.starts_on):
        return Decision.unknown("prior.told_but_works", reference=rule.reference, months=months, since=since)
    return Decision.yes("prior.long_enough", reference=rule.reference, months=months)


def _works_for_pay(person: PersonFacts, since: date, until: date) -> bool:
    """Whether the case tells of work for pay on any of the days: a wage to live on, a job, paid hours in a stay."""
    at_jobs = any(job.ended_on is None or job.ended_on >= since for job in person.jobs or ())
    in_stays = any(
        other.paid > 0 and other.starts_on < until and (other.ends_before is None or other.ends_before > since)
        for other in person.stays
    )
    return person.lives_on_wage or at_jobs or in_stays


def within_course(stay: Stay, earlier: Sequence[EarlierStay]) -> Decision:
    """Placement periods under an arranged course: each at most so many months, and together so many."""
    if not stay.under_course:
        return Decision.yes("course.no_course", kind=stay.kind)
    try:
        rule = parameters.value("education_placement_cap", on=stay.starts_on)
    except parameters.NotInForceError:
        return Decision.unknown("course.no_version", on=stay.starts_on)
    if stay.ends_before is None:
        return Decision.no("course.end_missing", reference=rule.reference)
    each = months_after(stay.starts_on, rule.whole("each_months"))
    facts: dict[str, Fact] = {"months": rule.whole("each_months"), "last_lawful_day": each - timedelta(days=1)}
    if stay.ends_before > each:
        return Decision.no("course.period_too_long", reference=rule.reference, **facts)
    last = _last_day_of_all(stay, earlier, rule.whole("together_months"))
    facts = {"months": rule.whole("together_months"), "last_lawful_day": last}
    if stay.ends_before - timedelta(days=1) > last:
        return Decision.no("course.together_too_long", reference=rule.reference, **facts)
    return Decision.yes("course.within", reference=rule.reference, **facts)


def _last_day_of_all(stay: Stay, earlier: Sequence[EarlierStay], months: int) -> date:
    """The last day this period may have when all periods of the course are laid end to end."""
    under = [each for each in earlier if each.under_course and each.ends_before is not None]
    used = sum(((each.ends_before or each.starts_on) - each.starts_on).days for each in under)
    first = min([stay.starts_on, *(each.starts_on for each in under)])
    whole = (months_after(first, months) - first).days
    return stay.starts_on + timedelta(days=whole - used - 1)


def igu_hours(hours_paid: Decimal, *, starts_on: date) -> Decision:
    """The work part of an IGU has at least so many hours a week on average. One municipality asks for more: told."""
    try:
        scheme, named = parameters.value("igu", on=starts_on), parameters.value("igu_hours_named", on=starts_on)
    except parameters.NotInForceError:
        return scheme_closed(starts_on)
    least = scheme.whole("work_hours_per_week")
    facts: dict[str, Fact] = {"hours": hours_paid, "least": least, "named": named.whole()}
    if hours_paid <= 0:
        return Decision.unknown("igu.hours_not_stated", reference=scheme.reference, least=least)
    if hours_paid < least:
        return Decision.no("igu.hours_too_few", reference=scheme.reference, **facts)
    if hours_paid < named.whole():
        return Decision.yes("igu.hours_enough_but_others_ask_more", reference=named.reference, **facts)
    return Decision.yes("igu.hours_enough", reference=scheme.reference, **facts)


def igu_new_starts(*, starts_on: date) -> Decision:
    """Whether the minister has stopped new ones on the day. Before 2024 nobody could."""
    try:
        rule = parameters.value("igu_new_starts", on=starts_on)
    except parameters.NotInForceError:
        return Decision.yes("igu.no_stop_then")
    if rule.flag("stopped"):
        return Decision.no("igu.stopped_by_minister", reference=rule.reference, until=rule.valid_to)
    return Decision.yes("igu.not_stopped", reference=rule.reference)


def igu_places_in_the_country(*, starts_on: date, begun_this_year: int | None) -> Decision:
    """Whether there is one left of the new IGU of the year in the whole country; nobody here counts them."""
    try:
        cap = parameters.value("igu_new_per_year", on=starts_on)
    except parameters.NotInForceError:
        return Decision.yes("igu.no_cap_then")
    most = cap.whole()
    if begun_this_year is None:
        return Decision.unknown("igu.cap_ask", reference=cap.reference, most_new=most)
    if begun_this_year >= most:
        return Decision.no("igu.cap_reached", reference=cap.reference, most_new=most)
    return Decision.yes("igu.cap_room", reference=cap.reference, most_new=most, begun=begun_this_year)
