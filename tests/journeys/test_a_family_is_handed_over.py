"""An asylum centre hands a family over, a caseworker takes it in, and each house answers its part of the checklist."""

import re
from collections.abc import Callable
from datetime import timedelta

from django.utils import timezone
from playwright.sync_api import Locator

from tests.journeys.walking import Walk

Persona = Callable[..., Walk]

CENTRE = "Stine, medarbejder på asylcentret"
CASEWORKER = "Mikkel, sagsbehandler i Herlev"
FAMILY, PHONE_NUMBER = "Gebreyesus", "60708090"
# Given without a modulus 11, as it may be, for somebody whose day of birth nobody knew.
CPR, BORN = "010190-1234", "1990-01-01"


def test_a_family_comes_from_the_centre_to_the_municipality(persona: Persona) -> None:
    stine, mikkel = persona(), persona()
    handover = she_writes_of_a_family(stine)
    she_sends_it(stine)
    he_takes_them_in(mikkel, handover)
    stine.by_kind = mikkel.by_kind = True  # the same page with other marks
    he_reads_the_checklist(mikkel)
    the_centre_answers_its_part(stine, handover)
    mikkel.return_to(f"/modtagelse/{handover}/")
    assert "Bankkonto På plads" in mikkel.text(), mikkel.text()


def she_writes_of_a_family(centre: Walk) -> int:
    """The first one with a birth on 1 January, and her husband: what they share stands there already."""
    centre.be(CENTRE)
    centre.press("Overdrag en familie")
    centre.write("Fornavn", "Letebrhan")
    centre.write("Efternavn", FAMILY)
    centre.write("CPR-nummer", CPR)
    centre.write("Født", BORN)
    centre.write("Telefon", PHONE_NUMBER)
    centre.choose("Til hvilken kommune", "Herlev Kommune")
    centre.write("Visiteret til kommunen", (timezone.localdate() - timedelta(days=3)).isoformat())
    centre.press("Gem", role="button")
    found = re.search(r"/modtagelse/(\d+)/", centre.page.url)
    assert found is not None, centre.text()
    assert "Se efter igen" not in centre.text()
    centre.press("Tilføj et familiemedlem")
    assert (centre.value("Efternavn"), centre.value("Telefon")) == (FAMILY, PHONE_NUMBER)
    centre.choose("Er til den første", "Ægtefælle")
    centre.write("Fornavn", "Tesfalem")
    centre.press("Gem", role="button")
    assert centre.text().count(PHONE_NUMBER) == 2
    return int(found[1])


def she_sends_it(centre: Walk) -> None:
    centre.press("Send til kommunen", role="button")
    assert "Sendt" in centre.text()


def he_takes_them_in(caseworker: Walk, handover: int) -> None:
    caseworker.be(CASEWORKER)
    caseworker.open("/modtagelse/?vis=coming")
    caseworker.push(caseworker.page.locator(f"main a[href='/modtagelse/{handover}/']"))
    caseworker.press("Modtag: åbn sagerne", role="button")
    assert "Modtaget" in caseworker.text()


def he_reads_the_checklist(caseworker: Walk) -> None:
    """Each thing with whose it is and until when; the first stay is on a clock of its own. He has found a home."""
    text = caseworker.text()
    assert "Bolig Mangler" in text, text
    assert "Bankkonto Mangler Asylcentret, frist" in text, text
    assert "Virksomhedspraktik skal begynde senest" in text, text
    caseworker.push(in_place(caseworker, "Bolig"))
    assert "Bolig På plads" in caseworker.text(), caseworker.text()


def in_place(walk: Walk, thing: str) -> Locator:
    return walk.page.get_by_role("button", name=re.compile(rf"^Det er på plads\s*: {thing}$"))


def the_centre_answers_its_part(centre: Walk, handover: int) -> None:
    """What the municipality sees to, the centre reads and cannot answer."""
    centre.return_to(f"/modtagelse/{handover}/")
    assert "Bolig På plads" in centre.text(), centre.text()
    assert not in_place(centre, "Ydelse søgt").count()
    centre.push(in_place(centre, "Bankkonto"))
    assert "Bankkonto På plads" in centre.text(), centre.text()
