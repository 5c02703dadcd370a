"""The parts of the test command: what each runs, on which database, and what came of it."""

import subprocess
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
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
    """What came of one part. `told`: what a check said; `skipped_because` says for each skipped test why."""

    name: str
    ok: bool
    seconds: float = 0.0
    passed: int = 0
    failed: int = 0
    skipped: int = 0
    words: str = ""
    told: str = ""
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


@contextmanager
def checks_beside(
    checks: Sequence[Check], environment: Mapping[str, str], tell: Callable[[Outcome], None]
) -> Iterator[list["Future[Outcome]"]]:
    """All at once beside whatever is done inside, as each keeps one processor busy while the suites still read their
    tests; each is told when it is over. When the inside ends, so have they."""
    with ThreadPoolExecutor() as together:
        running = [together.submit(run_check, check, environment) for check in checks]
        for each in running:
            each.add_done_callback(lambda done: tell(done.result()))
        yield running


def run_check(check: Check, environment: Mapping[str, str]) -> Outcome:
    """Every command of the check runs, also after one has failed: one round shows all faults. They are in `told`."""
    began = time.monotonic()
    done = [
        subprocess.run(
            command, cwd=places.ROOT, env=dict(environment), stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT, text=True, check=False,
        )
        for command in check.commands()
    ]  # fmt: skip
    failed = sum(1 for each in done if each.returncode)
    words = f"{failed} of {len(done)} commands failed" if failed else ""
    told = "".join(each.stdout for each in done)
    return Outcome(check.name, ok=not failed, seconds=time.monotonic() - began, failed=failed, words=words, told=told)


def has_tests(suite: Suite) -> bool:
    return any((TESTS / suite.folder).glob("**/test_*.py"))


def together(suites: Sequence[Suite]) -> list[list[Suite]]:
    """Suites with the same surroundings in one list, in their order: they share one pytest, as every start of one has
    each of its processes read all tests and make a database, and the last test of a part leaves a processor idle."""
    groups: dict[tuple[bool, bool], list[Suite]] = {}
    for suite in suites:
        groups.setdefault((suite.database == "postgresql", suite.browser), []).append(suite)
    return list(groups.values())


def run_suites(suites: Sequence[Suite], environment: Mapping[str, str], extra: Sequence[str]) -> list[Outcome]:
    """Run pytest once over the suites' folders, and count each suite's own from its report.

    The seconds are shared out by how long each suite's tests took."""
    written = [suite for suite in suites if has_tests(suite)]
    missing = [Outcome(suite.name, ok=True, words="no tests written yet") for suite in suites if suite not in written]
    if not written:
        return missing
    report = REPORTS / f"{'-and-'.join(suite.folder for suite in written)}-{written[-1].database}.xml"
    report.parent.mkdir(parents=True, exist_ok=True)
    report.unlink(missing_ok=True)
    folders = [str((TESTS / suite.folder).relative_to(places.ROOT)) for suite in written]
    command = [str(places.PYTHON), "-m", "pytest", "-q", *folders, f"--junitxml={report}"]
    workers = max(suite.workers for suite in written)
    began = time.monotonic()
    code = _run([*command, *(["-n", str(workers)] if workers > 1 else []), *extra], environment)
    return missing + _outcomes(written, report, code, time.monotonic() - began)


def _outcomes(suites: Sequence[Suite], report: Path, code: int, seconds: float) -> list[Outcome]:
    """A fault of pytest itself, which no test tells of, is the first suite's."""
    found = {suite.name: Outcome(suite.name, ok=True) for suite in suites}
    # The report is our own; nobody else writes to it.
    cases = list(ElementTree.parse(report).iter("testcase")) if report.exists() else []  # noqa: S314
    for case in cases:
        outcome = found[_suite_of(case, suites).name]
        _count(outcome, case)
        outcome.seconds += float(case.get("time") or 0)
    worked = sum(outcome.seconds for outcome in found.values()) or 1.0
    for outcome in found.values():
        outcome.seconds *= seconds / worked
        outcome.ok = not outcome.failed
    first = found[suites[0].name]
    if code == NOTHING_COLLECTED:
        first.words = "no test was found although there are test files"
    elif code and not any(outcome.failed for outcome in found.values()):
        first.words = f"pytest ended with {code}"
    if first.words:
        first.ok, first.failed = False, first.failed or 1
    return list(found.values())


def _suite_of(case: ElementTree.Element, suites: Sequence[Suite]) -> Suite:
    """By the folder the test lies in; a file that cannot be read has its name where others have their class."""
    where = f"{case.get('classname') or case.get('name')}."
    names = {suite: ".".join((TESTS / suite.folder).relative_to(places.ROOT).parts) + "." for suite in suites}
    return next((suite for suite, name in names.items() if where.startswith(name)), suites[0])


def _count(outcome: Outcome, case: ElementTree.Element) -> None:
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
