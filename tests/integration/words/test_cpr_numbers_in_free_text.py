"""A CPR number typed into free text is asked about before it is saved: the words stay, the number goes by default."""

from collections.abc import Callable
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.integration.region import Region
from tovholder.accounts.models import Membership
from tovholder.companies.models import JobOrder, LabourNote
from tovholder.imports import queries
from tovholder.imports.models import Import
from tovholder.pathways.models import Contact
from tovholder.people.models import Person
from tovholder.people.rules import made_up_cpr

SignedIn = Callable[[Membership], Client]
NUMBER = made_up_cpr(date(1990, 3, 1), 7)
WRITTEN = f"{NUMBER[:6]}-{NUMBER[6:]}"


@pytest.fixture
def caseworker(region: Region, signed_in: SignedIn) -> Client:
    return signed_in(region.member("caseworker"))


@pytest.fixture
def address(region: Region) -> str:
    return f"/borgere/{region.person().pk}/samtale/"


def talk(words: str, **more: str) -> dict[str, str]:
    return {"kind": "talk", "on": "2026-03-04", "words": words, **more}


def test_the_words_stay_on_screen_and_one_line_says_where_the_number_stands(caseworker: Client, address: str) -> None:
    page = caseworker.post(address, talk(f"Første linje\nRing om {WRITTEN} i dag"))
    text = page.content.decode()
    assert (page.status_code, Contact.objects.count()) == (422, 0)
    assert f"Ring om {WRITTEN} i dag</textarea>" in text
    assert text.count("Linje 2, efter “Ring om”: dette ligner et CPR-nummer.") == 2  # in the summary and at the field
    assert 'name="words_keep" value="1">' in text


def test_saved_again_the_number_is_covered_and_everything_else_stays(caseworker: Client, address: str) -> None:
    caseworker.post(address, talk(f"Ring om {WRITTEN} i dag", words_asked="1"))
    assert Contact.objects.get().words == "Ring om ••••••-•••• i dag"


def test_a_tick_keeps_it_where_only_the_case_staff_read(caseworker: Client, address: str) -> None:
    caseworker.post(address, talk(f"Ring om {WRITTEN} i dag", words_asked="1", words_keep="1"))
    assert Contact.objects.get().words == f"Ring om {WRITTEN} i dag"


def test_the_tick_stands_when_another_field_is_wrong(caseworker: Client, address: str) -> None:
    page = caseworker.post(address, talk(f"Ring om {WRITTEN}", on="i går", words_asked="1", words_keep="1"))
    assert 'name="words_keep" value="1" checked>' in page.content.decode()


def test_no_tick_keeps_it_where_other_organisations_read(region: Region, signed_in: SignedIn) -> None:
    client = signed_in(region.member("company_consultant"))
    told = {"industry": "", "words": f"Hun har {WRITTEN}"}
    page = client.post("/faelles/viden/", told)
    assert (page.status_code, "words_keep" in page.content.decode()) == (422, False)
    client.post("/faelles/viden/", told | {"words_asked": "1", "words_keep": "1"})
    assert LabourNote.objects.get().words == "Hun har ••••••-••••"


def test_a_p_number_that_says_so_a_phone_and_a_cvr_number_are_saved_at_once(caseworker: Client, address: str) -> None:
    words = "P-nr. 1003390014, CVR 99000012, ring 20 00 00 01 eller 20000001"
    caseworker.post(address, talk(words))
    assert Contact.objects.get().words == words


def test_a_number_in_a_name_is_asked_about_too(caseworker: Client) -> None:
    page = caseworker.post("/borgere/ny/", {"given_name": f"Amina {NUMBER}", "family_name": "Prøve"})
    assert (page.status_code, Person.objects.count()) == (422, 0)
    assert "Efter “Amina”: dette ligner et CPR-nummer." in page.content.decode()
    typed = {"given_name": f"Amina {NUMBER}", "family_name": WRITTEN, "given_name_asked": "1", "family_name_asked": "1"}
    assert caseworker.post("/borgere/ny/", typed).status_code == 422  # nothing would be left of the family name
    caseworker.post("/borgere/ny/", typed | {"family_name": f"{WRITTEN}, Prøve"})
    assert [(each.given_name, each.family_name) for each in Person.objects.all()] == [("Amina", "Prøve")]


def test_a_row_with_a_number_among_its_words_stops_and_loses_it_when_the_row_is_saved(
    region: Region, caseworker: Client
) -> None:
    head, kind = "P-nummer;Stilling;Virksomhedens ord;Forløb", "virksomhedspraktik"
    text = f"{head}\n1000000001;Rengøringsassistent;Se {WRITTEN}, tak;{kind}\n"
    file = SimpleUploadedFile("o.csv", text.encode("utf-8-sig"))
    caseworker.post("/import/", {"kind": "orders", "file": file})
    made = Import.objects.get()
    chosen = {f"c{at}": name for at, name in made.mapping.items()}
    page = caseworker.post(f"/import/{made.pk}/kolonner/", {**chosen, "version": made.version}, follow=True)
    row = made.rows.get()
    assert [fault.code for fault in queries.faults_of(row)] == ["cpr.in_words"]
    shown = page.content.decode()
    assert (WRITTEN in shown, 'value="Se ••••••-••••, tak"' in shown) == (False, True)
    caseworker.post(f"/import/{made.pk}/raekker/{row.pk}/", {"cell-words": "Se ••••••-••••, tak", "back": "1"})
    made.refresh_from_db()
    caseworker.post(f"/import/{made.pk}/vis/", {"version": made.version})
    assert JobOrder.objects.get().words == "Se ••••••-••••, tak"
