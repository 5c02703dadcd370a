"""Asks every address as everybody, and says what came back that should not have."""

import io
import logging
import re
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from itertools import chain, product
from typing import Any
from unittest.mock import patch
from urllib.parse import unquote

from django.db import connections, transaction
from django.db.models import Max, QuerySet
from django.http import HttpResponseBase
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from openpyxl import load_workbook

from tests.architecture import leak_reach
from tests.architecture import leak_secrets as secret
from tests.architecture.leak_region import DAILY_PEOPLE, FEWER_PEOPLE, Somebody, Viewer, World
from tovholder.accounts import kept_questions
from tovholder.accounts.access_rules import Rule
from tovholder.accounts.models import ReadEvent
from tovholder.accounts.readlog import alias
from tovholder.web.shared.rules_of_views import rule_of

WRITES = re.compile(r'^\s*(?:INSERT INTO|INSERT OR IGNORE INTO|UPDATE|DELETE FROM)\s+"?(\w+)', re.IGNORECASE)
LOGS = {"accounts_readevent", "accounts_readsubject", "django_session", "accounts_auditentry"}
UNLOGGED = " and no log knows"
SPREADSHEET = "openxmlformats-officedocument.spreadsheetml"


@dataclass(frozen=True)
class Route:
    """One address pattern: its full name, the view behind it, and the names of its arguments."""

    name: str
    view: Callable[..., Any]
    arguments: tuple[str, ...]

    @property
    def rule(self) -> Rule | None:
        return rule_of(self.view)


def routes() -> list[Route]:
    """Every address pattern of the product, however deep it is included."""
    return list(_routes(get_resolver().url_patterns, "", ()))


def _routes(patterns: list[Any], space: str, above: tuple[str, ...]) -> Iterator[Route]:
    for pattern in patterns:
        names = above + _arguments(pattern)
        if isinstance(pattern, URLResolver):
            inner = f"{space}{pattern.namespace}:" if pattern.namespace else space
            yield from _routes(pattern.url_patterns, inner, names)
        elif isinstance(pattern, URLPattern):
            yield Route(
                f"{space}{pattern.name}" if pattern.name else f"unnamed {pattern.pattern}", pattern.callback, names
            )


def _arguments(pattern: Any) -> tuple[str, ...]:
    return tuple(pattern.pattern.converters) or tuple(re.compile(str(pattern.pattern.regex.pattern)).groupindex)


@dataclass(frozen=True)
class Address:
    """One address to ask, and the persons whose ids stand in it."""

    route: Route
    path: str
    about: tuple[Somebody, ...]
    words: tuple[str, ...] = ()

    @property
    def key(self) -> tuple[str, ...]:
        """What decides which form stands there: the route, and which section or step of it."""
        return (self.route.name, *self.words)


def addresses(
    world: World, words: dict[str, list[str]], *, wide: bool = False, people: tuple[str, ...] = DAILY_PEOPLE
) -> list[Address]:
    """Every route with the ids of the fixture; `words` are the values of arguments that are no ids.

    Where an address holds two ids each first one meets two of the second. `wide` asks about everybody instead of
    `people`, and pairs a few people with every second one, too."""
    known: dict[str, list[tuple[Any, Somebody | None]]] = world.things | {
        name: [(value, None) for value in values] for name, values in words.items()
    }
    found: dict[str, Address] = {}
    for route in routes():
        lists = [known.get(f"{route.name} {name}") or known[name] for name in route.arguments]
        first, second = lists[:1], lists[1:]
        asked = product(*([_daily(each, people) for each in first] if not wide else first), *map(_few, second))
        if wide:
            asked = chain(asked, product(*(_daily(each, FEWER_PEOPLE) for each in first), *second))
        for values in asked:
            arguments = dict(zip(route.arguments, (value for value, _ in values), strict=True))
            about = tuple(one for _, one in values if one is not None)
            said = tuple(value for value, _ in values if isinstance(value, str))
            path = reverse(route.name, kwargs=arguments)
            found[path] = Address(route, path, about, said)
    return list(found.values())


def _daily(values: list[tuple[Any, Somebody | None]], people: tuple[str, ...]) -> list[tuple[Any, Somebody | None]]:
    """Enough of a kind for every day: the chosen people's, and of things about nobody the first of each home."""
    chosen = [(value, one) for value, one in values if one is not None and one.key in people]
    others = [(value, one) for value, one in values if one is None]
    return chosen + (others if len(others) <= 10 else [*others[:5], *others[5::5]])


def _few(values: list[tuple[Any, Somebody | None]]) -> list[tuple[Any, Somebody | None]]:
    """Of a second id one of here and one from elsewhere, or the first two."""
    chosen = [(value, one) for value, one in values if one and one.key in ("helsingor/quiet", "fredensborg/quiet")]
    return chosen or values[:2]


@dataclass
class Answer:
    """What one request gave: status, all words of it, what was logged as read, and what was written."""

    status: int
    words: str
    location: str = ""
    shown: set[int] = field(default_factory=set)
    refused: set[int] = field(default_factory=set)
    written: set[str] = field(default_factory=set)
    crash: str = ""


class Asker:
    """One viewer's browser. Every request is rolled back, so that each meets the same world."""

    def __init__(self, viewer: Viewer) -> None:
        self.viewer = viewer
        self.client = Client()
        if viewer.membership is not None:
            self.client.force_login(viewer.membership.user)
            session = self.client.session
            session["membership"] = viewer.membership.pk
            session.save()
        # Every request is rolled back, so that what any of them logs comes after this.
        self.last = ReadEvent.objects.using(alias()).aggregate(last=Max("pk"))["last"] or 0

    def ask(self, path: str, data: dict[str, Any] | None = None) -> Answer:
        """GET without data, POST with."""
        heard, written = _Heard(), set[str]()
        with ExitStack() as stack:
            for name in connections:
                stack.enter_context(rolled_back(name))
                stack.enter_context(connections[name].execute_wrapper(_note_writes(written)))
            stack.enter_context(heard.listening())
            try:
                with _locks_held():
                    response = self.client.get(path) if data is None else self.client.post(path, data)
                answer = Answer(response.status_code, _words(response), response.get("Location", ""))
            except Exception as crash:  # the walk tells it as a fault of this address
                answer = Answer(500, "", crash=f"{type(crash).__name__}: {crash}")
            for person, allowed in self._logged():
                (answer.shown if allowed else answer.refused).add(person)
        answer.written = written - LOGS
        answer.words += "\n" + "\n".join(heard.lines)
        return answer

    def _logged(self) -> list[tuple[int, bool]]:
        """(person, whether allowed) of what the request wrote in the log of reads; by hand, as all do it."""
        with connections[alias()].cursor() as cursor:
            cursor.execute(
                "SELECT s.person_id, e.allowed FROM accounts_readsubject s JOIN accounts_readevent e"
                " ON e.id = s.event_id WHERE e.id > %s",
                [self.last],
            )
            return list(cursor.fetchall())


@contextmanager
def _locks_held() -> Iterator[None]:
    """Whoever asks for a lock outside a transaction of the product's own fails, as on PostgreSQL: here the walk's own
    transaction would hide it."""
    depth, lock = len(connections["default"].atomic_blocks), QuerySet.select_for_update

    def must_hold(*_alias: str) -> None:
        if len(connections["default"].atomic_blocks) <= depth:
            raise AssertionError("a lock is asked for outside a transaction")

    def checked(rows: Any, *words: Any, **options: Any) -> Any:
        must_hold()
        return lock(rows, *words, **options)

    with patch.object(QuerySet, "select_for_update", checked), patch.object(kept_questions, "must_hold", must_hold):
        yield


@contextmanager
def rolled_back(name: str) -> Iterator[None]:
    """A transaction on a database that leaves nothing behind."""
    with transaction.atomic(using=name):
        yield
        transaction.set_rollback(True, using=name)


def _note_writes(written: set[str]) -> Callable[..., Any]:
    def execute(run: Callable[..., Any], sql: str, params: Any, many: bool, context: dict[str, Any]) -> Any:
        found = WRITES.match(sql)
        if found:
            written.add(found.group(1))
        return run(sql, params, many, context)

    return execute


class _Heard(logging.Handler):
    """Every line anybody logs meanwhile."""

    def __init__(self) -> None:
        super().__init__(logging.DEBUG)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(self.format(record))

    @contextmanager
    def listening(self) -> Iterator[None]:
        root = logging.getLogger()
        root.addHandler(self)
        try:
            yield
        finally:
            root.removeHandler(self)


def _words(response: HttpResponseBase) -> str:
    """Headers and body; a spreadsheet as the text of its cells."""
    body = b"".join(response.streaming_content) if response.streaming else response.content  # type: ignore[attr-defined]
    kind = response.get("Content-Type", "")
    told = ((name, value) for name, value in response.items() if name != "Content-Length")  # may look like a postcode
    headers = "\n".join(f"{name}: {unquote(str(value))}" for name, value in told)
    cookies = response.cookies.output()
    if SPREADSHEET in kind:
        book = load_workbook(io.BytesIO(body), read_only=True)
        cells = (str(cell) for sheet in book for row in sheet.iter_rows(values_only=True) for cell in row if cell)
        return f"{headers}\n{cookies}\n" + "\n".join(cells)
    return f"{headers}\n{cookies}\n{body.decode('utf-8', 'replace')}"


def in_short(faults: list[str]) -> str:
    """Faults that differ in a number only, once each with how many there are."""
    counted: dict[str, list[str]] = {}
    for fault in faults:
        counted.setdefault(re.sub(r"\d+", "#", fault), []).append(fault)
    return "\n".join(f"{len(alike):4} x {alike[0]}" for alike in counted.values())


def _numbers(one: Somebody) -> set[str]:
    needles = (
        needle
        for kind in (secret.CPR, secret.BORN, secret.ADDRESS, secret.REACH_OUT)
        for needle in one.secrets.needles(kind)
    )
    return {needle for needle in needles if needle.isdigit()}


class Judge:
    """Holds an answer against the table of rights."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.patterns = {
            one.key: [
                (kind, pattern, one.secrets.needles(kind))
                for kind, pattern in one.secrets.patterns(protected=one.trait == "protected").items()
            ]
            for one in world.somebodies
        }
        # What stands in any word of a person, or in a number: the rest is looked for where one of these was found.
        self.first = {one.key: (one.secrets.code, *_numbers(one)) for one in world.somebodies}

    def told(self, words: str) -> dict[str, set[str]]:
        """{person: kinds of secret} that stand in the words."""
        squeezed = secret.squeezed(words)
        found: dict[str, set[str]] = {}
        for key, patterns in self.patterns.items():
            if not any(needle in squeezed for needle in self.first[key]):
                continue
            for kind, pattern, needles in patterns:
                if any(needle in squeezed for needle in needles) and pattern.search(words):
                    found.setdefault(key, set()).add(kind)
        return found

    def faults(
        self, viewer: Viewer, answer: Answer, *, about: tuple[Somebody, ...] = (), reveals: tuple[Somebody, ...] = ()
    ) -> Iterator[str]:
        """Secrets beyond the viewer's reach, and names that no log knows of."""
        if answer.crash or answer.status >= 500:
            yield f"crashed: {answer.crash or answer.status}"
        for key, kinds in self.told(answer.words).items():
            one = self.world.person(key)
            lawful = leak_reach.reach(viewer, one)
            if one in reveals and leak_reach.may_reveal(viewer, one):
                lawful = lawful | {secret.ADDRESS, secret.CPR}
            if kinds - lawful:
                yield f"tells {', '.join(sorted(kinds - lawful))} of {key}"
            if secret.NAME in kinds and one.row.pk not in answer.shown:
                yield f"names {key}{UNLOGGED}"
        squeezed = secret.squeezed(answer.words)
        possible = about or tuple(self.world.somebodies)
        for kind, codes in secret.CODES.items():
            lawful_here = any(kind in leak_reach.reach(viewer, one) for one in possible)
            if not lawful_here and any(code in squeezed for code in codes):
                yield f"tells {kind} of {', '.join(one.key for one in about) or 'somebody'}"
