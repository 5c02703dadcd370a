"""Questions whose SQL is made once a day for each shape, and asked again with other numbers and moments.

Nine tenths of the time of a page like my day went to Django making SQL: thirty thousand characters that are the same
for every caseworker but for who asks and the moment it is. So the SQL is made with numbers that stand in for these, and
the real ones are put in their places (docs/adr/0017)."""

import copy
import logging
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, fields, is_dataclass, replace
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from itertools import count
from typing import Any, Generic, ParamSpec, TypeVar

from django.core.exceptions import EmptyResultSet
from django.db import DEFAULT_DB_ALIAS, connections
from django.db.models import QuerySet
from django.utils.timezone import localdate, localtime
from django.utils.translation import get_language

P = ParamSpec("P")
Row = TypeVar("Row")

_LOG = logging.getLogger(__name__)
_SHAPES = 128  # kept of one question; then it begins anew, as it does every day
_FIRST = 2_100_000_001  # stands in for an id, and those after it: of four bytes, and of no row anybody has
_OF_NO_ROW = 2**62
_LARGEST = 2**63 - 1
_KEPT: list["Kept[Any, Any]"] = []
_Way = tuple[int, Callable[[Any], Any]]


class CannotBeKept(Exception):
    """The SQL depends on what is asked with in another way than by telling it."""


@dataclass(frozen=True)
class _Made:
    """`places`: of each parameter that a stand-in took the position, the number of what was asked, and how it is told.
    Without SQL no row can be found, whatever is asked with."""

    rows: QuerySet[Any, Any]
    compiler: Any
    sql: str
    params: tuple[Any, ...]
    places: tuple[tuple[int, int, Callable[[Any], Any]], ...] = ()

    def told(self, leaves: list[Any]) -> tuple[Any, ...]:
        """The parameters with what is asked with in its places."""
        params = list(self.params)
        for position, number, told in self.places:
            params[position] = told(leaves[number])
        return tuple(params)

    def rows_of(self, leaves: list[Any]) -> list[Any]:
        if not self.sql:
            return []
        params = self.told(leaves)
        # The compiler knows how to read the rows once it has made the SQL; it makes none a second time.
        compiler = copy.copy(self.compiler)
        compiler.connection = connections[self.rows.db]
        compiler.as_sql = lambda *_how, **_more: (self.sql, params)
        rows = self.rows.all()
        rows.query.get_compiler = lambda *_using, **_more: compiler  # type: ignore[method-assign]
        return list(rows)


class Kept(Generic[P, Row]):
    """A question of arguments and what it needs to be asked without being made again.

    Ids and moments are told to the database; everything else (roles, words, days, nobody, how many) shapes
    the question, which is made once for each shape. It may read nothing but its arguments, the parameters and the day:
    a question asked while it is made, or a number reckoned from an id or a moment, makes it be asked as always, with a
    line in the log. A branch on the moment itself would not be seen: leave that to the caller."""

    def __init__(self, make: Callable[P, QuerySet[Any, Row]], shaped_by: tuple[str, ...]) -> None:
        self._make: Callable[..., QuerySet[Any, Row]] = make
        self._shaped_by = shaped_by
        self._made: dict[Any, _Made | None] = {}
        _KEPT.append(self)

    @property
    def name(self) -> str:
        return f"{self._make.__module__}.{self._make.__name__}"

    def rows(self, *args: P.args, **asked: P.kwargs) -> list[Row]:
        """All rows, as a list: what is asked can be narrowed no further."""
        if args:
            raise TypeError(f"{self.name} is asked by keyword only")
        leaves, shape = self._leaves(asked)
        if any(type(leaf) is int and abs(leaf) > _LARGEST for leaf in leaves):
            return list(self._make(**asked))  # Django knows that no row has such an id, and the database refuses it
        key = (shape, localdate(), get_language(), connections[DEFAULT_DB_ALIAS].vendor)
        if key not in self._made:
            if len(self._made) >= _SHAPES:
                self._made.clear()
            self._made[key] = self._try_to_make(asked, leaves)
        made = self._made[key]
        return list(self._make(**asked)) if made is None else made.rows_of(leaves)

    def fault(self, **asked: Any) -> str:
        """Why the question cannot be kept, made anew with these; nothing where it can. For tests."""
        try:
            self._checked(asked, self._leaves(asked)[0])
        except CannotBeKept as fault:
            return str(fault)
        return ""

    def _leaves(self, asked: dict[str, Any]) -> tuple[list[Any], tuple[Any, ...]]:
        """The ids and moments in the order they stand, and the shape: everything else, and where they stand."""
        leaves: list[Any] = []
        shape: list[Any] = []
        for name, value in sorted(asked.items()):
            shape.append(name)
            if name in self._shaped_by:
                shape.append(value)
            else:
                _read(value, leaves, shape)
        return leaves, tuple(shape)

    def _try_to_make(self, asked: dict[str, Any], leaves: list[Any]) -> _Made | None:
        try:
            return self._checked(asked, leaves)
        except CannotBeKept as fault:
            _LOG.warning("%s is made anew each time: %s", self.name, fault)
            return None

    def _checked(self, asked: dict[str, Any], leaves: list[Any]) -> _Made:
        """Made twice, with stand-ins and as it is asked now: with this in the places of those the two must be one."""
        with _nothing_asked():
            stood_in, ways = self._stood_in(asked)
            now = _sql(self._make(**asked))
        places = tuple((at, *ways[param]) for at, param in enumerate(stood_in.params) if _hashed(param) in ways)
        made = replace(stood_in, places=places)
        if made.sql != now.sql or len(made.params) != len(now.params):
            raise CannotBeKept("its SQL is another for other numbers")
        for at, (told, param) in enumerate(zip(made.told(leaves), now.params, strict=True)):
            if told != param and repr(told) != repr(param):
                raise CannotBeKept(f"its parameter {at} is reckoned from a number or a moment")
        return made

    def _stood_in(self, asked: dict[str, Any]) -> tuple[_Made, dict[Any, _Way]]:
        """The question with stand-ins in the places of ids and moments, and what each of them may be told as."""
        ways: dict[Any, _Way] = {}
        numbers = count()

        def stand_in(value: Any) -> Any:
            if not _is_told(value):
                return value
            number = next(numbers)
            new = _stand_in(value, number)
            ways[new] = (number, _as_it_is)
            if isinstance(new, datetime):
                ways[_adapted(new)] = (number, _adapted)
            return new

        given = {
            name: value if name in self._shaped_by else _walk(value, stand_in) for name, value in sorted(asked.items())
        }
        return _sql(self._make(**given)), ways


def kept(*, shaped_by: tuple[str, ...] = ()) -> Callable[[Callable[P, QuerySet[Any, Row]]], Kept[P, Row]]:
    """Keep the SQL of a question: `@kept()` above a function of keywords that makes a queryset.

    `shaped_by`: arguments whose numbers stand in the SQL itself, as how many rows are read."""
    return lambda make: Kept(make, shaped_by)


def all_kept() -> tuple["Kept[Any, Any]", ...]:
    return tuple(_KEPT)


def in_steps(ids: list[int]) -> tuple[int, ...]:
    """The ids and some that are of no row, up to a power of two: lists of nearly the same length share one shape."""
    wanted = 1 << (len(ids) - 1).bit_length() if ids else 0
    return (*ids, *range(_OF_NO_ROW, _OF_NO_ROW + wanted - len(ids)))


@lru_cache(maxsize=64)
def _asked_fields(kind: type) -> tuple[str, ...]:
    return tuple(each.name for each in fields(kind) if each.compare and not each.metadata.get("tells_who"))


def _read(value: Any, leaves: list[Any], shape: list[Any]) -> None:
    """Go through dataclasses and tuples as `_walk` does."""
    if is_dataclass(value):
        kind: Any = type(value)
        shape.append(kind)
        for name in _asked_fields(kind):
            _read(getattr(value, name), leaves, shape)
    elif isinstance(value, tuple):
        shape.append(len(value))
        for each in value:
            _read(each, leaves, shape)
    elif _is_told(value):
        leaves.append(value)
        shape.append(type(value))
    else:
        shape.append(value)


def _walk(value: Any, leaf: Callable[[Any], Any]) -> Any:
    """The value with each leaf of its dataclasses and tuples replaced, and a new book of reads."""
    if is_dataclass(value) and not isinstance(value, type):
        told = {each.name: _field(value, each, leaf) for each in fields(value)}
        return replace(value, **told)
    if isinstance(value, tuple):
        return tuple(_walk(each, leaf) for each in value)
    return leaf(value)


def _field(value: Any, field: Any, leaf: Callable[[Any], Any]) -> Any:
    if not field.compare:
        return field.default_factory()
    if field.metadata.get("tells_who"):
        return ""  # the name of who asks is part of no question, and is kept nowhere
    return _walk(getattr(value, field.name), leaf)


def _is_told(value: Any) -> bool:
    """Ids and moments. A midnight is a day: it stays the same until the next."""
    if isinstance(value, datetime):
        return localtime(value).time() != time(0)
    return type(value) is int and value != 0


def _stand_in(value: Any, number: int) -> Any:
    """An id nobody has, or a moment of the same day that nobody asks at."""
    if not isinstance(value, datetime):
        return _FIRST + number
    there = localtime(value)
    return there.replace(hour=12, minute=17, second=0, microsecond=654_321) + timedelta(seconds=number)


def _adapted(moment: datetime) -> Any:
    return connections[DEFAULT_DB_ALIAS].ops.adapt_datetimefield_value(moment)


def _as_it_is(value: Any) -> Any:
    return value


def _hashed(value: Any) -> Any:
    return value if isinstance(value, int | str | date) else repr(value)


def _sql(rows: QuerySet[Any, Any]) -> _Made:
    compiler = rows.query.get_compiler(using=rows.db)
    try:
        sql, params = compiler.as_sql()
    except EmptyResultSet:
        return _Made(rows, compiler, "", ())
    return _Made(rows, compiler, sql, tuple(params))


@contextmanager
def _nothing_asked() -> Iterator[None]:
    def refused(*_how: Any) -> Any:
        raise CannotBeKept("it asks the database while it is made")

    with ExitStack() as stack:
        for alias in connections:
            stack.enter_context(connections[alias].execute_wrapper(refused))
        yield
