"""A day given to a command."""

import argparse

import pytest

from tovholder.cli import match_files


def test_a_day_that_is_none_is_told_in_words(capsys: pytest.CaptureFixture[str]) -> None:
    parser = argparse.ArgumentParser()
    match_files.arguments(parser)
    with pytest.raises(SystemExit):
        parser.parse_args(["people.csv", "orders.csv", "--out", "a.xlsx", "--on", "31-02-2018"])
    told = capsys.readouterr().err.splitlines()[-1]
    assert "“31-02-2018” is no day. Write year, month and day, like 2026-02-28." in told
    assert "isoformat" not in told
