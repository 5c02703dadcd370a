"""An accepted proposal opens a person to another municipality: for whom it never does, and when it ends."""

from datetime import date, timedelta
from importlib import import_module
from types import SimpleNamespace
from typing import Any

import pytest
from django.apps import apps
from django.db import connection
from django.utils import timezone

from tests.integration.proposals.test_from_proposal_to_choice import accepted
from tests.integration.region import NOW, Region
from tovholder import parameters
from tovholder.pathways import services as pathways
from tovholder.people import queries as people
from tovholder.people.models import Access, Person
from tovholder.people.services import importing
from tovholder.placements import services as placements
from tovholder.placements.models import Placement
from tovholder.proposals import queries, services
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


def the_stay(region: Region, proposal: Proposal, status: str, **told: object) -> Placement:
    """The stay that came of the proposal, as `agreements.agree` leaves it."""
    person = Person.objects.get(pk=proposal.person_id)
    stay = region.stay(person, status=status, request_key=f"proposal:{proposal.pk}", **told)
    for step in ("shown_to_company", "chosen"):
        Proposal.objects.filter(pk=proposal.pk).update(status=step, placement=stay)
    return stay


def over(region: Region, proposal: Proposal, how: str) -> None:
    """Bring the proposal, its stay or the case to its end."""
    own = region.actor("caseworker", at=region.fredensborg)
    person = Person.objects.get(pk=proposal.person_id)
    ending: dict[str, Any] = {"actor": own, "now": NOW, "version": proposal.version}
    if how == "withdrawn":
        services.withdraw(proposal_id=proposal.pk, reason="order_filled", **ending)
    elif how == "stay ended":
        placements.end(
            placement_id=the_stay(region, proposal, "started").pk, ended_on=NOW.date(), outcome="ordinary_job_here",
            next_step="ordinary_job", reason="found_job", **(ending | {"version": 1}),
        )  # fmt: skip
    elif how == "stay cancelled":
        stay = the_stay(region, proposal, "agreed")
        placements.cancel(placement_id=stay.pk, reason="illness", **(ending | {"version": 1}))
    else:
        told: dict[str, Any] = {"person_id": person.pk, "version": person.version, "reason": "ordinary_job"}
        pathways.close_case(on=NOW.date(), actor=own, now=NOW, **told)


@pytest.mark.parametrize("how", ["withdrawn", "stay ended", "stay cancelled", "case closed"])
def test_what_a_proposal_opened_ends_with_it_with_its_stay_and_with_the_case(region: Region, how: str) -> None:
    proposal = accepted(region)
    assert is_seen(region, proposal)
    over(region, proposal, how)
    assert not is_seen(region, proposal)
    consultant = region.actor("company_consultant")
    assert not queries.is_named(queries.one(proposal.pk, actor=consultant), actor=consultant)
    assert Access.objects.get(person_id=proposal.person_id).ends_before == NOW.date()


def test_closing_a_case_ends_what_is_open_to_a_company_and_opening_it_again_gives_nothing_back(region: Region) -> None:
    proposal = accepted(region)
    Access.objects.filter(person_id=proposal.person_id).update(source="placement:1", purpose="placement")
    over(region, proposal, "case closed")
    assert not is_seen(region, proposal)
    Person.objects.update(closed_on=None)
    assert not is_seen(region, proposal)


def test_a_closed_case_is_open_to_nobody_even_where_an_opening_was_left_standing(region: Region) -> None:
    proposal = accepted(region)
    Person.objects.update(closed_on=NOW.date(), closed_reason="ordinary_job")
    assert not is_seen(region, proposal)


def test_an_opening_that_nobody_ends_has_a_last_day(region: Region) -> None:
    days = parameters.value("opening_of_proposal_days", on=NOW.date()).whole()
    opened = Access.objects.get(person_id=accepted(region).person_id)
    assert opened.ends_before == NOW.date() + timedelta(days=days)


@pytest.mark.parametrize("how", ["going on", "withdrawn", "stay ended", "protected", "case closed"])
def test_the_openings_that_stood_without_an_end_are_ended_when_the_installation_is_brought_up_to_date(
    region: Region, how: str
) -> None:
    proposal, today = accepted(region), timezone.localdate()
    if how == "withdrawn":
        Proposal.objects.update(status="withdrawn", reason="order_filled")
    elif how == "stay ended":
        the_stay(region, proposal, "ended", outcome="moved")
    elif how == "protected":
        Person.objects.update(protected=True, zone="")
    elif how == "case closed":
        Person.objects.update(closed_on=NOW.date(), closed_reason="ordinary_job")
    Access.objects.update(ends_before=None, starts_on=today - timedelta(days=10))
    migration = import_module("tovholder.proposals.migrations.0003_end_the_openings_that_nobody_closed")
    migration.end_what_stands_open(apps, SimpleNamespace(connection=connection))
    last: date | None = Access.objects.get(person_id=proposal.person_id).ends_before
    assert last is not None
    assert (last > today) == (how == "going on")
