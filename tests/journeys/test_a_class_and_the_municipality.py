"""A language adviser notes who came, what she saw in class, and sends a list; the caseworker reads it all."""

import re
from collections.abc import Callable, Iterable

from playwright.sync_api import FilePayload

from tests.journeys.walking import Walk

Persona = Callable[..., Walk]

ADVISER = "Birgit, vejleder på sprogcentret"
CASEWORKER = "Mikkel, sagsbehandler i Herlev"
PUPIL = "Yusra Al-Shami"
NO_WORD = "Væk: Ingen besked"


def test_a_teacher_tells_of_a_class_and_the_caseworker_reads_it(persona: Persona) -> None:
    birgit, mikkel = persona(), persona()
    birgit.be(ADVISER)
    birgit.by_kind = True  # the long list is the same page before and after
    birgit.press("Fravær")
    pupil, day = she_notes_a_day(birgit)
    birgit.by_kind = False
    she_sends_a_list(birgit, day)
    she_tells_what_she_saw(birgit, pupil)
    he_reads_of_the_days(mikkel, pupil)
    he_takes_in_what_she_saw(mikkel, pupil)
    birgit.return_to(f"/observationer/{pupil}/")
    assert "i sagen" in birgit.text(), birgit.text()


def she_notes_a_day(adviser: Walk) -> tuple[int, str]:
    """Today: one was away, all others of the page were there. Whom, and which day."""
    adviser.tick("Kun denne dag")
    adviser.press("Vis", role="button")
    cells = adviser.page.locator("main td select:enabled")
    everybody = cells.count()
    cell = cells.and_(adviser.page.locator(f"[aria-label^='{PUPIL}, ']"))
    label, name = cell.get_attribute("aria-label") or "", cell.get_attribute("name") or ""
    cell.select_option(label=NO_WORD)
    adviser.tick("Alle andre på denne side mødte")
    adviser.press("Gem listen", role="button")
    assert "er noteret" in adviser.text(), adviser.text()[:300]
    answers = adviser.page.locator("main td select option:checked").all_inner_texts()
    assert "–" not in answers, answers
    assert adviser.page.locator(f"select[name='{name}'] option:checked").inner_text() == NO_WORD
    assert everybody > 1
    found = re.match(r"p(\d+)d", name)
    assert found is not None, name
    return int(found[1]), label.rpartition(", ")[2]


def she_sends_a_list(adviser: Walk, day: str) -> None:
    """Of a course. A name that nobody has stops the whole list, with its row; written right, all of it is noted."""
    adviser.press("Send en liste som fil")
    adviser.choose("Hvad er listen fra?", "Kursus")
    read(adviser, [("Yusra Al-Hakim", day)])
    assert "Intet blev gemt" in adviser.text()
    assert re.search("række 2.*ingen, eller flere", adviser.text()), adviser.text()
    adviser.choose("Hvad er listen fra?", "Kursus")
    read(adviser, [(PUPIL, day)])
    assert "Tak. 1 dag er noteret" in adviser.text(), adviser.text()[:300]


def read(adviser: Walk, rows: Iterable[tuple[str, str]]) -> None:
    lines = ["Navn;Dato;Mødt;Årsag", *(f"{name};{day};nej;Meldt syg" for name, day in rows)]
    file: FilePayload = {"name": "kursus.csv", "mimeType": "text/csv", "buffer": "\r\n".join(lines).encode("cp1252")}
    adviser.page.set_input_files("input[type=file]", file)
    adviser.press("Læs listen", role="button")


def she_tells_what_she_saw(adviser: Walk, pupil: int) -> None:
    adviser.open(f"/observationer/{pupil}/")
    adviser.choose("Taler dansk med andre", "Sikkert og alene")
    adviser.choose("Hvordan kender borgeren til det?", "Vi har udfyldt det sammen")
    adviser.press("Fortæl det", role="button")
    assert "Borgeren og sagsbehandleren kan læse det" in adviser.text(), adviser.text()


def he_reads_of_the_days(caseworker: Walk, pupil: int) -> None:
    caseworker.be(CASEWORKER)
    caseworker.open(f"/fremmoede/borger/{pupil}/")
    text = caseworker.text()
    for activity, reason in (("Danskundervisning", "Ingen besked"), ("Kursus", "Meldt syg")):
        told = rf"{activity}\s+Væk, ikke afklaret {reason}\s+Sprogcenter Birkevang, {ADVISER}"
        assert re.search(told, text), text


def he_takes_in_what_she_saw(caseworker: Walk, pupil: int) -> None:
    caseworker.open(f"/observationer/{pupil}/")
    assert "Sikkert og alene" in caseworker.text()
    caseworker.press("Skriv ind", role="button")
    assert "i sagen" in caseworker.text(), caseworker.text()
