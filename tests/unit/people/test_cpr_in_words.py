"""A CPR number in free text is found in every spelling; phone, CVR and P-numbers, dates and amounts are left alone."""

import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tovholder.companies.rules import made_up_cvr
from tovholder.people import cpr_in_words
from tovholder.people.rules import made_up_cpr

ON = date(2026, 3, 4)
NUMBER = made_up_cpr(date(1990, 3, 1), 7)
HYPHENED = f"{NUMBER[:6]}-{NUMBER[6:]}"


def found(text: str) -> list[str]:
    return [text[each.start : each.end] for each in cpr_in_words.find(text, on=ON)]


@pytest.mark.parametrize(
    "written",
    [
        HYPHENED, NUMBER, f"{NUMBER[:6]} {NUMBER[6:]}", f"{NUMBER[:6]} - {NUMBER[6:]}", f"{NUMBER[:6]}–{NUMBER[6:]}",
        f"{NUMBER[:2]}.{NUMBER[2:4]}.{NUMBER[4:6]}-{NUMBER[6:]}",
        f"{NUMBER[:2]} {NUMBER[2:4]} {NUMBER[4:6]}-{NUMBER[6:]}",
        f"{NUMBER[:2]}.{NUMBER[2:4]}.19{NUMBER[4:6]}-{NUMBER[6:]}",
        f"{NUMBER[:2]}-{NUMBER[2:4]}-19{NUMBER[4:6]} - {NUMBER[6:]}",
        f"{NUMBER[:2]} {NUMBER[2:4]} {NUMBER[4:6]} {NUMBER[6:]}", f"{NUMBER[:6]}_{NUMBER[6:]}",
        f"{NUMBER[:6]}\u202f{NUMBER[6:]}", f"{NUMBER[:6]}\u00ad{NUMBER[6:]}", f"{NUMBER[:3]}\u200b{NUMBER[3:]}",
        f"{NUMBER[:6]}\u200b-\u2060{NUMBER[6:]}",
        NUMBER.translate({ord(str(n)): chr(0x660 + n) for n in range(10)}),
    ],
)  # fmt: skip
@pytest.mark.parametrize("around", ["{}", "cpr{}.", "Ring om ({}), det haster", "Linje et\n{}\nlinje tre"])
def test_a_number_is_found_however_it_is_written_and_wherever_it_stands(written: str, around: str) -> None:
    assert found(around.format(written)) == [written]


@pytest.mark.parametrize(
    "text",
    [
        "Ring 20 10 30 40 eller 20103040", "+45 20 10 30 40", "0045 20103040", "4520103040", "+31 1290 5678",
        "CVR 12345678", "CVR-nr. 99000012", "P-nummer 1003390014", "P-nr.: 1012201111", "produktionsenhed 1001010010",
        "d. 01-03-1990 og 02.03.1990 kl. 10.30", "uge 10-12 2026", "kl. 08:00-15:30", "2026-03-04", "1.000.000,50 kr.",
        "konto 1551 0103904321", "EAN 5790001234567", "DK5000400440116243", "010390-12345", "999999-1234",
        "310290-1234", "010336-4123", "i perioden 01.03.2024-2025", "01.03.2026 - 1530", "billede 030326_1531.jpg",
        "03 03 26 1531", "tlf. 01 01 90 1234", "20 10 30 40 50", "2026 01 01 90 12",
    ],
)  # fmt: skip
def test_other_numbers_give_no_alarm(text: str) -> None:
    assert found(text) == []


def test_a_p_number_without_its_name_gives_an_alarm_only_when_the_check_digit_fits() -> None:
    numbers = [f"10033{n:05}" for n in range(2_000)]
    alarms = [number for number in numbers if found(f"Det er {number}")]
    assert len(alarms) < len(numbers) / 8


@pytest.mark.parametrize(
    "written", ["01.01.1990-1234", "01 01 90 1234", "010190_1234", "010190\u00ad1234", "0101\u200b90-1234"]
)
def test_numbers_of_the_first_of_january_are_found_in_the_rarer_spellings(written: str) -> None:
    assert found(f"Hun er {written}.") == [written]


def test_numbers_of_the_first_of_january_and_replacement_numbers_have_no_check_digit() -> None:
    assert found("0101901234") == ["0101901234"]
    assert found("6103901234") == ["6103901234"]


@pytest.mark.parametrize("serial", range(0, 40_000, 997))
def test_no_cvr_number_gives_an_alarm(serial: int) -> None:
    assert found(f"Firmaet {made_up_cvr(serial)} og {made_up_cvr(serial + 1)}") == []


def test_where_it_stands_is_told_without_any_number() -> None:
    (one,) = cpr_in_words.find(f"Første linje\nHun har skrevet til os, ring til {HYPHENED} i dag", on=ON)
    assert (one.line, one.before) == (2, "… til os, ring til")
    first, second = cpr_in_words.find(f"{HYPHENED} og {HYPHENED}", on=ON)
    assert (first.before, second.before) == ("", "••• og")


def test_a_number_behind_a_long_line_is_told_without_any_part_of_the_one_before_it() -> None:
    for gap in range(180, 215):
        (*_, last) = cpr_in_words.find(f"{NUMBER} {'•' * gap} {HYPHENED}", on=ON)
        assert re.search(r"\d", last.before) is None


def test_what_is_read_before_a_number_does_not_grow_with_the_text(monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[int] = []
    judge = cpr_in_words._looks_like_one
    monkeypatch.setattr(
        cpr_in_words,
        "_looks_like_one",
        lambda match, before, on: read.append(len(before)) or judge(match, before, on),
    )
    assert len(cpr_in_words.find(f"{HYPHENED} " * 200, on=ON)) == len(read) == 200
    assert max(read) <= 24


def test_taken_out_leaves_every_other_sign_where_it_was() -> None:
    text = f"Ring 20103040 om {HYPHENED}, eller {NUMBER}."
    taken = cpr_in_words.without(text, on=ON)
    assert taken == "Ring 20103040 om ••••••-••••, eller ••••••••••."
    assert len(taken) == len(text)


@given(st.text(alphabet="0123456789 -./_\nabæ•\u00ad\u200b", max_size=60))
def test_nothing_is_left_to_find_when_it_is_taken_out(text: str) -> None:
    taken = cpr_in_words.without(text, on=ON)
    assert cpr_in_words.find(taken, on=ON) == []
    assert len(taken) == len(text)
