"""Inviting tells nobody whether an address is known; whoever has it says yes under the own sign-in."""

import re
from collections.abc import Callable

import pytest
from django.http import HttpResponse
from django.test import Client

from tests.integration.region import Region
from tovholder.accounts import queries
from tovholder.accounts.models import AuditEntry, Membership, Organisation, User
from tovholder.companies.models import Company

SignedIn = Callable[[Membership], Client]
PASSWORD = "en lang sætning om en cykel"


def invited(region: Region, signed_in: SignedIn, email: str, *, at: str = "municipality") -> str:
    """The page the inviter gets, for a member of the municipality or a contact of the company."""
    if at == "municipality":
        told = {"email": email, "name": "Ny Kollega", "role": "caseworker", "unit": ""}
        return signed_in(region.member("administrator")).post("/medlemmer/nyt/", told).text
    consultant = region.member("company_consultant")
    Company.objects.filter(pk=region.company.pk).update(consultant=consultant)
    company = Company.objects.get(pk=region.company.pk)
    told = {"version": str(company.version), "name": "Ny Kollega", "email": email}
    return signed_in(consultant).post(f"/virksomheder/{company.pk}/adgang/", told).text


def opened(browser: Client, page: str) -> tuple[str, str]:
    """The page behind the link, and its address."""
    link = re.search(r"<code>https?://[^/]+(/[^<]+)</code>", page)
    assert link is not None
    answer = browser.get(link.group(1), follow=True)
    return answer.text, answer.redirect_chain[-1][0]


def said_yes(browser: Client, address: str) -> HttpResponse:
    """Yes to what the page shows."""
    seen = re.search(r'name="seen" value="([^"]*)"', browser.get(address).text)
    return browser.post(address, {"seen": seen.group(1) if seen else ""})


def alike(page: str) -> str:
    """A page without what is new each time it is made."""
    page = re.sub(r'name="seen" value="[^"]*"', "", page)
    page = re.sub(r"/konto/velkommen/[^\"<]+", "/konto/velkommen/", page)
    return re.sub(r'(csrfmiddlewaretoken" value=|CSRFToken": )"[^"]+"', "", page)


@pytest.mark.parametrize("at", ["municipality", "company"])
@pytest.mark.parametrize("role", ["caseworker", "mentor", "citizen"])
def test_an_address_in_use_is_invited_like_any_other(region: Region, signed_in: SignedIn, role: str, at: str) -> None:
    known = region.member(role, at=region.fredensborg)
    one, other = (invited(region, signed_in, email, at=at) for email in (known.user.email.upper(), "ny@example.dk"))
    assert alike(one) == alike(other)
    assert alike(opened(Client(), one)[0]) == alike(opened(Client(), other)[0])
    assert list(Membership.objects.filter(user=known.user)) == [known]
    address = "/medlemmer/" if at == "municipality" else f"/virksomheder/{region.company.pk}/"
    who = region.member("administrator" if at == "municipality" else "company_consultant")
    lists = signed_in(who).get(address).text
    assert lists.count("Ny Kollega") % 2 == 0
    assert "invited.invalid" not in lists


def test_inviting_twice_answers_the_same_for_a_known_address(region: Region, signed_in: SignedIn) -> None:
    known = region.member("caseworker", at=region.fredensborg)
    pages = [[invited(region, signed_in, email) for _ in "12"] for email in (known.user.email, "ny@example.dk")]
    for each in pages:
        assert "Er allerede medlem" in each[1]


def test_whoever_signs_in_with_the_address_accepts_by_a_button(region: Region, signed_in: SignedIn) -> None:
    known = region.member("caseworker", at=region.fredensborg)
    known.user.set_password(PASSWORD)
    known.user.save()
    page = invited(region, signed_in, known.user.email)
    browser = signed_in(known)
    address = opened(browser, page)[1].replace("set-password", "tag-imod")
    assert "Helsingør Kommune har inviteret dig" in browser.get(address).text
    assert Membership.objects.filter(user=known.user).count() == 1, "opening the page changes nothing"
    said_yes(browser, address)
    made = Membership.objects.get(user=known.user, organisation=region.helsingor)
    assert (made.role, made.user.check_password(PASSWORD)) == ("caseworker", True)
    assert not User.objects.exclude(stands_for="").exists()
    assert AuditEntry.objects.filter(action="member.accept", target=f"membership:{made.pk}").exists()
    assert browser.session["membership"] == made.pk
    assert browser.post(address).status_code == 422, "once"


def test_nobody_else_accepts_and_the_page_does_not_tell_whether_the_address_is_known(
    region: Region, signed_in: SignedIn
) -> None:
    known, thief = (
        region.member("caseworker", at=region.fredensborg),
        region.member("team_leader", at=region.fredensborg),
    )
    pages = []
    for email in (known.user.email, "ny@example.dk"):
        browser = signed_in(thief)
        address = opened(browser, invited(region, signed_in, email))[1].replace("set-password", "tag-imod")
        pages.append(alike(browser.get(address).text))
        assert browser.post(address).status_code == 422
    assert pages[0] == pages[1]
    assert "gælder en anden adresse" in pages[0]
    assert not Membership.objects.filter(user__in=(known.user, thief.user), organisation=region.helsingor).exists()


def test_no_password_is_chosen_for_an_address_that_has_a_sign_in(region: Region, signed_in: SignedIn) -> None:
    known = region.member("caseworker", at=region.fredensborg)
    known.user.set_password(PASSWORD)
    known.user.save()
    browser = Client()
    address = opened(browser, invited(region, signed_in, known.user.email))[1]
    other = "tyvens egen lange sætning"
    page = browser.post(address, {"new_password1": other, "new_password2": other}, follow=True).text
    assert "har allerede en adgang" not in page, "nor is it told"
    assert User.objects.get(pk=known.user_id).check_password(PASSWORD)
    assert not User.objects.get(stands_for=known.user.email).check_password(other)
    assert AuditEntry.objects.filter(action="member.password_for_known_address").exists()


def test_an_invitation_outlives_the_sign_in_it_stood_for(region: Region, signed_in: SignedIn) -> None:
    known = region.member("caseworker", at=region.fredensborg)
    email = known.user.email
    browser = Client()
    address = opened(browser, invited(region, signed_in, email))[1]
    known.delete()
    known.user.delete()
    browser.post(address, {"new_password1": PASSWORD, "new_password2": PASSWORD})
    assert User.objects.get(email=email).check_password(PASSWORD)


def test_a_mentor_of_a_company_may_be_its_contact(region: Region) -> None:
    company = Organisation.objects.create(kind="company", name="Strandhotellet")
    mentor = region.member("mentor", at=company)
    contact = Membership.objects.create(user=mentor.user, organisation=company, role="company_contact")
    assert set(queries.memberships_of(mentor.user_id)) == {mentor, contact}


@pytest.mark.parametrize("role", ["caseworker", "citizen"])
def test_who_works_here_or_has_a_case_reads_along_at_no_company(region: Region, signed_in: SignedIn, role: str) -> None:
    known = region.member(role, at=region.fredensborg)
    browser = signed_in(known)
    page = invited(region, signed_in, known.user.email, at="company")
    address = opened(browser, page)[1].replace("set-password", "tag-imod")
    answer = browser.post(address)
    assert answer.status_code == 422
    assert "ikke kan stå sammen med dette" in answer.text
    assert list(queries.memberships_of(known.user_id)) == [known]


@pytest.mark.parametrize("uid", ["OTk5OTk5OTk5", "x", "MA"])
@pytest.mark.parametrize("token", ["set-password", "abc-def"])
def test_a_link_to_nobody_says_that_it_does_not_work(client: Client, uid: str, token: str) -> None:
    """Whose sign-in was deleted, or whose address was cut off on the way."""
    at = f"/konto/velkommen/{uid}/{token}/"
    for answer in (client.get(at), client.post(at, {"new_password1": PASSWORD, "new_password2": PASSWORD})):
        assert answer.status_code == 200
        assert "virker ikke" in answer.text
