"""Signed out while writing: the words come back on a page, nothing is stored, and no page elsewhere sees them."""

import re
from collections.abc import Callable

import pytest
from django.test import Client

from tests.integration.region import Region
from tovholder.accounts.models import Membership
from tovholder.web.shared import unsent

SignedIn = Callable[[Membership], Client]
HERE = {"Origin": "http://testserver"}
WRITTEN = 'Hun vil gerne <b>arbejde</b> i "køkkenet".'


@pytest.fixture
def address(region: Region) -> str:
    return f"/borgere/{region.person().pk}/samtale/"


def test_the_words_come_back_escaped_with_a_way_in_and_a_way_on(address: str) -> None:
    answer = Client().post(address, {"kind": "talk", "words": WRITTEN}, headers=HERE)
    assert answer.status_code == 403
    assert "Du er logget ud" in answer.text
    assert "&lt;b&gt;arbejde&lt;/b&gt; i &quot;køkkenet&quot;." in answer.text
    assert "<b>arbejde" not in answer.text
    assert re.search(r'href="[^"]+" target="_blank" rel="noopener">Log ind i en ny fane', answer.text)
    assert f'action="{address}"' in answer.text
    assert "no-store" in answer["Cache-Control"]
    assert re.findall(r"<textarea[^>]*readonly>", answer.text) != []


def test_the_words_stand_under_the_label_of_their_field(address: str, region: Region) -> None:
    page = Client().post(address, {"kind": "talk", "words": WRITTEN}, headers=HERE).text
    assert re.findall(r'<label class="form-label" for="written-1">([^<]*)</label>', page) == [
        "Det, der er vigtigt til næste samtale"
    ]
    order = region.order()
    sent = {"title": "Ny titel her", "tasks": "Vi vasker op", "skills-0-skill": "rengøring af gulve"}
    page = Client().post(f"/jobordrer/{order.pk}/profil/", sent, headers=HERE).text
    assert re.findall(r'for="written-\d">([^<]*)</label>', page) == ["Titel", "Opgaver", "Kompetence"]


def test_a_page_that_adds_fields_of_the_day_to_its_form_knows_the_label_all_the_same(region: Region) -> None:
    stay = region.stay(region.person())
    sent = {
        "held_on": "01-03-2026",
        "words": WRITTEN,
        "answer": "yes",
        "level-7": "2",
        "ind-danish": "3",
        "next_on": "",
    }
    page = Client().post(f"/trappe/{stay.pk}/opfolgning/", sent, headers=HERE).text
    assert re.findall(r'for="written-\d">([^<]*)</label>', page) == ["Hvordan går det?"]


@pytest.mark.parametrize("told", [{}, {"Origin": "https://elsewhere.example"}, {"Origin": "null"}])
def test_nothing_is_given_back_to_a_form_that_stood_elsewhere(address: str, told: dict[str, str]) -> None:
    answer = Client().post(address, {"words": "Skrevet et andet sted"}, headers=told)
    assert (answer.status_code, "Skrevet et" in answer.text) == (403, False)


def test_no_password_and_no_cpr_number_stands_in_the_page(address: str) -> None:
    told = {"password": "Hemmelig sag", "cpr": "En 0101901234", "words": "Hendes nummer er 010190-1234, siger hun"}
    answer = Client().post(address, told, headers=HERE)
    assert "siger hun" in answer.text
    assert "Hemmelig" not in answer.text
    assert "1234" not in answer.text
    assert "Send det igen" not in answer.text


def test_after_signing_in_the_same_form_is_sent_from_the_page(region: Region, address: str) -> None:
    browser = Client(enforce_csrf_checks=True)
    member = region.member("caseworker")
    browser.force_login(member.user)
    session = browser.session
    session["membership"] = member.pk
    session.save()
    late = browser.post(address, {"kind": "talk", "words": WRITTEN}, headers=HERE)
    assert late.status_code == 403
    assert "har stået åben meget længe" in late.text
    token = re.findall(r'name="csrfmiddlewaretoken" value="([^"]+)"', late.text)[-1]
    told = {"kind": "talk", "words": WRITTEN, "csrfmiddlewaretoken": token}
    assert browser.post(address, told, headers=HERE).status_code == 302


def test_whom_one_acts_for_is_asked_without_losing_the_words(region: Region, address: str) -> None:
    here = region.member("caseworker")
    Membership.objects.create(user=here.user, organisation=region.fredensborg, role="caseworker")
    browser = Client()
    browser.force_login(here.user)
    answer = browser.post(address, {"words": WRITTEN}, headers=HERE)
    assert "Vælg organisation i en ny fane" in answer.text
    assert "arbejde&lt;/b&gt;" in answer.text


def test_so_much_that_nobody_wrote_it_is_not_read_through(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(unsent, "MOST", 1_000)
    answer = Client().post(address, {"words": f"{WRITTEN} " * 100}, headers=HERE)
    assert (answer.status_code, "arbejde" in answer.text) == (403, False)
    assert "Du er logget ud" in answer.text
