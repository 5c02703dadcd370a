"""What can be said of answers to one question over time, when the next sheet is due, and how alike colleagues score.

Method (FIP, BIP; seeds 003, 004), the numbers dated in `limits/progress.yaml`. Each question stands for itself: there
is no sum, no mean over questions and no order of people. In doubt: that three answers are enough to speak of a
direction is ours.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from math import ceil, floor
from typing import Any

from tovholder import parameters
from tovholder.base.decision import Decision
from tovholder.base.period import months_after
from tovholder.pathways.progress_sheet import Question, Sheet

HALF_A_STEP = 0.5


@dataclass(frozen=True)
class Spread:
    """How many answered, and where the middle half of them and all of them lie. Steps of the scale."""

    number: int
    lowest: int
    low: float
    middle: float
    high: float
    highest: int


def movement(values: Sequence[int], *, on: date) -> Decision:
    """Which way one question has moved, by all answers in time order that mean the same.

    A step is the least a scale can tell, and one answer may be a day's mood: a move is said when the two newest answers
    lie on one side of the first; a single step seen once is told as just that. With few answers nobody can say."""
    least = parameters.value("progress_few", on=on)
    told: dict[str, Any] = {"n": len(values), "reference": least.reference}
    if not values:
        return Decision.unknown("progress.no_answer", reference=least.reference)
    steps = values[-1] - values[0]
    if len(values) < least.whole("answers"):
        return Decision.unknown("progress.few_answers", steps=_signed(steps), **told)
    if min(values[-2:]) > values[0]:
        return Decision.yes("progress.up", steps=steps, **told)
    if max(values[-2:]) < values[0]:
        return Decision.yes("progress.down", steps=-steps, **told)
    if steps:
        return Decision.yes("progress.seen_once", steps=_signed(steps), **told)
    return Decision.yes("progress.as_at_first", **told)


def _signed(steps: int) -> str:
    return f"+{steps}" if steps > 0 else str(steps).replace("-", "−")


def sheet_due(*, last_on: date | None, on: date) -> Decision:
    """Is it time to answer the sheet again? Refused is overdue."""
    every = parameters.value("progress_every", on=on)
    if last_on is None:
        return Decision.unknown("progress.never_answered", reference=every.reference)
    due = months_after(last_on, every.whole("months"))
    told: dict[str, Any] = {"reference": every.reference, "day": due}
    if on > due:
        return Decision.no("progress.overdue", days=(on - due).days, **told)
    soon = due - timedelta(days=every.whole("soon_days"))
    return Decision.yes("progress.soon" if on >= soon else "progress.not_yet", **told)


def may_be_used(sheet: Sheet) -> Decision:
    """Whether questions and scale make a sheet that somebody can answer."""
    if not 2 <= sheet.top <= 10:
        return Decision.no("progress.scale_has_steps", number=sheet.top)
    if not sheet.questions:
        return Decision.no("progress.needs_a_question")
    codes = [question.code for question in sheet.questions]
    if len(set(codes)) < len(codes):
        return Decision.no("progress.same_question_twice")
    if any(question.belief and question.respondent != "caseworker" for question in sheet.questions):
        return Decision.no("progress.belief_is_the_caseworkers")
    return Decision.yes("progress.can_be_used", number=len(codes))


def is_answer(sheet: Sheet, question: Question, value: int | None) -> bool:
    """A step of the scale, or that one does not know."""
    return sheet.question(question.code) is not None and (value is None or 1 <= value <= sheet.top)


def spread(values: Sequence[int]) -> Spread | None:
    """Where the answers of several colleagues lie. None without any."""
    if not values:
        return None
    rows = sorted(values)
    return Spread(len(rows), rows[0], _at(rows, 0.25), _at(rows, 0.5), _at(rows, 0.75), rows[-1])


def _at(rows: Sequence[int], share: float) -> float:
    place = share * (len(rows) - 1)
    below, above = rows[floor(place)], rows[ceil(place)]
    return below + (above - below) * (place - floor(place))


def alike(values: Sequence[int], *, on: date) -> Decision:
    """How alike colleagues scored one question of the same invented case. Of so few that one is seen: nothing."""
    least = parameters.value("progress_few", on=on).whole("colleagues")
    found = spread(values)
    if found is None or found.number < least:
        return Decision.unknown("progress.too_few_colleagues", number=len(values), least=least)
    if found.high - found.low <= 1:
        return Decision.yes("progress.alike", number=found.number)
    return Decision.no("progress.apart", number=found.number, steps=found.highest - found.lowest)


def drift(before: Sequence[int], now: Sequence[int], *, on: date) -> Decision:
    """Whether the same invented case is scored otherwise than in the round before."""
    least = parameters.value("progress_few", on=on).whole("colleagues")
    was, found = spread(before), spread(now)
    if was is None or found is None or min(was.number, found.number) < least:
        return Decision.unknown("progress.drift_unknown", least=least)
    moved = found.middle - was.middle
    if abs(moved) < 1:
        return Decision.yes("progress.no_drift")
    return Decision.no("progress.drift_up" if moved > 0 else "progress.drift_down", steps=round(abs(moved)))


@dataclass(frozen=True)
class Pair:
    """The newest answers of both about one axis."""

    axis: str
    citizen: int | None
    caseworker: int | None


def seen_differently(pairs: Sequence[Pair]) -> list[str]:
    """Axes that citizen and caseworker see two steps or more apart, in the order of the sheet: what to ask about."""
    return [
        pair.axis
        for pair in pairs
        if pair.citizen is not None and pair.caseworker is not None and abs(pair.citizen - pair.caseworker) >= 2
    ]


def paired(sheet: Sheet, citizen: Mapping[str, int | None], caseworker: Mapping[str, int | None]) -> list[Pair]:
    """The answers axis by axis; what is asked of one only stands with that one. Beliefs are no axis."""
    axes: dict[str, dict[str, int | None]] = {}
    for question in sheet.questions:
        if question.belief:
            continue
        answers = citizen if question.respondent == "citizen" else caseworker
        axes.setdefault(question.axis, {})[question.respondent] = answers.get(question.code)
    return [Pair(axis, found.get("citizen"), found.get("caseworker")) for axis, found in axes.items()]
