"""Matching by region on a real Spark gives what the engine gives here; without Spark one line says how to get it."""

import csv
import os
import random
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

import openpyxl
import pytest

from tests.unit.cli.test_match_regions import CIRCLES, assert_same, in_partnerships
from tovholder.cli import match_on_spark
from tovholder.cli.__main__ import main
from tovholder.engine.matching.generator import generate
from tovholder.engine.matching.region import match_region

ROOT = Path(__file__).resolve().parents[3]
PARTNERSHIPS = {
    "Helsingør": "Nord", "Hillerød": "Nord, Midt", "Allerød": "Midt", "Odense": "Fyn", "Nyborg": "Fyn",
    "Ikast-Brande": "",
}  # fmt: skip
PEOPLE = ("Fornavn", "Efternavn", "Kommune", "Partnerskaber", "Opholdsgrundlag", "Opholdsdato", "Dansk", "Kompetencer",
          "Kørekort og certifikater", "Hensyn", "Transport", "Rejsetid", "Kan begynde", "Timer om ugen")  # fmt: skip
ORDERS = ("Reference", "Virksomhed", "Kommune", "Partnerskaber", "Stilling", "Forløb", "Krav", "Dansk", "Timer om ugen",
          "Start tidligst", "Start senest", "Belastninger")  # fmt: skip


def written(path: Path, rows: Iterable[tuple[str, ...]]) -> Path:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, delimiter=";").writerows(rows)
    return path


def files(folder: Path, *, people: int, orders: int) -> tuple[str, str]:
    """Two files of several partnerships, the same each time."""
    chance = random.Random(7)
    one = chance.choice

    def home() -> tuple[str, str]:
        return one(list(PARTNERSHIPS.items()))

    citizens = [
        (f"Prøve{row}", "Mønster", *home(), "flygtning", "01-02-2024", one(["DU2 modul 6", "DU1 modul 3", ""]),
         one(["rengøring 3", "opvask 2, madlavning", "truckkørsel"]), one(["ingen", "hygiejnebevis"]),
         one(["ingen", ""]), one(["cykel", "bil", "bus og tog"]), one(["30", "60", "90"]), "01-03-2026",
         one(["20-37", "15-30", ""]))
        for row in range(people)
    ]  # fmt: skip
    places = [
        (f"JO-{row}", f"Virksomhed {row}", *home(),
         one(["Rengøringsassistent", "Køkkenmedhjælper", "Lagermedarbejder"]), "virksomhedspraktik",
         one(["rengøring", "opvask", "truckkørsel"]), one(["A1", "A2", ""]), one(["20-37", "15-25"]),
         "01-04-2026", "31-12-2070", "")
        for row in range(orders)
    ]  # fmt: skip
    return (
        str(written(folder / "people.csv", [PEOPLE, *citizens])),
        str(written(folder / "orders.csv", [ORDERS, *places])),
    )


def on_spark(*words: str) -> subprocess.CompletedProcess[str]:
    """In a process of its own, with Spark where the full run has put it."""
    environment = os.environ | {
        "PYTHONPATH": os.pathsep.join([os.environ["TOVHOLDER_TEST_SPARK"], str(ROOT)]),
        "PYSPARK_SUBMIT_ARGS": "--master local[2] --driver-memory 1g --conf spark.ui.enabled=false pyspark-shell",
        "SPARK_LOCAL_IP": "127.0.0.1",
    }
    return subprocess.run([sys.executable, *words], env=environment, capture_output=True, text=True, check=False)


def sheets(path: Path) -> dict[str, list[tuple[object, ...]]]:
    return {sheet.title: list(sheet.iter_rows(values_only=True)) for sheet in openpyxl.load_workbook(path)}


@pytest.mark.full
def test_two_files_of_several_partnerships_give_the_same_workbook_and_words(tmp_path: Path) -> None:
    asked = ["-m", "tovholder.cli", "match", *files(tmp_path, people=240, orders=40), "--on", "2026-03-04"]
    asked += ["--cap", "3", "--top", "4", "--explain", "JO-3", "--explain", "Prøve7 Mønster", "--out"]
    here = on_spark(*asked, str(tmp_path / "here.xlsx"))
    there = on_spark(*asked, str(tmp_path / "there.xlsx"), "--engine", "spark")
    assert (here.returncode, there.returncode) == (0, 0), there.stderr
    local, spread = sheets(tmp_path / "here.xlsx"), sheets(tmp_path / "there.xlsx")
    assert len(local["Forslag"]) > 50
    assert local == spread
    assert explanations(here) == explanations(there) != []


def explanations(done: subprocess.CompletedProcess[str]) -> list[str]:
    """What follows the steps with their seconds."""
    lines = done.stdout.splitlines()
    return lines[1 + max(at for at, line in enumerate(lines) if line.startswith("  writing")) :]


@pytest.mark.full
def test_every_list_count_and_price_of_a_generated_instance_is_the_same() -> None:
    done = on_spark("-m", "tests.unit.cli.test_match_on_spark")
    assert done.returncode == 0, done.stderr
    assert "the same in 19 regions" in done.stdout


def compare() -> None:
    problem = in_partnerships(generate(people=3_000, orders=900, seed=5), CIRCLES)
    found = match_on_spark.match_regions.regions(problem)
    assert found[0].orders.size > match_on_spark.AT_ONCE  # more than one batch comes back
    made = match_on_spark.match(problem, top=10, cap=3, running=lambda _gone, _most: None)
    assert_same(made, match_region(problem, top=10, exposure_cap=3))
    print(f"the same in {len(found)} regions")


def asked_here(tmp_path: Path) -> int:
    people, orders = files(tmp_path, people=2, orders=1)
    return main(["match", people, orders, "--out", str(tmp_path / "out.xlsx"), "--engine", "spark"])


def test_without_the_packages_one_line_says_how_to_get_them(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(match_on_spark, "find_spec", lambda name: None if name != "pandas" else name)
    assert asked_here(tmp_path) == 1
    (line,) = capsys.readouterr().err.splitlines()
    assert "--engine spark needs pyspark, pyarrow; install with ./tovholder setup spark" in line
    assert not (tmp_path / "out.xlsx").exists()


@pytest.mark.parametrize(("said", "told"), [('openjdk version "11.0.2"', "finds Java 11"), ("", "finds none")])
def test_without_java_one_line_says_how_to_get_it(
    said: str, told: str, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    program = tmp_path / "bin" / "java"
    program.parent.mkdir()
    program.write_text(f"#!/bin/sh\necho '{said}' >&2\n")
    program.chmod(0o755)
    monkeypatch.setattr(match_on_spark, "find_spec", lambda name: name)
    monkeypatch.setenv("JAVA_HOME", str(tmp_path))
    monkeypatch.delenv("SPARK_REMOTE", raising=False)
    assert asked_here(tmp_path) == 1
    (line,) = capsys.readouterr().err.splitlines()
    assert f"needs Java 17 and {told}; install with: sudo apt-get install -y openjdk-17-jre-headless" in line


def test_of_what_spark_says_the_line_that_names_the_fault_is_told() -> None:
    java = "An error occurred while calling None.X.\n: org.apache.spark.SparkException: no master\n\tat a.b(C.java:1)\n"
    python = (
        "Job aborted\nTraceback (most recent call last):\n  File x\nModuleNotFoundError: No module named 'tovholder'\n"
    )
    assert match_on_spark._reason(java) == "org.apache.spark.SparkException: no master"
    assert match_on_spark._reason(python) == "ModuleNotFoundError: No module named 'tovholder'"
    assert match_on_spark._reason("Out of luck") == "Out of luck"


if __name__ == "__main__":
    compare()
