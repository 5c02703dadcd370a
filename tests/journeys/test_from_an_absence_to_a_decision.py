"""A citizen answers in Arabic on her phone why she was away; her caseworker assesses it, and somebody else decides."""

import re
from collections.abc import Callable

from tests.journeys.walking import PHONE, Walk

Persona = Callable[..., Walk]

CITIZEN = "Yusra, borger i Herlev"
ASSESS = "Skriv vurderingen, og send den videre til afgørelse"
ANSWER = "كنت في المستشفى مع ابني"
THAT_IS_ALL = "هذا كل ما أريد قوله. لا حاجة أن تنتظر البلدية حتى نهاية المهلة."


def test_a_hearing_is_answered_assessed_and_decided_by_three_people(persona: Persona) -> None:
    yusra = persona(PHONE)
    yusra.must_fit = True
    yusra.be(CITIZEN)
    yusra.speak("العربية")
    hearing = she_answers(yusra)
    he_assesses(persona(), hearing)
    somebody_else_decides(persona(), hearing)
    yusra.open(f"/borger/fravaer/hoering/{hearing}/")
    assert "القرار: تخصم البلدية من إعانتك" in yusra.text()
    assert "Ankestyrelsen" in yusra.text()


def she_answers(yusra: Walk) -> int:
    """From her front page, where it comes first what she is asked."""
    yusra.push(yusra.page.get_by_role("main").locator("a[href*='/borger/fravaer/hoering/']"))
    found = re.search(r"/borger/fravaer/hoering/(\d+)/", yusra.page.url)
    assert found is not None, yusra.page.url
    yusra.write("جوابك", ANSWER)
    yusra.tick(THAT_IS_ALL)
    yusra.press("أرسل جوابك", role="button")
    assert ANSWER in yusra.text()
    return int(found[1])


def he_assesses(caseworker: Walk, hearing: int) -> None:
    caseworker.be("Mikkel, sagsbehandler i Herlev")
    caseworker.open(f"/fremmoede/hoering/{hearing}/")
    assert ANSWER in caseworker.text()
    caseworker.unfold(ASSESS)
    caseworker.choose("Var der en rimelig grund?", "Nej, ingen rimelig grund")
    caseworker.choose("Bringer et fradrag borgeren tættere på arbejde?", "Ja")
    caseworker.write("Den konkrete vurdering", "Hun kunne have ringet til læreren samme dag.")
    caseworker.choose("Hvad indstiller du til?", "Fradrag i ydelsen")
    caseworker.press(ASSESS, role="button")
    assert "Venter på afgørelse" in caseworker.text(), caseworker.text()


def somebody_else_decides(officer: Walk, hearing: int) -> None:
    officer.be("Lone, ydelsesmedarbejder i Herlev")
    officer.open("/fremmoede/")
    officer.push(officer.page.locator(f"main a[href='/fremmoede/hoering/{hearing}/']"))
    officer.unfold("Afgør")
    officer.choose("Hvad afgøres?", "Fradrag i ydelsen")
    officer.write("Hvad der trækkes i ydelsen, med ord", "En dags ydelse.")
    officer.write("Begrundelse for afgørelsen", "Ingen besked den dag, og ingen rimelig grund.")
    officer.press("Afgør", role="button")
    assert "Ingen besked den dag" in officer.text(), officer.text()
