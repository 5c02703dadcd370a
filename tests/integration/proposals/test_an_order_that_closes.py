"""Withdrawing or filling an order ends what lives of its proposals: nobody waits for an answer nobody can give."""

import threading
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from tests.integration.placements.chosen import a_chosen_proposal, a_person
from tests.integration.proposals.test_from_proposal_to_choice import accepted
from tests.integration.region import NOW, Region
from tovholder.accounts.conflicts import NotAllowed
from tovholder.accounts.models import AuditEntry, Membership, Organisation
from tovholder.cli import work
from tovholder.companies.models import Company, JobOrder
from tovholder.people.models import Access, Person
from tovholder.proposals import closing, services
from tovholder.proposals.models import Proposal

SignedIn = Callable[[Membership], Client]


@pytest.fixture
def firm(region: Region) -> Membership:
    firm = Organisation.objects.create(kind="company", name="Strandhotellet")
    Company.objects.filter(pk=region.company.pk).update(organisation=firm)
    return region.member("company_contact", at=firm)


def withdrawn(client: Client, order: JobOrder) -> None:
    order.refresh_from_db()
    told = {"version": order.version, "words": "Vi har selv fundet en"}
    client.post(f"/jobordrer/{order.pk}/traek-tilbage/", told)
    order.refresh_from_db()
    assert order.status == "withdrawn"


def test_withdrawing_ends_every_living_proposal_with_the_reason_and_closes_what_it_opened(
    region: Region, signed_in: SignedIn
) -> None:
    """A citizen of Fredensborg whose profile both yeses have opened to Helsingør."""
    proposal = accepted(region)
    chosen = a_chosen_proposal(region, a_person(region, "Carla"), proposal.order)
    withdrawn(signed_in(region.member("company_consultant")), proposal.order)
    for each in (proposal, chosen):
        each.refresh_from_db()
        assert (each.status, each.reason) == ("withdrawn", "order_withdrawn")
        assert each.events.get(target="withdrawn").reason == "order_withdrawn"
    opened = Access.objects.get(source=f"proposal:{proposal.pk}")
    assert opened.ends_before is not None
    assert opened.ends_before <= max(opened.starts_on, timezone.localdate())


def test_before_withdrawing_staff_and_company_read_how_many_end_and_who_reads_the_words(
    region: Region, signed_in: SignedIn, firm: Membership
) -> None:
    """The company learns nothing of those it was not shown, and what became a placement does not end."""
    order = region.order(places=3, taken_by=region.helsingor)
    a_chosen_proposal(region, a_person(region), order, status="shown_to_company")
    a_chosen_proposal(region, a_person(region, "Carla"), order, status="contacted", pseudonym="CD")
    agreed = a_person(region, "Dora")
    a_chosen_proposal(region, agreed, order, pseudonym="EF", placement=region.stay(agreed, order=order))
    staff = signed_in(region.member("company_consultant")).get(f"/jobordrer/{order.pk}/").text
    assert "2 forslag slutter sammen med ordren" in staff
    assert "Virksomheden læser dine ord" in staff
    company = signed_in(firm).get(f"/virksomhed/behov/{order.pk}/").text
    assert "1 af dem, vi har vist jer, er så ikke længere aktuel" in company
    assert "Kommunen læser jeres ord" in company


def test_what_became_a_placement_stays(region: Region, signed_in: SignedIn) -> None:
    person, order = a_person(region), region.order(places=2)
    stay = region.stay(person, order=order, status="agreed")
    agreed = a_chosen_proposal(region, person, order, placement=stay)
    withdrawn(signed_in(region.member("company_consultant")), order)
    agreed.refresh_from_db()
    stay.refresh_from_db()
    assert (agreed.status, stay.status) == ("chosen", "agreed")


def test_the_company_neither_reads_that_it_must_answer_nor_can(
    region: Region, signed_in: SignedIn, firm: Membership
) -> None:
    shown = a_chosen_proposal(region, a_person(region), status="shown_to_company")
    client = signed_in(firm)
    assert "Venter på jeres svar" in client.get("/virksomhed/").text
    told = {"version": shown.order.version, "words": "Vi har selv fundet en"}
    client.post(f"/virksomhed/behov/{shown.order_id}/traek-tilbage/", told)
    shown.refresh_from_db()
    assert (shown.status, shown.reason) == ("withdrawn", "order_withdrawn")
    assert shown.pseudonym not in client.get("/virksomhed/").text
    assert "så ingen venter på jeres svar" in client.get(f"/virksomhed/behov/{shown.order_id}/").text
    with pytest.raises(NotAllowed):
        services.company_answers(
            proposal_id=shown.pk,
            version=shown.version,
            actor=region.actor("company_consultant"),
            answer="chosen",
            now=NOW,
        )


def test_a_closed_order_tells_who_was_shown_and_that_the_asked_are_told_only_if_somebody_was(
    region: Region, signed_in: SignedIn, firm: Membership
) -> None:
    """By the label, without a reason, also of one who was called by a name at a meeting; nothing of those not shown."""
    staff, company = signed_in(region.member("company_consultant")), signed_in(firm)
    asked, nobody = region.order(places=2), region.order()
    met = a_chosen_proposal(region, a_person(region), asked, status="interview")
    never = a_chosen_proposal(region, a_person(region, "Carla"), asked, status="contacted", pseudonym="CD98CD98")
    Person.objects.filter(pk=met.person_id).update(called="Ami")
    a_chosen_proposal(region, a_person(region, "Dora"), nobody, status="proposed", pseudonym="EF")
    for order in (asked, nobody):
        withdrawn(staff, order)
    page = company.get(f"/virksomhed/behov/{asked.pk}/").text
    assert f"{met.pseudonym} · Ikke længere aktuel" in page
    assert "Dem, vi havde spurgt, har fået det at vide" in page
    assert never.pseudonym not in page
    assert "Ami" not in page
    assert "Dem, vi havde spurgt" not in company.get(f"/virksomhed/behov/{nobody.pk}/").text


def test_the_citizen_reads_in_words_that_it_is_over(region: Region, signed_in: SignedIn) -> None:
    person = a_person(region)
    chosen = a_chosen_proposal(region, person)
    citizen = region.member("citizen")
    person.login_id = citizen.user_id
    person.save()
    assert "Virksomheden har valgt dig" in signed_in(citizen).get("/borger/").text
    withdrawn(signed_in(region.member("company_consultant")), chosen.order)
    page = signed_in(citizen).get("/borger/").text
    assert "Virksomheden har valgt dig" not in page
    assert "Virksomheden har alligevel ikke brug for nogen" in page


def test_the_last_place_taken_ends_what_the_company_has_not_chosen(region: Region) -> None:
    order = region.order(places=1)
    shown = a_chosen_proposal(region, a_person(region), order, status="shown_to_company")
    chosen = a_chosen_proposal(region, a_person(region, "Carla"), order, pseudonym="CD")
    told: dict[str, Any] = {"order_id": order.pk, "actor": region.actor("company_consultant"), "now": NOW}
    closing.end_when_closed(**told)
    assert Proposal.objects.get(pk=shown.pk).status == "shown_to_company"
    JobOrder.objects.filter(pk=order.pk).update(status="filled")
    closing.end_when_closed(**told)
    shown.refresh_from_db()
    chosen.refresh_from_db()
    assert (shown.status, shown.reason) == ("withdrawn", "order_filled")
    assert chosen.status == "chosen"


@pytest.mark.parametrize(("status", "chosen_is"), [("withdrawn", "withdrawn"), ("filled", "chosen")])
def test_an_order_that_closed_on_another_way_ends_its_proposals_at_the_workers_next_look(
    region: Region, status: str, chosen_is: str
) -> None:
    """A place filled by a stay agreed from the case; an order withdrawn before its proposals ended with it."""
    order, other = region.order(places=1), region.order(places=1)
    shown = a_chosen_proposal(region, a_person(region), order, status="shown_to_company")
    chosen = a_chosen_proposal(region, a_person(region, "Carla"), order, pseudonym="CD")
    elsewhere = a_chosen_proposal(region, a_person(region, "Dora"), other, status="shown_to_company", pseudonym="EF")
    JobOrder.objects.filter(pk=order.pk).update(status=status)
    assert work.look(threading.Event())[0] == f"ended {1 if status == 'filled' else 2} proposals of closed orders"
    for each in (shown, chosen, elsewhere):
        each.refresh_from_db()
    assert (shown.status, shown.reason) == ("withdrawn", f"order_{status}")
    assert (chosen.status, elsewhere.status) == (chosen_is, "shown_to_company")
    assert not any(line.startswith("ended") for line in work.look(threading.Event()))


def test_a_closed_case_ends_its_proposals_at_the_workers_next_look_and_no_others(region: Region) -> None:
    order = region.order(places=3)
    shown = a_chosen_proposal(region, a_person(region), order, status="shown_to_company")
    other = a_chosen_proposal(region, a_person(region, "Carla"), order, status="interview", pseudonym="CD")
    Person.objects.filter(pk=shown.person_id).update(closed_on=timezone.localdate())
    assert "ended 1 proposals of closed cases" in work.look(threading.Event())
    for each in (shown, other):
        each.refresh_from_db()
    assert (shown.status, shown.reason, other.status) == ("withdrawn", "not_available", "interview")
    assert AuditEntry.objects.get(action="proposal.end_with_case").person_id == shown.person_id
    assert not any(line.startswith("ended") for line in work.look(threading.Event()))


def test_a_company_that_answers_as_the_order_closes_is_told_and_keeps_its_words(
    region: Region, signed_in: SignedIn, firm: Membership
) -> None:
    shown = a_chosen_proposal(region, a_person(region), status="interview")
    told = {"version": shown.version, "answer": "chosen", "reason": "", "words": "Hun begynder på mandag"}
    withdrawn(signed_in(region.member("company_consultant")), shown.order)
    client = signed_in(firm)
    page = client.post(f"/virksomhed/kandidat/{shown.pk}/", told, follow=True)
    assert page.redirect_chain == [(f"/virksomhed/behov/{shown.order_id}/", 302)]
    assert "ikke længere aktuel" in page.text
    assert "Hun begynder på mandag" in page.text
    assert client.get(f"/virksomhed/kandidat/{shown.pk}/").status_code == 302


def test_a_number_in_words_that_came_too_late_is_covered_and_they_are_no_longer_than_they_may_be(
    region: Region, signed_in: SignedIn, firm: Membership
) -> None:
    shown = a_chosen_proposal(region, a_person(region), status="interview")
    withdrawn(signed_in(region.member("company_consultant")), shown.order)
    told = {"version": shown.version, "answer": "chosen", "words": "CPR 010190-1234 " + "x" * 9_000}
    page = signed_in(firm).post(f"/virksomhed/kandidat/{shown.pk}/", told, follow=True).text
    assert "CPR ••••••-••••" in page
    assert "x" * 2_001 not in page


def test_a_company_is_told_of_nobody_it_was_not_shown(region: Region, signed_in: SignedIn, firm: Membership) -> None:
    never = a_chosen_proposal(region, a_person(region), status="accepted_by_citizen")
    withdrawn(signed_in(region.member("company_consultant")), never.order)
    assert signed_in(firm).get(f"/virksomhed/kandidat/{never.pk}/").status_code == 404


@pytest.mark.parametrize("proposed_in", ["helsingor", "fredensborg"])
def test_the_citizens_own_contact_is_told_too_and_that_the_citizen_had_said_yes(
    region: Region, signed_in: SignedIn, proposed_in: str
) -> None:
    """It is the contact who has to tell a citizen who had said yes."""
    proposer = region.member("company_consultant", initials="PP", at=getattr(region, proposed_in))
    contact, person = region.member("caseworker", initials="CC"), a_person(region)
    Person.objects.filter(pk=person.pk).update(contact=contact)
    order = region.order(taken_by=proposer.organisation)
    proposal = a_chosen_proposal(region, person, order, status="accepted_by_citizen", proposed_by=proposer)
    withdrawn(signed_in(region.member("team_leader", at=proposer.organisation)), order)
    page = signed_in(contact).get("/min-dag/").text
    assert page.count("Forslaget er slut") == 1
    assert "Borgeren havde sagt ja" in page
    assert signed_in(proposer).get("/min-dag/").text.count("Forslaget er slut") == 1
    Proposal.objects.filter(pk=proposal.pk).update(touched_at=timezone.now() - timedelta(days=15))
    assert "Forslaget er slut" not in signed_in(contact).get("/min-dag/").text


def test_a_contact_who_closed_the_order_is_not_told_of_the_own_press(region: Region, signed_in: SignedIn) -> None:
    contact, person = region.member("company_consultant", initials="CC"), a_person(region)
    Person.objects.filter(pk=person.pk).update(contact=contact)
    proposal = a_chosen_proposal(region, person, status="interview", proposed_by=contact)
    withdrawn(signed_in(contact), proposal.order)
    assert "Forslaget er slut" not in signed_in(contact).get("/min-dag/").text


def test_the_proposers_day_tells_it_for_some_days_and_then_no_more(region: Region, signed_in: SignedIn) -> None:
    proposer, other = region.member("company_consultant", initials="PP"), region.member("team_leader")
    proposal = a_chosen_proposal(region, a_person(region), status="interview", proposed_by=proposer)
    withdrawn(signed_in(other), proposal.order)
    client = signed_in(proposer)
    assert client.get("/min-dag/").text.count("Forslaget er slut") == 1
    assert "Forslaget er slut" not in signed_in(other).get("/min-dag/").text
    Proposal.objects.filter(pk=proposal.pk).update(touched_at=timezone.now() - timedelta(days=15))
    assert "Forslaget er slut" not in client.get("/min-dag/").text
