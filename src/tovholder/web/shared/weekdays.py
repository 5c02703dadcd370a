"""The days of the week by number, Monday is 0, as they stand alone on a line."""

from django.utils.dates import WEEKDAYS


def names() -> dict[int, str]:
    return {number: str(name).capitalize() for number, name in WEEKDAYS.items()}
