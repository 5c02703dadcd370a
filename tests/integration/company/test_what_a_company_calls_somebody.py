"""What a company reads for a name has one form for everybody at each stage, so that it tells of no protection."""

import re
from collections.abc import Callable

import pytest
from django.test import Client

from tests.integration.placements.chosen import a_chosen_proposal, a_person
from tests.integration.region import NOW, Region
from tovholder.accounts.models import Membership, Organisation
from tovholder.people import services
from tovholder.people.models import Person
from tovholder.proposals.models import Proposal

SignedIn = Callable[[Membership], Client]
CODE = re.compile(r"\b[A-Z2-7]{8}\b")
STAGES = ("shown_to_company", "interview", "chosen", "not_chosen")


@pytest.fixture
def browser(signed_in: SignedIn, region: Region) -> Client:
    region.company.organisation = Organisation.objects.create(kind="company", name="Strandhotellet")
    region.company.save()
    return signed_in(region.member("company_contact", at=region.company.organisation))


def pages(browser: Client, proposal: Proposal) -> str:
    addresses = ("/virksomhed/", f"/virksomhed/behov/{proposal.order_id}/", f"/virksomhed/kandidat/{proposal.pk}/")
    return "".join(browser.get(address).text for address in addresses)


def without_what_is_new(page: str, proposal: Proposal) -> str:
    """The page with the code, and what is new each time, taken out."""
    page = re.sub(r'(csrfmiddlewaretoken" value=|CSRFToken": )"[^"]+"', "", page)
    return page.replace(proposal.pseudonym, "KODE")


@pytest.mark.parametrize("called", ["", "Mina"])
@pytest.mark.parametrize("status", STAGES)
def test_no_page_tells_a_protected_candidate_from_another(
    browser: Client, region: Region, status: str, called: str
) -> None:
    reason = {"reason": "hours"} if status == "not_chosen" else {}
    proposal = a_chosen_proposal(region, a_person(region), status=status, **reason)
    told = []
    for protected in (False, True):
        zone = {"zone": ""} if protected else {}
        Person.objects.filter(pk=proposal.person_id).update(protected=protected, called=called, **zone)
        told.append(without_what_is_new(pages(browser, proposal), proposal))
    assert told[0] == told[1]
    assert "Amina" not in told[0]
    assert ("Mina" in told[0]) is (bool(called) and status in ("interview", "chosen"))
    assert ("KODE" in told[0]) is not ("Mina" in told[0])


@pytest.mark.parametrize("protected", [False, True])
def test_who_is_there_is_called_as_was_said_and_else_by_the_code_of_the_choice(
    browser: Client, region: Region, protected: bool
) -> None:
    person = region.person("Amina", "Prøve", protected=protected)
    stay = region.stay(person)
    page = browser.get("/virksomhed/").text
    assert CODE.search(page)
    assert "Amina" not in page
    proposal = a_chosen_proposal(region, person, status="chosen")
    Proposal.objects.filter(pk=proposal.pk).update(placement=stay)
    assert proposal.pseudonym in browser.get("/virksomhed/").text
    Person.objects.filter(pk=person.pk).update(called="Mina P.")
    page = browser.get("/virksomhed/").text
    assert "Mina P." in page
    for hidden in ("Amina", "Prøve", proposal.pseudonym, "mark--protected", "Beskyttet"):
        assert hidden not in page


def test_the_caseworker_writes_it_in_the_case_and_the_proposal_says_what_the_company_reads(
    browser: Client, region: Region, signed_in: SignedIn
) -> None:
    proposal = a_chosen_proposal(region, a_person(region), status="interview")
    staff = signed_in(region.member("company_consultant"))
    assert "indtil der står i sagen" in staff.get(f"/forslag/{proposal.pk}/").text
    address = f"/borgere/{proposal.person_id}/ret/kaldenavn/"
    person = Person.objects.get(pk=proposal.person_id)
    staff.post(address, {"version": person.version, "called": " Mina "})
    assert Person.objects.get(pk=person.pk).called == "Mina"
    assert "<dd>Mina" in staff.get(f"/forslag/{proposal.pk}/").text
    assert "Mina" in browser.get("/virksomhed/").text


def test_a_name_that_becomes_protected_has_to_be_said_anew(region: Region) -> None:
    person = a_person(region)
    Person.objects.filter(pk=person.pk).update(called="Mina")
    version = Person.objects.get(pk=person.pk).version
    services.protect(person_id=person.pk, version=version, actor=region.actor("caseworker"), now=NOW)
    assert Person.objects.get(pk=person.pk).called == ""


@pytest.mark.parametrize("called", ["", "Mina"])
def test_beside_a_bare_code_stands_who_can_tell_whose_it_is(browser: Client, region: Region, called: str) -> None:
    person = region.person("Amina", "Prøve")
    Person.objects.filter(pk=person.pk).update(called=called)
    stay = region.stay(person)
    words = "kan jeres kontaktperson sige, hvem det er"
    assert words in browser.get("/virksomhed/").text
    for address in (f"/virksomhed/forventninger/{stay.pk}/", f"/virksomhed/forloeb/{stay.pk}/timer/"):
        assert (words in browser.get(address).text) is (called == "")
