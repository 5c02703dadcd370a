"""Many rows at once: what bulk_create does, without its questions about rows that the database numbers itself."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from typing import Any

from django.db import connection, models

# Stored as they stand on both databases; every other kind of column is prepared by its field.
_AS_THEY_STAND = (
    *(models.CharField, models.TextField, models.EmailField, models.BooleanField, models.BigAutoField),
    *(models.PositiveIntegerField, models.PositiveSmallIntegerField, models.BigIntegerField),
    *(models.ForeignKey, models.OneToOneField),
)
Prepare = Callable[[Any, Any], Any]


def insert(rows: Iterable[models.Model]) -> None:
    """Rows of several tables, table by table in the order in which the tables first appear. Ids are set already."""
    of_table: dict[type[models.Model], list[models.Model]] = defaultdict(list)
    for row in rows:
        of_table[type(row)].append(row)
    with connection.cursor() as cursor:
        for model, found in of_table.items():
            statement, columns = _plan(model, connection.vendor)
            cursor.executemany(statement, list(_values(found, columns)))


@lru_cache(maxsize=64)
def _plan(model: type[models.Model], vendor: str) -> tuple[str, tuple[tuple[str, Prepare | None], ...]]:
    """The statement, and for each column the attribute it comes from and how it is prepared."""
    fields = model._meta.concrete_fields
    quote = connection.ops.quote_name
    names = ", ".join(quote(str(field.column)) for field in fields)
    places = ", ".join(["%s"] * len(fields))
    columns = tuple(
        (field.attname, None if type(field) in _AS_THEY_STAND else field.get_db_prep_save) for field in fields
    )
    into = f"INSERT INTO {quote(model._meta.db_table)} ({names})"
    return f"{into} VALUES ({places})", columns


def _values(rows: list[models.Model], columns: tuple[tuple[str, Prepare | None], ...]) -> Iterator[tuple[Any, ...]]:
    for row in rows:
        held = row.__dict__
        yield tuple(held[name] if prepare is None else prepare(held[name], connection) for name, prepare in columns)
