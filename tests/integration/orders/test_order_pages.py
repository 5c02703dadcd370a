"""Somebody takes an order on the pages: find the company, write its words, confirm what was read, answer in time."""

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.test import Client
from django.utils import timezone

from tests.integration.placements.chosen import staffed
from tests.integration.region import NOW, Region
from tovholder.accounts.models import Membership, Organisation
from tovholder.companies import services
from tovholder.companies.models import JobOrder
from tovholder.web.shared import concepts

SignedIn = Callable[[Membership], Client]
WORDS = "Vi mangler to rengøringsassistenter fra 1. april, 25 timer om ugen. Man skal forstå enkle beskeder."


@pytest.fixture
def browser(signed_in: SignedIn, region: Region) -> Client:
    return signed_in(region.member("company_consultant", at=region.fredensborg))


def _own(region: Region, title: str = "Rengøringsassistent", **facts: object) -> JobOrder:
    """An order of the municipality whose consultant looks."""
    return region.order(title, **({"taken_by": region.fredensborg} | facts))


def _words_form(region: Region, **changed: str) -> dict[str, str]:
    told = {"request_key": "k1", "unit": str(region.workplace.pk), "words": WORDS, "places": "2"}
    return told | changed


def _profile_form(order: JobOrder, **changed: object) -> dict[str, object]:
    told: dict[str, object] = {
        "version": order.version,
        "title": order.title,
        "occupation": "rengøringsassistent",
        "kinds": ["work_placement"],
        "places": "2",
        "skills-TOTAL_FORMS": "1",
        "skills-INITIAL_FORMS": "0",
        "skills-0-skill": "",
        "skills-0-need": "useful",
        "skills-0-level": "1",
    }
    return told | changed


def test_an_order_goes_from_the_companys_words_to_a_confirmed_profile(browser: Client, region: Region) -> None:
    found = browser.get("/jobordrer/ny/", {"q": "strand"}).content.decode()
    assert f"?virksomhed={region.company.pk}" in found
    answer = browser.post(f"/jobordrer/ny/?virksomhed={region.company.pk}", _words_form(region))
    order = JobOrder.objects.get()
    assert answer.headers["Location"] == f"/jobordrer/{order.pk}/profil/"
    page = browser.get(answer.headers["Location"]).content.decode()
    assert 'value="rengøringsassistent"' in page
    assert 'name="hours_min" value="25"' in page
    assert "<mark>rengøringsassistenter</mark>" in page
    assert "hvilken slags forløb virksomheden tilbyder" in page
    browser.post(f"/jobordrer/{order.pk}/profil/", _profile_form(order))
    order.refresh_from_db()
    assert (order.status, order.occupation, order.kinds) == ("open", "cleaner", ["work_placement"])


@pytest.mark.usefixtures("keeps_contexts")
def test_a_profile_takes_back_every_name_that_it_filled_in_itself(browser: Client, region: Region) -> None:
    """An imported order may ask for a group of skills, and for a code that no vocabulary knows any more."""
    browser.post(f"/jobordrer/ny/?virksomhed={region.company.pk}", _words_form(region))
    order = JobOrder.objects.get()
    browser.post(f"/jobordrer/{order.pk}/profil/", _profile_form(order))
    group = next(code for code, one in concepts.book().skills.items() if one.kind == "group" and code != "cleaning")
    order.skills.all().delete()
    for code in ("skill:gone", group):
        order.skills.create(skill=code, required=True, level=1)
    shown = browser.get(f"/jobordrer/{order.pk}/profil/").context
    filled = shown["form"].initial | {
        f"skills-{at}-{name}": value for at, line in enumerate(shown["lines"].initial) for name, value in line.items()
    }
    filled |= {"skills-TOTAL_FORMS": "2", "skills-INITIAL_FORMS": "2", "title": "Ny titel"}
    filled = {name: value for name, value in filled.items() if value is not None}
    answer = browser.post(f"/jobordrer/{order.pk}/profil/", filled)
    assert answer.status_code == 302
    order.refresh_from_db()
    assert (order.title, {row.skill for row in order.skills.all()}) == ("Ny titel", {"skill:gone", group})


def test_after_the_profile_is_confirmed_nobody_is_told_to_confirm_it(browser: Client, region: Region) -> None:
    browser.post(f"/jobordrer/ny/?virksomhed={region.company.pk}", _words_form(region))
    order = JobOrder.objects.get()
    page = browser.post(f"/jobordrer/{order.pk}/profil/", _profile_form(order), follow=True).text
    assert "Vi er i gang med at matche jobordren" in page
    assert "Bekræft profilen" not in page


def test_the_company_in_another_municipality_keeps_its_fixed_contact(browser: Client, region: Region) -> None:
    fixed = region.member("company_consultant", initials="KH")
    services.assign_consultant(
        company_id=region.company.pk,
        version=1,
        consultant_id=fixed.pk,
        stays_of=frozenset(),
        actor=region.actor("team_leader"),
        now=NOW,
    )
    answer = browser.post(f"/jobordrer/ny/?virksomhed={region.company.pk}", _words_form(region), follow=True)
    assert f"{fixed.user.name}, Helsingør Kommune, er virksomhedens faste kontakt" in answer.content.decode()
    assert JobOrder.objects.get().owner_id == fixed.pk


def test_an_order_without_a_name_is_called_by_its_occupation(browser: Client, region: Region) -> None:
    browser.post(f"/jobordrer/ny/?virksomhed={region.company.pk}", _words_form(region))
    assert JobOrder.objects.get().title == "Rengøringsassistent"


def test_the_form_sent_twice_makes_one_order(browser: Client, region: Region) -> None:
    for _ in range(2):
        browser.post(f"/jobordrer/ny/?virksomhed={region.company.pk}", _words_form(region))
    assert JobOrder.objects.count() == 1


def test_a_word_nobody_knows_comes_back_with_words_we_know(browser: Client, region: Region) -> None:
    order = _own(region, status="draft", confirmed_at=None)
    answer = browser.post(f"/jobordrer/{order.pk}/profil/", _profile_form(order, **{"skills-0-skill": "rengøringx"}))
    page = answer.content.decode()
    assert answer.status_code == 422
    assert '<li><a href="#id_skills-0-skill">Kompetence 1: ' in page  # in the summary on top too
    assert "Vi kender ikke “rengøringx”" in page
    assert 'value="rengøringx"' in page


def test_the_second_to_save_a_profile_sees_both_texts_and_loses_none(browser: Client, region: Region) -> None:
    order = _own(region)
    browser.post(f"/jobordrer/{order.pk}/profil/", _profile_form(order, title="Hendes titel"))
    answer = browser.post(f"/jobordrer/{order.pk}/profil/", _profile_form(order, title="Min titel"))
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Hendes titel" in page
    assert 'value="Min titel"' in page
    assert 'name="version" value="2"' in page
    order.refresh_from_db()
    assert order.title == "Hendes titel"


def test_the_second_to_save_the_same_profile_is_told_that_nothing_was_saved(browser: Client, region: Region) -> None:
    order = _own(region)
    browser.post(f"/jobordrer/{order.pk}/profil/", _profile_form(order))
    answer = browser.post(f"/jobordrer/{order.pk}/profil/", _profile_form(order))
    assert answer.status_code == 409
    assert "En anden har gemt" in answer.content.decode()


def test_a_licence_that_would_only_be_nice_closes_no_door(browser: Client, region: Region) -> None:
    order = _own(region, status="draft", confirmed_at=None, words="Vi søger en chauffør. Gerne med kørekort til bil.")
    page = browser.get(f"/jobordrer/{order.pk}/profil/").content.decode()
    assert 'value="kørekort til bil"' in page
    assert 'name="licences" value="driving_b" class="form-checkbox" id="id_licences_0" checked' not in page
    order.words = "Vi søger en chauffør. Kørekort til bil er et krav."
    order.save()
    page = browser.get(f"/jobordrer/{order.pk}/profil/").content.decode()
    assert 'name="licences" value="driving_b" class="form-checkbox" id="id_licences_0" checked' in page


def test_an_unanswered_order_is_found_by_its_address_until_it_is_answered(browser: Client, region: Region) -> None:
    order = _own(region, "Natportier")
    assert "Natportier" in browser.get("/jobordrer/?ubesvaret=1").content.decode()
    browser.post(f"/jobordrer/{order.pk}/besvaret/", {"version": order.version})
    assert "Natportier" not in browser.get("/jobordrer/?ubesvaret=1").content.decode()
    assert "Natportier" in browser.get("/jobordrer/?status=open").content.decode()


def test_suggestions_begin_as_typed(browser: Client, region: Region) -> None:
    page = browser.get("/jobordrer/ord/stilling/", {"occupation": "kok"}).content.decode()
    assert 'value="kok"' in page


def test_an_order_outside_the_partnership_is_not_there(signed_in: SignedIn, region: Region) -> None:
    order = _own(region, "Natportier")
    tonder = Organisation.objects.create(kind="municipality", name="Tønder Kommune", municipality_code="0550")
    stranger = signed_in(region.member("company_consultant", at=tonder))
    assert stranger.get(f"/jobordrer/{order.pk}/").status_code == 404
    assert stranger.get(f"/jobordrer/{order.pk}/profil/").status_code == 404
    assert stranger.post(f"/jobordrer/{order.pk}/besvaret/", {"version": 1}).status_code == 404
    assert "Natportier" not in stranger.get("/jobordrer/").content.decode()


@pytest.mark.parametrize("role", ["mentor", "steering_member", "citizen", "administrator", "benefits_officer"])
@pytest.mark.parametrize("path", ["/jobordrer/", "/virksomheder/", "/jobordrer/ny/"])
def test_roles_without_company_work_are_refused(signed_in: SignedIn, region: Region, role: str, path: str) -> None:
    assert signed_in(region.member(role)).get(path).status_code == 403


def test_those_who_only_read_see_no_button_and_write_nothing(signed_in: SignedIn, region: Region) -> None:
    order = _own(region)
    reader = signed_in(region.member("school_consultant"))
    page = reader.get(f"/jobordrer/{order.pk}/").content.decode()
    assert order.title in page
    assert "/besvaret/" not in page
    assert reader.post(f"/jobordrer/{order.pk}/besvaret/", {"version": 1}).status_code == 403


def test_an_unknown_headcount_is_asked_of_the_company_and_a_full_workplace_is_told(
    browser: Client, region: Region
) -> None:
    order = _own(region)
    address, question = f"/jobordrer/{order.pk}/", "Det vides ikke, om arbejdsstedet har plads."
    page = browser.get(address).text
    assert question in page
    assert f'href="/virksomheder/{region.company.pk}/#workplace-{region.workplace.pk}"' in page
    assert page.index(question) < page.index('id="need"')
    staffed(region, "10")
    assert question not in browser.get(address).text
    for name in ("Bilal", "Zahra", "Yusuf"):
        region.stay(region.person(name), hours_unpaid=37, ends_before=timezone.localdate() + timedelta(days=60))
    assert "Rimelighedskravet giver ikke plads" in browser.get(address).text


@pytest.mark.parametrize("path", ["/jobordrer/", "/jobordrer/{}/", "/jobordrer/{}/profil/"])
def test_the_pages_ask_few_questions_however_many_orders(
    browser: Client, region: Region, path: str, all_queries: Callable[[], object]
) -> None:
    order = _own(region)
    address = path.format(order.pk)
    browser.get(address)
    with all_queries() as few:  # type: ignore[attr-defined]
        browser.get(address)
    for number in range(12):
        _own(region, f"Nummer {number}")
    with all_queries() as many:  # type: ignore[attr-defined]
        browser.get(address)
    assert many == few
    assert many[0] <= 15


@pytest.mark.parametrize("digits", ["9" * 30, "9" * 5_000])
def test_a_number_nobody_can_have_leads_to_a_page_and_not_to_a_fault(
    browser: Client, region: Region, digits: str
) -> None:
    order = _own(region)
    assert browser.get("/jobordrer/ny/", {"virksomhed": digits}).status_code == 200
    assert browser.get("/jobordrer/", {"q": "\0"}).status_code == 400
    assert browser.post(f"/jobordrer/{order.pk}/besvaret/", {"version": digits}).status_code == 302


@pytest.mark.usefixtures("keeps_contexts")
@pytest.mark.parametrize("words", ["", "Vi mangler to kokke fra 1. april, 30 timer om ugen. Der er støj."])
def test_what_stands_on_a_draft_is_not_taken_off_by_confirming_it(browser: Client, region: Region, words: str) -> None:
    """A file says what the work takes; the company's words fill only what nobody has said."""
    order = _own(
        region,
        status="draft",
        confirmed_at=None,
        words=words,
        tasks="Vask af gulve",
        occupation="cleaner",
        industry="cleaning",
        hours_min="15.5",
        hours_max="25",
        strains=["heavy_lifting"],
        kinds=[],
        start_earliest="2026-12-01",
    )
    order.skills.create(skill="cleaning", required=True, level=2)
    shown = browser.get(f"/jobordrer/{order.pk}/profil/").context
    filled = shown["form"].initial
    assert (filled["tasks"], filled["strains"], filled["industry"]) == ("Vask af gulve", ["heavy_lifting"], "cleaning")
    assert (filled["hours_min"], filled["hours_max"]) == (Decimal("15.5"), Decimal(25))
    assert (filled["start_earliest"], filled["start_latest"]) == (date(2026, 12, 1), None)
    assert [(line["need"], line["level"]) for line in shown["lines"].initial] == [("required", 2)]
    assert "hvor mange timer om ugen" not in [str(line) for line in shown["unanswered"]]
    sent = filled | {
        f"skills-{at}-{name}": value for at, line in enumerate(shown["lines"].initial) for name, value in line.items()
    }
    sent |= {"skills-TOTAL_FORMS": "1", "skills-INITIAL_FORMS": "1", "kinds": ["work_placement"]}
    answer = browser.post(
        f"/jobordrer/{order.pk}/profil/", {key: each for key, each in sent.items() if each is not None}
    )
    assert answer.status_code == 302
    order.refresh_from_db()
    assert (order.occupation, order.strains) == ("cleaner", ["heavy_lifting"])
    assert list(order.skills.values_list("skill", "required")) == [("cleaning", True)]


@pytest.mark.usefixtures("keeps_contexts")
def test_the_words_of_a_draft_fill_what_nobody_has_said(browser: Client, region: Region) -> None:
    order = _own(region, status="draft", confirmed_at=None, words=WORDS, occupation="", hours_min=None, kinds=[])
    JobOrder.objects.filter(pk=order.pk).update(places=1, strains=["heavy_lifting"])
    filled = browser.get(f"/jobordrer/{order.pk}/profil/").context["form"].initial
    assert (filled["occupation"], filled["places"], filled["hours_min"]) == ("rengøringsassistent", 2, Decimal(25))
    assert filled["strains"] == ["heavy_lifting"]
