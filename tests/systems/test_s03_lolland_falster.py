"""S03, business council and job centres on Lolland-Falster: a need goes both ways, and its outcome comes back.

S03-2, development plans as forecast demand, is served elsewhere."""

from collections.abc import Callable

import pytest
from django.test import Client

from tests.integration.region import Region
from tovholder.accounts.models import Membership, Organisation, Partnership
from tovholder.companies.models import CompanyAsk, CompanyReferral

SignedIn = Callable[[Membership], Client]


@pytest.fixture
def council(region: Region) -> Membership:
    """A consultant of the business council."""
    body = Organisation.objects.create(kind="secretariat", name="Business Nord")
    Partnership.objects.get().organisations.add(body)
    return region.member("coordinator", at=body)


def sent(browser: Client, region: Region, to: Organisation, words: str) -> CompanyReferral:
    told = {"receiver": str(to.pk), "words": words, "request_key": words}
    browser.post(f"/kontakt/virksomhed/{region.company.pk}/send-videre/", told)
    return CompanyReferral.objects.get(words=words)


def test_s03_1_a_need_goes_to_the_council_which_takes_it_and_tells_what_came_of_it(
    region: Region, signed_in: SignedIn, council: Membership
) -> None:
    job_centre, there = signed_in(region.member("company_consultant")), signed_in(council)
    referral = sent(job_centre, region, council.organisation, "De vil bygge ud")
    address = f"/kontakt/sendt-videre/{referral.pk}/"
    there.post(address, {"what": "answer", "version": 1, "answer": "accept", "words": ""})
    there.post(address, {"what": "close", "version": 2, "outcome": "De fik en byggegrund"})
    referral.refresh_from_db()
    assert (referral.status, referral.owner) == ("closed", council)
    assert "De fik en byggegrund" in job_centre.get(address).content.decode()
    assert CompanyAsk.objects.get().answer == "done"


def test_s03_1_the_other_way_round_it_is_declined_with_a_reason_and_never_without(
    region: Region, signed_in: SignedIn, council: Membership
) -> None:
    there, job_centre = signed_in(council), signed_in(region.member("team_leader"))
    referral = sent(there, region, region.helsingor, "De søger 40 svejsere")
    address = f"/kontakt/sendt-videre/{referral.pk}/"
    silent = job_centre.post(address, {"what": "answer", "version": 1, "answer": "decline", "words": ""})
    assert silent.status_code == 422
    told = {"what": "answer", "version": 1, "answer": "decline", "words": "Vi har ingen svejsere"}
    job_centre.post(address, told)
    assert "Vi har ingen svejsere" in there.get(address).content.decode()


def test_s03_1_a_third_organisation_neither_sees_nor_answers_it(
    region: Region, signed_in: SignedIn, council: Membership
) -> None:
    referral = sent(signed_in(region.member("company_consultant")), region, council.organisation, "De flytter")
    elsewhere = signed_in(region.member("company_consultant", at=region.fredensborg))
    assert elsewhere.get(f"/kontakt/sendt-videre/{referral.pk}/").status_code == 404


def test_s03_3_the_standing_list_has_what_is_open_and_what_the_meeting_agreed(
    region: Region, signed_in: SignedIn, council: Membership
) -> None:
    job_centre = signed_in(region.member("company_consultant"))
    referral = sent(job_centre, region, council.organisation, "De vil bygge ud")
    job_centre.post(f"/kontakt/sendt-videre/{referral.pk}/", {"what": "note", "words": "Vi tager derud sammen"})
    for browser in (job_centre, signed_in(council)):
        page = browser.get("/kontakt/koordinering/").content.decode()
        assert "De vil bygge ud" in page
        assert "Vi tager derud sammen" in page
