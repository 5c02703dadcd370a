"""The questions of absence and hearings as the cases ask them."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from tovholder.pathways import attendance_rules as rules
from tovholder.pathways import hearing_transitions as steps


def _answer_day(*, event_on: date, on: date) -> date:
    return rules.usual_answer_day(event_on, on=on)


def _in_doubt(*, judged_at: str | None, there_at: list[str]) -> bool:
    at = [datetime.fromisoformat(each) for each in there_at]
    return rules.is_in_doubt(judged_at=datetime.fromisoformat(judged_at) if judged_at else None, there_at=at)


ATTENDANCE_QUESTIONS: dict[str, Callable[..., Any]] = {
    "may_be_told": rules.may_be_told,
    "answer_time": rules.answer_time,
    "is_in_doubt": _in_doubt,
    "may_guide": rules.may_guide,
    "coming_of_decided": rules.coming_of_decided,
    "guided_first": rules.guided_first,
    "hearing_clock": rules.clock,
    "may_hear": rules.may_hear,
    "may_expire": rules.may_expire,
    "usual_answer_day": _answer_day,
    "may_propose_sanction": rules.may_propose,
    "may_decide_sanction": rules.may_decide,
    "may_move_hearing": steps.may_move,
}
