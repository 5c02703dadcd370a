"""A company tells of a week: hours, paid hours, days away. Its own stays only, and it may correct itself."""

import re
from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from django.test import Client
from django.utils import timezone

from tests.integration.region import Region
from tovholder.accounts.models import Membership, Organisation
from tovholder.companies.models import Company
from tovholder.placements import ladder_services
from tovholder.placements.ladder_rules import HoursStep
from tovholder.placements.models import HoursPeriod, HoursReport, Placement

SignedIn = Callable[[Membership], Client]
pytestmark = pytest.mark.any_database


@pytest.fixture(autouse=True)
def _wednesday(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(timezone, "now", lambda: datetime(2026, 3, 4, 9, 30, tzinfo=ZoneInfo("Europe/Copenhagen")))


@pytest.fixture
def stay(region: Region) -> Placement:
    return region.stay(region.person("Amina"), hours_unpaid=20)


def browser(region: Region, signed_in: SignedIn, name: str) -> Client:
    firm = Organisation.objects.create(kind="company", name=name)
    if name == "Strandhotellet":
        Company.objects.filter(pk=region.company.pk).update(organisation=firm)
    return signed_in(region.member("company_contact", at=firm))


def test_a_week_is_told_in_four_fields_and_can_be_corrected(
    region: Region, stay: Placement, signed_in: SignedIn
) -> None:
    own = browser(region, signed_in, "Strandhotellet")
    address = f"/virksomhed/forloeb/{stay.pk}/timer/"
    week = {"starts_on": "2026-02-23", "unpaid": "15", "paid": "5", "absent_days": "1"}
    for told in (week, week, week | {"paid": "7,5", "absent_days": "0"}):
        assert own.post(address, told).status_code == 302
    [report] = HoursReport.objects.select_related("hours")
    assert (report.party, report.absent_days, report.hours.paid) == ("company", 0, Decimal("7.5"))
    page = own.get(address).content.decode()
    assert "7,5" in page
    assert stay.person.family_name not in page


def test_a_week_that_cannot_have_been_is_told_beside_its_field(
    region: Region, stay: Placement, signed_in: SignedIn
) -> None:
    own = browser(region, signed_in, "Strandhotellet")
    address = f"/virksomhed/forloeb/{stay.pk}/timer/"
    good = {"starts_on": "2026-02-23", "unpaid": "15", "paid": "0", "absent_days": "0"}
    for wrong in ({"unpaid": "-1"}, {"paid": "160"}, {"absent_days": "8"}, {"starts_on": "2031-01-06"}):
        answer = own.post(address, good | wrong)
        assert answer.status_code == 422
    assert not HoursReport.objects.exists()


def test_days_the_municipality_left_out_of_a_week_can_be_told_beside_its_own(
    region: Region, stay: Placement, signed_in: SignedIn
) -> None:
    told = HoursStep(date(2026, 2, 4), Decimal(20), Decimal(0), date(2026, 2, 25))
    now = timezone.now()
    ladder_services.report_hours(placement_id=stay.pk, worked=told, actor=region.actor("caseworker"), now=now)
    own, address = browser(region, signed_in, "Strandhotellet"), f"/virksomhed/forloeb/{stay.pk}/timer/"
    page = own.get(address).content.decode()
    assert "25.02.2026 – 01.03.2026" in page.split("<table")[0]
    assert "23.02.2026 – 24.02.2026" not in page.split("<table")[0]
    assert "fortalt af andre" in page
    assert own.post(address, {"starts_on": "2026-02-25", "unpaid": "15", "absent_days": "0"}).status_code == 302
    parties = HoursReport.objects.order_by("hours__starts_on").values_list("party", "hours__starts_on")
    assert list(parties) == [("municipality", date(2026, 2, 4)), ("company", date(2026, 2, 25))]


def test_more_than_full_time_is_told_as_it_was_worked(region: Region, stay: Placement, signed_in: SignedIn) -> None:
    own, address = browser(region, signed_in, "Strandhotellet"), f"/virksomhed/forloeb/{stay.pk}/timer/"
    told = {"starts_on": "2026-02-23", "unpaid": "0", "paid": "37,5", "absent_days": "0"}
    assert own.post(address, told).status_code == 302
    assert HoursReport.objects.get().hours.paid == Decimal("37.5")


def test_a_stay_long_over_is_not_said_to_begin(region: Region, stay: Placement, signed_in: SignedIn) -> None:
    Placement.objects.filter(pk=stay.pk).update(
        starts_on=date(2025, 6, 2), ends_before=date(2025, 8, 4), status="ended", outcome="goal_reached"
    )
    page = browser(region, signed_in, "Strandhotellet").get(f"/virksomhed/forloeb/{stay.pk}/timer/").content.decode()
    assert "Forløbet er slut" in page
    assert "ikke begyndt endnu" not in page


def test_all_untold_weeks_of_everybody_are_told_as_planned_in_one_press(
    region: Region, stay: Placement, signed_in: SignedIn
) -> None:
    other = region.stay(region.person("Bilal"), hours_unpaid=15)
    for each in (stay, other):
        HoursPeriod.objects.create(
            placement=each, starts_on=each.starts_on, ends_before=each.ends_before, unpaid=each.hours_unpaid, paid=0
        )
    own = browser(region, signed_in, "Strandhotellet")
    page = own.get("/virksomhed/timer/").content.decode()
    keys = re.findall(r'name="told" value="([^"]+)"', page)
    assert len(keys) == 2 * 4  # from the first day on, without the week that is not over
    assert own.post("/virksomhed/timer/", {"told": keys[1:]}).status_code == 302
    own.post("/virksomhed/timer/", {"told": keys[1:]})
    told = HoursReport.objects.values_list("party", "absent_days", "hours__unpaid")
    assert sorted(told) == [("company", 0, 15)] * 4 + [("company", 0, 20)] * 3
    left = re.findall(r'name="told" value="([^"]+)"', own.get("/virksomhed/timer/").content.decode())
    assert left == keys[:1]


def test_nothing_of_another_companys_weeks_is_told(region: Region, stay: Placement, signed_in: SignedIn) -> None:
    other = browser(region, signed_in, "Nabo")
    page = other.post("/virksomhed/timer/", {"told": [f"{stay.pk}:2026-02-23"]}, follow=True).content.decode()
    assert "intet blev gemt" in page
    assert not HoursReport.objects.exists()


def test_another_company_neither_reads_nor_tells(region: Region, stay: Placement, signed_in: SignedIn) -> None:
    other = browser(region, signed_in, "Nabo")
    address = f"/virksomhed/forloeb/{stay.pk}/timer/"
    assert other.get(address).status_code == 404
    assert other.post(address, {"starts_on": "2026-02-23", "unpaid": "15", "absent_days": "0"}).status_code == 404
    assert not HoursReport.objects.exists()


def test_a_week_nobody_has_told_of_says_so_in_every_column(
    region: Region, stay: Placement, signed_in: SignedIn
) -> None:
    page = browser(region, signed_in, "Strandhotellet").get(f"/virksomhed/forloeb/{stay.pk}/timer/").content.decode()
    assert 'data-label="Dage væk">–<' in page
    assert 'data-label="Dage væk"><' not in page
