"""Times reckoned by the database itself. On SQLite Django asks Python for each row, which is most of the time of a
page that counts ten thousand of them."""

from typing import Any

from django.db.models import Func, IntegerField


class YearOf(Func):
    """The year of a day; of a column that holds a date and no moment."""

    output_field = IntegerField()
    template = "EXTRACT(YEAR FROM %(expressions)s)::integer"

    def as_sqlite(self, compiler: Any, connection: Any, **more: Any) -> Any:
        return self.as_sql(compiler, connection, template="CAST(substr(%(expressions)s, 1, 4) AS integer)", **more)
