"""What people send: odd numbers, the same person twice, files that are none, two at once, a form sent twice."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from tests.integration.reception.scene import FORM, NUMBER, drafted, stepped, worker
from tests.integration.region import Region
from tovholder.accounts.models import Membership
from tovholder.pathways.models import Handover, HandoverPerson, ReceptionTask
from tovholder.people.models import Access, Person

SignedIn = Callable[[Membership], Client]


@pytest.fixture
def centre(region: Region, signed_in: SignedIn) -> Client:
    return signed_in(worker(region))


@pytest.fixture
def municipality(region: Region, signed_in: SignedIn) -> Client:
    return signed_in(region.member("caseworker"))


def sent(centre: Client, region: Region, **more: Any) -> Handover:
    handover = drafted(centre, region, **more)
    stepped(centre, handover, "send")
    return handover


def taken_in(municipality: Client, region: Region, handover: Handover, **more: Any) -> Any:
    return stepped(municipality, handover, "take_in", contact=region.member("caseworker").pk, **more)


def test_a_number_of_1_january_without_a_valid_modulus_is_taken_and_told_about(
    region: Region, centre: Client, municipality: Client
) -> None:
    ordinary = "0101904321"  # no check digit fits, as for many born on an unknown day; nobody has it
    answer = centre.post("/modtagelse/ny/", FORM | {"receiver": region.helsingor.pk, "cpr": ordinary}, follow=True)
    row = HandoverPerson.objects.get()
    assert (row.cpr, row.born_on) == (ordinary, date(1990, 1, 1))
    assert "modulus" in answer.text
    assert ordinary not in answer.text
    handover = row.handover
    page = centre.get(f"/modtagelse/person/{row.pk}/").text
    assert ordinary not in page
    told = FORM | {"given_name": "Selam Ny", "cpr": "", "version": handover.version}
    centre.post(f"/modtagelse/person/{row.pk}/", told)
    row.refresh_from_db()
    assert (row.given_name, row.cpr) == ("Selam Ny", ordinary)  # left empty, the number stands
    stepped(centre, handover, "send")
    taken_in(municipality, region, handover)
    assert Person.objects.get().born_on == date(1990, 1, 1)


def test_somebody_with_a_case_goes_on_in_it_and_there_are_never_two(
    region: Region, centre: Client, municipality: Client
) -> None:
    person = region.person("Selam", cpr=NUMBER)
    Person.objects.filter(pk=person.pk).update(closed_on=timezone.localdate(), closed_reason="moved")
    handover = sent(centre, region, cpr=NUMBER)
    assert "har allerede en sag her med samme nummer" in municipality.get(f"/modtagelse/{handover.pk}/").text
    assert "har allerede en sag" not in centre.get(f"/modtagelse/{handover.pk}/").text
    refused = taken_in(municipality, region, handover)
    assert refused.status_code == 422
    joined = taken_in(municipality, region, handover, choice_0="join")
    person.refresh_from_db()
    assert (joined.status_code, Person.objects.count(), person.closed_on) == (200, 1, None)
    assert HandoverPerson.objects.get().person == person


def test_the_same_name_and_birth_is_asked_about_and_may_be_another(
    region: Region, centre: Client, municipality: Client
) -> None:
    region.person("Selam", born_on=date(1990, 1, 1))
    handover = sent(centre, region, born_on="1990-01-01")
    assert taken_in(municipality, region, handover).status_code == 422
    assert taken_in(municipality, region, handover, choice_0="new").status_code == 200
    assert Person.objects.count() == 2


def test_somebody_moved_twice_in_a_month_is_told_in_one_line(region: Region, centre: Client) -> None:
    first = sent(centre, region, cpr=NUMBER)
    again = drafted(centre, region, cpr=NUMBER, request_key="k2")
    assert "Selam er allerede overdraget til Helsingør Kommune" in stepped(centre, again, "send").text
    elsewhere = drafted(centre, region, cpr=NUMBER, request_key="k3", receiver=region.fredensborg.pk)
    assert "Træk den overdragelse tilbage først" in stepped(centre, elsewhere, "send").text
    stepped(centre, first, "withdraw")
    stepped(centre, elsewhere, "send")
    assert list(Handover.objects.filter(status="sent")) == [elsewhere]


@pytest.mark.parametrize(
    ("name", "data", "line"),
    [
        ("foto.jpg", b"\xff\xd8\xff" + bytes(40_000_000), "Filen fylder 41 MB; højst 10 MB kan sendes."),
        ("skema.pdf", b"MZ\x90\x00 et program", "Det er ikke en PDF eller et billede"),
        ("skema.pdf", b"\xff\xd8\xff et billede", "Filen hedder .pdf, men den indeholder JPG."),
    ],
    ids=["a photo of 40 MB", "a program", "a picture called a PDF"],
)
def test_what_is_no_file_of_ours_is_refused_in_one_line_and_no_word_is_lost(
    region: Region, centre: Client, name: str, data: bytes, line: str
) -> None:
    told = FORM | {"receiver": region.helsingor.pk, "file": SimpleUploadedFile(name, data)}
    answer = centre.post("/modtagelse/ny/", told)
    assert (answer.status_code, Handover.objects.count()) == (422, 0)
    assert line in answer.text
    assert "Vil gerne bo nær sin søster." in answer.text


def test_two_who_write_at_once_see_both_texts(region: Region, centre: Client) -> None:
    handover = drafted(centre, region)
    told = {"receiver": region.helsingor.pk, "version": handover.version}
    centre.post(f"/modtagelse/{handover.pk}/ret/", told | {"handover_words": "Den første"})
    late = centre.post(f"/modtagelse/{handover.pk}/ret/", told | {"handover_words": "Den anden"})
    assert late.status_code == 409
    assert "Den første" in late.text
    assert "Den anden" in late.text


def test_what_looks_like_a_slip_is_told_on_the_page_until_it_fits(region: Region, centre: Client) -> None:
    told = {"cpr": "1505854321", "born_on": "1990-05-05", "assigned_on": "1999-10-28"}  # nobody's: no check digit fits
    handover = drafted(centre, region, **told)
    page = centre.get(f"/modtagelse/{handover.pk}/").text
    for words in ("Nummeret siger født", "nok en tastefejl", "Visiteret til kommunen"):
        assert words in page
    old = drafted(centre, region, request_key="k2", born_on="1850-01-01")
    assert "ældre end nogen" in centre.get(f"/modtagelse/{old.pk}/").text


def test_a_number_no_row_can_have_is_no_address(centre: Client) -> None:
    for number in (10**20, 2**63):
        for address in (f"/modtagelse/{number}/", f"/borgere/{number}/", f"/modtagelse/person/{number}/"):
            assert centre.get(address).status_code == 404


def test_a_form_sent_twice_is_one_handover(region: Region, centre: Client) -> None:
    assert drafted(centre, region) == drafted(centre, region)
    assert Handover.objects.count() == 1


def test_what_is_sent_back_keeps_its_words_and_can_be_sent_again(
    region: Region, centre: Client, municipality: Client
) -> None:
    handover = sent(centre, region)
    stepped(municipality, handover, "send_back", answer="Hører til i Fredensborg")
    assert municipality.get(f"/modtagelse/{handover.pk}/").status_code == 404
    assert "Hører til i Fredensborg" in centre.get(f"/modtagelse/{handover.pk}/").text
    handover.refresh_from_db()
    told = {"receiver": region.fredensborg.pk, "version": handover.version, "consent_on": "2026-11-02"}
    centre.post(f"/modtagelse/{handover.pk}/ret/", told)
    stepped(centre, handover, "send")
    handover.refresh_from_db()
    assert (handover.status, handover.receiver) == ("sent", region.fredensborg)


def test_a_family_with_a_protected_member_is_not_opened_to_the_centre(
    region: Region, centre: Client, municipality: Client
) -> None:
    handover = sent(centre, region, protected="on", assigned_on=timezone.localdate().isoformat())
    taken_in(municipality, region, handover)
    told = {"version": handover.version, "contact": region.member("caseworker").pk}  # the same button pressed twice
    again = municipality.post(f"/modtagelse/{handover.pk}/trin/take_in/", told, follow=True)
    assert "Der er allerede taget imod" in again.text
    assert Person.objects.get().protected
    assert not Access.objects.exists()
    page = centre.get("/modtagelse/").text
    assert "Selam" not in page
    address = f"/modtagelse/{handover.pk}/vores-del/"  # its part of the checklist stays within reach, without a name
    assert address in page
    assert "Selam" not in centre.get(address).text
    task = ReceptionTask.objects.get(code="bank")
    told = {"code": "bank", "version": task.version, "state": "done"}
    assert centre.post(address, told).status_code == 302
    task.refresh_from_db()
    assert task.state == "done"
    assert centre.post(address, told | {"code": "home"}).status_code == 422
    assert municipality.get(address).status_code == 404


def test_a_protected_family_is_read_before_it_is_taken_in_only_by_those_who_take_in(
    region: Region, centre: Client, municipality: Client, signed_in: SignedIn
) -> None:
    handover = sent(centre, region, protected="on", handover_words="bor på Skjultvej 5")
    consultant = signed_in(region.member("company_consultant"))
    listed = consultant.get("/modtagelse/").text
    assert "Selam" not in listed
    assert "En beskyttet familie venter" in listed
    assert consultant.get(f"/modtagelse/{handover.pk}/").status_code == 404
    assert "Skjultvej" in municipality.get(f"/modtagelse/{handover.pk}/").text
    Handover.objects.update(contact=region.member("caseworker", initials="ZZ"))
    assert municipality.get(f"/modtagelse/{handover.pk}/").status_code == 404
    assert "Selam" in signed_in(region.member("team_leader")).get("/modtagelse/").text


def test_somebody_protected_after_the_handover_is_closed_to_the_centre(
    region: Region, centre: Client, municipality: Client
) -> None:
    handover = sent(centre, region, assigned_on=timezone.localdate().isoformat())
    taken_in(municipality, region, handover)
    person = Person.objects.get()
    assert "Selam" in centre.get(f"/borgere/{person.pk}/").text
    Person.objects.update(protected=True)
    for page in (f"/borgere/{person.pk}/", f"/modtagelse/{handover.pk}/"):
        assert centre.get(page).status_code == 404
    assert "Selam" not in centre.get("/modtagelse/").text


def test_a_checklist_can_be_begun_for_a_case_nobody_handed_over(region: Region, municipality: Client) -> None:
    person = region.person("Amina", takeover_on=timezone.localdate() + timedelta(days=20))
    assert municipality.get(f"/modtagelse/sag/{person.pk}/").status_code == 200
    for _twice in range(2):
        municipality.post(f"/modtagelse/sag/{person.pk}/")
    handover = Handover.objects.get()
    assert ReceptionTask.objects.filter(handover=handover, code="mitid").exists()
    assert "Amina" in municipality.get(f"/modtagelse/sag/{person.pk}/", follow=True).text
