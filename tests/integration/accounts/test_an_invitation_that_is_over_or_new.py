"""Invitations that are closed, given a new name, or opened by somebody who cannot say yes; and the first sign-in."""

import re
from collections.abc import Callable

import pytest
from allauth.mfa.models import Authenticator
from django.core.cache import cache
from django.test import Client

from tests.integration.accounts.test_an_invitation_is_accepted import PASSWORD, invited, opened
from tests.integration.region import Region
from tovholder.accounts.models import Membership, User
from tovholder.companies.models import CompanyContact

SignedIn = Callable[[Membership], Client]
EMAIL = "ny@example.dk"
GONE = "Linket virker ikke længere"


def chosen(browser: Client, address: str) -> str:
    return browser.post(address, {"new_password1": PASSWORD, "new_password2": PASSWORD}, follow=True).text


def closed(region: Region) -> None:
    Membership.objects.filter(user__email=EMAIL, organisation=region.helsingor).update(active=False)


def test_the_link_of_a_closed_invitation_is_as_dead_as_a_used_one(region: Region, signed_in: SignedIn) -> None:
    page, late = invited(region, signed_in, EMAIL), Client()
    address = opened(late, page)[1]
    closed(region)
    link = re.search(r"<code>https?://[^/]+(/[^<]+)</code>", page)
    assert link is not None
    assert GONE in Client().get(link.group(1), follow=True).text
    assert GONE in chosen(late, address), "also for whoever had opened it before"
    assert not User.objects.get(email=EMAIL).has_usable_password()


def test_who_cannot_say_yes_is_told_why_at_once_and_what_to_do(region: Region, signed_in: SignedIn) -> None:
    known = region.member("citizen", at=region.fredensborg)
    page = invited(region, signed_in, known.user.email, at="company")
    browser = signed_in(known)
    shown = browser.get(opened(browser, page)[1].replace("set-password", "tag-imod")).text
    assert "ikke kan stå sammen med dette" in shown
    assert "Bed om en invitation til en anden" in shown
    assert "Ja, jeg siger ja" not in shown


def test_a_new_member_adds_the_second_step_without_giving_the_password_again(
    region: Region, signed_in: SignedIn
) -> None:
    cache.clear()
    browser = Client()
    chosen(browser, opened(browser, invited(region, signed_in, EMAIL))[1])
    browser.post("/konto/login/", {"login": EMAIL, "password": PASSWORD})
    for page in ("/konto/2fa/app/", "/konto/2fa/noegler/ny/"):
        assert browser.get(page).status_code == 200, page


def test_an_old_sign_in_gives_the_password_again_before_the_second_step(region: Region, signed_in: SignedIn) -> None:
    cache.clear()
    browser = Client()
    chosen(browser, opened(browser, invited(region, signed_in, EMAIL))[1])
    browser.post("/konto/login/", {"login": EMAIL, "password": PASSWORD})
    session = browser.session
    session["account_authentication_methods"] = [
        each | {"at": each["at"] - 3600} for each in session["account_authentication_methods"]
    ]
    session.save()
    assert browser.get("/konto/2fa/app/").headers["Location"].startswith("/konto/bekraeft/")
    assert not Authenticator.objects.exists()


@pytest.mark.parametrize("used", [False, True])
def test_the_newest_name_stands_while_nobody_has_signed_in(region: Region, signed_in: SignedIn, used: bool) -> None:
    invited(region, signed_in, EMAIL, at="company")
    if used:
        user = User.objects.get(email=EMAIL)
        user.set_password(PASSWORD)
        user.save()
    region.company.refresh_from_db()
    told = {"version": str(region.company.version), "name": "Bodil Berg", "email": EMAIL}
    page = signed_in(region.member("company_consultant")).post(f"/virksomheder/{region.company.pk}/adgang/", told).text
    assert bool(re.search("<code>", page)) is not used
    assert User.objects.get(email=EMAIL).name == ("Ny Kollega" if used else "Bodil Berg")
    made = Membership.objects.get(user__email=EMAIL)
    assert made.initials == ("NK" if used else "BB")
    assert CompanyContact.objects.get(membership=made).name == made.user.name
