"""The citizen tells of a week: beside what the company told, in the own language, of the own stay only."""

from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from django.test import Client
from django.utils import timezone

from tests.integration.region import Region
from tovholder.accounts.conflicts import NotAllowed
from tovholder.accounts.models import AuditEntry, Membership, ReadSubject
from tovholder.people.models import Person
from tovholder.placements import own_week_services
from tovholder.placements.ladder_rules import HoursStep
from tovholder.placements.models import CitizenWeek, HoursPeriod, HoursReport, Placement

SignedIn = Callable[[Membership], Client]
WEDNESDAY = datetime(2026, 3, 4, 9, 30, tzinfo=ZoneInfo("Europe/Copenhagen"))
WEEK = {"starts_on": "2026-02-23", "unpaid": "15", "paid": "5", "absent_days": "1"}


@pytest.fixture(autouse=True)
def _wednesday(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(timezone, "now", lambda: WEDNESDAY)


@pytest.fixture
def stay(region: Region) -> Placement:
    return region.stay(region.person("Amina"), hours_unpaid=20)


@pytest.fixture
def own(region: Region, stay: Placement, signed_in: SignedIn) -> Client:
    member = region.member("citizen")
    Person.objects.filter(pk=stay.person_id).update(login=member.user)
    return signed_in(member)


def address(stay: Placement) -> str:
    return f"/borger/forloeb/{stay.pk}/timer/"


def told_by_the_company(stay: Placement) -> HoursPeriod:
    row = HoursPeriod.objects.create(
        placement=stay, starts_on=date(2026, 2, 23), ends_before=date(2026, 3, 2), unpaid=20, paid=0, real=True
    )
    HoursReport.objects.create(hours=row, party="company", at=WEDNESDAY, absent_days=0)
    return row


def test_a_week_is_told_once_however_often_it_is_sent_and_told_anew_beside_the_first(
    own: Client, stay: Placement
) -> None:
    for told in (WEEK, WEEK, WEEK | {"paid": "7,5"}):
        assert own.post(address(stay), told).status_code == 302
    rows = CitizenWeek.objects.order_by("pk").values_list("paid", "absent_days", "ends_before")
    assert list(rows) == [(Decimal(5), 1, date(2026, 3, 2)), (Decimal("7.5"), 1, date(2026, 3, 2))]
    assert AuditEntry.objects.filter(action="placement.tell_own_week").count() == 2
    page = own.get(address(stay)).text
    assert "15 uden løn, 7,5 med løn" in page
    assert "15 uden løn, 5 med løn" not in page


def test_it_stands_beside_the_companys_words_and_the_caseworker_sees_the_difference(
    region: Region, own: Client, stay: Placement, signed_in: SignedIn
) -> None:
    row = told_by_the_company(stay)
    own.post(address(stay), WEEK)
    row.refresh_from_db()
    assert (row.unpaid, row.starts_on, row.ends_before) == (20, date(2026, 2, 23), date(2026, 3, 2))
    staff = signed_in(region.member("caseworker"))
    for way in (f"/forlob/{stay.pk}/", f"/trappe/{stay.pk}/", f"/trappe/{stay.pk}/opfolgning/"):
        page = staff.get(way).text
        assert "passer ikke sammen" in page
        assert "Borgeren fortæller 15 uden løn og 5 med løn, andre 20 og 0. Spørg begge." in page
    own.post(address(stay), WEEK | {"unpaid": "20", "paid": "0"})
    assert "Borgeren fortæller 1 dag væk, andre 0." in staff.get(f"/trappe/{stay.pk}/").text
    own.post(address(stay), WEEK | {"unpaid": "20", "paid": "0", "absent_days": "0"})
    assert "passer ikke sammen" not in staff.get(f"/trappe/{stay.pk}/").text


def test_the_companys_page_does_not_tell_what_the_citizen_told(region: Region, own: Client, stay: Placement) -> None:
    own.post(address(stay), WEEK)
    assert not HoursPeriod.objects.exists()
    stay.refresh_from_db()
    assert stay.version == 1


@pytest.mark.parametrize(
    "wrong",
    [
        {"unpaid": ""},
        {"paid": ""},
        {"unpaid": "-1"},
        {"paid": "160"},
        {"absent_days": "8"},
        {"starts_on": "2031-01-06"},
        {"starts_on": "2026-03-02", "absent_days": "4"},
    ],
)
def test_a_week_that_cannot_have_been_is_refused_with_the_words_still_there(
    own: Client, stay: Placement, wrong: dict[str, str]
) -> None:
    answer = own.post(address(stay), WEEK | wrong)
    assert answer.status_code == 422
    assert 'role="alert"' in answer.text
    assert not CitizenWeek.objects.exists()


def test_the_page_is_read_in_the_own_language_and_the_same_after_saving(own: Client, stay: Placement) -> None:
    page = own.get(f"{address(stay)}?laes=ar").text
    assert 'dir="rtl"' in page
    assert "احفظ الأسبوع" in page
    saved = own.post(f"{address(stay)}?laes=ar", WEEK, follow=True).text
    assert "شكرًا. تم حفظ الأسبوع." in saved
    assert "Gem ugen" in own.get(f"{address(stay)}?laes=da").text


def test_another_citizen_and_staff_do_not_reach_it_and_the_own_look_is_written_down(
    region: Region, own: Client, stay: Placement, signed_in: SignedIn
) -> None:
    assert own.get(address(stay)).status_code == 200
    assert ReadSubject.objects.filter(person_id=stay.person_id, fields="placement").exists()
    other = region.member("citizen", initials="ZZ")
    neighbour = region.stay(region.person("Zahra"))
    Person.objects.filter(pk=neighbour.person_id).update(login=other.user)
    stranger = signed_in(other)
    assert stranger.get(address(stay)).status_code == 404
    assert stranger.post(address(stay), WEEK).status_code == 404
    staff = signed_in(region.member("caseworker"))
    assert staff.post(address(stay), WEEK).status_code == 403
    with pytest.raises(NotAllowed, match=r"own_week\.of_the_citizen"):
        own_week_services.tell(
            placement_id=stay.pk, week=HoursStep(date(2026, 2, 23), Decimal(1), Decimal(0), date(2026, 3, 2)),
            absent_days=0, actor=region.actor("caseworker"), now=WEDNESDAY,
        )  # fmt: skip
    assert not CitizenWeek.objects.exists()


def test_a_form_of_another_site_is_refused(region: Region, own: Client, stay: Placement) -> None:
    own.handler.enforce_csrf_checks = True
    assert own.post(address(stay), WEEK).status_code == 403


def test_a_stay_that_has_not_begun_has_no_form_and_the_home_page_leads_to_a_running_one(
    region: Region, own: Client, stay: Placement
) -> None:
    assert address(stay) in own.get("/borger/").text
    later = region.stay(stay.person, status="agreed", starts_on=date(2026, 5, 6), ends_before=date(2026, 7, 1))
    assert address(later) not in own.get("/borger/").text
    assert "Gem ugen" not in own.get(address(later)).text
    assert own.post(address(later), WEEK).status_code == 422
