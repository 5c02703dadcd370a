"""Each role walks every kind of page it can reach by links: no fault that axe or the browser can find."""

import re
from collections.abc import Callable
from urllib.parse import urlsplit

import pytest

from tests.conftest import is_todays
from tests.journeys.walking import PHONE, WIDE, Walk, kind_of

Somebody = Callable[..., Walk]

PERSONAS = [
    "Karen, virksomhedskonsulent i Herlev",
    "Mikkel, sagsbehandler i Herlev",
    "Henrik, teamleder i Herlev",
    "Lone, ydelsesmedarbejder i Herlev",
    "Signe, integrationsambassadør i Allerød",
    "Birgit, vejleder på sprogcentret",
    "Torben, AMU-konsulent på erhvervsskolen",
    "Camilla, koordinator i partssekretariatet",
    "Poul, medlem af styregruppen fra regionen",
    "Ulla, mentor og frivillig",
    "Stine, medarbejder på asylcentret",
    "Anders, administrator i Herlev",
    "Yusra, borger i Herlev",
    "Nadia, HR-ansvarlig på Hotel Skrænthøj",
]
NOT_PAGES = re.compile(
    r"^/(static|sprog|konto|personaer|was)/|\.(csv|xlsx|txt|ics)$"
)  # the frame has journeys of its own


def walk_all(visitor: Walk, *, steps: int = 60) -> list[str]:
    """Follow links from page to page, one page of each kind, at most so many links away from the front page.

    Gives the kinds in the order they were seen."""
    visitor.by_kind = True
    visitor.brings_axe()
    seen: list[str] = []
    known: set[str] = set()
    waiting = [("/", 0)]
    while waiting:
        address, away = waiting.pop(0)
        visitor.open(address)
        seen.append(kind_of(address))
        links = visitor.page.eval_on_selector_all("a[href^='/']", "all => all.map(each => each.getAttribute('href'))")
        for link in links if away < steps else []:
            if kind_of(link) not in known and not NOT_PAGES.search(urlsplit(link).path):
                known.add(kind_of(link))
                waiting.append((link, away + 1))
    return seen


def goes_round(visitor: Walk, name: str, *, steps: int = 60, language: str = "") -> None:
    visitor.be(name)
    if language:
        visitor.speak(language)
    seen = walk_all(visitor, steps=steps)
    print(f"{name}: {len(seen)} kinds of page: {' '.join(seen)}")
    assert len(seen) > 2


ALIKE = ("Mikkel", "Henrik", "Lone", "Signe", "Stine", "Torben")
"""Whose front page leads to pages that Karen and Birgit are led to: the full run walks them everywhere."""
DAILY = [name for name in PERSONAS if not name.startswith(ALIKE)]
"""Half of them each day, the other half the next."""


@pytest.mark.parametrize(
    "name", [each for place, each in enumerate(DAILY) if is_todays(place)], ids=lambda name: name.split(",")[0]
)
def test_pages_in_danish(persona: Somebody, name: str) -> None:
    """The citizen and the company go everywhere; the others to all their front page and menu lead to. What lies deeper
    for staff, some hundred kinds of page, is walked by the journeys that do a piece of work, and by the full run."""
    everywhere = name.split(",", maxsplit=1)[0] in ("Yusra", "Nadia")
    goes_round(persona(WIDE), name, steps=60 if everywhere else 1)


@pytest.mark.full
@pytest.mark.parametrize("name", PERSONAS, ids=lambda name: name.split(",")[0])
def test_every_kind_of_page_in_danish(persona: Somebody, name: str) -> None:
    goes_round(persona(WIDE), name)


@pytest.mark.full
@pytest.mark.parametrize("name", PERSONAS, ids=lambda name: name.split(",")[0])
def test_every_kind_of_page_in_english(persona: Somebody, name: str) -> None:
    goes_round(persona(WIDE), name, language="English")


@pytest.mark.full
@pytest.mark.parametrize("name", PERSONAS, ids=lambda name: name.split(",")[0])
def test_every_kind_of_page_on_a_phone_fits_its_width(persona: Somebody, name: str) -> None:
    visitor = persona(PHONE)
    visitor.must_fit = True
    goes_round(visitor, name)


@pytest.mark.full
@pytest.mark.parametrize("language", ["العربية", "فارسی / دری"], ids=["arabic", "farsi"])
def test_every_own_page_from_right_to_left_on_a_phone(persona: Somebody, language: str) -> None:
    """Right to left and narrow, with Danish words of companies and colleagues inside, and a look at her case."""
    caseworker = persona(WIDE)
    caseworker.asks_axe = False
    caseworker.be("Mikkel, sagsbehandler i Herlev")
    caseworker.open("/borgere/?q=Yusra")
    caseworker.press("Yusra Al-Shami")
    visitor = persona(PHONE)
    visitor.must_fit = visitor.reads_left = True
    goes_round(visitor, "Yusra, borger i Herlev", language=language)
    assert visitor.page.evaluate("getComputedStyle(document.querySelector('main')).direction") == "rtl"
