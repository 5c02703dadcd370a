"""What is next in a case: what can still be done, most pressing first."""

from datetime import date

from tovholder.worklists.deadlines import CaseDays, of


def _codes(visited_on: date, on: date) -> list[str]:
    case = CaseDays(takeover_on=None, visited_on=visited_on, talks=(), next_on=None, stays=())
    return [decision.code for decision in of(case, on=on)]


def test_too_few_talks_are_told_while_it_is_new_and_are_history_later() -> None:
    visited = date(2026, 1, 1)
    assert "talk.too_few" not in _codes(visited, date(2026, 2, 1))
    assert "talk.too_few" in _codes(visited, date(2026, 7, 10))
    assert "talk.too_few" not in _codes(visited, date(2026, 12, 10))
