"""Every answer is worded in both languages, with its facts, and no sentence can break a page."""

import re
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from tovholder.base.decision import Decision
from tovholder.base.reference import Reference
from tovholder.engine.matching.codes import Gate, Reason
from tovholder.placements import facts, rules
from tovholder.web.shared import sentences

SOURCES = Path(__file__).parents[4] / "src" / "tovholder"
ANSWERED = re.compile(r'(?:NotAllowed|Decision\.(?:yes|no|unknown))\(\s*"([a-z_]+\.[a-z0-9_]+)"')
CHOSEN = re.compile(r'"([a-z_]+\.[a-z0-9_]+)" if [^\n]* else "([a-z_]+\.[a-z0-9_]+)"')


def answered_codes() -> set[str]:
    """The codes that rules and services write out: in a decision, in a refusal, or chosen for one of them."""
    found: set[str] = set()
    for path in SOURCES.rglob("*.py"):
        written = path.read_text(encoding="utf-8")
        found |= set(ANSWERED.findall(written))
        if "Decision" in written:
            found |= {code for pair in CHOSEN.findall(written) for code in pair}
    return {code for code in found if not code.endswith((".html", ".txt"))}


def test_every_answer_of_a_rule_or_a_service_has_its_sentence() -> None:
    missing = answered_codes() - sentences.SENTENCES.keys()
    assert not missing, f"write a sentence in sentences_of_*.py for: {sorted(missing)}"


def test_every_gate_is_told_closed_and_asked_about() -> None:
    for gate in Gate:
        closed, unknown = Decision.no(gate.code), Decision.unknown(gate.code)
        assert gate.code in sentences.SENTENCES
        assert sentences.say(unknown, "en").endswith("?")
        assert not sentences.say(closed, "en").endswith("?")


def test_every_reason_for_having_no_proposal_has_its_sentence() -> None:
    for reason in Reason:
        if reason is not Reason.PROPOSED:
            assert f"none.{reason.name.lower()}" in sentences.SENTENCES


def test_both_languages_tell_the_same_facts() -> None:
    wrong = [
        code
        for code, (english, danish) in sentences.SENTENCES.items()
        if sentences.placeholders(english) != sentences.placeholders(danish) or english == danish
    ]
    assert wrong == []


def test_a_sentence_begins_large_and_ends_with_a_stop() -> None:
    texts = [text for both in sentences.SENTENCES.values() for text in both]
    assert [text for text in texts if not (text[0].isupper() or text[0] in "{“")] == []
    assert [text for text in texts if text[-1] not in ".?"] == []


def test_dates_numbers_and_codes_are_written_as_people_write_them() -> None:
    decision = Decision.no("stay.over_cap", kind="work_placement", last_lawful_day=date(2026, 3, 4))
    assert sentences.say(decision, "da") == "Virksomhedspraktik må højst vare til og med 4. marts 2026."
    assert sentences.say(decision, "en") == "Work placement may last until 4 March 2026 at the longest."
    hours = Decision.no("hours.over_full_time", hours=Decimal("37.50"), most=37)
    assert sentences.say(hours, "da") == "37,5 timer om ugen er mere end fuld tid (37 timer)."
    assert sentences.say(hours, "en") == "37.5 hours a week is more than full time (37 hours)."


def test_a_label_begins_small_inside_a_sentence_and_large_at_its_start() -> None:
    told = sentences.say(Decision.no("purpose.not_for_this_kind", kind="taster", purpose="paid_hours"), "da")
    assert told == "Ordinære løntimer er ikke et formål med snusepraktik."


def test_one_is_counted_in_the_singular() -> None:
    facts = {"latest_by": date(2026, 3, 1), "days": 1}
    assert "1 day late" in sentences.worded("contract.overdue", facts, "en")
    assert "1 dag for sent" in sentences.worded("contract.overdue", facts, "da")
    assert "10 days late" in sentences.worded("contract.overdue", facts | {"days": 10}, "en")


def test_one_place_is_lawful_in_the_singular() -> None:
    facts = {"lawful": 1, "average": 5, "taken": 1}
    assert "1 lovlig plads ved 5 ansatte" in sentences.worded("ratio.room", facts, "da")
    assert "2 lovlige pladser ved" in sentences.worded("ratio.room", facts | {"lawful": 2}, "da")


def test_several_codes_in_one_fact_are_told_one_after_the_other() -> None:
    assert sentences.shown_fact("licences", "driving_b,hygiene,first_aid", "da") == (
        "Kørekort B (bil), Hygiejnebevis (almen fødevarehygiejne) og Førstehjælp"
    )


def test_a_code_nobody_has_worded_gives_a_general_sentence_and_no_error() -> None:
    assert sentences.say(Decision.no("brand.new"), "da") == "Det kan ikke lade sig gøre nu (brand.new)."


def test_a_missing_fact_gives_a_general_sentence_and_no_error() -> None:
    assert sentences.say(Decision.no("stay.over_cap"), "en") == "This cannot be done now (stay.over_cap)."


def test_a_source_nobody_has_verified_is_told_as_such() -> None:
    unsure = Reference("Integrationsloven", "§ 23 b")
    assert sentences.say_reference(unsure, "da") == "Integrationsloven § 23 b (ikke efterprøvet)"
    assert sentences.say_reference(Reference("LAB", "§ 61", verified=True), "en") == "LAB § 61"
    assert sentences.say_reference(None, "da") == ""


@pytest.mark.parametrize("title", ["Metode", "Metode (Hjørring)", "Method"])
def test_our_own_way_of_working_is_not_cited_like_a_law(title: str) -> None:
    assert sentences.say_reference(Reference(title), "da") == ""
    assert sentences.say_reference(Reference("Integrationsloven og metode (Allerød og Rambøll)"), "da") != ""


def test_the_refusal_of_an_igu_after_the_scheme_names_the_law_that_has_not_been_read() -> None:
    stay = facts.Stay(kind="igu", starts_on=date(2028, 1, 1), ends_before=date(2030, 1, 1))
    (refused,) = rules.may_agree(stay, facts.PersonFacts(), facts.UnitFacts(cvr="1")).decisions
    assert refused.refused
    assert sentences.say_reference(refused.reference, "da") == "IGU-loven (L 82 2023-24) (ikke efterprøvet)"
