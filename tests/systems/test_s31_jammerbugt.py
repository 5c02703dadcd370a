"""S31, Jammerbugt puts IGU first: some 700 companies told in the summer of 2016, also those never contacted before, by
consultants who became four instead of two. Seed figures: D67. S31-2, from practice to IGU, is shown elsewhere."""

from collections.abc import Callable
from datetime import timedelta

from django.test import Client
from django.utils import timezone

from tests.integration.campaigns.scene import JAMMERBUGT, companies
from tests.integration.region import NOW, Region
from tovholder.accounts.models import Membership, Organisation
from tovholder.companies import campaigns_queries, ledger_services
from tovholder.companies.models import Campaign, CompanyAsk

SignedIn = Callable[[Membership], Client]
COMPANIES, CONTACTED_BEFORE = 700, 100
CONSULTANTS_BEFORE, CONSULTANTS_AFTER, IGU_AGREEMENTS = 2, 4, 43


def at_jammerbugt(region: Region) -> Membership:
    home = Organisation.objects.create(kind="municipality", name="Jammerbugt Kommune", municipality_code=JAMMERBUGT)
    return region.member("company_consultant", at=home, initials="JB")


def test_s31_1_seven_hundred_companies_are_told_of_igu_and_those_never_contacted_are_found(
    region: Region, signed_in: SignedIn
) -> None:
    """A list of all, letters marked in batches, a press for each answer, and a second list of the never contacted."""
    consultant = at_jammerbugt(region)
    browser, town = signed_in(consultant), companies(COMPANIES)
    CompanyAsk.objects.bulk_create(
        CompanyAsk(
            company=company, organisation=consultant.organisation, kind="call", key=f"før:{company.pk}", asked_at=NOW
        )
        for company in town[:CONTACTED_BEFORE]
    )  # fmt: skip
    browser.post("/kampagner/ny/", {"title": "IGU", "municipality": JAMMERBUGT, "request_key": "alle"})
    browser.post(
        "/kampagner/ny/", {"title": "Nye", "municipality": JAMMERBUGT, "untouched": "on", "request_key": "nye"}
    )
    everybody, new = (Campaign.objects.get(title=title) for title in ("IGU", "Nye"))
    assert (everybody.listed.count(), new.listed.count()) == (COMPANIES, COMPANIES - CONTACTED_BEFORE)
    browser.post(f"/kampagner/{everybody.pk}/orienteret/", {"channel": "letter"})
    listed = everybody.listed.get(company=town[0])
    listed_page = f"/kampagner/virksomhed/{listed.pk}/"
    browser.post(listed_page, {"version": listed.version, "channel": "phone", "status": "wants", "words": ""})
    page = browser.get(f"/kampagner/{everybody.pk}/").content.decode()
    assert "700 virksomheder på listen, 200 er kontaktet, 1 har svaret." in page
    assert "Ikke kontaktet (500)" in page
    asked = {(each.kind, each.answer) for each in campaigns_queries.lately_asked(town[0].pk)}
    assert asked == {("call", ""), ("campaign", "yes")}


def test_s31_3_consultants_and_igu_targets_are_planned_and_followed_with_real_numbers(
    region: Region, signed_in: SignedIn
) -> None:
    """Two consultants become four half a year on; contacts come from the ledger, agreements from the stays."""
    leader, today = region.member("team_leader"), timezone.localdate()
    browser, consultant = signed_in(leader), region.actor("company_consultant")
    year_ago, last_day = today - timedelta(days=365), today + timedelta(days=180)
    told = {"last_day": last_day, "contacts_per_week": 10, "igu_target": IGU_AGREEMENTS}
    browser.post("/kampagner/plan/", told | {"starts_on": year_ago, "consultants": CONSULTANTS_BEFORE})
    browser.post("/kampagner/plan/", told | {"starts_on": today - timedelta(days=13), "consultants": CONSULTANTS_AFTER})
    for number, company in enumerate(companies(3)):
        ledger_services.ask(company_id=company.pk, kind="visit", key=f"{number}", actor=consultant, now=timezone.now())
    for name in ("Amina", "Biniam"):
        region.stay(region.person(name), kind="igu", starts_on=today, ends_before=today + timedelta(days=730))
    region.stay(region.person("Elias"), kind="igu", status="planned", starts_on=today, ends_before=last_day)
    page = browser.get("/kampagner/plan/").content.decode()
    figures = [" ".join(cell.split("<")[0].split()) for cell in page.split('class="number">')[1:]]
    assert figures[2:] == ["4", "1", "80", "3", "43", "2"]
    assert "2 konsulenter, 10 virksomheder hver om ugen, 43 IGU-aftaler" in page
