"""Eight languages on the citizen's pages and nowhere else; right to left where it is; English where words are missing."""

from functools import cache
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po
from django.test import Client
from django.utils import translation

from tests.integration.region import Region
from tools import messages
from tovholder import parameters
from tovholder.people.models import Person
from tovholder.web.shared import own_languages

OTHERS = [row.code for row in parameters.terms("own_languages") if row.code not in ("da", "en")]
RTL = {row.code for row in parameters.terms("own_languages") if row.flag("right_to_left")}
LOCALE = Path(messages.SOURCE) / "locale" / "citizen"
# Pages of topics whose words are Danish and English so far; the rest of the citizen's pages is there in all eight.
IN_TWO_ONLY = ("week", "meetings", "progress", "attendance", "questionnaires", "absence", "plan", "hearing")


@cache
def wanted() -> frozenset[str]:
    """What the citizen's pages say, in English."""
    starts = tuple(f"web/citizen/{folder}{each}" for each in IN_TWO_ONLY for folder in ("", "templates/citizen/"))
    found = (use for use in messages.used() if use.place.startswith("web/citizen/"))
    return frozenset(use.key[1] for use in found if not use.place.startswith(starts))


def catalogue(language: str) -> Catalog:
    with (LOCALE / language / "LC_MESSAGES" / "django.po").open("rb") as file:
        return read_po(file, locale=language, abort_invalid=True)


@pytest.mark.parametrize("language", OTHERS)
def test_every_sentence_of_the_citizens_pages_is_there_in_every_language(language: str) -> None:
    told = {str(each.id): str(each.string) for each in catalogue(language) if each.id}
    assert not sorted(wanted() - {english for english, own in told.items() if own})
    places = messages._placeholders
    assert not [english for english, own in told.items() if places(english) != places(own)]
    assert not told.keys() - {use.key[1] for use in messages.used()}, "nobody says this any more"


@pytest.mark.parametrize("language", OTHERS)
def test_a_citizen_reads_the_front_page_in_the_own_language_and_is_told_that_a_machine_wrote_it(
    browser: Client, language: str
) -> None:
    browser.post("/sprog/", {"language": language, "next": "/borger/"})
    page = browser.get("/borger/").text
    assert f'<html lang="{language}" dir="{"rtl" if language in RTL else "ltr"}">' in page
    assert "Hej Amina" not in page
    assert "Siden er oversat af en maskine" in page
    for other in (
        "/borger/mit/kan/",
        "/borger/mit/oensker/",
        "/borger/mit/forkert/",
        "/borger/hvem-har-set/",
        "/borger/papirer/",
    ):
        assert browser.get(other).status_code == 200


def test_what_has_no_translation_is_told_in_english_and_not_in_danish(browser: Client) -> None:
    browser.get("/borger/", HTTP_ACCEPT_LANGUAGE="ar")
    with translation.override("ar"):
        assert translation.gettext("My page") == "صفحتي"
        assert translation.gettext("Near misses of this order") == "Near misses of this order"
        assert translation.gettext("Nobody forgotten") == "Nobody forgotten"


@pytest.mark.parametrize(("asked", "told"), [("ar", "da"), ("ar,en;q=0.8", "en"), ("uk,da;q=0.5", "da")])
def test_staff_read_danish_or_english_whatever_the_browser_asks_for(desk: Client, asked: str, told: str) -> None:
    page = desk.get("/borgere/", HTTP_ACCEPT_LANGUAGE=asked).text
    assert f'<html lang="{told}" dir="ltr">' in page
    assert "العربية" not in page


def test_before_the_sign_in_only_the_citizens_way_in_speaks_all(region: Region, amina: Person) -> None:
    arabic = {"HTTP_ACCEPT_LANGUAGE": "ar"}
    assert '<html lang="da"' in Client().get("/konto/login/", **arabic).text
    way_in = Client().get("/borger/mit/ind/nothing/", **arabic)
    assert way_in.status_code == 404
    assert '<html lang="ar" dir="rtl">' in way_in.text
    assert "هذا الرابط لم يعد يعمل" in way_in.text


def test_a_language_somebody_has_read_does_not_say_that_a_machine_wrote_it(browser: Client) -> None:
    for language in ("da", "en"):
        page = browser.get("/borger/", HTTP_ACCEPT_LANGUAGE=language).text
        assert "Siden er oversat af en maskine" not in page
    assert own_languages.OF_ALL == ("da", "en")
