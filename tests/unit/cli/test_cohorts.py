"""Five files in, a plan of classes with its proof out; and not a file when something is wrong."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from tests.unit.cli.tables_on_disk import FORMATS, Cells, read_back, written
from tovholder.cli.__main__ import main

PEOPLE = [
    ("person", "municipality", "travel_limit_min", "courses", "first_week", "last_week", "priority"),
    *[(f"Åse {n}".replace(" ", "-"), "Helsingør", 60, "truck", 2, 6, 20) for n in range(14)],
    *[(f"Bo-{n}", "Hillerød", 60, "truck kok", 3, 5, 10) for n in range(4)],
    ("Far", "Gilleleje", 10, "truck", 2, 6, 20),
]
FILES: dict[str, Cells] = {
    "people": PEOPLE,
    "courses": [("course", "industry", "weeks", "teachers"), ("truck", "lager", 3, 1), ("kok", "mad", 3, 1)],
    "sites": [("site", "rooms", "courses_offered"), ("EUC", 1, "truck kok")],
    "travel": [
        ("municipality", "site", "minutes"),
        ("Helsingør", "EUC", 20), ("Hillerød", "EUC", 15), ("Gilleleje", "EUC", 50),
    ],
    "demand": [("industry", "max_trained"), ("lager", 16), ("mad", 20)],
}  # fmt: skip


def laid(folder: Path, form: str = "utf-8.csv", **changed: Cells) -> Path:
    """A folder with the five files."""
    inside = folder / "in"
    inside.mkdir(exist_ok=True)
    for name, cells in (FILES | changed).items():
        written(inside, name, cells, form)
    return inside


def cohorts(folder: Path, *more: str, out: str = "plan.csv") -> int:
    return main(["cohorts", str(folder / "in"), "--out", str(folder / out), *more])


def as_json(folder: Path, name: str, value: Any) -> str:
    path = folder / name
    path.write_text(json.dumps(value), encoding="utf-8")
    return str(path)


@pytest.mark.parametrize("form", FORMATS)
def test_the_plan_is_the_same_from_every_kind_of_file(tmp_path: Path, form: str) -> None:
    laid(tmp_path, form)
    suffix = form.rsplit(".", maxsplit=1)[-1]
    assert cohorts(tmp_path, out=f"plan.{suffix}") == 0
    head, *classes = read_back(tmp_path / f"plan.{suffix}")
    assert head == ("course", "site", "week", "people", "worth", "wished")
    assert [(row[0], row[1], str(row[2]), str(row[3])) for row in classes] == [("truck", "EUC", "3", "16")]
    seats, missing = (
        read_back(tmp_path / f"plan.{suffix}", at)
        if suffix == "xlsx"
        else read_back(tmp_path / f"plan-{name}.{suffix}")
        for at, name in ((1, "seats"), (2, "missing"))
    )
    assert seats[0] == ("person", "course", "site", "week", "reason")
    assert len(seats) == len(PEOPLE)
    assert ("Far", "no site that offers one of the courses is within the travel limit") in [(r[0], r[4]) for r in seats]
    assert (missing[1][0], str(missing[1][3])) == ("kok", "10")


def test_the_proof_and_what_greed_gives_are_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    laid(tmp_path)
    assert cohorts(tmp_path, "--time", "0.5") == 0
    told = capsys.readouterr().out
    assert "served        16 of 19 people in 1 class\n" in told
    for word in ("objective", "bound", "proved gap", "greedy        all together", "each municipality alone", "rounds"):
        assert f"  {word}" in told or word in told


def test_people_and_classes_are_explained(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    laid(tmp_path)
    asked = ("Far", "Åse-0", "truck/EUC/3", "kok/EUC/3", "kok/EUC/20")
    assert cohorts(tmp_path, *(word for name in asked for word in ("--explain", name))) == 0
    told = capsys.readouterr().out
    assert "Person Far has no seat: no site that offers one of the courses is within the travel limit." in told
    assert "Person Åse-0 has a seat in class truck/EUC/3, with 15 others." in told
    assert "Class truck/EUC/3 is held with 16 people" in told
    assert "  It is 20 minutes away and starts 1 week after the first possible." in told
    assert "  Not course truck: the nearest site is 40 minutes beyond the travel limit." in told
    assert "  0 more could come, and 4 could drop out before it is below its minimum." in told
    assert (
        "Class kok/EUC/3 is not held. It lacks 10 more people from Helsingør, Hillerød by week 3, a room in 3" in told
    )
    assert "  2 who sit where one may leave could come too: Bo-" in told
    assert "Class kok/EUC/20 is not held. It lacks 12 more people from Helsingør, Hillerød by week 20" in told
    last = [row if row[0] != "Far" else (*row[:2], 49, *row[3:]) for row in PEOPLE]
    laid(tmp_path, people=last)
    capsys.readouterr()
    assert cohorts(tmp_path, "--explain", "Far") == 0
    assert "the nearest site is 1 minute beyond the travel limit." in capsys.readouterr().out
    assert cohorts(tmp_path, "--explain", "kok/EUC") == 1
    assert "there is no such person, nor a class" in capsys.readouterr().err


def test_a_class_that_would_gain_too_little_says_how_much_more_it_takes(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The same number stands under gain, and nothing else is lacking."""
    laid(tmp_path)
    assert cohorts(tmp_path, "--weights", as_json(tmp_path, "w.json", {"klass": 1000}), "--explain", "truck/EUC/3") == 0
    told = capsys.readouterr().out
    (points,) = re.findall(r"Class truck/EUC/3 is not held. It lacks ([\d.]+) points more of worth.", told)
    assert points in [f"{float(str(row[7])):,.1f}" for row in read_back(tmp_path / "plan-missing.csv")[1:]]


def test_every_fault_is_told_with_its_file_row_and_column(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    laid(tmp_path, "xlsx", courses=[("course", "industry", "weeks"), ("truck", "skov", 3), (), ("kok", "mad", "long")])
    assert cohorts(tmp_path) == 1
    told = capsys.readouterr().err.splitlines()
    assert "courses.xlsx, row 2, column industry: skov is not an industry of demand.xlsx" in told
    assert "courses.xlsx, row 4, column weeks: 'long' is not a number" in told
    assert "courses.xlsx, row 1, column teachers: the column is missing" in told
    assert told[-1] == "Nothing was written."
    assert not list(tmp_path.glob("*plan*"))


def test_a_missing_column_is_told_once_and_not_by_every_row_that_leans_on_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def lacking(name: str, column: str) -> Cells:
        at = FILES[name][0].index(column)
        return [(*row[:at], *row[at + 1 :]) for row in FILES[name]]

    for name, column in (
        ("travel", "municipality"), ("travel", "site"), ("courses", "course"), ("courses", "industry"),
        ("people", "municipality"), ("people", "last_week"), ("sites", "site"), ("demand", "industry"),
    ):  # fmt: skip
        laid(tmp_path, **{name: lacking(name, column)})
        assert cohorts(tmp_path) == 1
        assert capsys.readouterr().err.splitlines() == [
            f"{name}.csv, row 1, column {column}: the column is missing",
            "Nothing was written.",
        ]


def test_a_file_that_is_not_there_or_there_twice_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    inside = laid(tmp_path)
    written(inside, "sites", FILES["sites"], "xlsx")
    assert cohorts(tmp_path) == 1
    assert "sites.csv and sites.xlsx are both in" in capsys.readouterr().err
    assert cohorts(tmp_path, "--sites", str(inside / "sites.xlsx")) == 0
    (inside / "demand.csv").unlink()
    assert cohorts(tmp_path, "--sites", str(inside / "sites.xlsx")) == 1
    assert "name it with --demand FILE" in capsys.readouterr().err


def test_wishes_and_weights_change_the_plan(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    laid(tmp_path)
    wishes = as_json(tmp_path, "wishes.json", {
        "closed": [{"course": "truck", "site": "EUC", "week": 3}], "seated": [{"person": "Bo-1"}],
        "sizes": [{"course": "kok", "site": "EUC", "week": 5, "min": 2, "max": 4}],
        "open": [{"course": "kok", "site": "EUC", "week": 5}],
        "unseated": [{"person": "Åse-0", "course": "truck"}],
    })  # fmt: skip
    weights = as_json(tmp_path, "weights.json", {"waiting": 0.4, "klass": 5})
    assert cohorts(tmp_path, "--wishes", wishes, "--weights", weights) == 0
    classes = [row[:3] for row in read_back(tmp_path / "plan.csv")[1:]]
    assert ("kok", "EUC", "5") in classes
    assert ("truck", "EUC", "3") not in classes
    assert [row[1:4] for row in read_back(tmp_path / "plan-seats.csv") if row[0] == "Åse-0"] == [("", "", "")]


def test_wishes_that_cannot_hold_are_told_by_name_with_what_relaxes_them(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    laid(tmp_path)
    kok = {"course": "kok", "site": "EUC", "week": 4}
    assert cohorts(tmp_path, "--wishes", as_json(tmp_path, "w.json", {"open": [kok]})) == 1
    told = capsys.readouterr().err.splitlines()
    assert told[0].startswith(
        "class kok/EUC/4 is to be held, and its minimum cannot be reached; lower the minimum by 8"
    )
    wish = {
        "seated": [{"person": "Far"}],
        "open": [{"course": "truck", "site": "EUC", "week": week} for week in (3, 4)],
    }
    assert cohorts(tmp_path, "--wishes", as_json(tmp_path, "w.json", wish)) == 1
    told = capsys.readouterr().err.splitlines()
    assert "person Far is to have a seat, and none was found; another course, site or week" in told[0]
    assert "site EUC has too few rooms in week 4 for the classes that are to be held; 1 more room." in told
    assert "course truck has too few teachers in week 4 for the classes that are to be held; 1 more teacher." in told
    assert "industry lager wants fewer trained than the classes that are to be held need; demand for 8 more." in told
    assert not list(tmp_path.glob("*plan*"))


@pytest.mark.parametrize(
    ("option", "value", "told"),
    [
        ("--wishes", {"opened": []}, "there is no wish 'opened'"),
        ("--wishes", {"open": [{"course": "dans", "site": "EUC", "week": 1}]}, "open 1: dans is not a course"),
        ("--wishes", {"open": [{"course": "kok", "site": "EUC"}]}, "open 1: week must be a whole number"),
        ("--wishes", {"seated": "Bo-1"}, "seated must be a list of objects"),
        ("--weights", {"speed": 1}, "there is no weight 'speed'"),
        ("--weights", {"waiting": -1}, "waiting must be a number of points"),
        ("--weights", [], "must be an object"),
    ],
)
def test_a_wish_or_weight_nobody_understands_is_one_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], option: str, value: Any, told: str
) -> None:
    laid(tmp_path)
    assert cohorts(tmp_path, option, as_json(tmp_path, "asked.json", value)) == 1
    assert told in capsys.readouterr().err


def without(people: Cells, *names: str) -> Cells:
    return [row for row in people if row[0] not in names]


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_after_drop_outs_everybody_who_still_can_sits_where_the_plan_before_said(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], form: str
) -> None:
    """In week 5, though weeks 3 and 4 are as good now, and the plan would be another one without the plan before."""
    laid(tmp_path)
    weights = as_json(tmp_path, "weights.json", {"waiting": 0})
    week = {"open": [{"course": "truck", "site": "EUC", "week": 5}], "closed": [{"course": "kok", "site": "EUC"}]}
    first = f"first.{form}"
    assert cohorts(tmp_path, "--wishes", as_json(tmp_path, "w.json", week), "--weights", weights, out=first) == 0
    laid(tmp_path, people=without(PEOPLE, "Åse-0", "Åse-1"))
    capsys.readouterr()
    assert cohorts(tmp_path, "--before", str(tmp_path / first), "--weights", weights) == 0
    told = capsys.readouterr().out
    assert "moved         0 of 14 who sat and still can (0.0 %); in every plan at least 0" in told
    assert "dropped out   2 who sat and are not among the people any more" in told
    assert {row[3] for row in read_back(tmp_path / "plan-seats.csv")[1:] if row[1]} == {"5"}


def test_a_plan_before_that_names_what_is_in_no_file_is_told_by_row_and_column(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    laid(tmp_path)
    seats = [("person", "course", "site", "week"), ("Åse-0", "dans", "EUC", 3), ("Bo-1", "truck", "EUC", 99),
             ("Bo-1", "", "", ""), ("Bo-2", "truck", "", 3)]  # fmt: skip
    before = written(tmp_path, "then", seats, "utf-8.csv")
    assert cohorts(tmp_path, "--before", str(before)) == 1
    assert capsys.readouterr().err.splitlines() == [
        "then.csv, row 2, column course: dans is not a course of the files; empty the seat if it ended",
        "then.csv, row 3, column week: 99 is not a week of 0 to 28",
        "then.csv, row 4, column person: Bo-1 is also row 3",
        "then.csv, row 5, column site: nothing is not a site of the files; empty the seat if it ended",
        "Nothing was written.",
    ]
    assert cohorts(tmp_path, "--before", str(written(tmp_path, "other", [("person", "week"), ("a", 1)], "xlsx"))) == 1
    assert "other.xlsx, row 1, column course: this column is missing; add it" in capsys.readouterr().err
    assert cohorts(tmp_path, "--moved", "3") == 1
    assert "asks for --before FILE" in capsys.readouterr().err


def test_households_sit_together_and_others_apart(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Far is of the household of Bo-0 and reaches no site, so that neither sits; two others are never in one class."""
    groups = {"Far": (1, ""), "Bo-0": (1, ""), "Åse-0": ("", 7), "Åse-1": ("", 7)}
    head, *rows = PEOPLE
    laid(tmp_path, people=[(*head, "together", "apart"), *((*row, *groups.get(str(row[0]), ("", ""))) for row in rows)])
    assert cohorts(tmp_path) == 0
    seats = {row[0]: row[1] for row in read_back(tmp_path / "plan-seats.csv")[1:]}
    assert [seats[name] for name in ("Far", "Bo-0")] == ["", ""]
    assert sorted((seats["Åse-0"], seats["Åse-1"])) == ["", "truck"]
    assert seats["Bo-1"] == "truck"
    both = {"Far": (1, 7), "Bo-0": (1, 7)}
    laid(tmp_path, people=[(*head, "together", "apart"), *((*row, *both.get(str(row[0]), ("", ""))) for row in rows)])
    assert cohorts(tmp_path) == 1
    assert "people.csv, row 20, column apart: is to sit both together with and apart from row 16" in (
        capsys.readouterr().err
    )
