"""Two invite one new address: whichever link is opened first works, and the other waits for a yes."""

from collections.abc import Callable

import pytest
from allauth.mfa.totp.internal import auth as totp
from django.core.cache import cache
from django.test import Client

from tests.integration.accounts.test_an_invitation_is_accepted import PASSWORD, invited, opened, said_yes
from tests.integration.accounts.test_getting_back_in import code
from tests.integration.region import Region
from tovholder.accounts.models import AuditEntry, Membership, User

SignedIn = Callable[[Membership], Client]
NEW = "ny.kollega@example.dk"


def chosen(browser: Client, address: str) -> None:
    browser.post(address, {"new_password1": PASSWORD, "new_password2": PASSWORD})


@pytest.mark.parametrize("first", [0, 1])
def test_of_two_invitations_to_a_new_address_the_one_opened_first_works_and_the_other_is_accepted(
    region: Region, signed_in: SignedIn, first: int
) -> None:
    cache.clear()
    pages = [invited(region, signed_in, NEW), invited(region, signed_in, NEW, at="company")]
    Membership.objects.filter(user__stands_for=NEW).update(organisation=region.fredensborg, role="caseworker")
    browser = Client()
    chosen(browser, opened(browser, pages[first])[1])
    user = User.objects.get(email=NEW)
    assert user.check_password(PASSWORD)
    assert [each.organisation.name for each in user.memberships.all()] == [
        ("Helsingør Kommune", "Fredensborg Kommune")[first]
    ]
    totp.TOTP.activate(user, "JBSWY3DPEHPK3PXP")
    browser.post("/konto/login/", {"login": NEW, "password": PASSWORD})
    browser.post("/konto/2fa/kode/", {"code": code()})
    accept = opened(browser, pages[1 - first])[1].replace("set-password", "tag-imod")
    said_yes(browser, accept)
    assert user.memberships.count() == 2
    assert not User.objects.exclude(stands_for="").exists()


def test_a_sign_in_somebody_uses_is_never_moved_aside(region: Region, signed_in: SignedIn) -> None:
    pages = [invited(region, signed_in, NEW), invited(region, signed_in, NEW, at="company")]
    for page in pages:
        browser = Client()
        chosen(browser, opened(browser, page)[1])
    assert User.objects.get(email=NEW).memberships.get().organisation == region.helsingor
    assert AuditEntry.objects.filter(action="member.password_for_known_address").count() == 1


def test_a_first_password_is_a_yes_to_what_the_page_listed_and_to_nothing_that_came_in_between(
    region: Region, signed_in: SignedIn
) -> None:
    cache.clear()
    browser = Client()
    address = opened(browser, invited(region, signed_in, NEW))[1]
    assert "administrator hos" not in browser.get(address).text
    told = {"name": "Ny", "email": NEW, "role": "administrator", "unit": ""}
    signed_in(region.member("administrator")).post("/medlemmer/nyt/", told)
    page = browser.post(address, {"new_password1": PASSWORD, "new_password2": PASSWORD}, follow=True).text
    assert "er ændret, siden du så siden" in page
    assert "administrator hos" in page
    user = User.objects.get(email=NEW)
    assert not user.has_usable_password()
    chosen(browser, address)
    user.refresh_from_db()
    assert user.check_password(PASSWORD)
