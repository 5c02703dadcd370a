"""What the database reckons is what Python reckons, to the microsecond."""

from datetime import UTC, date, datetime, timedelta

import pytest

from tests.integration.region import Region
from tovholder.accounts.native_time import Later, YearOf
from tovholder.pathways.models import Enquiry
from tovholder.placements.models import Placement

MOMENTS = (
    datetime(2026, 3, 28, 23, 59, 59, 999_999, tzinfo=UTC),  # the clocks change on the 29th
    datetime(2026, 10, 24, 22, 30, tzinfo=UTC),
    datetime(2024, 2, 28, 12, 0, 0, 500, tzinfo=UTC),
    datetime(2025, 12, 31, 23, 59, 59, tzinfo=UTC),
)


@pytest.mark.parametrize("moment", MOMENTS)
@pytest.mark.parametrize("span", [timedelta(hours=24), timedelta(days=400), timedelta(hours=-1)])
def test_so_long_after_a_moment(region: Region, moment: datetime, span: timedelta) -> None:
    row = Enquiry.objects.create(
        person=region.person("Amina"), kind="talk", words="x", received_at=moment, warn_at=moment, due_at=moment,
        role="caseworker", reason="x",
    )  # fmt: skip
    rows = Enquiry.objects.filter(pk=row.pk)
    for at, comes in ((moment + span, True), (moment + span + timedelta(microseconds=1), False)):
        rows.update(due_at=at)
        assert rows.filter(due_at__lte=Later("received_at", span)).exists() == comes
    assert rows.annotate(later=Later("received_at", span)).get().later == moment + span


def test_the_year_of_a_day(region: Region) -> None:
    for day in (date(2025, 12, 31), date(2026, 1, 1)):
        region.stay(region.person(f"Amina {day}"), starts_on=day, ends_before=None)
    assert sorted(Placement.objects.values_list(YearOf("starts_on"), flat=True)) == [2025, 2026]
