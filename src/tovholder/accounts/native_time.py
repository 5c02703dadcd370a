"""Times reckoned by the database itself. On SQLite Django asks Python for each row, which is most of the time of a
page that counts ten thousand of them."""

from datetime import timedelta
from typing import Any

from django.db.models import DateTimeField, F, Func, IntegerField, Value


class YearOf(Func):
    """The year of a day; of a column that holds a date and no moment."""

    output_field = IntegerField()
    template = "EXTRACT(YEAR FROM %(expressions)s)::integer"

    def as_sqlite(self, compiler: Any, connection: Any, **more: Any) -> Any:
        return self.as_sql(compiler, connection, template="CAST(substr(%(expressions)s, 1, 4) AS integer)", **more)


class Later(Func):
    """A moment and so long after it, in whole seconds: `Later("received_at", timedelta(hours=24))`."""

    output_field = DateTimeField()
    template = "(%(expressions)s)"
    arg_joiner = " + "

    def __init__(self, column: str, span: timedelta) -> None:
        super().__init__(F(column), Value(span))
        self._column, self._seconds = column, int(span.total_seconds())

    def as_sqlite(self, compiler: Any, connection: Any, **_more: Any) -> Any:
        """What is behind the second is set aside and put back: SQLite would round it."""
        column, params = compiler.compile(self.source_expressions[0])
        told = f"(strftime('%%Y-%%m-%%d %%H:%%M:%%S', substr({column}, 1, 19), %s) || substr({column}, 20))"
        return told, [*params, f"{self._seconds:+d} seconds", *params]
