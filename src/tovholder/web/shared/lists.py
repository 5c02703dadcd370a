"""Lists that sort, filter and page on the server. The address is the filter: it can be kept, sent and bookmarked."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, QueryDict

SIZE = 25
COUNT_LIMIT = 1_000  # counting further costs more than it tells


@dataclass(frozen=True)
class Page:
    """One page of a list. `rows` may be replaced by what the view made of them (see `with_rows`)."""

    rows: Sequence[Any]
    number: int
    has_next: bool
    count: int
    too_many: bool
    sort: str
    query: QueryDict
    limit: int = COUNT_LIMIT
    size: int = SIZE

    @property
    def pages(self) -> int | None:
        """How many pages, None when nobody counted that far."""
        return None if self.too_many else max(1, -(-self.count // self.size))

    @property
    def next_address(self) -> str:
        return self._address(side=str(self.number + 1))

    @property
    def previous_address(self) -> str:
        return self._address(side=str(self.number - 1))

    def direction(self, sort: str) -> str:
        """'ascending' or 'descending' when the list is sorted by this column, else ''."""
        if self.sort.lstrip("-") != sort:
            return ""
        return "descending" if self.sort.startswith("-") else "ascending"

    def sort_address(self, sort: str) -> str:
        """The same list sorted by this column; the other way round when it already is."""
        return self._address(orden=f"-{sort}" if self.sort == sort else sort, side="1")

    def with_rows(self, rows: Sequence[Any]) -> "Page":
        return Page(rows, self.number, self.has_next, self.count, self.too_many, self.sort, self.query)

    def _address(self, **changes: str) -> str:
        query = self.query.copy()
        for name, value in changes.items():
            query[name] = value
        return "?" + query.urlencode()


def page_of(found: QuerySet[Any], request: HttpRequest, *, sorts: Mapping[str, Sequence[str]], first: str) -> Page:
    """The page of `found` that the address asks for, in three queries.

    `sorts` names the columns one may sort by, each with its order_by fields; anything else in the address
    gives the order `first` (a leading minus turns it round). Ties are broken by id, so that pages never overlap.
    """
    sort = _wanted_sort(request, sorts, first)
    number = _wanted_number(request)
    # Counted and sorted by id alone: what a row tells besides is read for the rows of the page only.
    count = found.order_by().values("pk")[: COUNT_LIMIT + 1].count()
    start = (number - 1) * SIZE
    ids = list(found.order_by(*_order(sorts, sort)).values_list("pk", flat=True)[start : start + SIZE + 1])
    by_id = {row.pk: row for row in found.order_by().filter(pk__in=ids)}
    rows = [by_id[pk] for pk in ids if pk in by_id]
    return Page(
        rows=rows[:SIZE],
        number=number,
        has_next=len(rows) > SIZE,
        count=min(count, COUNT_LIMIT),
        too_many=count > COUNT_LIMIT,
        sort=sort,
        query=request.GET,
    )


def page_of_rows(rows: Sequence[Any], request: HttpRequest, *, size: int) -> Page:
    """The page of rows that are made already, in the order they stand."""
    start = (_wanted_number(request) - 1) * size
    return Page(
        rows=rows[start : start + size],
        number=_wanted_number(request),
        has_next=len(rows) > start + size,
        count=len(rows),
        too_many=False,
        sort="",
        query=request.GET,
        size=size,
    )


def _wanted_sort(request: HttpRequest, sorts: Mapping[str, Sequence[str]], first: str) -> str:
    wanted = request.GET.get("orden", first)
    return wanted if wanted.removeprefix("-") in sorts else first


def _wanted_number(request: HttpRequest) -> int:
    wanted = request.GET.get("side", "1")
    return min(max(int(wanted), 1), 1_000_000) if wanted.isdecimal() and len(wanted) < 8 else 1


def _order(sorts: Mapping[str, Sequence[str]], sort: str) -> list[str]:
    fields = [*sorts[sort.removeprefix("-")], "pk"]
    if not sort.startswith("-"):
        return fields
    return [field[1:] if field.startswith("-") else f"-{field}" for field in fields]
