"""The questions of progression as cases ask them: a sheet is its number of steps and who is asked, "b" for a belief."""

from collections.abc import Callable
from typing import Any

from tovholder.base.decision import Decision
from tovholder.pathways import progress_rules as rules
from tovholder.pathways.progress_sheet import Question, Sheet


def _may_be_used(*, steps: int, asked: dict[str, str]) -> Decision:
    questions = tuple(
        Question(code.rstrip("2"), code, who.removesuffix(" b"), {"da": code}, {"da": code}, belief=who.endswith(" b"))
        for code, who in asked.items()
    )
    return rules.may_be_used(Sheet({"da": "x"}, tuple({"da": str(n)} for n in range(steps)), questions))


def _lists(rule: Callable[..., Decision]) -> Callable[..., Decision]:
    def ask(**given: Any) -> Decision:
        on = given.pop("on")
        return rule(*given.values(), on=on)

    return ask


PROGRESS_QUESTIONS: dict[str, Callable[..., Any]] = {
    "progress_movement": _lists(rules.movement),
    "sheet_due": rules.sheet_due,
    "sheet_may_be_used": _may_be_used,
    "scored_alike": _lists(rules.alike),
    "scale_drift": _lists(rules.drift),
}
