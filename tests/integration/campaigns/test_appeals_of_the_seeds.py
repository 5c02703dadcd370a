"""S23-1, Kalundborg's appeal to all companies, and S22-6, Horsens' campaign for flex jobs and adult apprenticeships.

The rest of S22-6 (vacancies, one contact, the network, the fair) and of S23 is shown with the rooms it belongs to."""

from collections.abc import Callable

from django.test import Client

from tests.integration.campaigns.scene import companies
from tests.integration.region import Region
from tovholder.accounts.models import Membership
from tovholder.companies.models import Campaign, CompanyOffer

SignedIn = Callable[[Membership], Client]
KALUNDBORG = "0326"
# D117: what the appeal asks companies to open.
APPEAL = {"practice": 3, "released_mentor": 1, "igu": 2, "language_practice": 4}


def opens(browser: Client, campaign: Campaign, company_id: int, kind: str, places: int) -> CompanyOffer:
    address = f"/kampagner/tilbud/ny/{company_id}/?kampagne={campaign.pk}"
    told = {"kind": kind, "places": places, "words": "", "request_key": f"{company_id}{kind}"}
    assert browser.post(address, told).status_code == 302
    return CompanyOffer.objects.get(company_id=company_id, kind=kind)


def test_s23_1_all_companies_of_the_municipality_are_asked_and_each_offer_is_followed_until_used_or_withdrawn(
    region: Region, signed_in: SignedIn
) -> None:
    browser, town = signed_in(region.member("company_consultant")), companies(4, place=KALUNDBORG)
    browser.post("/kampagner/ny/", {"title": "Åbn dørene", "municipality": KALUNDBORG, "request_key": "k"})
    campaign = Campaign.objects.get()
    assert set(campaign.listed.values_list("company", flat=True)) == {company.pk for company in town}
    offers = [
        opens(browser, campaign, company.pk, kind, places)
        for company, (kind, places) in zip(town, APPEAL.items(), strict=True)
    ]
    practice, mentor = offers[:2]
    browser.post(f"/kampagner/tilbud/{practice.pk}/", {"version": 1, "number": 3})
    browser.post(f"/kampagner/tilbud/{mentor.pk}/traek-tilbage/", {"version": 1})
    assert sorted(CompanyOffer.objects.values_list("kind", "status")) == [
        ("igu", "open"), ("language_practice", "open"), ("practice", "used"), ("released_mentor", "withdrawn"),
    ]  # fmt: skip
    page = browser.get(f"/kampagner/{campaign.pk}/").content.decode()
    assert "Praktik: 1 virksomhed, 3 af 3 pladser brugt" in page
    assert "IGU: 1 virksomhed, 0 af 2 pladser brugt" in page
    assert "Frikøbt mentor:" not in page
    browser.post(f"/kampagner/{campaign.pk}/luk/")
    assert "Sprogpraktik" in browser.get("/kampagner/tilbud/").content.decode()


def test_s22_6_a_campaign_gathers_flex_jobs_and_adult_apprenticeships(region: Region, signed_in: SignedIn) -> None:
    browser, (one, other) = signed_in(region.member("company_consultant")), companies(2, place="0615")
    browser.post("/kampagner/ny/", {"title": "Fleksjob", "municipality": "0615", "request_key": "k"})
    campaign = Campaign.objects.get()
    opens(browser, campaign, one.pk, "flex_job", 2)
    opens(browser, campaign, other.pk, "adult_apprenticeship", 1)
    page = browser.get(f"/kampagner/{campaign.pk}/").content.decode()
    assert "Fleksjob: 1 virksomhed, 0 af 2 pladser brugt" in page
    assert "Voksenlærlingeplads: 1 virksomhed, 0 af 1 pladser brugt" in page
