"""A member stops: what is open in the name is told, found and marked, and nobody outside is told to call them."""

from collections.abc import Callable

import pytest
from django.test import Client

from tests.integration.region import NOW, TODAY, Region
from tovholder.accounts import queries
from tovholder.accounts.models import Membership, Organisation
from tovholder.companies.models import Company, JobOrder
from tovholder.people import queries as people
from tovholder.people.models import Person
from tovholder.proposals.models import Proposal
from tovholder.worklists import boards

SignedIn = Callable[[Membership], Client]


@pytest.fixture
def karen(region: Region) -> Membership:
    found = region.member("company_consultant", initials="KA")
    found.user.name = "Karen Prøvesen"
    found.user.save()
    return found


@pytest.fixture
def person(region: Region, karen: Membership) -> Person:
    """One of everything in the name."""
    Company.objects.filter(pk=region.company.pk).update(consultant=karen)
    order, found = region.order(owner=karen), region.person(contact=karen)
    Proposal.objects.create(
        order=order, person=found, organisation=region.helsingor, pseudonym="AB", proposed_by=karen,
        created_at=NOW, touched_at=NOW,
    )  # fmt: skip
    return found


def stopped(karen: Membership) -> None:
    Membership.objects.filter(pk=karen.pk).update(active=False)


@pytest.mark.usefixtures("person")
def test_whoever_ends_the_membership_reads_what_is_open_in_the_name(
    region: Region, signed_in: SignedIn, karen: Membership
) -> None:
    client, address = signed_in(region.member("administrator")), f"/medlemmer/{karen.pk}/"
    told = {"role": karen.role, "unit": karen.unit_id or "", "scope": karen.scope, "phone": "", "active": ""}
    page = client.post(address, told | {"seen": queries.state_of(karen)}, follow=True)
    assert page.redirect_chain[-1][0] == address
    for words in ("1 åben sag", "1 jobordre", "1 virksomhed med fast kontakt", "1 forslag"):
        assert words in page.text
    assert "Karen Prøvesen er stoppet" in page.text


@pytest.mark.usefixtures("person")
def test_the_team_has_a_row_with_the_name_and_its_own_list(
    region: Region, signed_in: SignedIn, karen: Membership
) -> None:
    JobOrder.objects.update(answered_at=None)
    stopped(karen)
    client = signed_in(region.member("team_leader"))
    page = client.get("/min-dag/").text
    assert f'<a href="?konsulent={karen.pk}">Karen Prøvesen</a>' in page
    assert "er stoppet" in page
    own = client.get(f"/min-dag/?konsulent={karen.pk}").text
    assert "Karen Prøvesen" in own
    assert "Det, ingen har endnu" not in own


def test_the_citizens_are_found_among_those_nobody_has(region: Region, karen: Membership, person: Person) -> None:
    actor = region.actor("team_leader")
    assert list(people.listed(actor=actor, contact_id=0)) == []
    stopped(karen)
    assert list(people.listed(actor=actor, contact_id=0)) == [person]
    one = boards.Filter(contact_id=0)
    assert [card.person for each in boards.board(actor=actor, on=TODAY, only=one) for card in each.cards] == [person]


def test_pages_of_case_order_and_company_mark_the_name(
    region: Region, signed_in: SignedIn, karen: Membership, person: Person
) -> None:
    client = signed_in(region.member("team_leader"))
    order = JobOrder.objects.get()
    addresses = (f"/borgere/{person.pk}/", f"/jobordrer/{order.pk}/", f"/virksomheder/{region.company.pk}/")
    assert not any("er stoppet" in client.get(each).text for each in addresses)
    stopped(karen)
    assert all("er stoppet" in client.get(each).text for each in addresses)


def test_companies_and_citizens_are_not_told_to_call_somebody_who_has_left(
    region: Region, signed_in: SignedIn, karen: Membership, person: Person
) -> None:
    firm = Organisation.objects.create(kind="company", name="Strandhotellet")
    Company.objects.filter(pk=region.company.pk).update(organisation=firm)
    Organisation.objects.filter(pk=region.helsingor.pk).update(phone="49282828")
    citizen = region.member("citizen")
    Person.objects.filter(pk=person.pk).update(login=citizen.user)
    order = JobOrder.objects.get()
    pages = {
        region.member("company_contact", at=firm): ("/virksomhed/", f"/virksomhed/behov/{order.pk}/"),
        citizen: ("/borger/", "/borger/plan/"),
    }
    for member, addresses in pages.items():
        assert all("Karen Prøvesen" in signed_in(member).get(each).text for each in addresses), addresses
    stopped(karen)
    for member, addresses in pages.items():
        for each in addresses:
            page = signed_in(member).get(each).text
            assert "Karen Prøvesen" not in page
            assert "Helsingør Kommune" in page
    assert "er stoppet. Ring til Helsingør Kommune, 49282828" in signed_in(next(iter(pages))).get("/virksomhed/").text
