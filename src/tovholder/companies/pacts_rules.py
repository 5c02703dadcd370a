"""Questions about partnerships and pacts: no database, no clock. The methods are those of Middelfart and Horsens."""

from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from tovholder.base.decision import Decision

_STEPS = {
    "agreed": ("begun", "performed", "not_performed"),
    "begun": ("performed", "not_performed"),
    "not_performed": ("begun", "performed"),  # taken up again
    "performed": (),
}
_NEAREST = 10  # people: figures of support are themselves rounded, so single heads would only look exact


@dataclass(frozen=True)
class Support:
    """How many live on public support at the end of a year."""

    year: int
    here: int | None
    country: int | None


def next_states(state: str) -> tuple[str, ...]:
    """Where a promise in this state may go."""
    return _STEPS[state]


def may_move(state: str, target: str, *, words: str, said_by: str) -> Decision:
    """Whether a promise may be said to stand at `target`. Not performed is told with words; always somebody said so."""
    if target not in _STEPS[state]:
        return Decision.no("pact.step_not_lawful")
    if not said_by.strip():
        return Decision.no("pact.who_said_so")
    if target == "not_performed" and not words.strip():
        return Decision.no("pact.why_not")
    return Decision.yes("pact.step_lawful")


def may_set_status(status: str, *, ask_again_on: date | None, on: date) -> Decision:
    """Whether a company's word may be noted: a day to ask again lies ahead, and somebody ready is asked any day."""
    if ask_again_on is not None and ask_again_on <= on:
        return Decision.no("partnership.ask_again_passed")
    return Decision.yes("partnership.status_noted")


def extra_decrease(base: Support, now: Support) -> int | None:
    """How many fewer live on support here than if it had gone as in the whole country since `base`; negative: more.

    To the nearest ten. None when a figure is missing or nothing can be compared."""
    if base.here is None or base.country is None or now.here is None or now.country is None or base.country == 0:
        return None
    as_the_country = Decimal(base.here) * now.country / base.country
    tens = ((as_the_country - now.here) / _NEAREST).quantize(Decimal(1), ROUND_HALF_UP)
    return int(tens) * _NEAREST


def follow_up_days(*, starts_on: date, ends_before: date, months: int) -> list[date]:
    """The days to look at the promises together: every so many months within the pact."""
    found, step = [], months
    while (day := _months_after(starts_on, step)) < ends_before:
        found.append(day)
        step += months
    return found


def _months_after(day: date, months: int) -> date:
    index = day.year * 12 + day.month - 1 + months
    return date(index // 12, index % 12 + 1, min(day.day, 28))


def gain(people: int, *, value: int) -> int:
    """What the municipality gains in a year by so many people in work: a rule of thumb, no account (S12-3)."""
    return people * value
