"""A file of companies: a P-number is one company's, in the file as in the database."""

import pytest

from tests.integration.region import NOW, Region
from tovholder.companies.models import Company, ProductionUnit
from tovholder.imports import queries, services
from tovholder.imports.models import Import

_HEADER = "CVR-nummer;Virksomhed;P-nummer;Kommune\n"


@pytest.fixture(autouse=True)
def _home(settings: object, tmp_path: object) -> None:
    settings.HOME = tmp_path  # type: ignore[attr-defined]


def staged(region: Region, *rows: tuple[str, str, str]) -> Import:
    who = {"actor": region.actor("company_consultant"), "now": NOW}
    text = _HEADER + "".join(f"{cvr};{name};{p};Helsingør\n" for cvr, name, p in rows)
    file = services.receive(data=text.encode(), name="v.csv", kind="companies", **who)
    chosen = {int(at): name for at, name in file.mapping.items()}
    assert not services.confirm_columns(import_id=file.pk, version=file.version, chosen=chosen, **who)
    services.work(now=NOW)
    file.refresh_from_db()
    return file


def faults(file: Import) -> list[list[tuple[str, str]]]:
    return [[(f.code, f.column) for f in queries.faults_of(row)] for row in file.rows.order_by("number")]


_TAKEN = ("company.p_number_taken", "p_number")


def test_a_p_number_of_two_companies_in_one_file_is_a_fault_of_the_second(region: Region) -> None:
    rows = ("10000017", "Bageriet", "1000000021"), ("10000025", "Broderiet", "1000000021")
    file = staged(region, *rows, ("10000017", "Bageriet", "1000000039"))
    assert faults(file) == [[], [_TAKEN], []]
    assert (queries.summary(file).new, queries.summary(file).faulty) == (2, 1)


def test_a_row_with_a_fault_does_not_claim_its_p_number(region: Region) -> None:
    """The hotel's workplace stands under another company in the first row: only that row is wrong."""
    file = staged(region, ("10000017", "Bageriet", "1000000001"), ("10000009", "Strandhotellet", "1000000001"))
    assert faults(file) == [[_TAKEN], []]


def test_a_corrected_row_is_compared_with_the_others_too(region: Region) -> None:
    file = staged(region, ("10000017", "Bageriet", "1000000021"), ("10000025", "Broderiet", "1000000039"))
    second = file.rows.get(number=3)
    who = {"import_id": file.pk, "row_id": second.pk, "actor": region.actor("company_consultant"), "now": NOW}
    services.correct_row(cells={"p_number": "1000000021"}, **who)
    assert faults(file) == [[], [_TAKEN]]
    services.correct_row(cells={"p_number": "1000000039"}, **who)
    assert faults(file) == [[], []]


def test_a_p_number_registered_meanwhile_leaves_the_row_out_and_says_why(region: Region) -> None:
    file = staged(region, ("10000017", "Bageriet", "1000000021"))
    ProductionUnit.objects.create(company=region.company, p_number="1000000021", name="Annekset")
    who = {"actor": region.actor("company_consultant"), "now": NOW}
    services.make_visible(import_id=file.pk, version=file.version, leave_out=False, **who)
    services.work(now=NOW)
    assert (faults(file), file.rows.get().outcome) == ([[("company.p_number_taken", "")]], "left_out")
    assert not Company.objects.filter(cvr="10000017").exists()
