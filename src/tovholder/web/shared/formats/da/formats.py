"""Danish: 28. november 2026, and 28.11.2026 where there is little room."""

DATE_FORMAT = "j. F Y"
DATETIME_FORMAT = "j. F Y H:i"
SHORT_DATE_FORMAT = "d.m.Y"
SHORT_DATETIME_FORMAT = "d.m.Y H:i"
YEAR_MONTH_FORMAT = "F Y"
WEEKDAY_FORMAT = "l j. F"
WEEKDAY_TIME_FORMAT = "l j. F Y H:i"
