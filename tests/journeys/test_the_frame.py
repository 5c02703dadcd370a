"""The frame of every page: open to all, in both languages, wide and on a phone, with and without JavaScript."""

from collections.abc import Callable

import pytest

from tests.journeys.walking import PHONE, WIDE, Walk

Somebody = Callable[..., Walk]


@pytest.mark.parametrize("path", ["/personaer/", "/was/", "/konto/login/", "/konto/signup/", "/konto/lukket/"])
@pytest.mark.parametrize("size", [WIDE, PHONE], ids=["wide", "phone"])
def test_open_pages_have_no_fault_in_either_language(somebody: Somebody, path: str, size: dict[str, int]) -> None:
    visitor = somebody(size)
    visitor.open(path)
    danish = visitor.heading()
    visitor.speak("English")
    assert visitor.heading() != danish


def test_without_a_sign_in_a_demo_shows_its_people(somebody: Somebody) -> None:
    visitor = somebody()
    visitor.open("/min-dag/")
    assert visitor.heading() == "Hvem vil du være?"


def test_a_wrong_address_says_what_to_do(somebody: Somebody) -> None:
    visitor = somebody()
    visitor.expect_refusal(404)
    visitor.open("/findes-ikke/")
    assert visitor.heading() == "Findes ikke"


def test_a_page_of_another_role_is_refused_in_words(somebody: Somebody) -> None:
    caseworker = somebody()
    caseworker.be("caseworker")
    caseworker.expect_refusal(403)
    caseworker.open("/medlemmer/")
    assert caseworker.heading() == "Ikke for denne rolle"


def test_the_menu_holds_only_what_the_role_may_open(somebody: Somebody) -> None:
    administrator = somebody()
    administrator.be("administrator")
    links = [link.get_attribute("href") or "" for link in administrator.page.locator(".main-menu a").all()]
    assert "/medlemmer/" in links
    for link in links:
        assert administrator.page.goto(administrator.address + link).status == 200


def test_the_skip_link_comes_first_and_leads_to_the_content(somebody: Somebody) -> None:
    visitor = somebody()
    visitor.open("/was/")
    visitor.page.keyboard.press("Tab")
    assert visitor.page.evaluate("document.activeElement.className") == "skipnav"
    visitor.page.keyboard.press("Enter")
    assert visitor.page.evaluate("document.activeElement.id") == "content"


def test_language_and_persona_work_without_javascript(somebody: Somebody) -> None:
    visitor = somebody(PHONE, java_script_enabled=False)
    visitor.page.goto(f"{visitor.address}/personaer/")
    visitor.page.get_by_role("button", name="English").click()
    assert visitor.heading() == "Who do you want to be?"
    visitor.page.get_by_role("button", name="Be administrator").click()
    visitor.page.locator(".phone-menu summary").click()
    visitor.page.locator(".phone-menu a", has_text="Members").click()
    assert visitor.heading() == "Members"
