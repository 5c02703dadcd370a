"""On a Saturday too a consultant's day holds what waits, with its hour: told when it is late is told too late."""

from collections.abc import Callable
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.test import Client
from django.utils import timezone

from tests.integration.placements.chosen import a_chosen_proposal, a_person
from tests.integration.region import Region
from tovholder.accounts.models import Membership

SignedIn = Callable[[Membership], Client]
SATURDAY = datetime(2026, 3, 7, 10, tzinfo=ZoneInfo("Europe/Copenhagen"))


@pytest.fixture(autouse=True)
def _a_saturday(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(timezone, "now", lambda: SATURDAY)


@pytest.fixture
def anna(region: Region) -> Membership:
    return region.member("company_consultant", initials="AA")


def day_of(client: Client) -> str:
    answer = client.get("/min-dag/")
    assert answer.status_code == 200
    return answer.text


@pytest.mark.parametrize("status", ["draft", "open"])
def test_a_need_of_friday_stands_there_with_the_hour_of_monday(
    region: Region, signed_in: SignedIn, anna: Membership, status: str
) -> None:
    """As a draft nobody has read, or as an order that a file brought in."""
    friday = SATURDAY - timedelta(hours=19)  # 15.00
    order = region.order("Kok", owner=anna, status=status, received_at=friday)
    page = day_of(signed_in(anna))
    assert "Svar senest mandag 9. marts kl. 15" in page
    assert "9. marts 2026 15" in signed_in(anna).get(f"/jobordrer/{order.pk}/").text


def test_a_deadline_at_midnight_is_told_as_the_day_that_ends_then(
    region: Region, signed_in: SignedIn, anna: Membership
) -> None:
    """Received on the Saturday: the promised hours are those of Monday."""
    order = region.order("Kok", owner=anna, received_at=SATURDAY - timedelta(hours=1))
    browser = signed_in(anna)
    assert "Svar senest mandag den 9. marts til midnat." in day_of(browser)
    assert "9. marts 2026 til midnat" in browser.get(f"/jobordrer/{order.pk}/").text
    assert "09.03.2026 til midnat" in browser.get("/jobordrer/").text


def test_it_is_late_on_monday_after_that_hour(
    region: Region, signed_in: SignedIn, anna: Membership, monkeypatch: pytest.MonkeyPatch
) -> None:
    region.order("Kok", owner=anna, received_at=SATURDAY - timedelta(hours=19))
    monkeypatch.setattr(timezone, "now", lambda: SATURDAY + timedelta(days=2, hours=6))
    page = day_of(signed_in(anna))
    assert "har ventet på svar" in page
    assert "Svar senest" not in page


def test_a_meeting_to_come_and_a_yes_without_an_agreement_stand_there_from_the_first_day(
    region: Region, signed_in: SignedIn, anna: Membership
) -> None:
    fresh = {"touched_at": SATURDAY - timedelta(hours=2)}
    order = region.order(owner=anna, answered_at=SATURDAY)
    meets = SATURDAY + timedelta(days=3)
    a_chosen_proposal(region, a_person(region), order, status="interview", interview_at=meets, **fresh)
    a_chosen_proposal(region, a_person(region, "Carla"), order, pseudonym="CD", **fresh)
    page = day_of(signed_in(anna))
    assert "Virksomheden møder kandidaten tirsdag 10. marts kl. 10" in page
    assert "og der er ikke aftalt et forløb endnu" in page
