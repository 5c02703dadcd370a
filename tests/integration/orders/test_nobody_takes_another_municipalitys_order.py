"""An order or a company is handed over by whoever has it, and a name stays where both said yes to showing it."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from tests.integration.proposals.test_from_proposal_to_choice import accepted
from tests.integration.region import NOW, Region
from tovholder.accounts.conflicts import NotAllowed
from tovholder.accounts.models import Membership, Organisation
from tovholder.companies import order_services, services
from tovholder.companies.models import Company, JobOrder
from tovholder.placements.models import Placement
from tovholder.proposals import queries

SignedIn = Callable[[Membership], Client]


@pytest.fixture
def far(region: Region) -> Organisation:
    """A municipality outside the partnership."""
    return Organisation.objects.create(kind="municipality", name="Langtborte Kommune", municipality_code="0851")


def test_a_partner_does_not_take_the_order_and_so_reads_no_proposal(region: Region, signed_in: SignedIn) -> None:
    proposal, partner = accepted(region), region.member("company_consultant", at=region.fredensborg, initials="FF")
    third = Organisation.objects.create(kind="municipality", name="Hillerød Kommune", municipality_code="0219")
    region.helsingor.partnerships.get().organisations.add(third)
    for thief in (partner, region.member("company_consultant", at=third)):
        told = {"version": proposal.order.version, "owner": thief.pk}
        signed_in(thief).post(f"/jobordrer/{proposal.order_id}/tovholder/", told)
        assert JobOrder.objects.get(pk=proposal.order_id).taken_by_id == region.helsingor.pk
    assert signed_in(region.member("company_consultant", at=third)).get(f"/forslag/{proposal.pk}/").status_code == 404


def test_whoever_is_handed_the_order_reads_a_pseudonym(region: Region, signed_in: SignedIn) -> None:
    """The citizen said yes to one municipality, and to no other."""
    proposal = accepted(region)
    third = Organisation.objects.create(kind="municipality", name="Hillerød Kommune", municipality_code="0219")
    region.helsingor.partnerships.get().organisations.add(third)
    assert queries.is_named(
        queries.one(proposal.pk, actor=region.actor("company_consultant")), actor=region.actor("company_consultant")
    )
    assert (
        proposal.person.given_name
        in signed_in(region.member("company_consultant")).get(f"/forslag/{proposal.pk}/").text
    )
    new = region.member("company_consultant", at=third)
    order_services.assign_owner(
        order_id=proposal.order_id,
        version=proposal.order.version,
        owner_id=new.pk,
        actor=region.actor("company_consultant"),
        now=NOW,
    )
    for address in (f"/forslag/{proposal.pk}/", "/forslag/"):
        page = signed_in(new).get(address).text
        assert proposal.pseudonym in page
        assert proposal.person.given_name not in page


def test_a_company_is_handed_over_by_its_consultants_municipality_alone(region: Region) -> None:
    anna = region.member("company_consultant", initials="AA")
    bo = region.member("company_consultant", at=region.fredensborg, initials="BB")
    Company.objects.filter(pk=region.company.pk).update(consultant=anna)
    told: dict[str, Any] = {
        "company_id": region.company.pk,
        "version": 1,
        "consultant_id": bo.pk,
        "stays_of": frozenset(),
        "now": NOW,
    }
    with pytest.raises(NotAllowed, match="consultant_of_another_municipality"):
        services.assign_consultant(actor=region.actor("company_consultant", at=region.fredensborg), **told)
    assert services.assign_consultant(actor=region.actor("team_leader"), **told).consultant == bo


def test_a_company_nobody_has_is_not_taken_from_the_municipality_with_its_orders(
    region: Region, far: Organisation
) -> None:
    order = region.order()
    told: dict[str, Any] = {"company_id": region.company.pk, "version": 1, "stays_of": frozenset(), "now": NOW}
    for thief in (region.fredensborg, far):
        own = region.member("company_consultant", at=thief)
        with pytest.raises(NotAllowed, match="served_by_another_municipality"):
            services.assign_consultant(actor=region.actor("company_consultant", at=thief), consultant_id=own.pk, **told)
    JobOrder.objects.filter(pk=order.pk).update(status="withdrawn")
    bo = region.member("company_consultant", at=region.fredensborg)
    actor = region.actor("company_consultant", at=region.fredensborg)
    assert services.assign_consultant(actor=actor, consultant_id=bo.pk, **told).consultant == bo


def test_a_company_nobody_has_is_not_taken_from_the_municipality_whose_stays_run_there(
    region: Region, signed_in: SignedIn
) -> None:
    stay = region.stay(region.person())
    partner = region.member("company_consultant", at=region.fredensborg)
    form = {"version": "1", "consultant": partner.pk}
    address = f"/virksomheder/{region.company.pk}/konsulent/"
    refused = signed_in(partner).post(address, form)
    assert "En anden kommune" in refused.text
    assert Company.objects.get(pk=region.company.pk).consultant is None
    own = region.member("company_consultant")
    signed_in(own).post(address, {"version": "1", "consultant": own.pk})
    assert Company.objects.get(pk=region.company.pk).consultant == own
    Company.objects.filter(pk=region.company.pk).update(consultant=None)
    Placement.objects.filter(pk=stay.pk).update(status="ended", ended_on=NOW.date(), outcome="ordinary_job")
    signed_in(partner).post(address, {"version": "2", "consultant": partner.pk})
    assert Company.objects.get(pk=region.company.pk).consultant == partner
