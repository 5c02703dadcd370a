"""Questions whose SQL is made once a day for each shape, and asked again with other numbers and moments.

Nine tenths of the time of a page like my day went to Django making SQL: thirty thousand characters that are the same
for every caseworker but for who asks and the moment it is. So the SQL is made with numbers that stand in for these, and
the real ones are put in their places (docs/adr/0017)."""

import copy
import logging
from collections import OrderedDict
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, fields, is_dataclass, replace
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from itertools import count
from threading import Lock
from typing import Any, Generic, ParamSpec, TypeVar

from django.core.exceptions import EmptyResultSet
from django.db import DEFAULT_DB_ALIAS, connections
from django.db.models import QuerySet
from django.db.transaction import TransactionManagementError
from django.utils.timezone import localdate, localtime
from django.utils.translation import get_language

from tovholder import parameters

P = ParamSpec("P")
Row = TypeVar("Row")

_LOG = logging.getLogger(__name__)
_SHAPES = 32  # kept of one question: those asked last; of the longest questions one shape takes a megabyte
_FIRST = 2_100_000_001  # stands in for an id, and those after it: of four bytes, and of no row anybody has
_OF_NO_ROW = 2**62
_LARGEST = 2**63 - 1
_WORD = "stands in for a word that tells who asks "
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
        if self.rows.query.select_for_update:
            must_hold(self.rows.db)
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

    Ids and moments are told to the database; everything else (roles, words, days, the day of a moment, nobody, which of
    the ids are the same, how many) shapes the question, which is made once for each shape. It may read nothing but its
    arguments, the parameters and the day: a question asked while it is made, a number reckoned from an id or a moment,
    or the name of who asks make it be asked as always, with a line in the log. What is not seen is a branch on the time
    of the day, or on whether an id is the same as one in a list: leave these to the caller."""

    def __init__(self, make: Callable[P, QuerySet[Any, Row]], shaped_by: tuple[str, ...]) -> None:
        self._make: Callable[..., QuerySet[Any, Row]] = make
        self._shaped_by = shaped_by
        self._made: OrderedDict[Any, _Made | None] = OrderedDict()
        self._of: tuple[Any, ...] = ()  # the day and the database all of them were made for
        self._one_at_a_time = Lock()
        _KEPT.append(self)

    @property
    def name(self) -> str:
        return f"{self._make.__module__}.{self._make.__name__}"

    def rows(self, *args: P.args, **asked: P.kwargs) -> list[Row]:
        """All rows, as a list: what is asked can be narrowed no further."""
        if args:
            raise TypeError(f"{self.name} is asked by keyword only")
        leaves, shape = self._leaves(asked)
        # Django knows that no row has too large an id, and the database refuses it.
        if parameters.is_trying() or any(type(leaf) is int and abs(leaf) > _LARGEST for leaf in leaves):
            return list(self._make(**asked))
        made = self._for((shape, get_language()), asked, leaves)
        return list(self._make(**asked)) if made is None else made.rows_of(leaves)

    def _for(self, key: Any, asked: dict[str, Any], leaves: list[Any]) -> _Made | None:
        """What is kept, made by whoever asks first while the others of the same question wait."""
        with self._one_at_a_time:
            today = (localdate(), connections[DEFAULT_DB_ALIAS].vendor)
            if self._of != today:
                self._made.clear()
                self._of = today
            if key not in self._made:
                self._made[key] = self._try_to_make(asked, leaves)
                if len(self._made) > _SHAPES:
                    self._made.popitem(last=False)
            self._made.move_to_end(key)
            return self._made[key]

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
                raise CannotBeKept(f"its parameter {at} is reckoned from a number or a moment, or tells who asks")
        return made

    def _stood_in(self, asked: dict[str, Any]) -> tuple[_Made, dict[Any, _Way]]:
        """The question with stand-ins in the places of ids and moments, and what each of them may be told as."""
        ways: dict[Any, _Way] = {}
        numbers, same = count(), dict[int, int]()

        def stand_in(value: Any, *, in_list: bool = False) -> Any:
            if not _is_told(value):
                return value
            number = next(numbers)
            new = _stand_in(value, number)
            if type(value) is int and not in_list:
                new = same.setdefault(value, new)
            ways.setdefault(new, (number, _as_it_is))
            if isinstance(new, datetime):
                ways[_adapted(new)] = (number, _adapted)
            return new

        given = {
            name: value if name in self._shaped_by else _walk(value, stand_in) for name, value in sorted(asked.items())
        }
        try:
            return _sql(self._make(**given)), ways
        except CannotBeKept:
            raise
        except Exception as fault:  # whatever a number nobody has leads to, the real one may not
            raise CannotBeKept(f"it cannot be made with numbers that stand in: {type(fault).__name__}") from fault


def must_hold(alias: str) -> None:
    """A lock lasts as long as the transaction it is asked for in. Django looks while the SQL is made, on PostgreSQL."""
    if not connections[alias].in_atomic_block:
        raise TransactionManagementError("a lock is asked for outside a transaction")


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


def _read(value: Any, leaves: list[Any], shape: list[Any], *, in_list: bool = False) -> None:
    """Go through dataclasses and tuples as `_walk` does."""
    if is_dataclass(value):
        kind: Any = type(value)
        shape.append(kind)
        for name in _asked_fields(kind):
            _read(getattr(value, name), leaves, shape)
    elif isinstance(value, tuple):
        shape.append(len(value))
        for each in value:
            _read(each, leaves, shape, in_list=True)
    elif _is_told(value):
        shape.append(localtime(value).date() if isinstance(value, datetime) else in_list or _first_of(value, leaves))
        leaves.append(value)
    else:
        shape.append((type(value), value))


def _first_of(value: int, leaves: list[Any]) -> int:
    """Where the same id stands first: a question may ask whether somebody is the one who asks."""
    return leaves.index(value) if value in leaves else len(leaves)


def _walk(value: Any, leaf: Callable[..., Any], *, in_list: bool = False) -> Any:
    """The value with each leaf of its dataclasses and tuples replaced, and a new book of reads."""
    if is_dataclass(value) and not isinstance(value, type):
        told = {each.name: _field(value, each, leaf) for each in fields(value)}
        return replace(value, **told)
    if isinstance(value, tuple):
        return tuple(_walk(each, leaf, in_list=True) for each in value)
    return leaf(value, in_list=in_list)


def _field(value: Any, field: Any, leaf: Callable[..., Any]) -> Any:
    if not field.compare:
        return field.default_factory()
    if field.metadata.get("tells_who"):
        return _WORD + field.name
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
    return there.replace(hour=12, minute=17, second=0, microsecond=654_321) + timedelta(microseconds=number)


def _adapted(moment: datetime) -> Any:
    return connections[DEFAULT_DB_ALIAS].ops.adapt_datetimefield_value(moment)


def _as_it_is(value: Any) -> Any:
    return value


def _hashed(value: Any) -> Any:
    return value if isinstance(value, int | str | date) else repr(value)


def _sql(rows: QuerySet[Any, Any]) -> _Made:
    """The question as SQL, with what reads its rows, and no more: no connection of a thread that may end, and nothing
    of how the SQL was made."""
    if rows._prefetch_related_lookups:  # type: ignore[attr-defined]
        raise CannotBeKept("it reads other rows along: read them after")
    compiler = rows.query.get_compiler(using=rows.db)
    try:
        sql, params = compiler.as_sql()
    except EmptyResultSet:
        sql, params = "", ()
    compiler.connection = None
    rows.query.combined_queries = ()
    rows.query.where = type(rows.query.where)()
    return _Made(rows, compiler, sql, tuple(params))


@contextmanager
def _nothing_asked() -> Iterator[None]:
    def refused(*_how: Any) -> Any:
        raise CannotBeKept("it asks the database while it is made")

    with ExitStack() as stack:
        for alias in connections:
            stack.enter_context(connections[alias].execute_wrapper(refused))
        yield
