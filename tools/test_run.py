"""`./tovholder test`: set up what the tests need, run the parts in order, and say in one table what came of each."""

import contextlib
import shutil
import signal
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from tools import browser, launch, parts, places, postgres, spark, steps
from tools.trouble import Trouble

USAGE = """./tovholder test [part ...] [-- pytest's own words]
  parts: {names}
  full   the whole matrix: both databases for everything, long property runs, every language, matching on Spark"""


@dataclass(frozen=True)
class Wanted:
    names: list[str]
    full: bool
    extra: list[str]


def main(words: Sequence[str]) -> int:
    """Returns 0 only when every part passed."""
    wanted = understood(words)
    if wanted is None:
        steps.say(USAGE.format(names=", ".join(_known())))
        return 0
    signal.signal(signal.SIGTERM, _interrupt)  # a stop from outside still stops what was started
    launch.prepare("test")
    began = time.monotonic()
    with _surroundings(wanted) as environment:
        checks = [part for part in _chosen(wanted) if isinstance(part, parts.Check)]
        with parts.checks_beside(checks, environment, _tell) as checked:
            tried = list(_tried(wanted, environment))
        outcomes = [*(each.result() for each in checked), *tried]
    return summary(outcomes, time.monotonic() - began)


def understood(words: Sequence[str]) -> Wanted | None:
    """What is asked for; None asks for help. Raises Trouble for a part nobody knows."""
    own, extra = (
        (list(words[: words.index("--")]), list(words[words.index("--") + 1 :])) if "--" in words else (list(words), [])
    )
    if {"--help", "-h", "help"} & set(own):
        return None
    names = [word for word in own if word != "full"]
    unknown = [name for name in names if name not in _known()]
    if unknown:
        raise Trouble(f"test has no part '{unknown[0]}'; there are {', '.join(_known())} and full.")
    return Wanted(names, "full" in own, extra)


def _known() -> list[str]:
    folders = [suite.folder for suite in parts.SUITES]
    return list(dict.fromkeys([check.name for check in parts.CHECKS] + folders))


def _chosen(wanted: Wanted) -> list[parts.Check | parts.Suite]:
    suites = parts.SUITES + (parts.FULL_SUITES if wanted.full else [])
    chosen: list[parts.Check | parts.Suite] = [
        check for check in parts.CHECKS if not wanted.names or check.name in wanted.names
    ]
    return chosen + [suite for suite in suites if not wanted.names or suite.folder in wanted.names]


@contextlib.contextmanager
def _surroundings(wanted: Wanted) -> Iterator[dict[str, str]]:
    """The environment for all parts: a home of its own, a browser and a PostgreSQL where a chosen part needs them."""
    suites = [part for part in _chosen(wanted) if isinstance(part, parts.Suite) and parts.has_tests(part)]
    home = tempfile.mkdtemp(prefix="tovholder-test-")
    once = Path(home, "made-once")
    once.mkdir()
    environment = places.environment() | {"TOVHOLDER_MODE": "test", "TOVHOLDER_HOME": home}
    environment["TOVHOLDER_TEST_ONCE"] = str(once)
    environment.pop("TOVHOLDER_DATABASE_URL", None)
    if {"sqlite", "postgresql"} <= {suite.database for suite in suites}:
        environment["TOVHOLDER_TEST_ON_BOTH"] = "1"
    if wanted.full:
        environment["TOVHOLDER_TEST_FULL"] = "1"
    try:
        with contextlib.ExitStack() as started:
            if wanted.full and any(suite.folder == "unit" for suite in suites):
                environment["TOVHOLDER_TEST_SPARK"] = spark.ensure()
            if any(suite.browser for suite in suites):
                environment["TOVHOLDER_CHROMIUM"] = _shown("Chromium", browser.ensure)
            if any(suite.database == "postgresql" for suite in suites):
                address = _shown("PostgreSQL", lambda: started.enter_context(postgres.running()))
                environment["TOVHOLDER_TEST_DATABASE_URL"] = address
            yield environment
    finally:
        shutil.rmtree(home, ignore_errors=True)


def _shown(title: str, work: Callable[[], str]) -> str:
    began = time.monotonic()
    steps.say(f"{title:<52}", end="")
    try:
        answer = work()
    except BaseException:
        steps.say(" failed")
        raise
    steps.say(f" {time.monotonic() - began:5.1f} s")
    return answer


def _tell(outcome: parts.Outcome) -> None:
    """In one piece, as a suite may be printing its dots."""
    steps.say(f"\n== {outcome.name}\n{outcome.told}", end="")


def _tried(wanted: Wanted, environment: Mapping[str, str]) -> Iterator[parts.Outcome]:
    for suites in parts.together([part for part in _chosen(wanted) if isinstance(part, parts.Suite)]):
        steps.say(f"\n== {', '.join(suite.name for suite in suites)}")
        own = dict(environment)
        if suites[0].database != "postgresql":
            own.pop("TOVHOLDER_TEST_DATABASE_URL", None)
        outcomes = parts.run_suites(suites, own, wanted.extra)
        for outcome in outcomes:
            if outcome.words:
                steps.say(f"{outcome.name}: {outcome.words}")
        yield from outcomes


def summary(outcomes: Sequence[parts.Outcome], seconds: float) -> int:
    """Print the table and the closing line. A failed check counts as failed in it, too."""
    steps.say("")
    for outcome in outcomes:
        for reason in outcome.skipped_because:
            steps.say(f"skipped in {outcome.name}: {reason}")
    steps.say(f"{'part':<28}{'':<8}{'passed':>7}{'failed':>7}{'skipped':>8}{'seconds':>9}")
    for outcome in outcomes:
        result = "ok" if outcome.ok else "FAILED"
        numbers = f"{outcome.passed:>7}{outcome.failed:>7}{outcome.skipped:>8}{outcome.seconds:>9.1f}"
        steps.say(f"{outcome.name:<28}{result:<8}{numbers}  {outcome.words}".rstrip())
    steps.say(f"{'all':<28}{'':<30}{seconds:>9.1f}")
    passed, failed, skipped = (
        sum(getattr(outcome, name) for outcome in outcomes) for name in ("passed", "failed", "skipped")
    )
    steps.say(f"{passed} passed, {failed} failed, {skipped} skipped")
    return 0 if all(outcome.ok for outcome in outcomes) else 1


def _interrupt(*_: object) -> None:
    raise KeyboardInterrupt
