"""Whoever has left a company acts for it no longer; who can sign in is listed; what waited for them is pointed out."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client

from tests.integration.placements.chosen import a_chosen_proposal, a_person
from tests.integration.region import NOW, Region
from tovholder.accounts import company_member_services as members
from tovholder.accounts import queries as accounts
from tovholder.accounts import sign_in_services
from tovholder.accounts.conflicts import NotAllowed, OutOfReach
from tovholder.accounts.links import Invitation
from tovholder.accounts.models import AuditEntry, Membership, Organisation, User
from tovholder.companies import contact_services, services
from tovholder.companies.facts import NewContact
from tovholder.companies.models import Company, CompanyContact, JobOrder
from tovholder.placements.models import Placement

SignedIn = Callable[[Membership], Client]
BODIL = {"name": "Bodil Hansen", "email": "bodil@strandhotellet.example"}
SECRET = "noget langt og hemmeligt"


def let_in(region: Region, **who: str) -> Membership:
    """Somebody the consultant let in, who has chosen a password."""
    made = invited(region, region.company, **who)
    membership = Membership.objects.select_related("user", "organisation").get(pk=made.membership_id)
    membership.user.set_password(SECRET)
    membership.user.is_persona = True  # no second factor asked for here
    membership.user.save()
    return membership


def invited(region: Region, company: Company, **who: str) -> Invitation:
    nobody_yet = Company.objects.filter(consultant=None)
    nobody_yet.update(consultant=region.member("company_consultant"))
    company = Company.objects.get(pk=company.pk)
    return contact_services.invite_contact(
        company_id=company.pk,
        version=company.version,
        stays_of=frozenset(),
        actor=region.actor("company_consultant"),
        now=NOW,
        **{**BODIL, **who},
    )


def left(region: Region, contact: CompanyContact) -> contact_services.Left:
    return contact_services.retire_contact(
        stays_of=frozenset(),
        company_id=contact.company_id,
        contact_id=contact.pk,
        actor=region.actor("company_consultant"),
        now=NOW,
    )


def who(region: Region) -> list[str]:
    company = Company.objects.get(pk=region.company.pk)
    found = accounts.sign_ins_at_company(
        actor=region.actor("company_consultant"), organisation_id=company.organisation_id
    )
    return [each.user.name for each in found]


@pytest.fixture
def browser(signed_in: SignedIn, region: Region) -> Client:
    return signed_in(region.member("company_consultant"))


def test_a_running_session_acts_for_the_company_no_longer(browser: Client, signed_in: SignedIn, region: Region) -> None:
    bodil = signed_in(let_in(region))
    assert bodil.get("/virksomhed/").status_code == 200
    contact = CompanyContact.objects.get()
    page = browser.post(f"/virksomheder/{region.company.pk}/kontakt/stoppet/", {"contact": contact.pk}, follow=True)
    assert "kan ikke længere logge ind" in page.text
    assert "Ingen kan logge ind for virksomheden nu" in page.text
    answer = bodil.get("/virksomhed/")
    assert answer.status_code == 302
    assert bodil.get(answer["Location"]).status_code == 200
    entry = AuditEntry.objects.get(action="member.close")
    assert (entry.actor_name, entry.facts["why"]) == ("company_consultant", "left")


def test_a_request_sent_twice_or_by_two_at_once_is_noted_once(browser: Client, region: Region) -> None:
    let_in(region)
    contact = CompanyContact.objects.get()
    address = f"/virksomheder/{region.company.pk}/kontakt/stoppet/"
    browser.post(address, {"contact": contact.pk})
    assert "allerede noteret" in browser.post(address, {"contact": contact.pk}, follow=True).text
    assert AuditEntry.objects.filter(action__in=("member.close", "company.retire_contact")).count() == 2


def test_only_the_membership_of_that_company_ends(signed_in: SignedIn, region: Region) -> None:
    first = let_in(region)
    neighbour = Company.objects.create(cvr="10000017", name="Nabohotellet", created_at=NOW)
    made = invited(region, neighbour)
    assert made.link is not None
    seen = f"{made.membership_id}:company_contact"
    second = sign_in_services.accept_invitation(user_id=first.user_id, uid=made.link[0], token=made.link[1], seen=seen)
    browser = signed_in(Membership.objects.get(pk=first.pk))
    left(region, CompanyContact.objects.get(company=region.company))
    assert "Nabohotellet" in browser.get("/virksomhed/").text  # the only one left, and the page says whose it is
    assert list(Membership.objects.filter(user=first.user, active=True)) == [second]


def test_it_is_asked_once_more_before_somebody_has_left_and_can_be_taken_back(browser: Client, region: Region) -> None:
    let_in(region)
    contact, address = CompanyContact.objects.get(), f"/virksomheder/{region.company.pk}/"
    page = browser.get(address).text
    asked = re.search(r"<details><summary>Er ikke i virksomheden mere.*?</details>", page, re.DOTALL)
    assert asked is not None
    assert "kan ikke længere logge ind" in asked.group()
    assert "Ja, Bodil Hansen er stoppet" in asked.group()
    page = browser.post(f"{address}kontakt/stoppet/", {"contact": contact.pk}, follow=True).text
    assert "Bodil Hansen er her alligevel" in page
    page = browser.post(f"{address}kontakt/tilbage/", {"contact": contact.pk}, follow=True).text
    assert "Bodil Hansen er kontaktperson igen" in page
    contact.refresh_from_db()
    assert (contact.active, contact.left_on, who(region)) == (True, None, [])
    browser.post(f"{address}kontakt/tilbage/", {"contact": contact.pk})
    assert AuditEntry.objects.filter(action="company.return_contact").count() == 1


def test_nobody_of_another_company_is_named_or_taken_back(browser: Client, region: Region) -> None:
    neighbour = Company.objects.create(cvr="10000017", name="Nabohotellet", created_at=NOW)
    gone = CompanyContact.objects.create(company=neighbour, name="Skjult Nabo", active=False, left_on=NOW.date())
    address = f"/virksomheder/{region.company.pk}/"
    assert "Skjult Nabo" not in browser.get(f"{address}?stoppet={gone.pk}").text
    assert browser.post(f"{address}kontakt/tilbage/", {"contact": gone.pk}).status_code == 404
    gone.refresh_from_db()
    assert not gone.active


def test_a_contact_without_a_sign_in_leaves_and_nobody_else_is_shut_out(browser: Client, region: Region) -> None:
    let_in(region)
    actor = region.actor("company_consultant")
    ole = services.add_contact(
        stays_of=frozenset(), company_id=region.company.pk, facts=NewContact(name="Ole"), actor=actor, now=NOW
    )
    page = browser.post(f"/virksomheder/{region.company.pk}/kontakt/stoppet/", {"contact": ole.pk}, follow=True)
    assert "Vi kendte ingen adgang" in page.text
    assert who(region) == ["Bodil Hansen"]


def test_a_mailbox_another_contact_signs_in_with_is_that_ones(region: Region) -> None:
    let_in(region, email="kontor@strandhotellet.example")
    told = NewContact(name="Ole", email="kontor@strandhotellet.example")
    actor = region.actor("company_consultant")
    ole = services.add_contact(stays_of=frozenset(), company_id=region.company.pk, facts=told, actor=actor, now=NOW)
    assert left(region, ole).closed == 0
    assert who(region) == ["Bodil Hansen"]


def test_a_contact_from_before_is_known_by_the_address(region: Region) -> None:
    let_in(region)
    CompanyContact.objects.update(membership=None, email="BODIL@strandhotellet.example")
    assert left(region, CompanyContact.objects.get()).closed == 1
    assert who(region) == []


def test_who_comes_back_signs_in_as_before_and_nobody_else_gets_a_link(browser: Client, region: Region) -> None:
    """Closing and inviting anew under the same name would else hand the account to whoever did it."""
    before = let_in(region)
    step = Authenticator.objects.create(user=before.user, type=Authenticator.Type.TOTP, data={})
    contact = CompanyContact.objects.get()
    left(region, contact)
    company = Company.objects.get(pk=region.company.pk)
    page = browser.post(f"/virksomheder/{company.pk}/adgang/", {"version": company.version, **BODIL}).text
    assert "<code>" not in page
    assert User.objects.get(pk=before.user_id).check_password(SECRET)
    assert Authenticator.objects.filter(pk=step.pk).exists()
    contact.refresh_from_db()
    assert (contact.active, contact.membership_id, CompanyContact.objects.count()) == (True, before.pk, 1)
    assert who(region) == ["Bodil Hansen"]
    assert AuditEntry.objects.filter(action="member.let_in_again").exists()


def test_who_comes_back_before_ever_signing_in_gets_a_link(browser: Client, region: Region) -> None:
    before = let_in(region)
    before.user.set_unusable_password()
    before.user.save()
    left(region, CompanyContact.objects.get())
    company = Company.objects.get(pk=region.company.pk)
    page = browser.post(f"/virksomheder/{company.pk}/adgang/", {"version": company.version, **BODIL}).text
    link = re.search(r"<code>https?://[^/]+(/[^<]+)</code>", page)
    assert link is not None
    assert Client().get(link.group(1), follow=True).status_code == 200


def test_who_works_in_a_municipality_now_is_let_in_like_anybody_and_still_acts_for_no_company(
    region: Region, browser: Client, signed_in: SignedIn
) -> None:
    """Whoever lets in is not told of the other work; the wall stands where memberships are read."""
    membership = let_in(region)
    Membership.objects.create(user=membership.user, organisation=region.fredensborg, role="caseworker")
    left(region, CompanyContact.objects.get())
    company = Company.objects.get(pk=region.company.pk)
    page = browser.post(f"/virksomheder/{company.pk}/adgang/", {"version": company.version, **BODIL}).text
    assert "er nu medlem" in page
    assert "<code>" not in page
    assert User.objects.get(pk=membership.user_id).check_password(SECRET)
    assert signed_in(membership).get("/virksomhed/").status_code == 403


def test_a_mailbox_that_was_passed_on_does_not_sign_with_the_old_name(region: Region) -> None:
    let_in(region)
    left(region, CompanyContact.objects.get())
    with pytest.raises(NotAllowed, match="mail_of_another"):
        let_in(region, name="Kurt Ny")
    assert who(region) == []


def test_the_page_lists_who_can_sign_in_and_closes_one(browser: Client, region: Region) -> None:
    bodil = let_in(region)
    kim = let_in(region, name="Kim Lund", email="kim@strandhotellet.example")
    page = browser.get(f"/virksomheder/{region.company.pk}/").text
    for told in ("Bodil Hansen", "Kim Lund", "inviteret af company_consultant", "har aldrig logget ind"):
        assert told in page
    address = f"/virksomheder/{region.company.pk}/adgang/luk/"
    assert "Adgangen er lukket" in browser.post(address, {"membership": bodil.pk}, follow=True).text
    assert "var allerede lukket" in browser.post(address, {"membership": bodil.pk}, follow=True).text
    assert who(region) == [kim.user.name]
    assert CompanyContact.objects.get(membership=bodil).active  # still somebody to call


def test_the_page_asks_few_questions_however_many_sign_in(
    browser: Client, region: Region, all_queries: Callable[[], Any]
) -> None:
    address = f"/virksomheder/{region.company.pk}/"
    let_in(region)
    browser.get(address)
    with all_queries() as few:
        browser.get(address)
    for number in range(5):
        let_in(region, name=f"Nr {number}", email=f"nr{number}@strandhotellet.example")
    with all_queries() as many:
        browser.get(address)
    assert many == few
    assert many[0] <= 15


def test_nobody_else_s_membership_is_closed_from_the_page_of_a_company(browser: Client, region: Region) -> None:
    let_in(region)
    colleague = region.member("caseworker")
    page = browser.post(f"/virksomheder/{region.company.pk}/adgang/luk/", {"membership": colleague.pk}, follow=True)
    assert "hører til en anden organisation" in page.text
    colleague.refresh_from_db()
    assert colleague.active


@pytest.mark.parametrize("role", ["benefits_officer", "coordinator", "administrator", "school_consultant"])
def test_others_close_nothing_and_do_not_see_the_list(region: Region, signed_in: SignedIn, role: str) -> None:
    membership = let_in(region)
    browser = signed_in(region.member(role))
    assert 'id="sign-ins"' not in browser.get(f"/virksomheder/{region.company.pk}/").text
    address = f"/virksomheder/{region.company.pk}/adgang/luk/"
    assert browser.post(address, {"membership": membership.pk}).status_code == 403
    with pytest.raises(NotAllowed):
        members.close_company_sign_in(
            actor=region.actor(role),
            organisation_id=membership.organisation_id,
            membership_id=membership.pk,
            why="left",
        )


def test_a_contact_of_another_company_is_not_retired_from_here(region: Region) -> None:
    neighbour = Company.objects.create(cvr="10000017", name="Nabohotellet", created_at=NOW)
    contact = CompanyContact.objects.create(company=neighbour, name="Per")
    with pytest.raises(OutOfReach):
        contact_services.retire_contact(
            stays_of=frozenset(),
            company_id=region.company.pk,
            contact_id=contact.pk,
            actor=region.actor("company_consultant"),
            now=NOW,
        )


def test_the_company_sees_who_signs_in_for_it_and_no_other_company_s(signed_in: SignedIn, region: Region) -> None:
    bodil = let_in(region)
    let_in(region, name="Kim Lund", email="kim@strandhotellet.example")
    page = signed_in(bodil).get("/virksomhed/").text
    assert "Kim Lund" in page
    assert "kim@strandhotellet.example" not in page
    stranger = Organisation.objects.create(kind="company", name="Nabo")
    Company.objects.create(cvr="10000017", name="Nabohotellet", created_at=NOW, organisation=stranger)
    assert "Kim Lund" not in signed_in(region.member("company_contact", at=stranger)).get("/virksomhed/").text


def _two_contacts(region: Region) -> tuple[CompanyContact, CompanyContact]:
    actor = region.actor("company_consultant")
    add: Any = {"company_id": region.company.pk, "actor": actor, "now": NOW}
    gone = services.add_contact(stays_of=frozenset(), facts=NewContact(name="Bodil Hansen"), **add)
    stays = services.add_contact(stays_of=frozenset(), facts=NewContact(name="Kim Lund", title="Køkkenchef"), **add)
    left(region, gone)
    return gone, stays


def test_an_open_order_says_who_has_left_and_takes_another_contact(browser: Client, region: Region) -> None:
    order = region.order(contact=None)
    gone, stays = _two_contacts(region)
    JobOrder.objects.filter(pk=order.pk).update(contact=gone)
    page = browser.get(f"/jobordrer/{order.pk}/").text
    assert "Bodil Hansen, som er kontaktperson" in page
    assert "Kim Lund, Køkkenchef" in page
    address = f"/jobordrer/{order.pk}/kontakt/"
    browser.post(address, {"version": order.version, "contact": gone.pk})
    order.refresh_from_db()
    assert order.contact_id == gone.pk
    browser.post(address, {"version": order.version, "contact": stays.pk})
    order.refresh_from_db()
    assert order.contact_id == stays.pk
    assert "Bodil Hansen, som er kontaktperson" not in browser.get(f"/jobordrer/{order.pk}/").text


def test_an_order_that_is_over_asks_for_nobody_new(browser: Client, region: Region) -> None:
    order = region.order(status="withdrawn")
    gone, _ = _two_contacts(region)
    JobOrder.objects.filter(pk=order.pk).update(contact=gone)
    assert "som er kontaktperson" not in browser.get(f"/jobordrer/{order.pk}/").text


def test_a_proposal_points_to_the_order(browser: Client, region: Region) -> None:
    gone, _ = _two_contacts(region)
    proposal = a_chosen_proposal(region, a_person(region), region.order(contact=gone), status="interview")
    assert "Vælg en anden på ordrens side" in browser.get(f"/forslag/{proposal.pk}/").text


def test_a_running_placement_asks_whom_to_call_instead(browser: Client, region: Region) -> None:
    gone, stays = _two_contacts(region)
    stay = region.stay(region.person(), company_contact=gone)
    page = browser.get(f"/forlob/{stay.pk}/").text
    assert "Bodil Hansen, som er kontaktperson" in page
    address = f"/forlob/{stay.pk}/contact/"
    assert browser.post(address, {"version": stay.version, "contact": gone.pk}).status_code == 422
    browser.post(address, {"version": stay.version, "contact": stays.pk})
    assert Placement.objects.get(pk=stay.pk).company_contact_id == stays.pk


def test_a_new_order_is_not_given_a_contact_who_has_left(region: Region) -> None:
    from tovholder.companies import order_services

    gone, _ = _two_contacts(region)
    with pytest.raises(NotAllowed, match="contact_has_left"):
        order_services.take_order(
            unit_id=region.workplace.pk,
            title="Opvasker",
            words="Vi mangler en.",
            contact_id=gone.pk,
            actor=region.actor("company_consultant"),
            now=NOW,
        )
