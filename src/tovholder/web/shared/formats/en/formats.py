"""English: 28 November 2026, and 28 Nov 2026 where there is little room. The 28th comes before the month, as here."""

DATE_FORMAT = "j F Y"
DATETIME_FORMAT = "j F Y H:i"
SHORT_DATE_FORMAT = "j M Y"
SHORT_DATETIME_FORMAT = "j M Y H:i"
YEAR_MONTH_FORMAT = "F Y"
WEEKDAY_FORMAT = "l j F"
WEEKDAY_TIME_FORMAT = "l j F Y H:i"
