"""The parameter files are read strictly: every fault is one line with file, entry and what."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from tovholder.parameters.reading import Book, ParameterFaultsError, read

LIMIT = """
cap:
  about: How long.
  unit: weeks
  selects_by: start of stay
  versions:
    - valid_from: 2020-01-01
      valid_to: 2020-12-31
      verified: true
      reference: {title: LAB, paragraph: "§ 61"}
      value: 4
    - valid_from: 2021-01-01
      verified: false
      reference: {title: LAB}
      value: {weeks: 5, rate: 86.10, groups: [a, b]}
"""
LIST = """
kinds:
  about: Kinds.
  selects_by: any date
  attributes: {paid: flag, purposes: words}
  reference: {title: LAB}
  verified: false
  rows:
    - {code: one, da: En, en: One, paid: true, purposes: [x]}
    - {code: two, da: To, en: Two, verified: true, valid_from: 2020-01-01}
"""


def book(folder: Path, *, limits: str = LIMIT, lists: str = LIST) -> Book:
    for name, text in (("limits", limits), ("terms", lists)):
        (folder / name).mkdir()
        (folder / name / "a.yaml").write_text(text, encoding="utf-8")
    return read(folder)


def faults(folder: Path, *, limits: str = LIMIT, lists: str = LIST) -> list[str]:
    with pytest.raises(ParameterFaultsError) as caught:
        book(folder, limits=limits, lists=lists)
    return caught.value.faults


def test_a_good_file_gives_versions_and_rows(tmp_path: Path) -> None:
    found = book(tmp_path)
    first, second = found.limits["cap"]
    assert first.whole() == 4
    assert first.valid_to == date(2020, 12, 31)
    assert second.amount("rate") == Decimal("86.10")
    assert second.words("groups") == ("a", "b")
    one, two = found.lists["kinds"]
    assert one.flag("paid")
    assert one.words("purposes") == ("x",)
    assert two.reference.verified


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("unit: weeks", "unit: furlongs", "a.yaml: cap: unit 'furlongs' is not one of"),
        ("selects_by: start of stay", "selects_by: today", "a.yaml: cap: selects_by 'today'"),
        ("  about: How long.\n", "", "a.yaml: cap: about is missing"),
        ("about: How", "wording: x\n  about: How", "a.yaml: cap: wording is not a key we know"),
        ("verified: true", "verified: maybe", "a.yaml: cap: version 1: verified must be true or"),
        ("valid_from: 2020-01-01", "valid_from: 31-02-2018", "version 1: valid_from '31-02-2018'"),
        ("valid_to: 2020-12-31", "valid_to: 2019-12-31", "version 1: ends on 2019-12-31, before"),
        ("valid_to: 2020-12-31", "valid_to: 2021-01-01", "cap: two versions hold on 2021-01-01"),
        ('{title: LAB, paragraph: "§ 61"}', "{}", "version 1: has no reference with a title"),
        ("value: 4", "value: 2020-01-01", "version 1: value datetime.date(2020, 1, 1) is not"),
        ("value: 4\n", "value: 4\n      value: 5\n", "a.yaml: line 12: 'value' is written twice"),
        ("cap:\n", "cap: [\n", "a.yaml: line"),
    ],
)
def test_a_wrong_limit_is_told_in_one_line(tmp_path: Path, old: str, new: str, expected: str) -> None:
    assert old in LIMIT
    told = faults(tmp_path, limits=LIMIT.replace(old, new, 1))
    assert any(expected in line for line in told), told
    assert all("\n" not in line for line in told)


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("code: two", "code: one", "a.yaml: kinds: one: is written twice for the same dates"),
        ("da: En,", "da: true,", "kinds: one: code, da and en must be texts"),
        ("paid: true", "paid: 1", "kinds: one: paid 1 is not flag"),
        ("purposes: [x]", "purposes: x", "kinds: one: purposes 'x' is not words"),
        ("paid: true", "payd: true", "kinds: one: payd is not a key we know"),
        ("paid: flag", "paid: colour", "kinds: attribute paid has no kind we know: 'colour'"),
    ],
)
def test_a_wrong_list_is_told_in_one_line(tmp_path: Path, old: str, new: str, expected: str) -> None:
    assert old in LIST
    told = faults(tmp_path, lists=LIST.replace(old, new, 1))
    assert any(expected in line for line in told), told


def test_all_faults_are_told_at_once(tmp_path: Path) -> None:
    told = faults(
        tmp_path,
        limits=LIMIT.replace("unit: weeks", "unit: x").replace("verified: true", "verified: x"),
        lists=LIST.replace("da: En", "da: 1"),
    )
    assert len(told) == 3


def test_an_empty_folder_is_a_fault_and_not_an_empty_book(tmp_path: Path) -> None:
    with pytest.raises(ParameterFaultsError, match="no parameters found"):
        read(tmp_path)
