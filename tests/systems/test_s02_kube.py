"""S02, KUBE in Ringkøbing-Skjern: education, job and business centre visit companies together, on one record.

S02-2, the committee's strategy and half-yearly round, is served elsewhere."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from tests.integration.region import Region
from tovholder.accounts.models import Membership, Unit
from tovholder.companies import desk_queries
from tovholder.companies.models import CompanyAsk, CompanyContactEvent

SignedIn = Callable[[Membership], Client]
JOINT_VISITS = 500  # reported: 500 and more


@pytest.fixture
def centres(region: Region) -> dict[str, Unit]:
    return {
        field: Unit.objects.get_or_create(organisation=region.helsingor, field=field, defaults={"name": field})[0]
        for field in ("employment", "business", "education")
    }


def test_s02_1_a_joint_visit_is_planned_by_several_units_and_logged_with_those_who_came(
    region: Region, signed_in: SignedIn, centres: dict[str, Unit]
) -> None:
    browser, today = signed_in(region.member("company_consultant")), timezone.localdate()
    units = [unit.pk for unit in centres.values()]
    told = {"kind": "joint_visit", "on": today, "purpose": "Elever og folk", "units": units, "request_key": "v"}
    browser.post(f"/kontakt/virksomhed/{region.company.pk}/besoeg/", told)
    visit = CompanyContactEvent.objects.get()
    assert (visit.planned_on, visit.held_on, CompanyAsk.objects.get().answered_at) == (today, None, None)
    assert "Strandhotellet" in browser.get("/kontakt/besoeg/").content.decode()
    came = {"version": 1, "held_on": today, "words": "De tager tre elever", "units": units[:2]}
    browser.post(f"/kontakt/besoeg/{visit.pk}/", came)
    visit.refresh_from_db()
    assert (visit.held_on, visit.units.count(), CompanyAsk.objects.get().answer) == (today, 2, "done")


def test_s02_1_five_hundred_joint_visits_are_counted(region: Region) -> None:
    day = timezone.localdate() - timedelta(days=400)
    told = {"company": region.company, "organisation": region.helsingor, "kind": "joint_visit", "held_on": day}
    CompanyContactEvent.objects.bulk_create(
        CompanyContactEvent(made_at=timezone.now(), **told) for _each in range(JOINT_VISITS)
    )
    assert desk_queries.joint_visits_held(actor=region.actor("company_consultant")) == JOINT_VISITS


def test_s02_3_the_education_centre_reads_and_writes_the_same_history_as_the_job_centre(
    region: Region, signed_in: SignedIn, centres: dict[str, Unit]
) -> None:
    today, address = timezone.localdate(), f"/kontakt/virksomhed/{region.company.pk}/"
    teacher, consultant = region.member("school_consultant"), region.member("company_consultant")
    for member, words in ((teacher, "De vil have skolebesøg"), (consultant, "De mangler tjenere")):
        told = {"kind": "call", "on": today, "words": words, "units": [centres["education"].pk]}
        signed_in(member).post(f"{address}kontakt/", told)
    for member in (teacher, consultant):
        page = signed_in(member).get(address).content.decode()
        assert "De vil have skolebesøg" in page
        assert "De mangler tjenere" in page
