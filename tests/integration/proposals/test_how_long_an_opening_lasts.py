"""An accepted proposal opens a person to another municipality: for whom it never does, and when it ends."""

from datetime import timedelta

import pytest

from tests.integration.proposals.test_from_proposal_to_choice import accepted
from tests.integration.region import NOW, Region
from tovholder.people import queries as people
from tovholder.people.models import Access, Person
from tovholder.people.services import importing
from tovholder.proposals.models import Proposal

TOMORROW = NOW + timedelta(days=1)


def is_seen(region: Region, proposal: Proposal) -> bool:
    """Whether the order's municipality reaches the citizen on the day after."""
    seen = people.granted_elsewhere(actor=region.actor("company_consultant"), on=TOMORROW.date())
    return seen.filter(pk=proposal.person_id).exists()


def imported(region: Region, proposal: Proposal) -> tuple[dict[str, object], int]:
    own = region.actor("caseworker", at=region.fredensborg)
    told = importing.change(proposal.person_id, {"protected": True}, import_id=1, actor=own, now=NOW)
    assert told is not None
    return told


def test_a_protection_that_a_file_sets_takes_the_person_from_the_other_municipality_at_once(region: Region) -> None:
    proposal = accepted(region)
    assert is_seen(region, proposal)
    imported(region, proposal)
    assert not is_seen(region, proposal)
    assert Access.objects.get(person_id=proposal.person_id).ends_before == NOW.date()


def test_taking_the_file_back_leaves_the_protection_and_opens_nothing_again(region: Region) -> None:
    proposal = accepted(region)
    before, version = imported(region, proposal)
    own = region.actor("caseworker", at=region.fredensborg)
    assert importing.restore(proposal.person_id, before, version=version, import_id=1, actor=own, now=NOW)
    assert Person.objects.get(pk=proposal.person_id).protected
    assert not is_seen(region, proposal)


def test_a_protected_person_is_reached_through_no_proposal_even_where_the_opening_was_left_standing(
    region: Region,
) -> None:
    proposal = accepted(region)
    Person.objects.filter(pk=proposal.person_id).update(protected=True, zone="")
    assert not is_seen(region, proposal)
    with pytest.raises(people.NoSuchPerson):
        people.case(proposal.person_id, actor=region.actor("company_consultant"))


def test_what_a_placement_opened_to_a_company_stands_when_a_protection_comes(region: Region) -> None:
    proposal = accepted(region)
    Access.objects.filter(person_id=proposal.person_id).update(source="placement:1", purpose="placement")
    imported(region, proposal)
    assert is_seen(region, proposal)
