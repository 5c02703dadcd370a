"""The citizen's own pages: corrections that are answered, the CV out, the next thing to do, the pictures and ways."""

import json
import re

import pytest
from django.test import Client

from tests.integration.own.conftest import WEDNESDAY
from tests.integration.region import NOW, Region
from tovholder.accounts.models import AuditEntry, Organisation
from tovholder.pathways import services as pathways
from tovholder.pathways.models import Correction
from tovholder.people.models import Competence, Education, Experience, LanguageSkill, Licence, Person

WRONG = "/borger/mit/forkert/"


def test_a_correction_is_told_once_seen_on_the_case_and_answered(browser: Client, desk: Client, amina: Person) -> None:
    key = re.search(r'name="request_key" value="(\w+)"', browser.get(WRONG).text)
    assert key is not None
    told = {"about": "work", "words": "Jeg har været kok i ni år", "request_key": key[1]}
    for _ in range(2):
        assert browser.post(WRONG, told).status_code == 302
    again = {**told, "request_key": "f" * 32}  # the page gone back to has a new key, and the same words
    assert browser.post(WRONG, again).status_code == 302
    assert "1 rettelse venter" in desk.get(f"/borgere/{amina.pk}/").text
    row = Correction.objects.get()
    answer = {"correction_id": row.pk, "version": row.version, "answer": "noted", "words": ""}
    page = desk.post(f"/borgersider/{amina.pk}/svar/", answer)
    assert page.status_code == 422
    assert "Skriv til borgeren hvorfor" in page.text
    assert (
        desk.post(f"/borgersider/{amina.pk}/svar/", answer | {"words": "Vi ser på beviset sammen"}).status_code == 302
    )
    own = browser.get(WRONG).text
    assert "Vi ser på beviset sammen" in own
    assert AuditEntry.objects.filter(action="correction.answer", person_id=amina.pk).count() == 1


def test_two_who_answer_at_once_lose_no_words(browser: Client, desk: Client, amina: Person) -> None:
    browser.post(WRONG, {"about": "phone", "words": "Nyt nummer"})
    row = Correction.objects.get()
    answer = {"correction_id": row.pk, "version": 1, "answer": "talk", "words": "Fredag"}
    desk.post(f"/borgersider/{amina.pk}/svar/", answer)
    page = desk.post(f"/borgersider/{amina.pk}/svar/", answer | {"words": "Mandag klokken ni"})
    assert page.status_code == 422
    assert "Mandag klokken ni" in page.text
    assert "Fredag" in page.text


def test_a_number_in_the_words_is_asked_about_before_it_is_saved(browser: Client) -> None:
    page = browser.post(WRONG, {"about": "name", "words": "Mit nummer er 010190-1234"})
    assert page.status_code == 422
    assert not Correction.objects.exists()


def test_staff_of_another_municipality_reach_neither_page_nor_answer(
    region: Region, browser: Client, amina: Person, signed_in: object
) -> None:
    browser.post(WRONG, {"about": "phone", "words": "Nyt nummer"})
    stranger = signed_in(region.member("caseworker", at=region.fredensborg))  # type: ignore[operator]
    answer = {"correction_id": Correction.objects.get().pk, "version": 1, "answer": "corrected", "words": ""}
    assert stranger.get(f"/borgersider/{amina.pk}/").status_code == 404
    assert stranger.post(f"/borgersider/{amina.pk}/svar/", answer).status_code == 404
    assert Correction.objects.get().answered_at is None


@pytest.fixture
def able(amina: Person) -> Person:
    Competence.objects.create(person=amina, skill="office_cleaning", level=2, evidence="observed", noted_on=NOW.date())
    Experience.objects.create(person=amina, title="Kok i Homs", months=108)
    Education.objects.create(person=amina, title="Lærer", years=4, country="SY", ended_year=2009)
    LanguageSkill.objects.create(person=amina, language="ar", spoken=3, written=3)
    Licence.objects.create(person=amina, code="driving_b")
    Person.objects.filter(pk=amina.pk).update(email="amina@post.example")
    return amina


def test_the_cv_goes_out_as_europass_data(browser: Client, able: Person) -> None:
    learner = json.loads(browser.get("/borger/mit/kan/europass.json").content)["SkillsPassport"]["LearnerInfo"]
    assert learner["Identification"]["PersonName"] == {"FirstName": "Amina", "Surname": "Prøve"}
    assert learner["WorkExperience"] == [{"Position": {"Label": "Kok i Homs"}, "Activities": "9 år"}]
    Experience.objects.update(months=56)
    assert "4 år, 8 måneder" in browser.get("/borger/mit/kan/europass.json").text
    assert learner["Education"][0]["Period"] == {"To": {"Year": 2009}}
    assert learner["Skills"]["Linguistic"]["ForeignLanguage"][0]["Description"]["Code"] == "ar"


def test_of_a_protected_person_no_way_to_reach_stands_in_the_cv(browser: Client, able: Person) -> None:
    Person.objects.filter(pk=able.pk).update(protected=True)
    told = browser.get("/borger/mit/kan/europass.json").text
    assert "20 30 40 50" not in told
    assert "amina@post.example" not in told


def test_the_cv_goes_out_as_a_tagged_pdf_in_the_language_asked_for(browser: Client, able: Person) -> None:
    answer = browser.get("/borger/mit/kan/cv.pdf?sprog=ar")
    assert answer.headers["Content-Type"] == "application/pdf"
    assert answer.content.startswith(b"%PDF")
    assert b"pdfuaid" in answer.content


def test_the_front_page_tells_whom_to_call_what_comes_next_and_every_way_that_is_there(
    region: Region, browser: Client, amina: Person
) -> None:
    Organisation.objects.filter(pk=region.helsingor.pk).update(phone="49 28 28 28")
    caseworker = region.actor("caseworker", initials="MI")
    pathways.register_contact(
        person_id=amina.pk,
        kind="talk",
        at=WEDNESDAY,
        next_on=WEDNESDAY.date().replace(day=18),
        actor=caseworker,
        now=WEDNESDAY,
    )
    page = browser.get("/borger/").text
    assert 'href="tel:49282828"' in page
    assert "onsdag 18. marts" in page
    for way in ("kan", "oensker", "forkert"):
        assert f'href="/borger/mit/{way}/"' in page
