"""When something is due, and that each line says why."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from tovholder import parameters
from tovholder.worklists import items


def moment(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=ZoneInfo("Europe/Copenhagen"))  # type: ignore[arg-type]


def test_the_first_offer_is_told_from_two_weeks_and_refused_after_a_month() -> None:
    soon = items.why_first_offer(date(2026, 2, 1), date(2026, 2, 20))
    late = items.why_first_offer(date(2026, 2, 1), date(2026, 3, 10))
    assert (soon.allowed, late.allowed) == (True, False)
    assert late.reference is not None
    assert late.reference.title == "Integrationsloven"


def test_a_follow_up_of_today_is_due_and_one_of_yesterday_is_late() -> None:
    today = date(2026, 3, 4)
    assert items.why_follow_up(today, today, today).code == "due.follow_up"
    assert items.why_follow_up(date(2026, 3, 3), today, today).code == "due.follow_up_late"


def test_the_last_day_of_a_stay_is_the_day_before_its_end() -> None:
    why = items.why_ending(date(2026, 3, 11), date(2026, 3, 4))
    assert why.facts == {"day": date(2026, 3, 10), "days": 6}


@pytest.mark.parametrize("kind", [*items.ORDER_KINDS])
def test_every_line_about_an_order_names_the_agreement(kind: str) -> None:
    asked, due = date(2026, 3, 1), moment(2026, 3, 3, 9)
    days = {"received": asked, "fresh_until": asked, "on": date(2026, 3, 4)}
    why = items.why_order(kind, **days, due=due, now=moment(2026, 3, 4, 9))  # type: ignore[arg-type]
    assert why.reference is not None


@pytest.mark.parametrize("last", [None, date(2026, 1, 1)])
def test_never_met_reads_otherwise_than_long_ago(last: date | None) -> None:
    why = items.why_no_contact(last, date(2025, 12, 1), date(2026, 3, 4))
    assert why.code == ("due.no_contact" if last else "due.never_contact")


def test_a_proposal_of_today_is_due_and_not_overdue_until_it_has_lain_too_long() -> None:
    on = date(2026, 11, 27)
    limit = parameters.value("proposal_answer_days", on=on).whole()
    told = [items.why_proposal("answer", touched=on - timedelta(days=days), on=on) for days in (0, limit - 1, limit)]
    assert [each.refused for each in told] == [False, False, True]
