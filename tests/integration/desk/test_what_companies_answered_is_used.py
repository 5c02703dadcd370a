"""What companies answered in a questionnaire reaches the demand, whom to call and the company's own page."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from tests.integration.campaigns import scene
from tests.integration.region import NOW, Region
from tovholder.accounts.models import Membership
from tovholder.companies.models import Company, CompanyOffer, SurveyReply, SurveyRound
from tovholder.placements.models import NewcomerNeed
from tovholder.proposals.models import Proposal

SignedIn = Callable[[Membership], Client]
READY = {"igu": "yes", "hires": [{"occupation": "cook", "number": 3}], "call": "yes"}


@pytest.fixture
def client(region: Region, signed_in: SignedIn) -> Client:
    return signed_in(region.member("company_consultant"))


def _answered(region: Region, number: int) -> SurveyRound:
    """So many companies have answered that they are ready and will hire three cooks each."""
    found = scene.round_of(region)
    rows = SurveyReply.objects.filter(round=found).exclude(company=region.company)[:number]
    SurveyReply.objects.filter(pk__in=[row.pk for row in rows]).update(answered_at=timezone.now(), answers=READY)
    return found


def test_what_many_expect_to_hire_is_demand_with_its_source_and_what_few_do_is_not(
    region: Region, client: Client
) -> None:
    scene.companies(5)
    found = _answered(region, 4)
    few = client.get("/behov/").text.split("<main", 1)[1]
    assert ("Jobbarometer: " in few, "for få til at vise" in few) == (False, True)
    SurveyReply.objects.filter(round=found).update(answered_at=timezone.now(), answers=READY)
    page = client.get("/behov/").text
    assert "Jobbarometer: 18" in page
    assert f"/kampagner/undersoegelser/{found.pk}/resultater/" in page


def test_the_list_of_whom_to_call_begins_with_who_is_ready_and_says_why(region: Region, client: Client) -> None:
    scene.companies(2)
    _answered(region, 2)
    ready = SurveyReply.objects.filter(answered_at__isnull=False).order_by("-pk")[0]
    SurveyReply.objects.exclude(pk=ready.pk).update(answers={"call": "no"})
    page = client.get("/kontakt/kontaktliste/").text
    others = Company.objects.exclude(pk=ready.company_id).values_list("name", flat=True)
    assert all(page.index(f">{ready.company.name}<") < page.index(f">{name}<") for name in others)
    assert "Vil I ansætte en flygtning i IGU?" in page
    assert "3" in page
    cell = page[page.index(f">{ready.company.name}<") :].split("<td", 2)[1]
    told = re.findall(r"<div>(.*?)</div>", cell)
    assert len(told) > 1
    assert all(each.endswith((".", "?”")) for each in told), told
    only = client.get("/kontakt/kontaktliste/?grund=said").text
    assert f">{ready.company.name}<" in only
    assert f">{region.company.name}<" not in only


@pytest.mark.parametrize("address", ["/virksomheder/{0}/", "/kontakt/virksomhed/{0}/"])
def test_the_company_says_what_it_last_answered_and_what_it_offers(
    region: Region, client: Client, address: str
) -> None:
    scene.round_of(region)
    SurveyReply.objects.update(answered_at=timezone.now(), answers=READY)
    told = {"organisation": region.helsingor, "opened_at": NOW, "kind": "visit", "places": 1}
    CompanyOffer.objects.create(company=region.company, **told)
    page = client.get(address.format(region.company.pk)).text
    assert "Svarede sidst" in page
    assert "Vil I ansætte en flygtning i IGU?" in page
    assert "Åbne tilbud" in page


def test_a_company_sees_on_its_front_page_that_a_questionnaire_waits(region: Region, signed_in: SignedIn) -> None:
    own = signed_in(region.member("company_contact", at=scene.signing_in(region.company)))
    assert "spørgeskema venter" not in own.get("/virksomhed/").text
    found = scene.round_of(region)
    assert "1 spørgeskema venter på jeres svar" in own.get("/virksomhed/").text
    SurveyRound.objects.filter(pk=found.pk).update(closes_on=timezone.localdate() - timedelta(days=1))
    assert "spørgeskema venter" not in own.get("/virksomhed/").text


def test_an_order_leads_to_its_posting_in_a_channel(region: Region, client: Client) -> None:
    order = region.order()
    address = f"/kampagner/kanaler/ny/?ordre={order.pk}"
    assert address in client.get(f"/jobordrer/{order.pk}/").text
    assert f'value="order-{order.pk}" selected' in client.get(address).text


def test_a_proposal_leads_to_what_is_needed_besides_the_job(region: Region, signed_in: SignedIn) -> None:
    person, order = region.person(), region.order()
    proposal = Proposal.objects.create(
        order=order, person=person, organisation=region.helsingor, pseudonym="ABCD2345", score=1, parts={},
        created_at=NOW, touched_at=NOW,
        proposed_by=region.member("company_consultant"),
    )  # fmt: skip
    own = signed_in(region.member("company_consultant"))
    address = f"/arrangementer/tilflyttere/forslag/{proposal.pk}/"
    assert address in own.get(f"/forslag/{proposal.pk}/").text
    page = own.post(address, {"kind": "housing", "words": "To værelser"}, follow=True).text
    assert "To værelser" in page
    need = NewcomerNeed.objects.get()
    assert (need.order_id, need.person_id, need.company_id) == (order.pk, person.pk, region.company.pk)
    partner = signed_in(region.member("company_consultant", at=region.fredensborg))
    assert partner.get(address).status_code == 404
