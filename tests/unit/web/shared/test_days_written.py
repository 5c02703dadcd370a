"""A day is written in one way for each language, long and short, on pages and in the sentences of rules."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from django.template import engines
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
