"""A stay of the same kind at the same company again: the form asks why in a field of its own, and keeps the answer."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from tests.integration.placements.chosen import a_person, staffed
from tests.integration.placements.test_placement_pages import SIGNED, filled_in
from tests.integration.region import Region
from tovholder.accounts.models import Membership
from tovholder.people.models import Person
from tovholder.placements.models import AgreementAnswers, Placement

SignedIn = Callable[[Membership], Client]
ASKED = "Hvorfor et forløb af denne slags i virksomheden igen?"


@pytest.fixture
def browser(signed_in: SignedIn, region: Region) -> Client:
    return signed_in(region.member("company_consultant"))


@pytest.fixture
def person(region: Region) -> Person:
    staffed(region, "20")
    return a_person(region)


@pytest.fixture
def address(region: Region, person: Person) -> str:
    return f"/forlob/for-borger/{person.pk}/{region.workplace.pk}/"


def _was_there(region: Region, person: Person) -> None:
    today = timezone.localdate()
    ended = {"status": "ended", "outcome": "ordinary_job_here", "ended_on": today - timedelta(days=60)}
    region.stay(person, starts_on=today - timedelta(days=90), ends_before=today - timedelta(days=59), **ended)


def _form(browser: Client, address: str) -> dict[str, str]:
    return filled_in(browser.get(address).text) | SIGNED | {"purpose": "training"}


def test_nobody_is_asked_why_the_first_time(browser: Client, address: str) -> None:
    assert ASKED not in browser.post(address, _form(browser, address) | {"look": "1"}).text


def test_who_has_been_there_is_asked_about_beside_the_field_and_not_as_an_overruling(
    browser: Client, region: Region, person: Person, address: str
) -> None:
    _was_there(region, person)
    form = _form(browser, address)
    assert ASKED in browser.post(address, form | {"look": "1"}).text
    answer = browser.post(address, form)
    assert answer.status_code == 422
    assert "Skriv, hvorfor borgeren skal derhen igen." in answer.text
    assert "Hvorfor må det aftales alligevel?" not in answer.text
    assert Placement.objects.count() == 1


def test_the_reason_is_kept_with_the_stay_and_told_on_its_page(
    browser: Client, region: Region, person: Person, address: str, signed_in: SignedIn
) -> None:
    _was_there(region, person)
    form = _form(browser, address) | {"repeat_reason": "Nye opgaver i køkkenet"}
    answer = browser.post(address, form)
    stay = Placement.objects.get(status="agreed")
    assert answer.headers["Location"] == f"/forlob/{stay.pk}/"
    assert AgreementAnswers.objects.get(placement=stay).repeat_reason == "Nye opgaver i køkkenet"
    codes = {each["code"] for each in stay.checks.get().decisions}
    assert "repeat.reason_given" in codes
    assert "Nye opgaver i køkkenet" in browser.get(f"/forlob/{stay.pk}/").text


def test_the_words_are_for_those_who_work_in_the_case(
    browser: Client, region: Region, person: Person, address: str, signed_in: SignedIn
) -> None:
    _was_there(region, person)
    browser.post(address, _form(browser, address) | {"repeat_reason": "Nye opgaver i køkkenet"})
    stay = Placement.objects.get(status="agreed")
    page = signed_in(region.member("benefits_officer")).get(f"/forlob/{stay.pk}/")
    assert page.status_code == 200
    assert "Nye opgaver i køkkenet" not in page.text
