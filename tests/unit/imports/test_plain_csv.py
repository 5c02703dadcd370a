"""A CSV or Parquet file read at once says what its rows say, or nothing at all."""

import io

import polars
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tovholder.imports import tables
from tovholder.imports.faults import Unreadable
from tovholder.imports.plain_csv import Plain, Wanted

LIMITS = tables.Limits(rows=1_000)
HEAD = "person;order;weight;travel\n"
NAMES = set(HEAD.strip().split(";"))
WANTED = Wanted(4, [0, 1], [2, 3], frozenset({3}))
CELLS = [
    "Åse",
    "Bo",
    "o1",
    "7",
    "-12",
    "007",
    "",
    " 7",
    "7.5",
    "+5",
    "-",
    '"Bo"',
    '"a;b"',
    '""',
    '"',
    "0",
    "12\r",
    "Ã¦",
    "x\xa0",
]


def columns(text: str, *, encoding: str = "utf-8") -> tuple[tables.Table, Plain | None]:
    table = tables.open_table(text.encode(encoding), is_known=NAMES.__contains__, limits=LIMITS)
    return table, table.plain(WANTED, lambda _done, _all: None)


def read_at_once(plain: Plain) -> list[tuple[str, ...]]:
    names = [[plain.names[at].names[row] for row in plain.names[at].rows] for at in (0, 1)]
    return list(zip(*names, *(map(str, plain.numbers[at].tolist()) for at in (2, 3)), strict=True))


def read_by_rows(table: tables.Table) -> list[tuple[str, ...]]:
    rows = list(table.rows())
    assert not [fault for row in rows for fault in row.faults]
    return [(row.cells[0], row.cells[1], str(int(row.cells[2])), str(int(row.cells[3] or 0))) for row in rows]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "windows-1252", "utf-16"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_a_plain_file_is_read_at_once_in_every_encoding(encoding: str, end: str) -> None:
    lines = ["A list", HEAD.strip(), "Åse;en lang ordre med ø;900;10", '"Bo";"køkken";-3;', "Bo;lager;007;0", "", ""]
    table, plain = columns(end.join(lines), encoding=encoding)
    assert plain is not None
    assert (
        read_at_once(plain)
        == read_by_rows(table)
        == [
            ("Åse", "en lang ordre med ø", "900", "10"),
            ("Bo", "køkken", "-3", "0"),
            ("Bo", "lager", "7", "0"),
        ]
    )


def test_pieces_of_a_file_are_one_table(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tovholder.imports.plain_csv._AT_ONCE", 60)
    told: list[tuple[int, int]] = []
    table = tables.open_table((HEAD + "".join(f"p{n % 7};order {n % 5};{n};\n" for n in range(40))).encode())
    plain = table.plain(WANTED, lambda done, every: told.append((done, every)))
    assert plain is not None
    assert read_at_once(plain) == read_by_rows(table)
    assert told == sorted(told)
    assert told[-1] == (40, 40)
    assert len(told) > 3


@given(st.lists(st.lists(st.sampled_from(CELLS), min_size=3, max_size=5), min_size=1, max_size=4))
def test_whatever_stands_in_the_cells_both_ways_agree_or_only_the_rows_answer(cells: list[list[str]]) -> None:
    good = "Bo;lager;1;2\n"
    text = HEAD + good + "".join(";".join(row) + "\n" for row in cells) + good
    try:
        table, plain = columns(text)
    except Unreadable:
        return
    if plain is not None:
        assert read_at_once(plain) == read_by_rows(table)


@pytest.mark.parametrize(
    "line",
    [
        "Bo;lager;7,5;1", "Bo;lager;7;1;9", "Bo;lager;7", "", ";lager;7;1", "Bo;lager;;1", "Bo ;lager;7;1",
        "Bo;lager;+7;1", "BÃ¦;lager;7;1", 'B"o;lager;7;1', '"B;o";lager;7;1', "Bo;lager;1234567890123456789;1",
    ],
)  # fmt: skip
def test_what_is_not_plain_is_left_to_the_rows(line: str) -> None:
    assert columns(f"{HEAD}Bo;lager;1;2\n{line}\nBo;lager;1;2\n")[1] is None


def test_more_rows_than_may_be_are_left_to_the_rows() -> None:
    assert columns(HEAD + '"Bo";lager;1;2\n' * 1_001)[1] is None


GOOD = {"person": ["Åse", "Bo", "Bo"], "order": [7, 7, 12], "weight": [900, -3, 7], "travel": [10, None, 0]}


def from_parquet(columns: dict[str, list[object]]) -> tuple[tables.Table, Plain | None]:
    made = io.BytesIO()
    polars.DataFrame(columns, strict=False).write_parquet(made)
    limits = tables.Limits(parquet=True)
    table = tables.open_table(made.getvalue(), is_known=NAMES.__contains__, limits=limits)
    return table, table.plain(WANTED, lambda _done, _all: None)


def test_a_plain_parquet_file_is_read_at_once() -> None:
    table, plain = from_parquet(GOOD)
    assert plain is not None
    assert read_at_once(plain) == read_by_rows(table) == [
        ("Åse", "7", "900", "10"), ("Bo", "7", "-3", "0"), ("Bo", "12", "7", "0")
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("column", "values"),
    [
        ("person", ["Åse", None, "Bo"]), ("person", ["Åse", "", "Bo"]), ("person", ["Åse ", "Bo", "Bo"]),
        ("person", ["BÃ¦", "Bo", "Bo"]), ("order", [7.0, 7.5, 8.0]), ("weight", [1, None, 2]),
        ("weight", [1.0, 2.5, 3.0]), ("weight", ["7", "8", "9"]), ("weight", [1, 2, 2**62]),
    ],
)  # fmt: skip
def test_parquet_that_is_not_plain_is_left_to_the_rows(column: str, values: list[object]) -> None:
    assert from_parquet(GOOD | {column: values})[1] is None
