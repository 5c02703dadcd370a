"""From a name on a list to the company's choice: who may do what, and what opens to whom."""

from collections.abc import Callable

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from tests.integration.placements.chosen import a_chosen_proposal
from tests.integration.proposals.matching import fitting, need, shared
from tests.integration.region import NOW, Region
from tovholder.accounts.conflicts import NotAllowed, OutOfReach, Stale
from tovholder.accounts.models import AuditEntry, Membership, Organisation
from tovholder.people import queries as people
from tovholder.people.models import Access
from tovholder.people.services import protection
from tovholder.proposals import queries, services
from tovholder.proposals.models import Proposal
from tovholder.web.staff import proposal_steps

SignedIn = Callable[[Membership], Client]


def proposed(region: Region) -> Proposal:
    """A citizen of Fredensborg proposed for Helsingør's order by Helsingør's consultant."""
    person = shared(fitting(region, "Biniam", at=region.fredensborg))
    return services.propose(
        order_id=need(region).pk, person_id=person.pk, actor=region.actor("company_consultant"), why="", now=NOW
    )


def accepted(region: Region) -> Proposal:
    proposal = proposed(region)
    own = region.actor("caseworker", at=region.fredensborg)
    proposal = services.contacted(proposal_id=proposal.pk, version=proposal.version, actor=own, now=NOW)
    proposal = services.citizen_answers(
        proposal_id=proposal.pk, version=proposal.version, actor=own, accepts=True, now=NOW
    )
    return services.caseworker_accepts(proposal_id=proposal.pk, version=proposal.version, actor=own, now=NOW)


def test_before_both_have_accepted_the_proposer_sees_a_pseudonym(region: Region) -> None:
    proposal = proposed(region)
    consultant = region.actor("company_consultant")
    assert not queries.is_named(proposal, actor=consultant)
    with pytest.raises(people.NoSuchPerson):
        people.case(proposal.person_id, actor=consultant)


def test_one_yes_alone_opens_nothing(region: Region) -> None:
    proposal = proposed(region)
    own = region.actor("caseworker", at=region.fredensborg)
    proposal = services.contacted(proposal_id=proposal.pk, version=proposal.version, actor=own, now=NOW)
    proposal = services.caseworker_accepts(proposal_id=proposal.pk, version=proposal.version, actor=own, now=NOW)
    assert proposal.status == "contacted"
    assert not Access.objects.filter(person_id=proposal.person_id).exists()


def test_both_yeses_open_the_profile_and_a_no_closes_it(region: Region) -> None:
    proposal = accepted(region)
    consultant = region.actor("company_consultant")
    assert proposal.status == "accepted_by_citizen"
    assert people.granted_elsewhere(actor=consultant, on=NOW.date()).filter(pk=proposal.person_id).exists()
    services.withdraw(
        proposal_id=proposal.pk, version=proposal.version, actor=consultant, reason="order_filled", now=NOW
    )
    assert not people.granted_elsewhere(actor=consultant, on=NOW.date()).filter(pk=proposal.person_id).exists()


def test_a_protection_that_comes_later_takes_the_person_from_the_other_municipality_at_once(region: Region) -> None:
    proposal = accepted(region)
    consultant, own = region.actor("company_consultant"), region.actor("caseworker", at=region.fredensborg)
    person = people.case(proposal.person_id, actor=own)
    protection.protect(person_id=person.pk, version=person.version, actor=own, now=NOW)
    assert not people.granted_elsewhere(actor=consultant, on=NOW.date()).filter(pk=person.pk).exists()
    proposal.refresh_from_db()
    assert not queries.is_named(Proposal.objects.get(pk=proposal.pk), actor=consultant)


def test_only_the_citizens_own_municipality_speaks_for_the_citizen(region: Region) -> None:
    proposal = proposed(region)
    with pytest.raises(NotAllowed):
        services.contacted(
            proposal_id=proposal.pk, version=proposal.version, actor=region.actor("company_consultant"), now=NOW
        )


def test_a_no_needs_a_reason_and_the_proposer_sees_it(region: Region) -> None:
    proposal = accepted(region)
    consultant = region.actor("company_consultant")
    proposal = services.show_to_company(proposal_id=proposal.pk, version=proposal.version, actor=consultant, now=NOW)
    with pytest.raises(NotAllowed):
        services.company_answers(
            proposal_id=proposal.pk, version=proposal.version, actor=consultant, answer="not_chosen", now=NOW
        )
    proposal = services.company_answers(
        proposal_id=proposal.pk,
        version=proposal.version,
        actor=consultant,
        answer="not_chosen",
        reason="skills",
        words="Mangler erfaring med maskiner",
        now=NOW,
    )
    assert queries.one(proposal.pk, actor=region.actor("company_consultant")).reason == "skills"


def test_the_second_who_moves_a_proposal_is_told_and_overwrites_nothing(region: Region) -> None:
    proposal = proposed(region)
    own = region.actor("caseworker", at=region.fredensborg)
    services.contacted(proposal_id=proposal.pk, version=proposal.version, actor=own, now=NOW)
    with pytest.raises(Stale):
        services.contacted(proposal_id=proposal.pk, version=proposal.version, actor=own, now=NOW)


def test_proposing_twice_gives_one_proposal(region: Region) -> None:
    person, order, actor = fitting(region), need(region), region.actor("company_consultant")
    first = services.propose(order_id=order.pk, person_id=person.pk, actor=actor, why="", now=NOW)
    assert services.propose(order_id=order.pk, person_id=person.pk, actor=actor, why="", now=NOW) == first


def test_a_gate_that_closed_since_the_list_was_made_stops_the_proposal(region: Region) -> None:
    person, order = fitting(region, danish_module=1), need(region)
    with pytest.raises(NotAllowed) as refusal:
        services.propose(
            order_id=order.pk, person_id=person.pk, actor=region.actor("company_consultant"), why="", now=NOW
        )
    assert refusal.value.facts == {"gate": "gate.danish"}


def test_every_step_is_audited_with_a_named_actor(region: Region) -> None:
    proposal = accepted(region)
    told = AuditEntry.objects.filter(person_id=proposal.person_id, target=f"proposal:{proposal.pk}")
    assert set(told.values_list("action", flat=True)) >= {
        "proposal.propose",
        "proposal.contact",
        "proposal.citizen_accepts",
        "proposal.caseworker_accepts",
    }
    assert all(entry.actor_name for entry in told)


def test_the_database_itself_refuses_an_unlawful_step(region: Region) -> None:
    proposal = proposed(region)
    with pytest.raises(IntegrityError), transaction.atomic():
        Proposal.objects.filter(pk=proposal.pk).update(status="interview")
    assert Proposal.objects.get(pk=proposal.pk).status == "proposed"


def test_the_database_itself_shows_no_company_what_was_not_accepted(region: Region) -> None:
    proposal = proposed(region)
    Proposal.objects.filter(pk=proposal.pk).update(status="contacted")
    Proposal.objects.filter(pk=proposal.pk).update(status="accepted_by_citizen")
    with pytest.raises(IntegrityError), transaction.atomic():
        Proposal.objects.filter(pk=proposal.pk).update(status="shown_to_company")


def test_nobody_proposes_others_citizens_for_others_orders(region: Region) -> None:
    third = Organisation.objects.create(kind="municipality", name="Hillerød Kommune", municipality_code="0219")
    person, order = shared(fitting(region, "Biniam", at=region.fredensborg)), need(region)
    with pytest.raises(OutOfReach):
        services.propose(
            order_id=order.pk,
            person_id=person.pk,
            actor=region.actor("company_consultant", at=third),
            why="",
            now=NOW,
        )


def test_nobody_is_proposed_or_chosen_again_where_they_are_chosen_already(region: Region) -> None:
    person = fitting(region)
    consultant = region.actor("company_consultant")
    first, second, third = need(region), need(region, "Rengøring på skole"), need(region, "Rengøring på kontor")
    accepted_by = {"citizen_accepted_at": NOW, "caseworker_accepted_at": NOW}
    made = [
        services.propose(order_id=order.pk, person_id=person.pk, actor=consultant, why="", now=NOW)
        for order in (first, second)
    ]
    for status in ("contacted", "accepted_by_citizen", "shown_to_company"):
        Proposal.objects.filter(pk__in=[one.pk for one in made]).update(status=status, **accepted_by)
    yes = {"actor": consultant, "answer": "chosen", "now": NOW}
    services.company_answers(proposal_id=made[0].pk, version=made[0].version, **yes)
    with pytest.raises(NotAllowed, match="chosen_there_already"):
        services.company_answers(proposal_id=made[1].pk, version=made[1].version, **yes)
    with pytest.raises(NotAllowed, match="chosen_there_already"):
        services.propose(order_id=third.pk, person_id=person.pk, actor=consultant, why="", now=NOW)


def test_who_proposes_somebody_chosen_there_already_reads_why_not(region: Region, signed_in: SignedIn) -> None:
    person, order = fitting(region), need(region, "Rengøring på kontor")
    elsewhere = need(region)
    a_chosen_proposal(region, person, elsewhere)
    page = signed_in(region.member("company_consultant")).post(f"/borgere/{person.pk}/job/{order.pk}/", follow=True)
    assert page.status_code == 200
    assert "Borgeren er allerede valgt på denne arbejdsplads." in page.content.decode()


@pytest.mark.parametrize("code", ["proposal.chosen_there_already", "person.nobody_has_worded_this"])
def test_a_refusal_is_a_sentence_whatever_its_code(code: str) -> None:
    assert proposal_steps.refusal(NotAllowed(code)).endswith(".")


@pytest.mark.parametrize("ended", ["declined_by_citizen", "not_chosen", "withdrawn"])
@pytest.mark.parametrize("step", ["citizen_yes", "caseworker_yes"])
def test_no_yes_is_written_on_a_proposal_that_has_ended(
    region: Region, signed_in: SignedIn, ended: str, step: str
) -> None:
    proposal = a_chosen_proposal(
        region, fitting(region), need(region), status=ended, reason="other",
        citizen_accepted_at=None, caseworker_accepted_at=None,
    )  # fmt: skip
    told = {"step": step, "version": proposal.version}
    page = signed_in(region.member("caseworker")).post(f"/forslag/{proposal.pk}/trin/", told, follow=True)
    assert "det skridt er ikke åbent længere" in page.content.decode()
    proposal.refresh_from_db()
    assert (proposal.citizen_accepted_at, proposal.caseworker_accepted_at, proposal.version) == (None, None, 1)
