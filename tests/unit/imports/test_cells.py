"""What a row says: values to codes, faults beside their cells, and CPR numbers that Excel made numbers of."""

from datetime import date

import pytest

from tovholder import vocabulary
from tovholder.imports import columns, mapping, originals, translating
from tovholder.imports.cells import Reading
from tovholder.imports.faults import words
from tovholder.people.rules import made_up_cpr
from tovholder.vocabulary import places


@pytest.fixture(scope="module")
def reading() -> Reading:
    return Reading(vocabulary.load(None), places.load(None), date(2026, 3, 4))


def row(kind: str, reading: Reading, **cells: str) -> translating.Translated:
    names = list(cells)
    return translating.translate(kind, dict(enumerate(names)), list(cells.values()), number=2, reading=reading)


def person(reading: Reading, **cells: str) -> translating.Translated:
    return row("people", reading, given_name="Bo", family_name="Prøve", **cells)


@pytest.mark.parametrize("kind", columns.KINDS)
def test_every_column_reads_its_own_example(kind: str, reading: Reading) -> None:
    for column in columns.OF_KIND[kind]:
        column.read(column.example, reading)


@pytest.mark.parametrize("kind", columns.KINDS)
def test_every_column_is_known_by_its_danish_and_its_english_header(kind: str) -> None:
    for column in columns.OF_KIND[kind]:
        assert columns.by_header(kind)[columns.key(column.da)] == column.name
        assert columns.by_header(kind)[columns.key(column.en)] == column.name


@pytest.mark.parametrize(
    ("written", "read"),
    [("28-02-2018", "2018-02-28"), ("1.3.2018", "2018-03-01"), ("2018-03-01", "2018-03-01"), ("43160", "2018-03-01")],
)
def test_dates_are_read_as_danes_write_them(written: str, read: str, reading: Reading) -> None:
    assert person(reading, takeover_on=written).facts["takeover_on"] == read


@pytest.mark.parametrize(
    ("written", "code"),
    [("31-02-2018", "date.no_such"), ("i går", "date.not_understood"), ("1-3-18", "date.short_year"),
     ("01-03-1018", "date.out_of_range")],
)  # fmt: skip
def test_an_impossible_date_is_a_fault_beside_its_cell(written: str, code: str, reading: Reading) -> None:
    (fault,) = person(reading, takeover_on=written).faults
    assert (fault.code, fault.row, fault.column) == (code, 2, "takeover_on")


def test_a_cpr_number_that_lost_its_zero_is_put_right_with_a_warning(reading: Reading) -> None:
    digits = made_up_cpr(date(1990, 3, 1), 7)
    assert digits.startswith("0")
    found = person(reading, cpr=digits[1:])
    assert found.facts["cpr"] == digits
    assert [(each.code, each.warning) for each in found.warnings] == [("cpr.restored", True)]


@pytest.mark.parametrize("written", ["123", "3213201234", "12345678", "1,02E+09", "999999999"])
def test_what_is_no_cpr_number_is_told_without_repeating_it(written: str, reading: Reading) -> None:
    (fault,) = person(reading, cpr=written).faults
    assert fault.code == "cpr.wrong"
    assert written not in words(fault, "da")


def test_a_birth_date_that_contradicts_the_number_is_told(reading: Reading) -> None:
    found = person(reading, cpr=made_up_cpr(date(1990, 3, 1), 7), born_on="02-03-1990")
    assert [(fault.code, fault.column) for fault in found.faults] == [("cpr.other_birth", "born_on")]


@pytest.mark.parametrize("written", ["=1+1", '=HYPERLINK("http://x";"y")', "=cmd|' /C calc'!A0"])
def test_a_formula_is_never_calculated(written: str, reading: Reading) -> None:
    (fault,) = person(reading, city=written).faults
    assert fault.code == "cell.formula"


@pytest.mark.parametrize(
    ("written", "facts"),
    [("DU2 modul 3", {"danish_track": 2, "danish_module": 3}), ("2.3", {"danish_track": 2, "danish_module": 3}),
     ("Danskuddannelse 2, modul 3", {"danish_track": 2, "danish_module": 3}), ("PD2", {"danish_test": "pd2"}),
     ("DU3", {"danish_track": 3}), ("studieprøven", {"danish_test": "studieproven"}),
     ("DU2.6, PD2", {"danish_track": 2, "danish_module": 6, "danish_test": "pd2"})],
)  # fmt: skip
def test_danish_education_is_read(written: str, facts: dict[str, object], reading: Reading) -> None:
    assert facts.items() <= person(reading, danish=written).facts.items()


@pytest.mark.parametrize(
    ("written", "least", "most"),
    [("25-37", "25", "37"), ("37", "37", "37"), ("20,5 til 30", "20.5", "30"), ("fuldtid", "37", "37")],
)
def test_hours_are_read(written: str, least: str, most: str, reading: Reading) -> None:
    facts = person(reading, hours=written).facts
    assert (facts["hours_min"], facts["hours_max"]) == (least, most)


def test_a_word_nobody_knows_is_named_with_what_is_near(reading: Reading) -> None:
    (fault,) = person(reading, skills="rengøring, rengørrrzz").faults
    assert fault.facts["word"] == "rengørrrzz"
    (fault,) = person(reading, travel_means="raket").faults
    assert "Cykel" in words(fault, "da")


def test_words_become_codes(reading: Reading) -> None:
    facts = person(
        reading, skills="svejsning 3", licences="truckcertifikat, B", considerations="Ingen tunge løft",
        wished_industries="detail", experience="kok 2 år; noget andet 6 mdr", needs_interpreter="J", shared="?",
    ).facts  # fmt: skip
    assert facts["skills"][0][1] == 3
    assert {"forklift", "driving_b"} <= set(facts["licences"])
    assert facts["considerations"] == ["no_heavy_lifting"]
    assert facts["wished_industries"] == ["retail"]
    assert facts["experience"] == [["kok", "cook", 24], ["noget andet", "", 6]]
    assert facts["needs_interpreter"] is True
    assert "shared" not in facts


def test_danish_decimals_are_read(reading: Reading) -> None:
    assert row("companies", reading, cvr="99000012", name="X", fte="1.250,5").facts["fte"] == "1250.5"


def test_a_number_with_underscores_is_none(reading: Reading) -> None:
    found = row("companies", reading, cvr="99000012", name="X", fte="1_0")
    assert [fault.code for fault in found.faults] == ["number.not_understood"]


def test_the_whole_name_is_parted_from_either_end(reading: Reading) -> None:
    for written in ("Amina Maria Prøve", "Prøve, Amina Maria"):
        facts = row("people", reading, full_name=written).facts
        assert (facts["given_name"], facts["family_name"]) == ("Amina Maria", "Prøve")


def test_a_row_without_a_name_is_a_fault(reading: Reading) -> None:
    assert [f.code for f in row("people", reading, given_name="", family_name="Prøve").faults] == ["name.missing"]


def test_headers_and_content_guess_the_columns_and_the_organisations_own_choice_comes_first() -> None:
    header = ["Nr", "CPR.nr", "Fulde navn", "Kontakt", "Kørekort"]
    samples = [["1", "", "Bo Prøve", "bo@example.org", "B"], ["2", "", "Al Prøve", "al@example.org", ""]]
    assert mapping.guess("people", header, samples) == {1: "cpr", 2: "full_name", 3: "email", 4: "licences"}
    kept = {"nr": "phone", "korekort": ""}
    assert mapping.guess("people", header, samples, kept) == {0: "phone", 1: "cpr", 2: "full_name", 3: "email"}


def test_a_column_of_cpr_numbers_is_found_under_any_header() -> None:
    samples = [[made_up_cpr(date(1990, 3, 1), serial)] for serial in range(3)]
    assert mapping.guess("people", ["X17"], samples) == {0: "cpr"}


def test_missing_columns_are_named() -> None:
    found = [words(fault, "da") for fault in mapping.faults("companies", {0: "industry"})]
    assert found == [
        "ingen kolonne indeholder “CVR-nummer”. Tilføj den, eller peg på kolonnen.",
        "ingen kolonne indeholder “Virksomhed”. Tilføj den, eller peg på kolonnen.",
    ]
    assert "“Navn” eller “Fornavn”" in words(mapping.faults("people", {0: "given_name"})[0], "da")


def test_a_cpr_number_is_never_shown_in_whichever_column_it_stands() -> None:
    digits = made_up_cpr(date(1990, 3, 1), 7)
    for text in (digits, f"se {digits[:6]}-{digits[6:]}"):
        assert digits[6:] not in mapping.shown(text)


def test_a_p_number_is_shown_in_its_own_column_and_covered_in_others() -> None:
    assert mapping.shown("1003390014", "p_number") == "1003390014"
    assert mapping.shown("010190-1234", "p_number") == mapping.MASKED
    assert mapping.shown("1003390014", "name") == mapping.MASKED


def test_an_order_whose_days_have_passed_is_remarked_on_and_still_read(reading: Reading) -> None:
    found = row(
        "orders", reading, title="Kok", start_earliest="01-01-2020", start_latest="01-02-2020", answer_by="02-01-2020"
    )
    assert {(each.code, each.column) for each in found.warnings} >= {
        ("order.day_passed", "start_latest"),
        ("order.day_passed", "answer_by"),
    }
    to_come = row("orders", reading, title="Kok", start_earliest="01-01-2020", start_latest="01-02-2027")
    assert "order.day_passed" not in {each.code for each in to_come.warnings}
    assert "dagen er passeret" in words(found.warnings[0], "da")


@pytest.mark.parametrize(
    "number", ["01.01.1990-1234", "01 01 90 1234", "010190_1234", "010190\u00ad1234", "0101\u200b90-1234"]
)
def test_a_number_in_a_rarer_spelling_is_not_shown_either(number: str) -> None:
    assert "12" not in mapping.shown(f"Hun er {number}.", "tasks")
    assert "12" not in originals.shown_name(f"sag {number}.csv")
