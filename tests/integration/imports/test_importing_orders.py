"""A file of orders: each order lands at the workplace the row names, or nowhere."""

import json

import pytest

from tests.integration.region import NOW, Region
from tovholder.companies.models import Company
from tovholder.imports import fault_words, services
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
