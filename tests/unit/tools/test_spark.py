"""Spark is found by the one command that asks for it, once it is there."""

from pathlib import Path

import pytest

from tools import spark


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(spark, "FOLDER", tmp_path / "spark")
    return tmp_path / "spark"


def test_only_a_match_that_asks_for_spark_finds_it(folder: Path) -> None:
    folder.mkdir()
    found = {"PYTHONPATH": str(folder)}
    assert spark.on_path(["match", "people.csv", "orders.csv", "--engine", "spark"]) == found
    assert spark.on_path(["match", "people.csv", "orders.csv", "--engine=spark"]) == found
    assert spark.on_path(["match", "people.csv", "orders.csv"]) == {}
    assert spark.on_path(["serve", "spark"]) == {}


def test_where_it_was_never_set_up_nothing_is_put_on_the_path(folder: Path) -> None:
    assert spark.on_path(["match", "people.csv", "orders.csv", "--engine", "spark"]) == {}
    assert not spark.step().is_there()


@pytest.mark.parametrize(("version", "enough"), [("17.0.15", True), ("21", True), ("11.0.2", False), ("1.8.0", False)])
def test_java_is_asked_how_old_it_is(
    version: str, enough: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = tmp_path / "bin" / "java"
    program.parent.mkdir()
    program.write_text(f"#!/bin/sh\necho 'openjdk version \"{version}\"' >&2\n")
    program.chmod(0o755)
    monkeypatch.setenv("JAVA_HOME", str(tmp_path))
    assert spark.has_java() is enough
