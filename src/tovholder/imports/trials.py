"""A file that tries CPR numbers: the row whose number is right says so, so one citizen must not stand there with many.

Two rules over the whole file, before anybody sees a row of it: one name with one birth date has one number, and no
birth date has more numbers than people have. All rows of a trial become the same fault, also the one that is right."""

from collections.abc import Iterator

from django.db.models import Count, QuerySet

from tovholder.accounts.fields import lookup
from tovholder.imports.cells import FactsOf
from tovholder.imports.faults import Fault
from tovholder.imports.models import Import, ImportRow
from tovholder.vocabulary.folding import fold

# Far above what shares a birth date in one municipality's file, 1 January too; far below the numbers a day has.
BORN_ON_ONE_DAY = 60
_RULES = (("who", "person.several_cpr", 1), ("born", "person.many_born_that_day", BORN_ON_ONE_DAY))


def who(facts: FactsOf) -> str:
    """Name in any order, with birth date; of rows with a number only. The letters count and not the sound: Hassan and
    Hussein are twins. Who tries numbers under many spellings meets the second rule."""
    if not (facts.get("cpr") and facts.get("born_on")):
        return ""
    names = fold(f"{facts.get('given_name', '')} {facts.get('family_name', '')}").split()
    return lookup("import who", f"{' '.join(sorted(names))}|{facts['born_on']}")


def born(facts: FactsOf) -> str:
    return lookup("import born", facts["born_on"]) if facts.get("cpr") and facts.get("born_on") else ""


def of_file(file: Import) -> Iterator[tuple[Fault, list[int]]]:
    """What is to be closed in a file that has been read: the fault, and its rows."""
    yield from _found(ImportRow.objects.filter(file_id=file.pk))


def with_row(file: Import, row: ImportRow) -> Iterator[tuple[Fault, list[int]]]:
    """The same for what one corrected row stands beside."""
    if row.who:
        yield from _found(ImportRow.objects.filter(file_id=file.pk), who=row.who, born=row.born)


def _found(rows: QuerySet[ImportRow], **of: str) -> Iterator[tuple[Fault, list[int]]]:
    for name, code, most in _RULES:
        numbered = rows.exclude(**{name: ""})
        asked = numbered.filter(**{name: of[name]}) if of else numbered
        groups = asked.order_by().values(name).annotate(n=Count("key", distinct=True)).filter(n__gt=most)
        ids = list(numbered.filter(**{f"{name}__in": groups.values(name)}).values_list("pk", flat=True))
        if ids:
            yield Fault(code, 0, "cpr", {"limit": most}), ids
