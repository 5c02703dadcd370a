"""One answer to an invitation covers what its page listed: no role that came in between, and none that was closed."""

from collections.abc import Callable

import pytest
from django.test import Client

from tests.integration.accounts.test_an_invitation_is_accepted import invited, opened, said_yes
from tests.integration.region import Region
from tovholder.accounts.models import Membership

SignedIn = Callable[[Membership], Client]


@pytest.fixture
def known(region: Region) -> Membership:
    return region.member("caseworker", at=region.fredensborg)


def waits(region: Region, signed_in: SignedIn, known: Membership) -> tuple[Client, str]:
    """The invited one, at the page that asks for a yes."""
    browser = signed_in(known)
    page = opened(browser, invited(region, signed_in, known.user.email))[1]
    return browser, page.replace("set-password", "tag-imod")


def invited_too(region: Region, signed_in: SignedIn, known: Membership, role: str = "administrator") -> None:
    told = {"email": known.user.email, "name": "Ny Kollega", "role": role, "unit": ""}
    signed_in(region.member("administrator")).post("/medlemmer/nyt/", told)


def roles(known: Membership, region: Region) -> set[str]:
    own = Membership.objects.filter(user=known.user, organisation=region.helsingor, active=True)
    return set(own.values_list("role", flat=True))


def test_the_page_lists_every_role_the_yes_covers(region: Region, signed_in: SignedIn, known: Membership) -> None:
    browser, page = waits(region, signed_in, known)
    invited_too(region, signed_in, known)
    shown = browser.get(page).text
    assert "sagsbehandler hos Helsingør Kommune" in shown
    assert "administrator hos Helsingør Kommune" in shown
    said_yes(browser, page)
    assert roles(known, region) == {"caseworker", "administrator"}


def test_a_role_that_came_after_the_page_was_read_is_shown_before_it_is_accepted(
    region: Region, signed_in: SignedIn, known: Membership
) -> None:
    browser, page = waits(region, signed_in, known)
    waiting = Membership.objects.get(user__stands_for=known.user.email)
    invited_too(region, signed_in, known)
    answer = browser.post(page, {"seen": f"{waiting.pk}:caseworker"})
    assert answer.status_code == 409
    assert "er ændret, siden du så siden" in answer.text
    assert "administrator hos Helsingør Kommune" in answer.text
    assert roles(known, region) == set()


def test_a_role_that_was_made_another_one_meanwhile_is_not_accepted_unread(
    region: Region, signed_in: SignedIn, known: Membership
) -> None:
    browser, page = waits(region, signed_in, known)
    waiting = Membership.objects.get(user__stands_for=known.user.email)
    Membership.objects.filter(pk=waiting.pk).update(role="administrator")
    assert browser.post(page, {"seen": f"{waiting.pk}:caseworker"}).status_code == 409
    assert roles(known, region) == set()


def test_a_yes_takes_no_closed_role_along(region: Region, signed_in: SignedIn, known: Membership) -> None:
    browser, page = waits(region, signed_in, known)
    invited_too(region, signed_in, known)
    closed = Membership.objects.filter(user__stands_for=known.user.email, role="administrator")
    number = closed.get().pk
    closed.update(active=False)
    assert "administrator hos" not in browser.get(page).text
    said_yes(browser, page)
    assert roles(known, region) == {"caseworker"}
    assert Membership.objects.get(pk=number).user != known.user, "opening it again needs a yes of its own"
