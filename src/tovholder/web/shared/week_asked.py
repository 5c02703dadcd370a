"""Which week a page shows: the one the address names by any of its days, else this one."""

from datetime import date, timedelta

from django.http import HttpRequest
from django.utils import timezone
from django.utils.dateparse import parse_date

_YEARS = 2


def monday_asked(request: HttpRequest) -> date:
    """The Monday of the week asked for, within two years of today: nobody plans or looks back further."""
    today = timezone.localdate()
    try:
        day = parse_date(request.GET.get("uge", "")) or today
    except ValueError:
        day = today
    if abs(day.year - today.year) > _YEARS:
        day = today
    return day - timedelta(days=day.weekday())
