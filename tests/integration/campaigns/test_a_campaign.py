"""A campaign to companies: its list in batches, one press for each company, letters without formulas, two at once."""

from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal

import pytest
from django.test import Client
from django.utils import timezone

from tests.integration.campaigns.scene import JAMMERBUGT, companies, contact_of, rows_of
from tests.integration.region import NOW, TODAY, Region
from tovholder.accounts.conflicts import NotAllowed, Stale
from tovholder.accounts.models import Membership
from tovholder.companies import campaigns_queries, campaigns_services, company_lists, ledger_services
from tovholder.companies.company_lists import Chosen
from tovholder.companies.models import Campaign, CampaignCompany, CompanyAsk, Headcount, ProductionUnit

SignedIn = Callable[[Membership], Client]


@pytest.fixture
def browser(region: Region, signed_in: SignedIn) -> Client:
    return signed_in(region.member("company_consultant"))


def started(region: Region, chosen: Chosen | None = None) -> Campaign:
    return campaigns_services.start(
        title="IGU", words="", chosen=chosen or Chosen(), request_key="k",
        actor=region.actor("company_consultant"), now=timezone.now(),
    )  # fmt: skip


def test_the_form_sent_twice_starts_one_campaign_for_the_companies_it_chooses(region: Region, browser: Client) -> None:
    companies(2)
    companies(1, industry="care", begin=2)
    form = {"title": "IGU", "municipality": JAMMERBUGT, "industry": "industry", "request_key": "k"}
    for _ in range(2):
        assert browser.post("/kampagner/ny/", form).status_code == 302
    campaign = Campaign.objects.get()
    assert campaign.is_listed
    assert list(campaign.listed.order_by("company").values_list("company__name", flat=True)) == [
        "Firma 0000", "Firma 0001",
    ]  # fmt: skip
    page = browser.get(f"/kampagner/{campaign.pk}/").content.decode()
    assert "2 virksomheder på listen, 0 er kontaktet, 0 har svaret." in page


def test_a_list_of_thousands_is_made_in_batches_that_lose_and_double_nobody(region: Region) -> None:
    companies(1_001, place="0217")
    campaign, actor = started(region, Chosen(municipality="0217")), region.actor("company_consultant")
    assert (campaign.listed.count(), campaign.is_listed) == (1_000, False)
    while campaigns_services.list_more(campaign_id=campaign.pk, actor=actor, now=NOW):
        pass
    assert campaign.listed.values("company").distinct().count() == campaign.listed.count() == 1_002


def test_companies_are_chosen_by_size_as_last_stated_and_by_nobody_having_been_in_contact(region: Region) -> None:
    small, large, unknown, known = companies(4)
    for company, sizes in ((small, (80, 4)), (large, (4, 80)), (known, (9, 9))):
        unit = ProductionUnit.objects.get(company=company)
        for at, fte in enumerate(sizes):
            Headcount.objects.create(unit=unit, month=TODAY.replace(month=1 + at, day=1), fte=fte, stated_on=TODAY)
    actor = region.actor("company_consultant")
    ledger_services.ask(company_id=known.pk, kind="call", key="x", actor=actor, now=NOW)

    def ids(**what: object) -> set[int]:
        batch = company_lists.next_batch(Chosen(municipality=JAMMERBUGT, **what), after=0, number=99, actor=actor)  # type: ignore[arg-type]
        return set(batch.ids)

    assert ids(size_max=10) == {small.pk, known.pk}
    assert ids(size_min=10) == {large.pk}
    assert ids(untouched=True) == {small.pk, large.pk, unknown.pk}
    assert Decimal(80) in Headcount.objects.values_list("fte", flat=True)


def test_one_press_notes_a_company_writes_to_the_ledger_and_brings_the_next(region: Region, browser: Client) -> None:
    first, _second = companies(2)
    campaign = started(region, Chosen(municipality=JAMMERBUGT))
    address = f"/kampagner/{campaign.pk}/naeste/"
    assert "Firma 0000" in browser.get(address).content.decode()
    listed = campaign.listed.get(company=first)
    pressed = {"version": 1, "channel": "phone", "words": "", "status": "declines"}
    after = browser.post(f"/kampagner/virksomhed/{listed.pk}/", pressed)
    assert after["Location"] == f"{address}?kanal=phone"
    assert "Firma 0001" in browser.get(after["Location"]).content.decode()
    listed.refresh_from_db()
    assert (listed.status, listed.by, listed.channel) == ("declines", region.member("company_consultant"), "phone")
    asked = CompanyAsk.objects.get(company=first)
    assert (asked.kind, asked.words, asked.answer) == ("campaign", "IGU", "no")


def test_two_colleagues_with_the_same_company_do_not_overwrite_each_other(region: Region, browser: Client) -> None:
    companies(1)
    listed = started(region, Chosen(municipality=JAMMERBUGT)).listed.get()
    told = {"version": 1, "channel": "phone", "status": "wants"}
    campaigns_services.note(
        listed_id=listed.pk, words="Ja tak", actor=region.actor("caseworker"), now=NOW, **told
    )  # fmt: skip
    second = browser.post(
        f"/kampagner/virksomhed/{listed.pk}/", told | {"status": "declines", "words": "Nej, sagde de"}
    )
    assert second.status_code == 409
    assert "Nej, sagde de" in second.content.decode()
    listed.refresh_from_db()
    assert (listed.status, listed.words) == ("wants", "Ja tak")
    with pytest.raises(Stale):
        campaigns_services.note(listed_id=listed.pk, words="", actor=region.actor("caseworker"), now=NOW, **told)


def test_sent_letters_are_marked_a_batch_at_a_time(region: Region) -> None:
    companies(201)
    campaign, actor = started(region, Chosen(municipality=JAMMERBUGT)), region.actor("company_consultant")
    marked = [
        campaigns_services.inform_next(campaign_id=campaign.pk, channel="letter", actor=actor, now=NOW)
        for _ in range(3)
    ]
    assert marked == [200, 1, 0]
    standing = campaigns_queries.standing(campaign.pk)
    assert (standing.counts["informed"], standing.contacted, standing.answered) == (201, 201, 0)
    assert CompanyAsk.objects.filter(kind="campaign").count() == 201


def test_letters_in_hundreds_are_no_contacts_of_a_consultant_and_a_talk_is_one(region: Region) -> None:
    companies(3)
    campaign, actor = started(region, Chosen(municipality=JAMMERBUGT)), region.actor("company_consultant")
    campaigns_services.inform_next(campaign_id=campaign.pk, channel="letter", actor=actor, now=NOW)
    listed = campaign.listed.first()
    assert listed is not None
    campaigns_services.note(
        listed_id=listed.pk, version=2, status="talked_to", channel="phone", words="", actor=actor, now=NOW
    )
    ledger_services.ask(company_id=listed.company_id, kind="visit", key="x", actor=actor, now=NOW)
    day = timedelta(days=1)
    assert campaigns_queries.contacts_made(actor=actor, starts_on=TODAY, ends_before=TODAY + day) == {actor.name: 1}


def test_the_file_for_letters_holds_no_formula_and_nobody_who_left(region: Region, browser: Client) -> None:
    one, other = companies(2)
    one.name = "=HYPERLINK(1)"
    one.save()
    contact_of(one, "@Bo", email="bo@prove.example")
    contact_of(other, "Gået", active=False)
    campaign = started(region, Chosen(municipality=JAMMERBUGT))
    answer = browser.post(f"/kampagner/{campaign.pk}/fil/")
    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    head, *lines = rows_of(answer)
    assert head == ["Virksomhed", "CVR", "Vej og nummer", "Postnummer", "Kontaktperson", "E-mail", "Status"]
    assert sorted(line[0] for line in lines) == ["'=HYPERLINK(1)", "Firma 0001"]
    assert {line[4] for line in lines} == {"'@Bo", ""}


def test_a_closed_campaign_is_not_noted_in_any_more(region: Region) -> None:
    companies(1)
    campaign, actor = started(region, Chosen(municipality=JAMMERBUGT)), region.actor("company_consultant")
    for _ in range(2):
        campaigns_services.close(campaign_id=campaign.pk, actor=actor, now=NOW)
    with pytest.raises(NotAllowed, match=r"campaign\.closed"):
        campaigns_services.inform_next(campaign_id=campaign.pk, channel="letter", actor=actor, now=NOW)


def test_another_municipality_reaches_neither_campaign_nor_list(region: Region, signed_in: SignedIn) -> None:
    companies(1)
    listed = started(region, Chosen(municipality=JAMMERBUGT)).listed.get()
    theirs = signed_in(region.member("company_consultant", at=region.fredensborg))
    for address in (f"/kampagner/{listed.campaign_id}/", f"/kampagner/virksomhed/{listed.pk}/"):
        assert theirs.get(address).status_code == 404
    for step in ("flere", "orienteret", "fil", "luk"):
        assert theirs.post(f"/kampagner/{listed.campaign_id}/{step}/", {"channel": "letter"}).status_code == 404
    assert CampaignCompany.objects.get().status == "not_contacted"
