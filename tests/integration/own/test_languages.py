"""Eight languages on the citizen's pages and nowhere else; right to left where it is; English where words miss."""

from functools import cache
from pathlib import Path

import pytest
from babel.messages.pofile import read_po
from django.test import Client
from django.utils import translation

from tests.integration.region import Region
from tools import messages
from tovholder import parameters
from tovholder.people.models import Person
from tovholder.web.citizen.corrections import Wrong
from tovholder.web.shared import concepts, own_languages, sentences

OTHERS = [row.code for row in parameters.terms("own_languages") if row.code not in ("da", "en")]
OF_LISTS = ("placement_kinds", "sharing_purposes", "evidence_kinds", "correction_fields", "own_industries")
OF_LISTS += ("attendance_activities", "plan_kinds", "around_roles", "enquiry_kinds")
RTL = {row.code for row in parameters.terms("own_languages") if row.flag("right_to_left")}
LOCALE = Path(messages.SOURCE) / "locale" / "citizen"
# Pages of topics whose words are Danish and English so far; the rest of the citizen's pages is there in all eight.
IN_TWO_ONLY = ("week", "meetings", "progress", "attendance", "questionnaires", "absence", "plan", "hearing")


@cache
def said(folder: str) -> dict[str, str]:
    """What the pages of a folder say, in English, with one place where."""
    return {use.key[1]: use.place for use in messages.used(messages.SOURCE / "web" / folder)}


def wanted() -> set[str]:
    starts = tuple(f"{folder}{each}" for each in IN_TWO_ONLY for folder in ("", "templates/citizen/"))
    return {english for english, place in said("citizen").items() if not place.startswith(starts)}


def told_in(language: str) -> dict[str, str]:
    with (LOCALE / language / "LC_MESSAGES" / "django.po").open("rb") as file:
        return {
            str(each.id): str(each.string) for each in read_po(file, locale=language, abort_invalid=True) if each.id
        }


def test_every_sentence_of_the_citizens_pages_is_there_in_every_language() -> None:
    places, known = messages._placeholders, said("citizen").keys() | said("shared").keys()
    for language in OTHERS:
        told = told_in(language)
        assert not sorted(wanted() - {english for english, own in told.items() if own}), language
        assert not [english for english, own in told.items() if places(english) != places(own)], language
        assert not told.keys() - known, "nobody says this any more"


@pytest.mark.parametrize("language", ["ar", "kmr"])
def test_a_citizen_reads_the_own_language_and_is_told_that_a_machine_wrote_it(
    region: Region, amina: Person, browser: Client, language: str
) -> None:
    stay = region.stay(amina)
    browser.post("/sprog/", {"language": language, "next": "/borger/"})
    page = browser.get("/borger/").text
    assert f'<html lang="{language}" dir="{"rtl" if language in RTL else "ltr"}">' in page
    assert told_in(language)["My contact"] in page
    assert "Siden er oversat af en maskine" in page
    for other in (
        f"forloeb/{stay.pk}/timer/",
        f"forventninger/{stay.pk}/",
        "mit/kan/",
        "mit/oensker/",
        "mit/forkert/",
        "mit/skriv/",
        "hvem-har-set/",
        "papirer/",
    ):
        page = browser.get(f"/borger/{other}").text
        assert "Siden er oversat af en maskine" in page
        assert f'language" value="{language}" lang="{language}" aria-current="true"' in page


def test_the_look_ups_are_counted_in_the_own_language(desk: Client, amina: Person, browser: Client) -> None:
    assert desk.get(f"/borgere/{amina.pk}/").status_code == 200
    browser.post("/sprog/", {"language": "ar", "next": "/borger/"})
    assert told_in("ar")["%(found)s found"] % {"found": 1} in browser.get("/borger/hvem-har-set/").text


def test_what_the_lists_say_on_these_pages_is_there_too_and_the_rest_in_english() -> None:
    for terms in OF_LISTS:
        for row in parameters.terms(terms):
            for language in OTHERS:
                assert own_languages.word_of(terms, row.code, language) != row.en, (terms, row.code, language)
    assert own_languages.word_of("board_statuses", "sick", "ar") == parameters.term("board_statuses", "sick").en
    assert concepts.label("office_cleaning", "ar") == concepts.label("office_cleaning", "da")  # as at work here
    assert own_languages.word_of("placement_kinds", "taster", "da") == parameters.term("placement_kinds", "taster").da


def test_what_has_no_translation_is_told_in_english_and_not_in_danish(browser: Client) -> None:
    browser.get("/borger/", HTTP_ACCEPT_LANGUAGE="ar")
    with translation.override("ar"):
        assert translation.gettext("My page") == "صفحتي"
        assert translation.gettext("Near misses of this order") == "Near misses of this order"
        assert translation.gettext("Nobody forgotten") == "Nobody forgotten"


def test_a_refusal_and_a_fault_in_a_form_are_told_in_the_own_language(
    region: Region, amina: Person, browser: Client
) -> None:
    for row in parameters.terms("own_refusals"):
        if row.code != "unknown":
            assert (row.en, row.da) == sentences.SENTENCES[row.code]
        told = [row.text(language) for language in OTHERS]
        assert all(sentences.placeholders(each) == sentences.placeholders(row.en) for each in told), row.code
        assert all(told)
        assert row.en not in told
    for language in ("ti", "so", "kmr"):  # Django has not got them
        with (LOCALE.parent / "forms" / language / "LC_MESSAGES" / "django.po").open("rb") as file:
            book = read_po(file, locale=language, abort_invalid=True)
        assert all(messages._placeholders(str(each.id)) == messages._placeholders(str(each.string)) for each in book)
        form = Wrong({"words": "x" * 9000, "about": "nothing", "request_key": "a"})
        with translation.override(language):
            faults = " ".join(each for field in form.errors.values() for each in field)
        assert "9000" in faults
        assert not {"Ensure", "valid"} & set(faults.split())
    browser.post("/sprog/", {"language": "so", "next": "/borger/"})
    assert "Dooro ugu yaraan 2." in browser.post("/borger/mit/oensker/", {"version": amina.version}).text
    assert "Halkan waa in la buuxiyaa." in browser.post("/borger/mit/forkert/", {"about": "phone"}).text


def test_staff_read_danish_or_english_whatever_the_browser_asks_for(desk: Client) -> None:
    for asked, told in (("ar", "da"), ("ar,en;q=0.8", "en"), ("uk,da;q=0.5", "da")):
        page = desk.get("/borgersider/0/", HTTP_ACCEPT_LANGUAGE=asked).text
        assert f'<html lang="{told}" dir="ltr">' in page
        assert "العربية" not in page


def test_before_the_sign_in_only_the_citizens_way_in_speaks_all(region: Region, amina: Person) -> None:
    arabic = {"HTTP_ACCEPT_LANGUAGE": "ar"}
    assert '<html lang="da"' in Client().get("/konto/login/", **arabic).text
    way_in = Client().get("/borger/mit/ind/nothing/", **arabic)
    assert way_in.status_code == 404
    assert '<html lang="ar" dir="rtl">' in way_in.text
    assert "هذا الرابط لم يعد يعمل" in way_in.text
