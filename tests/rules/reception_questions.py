"""The questions of the reception as the cases ask them."""

from collections.abc import Callable
from datetime import date
from typing import Any

from tovholder.base.decision import Decision
from tovholder.pathways import reception_rules as rules


def _file(*, name: str, start: str, size: int, on: date) -> Decision:
    return rules.takes_file(name=name, start=start.encode("latin-1"), size=size, on=on)


def _tasks(*, on: date, takeover_on: date | None, births: list[date | None]) -> list[str]:
    return [due.code for due in rules.tasks_of(on=on, takeover_on=takeover_on, births=births)]


def _course_days(*, starts_on: date, weekdays: list[int]) -> list[date]:
    return rules.course_days(starts_on=starts_on, weekdays=weekdays)


def _odd(*, on: date, assigned_on: date | None = None, cpr: str = "", born_on: date | None = None) -> Decision:
    """The first of what looks odd."""
    found = [*rules.odd_in_person(cpr=cpr, born_on=born_on, on=on), *rules.odd_in_move(assigned_on=assigned_on, on=on)]
    return next(iter(found), Decision.yes("person.days_fit"))


RECEPTION_QUESTIONS: dict[str, Callable[..., Any]] = {
    "reception_takeover": rules.takeover,
    "reception_clock": rules.clock,
    "reception_meeting": rules.next_meeting,
    "reception_practice": rules.practice,
    "reception_course": rules.course_is_full,
    "reception_course_days": _course_days,
    "reception_may_send": rules.may_send,
    "reception_file": _file,
    "reception_tasks": _tasks,
    "reception_odd": _odd,
    "gets_a_case": rules.gets_a_case,
}
