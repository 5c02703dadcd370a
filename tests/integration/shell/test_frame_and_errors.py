"""The frame: a menu the role can use, errors in words, nothing shown that is not logged."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from django.core.exceptions import BadRequest
from django.test import Client, RequestFactory
from django.urls import resolve, reverse
from django.utils import formats, translation

from tests.integration.region import Region
from tovholder.accounts import readlog
from tovholder.accounts.access_rules import permits
from tovholder.accounts.models import Membership
from tovholder.accounts.roles import ROLES_OF_KIND, Role
from tovholder.web.shared import errors, menu
from tovholder.web.shared.rules_of_views import rule_of

SignedIn = Callable[[Membership], Client]
MUNICIPAL = sorted(ROLES_OF_KIND["municipality"])


@pytest.mark.usefixtures("keeps_contexts")
@pytest.mark.parametrize("role", MUNICIPAL)
def test_every_entry_of_the_menu_opens(region: Region, signed_in: SignedIn, role: str) -> None:
    browser = signed_in(region.member(role))
    start = browser.get("/", follow=True)
    assert start.status_code == 200
    for item in start.context["menu"]:
        assert browser.get(item.address, follow=True).status_code == 200, item.address


def test_a_menu_that_is_kept_is_drawn_for_the_language_the_place_and_the_right(region: Region) -> None:
    def drawn(language: str, path: str, **rights: bool) -> str:
        request = RequestFactory().get(path)
        request.actor = replace(region.actor("caseworker"), **rights)  # type: ignore[attr-defined, arg-type]
        with translation.override(language):
            return menu.of(request).drawn

    here = '<a href="/borgere/" aria-current="page">'
    for _again in range(2):
        assert f"{here}Borgere</a>" in drawn("da", "/borgere/")
        assert f"{here}Citizens</a>" in drawn("en", "/borgere/")
        assert here not in drawn("da", "/min-dag/")
        health = f'href="{reverse("staff:health")}"'
        assert health not in drawn("da", "/borgere/")
        assert health in drawn("da", "/borgere/", reads_health=True)


@pytest.mark.usefixtures("keeps_contexts")
def test_the_menu_marks_where_one_is(region: Region, signed_in: SignedIn) -> None:
    page = signed_in(region.member("administrator")).get("/medlemmer/nyt/")
    assert [item.label for item in page.context["menu"] if item.current] == ["Medlemmer"]


@pytest.mark.usefixtures("keeps_contexts")
def test_a_menu_of_many_entries_takes_one_line_and_marks_where_one_is_behind_more(
    region: Region, signed_in: SignedIn
) -> None:
    page = signed_in(region.member("company_consultant")).get("/faelles/viden/")
    told = page.context["menu"]
    assert [*told.line, *told.more] == list(told)
    assert len(told.line) == menu.ON_ONE_LINE
    assert '<summary aria-current="true">Mere</summary>' in page.content.decode()


@pytest.mark.parametrize("role", ["benefits_officer", "coordinator", "mentor", "administrator"])
def test_only_roles_with_a_day_of_their_own_have_it_in_the_menu(role: str) -> None:
    assert "/min-dag/" not in {address for address, *_ in menu._addresses(role)}
    assert "/min-dag/" in {address for address, *_ in menu._addresses("caseworker")}


@pytest.mark.parametrize("role", list(Role))
def test_no_entry_leads_where_the_role_may_not_go(role: Role) -> None:
    for address, *_ in menu._addresses(role):
        rule = rule_of(resolve(address).func)
        assert rule is not None
        assert permits(rule, role)


def test_who_acts_for_whom_stands_on_every_page(region: Region, signed_in: SignedIn) -> None:
    page = signed_in(region.member("caseworker")).get("/findes-ikke/")
    assert page.status_code == 404
    assert "Helsingør Kommune" in page.content.decode()


def test_somebody_with_two_memberships_must_choose(region: Region, signed_in: SignedIn) -> None:
    first = region.member("caseworker")
    second = Membership.objects.create(user=first.user, organisation=region.fredensborg, role="team_leader")
    browser = Client()
    browser.force_login(first.user)
    assert browser.get("/min-dag/").url == "/organisation/?next=/min-dag/"  # type: ignore[attr-defined]
    answer = browser.post("/organisation/", {"membership": second.pk, "next": "/min-dag/"}, follow=True)
    assert "Fredensborg Kommune" in answer.content.decode()


def test_nobody_acts_in_somebody_elses_membership(region: Region, signed_in: SignedIn) -> None:
    browser = signed_in(region.member("caseworker"))
    other = region.member("administrator")
    browser.post("/organisation/", {"membership": other.pk})
    assert browser.get("/medlemmer/").status_code == 403


def test_the_way_on_never_leads_out_of_the_house(region: Region, signed_in: SignedIn) -> None:
    member = region.member("caseworker")
    browser = signed_in(member)
    told = {"membership": member.pk, "next": "https://example.org/"}
    assert browser.post("/organisation/", told).url == reverse("home")  # type: ignore[attr-defined]


def test_what_cannot_be_logged_is_not_shown(
    region: Region, signed_in: SignedIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    person = region.person("Amina")
    browser = signed_in(region.member("caseworker"))

    def broken(**_told: object) -> None:
        raise OSError("the disk is full")

    monkeypatch.setattr(readlog, "write", broken)
    page = browser.get(f"/borgere/{person.pk}/")
    assert page.status_code == 503
    assert "Amina" not in page.content.decode()
    assert "Intet kan vises lige nu" in page.content.decode()


def test_a_form_from_an_old_page_is_told_in_words(region: Region) -> None:
    browser = Client(enforce_csrf_checks=True)
    answer = browser.post("/sprog/", {"language": "en"})
    assert answer.status_code == 403
    assert "Forespørgslen kunne ikke læses" in answer.content.decode()


def test_the_address_of_a_button_opened_as_a_page_says_so_and_leads_back(region: Region, signed_in: SignedIn) -> None:
    browser = signed_in(region.member("company_consultant"))
    address, page = f"/virksomheder/{region.company.pk}/konsulent/", "http://testserver/virksomheder/"
    answer = browser.get(address, headers={"Referer": page})
    assert (answer.status_code, answer["Allow"]) == (405, "POST")
    assert "Adressen er ikke en side" in answer.text
    assert f'href="{page}"' in answer.text
    elsewhere = browser.get(address, headers={"Referer": "https://elsewhere.example/"}).text
    assert "elsewhere" not in elsewhere
    assert 'href="/"' in elsewhere


def test_the_error_page_survives_what_broke_the_page(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_told: object, **_more: object) -> None:
        raise BadRequest

    monkeypatch.setattr(errors, "render", broken)
    answer = errors.server_error(RequestFactory().get("/"))
    assert answer.status_code == 500
    assert "Prøv igen om lidt" in answer.content.decode()


def test_personas_do_not_exist_outside_a_demo(region: Region, settings: object) -> None:
    member = region.member("caseworker")
    answer = Client().post("/personaer/", {"membership": member.pk})
    assert answer.status_code == 404


def test_a_phones_menu_stands_under_the_headings_of_the_one_that_folds_out(region: Region, signed_in: SignedIn) -> None:
    page = signed_in(region.member("company_consultant")).get("/virksomheder/").content.decode()
    phone = page.split('class="phone-menu"')[1].split("</details>")[0]
    for heading in ("Virksomheder", "Forløb", "Behov og viden", "Tilsammen"):
        assert f'<li class="menu-heading">{heading}</li>' in phone
    contact = signed_in(region.member("mentor")).get("/aabnet/").content.decode()
    assert "menu-heading" not in contact


def test_the_list_of_faults_puts_no_colon_after_a_question(region: Region, signed_in: SignedIn) -> None:
    order = region.order()
    browser = signed_in(region.member("company_consultant"))
    lines = {"skills-TOTAL_FORMS": "0", "skills-INITIAL_FORMS": "0"}
    page = browser.post(f"/jobordrer/{order.pk}/profil/", {"version": order.version, "title": "", **lines}).text
    assert "Hvad tilbyder virksomheden? Dette felt" in page
    assert "Titel: Dette felt" in page
    assert "?:" not in page


def test_a_ukrainian_day_has_its_month_in_the_genitive() -> None:
    with translation.override("uk"):
        assert formats.date_format(date(2026, 11, 28), "DATE_FORMAT") == "28 листопада 2026"
        assert "28 листопада" in formats.date_format(date(2026, 11, 28), "WEEKDAY_FORMAT")
        assert formats.date_format(date(2026, 11, 28), "YEAR_MONTH_FORMAT") == "Листопад 2026"
