"""What the database reckons is what Python reckons."""

from datetime import date

from tests.integration.region import Region
from tovholder.accounts.native_time import YearOf
from tovholder.placements.models import Placement


def test_the_year_of_a_day(region: Region) -> None:
    for day in (date(2025, 12, 31), date(2026, 1, 1)):
        region.stay(region.person(f"Amina {day}"), starts_on=day, ends_before=None)
    assert sorted(Placement.objects.values_list(YearOf("starts_on"), flat=True)) == [2025, 2026]
