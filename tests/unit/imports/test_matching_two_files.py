"""Two files in, a workbook of proposals out: no database, no keys, and nothing at all when a file is wrong."""

import contextlib
import csv
import io
import os
import re
import subprocess
import sys
from pathlib import Path

import openpyxl
import polars
import pytest
from django.utils import translation

from tovholder.cli.__main__ import main

ROOT = Path(__file__).resolve().parents[3]
SAMPLES = ROOT / "docs" / "samples"


Done = subprocess.CompletedProcess[str]


def words(folder: Path, people: Path, orders: Path, *more: str) -> list[str]:
    return ["match", str(people), str(orders), "--out", str(folder / "proposals.xlsx"), "--on", "2026-03-04", *more]


def typed(folder: Path, people: Path, orders: Path, *more: str) -> Done:
    """As at a terminal: a process of its own, that finds no settings, no database and no home."""
    kept = {"PATH", "HOME", "LANG", "VIRTUAL_ENV", "NUMBA_CACHE_DIR"}
    environment = {name: value for name, value in os.environ.items() if name in kept}
    return subprocess.run(
        [sys.executable, "-m", "tovholder.cli", *words(folder, people, orders, *more)],
        check=False,
        capture_output=True,
        text=True,
        cwd=folder,
        env=environment | {"TOVHOLDER_HOME": str(folder / "none")},
    )


def match(folder: Path, people: Path, orders: Path, *more: str) -> Done:
    """The same without a process: starting one takes longer than matching does."""
    asked, out, err = words(folder, people, orders, *more), io.StringIO(), io.StringIO()
    said = contextlib.redirect_stdout(out), contextlib.redirect_stderr(err)
    with contextlib.chdir(folder), translation.override("en"), said[0], said[1]:
        code = main(asked)
    return Done(asked, code, out.getvalue(), err.getvalue())


def sheets(path: Path) -> dict[str, list[tuple[object, ...]]]:
    return {sheet.title: list(sheet.iter_rows(values_only=True)) for sheet in openpyxl.load_workbook(path)}


@pytest.fixture(scope="module")
def answered(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, subprocess.CompletedProcess[str]]:
    folder = tmp_path_factory.mktemp("match")
    done = typed(folder, SAMPLES / "people.csv", SAMPLES / "orders.csv", "--language", "en")
    return folder, done


def test_the_samples_give_proposals_with_their_parts(
    answered: tuple[Path, subprocess.CompletedProcess[str]],
) -> None:
    folder, done = answered
    assert done.returncode == 0, done.stderr
    head, *rows = sheets(folder / "proposals.xlsx")["Proposals"]
    assert [(row[1], row[5]) for row in rows] == [
        ("Rengøringsassistent", "Amina Prøve"),
        ("Rengøringsassistent", "Olena Mønster"),  # 30 to 37 hours of the 20 to 37 that are offered
        ("Køkkenmedhjælper", "Yonas Eksempel"),
        ("Lagermedarbejder", "Olena Mønster"),
    ]
    score = head.index("Score")
    assert all(isinstance(row[score], float) and 0 < row[score] <= 1 for row in rows)


def test_the_days_of_the_samples_do_not_pass(tmp_path: Path) -> None:
    done = match(tmp_path, SAMPLES / "people.csv", SAMPLES / "orders.csv", "--on", "2031-01-01")
    assert "note:" not in done.stderr


def test_weights_that_are_not_there_are_told_in_words(tmp_path: Path) -> None:
    done = match(tmp_path, SAMPLES / "people.csv", SAMPLES / "orders.csv", "--weights", "mine.json")
    assert done.returncode == 1
    assert "mine.json: there is no such file. Check the name." in done.stderr
    assert "Errno" not in done.stderr


def test_a_near_miss_says_the_shortest_way_in_and_everybody_left_out_is_told_why(
    answered: tuple[Path, subprocess.CompletedProcess[str]],
) -> None:
    book = sheets(answered[0] / "proposals.xlsx")
    assert any("Get Food hygiene certificate" in str(row[-1]) for row in book["Near misses"][1:])
    assert [row[1] for row in book["Without a proposal"][1:]] == ["Hassan Prøvesen"]


def test_no_database_no_keys_and_no_home_folder_are_made(
    answered: tuple[Path, subprocess.CompletedProcess[str]],
) -> None:
    assert [path.name for path in answered[0].iterdir()] == ["proposals.xlsx"]


def test_no_cpr_number_is_in_the_answer(answered: tuple[Path, subprocess.CompletedProcess[str]]) -> None:
    numbers = [line.split(";")[0] for line in (SAMPLES / "people.csv").read_text("utf-8-sig").splitlines()[1:]]
    told = str(sheets(answered[0] / "proposals.xlsx"))
    assert not [number for number in numbers if number in told or number.replace("-", "") in told]


def test_a_bad_file_gives_a_line_for_each_fault_and_no_answer(tmp_path: Path) -> None:
    people = tmp_path / "borgere.csv"
    people.write_text("Fornavn;Efternavn;Opholdsdato\nBo;Prøve;31-02-2018\n;Prøve;01-03-2018\n", encoding="cp1252")
    orders = tmp_path / "ordrer.xlsx"
    orders.write_bytes(b"\x89PNG\r\n\x1a\n")
    done = match(tmp_path, people, orders)
    assert done.returncode == 1
    assert done.stderr.splitlines()[-4:] == [
        "borgere.csv, row 2, column “Opholdsdato”: there is no such date. Write day-month-year, e.g. 28-02-2018.",
        "borgere.csv, row 3, column “Fornavn”: the name is missing. Write it.",
        "ordrer.xlsx: this is a picture (PNG) and not a table. Save the table as CSV or XLSX.",
        "Nothing was written.",
    ]
    assert not (tmp_path / "proposals.xlsx").exists()


def test_somebody_who_is_there_twice_is_told_and_nobody_need_be_known_again(tmp_path: Path) -> None:
    """One CPR number is one person, as for an import; one name and birth date may be two. No number is not a fault."""
    people = tmp_path / "p.csv"
    head, *rows = (SAMPLES / "people.csv").read_text("utf-8-sig").splitlines()
    people.write_text("\n".join([head, *rows, *rows]), encoding="utf-8")
    done = match(tmp_path, people, SAMPLES / "orders.csv")
    assert done.returncode == 1
    assert done.stderr.splitlines() == [
        *(f"p.csv, row {at + len(rows)}: the row is about the same as row {at}. Delete one of them."
          for at in range(2, len(rows) + 2)),
        "Nothing was written.",
    ]  # fmt: skip
    people.write_text(
        "Fornavn;Efternavn;Fødselsdato\nBo;Prøve;1990-01-01\nbo;prøve;1990-01-01\nMy;Prøve;\nMy;Prøve;\n", "utf-8"
    )
    done = match(tmp_path, people, SAMPLES / "orders.csv")
    assert done.returncode == 0
    assert done.stderr.splitlines() == [
        "p.csv, row 3: note: the name and birth date are those of row 2. If it is the same person, delete one of them."
    ]


def test_the_workbook_is_danish_unless_asked_and_the_terminal_english(tmp_path: Path) -> None:
    people = tmp_path / "borgere.csv"
    people.write_bytes((SAMPLES / "people.csv").read_bytes())
    done = match(tmp_path, people, SAMPLES / "orders.csv")
    assert done.returncode == 0, done.stderr
    assert "Forslag" in sheets(tmp_path / "proposals.xlsx")
    people.write_text("Fornavn;Efternavn\n;Prøve\n", encoding="utf-8")
    assert "navnet mangler" in match(tmp_path, people, SAMPLES / "orders.csv", "--language", "da").stderr


@pytest.mark.parametrize(
    ("partnerships", "listed"),
    [
        (None, ["Amina", "Yonas"]),
        (("Nord", "Nord"), ["Amina", "Yonas"]),
        (("Øst, nord", "NORD"), ["Amina", "Yonas"]),
        (("Øst", "Nord"), ["Amina"]),
        (("", "Nord"), ["Amina"]),
    ],
)
def test_people_are_matched_across_when_their_municipalities_share_a_partnership(
    tmp_path: Path, partnerships: tuple[str, str] | None, listed: list[str]
) -> None:
    """Amina's municipality is the order's, Yonas' is another; her row says nothing of partnerships."""
    known = "{};Prøve;1990-05-17;2020-03-01;flygtning;DU2 modul 4;rengøring;bus og tog;60;1.1.2026;15-37;ingen;ingen"
    head = "Fornavn;Efternavn;Fødselsdato;Opholdsdato;Opholdsgrundlag;Dansk;Kompetencer;Transport;Rejsetid"
    head += ";Kan begynde;Timer om ugen;Kørekort;Hensyn;Kommune;Postnummer"
    people = [f"{known.format('Amina')};Helsingør;3000", f"{known.format('Yonas')};Fredensborg;3480"]
    order = ["Titel;Antal;Stilling;Timer om ugen;Dansk;Kompetencer;Forløb;Kommune;Postnummer"]
    order += ["Rengøring;1;rengøringsassistent;25;A1;rengøring;virksomhedspraktik;Helsingør;3000"]
    if partnerships is not None:
        head += ";Partnerskaber"
        people = [f"{people[0]};", f"{people[1]};{partnerships[0]}"]
        order = [f"{order[0]};Partnerskaber", f"{order[1]};{partnerships[1]}"]
    (tmp_path / "p.csv").write_text("\n".join([head, *people]), encoding="utf-8")
    (tmp_path / "o.csv").write_text("\n".join(order), encoding="utf-8")
    done = match(tmp_path, tmp_path / "p.csv", tmp_path / "o.csv", "--language", "en")
    assert done.returncode == 0, done.stderr
    book = sheets(tmp_path / "proposals.xlsx")
    told = [row for title in ("Proposals", "Ask first", "Near misses") for row in book.get(title, [])[1:]]
    assert sorted({str(cell).split()[0] for row in told for cell in row if str(cell).endswith("Prøve")}) == listed


def test_minutes_told_across_municipalities_say_that_they_are_not_exact(tmp_path: Path) -> None:
    person = (
        "Yonas;Prøve;1990-05-17;2020-03-01;flygtning;DU2 modul 4;rengøring;bus og tog;20;1.1.2026;15-37;ingen;ingen"
    )
    head = "Fornavn;Efternavn;Fødselsdato;Opholdsdato;Opholdsgrundlag;Dansk;Kompetencer;Transport;Rejsetid"
    head += ";Kan begynde;Timer om ugen;Kørekort;Hensyn;Kommune;Postnummer"
    (tmp_path / "p.csv").write_text("\n".join([head, f"{person};Fredensborg;3480"]), encoding="utf-8")
    order = "Titel;Antal;Stilling;Timer om ugen;Dansk;Kompetencer;Forløb;Kommune;Postnummer"
    order += "\nRengøring;1;rengøringsassistent;25;A1;rengøring;virksomhedspraktik;Helsingør;3000"
    (tmp_path / "o.csv").write_text(order, encoding="utf-8")
    asked = ("--explain", "Yonas Prøve", "--explain", "Rengøring")
    done = match(tmp_path, tmp_path / "p.csv", tmp_path / "o.csv", *asked)
    assert done.returncode == 0, done.stderr
    own, listed = (line for line in done.stdout.splitlines() if "Just outside" in line)
    exact, banded = (int(re.findall(r"Travel (\d+) minutes", line)[0]) for line in (own, listed))
    assert banded == -(-exact // 15) * 15 != exact
    assert "(about: in steps of 15 minutes across municipalities)" in listed
    assert "about" not in own
    assert "0 people are possible." in done.stdout
    (way,) = [str(row[-1]) for row in sheets(tmp_path / "proposals.xlsx")["Tæt på"][1:]]
    assert f"{banded} minutter" in way
    assert "(cirka: på tværs af kommuner i trin på 15 minutter)" in way


def test_weights_that_are_wrong_are_told_in_one_line(tmp_path: Path) -> None:
    weights = tmp_path / "w.json"
    weights.write_text('{"travel": 100}')
    done = match(tmp_path, SAMPLES / "people.csv", SAMPLES / "orders.csv", "--weights", str(weights))
    assert (done.returncode, len(done.stderr.splitlines())) == (1, 1)
    assert "w.json: weights: not given:" in done.stderr


def test_what_looks_like_a_formula_is_written_as_text(tmp_path: Path) -> None:
    people = tmp_path / "p.csv"
    text = (SAMPLES / "people.csv").read_text("utf-8-sig").replace("Amina;", "+cmd|' /C calc'!A0;")
    people.write_text(text, encoding="utf-8")
    assert match(tmp_path, people, SAMPLES / "orders.csv").returncode == 0
    book = openpyxl.load_workbook(tmp_path / "proposals.xlsx")
    named = [cell for sheet in book for row in sheet.iter_rows() for cell in row if "calc" in str(cell.value)]
    assert named
    assert all(cell.data_type == "s" and str(cell.value).startswith("'+") for cell in named)


def test_a_person_and_an_order_are_explained_in_english_whatever_the_workbook_is(tmp_path: Path) -> None:
    asked = ("--explain", "Amina Prøve", "--explain", "JO-1")
    done = match(tmp_path, SAMPLES / "people.csv", SAMPLES / "orders.csv", *asked)
    assert done.returncode == 0, done.stderr
    told = done.stdout
    assert "Amina Prøve (row 2 of people): 1 order is possible." in told
    assert "1. Rengøringsassistent (row 2 of orders): " in told
    assert "own wish" in told
    assert "Just outside, " in told
    assert told.count("Rengøringsassistent (row 2 of orders): ") == 2  # as her proposal, and itself
    assert match(tmp_path, SAMPLES / "people.csv", SAMPLES / "orders.csv", "--explain", "Nobody").returncode == 1


def test_minutes_from_a_file_close_a_way_that_was_open(tmp_path: Path) -> None:
    people, orders = SAMPLES / "people.csv", SAMPLES / "orders.csv"
    homes, works = (sorted(set(postcodes(each))) for each in (people, orders))
    means = ("foot", "bicycle", "transit", "moped", "car", "lift")
    rows = [f"{each};{home};{work};600" for each in means for home in homes for work in works]
    travel = tmp_path / "travel.csv"
    travel.write_text("\n".join(["means;from;to;minutes", *rows]))
    done = match(tmp_path, people, orders, "--travel", str(travel), "--language", "en")
    assert done.returncode == 0, done.stderr
    assert len(sheets(tmp_path / "proposals.xlsx")["Proposals"]) == 1

    travel.write_text("means;from;to;minutes\n\nhorse;3000;3000;5\ncar;3000;3000;soon\n")
    (tmp_path / "proposals.xlsx").unlink()
    done = match(tmp_path, people, orders, "--travel", str(travel))
    assert done.returncode == 1
    assert done.stderr.splitlines()[:2] == [
        "travel.csv, row 3, column means: 'horse' is not known; take one of foot, bicycle, transit, moped, car, lift",
        "travel.csv, row 4, column minutes: 'soon' is not a whole number of minutes within a day",
    ]
    assert not (tmp_path / "proposals.xlsx").exists()


def test_parquet_gives_what_the_same_csv_gives(
    tmp_path: Path, answered: tuple[Path, subprocess.CompletedProcess[str]]
) -> None:
    made = [tmp_path / "people.parquet", tmp_path / "orders.parquet"]
    for path in made:
        frame = polars.read_csv(SAMPLES / f"{path.stem}.csv", separator=";", infer_schema=False)
        frame.write_parquet(path)
    done = match(tmp_path, *made, "--language", "en")
    assert done.returncode == 0, done.stderr
    assert sheets(tmp_path / "proposals.xlsx") == sheets(answered[0] / "proposals.xlsx")


def postcodes(path: Path) -> list[str]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file, delimiter=";"))
    (column,) = [name for name in rows[0] if name.casefold() in {"postnummer", "postnr", "postcode"}]
    return [row[column] for row in rows if row[column]]
