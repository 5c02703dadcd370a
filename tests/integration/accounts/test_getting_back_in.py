"""Who has forgotten the password gets back in by a link and the own second step; neither is enough alone."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal import auth as totp
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from tests.integration.companies.test_somebody_left_the_company import let_in
from tests.integration.region import Region
from tovholder.accounts import actors, company_member_services, member_services, sign_in_services
from tovholder.accounts.conflicts import NotAllowed
from tovholder.accounts.models import AuditEntry, Membership, User
from tovholder.companies.models import Company

SignedIn = Callable[[Membership], Client]
OLD, NEW = "en lang sætning om en cykel", "en anden lang sætning om en hat"


@pytest.fixture
def contact(region: Region) -> Membership:
    """Somebody at the company who signs in with a password and an app, and has forgotten the password."""
    cache.clear()
    made = let_in(region)
    made.user.set_password(OLD)
    made.user.is_persona, made.user.last_login = False, timezone.now()
    made.user.save()
    totp.TOTP.activate(made.user, "JBSWY3DPEHPK3PXP")
    return made


def code() -> str:
    return totp.format_hotp_value(totp.hotp_value("JBSWY3DPEHPK3PXP", next(iter(totp.yield_hotp_counters_from_time()))))


def link(region: Region, signed_in: SignedIn, contact: Membership) -> str:
    consultant = signed_in(region.member("company_consultant"))
    told = {"membership": str(contact.pk)}
    page = consultant.post(f"/virksomheder/{region.company.pk}/adgang/glemt/", told).text
    found = re.search(r"<code>https?://[^/]+(/[^<]+)</code>", page)
    assert found is not None
    assert "Linket åbner ikke noget alene" in page
    return found.group(1)


def chosen(browser: Client) -> Any:
    return browser.post("/konto/glemt/ny/", {"new_password1": NEW, "new_password2": NEW})


def test_link_and_second_step_together_choose_a_password_and_end_the_other_sessions(
    region: Region, signed_in: SignedIn, contact: Membership
) -> None:
    elsewhere, browser = signed_in(contact), Client()
    address = link(region, signed_in, contact)
    assert User.objects.get(pk=contact.user_id).check_password(OLD), "making the link changes nothing"
    assert browser.post(address, follow=True).redirect_chain[-1][0].startswith("/konto/2fa/kode/")
    browser.post("/konto/2fa/kode/", {"code": code()})
    chosen(browser)
    assert User.objects.get(pk=contact.user_id).check_password(NEW)
    assert browser.get("/virksomhed/").status_code == 200
    assert elsewhere.get("/virksomhed/").status_code == 302
    assert {entry.action for entry in AuditEntry.objects.all()} >= {"member.recovery_link", "member.recovered"}
    assert browser.get(address).text.count("Linket virker ikke længere") >= 1, "once"


@pytest.mark.parametrize("guess", ["", "000000"])
def test_the_link_alone_opens_nothing(region: Region, signed_in: SignedIn, contact: Membership, guess: str) -> None:
    browser = Client()
    browser.post(link(region, signed_in, contact))
    browser.post("/konto/2fa/kode/", {"code": guess})
    assert chosen(browser).status_code in (302, 401, 403, 422)
    assert browser.get("/virksomhed/").status_code == 302
    assert User.objects.get(pk=contact.user_id).check_password(OLD)


def test_a_link_that_was_begun_gives_no_more_guesses(region: Region, signed_in: SignedIn, contact: Membership) -> None:
    address = link(region, signed_in, contact)
    Client().post(address)
    again = Client()
    assert "Linket virker ikke længere" in again.post(address).text
    assert again.get("/konto/2fa/kode/").status_code == 302
    assert AuditEntry.objects.filter(action="member.recovery_begun").count() == 1


def test_a_second_step_shown_before_the_link_was_opened_does_not_count(
    region: Region, signed_in: SignedIn, contact: Membership
) -> None:
    """Somebody with the link at a machine where the person is signed in."""
    browser = Client()
    browser.post("/konto/login/", {"login": contact.user.email, "password": OLD})
    browser.post("/konto/2fa/kode/", {"code": code()})
    assert browser.get("/virksomhed/").status_code == 200
    browser.post(link(region, signed_in, contact))
    chosen(browser)
    assert User.objects.get(pk=contact.user_id).check_password(OLD)


def test_whoever_has_not_come_by_the_link_gives_the_old_password_first(contact: Membership) -> None:
    browser = Client()
    browser.post("/konto/login/", {"login": contact.user.email, "password": OLD})
    browser.post("/konto/2fa/kode/", {"code": code()})
    assert chosen(browser).headers["Location"] == "/konto/adgangskode/"
    assert User.objects.get(pk=contact.user_id).check_password(OLD)


def test_a_link_of_recovery_is_none_of_an_invitation(region: Region, signed_in: SignedIn, contact: Membership) -> None:
    address = link(region, signed_in, contact).replace("/glemt/", "/velkommen/")
    assert "Linket virker ikke længere" in Client().get(address, follow=True).text


def test_no_link_without_a_second_step_and_none_from_who_does_not_serve_the_company(
    region: Region, signed_in: SignedIn, contact: Membership
) -> None:
    address, told = f"/virksomheder/{region.company.pk}/adgang/glemt/", {"membership": str(contact.pk)}
    other = signed_in(region.member("company_consultant", at=region.fredensborg))
    assert "Kun den kommune, der betjener virksomheden" in other.post(address, told, follow=True).text
    Authenticator.objects.all().delete()
    own = signed_in(region.member("company_consultant"))
    assert "intet andet trin" in own.post(address, told, follow=True).text


def test_an_administrator_takes_no_second_step_away(region: Region, signed_in: SignedIn) -> None:
    administrator = region.member("administrator")
    told = {"email": "ny@example.dk", "name": "Ny", "role": "caseworker"}
    actor = region.actor("administrator")
    made = member_services.invite(actor=actor, organisation_id=region.helsingor.pk, **told)  # type: ignore[arg-type]
    member = Membership.objects.get(pk=made.membership_id)
    User.objects.filter(pk=member.user_id).update(last_login=timezone.now())
    totp.TOTP.activate(member.user, "JBSWY3DPEHPK3PXP")
    page = signed_in(administrator).post(f"/medlemmer/{member.pk}/link/", {"forget_second_step": "on"}).text
    assert "/konto/glemt/" in page
    assert Authenticator.objects.filter(user=member.user).exists()
    Authenticator.objects.all().delete()
    with pytest.raises(NotAllowed, match="no_second_step"):
        member_services.new_link(actor=actor, membership_id=member.pk)


def test_the_installation_closes_the_ways_in_and_says_why(region: Region, contact: Membership) -> None:
    assert get_adapter().is_mfa_enabled(contact.user)
    told = {"email": contact.user.email, "reason": "lost"}
    with pytest.raises(NotAllowed):
        sign_in_services.close_ways_in(actor=region.actor("administrator"), **told)
    uid, token = sign_in_services.close_ways_in(actor=actors.system("Bo Friis"), **told)
    assert not get_adapter().is_mfa_enabled(contact.user)
    entry = AuditEntry.objects.get(action="member.close_ways_in")
    assert (entry.actor_name, entry.facts["reason"]) == ("Bo Friis", "lost")
    browser = Client()
    at = browser.get(f"/konto/velkommen/{uid}/{token}/", follow=True).redirect_chain[-1][0]
    browser.post(at, {"new_password1": NEW, "new_password2": NEW})
    assert User.objects.get(pk=contact.user_id).check_password(NEW)
    assert Company.objects.filter(pk=region.company.pk).exists()


def test_nobody_on_a_page_makes_a_plain_link_after_the_installation_closed_the_ways_in(
    region: Region, contact: Membership
) -> None:
    sign_in_services.close_ways_in(actor=actors.system("Bo Friis"), email=contact.user.email, reason="stolen")
    actor = region.actor("company_consultant")
    with pytest.raises(NotAllowed, match="no_second_step"):
        company_member_services.recover_company_contact(
            actor=actor, organisation_id=contact.organisation_id, membership_id=contact.pk
        )
    told = {"email": contact.user.email, "name": contact.user.name}
    with pytest.raises(NotAllowed, match=r"member\.already"):
        company_member_services.invite_company_contact(actor=actor, organisation_id=contact.organisation_id, **told)
