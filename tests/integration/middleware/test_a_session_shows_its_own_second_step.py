"""The second step is asked of the session: one opened with a password alone stays shut when the owner adds a step."""

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal import auth as totp
from django.test import Client

from tests.integration.region import Region
from tovholder.accounts.models import User

SECRET = "en lang sætning om en cykel"


@pytest.fixture
def email(region: Region) -> str:
    """Somebody who has a password and no second step yet."""
    user = region.member("caseworker").user
    user.is_persona = False
    user.set_password(SECRET)
    user.save()
    return str(user.email)


def with_password(email: str) -> Client:
    browser = Client()
    assert browser.post("/konto/login/", {"login": email, "password": SECRET}).status_code == 302
    return browser


def adds_an_app(browser: Client) -> None:
    browser.post("/konto/bekraeft/", {"password": SECRET})
    browser.get("/konto/2fa/app/")
    secret = browser.session["mfa.totp.secret"]
    code = totp.format_hotp_value(totp.hotp_value(secret, next(iter(totp.yield_hotp_counters_from_time()))))
    assert browser.post("/konto/2fa/app/", {"code": code}).status_code == 302
    assert Authenticator.objects.filter(type="totp").exists()


def test_whoever_adds_the_step_goes_on_and_a_session_from_before_does_not(email: str) -> None:
    before, owner = with_password(email), with_password(email)
    adds_an_app(owner)
    assert owner.get("/borgere/").status_code == 200
    answer = before.get("/borgere/")
    assert (answer.status_code, answer["Location"]) == (302, "/konto/2fa/bekraeft/?next=/borgere/")


@pytest.mark.parametrize("page", ["2fa/", "2fa/noegler/ny/", "2fa/koder/", "2fa/app/fjern/", "adgangskode/"])
def test_a_session_from_before_cannot_change_how_one_signs_in(email: str, page: str) -> None:
    before, owner = with_password(email), with_password(email)
    adds_an_app(owner)
    for asked in (before.get(f"/konto/{page}"), before.post(f"/konto/{page}", {})):
        assert asked["Location"].startswith("/konto/2fa/bekraeft/?next=")
    assert owner.get("/konto/2fa/").status_code == 200


def test_showing_the_step_opens_the_session(email: str) -> None:
    before, owner = with_password(email), with_password(email)
    adds_an_app(owner)
    code = Authenticator.objects.get(type="recovery_codes").wrap().get_unused_codes()[0]
    before.post("/konto/2fa/bekraeft/", {"code": code})
    assert before.get("/borgere/").status_code == 200


def test_a_new_password_ends_the_other_sessions(email: str) -> None:
    before, owner = with_password(email), with_password(email)
    adds_an_app(owner)
    user = User.objects.get(email=email)
    user.set_password("en anden lang sætning")
    user.save()
    assert "/konto/2fa/" not in before.get("/borgere/")["Location"]
