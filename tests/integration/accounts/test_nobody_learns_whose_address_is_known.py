"""Who invites and opens the link alone learns nothing of the address, and its owner is told."""

import re
from collections.abc import Callable

import pytest
from allauth.mfa.totp.internal import auth as totp
from django.core.cache import cache
from django.db import transaction
from django.test import Client

from tests.integration.accounts.test_an_invitation_is_accepted import PASSWORD, alike, invited, opened, said_yes
from tests.integration.accounts.test_getting_back_in import code
from tests.integration.region import Region
from tovholder.accounts.models import AuditEntry, Membership, User

SignedIn = Callable[[Membership], Client]
NEW, OWN = "ny.kollega@example.dk", "ejerens egen lange sætning"
TRIED = "member.password_for_known_address"


@pytest.fixture
def known(region: Region) -> Membership:
    """Somebody elsewhere who signs in with a password and an app."""
    cache.clear()
    made = region.member("caseworker", at=region.fredensborg)
    made.user.set_password(OWN)
    made.user.is_persona = False
    made.user.save()
    totp.TOTP.activate(made.user, "JBSWY3DPEHPK3PXP")
    return made


def chosen(browser: Client, address: str, password: str) -> tuple[str, str]:
    """The page after it, and where that is."""
    answer = browser.post(address, {"new_password1": password, "new_password2": password}, follow=True)
    return alike(answer.text), (answer.redirect_chain or [(address[-13:], 0)])[-1][0]


def signed_in_again(email: str, password: str, browser: Client | None = None) -> Client:
    browser = browser or Client()
    browser.post("/konto/login/", {"login": email, "password": password})
    return browser


def owner(known: Membership, browser: Client | None = None) -> tuple[Client, str]:
    browser = signed_in_again(known.user.email, OWN, browser)
    return browser, browser.post("/konto/2fa/kode/", {"code": code()}).headers["Location"]


@pytest.mark.parametrize("password", ["caseworker.xx", "case", "password12345", PASSWORD])
def test_a_password_is_judged_and_answered_alike(
    region: Region, signed_in: SignedIn, known: Membership, password: str
) -> None:
    answers = []
    for email in (known.user.email, "caseworker.xx@9.example"):
        browser = Client()
        answers.append(chosen(browser, opened(browser, invited(region, signed_in, email))[1], password))
    assert answers[0] == answers[1]
    assert User.objects.get(pk=known.user_id).check_password(OWN)
    assert AuditEntry.objects.filter(action=TRIED).count() == (password == PASSWORD)


def seen_by_the_inviter(region: Region, signed_in: SignedIn, email: str, at: str) -> tuple[object, ...]:
    """After a password was chosen: the list, inviting again, and the link once more."""
    page, browser = invited(region, signed_in, email, at=at), Client()
    chosen(browser, opened(browser, page)[1], PASSWORD)
    who = region.member("administrator" if at == "municipality" else "company_consultant")
    shown = signed_in(who).get("/medlemmer/" if at == "municipality" else f"/virksomheder/{region.company.pk}/").text
    link = re.search(r"<code>https?://[^/]+(/[^<]+)</code>", page)
    assert link is not None
    again = alike(invited(region, signed_in, email, at=at)).replace(email, "")
    return shown.count("inviteret"), again.count("<code>"), alike(Client().get(link.group(1), follow=True).text)


@pytest.mark.parametrize("at", ["municipality", "company"])
def test_what_the_inviter_sees_afterwards_is_alike_too(
    region: Region, signed_in: SignedIn, known: Membership, at: str
) -> None:
    lists = []
    for email in (known.user.email, NEW):
        with transaction.atomic():
            lists.append(seen_by_the_inviter(region, signed_in, email, at))
            transaction.set_rollback(True)
    assert lists[0] == lists[1]


def test_the_owner_is_told_after_signing_in_and_says_no(region: Region, signed_in: SignedIn, known: Membership) -> None:
    thief = Client()
    chosen(thief, opened(thief, invited(region, signed_in, known.user.email))[1], PASSWORD)
    browser, after = owner(known)
    assert after == "/konto/invitationer/"
    page = browser.get(after).text
    assert "Helsingør Kommune" in page
    assert "tag-imod" not in page, "a yes needs the link that was handed over"
    made = Membership.objects.get(user__stands_for=known.user.email)
    browser.post(after, {"membership": str(made.pk), "seen": f"{made.pk}:{made.role}"})
    made.refresh_from_db()
    assert made.active is False
    assert AuditEntry.objects.filter(action="member.decline", target=f"membership:{made.pk}").exists()
    assert "Helsingør Kommune" not in browser.get(after).text


def test_the_owner_who_chose_as_new_by_mistake_says_yes_in_the_same_browser(
    region: Region, signed_in: SignedIn, known: Membership
) -> None:
    browser = Client()
    address = opened(browser, invited(region, signed_in, known.user.email))[1]
    page, _ = chosen(browser, address, PASSWORD)
    assert "gælder din gamle adgangskode" in page
    browser, after = owner(known, browser)
    accept = address.replace("set-password", "tag-imod")
    assert accept in browser.get(after).text
    said_yes(browser, accept)
    assert Membership.objects.get(user=known.user, organisation=region.helsingor).role == "caseworker"


def test_nobody_answers_an_invitation_in_anothers_name(region: Region, signed_in: SignedIn, known: Membership) -> None:
    thief = Client()
    chosen(thief, opened(thief, invited(region, signed_in, known.user.email))[1], PASSWORD)
    made = Membership.objects.get(user__stands_for=known.user.email)
    other = signed_in(region.member("mentor"))
    assert "Helsingør Kommune</h2>" not in other.get("/konto/invitationer/").text
    other.post("/konto/invitationer/", {"membership": str(made.pk)})
    made.refresh_from_db()
    assert made.active is True
