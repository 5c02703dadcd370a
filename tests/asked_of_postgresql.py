"""Which tests ask PostgreSQL nothing that another test does not ask: they run on it in the full run only.

Loaded as a plugin this makes the list anew, from what each test asks: `./tovholder test integration --
-p tests.asked_of_postgresql`. A question is an SQL statement whatever its values, with how it ended; of tests that ask
the same, the quickest that ask most stay. A new test is on no list, so it runs on both databases every day.
"""

import json
import os
import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
from django.db import connections

LIST = Path(__file__).with_name("asked_elsewhere.txt")
ON_POSTGRESQL = "TOVHOLDER_TEST_DATABASE_URL" in os.environ
# What happens between two, or to a server, is not seen in what one of them asks.
ALWAYS = re.compile(r"at_once|same_time|locked|twice|order_of|by_hand|query_counts")

_HEARD: dict[str, set[str]] = {}
_SECONDS: dict[str, float] = {}


def elsewhere() -> frozenset[str]:
    """The tests of the list, as pytest calls them."""
    return frozenset(LIST.read_text(encoding="utf-8").splitlines()) if LIST.exists() else frozenset()


def question(sql: str) -> str:
    """A statement without its values, lists of any length alike."""
    same = re.sub(r"'[^']*'|\b\d+\b|\bs\d+_x\d+\b", "0", sql)
    return re.sub(r"\((?:%s|0|NULL)(?:, (?:%s|0|NULL))*\)", "(%s)", same)


def cover(asked: Mapping[str, set[str]], seconds: Mapping[str, float]) -> set[str]:
    """Tests that together ask all that is asked: again and again the one that asks most new things in its time."""
    missing, chosen = set[str]().union(*asked.values()), set[str]()
    while missing:
        best = max(sorted(asked), key=lambda test: len(asked[test] & missing) / (seconds.get(test, 0.0) + 0.02))
        chosen.add(best)
        missing -= asked[best]
    return chosen


@pytest.fixture(autouse=True)
def _questions_are_noted(request: pytest.FixtureRequest) -> Iterator[None]:
    noted = _HEARD.setdefault(request.node.nodeid, set())

    def note(run: Callable[..., Any], sql: str, params: Any, many: bool, context: dict[str, Any]) -> Any:
        try:
            answer = run(sql, params, many, context)
        except Exception as fault:
            noted.add(f"{question(sql)} {type(fault).__name__}")
            raise
        noted.add(question(sql))
        return answer

    with ExitStack() as stack:
        for name in connections:
            stack.enter_context(connections[name].execute_wrapper(note))
        yield


def pytest_runtest_logreport(report: pytest.TestReport) -> None:
    _SECONDS[report.nodeid] = _SECONDS.get(report.nodeid, 0.0) + report.duration


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Each process keeps what it heard; the one that started them puts it together."""
    folder = Path(os.environ["TOVHOLDER_HOME"], "asked")
    folder.mkdir(exist_ok=True)
    worker = os.environ.get("PYTEST_XDIST_WORKER", "one")
    if _HEARD:
        told = {"asked": {test: sorted(found) for test, found in _HEARD.items()}, "seconds": _SECONDS}
        (folder / f"{worker}.json").write_text(json.dumps(told), encoding="utf-8")
    if ON_POSTGRESQL and not hasattr(session.config, "workerinput"):
        _write([json.loads(each.read_text(encoding="utf-8")) for each in folder.glob("*.json")])


def _write(told: list[dict[str, Any]]) -> None:
    asked = {test: set(found) for each in told for test, found in each["asked"].items()}
    seconds = {test: spent for each in told for test, spent in each["seconds"].items()}
    always = {test for test in asked if ALWAYS.search(test)}
    covered = set[str]().union(*(asked[test] for test in always))
    rest = {test: found - covered for test, found in asked.items() if test not in always}
    kept = cover(rest, seconds)
    LIST.write_text("".join(f"{test}\n" for test in sorted(set(rest) - kept)), encoding="utf-8")
