"""A form is saved for the membership its page was opened for, or not at all: its words come back."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from tests.integration.region import Region
from tovholder.accounts.models import Membership
from tovholder.people.models import Person

HERE = {"Origin": "http://testserver"}


@pytest.fixture
def both(region: Region) -> tuple[Membership, Membership]:
    here = region.member("caseworker")
    there = Membership.objects.create(user=here.user, organisation=region.fredensborg, role="caseworker")
    return here, there


@pytest.fixture
def browser(both: tuple[Membership, Membership], signed_in: Callable[[Membership], Client]) -> Client:
    return signed_in(both[0])


def filled_in(browser: Client, **words: str) -> dict[str, Any]:
    """The form of a new case as a browser would send it: what is hidden, and what was written."""
    page = browser.get("/borgere/ny/").text
    form = next(each for each in re.findall(r"<form.*?</form>", page, re.DOTALL) if 'name="given_name"' in each)
    hidden = [each for each in re.findall(r"<input[^>]+>", form) if 'type="hidden"' in each]
    told = {
        re.findall(r'name="([^"]+)"', each)[0]: (re.findall(r'value="([^"]*)"', each) or [""])[0] for each in hidden
    }
    return told | {"given_name": "Nyt Navn", "family_name": "Efternavn", "born_on": "1990-05-17"} | words


def changed_to(browser: Client, member: Membership) -> None:
    assert browser.post("/organisation/", {"membership": member.pk}).status_code == 302


def again(page: str) -> dict[str, str]:
    form = re.findall(r"<form[^>]*action=\"/borgere/ny/\".*?</form>", page, re.DOTALL)[0]
    return dict(re.findall(r'name="([^"]+)" value="([^"]*)"', form))


def test_a_form_opened_for_one_is_not_saved_for_another_chosen_in_a_second_tab(
    browser: Client, both: tuple[Membership, Membership]
) -> None:
    told = filled_in(browser)
    changed_to(browser, both[1])
    refused = browser.post("/borgere/ny/", told, headers=HERE)
    assert (refused.status_code, Person.objects.count()) == (403, 0)
    assert "Nu handler du for Fredensborg Kommune" in refused.text
    assert "Nyt Navn" in refused.text
    assert "Vælg organisation i en ny fane" in refused.text
    kept = again(refused.text)
    assert browser.post("/borgere/ny/", kept, headers=HERE).status_code == 403  # sent again without changing back
    changed_to(browser, both[0])
    assert browser.post("/borgere/ny/", kept, headers=HERE).status_code == 302
    assert Person.objects.get().organisation == both[0].organisation


def test_a_membership_that_ends_while_the_form_is_filled_in_saves_nothing_for_the_other(
    browser: Client, both: tuple[Membership, Membership]
) -> None:
    told = filled_in(browser)
    Membership.objects.filter(pk=both[0].pk).update(active=False)
    refused = browser.post("/borgere/ny/", told, headers=HERE)
    assert (refused.status_code, Person.objects.count()) == (403, 0)
    assert "For den anden handler du ikke længere" in refused.text
    assert "Nyt Navn" in refused.text
    assert "Send det igen" not in refused.text
    assert ">\nFalse</textarea>" not in refused.text  # what a hidden field holds is no word of theirs
    assert browser.post("/borgere/ny/", filled_in(browser), headers=HERE).status_code == 302


def test_what_a_script_sends_without_a_form_says_for_whom_too(
    browser: Client, both: tuple[Membership, Membership], region: Region
) -> None:
    address = f"/borgere/{region.person().pk}/samtale/"
    page = browser.get("/borgere/").text
    assert f'"X-Acting-For": "{both[0].pk}"' in page
    told = {"kind": "talk", "words": "Ord", "at": timezone.localdate().isoformat()}
    headers = HERE | {"X-Acting-For": str(both[1].pk)}
    assert browser.post(address, told, headers=headers).status_code == 403
    assert browser.post(address, told, headers=HERE | {"X-Acting-For": str(both[0].pk)}).status_code == 302


def test_the_choice_of_an_organisation_itself_can_always_be_made(
    browser: Client, both: tuple[Membership, Membership]
) -> None:
    changed_to(browser, both[1])
    told = {"membership": both[0].pk, "acting_for": both[0].pk}
    assert browser.post("/organisation/", told).status_code == 302
    assert browser.session["membership"] == both[0].pk
