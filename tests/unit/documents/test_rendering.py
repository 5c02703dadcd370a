"""Papers as PDF: tagged, in their language, titled; whatever people wrote stands as they wrote it."""

import re
import zlib
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from tovholder.documents import rendering, words
from tovholder.documents.rendering import Frame

FRAME = Frame(
    organisation="Helsingør Kommune",
    number="2026-00012",
    version=2,
    issued_on=date(2026, 3, 4),
    check_at="https://tovholder.example/papir/",
    check_link="https://tovholder.example/papir/?nr=2026-00012&kode=Zm9vYmFyYmF6cXV4cXV1eA",
    code="Zm9vYmFyYmF6cXV4cXV1eA",
)
STAY: dict[str, Any] = {
    "citizen": "Amina", "company": "Strandhotellet", "cvr": "10000009", "workplace": "Strandhotellet", "municipality":
    "Helsingør Kommune", "consultant": "Karen", "company_contact": "Nadia", "kind": "Virksomhedspraktik",
    "period": "04.02.2026 – 05.05.2026", "hours_unpaid": Decimal("7.5"), "hours_paid": None, "tasks": "Rede senge",
    "goals": "",
}  # fmt: skip
_PARTS = ("purpose", "language_goals", "mentor", "interpreter", "absence", "conflict", "readiness", "at_end")
SIGNED = {"party": "company", "whose": "Strandhotellet", "name": "Nadia", "role": "Chef", "on": date(2026, 3, 4)}
UNSIGNED = {"party": "municipality", "whose": "Helsingør Kommune", "name": "", "role": "", "on": None}
ALIGNMENT = STAY | dict.fromkeys(_PARTS, "") | {
    "standing": "partly_signed", "text_version": 2, "signed": [SIGNED, UNSIGNED],
}  # fmt: skip
CARD = STAY | {
    "tasks": [["Rede senge", "3"]], "general": [["on_time", "2"]], "language": [["speaks", "1"]], "words": "Dygtig.",
    "confirmed_by": "Nadia", "confirmed_on": date(2026, 3, 4), "list_version": "2026-1",
}  # fmt: skip
IGU = STAY | {
    "school_hours": 851, "school_weeks": 23, "work_hours": 25, "reference": "IGU-loven", "language_goals": "",
    "school": "", "is_planned": False, "practice_goals": "",
}  # fmt: skip
OTHERS: dict[str, dict[str, Any]] = {
    "agreement": {
        "form": "partnership", "company": "X", "cvr": "1", "municipality": "Y", "period": "p", "title": "t",
        "words": "w", "needs": [[date(2026, 5, 1), 2, "Kok"]],
    },
    "vitas": {"groups": [{"name": "Virksomheden", "rows": [["CVR-nummer", "10000009", ""], ["Ansatte", "", "spørg"]]}]},
    "diploma": {"name": "Bo", "role": "mentor", "course": "Kursus", "hours": 12, "organisation": "Y"},
}  # fmt: skip
HOSTILE = '#panic("x") #eval("1") $ *b* _i_ `r` <l> @ref \\ [x] {y} // c \n= head\n- list "quoted" \' & \x00\u202e ﷽'


def made(name: str, facts: dict[str, Any], language: str = "da") -> bytes:
    return rendering.render(name, facts, language=language, frame=FRAME)


def inside(pdf: bytes) -> str:
    """The file with its packed objects unpacked, for looking for what must be in it."""
    packed = re.findall(rb"stream\r?\n(.*?)\r?\nendstream", pdf, re.DOTALL)
    plain = [pdf]
    for each in packed:
        try:
            plain.append(zlib.decompress(each))
        except zlib.error:
            continue
    return b"\n".join(plain).decode("latin-1")


@pytest.mark.parametrize("language", words.LANGUAGES)
def test_a_citizens_papers_are_tagged_and_name_their_language_in_all_languages(language: str) -> None:
    for name, facts in (("alignment", ALIGNMENT), ("competence_card", CARD), ("igu", IGU)):
        told = inside(made(name, facts, language))
        for mark in ("/StructTreeRoot", "/Marked true", "/DisplayDocTitle true", "pdfuaid:part", "/Alt"):
            assert mark in told, (name, mark)
        assert re.search(rf"/Lang\s?\({language}\)", told), name


@pytest.mark.parametrize("name", OTHERS)
def test_papers_of_companies_and_mentors_are_made_in_both_languages(name: str) -> None:
    for language in ("da", "en"):
        assert "/StructTreeRoot" in inside(made(name, OTHERS[name], language))


@pytest.mark.parametrize("standing", ["not_written", "unsigned", "partly_signed", "signed", "newer_unsigned"])
def test_how_a_text_stands_is_told_in_all_languages(standing: str) -> None:
    assert all(words.of(language).words[standing] for language in words.LANGUAGES)
    assert made("alignment", ALIGNMENT | {"standing": standing}, "ti")


def test_hostile_text_is_only_text() -> None:
    written = {key: HOSTILE if isinstance(value, str) else value for key, value in ALIGNMENT.items()}
    facts = written | {"standing": "signed", "signed": [SIGNED | {"name": HOSTILE, "role": HOSTILE}]}
    assert made("alignment", facts).startswith(b"%PDF")


def test_what_no_font_can_show_is_shown_as_a_lozenge_and_not_lost_in_silence() -> None:
    assert made("alignment", ALIGNMENT | {"tasks": "Emoji 🙂 og 漢字"}).startswith(b"%PDF")


def test_fonts_lie_in_the_file() -> None:
    told = inside(made("alignment", ALIGNMENT, "ar"))
    assert "IBMPlexSansArabic" in told.replace("-", "")
    assert "/FontFile" in told


def test_days_and_numbers_are_written_as_people_write_them() -> None:
    told = rendering.plain({"on": date(2026, 3, 4), "hours": Decimal("37.50"), "none": None, "many": (1, "a")})
    assert told == {"on": "04.03.2026", "hours": "37,5", "none": "", "many": ["1", "a"]}


def test_languages_nobody_has_reviewed_say_so_and_have_every_word_of_a_citizens_papers() -> None:
    machine = [words.of(code) for code in words.LANGUAGES if not words.of(code).reviewed]
    assert [each.code for each in machine] == ["ar", "fa", "ti", "so", "uk", "kmr"]
    assert all(each.words["unreviewed"] for each in machine)
    keys = {frozenset(each.words) for each in machine}
    assert len(keys) == 1
    assert next(iter(keys)) < frozenset(words.of("da").words) == frozenset(words.of("en").words)


def test_what_steers_is_left_out_and_what_joins_letters_stays() -> None:
    assert rendering.plain("a\x00\u202eb\tc") == "ab c"
    assert rendering.plain("می\u200cکند 🙂") == "می\u200cکند ◊"


def test_who_a_signed_alignment_is_about_has_a_line_to_write_on_when_nobody_is_named() -> None:
    signed = {"party": "citizen", "whose": "", "name": "", "role": "", "on": date(2026, 3, 4)}
    named, unnamed = ALIGNMENT | {"signed": [signed | {"whose": "Amina"}]}, ALIGNMENT | {"signed": [signed]}
    strokes = [len(re.findall(r"\bl\s+S\b", inside(made("alignment", facts)))) for facts in (
        named, named | {"citizen": ""}, unnamed | {"citizen": ""}
    )]  # fmt: skip
    assert strokes[0] > 0
    assert strokes == [strokes[0], strokes[0] + 1, strokes[0] + 2]


def _pages(pdf: bytes) -> int:
    return len(re.findall(r"/Type\s*/Page\b", inside(pdf)))


def test_a_signed_alignment_and_a_sheet_for_vitas_of_usual_length_are_one_page() -> None:
    words_of = "Kommer til tiden, ringer ved sygdom før kl. 7.30 til køkkenchefen, og siger til, når noget er svært."
    told = dict.fromkeys(("tasks", "goals", *_PARTS[:4]), words_of)
    signed = [SIGNED | {"party": party} for party in ("citizen", "company", "municipality")]
    assert _pages(made("alignment", ALIGNMENT | told | {"signed": signed})) == 1
    groups = [{"name": "Virksomheden", "rows": [[f"Felt {n}", "svar", ""] for n in range(7)]}] * 4
    assert _pages(made("vitas", {"groups": groups})) == 1


DECIDED = {
    "citizen": "Yusra", "organisation": "Y", "days": "17.11.2026", "contact": "Bo", "sanction": True, "taken": "En dag",
    "grounds": "Ingen besked.", "rules": [], "complaint_decides": "Ankestyrelsen", "complaint_weeks": 4,
}  # fmt: skip


def test_what_a_citizen_said_in_arabic_runs_from_the_right_in_a_danish_letter() -> None:
    """Its first letter tells: a Danish word in it turns nothing, nor an Arabic one in a Danish sentence."""
    for said, is_turned in (("كنت في Herlev Hospital", True), ("Jeg sagde كنت i telefonen", False), ("1234", False)):
        told = inside(made("hearing_decision", DECIDED | {"said": [f"18.11.2026: {said}"]}))
        assert bool(re.search(r"/Lang\s?\(ar\)", told)) == is_turned, said
