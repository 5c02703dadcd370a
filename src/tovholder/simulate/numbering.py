"""Ids for rows that are written in bulk: each table's next number, taken by us and by nobody else meanwhile."""

from django.core.management.color import no_style
from django.db import connection, models


class Numbering:
    """One writer at a time: the simulation writes alone in a fresh database."""

    def __init__(self) -> None:
        self._next: dict[type[models.Model], int] = {}

    def next(self, model: type[models.Model]) -> int:
        """The next free id of the model's table."""
        number = self._next.get(model)
        if number is None:
            highest = model._default_manager.aggregate(highest=models.Max("pk"))["highest"]
            number = (highest or 0) + 1
        self._next[model] = number + 1
        return number

    def forget(self) -> None:
        """Others have written: look again before the next id."""
        self._next.clear()


def let_database_number_on() -> None:
    """PostgreSQL counts in sequences of its own: they go on behind the highest id. SQLite does so by itself."""
    from django.apps import apps

    statements = connection.ops.sequence_reset_sql(no_style(), list(apps.get_models(include_auto_created=True)))
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
