"""The questions of meetings and the week as the cases ask them: a moment is written "2026-03-10 10:00"."""

from collections.abc import Callable
from datetime import datetime, time
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from tovholder.base.decision import Decision
from tovholder.pathways import meetings_rules as rules
from tovholder.pathways import rules as pathways
from tovholder.pathways import week_rules
from tovholder.pathways.week_rules import Block

_ZONE = ZoneInfo("Europe/Copenhagen")


def _moment(written: str) -> datetime:
    return datetime.strptime(written, "%Y-%m-%d %H:%M").replace(tzinfo=_ZONE)


def _busy(written: list[list[str]]) -> list[rules.Busy]:
    return [rules.Busy(_moment(begins), _moment(ends)) for begins, ends in written]


def _may_be_planned(*, starts_at: str, minutes: int, now: str, host: Any = (), citizen: Any = ()) -> Decision:
    return rules.may_be_planned(
        starts_at=_moment(starts_at), minutes=minutes, now=_moment(now), host=_busy(host), citizen=_busy(citizen)
    )


def _free_slots(*, hours: Any, host: Any, citizen: Any = (), minutes: int, after: str) -> list[str]:
    told = [rules.Hours(weekday, time(begins), time(ends)) for weekday, begins, ends in hours]
    found = rules.free_slots(
        hours=told, host=_busy(host), citizen=_busy(citizen), minutes=minutes, after=_moment(after)
    )
    return [f"{slot.starts_at:%Y-%m-%d %H:%M}{' clash' if slot.clash else ''}" for slot in found[:4]]


def _outcome_may_be(outcome: str, *, state: str, starts_at: str, now: str) -> Decision:
    return rules.outcome_may_be(outcome, state=state, starts_at=_moment(starts_at), now=_moment(now))


def _missing(*, starts_at: str, ends_at: str, now: str, **told: Any) -> Decision:
    """The first of what is missing."""
    standing = rules.Standing(
        _moment(starts_at), _moment(ends_at),
        **({"interpreter": "none", "letter": "", "wants_to_move": False, "reminded": False} | told),
    )  # fmt: skip
    return next(iter(rules.missing(standing, now=_moment(now))), Decision.yes("meeting.free"))


def _clashes(*, blocks: Any) -> list[str]:
    written = [Block(weekday, time(begins), time(ends), kind) for weekday, begins, ends, kind in blocks]
    return [f"{each.one.kind}, {each.other.kind if each.other else 'children'}" for each in week_rules.clashes(written)]


def _work_fits_plan(*, planned: Any, in_week: Any) -> Decision:
    return week_rules.work_fits_plan(planned=Decimal(str(planned)), in_week=Decimal(str(in_week)))


def _talks_due_after(*, on: Any) -> list[Any]:
    return [list(span) for span in pathways.talks_due_after(on)]


def _odd_time(*, starts_at: str, minutes: int, hours: Any = ()) -> Decision:
    told = [rules.Hours(weekday, time(begins), time(ends)) for weekday, begins, ends in hours]
    return rules.odd_time(_moment(starts_at), minutes=minutes, hours=told)


MEETING_QUESTIONS: dict[str, Callable[..., Any]] = {
    "meeting_odd_time": _odd_time,
    "meeting_may_be_planned": _may_be_planned,
    "free_slots": _free_slots,
    "letter_may_be": rules.letter_may_be,
    "outcome_may_be": _outcome_may_be,
    "meeting_missing": _missing,
    "week_clashes": _clashes,
    "work_fits_plan": _work_fits_plan,
    "talks_due_after": _talks_due_after,
}
