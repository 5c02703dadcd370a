"""A file of weights or wishes that is none says what one looks like."""

from pathlib import Path

import pytest

from tests.unit.cli.test_cohorts import laid
from tovholder.cli.__main__ import main

ROOT = Path(__file__).resolve().parents[3]
MATCH = f"match {ROOT}/docs/samples/people.csv {ROOT}/docs/samples/orders.csv --out k.xlsx --weights"
EIGHT = '{"required_skills": 30, "useful_skills": 10, '


@pytest.mark.parametrize(
    ("words", "example"),
    [
        (MATCH, EIGHT),
        ("cohorts in --out k.csv --weights", '{"fit": 1, "waiting": 0.4}'),
        ("cohorts in --out k.csv --wishes", '{"closed": [{"course": "kok", "site": "EUC"}]}'),
    ],
)
@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"[1]", "mine.json: must be an object of names and values, like "),
        (b"3", "mine.json: must be an object of names and values, like "),
        (b"fit = 1", "mine.json: cannot be read as JSON at line 1, column 1; write it like "),
        (b'{"\xe6": 1}', "mine.json: cannot be read as JSON in UTF-8; write it like "),
        (b"[" * 100_000, "mine.json: cannot be read as JSON in UTF-8; write it like "),
        (None, "mine.json: is a folder, not a file. Name the file."),
    ],
)
def test_what_is_no_json_is_told_with_an_example(
    words: str,
    example: str,
    content: bytes | None,
    said: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    laid(tmp_path)
    Path("mine.json").mkdir() if content is None else Path("mine.json").write_bytes(content)
    assert main([*words.split(), "mine.json"]) == 1
    told = capsys.readouterr().err.splitlines()[-1]
    assert told.startswith(f"tovholder: {said}{example if content else ''}")
    assert not list(tmp_path.glob("k.*"))
