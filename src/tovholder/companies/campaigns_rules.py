"""Whom to call first after a questionnaire, and whether one may still be answered or reminded. Pure questions.

The order is our method (S18-1: answers steer contact); it is about companies, never about people."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from tovholder.base.decision import Decision
from tovholder.parameters.entry import Entry

_HARD = {"some": 1, "very": 2}


@dataclass(frozen=True)
class Told:
    """What a company told in a questionnaire, as far as contact hangs on it."""

    hires: int = 0
    trouble: str = ""
    ready: tuple[str, ...] = ()  # codes of the questions it said yes to
    maybe: tuple[str, ...] = ()
    may_call: bool | None = None


@dataclass(frozen=True)
class Turn:
    """A company's place in the contact list: higher first, with the reasons in words."""

    order: tuple[int, ...]
    reasons: tuple[Decision, ...]

    @property
    def rank(self) -> int:
        """Three for ready and in need, two for ready, one for in need, nought for neither; below it: do not call."""
        return self.order[1] if self.order[0] else -1


def told(answers: Mapping[str, Any], *, readiness: frozenset[str]) -> Told:
    """The answers as contact needs them; `readiness` are the questions where a yes means ready."""
    rows = answers.get("hires") or []
    call = answers.get("call")
    return Told(
        hires=sum(int(row["number"]) for row in rows),
        trouble=str(answers.get("trouble") or ""),
        ready=tuple(sorted(code for code in readiness if answers.get(code) == "yes")),
        maybe=tuple(sorted(code for code in readiness if answers.get(code) == "maybe")),
        may_call=None if call is None else call == "yes",
    )


def turn(each: Told, *, is_new: bool) -> Turn:
    """Ready and needing companies come first, then ready ones, then needing ones; who asked not to be called is last.

    `is_new`: nobody has been in contact with the company before."""
    needs = each.hires > 0 or each.trouble in _HARD
    order = (
        int(each.may_call is not False),
        int(bool(each.ready)) * 2 + int(needs),
        int(each.may_call is True),
        len(each.ready),
        each.hires,
        _HARD.get(each.trouble, 0),
        int(is_new),
    )
    return Turn(order, tuple(_reasons(each, is_new)))


def _reasons(each: Told, is_new: bool) -> list[Decision]:
    found = []
    if each.may_call is False:
        found.append(Decision.no("turn.asked_not_to_be_called"))
    if each.ready:
        found.append(Decision.yes("turn.ready", asked=",".join(each.ready)))
    elif each.maybe:
        found.append(Decision.unknown("turn.maybe_ready", asked=",".join(each.maybe)))
    if each.hires:
        found.append(Decision.yes("turn.hires", number=each.hires))
    if each.trouble in _HARD:
        found.append(Decision.yes(f"turn.trouble_{each.trouble}"))
    if each.may_call:
        found.append(Decision.yes("turn.may_call"))
    if is_new:
        found.append(Decision.yes("turn.never_contacted"))
    return found


def may_answer(*, closes_on: date, is_closed: bool, on: date) -> Decision:
    """May a questionnaire still be answered or corrected? Until it closes, the last day counted in (method)."""
    if is_closed or on > closes_on:
        return Decision.no("survey.closed", day=closes_on)
    return Decision.yes("survey.open", day=closes_on)


def may_remind(*, reminders: int, last_at: date, on: date, limit: Entry) -> Decision:
    """May a company that has not answered be reminded once more? So many times, with days between (method)."""
    most, days = limit.whole("most"), limit.whole("days_between")
    if reminders >= most:
        return Decision.no("survey.reminded_enough", number=most, reference=limit.reference)
    if on < last_at + timedelta(days=days):
        return Decision.no("survey.reminded_lately", on=last_at + timedelta(days=days), reference=limit.reference)
    return Decision.yes("survey.may_remind", reference=limit.reference)
