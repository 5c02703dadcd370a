"""The parts of the test command: what each runs, on which database, and what came of it."""

import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from xml.etree import ElementTree

from tools import places

TESTS = places.ROOT / "tests"
REPORTS = places.VAR / "test-results"
NOTHING_COLLECTED = 5


@dataclass(frozen=True)
class Check:
    """A part that passes or does not, without tests of its own to count."""

    name: str
    commands: Callable[[], Sequence[Sequence[str]]]


@dataclass(frozen=True)
class Suite:
    """A part run by pytest over one folder of tests. `workers` is how many processes share it."""

    name: str
    folder: str
    database: str = "none"  # none, sqlite or postgresql
    browser: bool = False
    workers: int = 0


@dataclass
class Outcome:
    """What came of one part. `skipped_because` says for each skipped test why."""

    name: str
    ok: bool
    seconds: float = 0.0
    passed: int = 0
    failed: int = 0
    skipped: int = 0
    words: str = ""
    skipped_because: list[str] = field(default_factory=list)


def program(name: str) -> str:
    return str(places.VENV / "bin" / name)


def lint_commands() -> list[list[str]]:
    commands = [[program("ruff"), "check", "."], [program("ruff"), "format", "--check", "."]]
    if any((places.SOURCE / "tovholder").glob("**/*.html")):
        commands.append([program("djlint"), "--lint", "--quiet", "src"])
    return commands


def type_commands() -> list[list[str]]:
    return [[program("mypy")]]


def import_commands() -> list[list[str]]:
    return [[program("lint-imports"), "--no-logo"]]


CHECKS = [Check("lint", lint_commands), Check("types", type_commands), Check("imports", import_commands)]
SUITES = [
    Suite("unit", "unit", workers=2),
    Suite("rules", "rules"),
    Suite("integration", "integration", database="sqlite", workers=2),
    Suite("integration (PostgreSQL)", "integration", database="postgresql", workers=2),
    Suite("architecture", "architecture", database="sqlite", workers=2),
    Suite("systems", "systems", database="sqlite", workers=2),
    Suite("journeys", "journeys", database="sqlite", browser=True, workers=2),
]
FULL_SUITES = [
    Suite(f"{folder} (PostgreSQL)", folder, database="postgresql", browser=folder == "journeys", workers=2)
    for folder in ("architecture", "systems", "journeys")
]


def run_check(check: Check, environment: Mapping[str, str]) -> Outcome:
    """Every command of the check runs, also after one has failed: one round shows all faults."""
    began = time.monotonic()
    codes = [_run(command, environment) for command in check.commands()]
    failed = sum(1 for code in codes if code)
    words = f"{failed} of {len(codes)} commands failed" if failed else ""
    return Outcome(check.name, ok=not failed, seconds=time.monotonic() - began, failed=failed, words=words)


def has_tests(suite: Suite) -> bool:
    return any((TESTS / suite.folder).glob("**/test_*.py"))


def run_suite(suite: Suite, environment: Mapping[str, str], extra: Sequence[str]) -> Outcome:
    """Run pytest over the suite's folder and count from its report."""
    folder = TESTS / suite.folder
    if not has_tests(suite):
        return Outcome(suite.name, ok=True, words="no tests written yet")
    report = REPORTS / f"{suite.name.replace(' ', '-').strip('()')}.xml"
    report.parent.mkdir(parents=True, exist_ok=True)
    report.unlink(missing_ok=True)
    command = [str(places.PYTHON), "-m", "pytest", "-q", str(folder.relative_to(places.ROOT)), f"--junitxml={report}"]
    if suite.workers > 1:
        command += ["-n", str(suite.workers)]
    began = time.monotonic()
    code = _run([*command, *extra], environment)
    outcome = Outcome(suite.name, ok=code == 0, seconds=time.monotonic() - began)
    _count(outcome, report)
    if code == NOTHING_COLLECTED:
        outcome.words = "no test was found although there are test files"
    elif code and not outcome.failed:
        outcome.words = f"pytest ended with {code}"
    outcome.failed += 1 if code and not outcome.failed else 0
    return outcome


def _count(outcome: Outcome, report: Path) -> None:
    if not report.exists():
        return
    # The report is our own; nobody else writes to it.
    for case in ElementTree.parse(report).iter("testcase"):  # noqa: S314
        if case.find("failure") is not None or case.find("error") is not None:
            outcome.failed += 1
        elif (skip := case.find("skipped")) is not None:
            outcome.skipped += 1
            outcome.skipped_because.append(f"{case.get('classname')}.{case.get('name')}: {skip.get('message')}")
        else:
            outcome.passed += 1


def _run(command: Sequence[str], environment: Mapping[str, str]) -> int:
    return subprocess.run(
        command, cwd=places.ROOT, env=dict(environment), stdin=subprocess.DEVNULL, check=False
    ).returncode
