"""A consultant lets somebody at a company sign in: for that company, in that one role, by a link shown once."""

import re
from collections.abc import Callable

import pytest
from django.test import Client

from tests.integration.region import NOW, Region
from tovholder.accounts import company_member_services as accounts
from tovholder.accounts.conflicts import NotAllowed
from tovholder.accounts.models import AuditEntry, Membership, User
from tovholder.companies import contact_services
from tovholder.companies.models import Company

SignedIn = Callable[[Membership], Client]
WHO = {"name": "Bodil Hansen", "email": "bodil@strandhotellet.example"}


def _invite(browser: Client, region: Region, **changed: str) -> str:
    region.company.refresh_from_db()
    form = {"version": str(region.company.version), **WHO, **changed}
    return browser.post(f"/virksomheder/{region.company.pk}/adgang/", form, follow=True).content.decode()


@pytest.fixture
def browser(signed_in: SignedIn, region: Region) -> Client:
    """Of the company's consultant."""
    consultant = region.member("company_consultant")
    Company.objects.filter(pk=region.company.pk).update(consultant=consultant)
    return signed_in(consultant)


def test_the_link_opens_the_choice_of_a_password_for_that_company_alone(browser: Client, region: Region) -> None:
    assert f"/virksomheder/{region.company.pk}/adgang/" in browser.get(f"/virksomheder/{region.company.pk}/").text
    page = _invite(browser, region)
    link = re.search(r"<code>https?://[^/]+(/[^<]+)</code>", page)
    assert link is not None
    assert Client().get(link.group(1), follow=True).status_code == 200
    region.company.refresh_from_db()
    membership = Membership.objects.get(user__email=WHO["email"])
    assert (membership.organisation_id, membership.role) == (region.company.organisation_id, "company_contact")
    assert {entry.action for entry in AuditEntry.objects.all()} >= {"company.give_sign_in", "member.invite"}


def test_who_lost_the_link_gets_another_and_who_has_a_password_does_not(browser: Client, region: Region) -> None:
    _invite(browser, region)
    assert "<code>" in _invite(browser, region)
    user = User.objects.get(email=WHO["email"])
    user.set_password("noget langt og hemmeligt")
    user.save()
    assert "<code>" not in _invite(browser, region)
    assert Membership.objects.filter(user=user).count() == 1


def test_an_address_that_is_none_is_told_beside_its_field(browser: Client, region: Region) -> None:
    assert "form-error-message" in _invite(browser, region, email="bodil")
    assert not User.objects.filter(name=WHO["name"]).exists()


def test_a_change_in_between_is_told_and_nothing_is_made(browser: Client, region: Region) -> None:
    _invite(browser, region, version="99")
    assert not User.objects.filter(email=WHO["email"]).exists()


@pytest.mark.parametrize("role", ["benefits_officer", "coordinator", "administrator", "mentor"])
def test_others_can_let_nobody_in(region: Region, signed_in: SignedIn, role: str) -> None:
    member = region.member(role)
    browser = signed_in(member)
    answer = browser.post(f"/virksomheder/{region.company.pk}/adgang/", {"version": "1", **WHO})
    assert answer.status_code in (403, 404)
    with pytest.raises(NotAllowed):
        contact_services.invite_contact(
            company_id=region.company.pk,
            version=1,
            stays_of=frozenset(),
            actor=region.actor(role),
            now=NOW,
            **WHO,
        )


def test_no_member_of_a_municipality_can_be_made_this_way(region: Region) -> None:
    with pytest.raises(NotAllowed):
        accounts.invite_company_contact(
            actor=region.actor("company_consultant"), organisation_id=region.helsingor.pk, **WHO
        )


def test_a_municipality_that_does_not_serve_the_company_lets_nobody_in(
    browser: Client, signed_in: SignedIn, region: Region
) -> None:
    other = signed_in(region.member("company_consultant", at=region.fredensborg))
    assert "Kun den kommune, der betjener virksomheden" in _invite(other, region)
    narrow = signed_in(region.member("company_consultant", initials="NN", scope="caseload"))
    assert "Kun den kommune, der betjener virksomheden" in _invite(narrow, region)
    assert not User.objects.filter(email=WHO["email"]).exists()


def test_an_order_just_written_down_opens_no_company_that_another_municipality_serves(
    signed_in: SignedIn, region: Region
) -> None:
    region.order()
    region.order("Min egen", taken_by=region.fredensborg)
    other = signed_in(region.member("company_consultant", at=region.fredensborg))
    assert "Kun den kommune, der betjener virksomheden" in _invite(other, region)


def test_an_order_opens_no_company_where_another_municipalitys_stay_runs(signed_in: SignedIn, region: Region) -> None:
    region.stay(region.person())
    region.order("Min egen", taken_by=region.fredensborg)
    other = signed_in(region.member("company_consultant", at=region.fredensborg))
    assert "Kun den kommune, der betjener virksomheden" in _invite(other, region)
    assert not User.objects.filter(email=WHO["email"]).exists()


def test_the_municipality_whose_stay_runs_there_may_let_a_contact_in(signed_in: SignedIn, region: Region) -> None:
    region.stay(region.person())
    assert "<code>" in _invite(signed_in(region.member("company_consultant")), region)


def test_nobody_becomes_a_contact_under_the_own_mailbox(browser: Client, region: Region) -> None:
    own = region.member("company_consultant")
    assert "Den e-mail kan ikke bruges her" in _invite(browser, region, email=own.user.email)
    assert not Membership.objects.filter(role="company_contact").exists()
