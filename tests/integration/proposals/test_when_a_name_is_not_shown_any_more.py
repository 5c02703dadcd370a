"""Another municipality that read a name reads it no more, and nothing on its page tells that the name was protected."""

import re
import threading
from collections.abc import Callable
from datetime import date

import pytest
from django.db import transaction
from django.test import Client
from django.utils import timezone

from tests.integration.proposals.test_how_long_an_opening_lasts import the_stay
from tests.integration.proposals.test_several_partnerships import across, said_yes
from tests.integration.region import Region
from tovholder.accounts.models import Membership, Organisation, Partnership
from tovholder.cli import work
from tovholder.companies.models import JobOrder
from tovholder.people.models import Access, Person
from tovholder.people.services import importing
from tovholder.proposals import services
from tovholder.proposals.models import Proposal

SignedIn = Callable[[Membership], Client]
NOT_ANY_MORE = "Vises ikke her længere"
TOKENS_AND_TIMES = re.compile(r"\b\w{64}\b|\b\d\d?[.:]\d\d\b")


def page_of(client: Client, proposal: Proposal) -> str:
    return TOKENS_AND_TIMES.sub("", client.get(f"/forslag/{proposal.pk}/").text)


def protect(signed_in: SignedIn, region: Region, proposal: Proposal) -> None:
    """As the citizen's caseworker does it on the case."""
    person = Person.objects.get(pk=proposal.person_id)
    told = {"protected": "on", "version": person.version}
    client = signed_in(region.member("caseworker", at=region.fredensborg))
    assert client.post(f"/borgere/{person.pk}/ret/beskyttelse/", told).status_code == 302


def withdraw(region: Region, proposal: Proposal) -> None:
    own = region.actor("caseworker", at=region.fredensborg)
    services.withdraw(
        proposal_id=proposal.pk, version=proposal.version, actor=own, reason="not_available", now=timezone.now()
    )


def test_both_yeses_name_the_citizen_and_the_municipality(region: Region, signed_in: SignedIn) -> None:
    page = page_of(signed_in(region.member("company_consultant")), said_yes(region, across(region)))
    assert "Amina Prøve" in page
    assert "Fredensborg Kommune" in page
    assert NOT_ANY_MORE not in page


def test_steps_of_the_citizens_municipality_have_a_day_and_no_time_until_it_may_be_known(
    region: Region, signed_in: SignedIn
) -> None:
    proposal = across(region)
    withdraw(region, proposal)
    steps = re.compile(r"<li>(\d[\d./-]+(?: \d\d[.:]\d\d)?) ·")
    there, here = (
        steps.findall(signed_in(region.member("caseworker", at=at)).get(f"/forslag/{proposal.pk}/").text)
        for at in (region.helsingor, region.fredensborg)
    )
    assert len(there) == len(here)
    assert " " not in there[-1]
    assert all(" " in each for each in here)


@pytest.mark.parametrize("cause", ["opening over", "case closed", "protected", "other hands", "withdrawn"])
def test_the_page_says_one_thing_whatever_the_cause(region: Region, signed_in: SignedIn, cause: str) -> None:
    proposal, at = said_yes(region, across(region)), region.helsingor
    if cause == "opening over":
        Access.objects.update(ends_before=timezone.localdate())
    elif cause == "case closed":
        Person.objects.update(closed_on=timezone.localdate(), closed_reason="ordinary_job")
    elif cause == "protected":
        Person.objects.update(protected=True, zone="")
    elif cause == "withdrawn":
        withdraw(region, proposal)
    else:
        at = Organisation.objects.create(kind="municipality", name="Hillerød Kommune", municipality_code="0219")
        Partnership.objects.get(name="Nord").organisations.add(at)
        JobOrder.objects.update(taken_by=at)
    page = page_of(signed_in(region.member("company_consultant", at=at)), proposal)
    assert page.count(NOT_ANY_MORE) == 2
    assert "Vises, når begge har sagt ja" not in page
    assert "Amina" not in page
    assert "Fredensborg" not in page


def test_of_a_proposal_that_ended_before_both_said_yes_nothing_is_promised(region: Region, signed_in: SignedIn) -> None:
    proposal, client = across(region), signed_in(region.member("company_consultant"))
    assert "Vises, når begge har sagt ja" in page_of(client, proposal)
    withdraw(region, proposal)
    page = page_of(client, proposal)
    assert "Vises, når begge har sagt ja" not in page
    assert "Vises ikke: forslaget er afsluttet" in page
    assert "Fredensborg" not in page


@pytest.mark.parametrize("both", [True, False])
def test_a_protection_reads_as_an_ordinary_withdrawal_by_the_citizens_municipality(
    region: Region, signed_in: SignedIn, both: bool
) -> None:
    proposal, pages = across(region), {}
    proposal = said_yes(region, proposal) if both else proposal
    for how in ("protected", "withdrawn"):
        with transaction.atomic():
            protect(signed_in, region, proposal) if how == "protected" else withdraw(region, proposal)
            client = signed_in(region.member("company_consultant"))
            pages[how] = page_of(client, proposal) + TOKENS_AND_TIMES.sub("", client.get("/forslag/").text)
            transaction.set_rollback(True)
    assert pages["protected"] == pages["withdrawn"]
    assert "Er ikke til rådighed nu" in pages["protected"]


def test_a_protection_ends_the_proposals_to_other_municipalities_and_not_the_own_ones(
    region: Region, signed_in: SignedIn
) -> None:
    proposal = said_yes(region, across(region))
    own_order = region.order(taken_by=region.fredensborg)
    own = Proposal.objects.create(
        order=own_order, person_id=proposal.person_id, organisation=region.fredensborg, pseudonym="EGEN1234",
        proposed_by=region.member("caseworker", at=region.fredensborg),
        created_at=timezone.now(), touched_at=timezone.now(),
    )  # fmt: skip
    protect(signed_in, region, proposal)
    proposal.refresh_from_db()
    own.refresh_from_db()
    assert (proposal.status, proposal.reason) == ("withdrawn", "not_available")
    assert own.status == "proposed"


def test_a_stay_that_came_of_the_proposal_goes_on(region: Region, signed_in: SignedIn) -> None:
    proposal = said_yes(region, across(region))
    stay = the_stay(region, proposal, "started", starts_on=date(2026, 2, 4))
    protect(signed_in, region, proposal)
    proposal.refresh_from_db()
    stay.refresh_from_db()
    assert (proposal.status, stay.status) == ("chosen", "started")


def test_a_protection_that_a_file_set_ends_them_at_the_workers_next_look(region: Region) -> None:
    proposal = said_yes(region, across(region))
    own = region.actor("caseworker", at=region.fredensborg)
    importing.change(proposal.person_id, {"protected": True}, import_id=1, actor=own, now=timezone.now())
    assert "ended 1 proposals to others of protected people" in work.look(threading.Event())
    proposal.refresh_from_db()
    assert (proposal.status, proposal.reason) == ("withdrawn", "not_available")
    assert not any(line.startswith("ended") for line in work.look(threading.Event()))
