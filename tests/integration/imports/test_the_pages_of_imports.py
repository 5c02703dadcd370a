"""From upload to visible and back on the pages, without JavaScript: as a caseworker does it in a browser."""

import re
from collections.abc import Callable
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client

from tests.integration.region import Region
from tovholder.accounts.models import Membership, ReadSubject
from tovholder.accounts.readlog import alias
from tovholder.companies.models import JobOrder
from tovholder.imports.models import Import
from tovholder.people.models import Person
from tovholder.people.rules import made_up_cpr

SignedIn = Callable[[Membership], Client]
HEADER = "CPR-nummer;Fornavn;Efternavn;Opholdsdato\n"
NUMBER = made_up_cpr(date(1990, 3, 1), 1)


@pytest.fixture(autouse=True)
def _home(settings: object, tmp_path: object) -> None:
    settings.HOME = tmp_path  # type: ignore[attr-defined]


def uploaded(client: Client, text: str | bytes, *, kind: str = "people", name: str = "b.csv") -> HttpResponse:
    data = text if isinstance(text, bytes) else text.encode("windows-1252")
    return client.post("/import/", {"kind": kind, "file": SimpleUploadedFile(name, data)}, follow=True)


def confirmed(client: Client, page: HttpResponse) -> HttpResponse:
    """Press the button on the page of columns, with what it guessed."""
    text = page.content.decode()
    chosen = dict(re.findall(r'name="(c\d+)".*?<option value="(\w*)" selected', text, re.DOTALL))
    version = re.findall(r'name="version" value="(\d+)"', text)[0]
    return client.post(page.wsgi_request.path, {**chosen, "version": version}, follow=True)


def pressed(client: Client, file: Import, step: str, **more: str) -> HttpResponse:
    file.refresh_from_db()
    return client.post(f"/import/{file.pk}/{step}/", {"version": file.version, **more}, follow=True)


@pytest.fixture
def caseworker(region: Region, signed_in: SignedIn) -> Client:
    return signed_in(region.member("caseworker"))


def test_a_file_is_uploaded_looked_at_made_visible_and_taken_back(caseworker: Client) -> None:
    page = uploaded(caseworker, f"{HEADER}{NUMBER};Åse;Prøve;01-03-2024\n")
    assert page.redirect_chain[-1][0].endswith("/kolonner/")
    page = confirmed(caseworker, page)
    assert "1 ny" in page.content.decode()
    file = Import.objects.get()
    assert not Person.objects.exists()
    page = pressed(caseworker, file, "vis")
    assert "gjort synlig" in page.content.decode().lower()
    assert Person.objects.get(pending_import=None).residence_from == date(2024, 3, 1)
    page = pressed(caseworker, file, "fortryd")
    assert "taget tilbage" in page.content.decode().lower()
    assert not Person.objects.exists()


@pytest.mark.usefixtures("keeps_contexts")
def test_a_refused_file_with_two_faults_is_told_both(caseworker: Client) -> None:
    page = uploaded(caseworker, "Fornavn;Fornavn;Efternavn;Efternavn\nÅse;Åse;Prøve;Prøve\n")
    assert page.status_code == 422
    faults = page.context["form"].errors["file"]
    assert ["Fornavn" in faults[0], "Efternavn" in faults[1]] == [True, True]
    assert not Import.objects.exists()


def test_an_empty_file_is_told_with_what_to_do(caseworker: Client) -> None:
    page = uploaded(caseworker, "")
    assert "Der er intet i filen. Gem den igen" in page.content.decode()


def test_the_fault_stands_beside_its_cell_and_is_put_right_there(caseworker: Client) -> None:
    page = confirmed(caseworker, uploaded(caseworker, f"{HEADER}{NUMBER};Åse;Prøve;31-02-2018\n"))
    text = page.content.decode()
    assert 'value="31-02-2018"' in text
    assert "Datoen findes ikke" in text
    file = Import.objects.get()
    row = file.rows.get()
    address = f"/import/{file.pk}/raekker/{row.pk}/"
    page = caseworker.post(address, {"cell-residence_from": "28-02-2018", "back": "1"}, follow=True)
    assert "1 ny" in page.content.decode()
    assert "Datoen findes ikke" not in page.content.decode()


def test_with_htmx_only_the_row_comes_back(caseworker: Client) -> None:
    confirmed(caseworker, uploaded(caseworker, f"{HEADER}{NUMBER};Åse;Prøve;31-02-2018\n"))
    row = Import.objects.get().rows.get()
    address = f"/import/{row.file_id}/raekker/{row.pk}/"
    answer = caseworker.post(address, {"cell-residence_from": "i går", "back": "1"}, headers={"HX-Request": "true"})
    text = answer.content.decode()
    assert text.strip().startswith("<tr")
    assert "Dette er ikke en dato" in text


def test_a_row_of_another_municipality_is_marked_counted_and_left_out_when_asked(caseworker: Client) -> None:
    text = "CPR-nummer;Fornavn;Efternavn;Kommune\n"
    page = confirmed(caseworker, uploaded(caseworker, f"{text}{NUMBER};Åse;Prøve;Fredensborg\n;Bo;Prøve;Helsingør\n"))
    told = page.content.decode()
    assert "1 række nævner en anden kommune end Helsingør Kommune" in told
    assert "Rækken siger Fredensborg" in told or "Kommune: rækken siger Fredensborg" in told
    file = Import.objects.get()
    only = caseworker.get(f"/import/{file.pk}/?vis=elsewhere").content.decode()
    assert ("Åse" in only, "Bo Prøve" in only) == (True, False)
    pressed(caseworker, file, "vis", leave_elsewhere="1")
    assert [person.given_name for person in Person.objects.all()] == ["Bo"]
    assert file.rows.get(is_elsewhere=True).outcome == "left_out"


def test_a_row_of_another_municipality_becomes_a_case_when_nobody_says_otherwise(caseworker: Client) -> None:
    confirmed(caseworker, uploaded(caseworker, "Fornavn;Efternavn;Kommune\nÅse;Prøve;Fredensborg\n"))
    pressed(caseworker, Import.objects.get(), "vis")
    assert Person.objects.get().given_name == "Åse"


def test_only_rows_with_faults_are_shown_when_asked_for(caseworker: Client) -> None:
    confirmed(caseworker, uploaded(caseworker, f"{HEADER}{NUMBER};Åse;Prøve;31-02-2018\n;Bo;Prøve;01-03-2018\n"))
    file = Import.objects.get()
    text = caseworker.get(f"/import/{file.pk}/?vis=faults").content.decode()
    assert "Åse" in text
    assert "Bo Prøve" not in text


def test_faults_must_be_put_right_or_left_out_before_the_switch(caseworker: Client) -> None:
    confirmed(caseworker, uploaded(caseworker, f"{HEADER}{NUMBER};Åse;Prøve;31-02-2018\n;Bo;Prøve;01-03-2018\n"))
    file = Import.objects.get()
    assert "vælg at udelade dem" in pressed(caseworker, file, "vis").content.decode()
    assert not Person.objects.exists()
    pressed(caseworker, file, "vis", leave_out="1")
    assert Person.objects.get().given_name == "Bo"


def test_no_cpr_number_stands_on_any_page_of_an_import(caseworker: Client) -> None:
    pages = [uploaded(caseworker, f"Nr;{HEADER}{NUMBER};{NUMBER};Åse;Prøve;31-02-2018\n1;{NUMBER}1;Bo;Prøve;\n")]
    pages.append(confirmed(caseworker, pages[0]))
    pages += [caseworker.get(f"/import/{row.file_id}/raekker/{row.pk}/") for row in Import.objects.get().rows.all()]
    for page in pages:
        assert page.status_code == 200
        assert NUMBER not in page.content.decode()


def test_a_masked_cell_left_alone_keeps_its_number(caseworker: Client) -> None:
    confirmed(caseworker, uploaded(caseworker, f"{HEADER}{NUMBER};Åse;Prøve;31-02-2018\n"))
    row = Import.objects.get().rows.get()
    cells = {"cell-cpr": "", "cell-given_name": "Åse", "cell-family_name": "Prøve", "cell-residence_from": "01-02-2018"}
    caseworker.post(f"/import/{row.file_id}/raekker/{row.pk}/", cells)
    pressed(caseworker, Import.objects.get(), "vis")
    assert Person.objects.get().cpr == NUMBER


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"", "filen er tom|tom"),
        (b"\x89PNG\r\n\x1a\n00", "billede"),
        (b"Fornavn;Fornavn\nA;B\n", "to gange"),
        (b"a;b\0\0\n", "ikke tekst"),
    ],
)
def test_a_bad_file_is_told_in_the_form_and_nothing_is_kept(caseworker: Client, data: bytes, told: str) -> None:
    page = uploaded(caseworker, data, name="b.xlsx")
    assert page.status_code == 422
    assert re.search(told, page.content.decode())
    assert not Import.objects.exists()


def test_missing_columns_are_told_on_the_page_of_columns(caseworker: Client) -> None:
    page = confirmed(caseworker, uploaded(caseworker, "Fornavn;Telefon\nA;1\n"))
    assert page.status_code == 422
    assert "“Navn” eller “Fornavn”" in page.content.decode()


def test_who_may_be_meant_is_shown_and_noted_as_read(region: Region, caseworker: Client) -> None:
    people = [region.person(name, "Prøve", born_on=date(1990, 3, 1)) for name in ("Amina", "Aminah")]
    page = confirmed(caseworker, uploaded(caseworker, "Navn;Fødselsdato\nAmina Prøve;01-03-1990\n"))
    assert "Aminah Prøve" in page.content.decode()
    noted = ReadSubject.objects.using(alias()).filter(event__route="staff:import")
    assert set(noted.values_list("person_id", flat=True)) == {person.pk for person in people}


@pytest.mark.parametrize(
    ("column", "cell", "fields"),
    [("Adresse", "Prøvevej 1", "address"), ("Hensyn", "ingen tunge løft", "health"), ("Telefon", "20 00 00 01", "cpr")],
)
def test_what_a_row_tells_of_a_case_is_noted_as_a_look_at_it(
    region: Region, caseworker: Client, column: str, cell: str, fields: str
) -> None:
    """A row that says "nothing new" tells what the case holds; one found by its number, that the number is right."""
    number = NUMBER if fields == "cpr" else ""
    person = region.person("Åse", "Prøve", **({"cpr": NUMBER} if number else {"born_on": date(1990, 3, 1)}))
    text = f"CPR-nummer;Fornavn;Efternavn;Fødselsdato;{column}\n{number};Åse;Prøve;01-03-1990;{cell}\n"
    confirmed(caseworker, uploaded(caseworker, text))
    noted = ReadSubject.objects.using(alias()).filter(event__route="staff:import", person_id=person.pk)
    assert set(noted.values_list("fields", flat=True)) == {fields}


def test_another_municipality_meets_nothing(region: Region, caseworker: Client, signed_in: SignedIn) -> None:
    confirmed(caseworker, uploaded(caseworker, f"{HEADER}{NUMBER};Åse;Prøve;01-03-2024\n"))
    file = Import.objects.get()
    other = signed_in(region.member("caseworker", at=region.fredensborg))
    for address in (
        f"/import/{file.pk}/",
        f"/import/{file.pk}/kolonner/",
        f"/import/{file.pk}/raekker/{file.rows.get().pk}/",
    ):
        assert other.get(address).status_code == 404
    assert other.post(f"/import/{file.pk}/vis/", {"version": file.version}).status_code == 404
    assert "b.csv" not in other.get("/import/").content.decode()


def test_a_company_consultant_imports_companies_and_never_sees_files_of_people(
    region: Region, caseworker: Client, signed_in: SignedIn
) -> None:
    uploaded(caseworker, f"{HEADER}{NUMBER};Åse;Prøve;01-03-2024\n")
    consultant = signed_in(region.member("company_consultant"))
    text = consultant.get("/import/").content.decode()
    assert 'value="companies"' in text
    assert 'value="people"' not in text
    assert consultant.get(f"/import/{Import.objects.get().pk}/").status_code == 404


@pytest.mark.parametrize("role", ["benefits_officer", "ambassador", "administrator", "citizen", "mentor"])
def test_others_have_no_import(region: Region, signed_in: SignedIn, role: str) -> None:
    assert signed_in(region.member(role)).get("/import/").status_code == 403


def test_the_page_of_rows_costs_few_queries_at_any_size(
    caseworker: Client, django_assert_max_num_queries: Callable[[int], object]
) -> None:
    rows = "".join(f"{made_up_cpr(date(1990, 3, 1), n)};Navn{n};Prøve;31-02-2018\n" for n in range(2, 60))
    confirmed(caseworker, uploaded(caseworker, HEADER + rows))
    file = Import.objects.get()
    with django_assert_max_num_queries(15):  # type: ignore[attr-defined]
        assert caseworker.get(f"/import/{file.pk}/?vis=faults").status_code == 200


def test_the_numbers_and_the_focus_follow_when_a_row_is_put_right(caseworker: Client) -> None:
    rows = f"{NUMBER};Åse;Prøve;31-02-2018\n;Bo;Prøve;32-02-2018\n"
    page = confirmed(caseworker, uploaded(caseworker, HEADER + rows)).content.decode()
    assert "Udelad de 2 rækker med fejl" in page
    row = Import.objects.get().rows.order_by("number")[0]
    told, address = {"back": "1"}, f"/import/{row.file_id}/raekker/{row.pk}/"
    htmx = {"HX-Request": "true"}
    right = caseworker.post(address, told | {"cell-residence_from": "28-02-2018"}, headers=htmx).text
    assert re.search(r'<template>\s*<section id="import-summary"[^>]*hx-swap-oob="true"', right)
    assert "1 ny" in right
    assert "Udelad den 1 række med fejl" in right
    assert re.search(r"<a[^>]*data-focus>", right)  # what was pressed is gone: the focus goes to the row it stood in
    other = Import.objects.get().rows.order_by("number")[1]
    address = f"/import/{row.file_id}/raekker/{other.pk}/"
    wrong = caseworker.post(address, told | {"cell-residence_from": "i går"}, headers=htmx).text
    assert re.search(r"<input[^>]*data-focus[^>]*aria-invalid", wrong)
    assert "data-focus" not in caseworker.get(f"/import/{row.file_id}/").text


def test_an_order_whose_title_is_not_understood_says_what_it_becomes_has_a_field_and_leads_to_the_draft(
    region: Region, signed_in: SignedIn
) -> None:
    consultant = signed_in(region.member("company_consultant"))
    text = (
        "CVR-nummer;P-nummer;Virksomhed;Kommune;Postnummer;Stilling;Antal\n"
        f"{region.company.cvr};1000000001;Hotellet;Helsingør;3000;Astronaut;2\n"
    )
    page = confirmed(consultant, uploaded(consultant, text, kind="orders")).text
    assert "bliver en kladde" in page
    assert "siger ikke, hvilken slags forløb" in page
    assert re.search(r'<input[^>]*name="cell-title" value="Astronaut"', page)
    file = Import.objects.get()
    shown = pressed(consultant, file, "vis").text
    order = JobOrder.objects.get()
    assert order.status == "draft"
    assert f'href="/jobordrer/{order.pk}/"' in shown
