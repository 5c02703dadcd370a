"""A file of orders: each order lands at the workplace the row names, or nowhere."""

import json
from datetime import date

import pytest

from tests.integration.region import NOW, Region
from tovholder.accounts.models import Membership
from tovholder.companies.models import Company, JobOrder
from tovholder.imports import fault_words, queries, services
from tovholder.imports.models import Import


@pytest.fixture(autouse=True)
def _home(settings: object, tmp_path: object) -> None:
    settings.HOME = tmp_path  # type: ignore[attr-defined]


@pytest.fixture
def other(region: Region) -> Company:
    return Company.objects.create(cvr="10000017", name="Bageriet", industry="cleaning", created_at=NOW)


def staged(region: Region, cvr: str, reference: str = "") -> Import:
    who = {"actor": region.actor("company_consultant"), "now": NOW}
    text = (
        "Reference;CVR-nummer;P-nummer;Virksomhed;Kommune;Postnummer;Stilling;Forløb;Antal\n"
        f"{reference};{cvr};1000000001;Hotellet;Helsingør;3000;Rengøringsassistent;virksomhedspraktik;2\n"
    )
    file = services.receive(data=text.encode("windows-1252"), name="oensker.csv", kind="orders", **who)
    chosen = {int(at): name for at, name in file.mapping.items()}
    assert not services.confirm_columns(import_id=file.pk, version=file.version, chosen=chosen, **who)
    services.work(now=NOW)
    file.refresh_from_db()
    return file


def test_a_p_number_of_another_company_is_a_fault_that_names_it(region: Region, other: Company) -> None:
    told = json.loads(staged(region, other.cvr).rows.get().faults)
    assert [(fault["code"], fault["column"]) for fault in told] == [("order.p_number_elsewhere", "p_number")]
    assert "Strandhotellet (CVR 10000009)" in fault_words.WORDS[told[0]["code"]][1].format(**told[0]["facts"])


def test_a_p_number_with_its_own_cvr_is_no_fault(region: Region, other: Company) -> None:
    file = staged(region, region.company.cvr)
    assert (file.rows.get().faults, file.rows.get().match) == ("", "new")


@pytest.mark.parametrize(
    ("here", "status", "remarks"), [(True, "open", []), (False, "draft", ["order.draft_elsewhere"])]
)
def test_an_order_at_a_company_of_another_municipality_waits_there_as_a_draft(
    region: Region, here: bool, status: str, remarks: list[str]
) -> None:
    holder = region.member("company_consultant", at=region.helsingor if here else region.fredensborg, initials="FK")
    Company.objects.filter(pk=region.company.pk).update(consultant=holder)
    file = staged(region, region.company.cvr)
    assert [fault.code for fault in queries.faults_of(file.rows.get())] == remarks
    assert not file.rows.get().is_faulty
    who = {"actor": region.actor("company_consultant"), "now": NOW}
    services.make_visible(import_id=file.pk, version=file.version, leave_out=False, **who)
    services.work(now=NOW)
    order = JobOrder.objects.get()
    assert (order.status, order.taken_by_id, order.confirmed_at is None) == (status, holder.organisation_id, not here)


def test_an_order_at_a_company_whose_consultant_has_left_is_the_importing_municipalitys(region: Region) -> None:
    gone = region.member("company_consultant", at=region.fredensborg, initials="FK")
    Membership.objects.filter(pk=gone.pk).update(active=False)
    Company.objects.filter(pk=region.company.pk).update(consultant=gone)
    file = staged(region, region.company.cvr)
    who = {"actor": region.actor("company_consultant"), "now": NOW}
    services.make_visible(import_id=file.pk, version=file.version, leave_out=False, **who)
    services.work(now=NOW)
    order = JobOrder.objects.get()
    assert (order.status, order.taken_by_id) == ("open", region.helsingor.pk)


def test_no_order_is_taken_in_at_a_company_that_has_ended_also_when_it_ended_after_the_reading(region: Region) -> None:
    before = staged(region, region.company.cvr)
    Company.objects.filter(pk=region.company.pk).update(ended_on=date(2026, 3, 1))
    who = {"actor": region.actor("company_consultant"), "now": NOW}
    services.make_visible(import_id=before.pk, version=before.version, leave_out=False, **who)
    services.work(now=NOW)
    assert not JobOrder.objects.exists()
    told = json.loads(staged(region, region.company.cvr, reference="A1").rows.get().faults)
    assert [(fault["code"], fault["facts"]) for fault in told] == [("order.company_ended", {"day": "01-03-2026"})]
