"""Weights and places in, an assignment with its proof out; and not a file when something is wrong."""

from pathlib import Path

import pytest

from tests.unit.cli.tables_on_disk import FORMATS, read_back, written
from tovholder.cli.__main__ import main
from tovholder.cli.assign_reading import Asked, Files, read
from tovholder.engine.assignment import Goals, solve
from tovholder.imports.faults import more

WEIGHTS = [
    ("person", "order", "weight", "travel", "person_municipality"),
    ("Åse", "lager", 900, 10, "Helsingør"),
    ("Bo", "lager", 800, 20, "Helsingør"),
    ("Bo", "køkken", 300, 5, "Helsingør"),
    ("Åse", "køkken", 100, 5, "Helsingør"),
    ("Cy", "køkken", 50, 5, "Hillerød"),
]
PLACES = [("order", "places", "order_municipality"), ("lager", 1, "Hillerød"), ("køkken", 2, "Helsingør")]
ANSWER = [("Bo", "køkken", 300), ("Cy", "køkken", 50), ("Åse", "lager", 900)]


def assign(folder: Path, weights: Path, places: Path, *more: str, out: str = "answer.csv") -> int:
    return main(["assign", str(weights), str(places), "--out", str(folder / out), *more])


@pytest.fixture
def files(tmp_path: Path) -> tuple[Path, Path]:
    return written(tmp_path, "weights", WEIGHTS), written(tmp_path, "places", PLACES)


@pytest.mark.parametrize("form", FORMATS)
def test_the_answer_is_the_same_from_every_kind_of_file(tmp_path: Path, form: str) -> None:
    weights, places = written(tmp_path, "weights", WEIGHTS, form), written(tmp_path, "places", PLACES, form)
    out = f"answer.{form.rsplit('.', maxsplit=1)[-1]}"
    assert assign(tmp_path, weights, places, out=out) == 0
    head, *rows = read_back(tmp_path / out)
    assert head == ("person", "order", "weight", "price")
    assert [(person, order, int(str(weight))) for person, order, weight, _ in rows] == ANSWER
    more = read_back(tmp_path / out, 1) if form == "xlsx" else read_back(tmp_path / f"answer-orders{Path(out).suffix}")
    assert more[0] == ("order", "places", "taken", "free", "price")
    assert [tuple(map(str, row[:4])) for row in more[1:]] == [("køkken", "2", "2", "0"), ("lager", "1", "1", "0")]


def test_totals_proof_gains_and_fairness_are_told(
    tmp_path: Path, files: tuple[Path, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    assert assign(tmp_path, *files) == 0
    told = capsys.readouterr().out
    assert "served        3 of 3 people (nobody more can be)" in told
    assert "proved gap    0.0000 %, the best there is" in told
    assert "first come, own municipality: +212.5 % weight, +50.0 % people" in told
    assert [line.split()[1:4] for line in told.splitlines() if line.startswith("  Hillerød")] == [["1", "0", "1"]]


def test_a_person_and_an_order_are_explained_in_sentences(
    tmp_path: Path, files: tuple[Path, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    assert assign(tmp_path, *files, "--explain", "Bo", "--explain", "lager") == 0
    told = capsys.readouterr().out
    assert "Person Bo goes to order køkken: weight 300" in told
    assert "Not order lager (weight 800): its places are worth more to Åse; Bo would have to weigh at least" in told
    assert "Order lager: 1 of 1 place is taken" in told
    assert assign(tmp_path, *files, "--explain", "Nobody") == 1
    assert "neither file has a person or an order of that name" in capsys.readouterr().err


@pytest.mark.parametrize("form", ["csv", "xlsx", "parquet"])
def test_an_order_without_places_has_no_price(
    tmp_path: Path, files: tuple[Path, Path], capsys: pytest.CaptureFixture[str], form: str
) -> None:
    places = written(tmp_path, "none", [("order", "places"), ("lager", 0), ("køkken", 2)])
    assert assign(tmp_path, files[0], places, "--explain", "lager", out=f"answer.{form}") == 0
    beside = tmp_path / ("answer.xlsx" if form == "xlsx" else f"answer-orders.{form}")
    rows = {row[0]: row[-1] for row in read_back(beside, int(form == "xlsx"))[1:]}
    assert rows["lager"] in ("", None)
    assert int(str(rows["køkken"])) >= 50
    assert "Order lager has no places." in capsys.readouterr().out
    assert assign(tmp_path, files[0], places, "--before", str(tmp_path / f"answer.{form}"), out="again.csv") == 0


def test_every_fault_is_told_with_its_place_and_nothing_is_written(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    bad = [("A list", "", ""), (), ("Person", "ORDER", "weight"), ("Bo", "lager", "much"), (), ("", "havn", 3)]
    weights, places = written(tmp_path, "w", bad), written(tmp_path, "p", [("order", "places"), ("lager", -1)])
    assert assign(tmp_path, weights, places) == 1
    assert capsys.readouterr().err.splitlines() == [
        "p.csv, row 2, column places: '-1' is below 0",
        "w.csv, row 4, column weight: 'much' is not a whole number; write it without decimals and separators",
        "w.csv, row 6, column person: is empty; fill it in or take the row out",
        "w.csv, row 6, column order: 'havn' has no row in the file of places; add it there",
        "Nothing was written.",
    ]
    assert not list(tmp_path.glob("*answer*"))


def test_weights_are_read_at_once_and_by_rows_only_where_a_fault_has_to_be_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    places, good = written(tmp_path, "p", PLACES), written(tmp_path, "w", WEIGHTS)
    by_rows = read(Files(written(tmp_path, "x", WEIGHTS, "xlsx"), places), Goals())
    bad = {
        "twice": [*WEIGHTS, ("Bo", "lager", 7, 1, "Helsingør")],
        "unknown": [*WEIGHTS, ("Bo", "havn", 7, 1, "Helsingør")],
        "large": [*WEIGHTS, ("Cy", "lager", 2**50, 1, "Hillerød")],
        "below": [*WEIGHTS, ("Cy", "lager", 7, -1, "Hillerød")],
        "moved": [*WEIGHTS, ("Cy", "lager", 7, 1, "Helsingør")],
    }
    for name, cells in bad.items():
        assert assign(tmp_path, written(tmp_path, name, cells), places) == 1
    assert [line for line in capsys.readouterr().err.splitlines() if "row 7" in line] == [
        "twice.csv, row 7, column person: 'Bo + lager' was given before; take one of the rows out",
        "unknown.csv, row 7, column order: 'havn' has no row in the file of places; add it there",
        f"large.csv, row 7, column weight: '{2**50}' is outside of what can be computed with",
        "below.csv, row 7, column travel: '-1' is below 0",
        "moved.csv, row 7, column person_municipality: 'Helsingør', but 'Hillerød' above for 'Cy'; make them the same",
    ]
    monkeypatch.setattr("tovholder.engine.assignment.rows._of_rows", None)
    for file in (good, written(tmp_path, "y", WEIGHTS, "parquet")):
        assert_same(read(Files(file, places), Goals()), by_rows)


def assert_same(at_once: Asked, by_rows: Asked) -> None:
    assert (at_once.people, at_once.orders, at_once.municipalities) == (
        by_rows.people,
        by_rows.orders,
        by_rows.municipalities,
    )
    for column in ("people_key", "orders_key", "indptr", "orders", "fit", "travel", "places", "controller", "owner"):
        assert getattr(at_once.problem, column).tolist() == getattr(by_rows.problem, column).tolist()


def test_a_missing_column_an_empty_file_and_one_that_is_not_there_are_one_line_each(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    weights, empty = written(tmp_path, "w", [("person", "order"), ("Bo", "lager")]), tmp_path / "p.csv"
    empty.touch()
    assert assign(tmp_path, weights, empty) == 1
    assert capsys.readouterr().err.splitlines() == [
        "p.csv: the file is empty. Export it again.",
        "w.csv, row 1, column weight: this column is missing; add it",
        "Nothing was written.",
    ]
    assert assign(tmp_path, weights, tmp_path / "none.csv") == 1
    assert "none.csv: there is no such file." in capsys.readouterr().err


@pytest.mark.parametrize(
    ("places", "fault"),
    [
        ([("order", "free"), ("lager", 1)], "p.csv, row 1, column places: this column is missing; add it"),
        ([("order", "places"), ("", 1)], "p.csv, row 2, column order: is empty; fill it in or take the row out"),
    ],
)
def test_a_fault_of_places_is_told_once_and_not_by_every_weight(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], places: list[tuple[object, ...]], fault: str
) -> None:
    assert assign(tmp_path, written(tmp_path, "w", WEIGHTS), written(tmp_path, "p", places)) == 1
    assert capsys.readouterr().err.splitlines() == [fault, "Nothing was written."]


def test_of_very_many_faults_the_number_is_told_in_words(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    many = [("person", "order", "weight"), *((f"p{row}", "lager", "much") for row in range(1500))]
    assert assign(tmp_path, written(tmp_path, "w", many), written(tmp_path, "p", PLACES)) == 1
    assert capsys.readouterr().err.splitlines()[-2:] == ["and 1,300 more", "Nothing was written."]
    assert more(1300, "da") == "og 1.300 flere"


def test_two_municipalities_for_one_person_are_a_fault(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    weights = written(tmp_path, "w", [*WEIGHTS, ("Cy", "lager", 1, 1, "Helsingør")])
    assert assign(tmp_path, weights, written(tmp_path, "p", PLACES)) == 1
    told = capsys.readouterr().err
    assert "w.csv, row 7, column person_municipality: 'Helsingør', but 'Hillerød' above for 'Cy'" in told


def test_demands_that_clash_are_told_by_name_with_what_relaxes_them(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    weights = written(tmp_path, "w", WEIGHTS)
    over = written(tmp_path, "over", [("order", "places", "least"), ("lager", 1, 2), ("køkken", 2, 0)])
    assert assign(tmp_path, weights, over) == 1
    told = capsys.readouterr().err.splitlines()
    assert told[0] == "order lager: least is 2, but there is 1 place; lower least by 1 or add 1 place."
    many = written(tmp_path, "many", [("order", "places", "least"), ("lager", 3, 2), ("køkken", 3, 2)])
    assert assign(tmp_path, weights, many) == 1
    told = capsys.readouterr().err.splitlines()
    assert told[0].startswith("orders køkken, lager: least is 4 people together, but only 3 can come; lower least by 1")
    assert not list(tmp_path.glob("*answer*"))


@pytest.mark.parametrize("form", FORMATS)
def test_what_is_pinned_is_and_what_is_banned_is_not_and_the_explanation_says_so(
    tmp_path: Path, files: tuple[Path, Path], capsys: pytest.CaptureFixture[str], form: str
) -> None:
    cells = [("person", "order", "pinned", "banned"), ("Bo", "lager", "x", ""), ("Cy", "køkken", "", "ja")]
    demands = written(tmp_path, "demands", cells, form)
    assert assign(tmp_path, *files, "--demands", str(demands), "--explain", "Bo", "--explain", "køkken") == 0
    assert [row[:3] for row in read_back(tmp_path / "answer.csv")[1:]] == [
        ("Bo", "lager", "800"),
        ("Åse", "køkken", "100"),
    ]
    told = capsys.readouterr().out
    assert "Person Bo goes to order lager, because that is pinned: weight 800" in told
    assert "  Banned: Cy." in told
    assert assign(tmp_path, *files, "--demands", str(demands), "--explain", "Cy", "--explain", "lager") == 0
    told = capsys.readouterr().out
    assert "Not order køkken (weight 50): that is banned." in told
    assert "  Person Bo goes there, pinned (weight 800)." in told


def test_every_fault_of_demands_and_of_yesterday_is_told_with_its_place(
    tmp_path: Path, files: tuple[Path, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    cells = [
        ("person", "order", "pinned", "banned"), ("Bo", "lager", "perhaps", ""), ("Cy", "lager", "x", ""),
        ("Cy", "lager", "", "x"), ("Di", "havn", "x", ""), ("", "lager", "x", ""), ("Bo", "køkken", "no", ""),
    ]  # fmt: skip
    then = [("person", "order", "price"), ("Bo", "lager", "much"), ("Bo", "køkken", 0), ("Cy", "", "")]
    beside = ["--demands", str(written(tmp_path, "d", cells)), "--before", str(written(tmp_path, "then", then))]
    assert assign(tmp_path, *files, *beside) == 1
    assert capsys.readouterr().err.splitlines() == [
        "d.csv, row 2, column pinned: 'perhaps' is neither yes nor no; write x, or leave it empty",
        "d.csv, row 3, column pinned: 'Cy' with 'lager' has no weight in weights.csv; add one, or take the pin away",
        "d.csv, row 5, column person: 'Di' has no row in weights.csv; correct the name or take the row out",
        "d.csv, row 5, column order: 'havn' has no row in places.csv; correct the name or take the row out",
        "d.csv, row 6, column person: is empty; fill it in or take the row out",
        "d.csv, row 7, column pinned: neither pinned nor banned; write x in one of the two, or take the row out",
        "then.csv, row 2, column price: 'much' is not a whole number; write it without decimals and separators",
        "then.csv, row 3, column person: 'Bo' was given before; take one of the rows out",
        "then.csv, row 4, column order: is empty; fill it in or take the row out",
        "Nothing was written.",
    ]
    short = written(tmp_path, "short", [("person", "wish"), ("Bo", "x")])
    assert assign(tmp_path, *files, "--demands", str(short)) == 1
    assert capsys.readouterr().err.splitlines()[0] == "short.csv, row 1, column order: this column is missing; add it"
    assert not list(tmp_path.glob("*answer*"))


def test_demands_that_clash_with_one_another_are_told_by_name(
    tmp_path: Path, files: tuple[Path, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    cells = [
        ("person", "order", "pinned", "banned"), ("Bo", "lager", "x", "x"), ("Bo", "køkken", "x", ""),
        ("Åse", "lager", "x", ""),
    ]  # fmt: skip
    assert assign(tmp_path, *files, "--demands", str(written(tmp_path, "d", cells))) == 1
    assert capsys.readouterr().err.splitlines()[:-1] == [
        "person Bo, order lager: both pinned and banned; take one of the two away.",
        "person Bo: pinned to køkken, lager, but takes 1 place; take 1 of the pins away.",
        (
            "order lager: 2 people are pinned to it (Bo, Åse), but there is 1 place; take 1 of the pins away or add 1 "
            "place."
        ),
    ]
    least = written(tmp_path, "least", [("order", "places", "least"), ("lager", 2, 2), ("køkken", 2, 0)])
    ban = written(tmp_path, "ban", [("person", "order", "banned"), ("Bo", "lager", 1)])
    assert assign(tmp_path, files[0], least, "--demands", str(ban)) == 1
    assert capsys.readouterr().err.splitlines()[0] == (
        "order lager: least is 2 people, but only 1 can come; lower least by 1, or let 1 more person come to it (add "
        "weights or lift the ban of Bo from lager)."
    )


def test_people_who_are_pinned_elsewhere_are_named_as_a_way_out(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A ban is one only where it is on one of the orders."""
    pairs = [("1", "A"), ("1", "B"), ("2", "C"), ("2", "B"), ("3", "C"), ("3", "D")]
    weights = written(tmp_path, "w", [("person", "order", "weight"), *((*pair, 5) for pair in pairs)])
    cells = [("order", "places", "least"), ("A", 1, 1), ("B", 1, 1), ("C", 1, 0), ("D", 1, 0)]
    places = written(tmp_path, "p", cells)
    told = (
        "orders A, B: least is 2 people together, but only 1 can come; lower least by 1, or let 1 more person come to "
        "one of them ({})."
    )
    head, pin = ("person", "order", "pinned", "banned"), ("2", "C", "x", "")
    for demands, ways in (
        ([pin, ("3", "D", "", "x")], "add weights or take the pin away of 2 to C"),
        ([pin], "add weights or take the pin away of 2 to C"),
        ([("2", "B", "", "x")], "add weights or lift the ban of 2 from B"),
    ):
        file = written(tmp_path, "d", [head, *demands])
        assert assign(tmp_path, weights, places, "--demands", str(file)) == 1
        assert capsys.readouterr().err.splitlines()[0] == told.format(ways)
    assert assign(tmp_path, weights, places, "--demands", str(written(tmp_path, "d", [head, ("3", "D", "", "x")]))) == 0


def test_one_and_several_are_told_as_such(
    tmp_path: Path, files: tuple[Path, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    """A person and an order of one name are both told of."""
    weights = written(tmp_path, "one", [("person", "order", "weight"), ("lager", "lager", 5), ("Bo", "lager", 4)])
    assert assign(tmp_path, weights, files[1], "--explain", "Bo", "--explain", "lager") == 0
    told = capsys.readouterr().out
    assert "Person Bo has no place; 1 order was possible." in told
    assert "Person lager goes to order lager: weight 5" in told
    assert "Order lager: 1 of 1 place is taken" in told


def test_yesterdays_prices_start_today_and_change_nothing_of_the_value(tmp_path: Path) -> None:
    rows = [(f"p{p}", f"o{(p * 7 + k * k) % 40}", (p * 31 + k * 17) % 101) for p in range(120) for k in range(6)]
    weights = written(tmp_path, "w", [("person", "order", "weight"), *dict.fromkeys(rows)])
    places = written(tmp_path, "p", [("order", "places"), *((f"o{row}", 2) for row in range(40))])
    assert assign(tmp_path, weights, places) == 0
    files = Files(weights, places, before=tmp_path / "answer.csv")
    asked = read(files, Goals(kept=False))
    assert asked.start is not None
    assert asked.start.prices.any()
    cold, warm = solve(asked.problem), solve(asked.problem, before=asked.start)
    assert (warm.value, warm.totals.served, warm.best) == (cold.value, cold.totals.served, True)


def test_yesterdays_places_are_kept_where_a_promise_is_worth_it(
    tmp_path: Path, files: tuple[Path, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    then = written(tmp_path, "then", [("person", "order"), ("Bo", "lager"), ("Gone", "lager")])
    assert assign(tmp_path, *files, "--before", str(then), "--promise", "5000") == 0
    told = capsys.readouterr().out
    assert "kept          1 of 1 promise" in told
    assert "passed over   1 promise of" in told
    assert ("Bo", "lager", "800") in [row[:3] for row in read_back(tmp_path / "answer.csv")]


def test_an_answer_that_time_stopped_says_so(
    tmp_path: Path, files: tuple[Path, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    assert assign(tmp_path, *files, "--time", "0.000001") == 0
    assert "stopped before the end" in capsys.readouterr().out


def test_a_name_that_looks_like_a_formula_stays_a_name_and_is_known_again(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    weights = written(tmp_path, "w", [("person", "order", "weight"), ("=1+1", "lager", 5)])
    places = written(tmp_path, "p", [("order", "places"), ("lager", 1)])
    assert assign(tmp_path, weights, places) == 0
    assert read_back(tmp_path / "answer.csv")[1][0] == "'=1+1"
    assert assign(tmp_path, weights, places, "--before", str(tmp_path / "answer.csv"), out="again.csv") == 0
    assert "kept          1 of 1 promise" in capsys.readouterr().out


def test_an_answer_that_could_not_be_written_is_said_before_the_work(
    tmp_path: Path, files: tuple[Path, Path], capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert assign(tmp_path, *files, out="answer.txt") == 1
    assert "--out must end in" in capsys.readouterr().err
    assert assign(tmp_path, *files, out="none/answer.csv") == 1
    assert "make it first" in capsys.readouterr().err
    monkeypatch.setattr("tovholder.imports.parquet_tables.find_spec", lambda _name: None)
    assert assign(tmp_path, *files, out="answer.parquet") == 1
    assert "Parquet needs the package polars, which is not installed." in capsys.readouterr().err
    weights = written(tmp_path, "w", WEIGHTS, "parquet")
    assert assign(tmp_path, weights, files[1]) == 1
    assert capsys.readouterr().err.startswith("w.parquet: Parquet needs the package polars")


def test_the_best_in_whole_units_is_not_called_the_best_there_is(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    cells = [("person", "order", "weight"), ("Bo", "lager", 19), ("Bo", "køkken", 10), ("Cy", "køkken", 11)]
    files = written(tmp_path, "w", cells), written(tmp_path, "p", [("order", "places"), ("lager", 1), ("køkken", 2)])
    assert assign(tmp_path, *files, "--unit", "10") == 0
    told = capsys.readouterr().out
    assert "0.0000 %, the best in whole units of 10; the true best weighs at most 18 more\n" in told
    assert assign(tmp_path, *files) == 0
    assert "0.0000 %, the best there is\n" in capsys.readouterr().out
