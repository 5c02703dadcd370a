"""A day is written in one way for each language, long and short, on pages and in the sentences of rules."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from django.template import engines
from django.utils.timezone import localdate
from django.utils.translation import override

from tovholder.web.shared import sentences

DAY = date(2026, 11, 28)


@pytest.mark.parametrize(
    ("language", "long", "short", "weekday"),
    [
        ("da", "28. november 2026", "28.11.2026", "lørdag 28. november"),
        ("en", "28 November 2026", "28 Nov 2026", "Saturday 28 November"),
    ],
)
def test_a_day_is_written_long_short_and_with_its_weekday(language: str, long: str, short: str, weekday: str) -> None:
    page = engines["django"].from_string(
        '{{ day }}|{{ day|date:"DATE_FORMAT" }}|{{ day|date:"SHORT_DATE_FORMAT" }}|{{ day|date:"WEEKDAY_FORMAT" }}'
        '|{{ at|date:"SHORT_DATETIME_FORMAT" }}'
    )
    with override(language):
        told = page.render({"day": DAY, "at": datetime(2026, 11, 28, 9, 5, tzinfo=ZoneInfo("Europe/Copenhagen"))})
    assert told == f"{long}|{long}|{short}|{weekday}|{short} 09:05"
    assert sentences.long_date(DAY, language) == long


@pytest.mark.parametrize(
    ("language", "this_year", "another"),
    [
        ("da", "kl. 11:00", "torsdag 2. januar 2020 kl. 11:00"),
        ("en", "at 11:00", "Thursday 2 January 2020 at 11:00"),
    ],
)
def test_a_moment_has_a_clock_of_24_hours_and_its_year_where_that_is_another(
    language: str, this_year: str, another: str
) -> None:
    copenhagen = ZoneInfo("Europe/Copenhagen")
    now = localdate()
    told = sentences.long_moment(datetime(now.year, 3, 2, 11, 0, tzinfo=copenhagen), language)
    assert told.endswith(this_year)
    assert str(now.year) not in told
    assert sentences.long_moment(datetime(2020, 1, 2, 11, 0, tzinfo=copenhagen), language) == another
    assert "2020" in sentences.deadline(datetime(2020, 1, 3, 0, 0, tzinfo=copenhagen), language)
