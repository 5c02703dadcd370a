"""Whoever is invited says no where the invitation is read; the inviter sees a no, and not whose address is known."""

import re
from collections.abc import Callable

import pytest
from django.test import Client

from tests.integration.accounts.test_an_invitation_is_accepted import PASSWORD, alike, invited, opened
from tests.integration.region import Region
from tovholder.accounts.models import AuditEntry, Membership, User

SignedIn = Callable[[Membership], Client]
NEW = "ny@example.dk"


@pytest.fixture
def known(region: Region) -> Membership:
    return region.member("caseworker", at=region.fredensborg)


def said_no(browser: Client, address: str) -> str:
    seen = re.search(r'name="seen" value="([^"]*)"', browser.get(address).text)
    return browser.post(address, {"seen": seen.group(1) if seen else "", "answer": "no"}, follow=True).text


def of_helsingor(region: Region) -> Membership:
    return Membership.objects.get(organisation=region.helsingor, role="caseworker")


def test_a_no_is_said_on_the_page_of_the_yes(region: Region, signed_in: SignedIn, known: Membership) -> None:
    browser = signed_in(known)
    page = opened(browser, invited(region, signed_in, known.user.email))[1].replace("set-password", "tag-imod")
    said_no(browser, page)
    made = of_helsingor(region)
    assert (made.active, made.user == known.user) == (False, False)
    assert AuditEntry.objects.get(action="member.decline").target == f"membership:{made.pk}"
    assert "Åbn linket igen" in browser.get(page).text


def declined(region: Region, signed_in: SignedIn, email: str, who: Client, page: str) -> str:
    """The administrator's list after a no on the page behind the link."""
    address = opened(who, invited(region, signed_in, email))[1].replace("set-password", page)
    said_no(who, address)
    return alike(signed_in(region.member("administrator")).get("/medlemmer/").text).replace(email, "")


def test_a_no_looks_the_same_to_the_inviter_for_a_known_address_and_a_new_one(
    region: Region, signed_in: SignedIn, known: Membership
) -> None:
    one = declined(region, signed_in, known.user.email, signed_in(known), "tag-imod")
    state = re.findall(r'data-label="Tilstand">(.*?)</td>', one)
    assert sum("sagt nej" in each for each in state) == 1
    other = declined(region, signed_in, NEW, Client(), "set-password")
    assert sum("sagt nej" in each for each in re.findall(r'data-label="Tilstand">(.*?)</td>', other)) == 2


def test_the_link_of_a_declined_invitation_is_dead(region: Region, signed_in: SignedIn) -> None:
    page, browser = invited(region, signed_in, NEW), Client()
    address = opened(browser, page)[1]
    said_no(browser, address)
    link = re.search(r"<code>https?://[^/]+(/[^<]+)</code>", page)
    assert link is not None
    assert "Linket virker ikke længere" in Client().get(link.group(1), follow=True).text
    browser.post(address, {"new_password1": PASSWORD, "new_password2": PASSWORD})
    assert not User.objects.get(email=NEW).has_usable_password()


def test_the_page_behind_the_link_says_what_one_is_invited_as(region: Region, signed_in: SignedIn) -> None:
    assert "sagsbehandler hos Helsingør Kommune" in opened(Client(), invited(region, signed_in, NEW))[0]


def test_what_waits_is_found_from_the_page_of_the_own_sign_in(
    region: Region, signed_in: SignedIn, known: Membership
) -> None:
    invited(region, signed_in, known.user.email)
    browser = signed_in(known)
    assert 'href="/konto/invitationer/"' in browser.get("/konto/2fa/").text
    page = browser.get("/konto/invitationer/").text
    assert "sagsbehandler hos Helsingør Kommune" in page
    assert "valgt en ny adgangskode" not in page, "nobody has"
    assert "{%" not in page
    User.objects.filter(stands_for=known.user.email).update(password="somebody's")
    assert "valgt en ny adgangskode" in browser.get("/konto/invitationer/").text
    made = of_helsingor(region)
    browser.post("/konto/invitationer/", {"membership": str(made.pk), "seen": f"{made.pk}:caseworker"})
    made.refresh_from_db()
    assert (made.active, made.declined_on is not None) == (False, True)


def test_what_an_administrator_closes_or_opens_again_is_not_called_declined(
    region: Region, signed_in: SignedIn
) -> None:
    browser = Client()
    said_no(browser, opened(browser, invited(region, signed_in, NEW))[1])
    made = of_helsingor(region)
    page = signed_in(region.member("administrator"))
    told = {"role": "caseworker", "unit": "", "scope": "organisation"}
    page.post(f"/medlemmer/{made.pk}/", told | {"seen": "caseworker|None|organisation|False|", "active": "on"})
    page.post(f"/medlemmer/{made.pk}/", told | {"seen": "caseworker|None|organisation|True|"})
    shown = page.get("/medlemmer/").text
    assert "lukket</span>" in shown
    assert "sagt nej" not in shown
