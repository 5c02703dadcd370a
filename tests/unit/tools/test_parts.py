"""What the test command says about its parts is what happened."""

import sys
from pathlib import Path

import pytest

from tools import parts, places, test_run
from tools.parts import Outcome, Suite
from tools.trouble import Trouble

QUIET = {"PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1", "PYTHONDONTWRITEBYTECODE": "1"}


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(places, "ROOT", tmp_path)
    monkeypatch.setattr(places, "PYTHON", Path(sys.executable))
    monkeypatch.setattr(parts, "TESTS", tmp_path)
    monkeypatch.setattr(parts, "REPORTS", tmp_path / "reports")
    (tmp_path / "pytest.ini").write_text("[pytest]\n")
    made = tmp_path / "sample"
    made.mkdir()
    return made


def outcome_of(folder: Path, text: str | None) -> Outcome:
    if text is not None:
        (folder / "test_sample.py").write_text(text)
    [outcome] = parts.run_suites([Suite("sample", "sample")], QUIET, [])
    return outcome


def test_suites_that_share_a_run_have_their_own_counts_and_their_share_of_the_time(folder: Path) -> None:
    (folder / "test_sample.py").write_text("import time\ndef test_a(): time.sleep(0.2)\ndef test_b(): assert 0\n")
    other = folder.with_name("other")
    other.mkdir()
    (other / "test_other.py").write_text("import time\ndef test_c(): time.sleep(0.05)\n")
    first, second = parts.run_suites([Suite("sample", "sample"), Suite("other", "other")], QUIET, [])
    assert (first.ok, first.passed, first.failed) == (False, 1, 1)
    assert (second.ok, second.passed, second.failed) == (True, 1, 0)
    assert first.seconds > second.seconds > 0


def test_suites_run_together_where_neither_database_nor_browser_differ() -> None:
    groups = parts.together(parts.SUITES)
    assert [[suite.name for suite in group] for group in groups] == [
        ["unit", "rules", "integration", "architecture", "systems"],
        ["integration (PostgreSQL)"],
        ["journeys"],
    ]


def test_passed_failed_and_skipped_are_counted_with_the_reason_for_skipping(folder: Path) -> None:
    text = "import pytest\ndef test_a(): pass\ndef test_b(): assert 0\ndef test_c(): pytest.skip('no moon')\n"
    outcome = outcome_of(folder, text)
    assert (outcome.ok, outcome.passed, outcome.failed, outcome.skipped) == (False, 1, 1, 1)
    assert "no moon" in outcome.skipped_because[0]


def test_a_folder_without_test_files_is_said_so(folder: Path) -> None:
    outcome = outcome_of(folder, None)
    assert (outcome.ok, outcome.words) == (True, "no tests written yet")


def test_test_files_without_a_test_are_a_failure(folder: Path) -> None:
    outcome = outcome_of(folder, "def no_test(): pass\n")
    assert (outcome.ok, outcome.failed) == (False, 1)
    assert "no test was found" in outcome.words


def test_a_file_that_cannot_be_read_is_a_failure(folder: Path) -> None:
    assert outcome_of(folder, "import nothing_of_that_name\n").failed == 1


def test_the_last_line_sums_up_and_the_code_tells_a_failed_check(capsys: pytest.CaptureFixture[str]) -> None:
    outcomes = [Outcome("lint", ok=False, failed=1), Outcome("unit", ok=True, passed=12, skipped=2)]
    assert test_run.summary(outcomes, 1.0) == 1
    assert capsys.readouterr().out.splitlines()[-1] == "12 passed, 1 failed, 2 skipped"


def test_an_unknown_part_is_answered_with_the_known_ones() -> None:
    with pytest.raises(Trouble, match=r"no part 'unti'; there are lint, types, imports, unit, .* and full"):
        test_run.understood(["unti"])


def test_words_after_the_two_strokes_go_to_pytest() -> None:
    wanted = test_run.understood(["unit", "full", "--", "-k", "cpr"])
    assert wanted is not None
    assert (wanted.names, wanted.full, wanted.extra) == (["unit"], True, ["-k", "cpr"])


def test_checks_run_beside_the_suites_and_each_is_told_and_counted(folder: Path) -> None:
    def says(code: int) -> parts.Check:
        command = [sys.executable, "-c", f"import sys; print('said {code}'); sys.exit({code})"]
        return parts.Check(f"check {code}", lambda: [command])

    told: list[str] = []
    with parts.checks_beside([says(0), says(1)], QUIET, lambda outcome: told.append(outcome.told)) as checked:
        inside = outcome_of(folder, "def test_a(): pass\n")
    assert (inside.ok, sorted(told)) == (True, ["said 0\n", "said 1\n"])
    assert [each.result().ok for each in checked] == [True, False]
