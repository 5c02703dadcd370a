"""Lists for a mail merge: UTF-8 with the mark that spreadsheets look for, semicolons, and no cell that is a formula."""

import csv
import io
from collections.abc import Iterable, Sequence

from django.http import HttpResponse

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "|", "%")


def answer(name: str, head: Sequence[str], rows: Iterable[Sequence[str]]) -> HttpResponse:
    """The file as an answer that nobody on the way keeps."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=";")
    writer.writerow(head)
    writer.writerows([harmless(cell) for cell in row] for row in rows)
    found = HttpResponse("\ufeff" + out.getvalue(), content_type="text/csv; charset=utf-8")
    found["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    found["Cache-Control"] = "no-store, private"
    return found


def harmless(cell: str) -> str:
    """A cell that a spreadsheet would reckon with becomes words, by an apostrophe in front. A number is none."""
    if cell[:1] == "-" and cell[1:].isdecimal():
        return cell
    return f"'{cell}" if cell.lstrip(" ").startswith(_FORMULA) else cell
