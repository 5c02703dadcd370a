"""A no stands on the day of whoever proposed and of the citizen's contact, with why, until they have seen it."""

from collections.abc import Callable

import pytest
from django.test import Client

from tests.integration.placements.chosen import a_chosen_proposal, a_person
from tests.integration.region import Region
from tovholder.accounts.models import Membership, Organisation
from tovholder.companies.models import Company
from tovholder.people.models import Person
from tovholder.proposals.models import Proposal

SignedIn = Callable[[Membership], Client]


@pytest.fixture
def proposer(region: Region) -> Membership:
    return region.member("company_consultant", initials="PP")


@pytest.fixture
def contact(region: Region) -> Membership:
    return region.member("caseworker", initials="CC")


def shown(region: Region, contact: Membership, **facts: object) -> Proposal:
    person = a_person(region)
    Person.objects.filter(pk=person.pk).update(contact=contact)
    return a_chosen_proposal(region, person, **facts)


def day(client: Client) -> str:
    return str(client.get("/min-dag/").text)


def pressed(client: Client, proposal: Proposal, step: str, **more: str) -> None:
    proposal.refresh_from_db()
    told = {"step": step, "version": proposal.version, **more}
    assert client.post(f"/forslag/{proposal.pk}/trin/", told).status_code == 302


def test_a_companys_no_is_told_to_both_with_why_until_each_has_seen_it(
    region: Region, signed_in: SignedIn, proposer: Membership, contact: Membership
) -> None:
    firm = Organisation.objects.create(kind="company", name="Strandhotellet")
    Company.objects.filter(pk=region.company.pk).update(organisation=firm)
    proposal = shown(region, contact, status="shown_to_company", proposed_by=proposer)
    told = {"version": proposal.version, "answer": "not_chosen", "reason": "hours", "words": "Vi skal bruge aftener"}
    company = signed_in(region.member("company_contact", at=firm))
    assert company.post(f"/virksomhed/kandidat/{proposal.pk}/", told).status_code == 302
    for member, other in ((proposer, contact), (contact, proposer)):
        page = day(client := signed_in(member))
        assert page.count("Virksomheden sagde nej") == 1
        assert "timerne passede ikke (“Vi skal bruge aftener”)" in page
        assert "Borgeren havde sagt ja og skal have det at vide" in page
        pressed(client, proposal, "seen")
        assert "Virksomheden sagde nej" not in day(client)
        assert other == proposer or "Virksomheden sagde nej" in day(signed_in(other))
        assert "Jeg har set det" not in client.get(f"/forslag/{proposal.pk}/").text


def test_the_citizens_no_that_a_colleague_wrote_is_told_to_whoever_proposed(
    region: Region, signed_in: SignedIn, proposer: Membership, contact: Membership
) -> None:
    proposal = shown(region, contact, status="contacted", proposed_by=proposer, citizen_accepted_at=None)
    pressed(signed_in(contact), proposal, "citizen_no", reason="travel", words="")
    page = day(signed_in(proposer))
    assert "Borgeren sagde nej" in page
    assert "for langt væk" in page
    assert "skal have det at vide" not in page
    assert "Borgeren sagde nej" not in day(signed_in(contact))


def test_another_municipality_reads_why_and_not_the_words(region: Region, signed_in: SignedIn) -> None:
    proposer = region.member("company_consultant", initials="FF", at=region.fredensborg)
    colleague = region.member("caseworker", initials="KK")
    order = region.order(taken_by=region.fredensborg)
    person = a_person(region)
    proposal = a_chosen_proposal(region, person, order, status="accepted_by_citizen", proposed_by=proposer)
    pressed(signed_in(colleague), proposal, "withdraw", reason="other_plan", words="Amina er syg")
    page = day(signed_in(proposer))
    assert "har et andet tilbud" in page
    assert "syg" not in page
    assert person.given_name not in page
