"""Reception: when the municipality takes over, what is due when, who gets a case, which file is taken. Pure.

Integrationsloven § 4; method of Vejle (S26): monthly meetings before the takeover, citizen Danish at the centre, a
placement within four weeks."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from tovholder import parameters
from tovholder.base.decision import Decision, Fact
from tovholder.base.period import months_after
from tovholder.parameters import workdays
from tovholder.pathways import rules
from tovholder.people import rules as people

_DAY = timedelta(days=1)
_MEGABYTE = 1_000_000
# What a file begins with, and the endings it may carry. A phone's photo or a scan; nothing that can run.
_KINDS: tuple[tuple[bytes, str, tuple[str, ...]], ...] = (
    (b"%PDF-", "application/pdf", ("pdf",)),
    (b"\xff\xd8\xff", "image/jpeg", ("jpg", "jpeg")),
    (b"\x89PNG\r\n\x1a\n", "image/png", ("png",)),
)


def takeover(*, assigned_on: date | None, wanted_on: date | None) -> Decision:
    """The day of takeover: as the law has it, or earlier where the refugee wants to. Never later."""
    if assigned_on is None:
        if wanted_on is None:
            return Decision.unknown("reception.not_assigned")
        return Decision.yes("reception.takeover_told", day=wanted_on)
    law = rules.takeover_on(assigned_on)
    source = parameters.value("takeover", on=assigned_on).reference
    if wanted_on is None:
        return Decision.yes("reception.takeover_by_law", reference=source, day=law)
    if wanted_on < assigned_on:
        return Decision.no("reception.before_assigned", reference=source, day=wanted_on, assigned_on=assigned_on)
    if wanted_on > law:
        return Decision.no("reception.later_than_law", reference=source, day=wanted_on, latest_by=law)
    code = "reception.takeover_by_law" if wanted_on == law else "reception.takeover_earlier"
    return Decision.yes(code, reference=source, day=wanted_on)


def odd_in_person(*, cpr: str, born_on: date | None, on: date) -> list[Decision]:
    """What somebody should look at once more in what is told of one person. It stops nothing, and stands until it fits:
    who reads it later sees it too."""
    found = []
    if people.may_be_days(born_on=born_on, on=on).allowed is None:
        found.append(Decision.unknown("reception.born_long_ago", day=born_on))
    number = people.parse_cpr(cpr)
    if number is None:
        return found
    if born_on is not None and number.born_on != born_on:
        found.append(Decision.unknown("reception.number_and_birth_differ", day=born_on, born_on=number.born_on))
    is_warned = people.check_cpr(cpr, on=on).code == "cpr.modulus_11_warning"
    if is_warned and (number.born_on.month, number.born_on.day) != (1, 1):
        found.append(Decision.unknown("reception.number_does_not_fit"))
    return found


def odd_in_move(*, assigned_on: date | None, on: date) -> list[Decision]:
    """The same of the move itself."""
    years = parameters.value("assigned_years_back", on=on).whole()
    if assigned_on is None or assigned_on >= months_after(on, -12 * years):
        return []
    return [Decision.unknown("reception.assigned_long_ago", day=assigned_on)]


def clock(*, takeover_on: date | None, on: date) -> Decision:
    """How long until the takeover, or how long since."""
    if takeover_on is None:
        return Decision.unknown("reception.takeover_unknown")
    if on == takeover_on:
        return Decision.yes("reception.takeover_today", day=takeover_on)
    if on < takeover_on:
        return Decision.yes("reception.until_takeover", day=takeover_on, days=(takeover_on - on).days)
    return Decision.yes("reception.taken_over", day=takeover_on, days=(on - takeover_on).days)


def next_meeting(
    *, kind: str, since: date, held: Collection[date], on: date, takeover_on: date | None = None
) -> Decision:
    """Is the next meeting of this kind in time? Those with a family end with the takeover."""
    term = parameters.term("reception_meetings", kind)
    months = term.whole("every_months")
    due = months_after(max([since, *held]), months)
    if term.flag("with_family") and takeover_on is not None and (on >= takeover_on or due >= takeover_on):
        return Decision.yes("reception.no_more_meetings", reference=term.reference)
    if on > due:
        return Decision.no("reception.meeting_overdue", reference=term.reference, due_on=due, months=months)
    return Decision.yes("reception.meeting_next", reference=term.reference, due_on=due, months=months)


def practice(*, takeover_on: date | None, begun_on: date | None, on: date) -> Decision:
    """Is there a first placement in time? Unknown is a risk: the time is nearly up and nothing is agreed."""
    if takeover_on is None:
        return Decision.unknown("reception.takeover_unknown")
    limit = parameters.value("practice_after_reception", on=takeover_on)
    latest = takeover_on + timedelta(weeks=limit.whole("latest_weeks"))
    facts: dict[str, Fact] = {"latest_by": latest, "weeks": limit.whole("latest_weeks")}
    if begun_on is not None:
        code = "reception.practice_late" if begun_on > latest else "reception.practice_begun"
        return Decision.yes(code, reference=limit.reference, day=begun_on, **facts)
    if on > latest:
        return Decision.no("reception.practice_overdue", reference=limit.reference, days=(on - latest).days, **facts)
    if on >= latest - timedelta(weeks=limit.whole("soon_weeks")):
        return Decision.no("reception.practice_at_risk", reference=limit.reference, days=(latest - on).days, **facts)
    return Decision.yes("reception.practice_not_yet", reference=limit.reference, **facts)


def course_days(*, starts_on: date, weekdays: Sequence[int]) -> list[date]:
    """The days of the course: on these weekdays, as long as the course is, and not on public holidays."""
    weeks = parameters.value("citizen_danish", on=starts_on).whole("weeks")
    span = [starts_on + _DAY * number for number in range(weeks * 7)]
    return [day for day in span if day.weekday() in set(weekdays) and workdays.is_working_day(day)]


def course_is_full(*, starts_on: date, weekdays: Collection[int]) -> Decision:
    """Is it the whole course, on so many days a week?"""
    limit = parameters.value("citizen_danish", on=starts_on)
    wanted = limit.whole("times_a_week")
    facts = {"times": len(set(weekdays)), "wanted": wanted, "weeks": limit.whole("weeks")}
    if len(set(weekdays)) < wanted:
        return Decision.no("reception.course_too_few_days", reference=limit.reference, **facts)
    return Decision.yes("reception.course_full", reference=limit.reference, **facts)


def tasks_of(*, on: date, takeover_on: date | None, births: Collection[date | None]) -> list["Due"]:
    """What must be in place for a family with these children: the list of that day. An unknown birth counts as any."""
    found = []
    for term in parameters.terms("reception_tasks", on=on):
        if "from_age" in term.attributes and not any(
            _is_of_age(birth, term.whole("from_age"), term.whole("to_age"), takeover_on or on) for birth in births
        ):
            continue
        found.append(Due(term.code, term.text("side"), due_on(term.code, takeover_on)))
    return found


@dataclass(frozen=True)
class Due:
    """A thing that must be in place: who sees to it, and by when."""

    code: str
    side: str
    due_on: date | None


def due_on(code: str, takeover_on: date | None) -> date | None:
    """When a thing of the checklist is due; None while nobody knows when the municipality takes over."""
    if takeover_on is None:
        return None
    return takeover_on + timedelta(days=parameters.term("reception_tasks", code).whole("days"))


def _is_of_age(birth: date | None, least: int, most: int, on: date) -> bool:
    return birth is None or least <= age(birth, on) <= most


def age(born_on: date, on: date) -> int:
    """Full years on the day; nought before the first birthday."""
    return max(0, on.year - born_on.year - ((on.month, on.day) < (born_on.month, born_on.day)))


def gets_a_case(*, relation: str, born_on: date | None, on: date) -> bool:
    """Children stay with the family; everybody else is a citizen with a case. Who is told as a child is grown up when
    the birth says so."""
    limit = parameters.value("case_from_age", on=on).whole()
    return relation != "child" if born_on is None else age(born_on, on) >= limit or relation == ""


def may_send(*, names: int, competences: bool, consent_on: date | None, on: date) -> Decision:
    """May the handover be sent? What somebody can is handed on with a yes; who somebody is, the law hands on."""
    if not names:
        return Decision.no("reception.nobody_named")
    if consent_on is not None and consent_on > on:
        return Decision.no("reception.consent_to_come", day=consent_on)
    if competences and consent_on is None:
        return Decision.no("reception.consent_missing")
    return Decision.yes("reception.may_be_sent")


def takes_file(*, name: str, start: bytes, size: int, on: date) -> Decision:
    """Is this a file we take? By what it holds, not by what it is called; and small enough."""
    most = parameters.value("handover_file", on=on).whole("megabytes")
    if not size:
        return Decision.no("reception.file_empty")
    if size > most * _MEGABYTE:
        return Decision.no("reception.file_too_large", megabytes=-(-size // _MEGABYTE), most_megabytes=most)
    ending = name.rpartition(".")[2].lower()
    for begins, kind, endings in _KINDS:
        if start.startswith(begins):
            if ending not in endings:
                return Decision.no("reception.file_disguised", ending=ending[:8], holds=endings[0].upper())
            return Decision.yes("reception.file_taken", kind_of_file=kind)
    return Decision.no("reception.file_of_other_kind")


def kind_of_file(name: str) -> str:
    """The content type of a file that was taken, by its ending."""
    ending = name.rpartition(".")[2].lower()
    return next((kind for _, kind, endings in _KINDS if ending in endings), "application/octet-stream")
