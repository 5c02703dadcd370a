"""The rules of absence, hearings and deductions (aktivloven kap. 4, forvaltningsloven § 19, Helsingør's steps).

Each answers with a code, its facts and its source. In doubt: how "3 whole calendar months" are counted."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from tovholder import parameters
from tovholder.base.decision import Decision, Fact
from tovholder.base.period import months_after
from tovholder.base.reference import Reference
from tovholder.parameters import Entry, workdays

ACTIVITY_READY = "activity_ready"
NONE, REASONABLE, UNKNOWN = "none", "reasonable", "unknown"


def _no(code: str, source: Reference, **facts: Fact) -> Decision:
    """A no of the law, which names it in its sentence."""
    return Decision.no(code, reference=source, law=str(source), **facts)


def may_be_told(*, on: date, told_on: date, born_on: date | None = None) -> Decision:
    """Whether attendance of this day can be told on that day: not of days to come, and not of long ago."""
    limit = parameters.value("absence_told_back", on=told_on)
    earliest = told_on - timedelta(days=limit.whole("days"))
    if on > told_on:
        return Decision.no("attendance.not_yet", day=on)
    if on < earliest or (born_on is not None and on < born_on):
        return Decision.no("attendance.too_long_ago", reference=limit.reference, earliest=earliest)
    return Decision.yes("attendance.may_be_told")


def latest_decision(event_on: date) -> tuple[date, Entry]:
    """The last day a deduction may be decided, and the rule that says so. Raises NotInForceError without a rule."""
    limit = parameters.value("sanction_decision", on=event_on)
    months = limit.whole("months")
    if not limit.flag("whole_months"):
        return months_after(event_on, months), limit
    return months_after(event_on.replace(day=1), months + 1) - timedelta(days=1), limit


def usual_answer_day(event_on: date, *, on: date) -> date:
    """The day to answer by that is proposed: usual days, on a working day, not after the last lawful one."""
    limit = parameters.value("hearing_answer_days", on=on)
    usual = workdays.from_day(on + timedelta(days=limit.whole("usual")))
    try:
        latest, _rule = latest_decision(event_on)
    except parameters.NotInForceError:
        return usual
    return max(min(usual, latest), on + timedelta(days=limit.whole("least")))


def is_in_doubt(*, judged_at: datetime | None, there_at: Sequence[datetime]) -> bool:
    """Whether a day told as away is told as there by somebody else too (`there_at`: when), and nobody has judged it
    since. Until then nobody is heard about it."""
    return bool(there_at) and (judged_at is None or judged_at < max(there_at))


def may_guide(*, on: date, told_on: date, begun_on: date) -> Decision:
    """Whether written guidance can be noted for a day: not one to come, and none before the case began."""
    if on > told_on:
        return Decision.no("attendance.not_yet", day=on)
    if on < begun_on:
        return Decision.no("guidance.before_case", day=on, begun_on=begun_on)
    return Decision.yes("guidance.may_be_noted")


def guided_first(*, event_on: date, guided_on: date | None) -> Decision:
    """Written guidance on rights and duties came before the day away: a condition for any deduction."""
    rule = parameters.value("sanction_guidance", on=event_on)
    if guided_on is None:
        return _no("hearing.no_guidance", rule.reference, event_on=event_on)
    if guided_on >= event_on:
        return _no("hearing.guided_after", rule.reference, event_on=event_on, guided_on=guided_on)
    return Decision.yes("hearing.guided", reference=rule.reference, guided_on=guided_on)


def clock(*, event_on: date, on: date) -> Decision:
    """How the time limit of a decision stands on the day."""
    try:
        latest, rule = latest_decision(event_on)
    except parameters.NotInForceError:
        return Decision.unknown("hearing.no_rule", event_on=event_on)
    if on > latest:
        return _no("hearing.too_late", rule.reference, event_on=event_on, latest_by=latest, days=(on - latest).days)
    return Decision.yes("hearing.in_time", reference=rule.reference, latest_by=latest, days=(latest - on).days)


def may_hear(*, event_on: date, guided_on: date | None, answer_by: date, on: date, in_doubt: bool = False) -> Decision:
    """Whether the letter may be sent today with this day to answer by."""
    if event_on > on:
        return Decision.no("attendance.not_yet", day=event_on)
    if in_doubt:
        return Decision.no("hearing.in_doubt")
    in_time = clock(event_on=event_on, on=on)
    if not in_time.allowed:
        return in_time
    guided = guided_first(event_on=event_on, guided_on=guided_on)
    if guided.refused:
        return guided
    return _answer_day(event_on, answer_by, on)


def _answer_day(event_on: date, answer_by: date, on: date) -> Decision:
    days = parameters.value("hearing_answer_days", on=on)
    earliest = on + timedelta(days=days.whole("least"))
    latest, rule = latest_decision(event_on)
    if earliest > latest:
        return _no("hearing.no_time_left", rule.reference, earliest=earliest, latest_by=latest)
    if answer_by < earliest:
        return Decision.no("hearing.answer_too_soon", reference=days.reference, earliest=earliest)
    if answer_by > latest:
        return _no("hearing.answer_after_limit", rule.reference, latest_by=latest)
    return Decision.yes("hearing.may_be_sent", reference=days.reference, answer_by=answer_by, latest_by=latest)


def answer_time(*, answer_by: date | None, on: date, said_all_on: date | None) -> Decision:
    """Whether the citizen's time to answer is over: the day has passed, or the citizen has said that is all."""
    rule = parameters.value("hearing_time", on=on)
    if said_all_on is not None:
        return Decision.yes("hearing.said_all", reference=rule.reference, said_on=said_all_on)
    if answer_by is None:
        return Decision.no("hearing.not_asked", reference=rule.reference)
    earliest = answer_by + timedelta(days=rule.whole("after"))
    if on < earliest:
        return _no("hearing.time_runs", rule.reference, answer_by=answer_by, earliest=earliest)
    return Decision.yes("hearing.time_is_up", reference=rule.reference, answer_by=answer_by)


def may_expire(*, answer_by: date | None, on: date) -> Decision:
    """Whether the deadline has passed; its last day is the citizen's (forvaltningsloven § 19)."""
    if answer_by is None or on <= answer_by:
        return Decision.no("hearing.still_time", answer_by=answer_by)
    return Decision.yes("hearing.time_is_up", answer_by=answer_by)


def may_propose(*, ground: str, furthers: bool | None, visitation: str) -> Decision:
    """Whether the assessment may propose a deduction: no reasonable ground, and, for the activity-ready, that it helps
    the person towards work (aktivloven kap. 4)."""
    source = parameters.term("absence_grounds", NONE).reference
    if ground == REASONABLE:
        return _no("sanction.reasonable_ground", source)
    if ground != NONE:
        return Decision.unknown("sanction.ground_unknown", reference=source, law=str(source))
    if visitation == ACTIVITY_READY and furthers is None:
        return Decision.unknown("sanction.furthers_unknown", reference=source, law=str(source))
    if visitation == ACTIVITY_READY and not furthers:
        return _no("sanction.furthers_not", source)
    return Decision.yes("sanction.may_be_proposed", reference=source)


def coming_of_decided(*, sanction: bool, proposed: bool, ground: str) -> str:
    """How the days of a decided hearing stand. Empty where the decision says nothing of them."""
    if sanction:
        return "unlawful"
    if proposed:
        return ""  # decided against what was proposed: a caseworker looks again
    return {REASONABLE: "excused", NONE: "unlawful"}.get(ground, "")


def may_decide(
    *,
    event_on: date,
    on: date,
    sanction: bool,
    proposed: bool,
    prepared_it: bool,
    answer_by: date | None = None,
    said_all_on: date | None = None,
    in_doubt: bool = False,
) -> Decision:
    """Whether this person may decide so today: never who prepared it, no deduction against the assessment, none while
    the citizen may answer or a day is told in two ways, and none after the time limit (Helsingør: separated roles;
    aktivloven kap. 4). That there is no deduction takes nothing from anybody, and need not wait."""
    if prepared_it:
        return Decision.no("decision.prepared_by_oneself")
    if not sanction:
        return Decision.yes("decision.no_sanction")
    if not proposed:
        return Decision.no("decision.not_proposed")
    if in_doubt:
        return Decision.no("hearing.in_doubt")
    heard = answer_time(answer_by=answer_by, on=on, said_all_on=said_all_on)
    if not heard.allowed:
        return heard
    in_time = clock(event_on=event_on, on=on)
    return Decision.yes("decision.sanction", reference=in_time.reference) if in_time.allowed else in_time
