"""What is next in a case: what can still be done, most pressing first."""

from datetime import date

from tovholder.pathways import rules
from tovholder.worklists.deadlines import CaseDays, of


def _codes(visited_on: date, on: date) -> list[str]:
    case = CaseDays(takeover_on=None, visited_on=visited_on, talks=(), next_on=None, stays=())
    return [decision.code for decision in of(case, on=on)]


def test_too_few_talks_are_told_while_it_is_new_and_are_history_later() -> None:
    visited = date(2026, 1, 1)
    assert "talk.too_few" not in _codes(visited, date(2026, 2, 1))
    assert "talk.too_few" in _codes(visited, date(2026, 7, 10))
    assert "talk.too_few" not in _codes(visited, date(2026, 12, 10))


def test_the_contract_stands_among_the_deadlines_while_its_day_is_ahead_or_newly_past() -> None:
    took_over = date(2026, 2, 1)
    for on, code in ((date(2026, 2, 9), "not_due"), (date(2026, 3, 9), "overdue"), (date(2026, 9, 9), "")):
        clock = rules.contract_due(takeover_on=took_over, contract_on=None, on=on)
        case = CaseDays(takeover_on=None, visited_on=None, talks=(), next_on=None, stays=(), contract=clock)
        assert [each.code for each in of(case, on=on)] == ([f"contract.{code}"] if code else [])
