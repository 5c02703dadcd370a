"""A P-number is one company's: a file of companies that gives it to two is wrong in one of the rows.

What the database holds is compared when a row is read; here the rows of one file are compared with each other."""

from collections.abc import Iterable, Iterator

from tovholder.imports.faults import Fault
from tovholder.imports.models import Import, ImportRow


def key(cvr: str, p_number: str) -> str:
    """What a row of companies is about."""
    return f"{cvr}:{p_number}" if cvr else ""


def of_file(file: Import) -> Iterator[tuple[ImportRow, Fault]]:
    """Of a file that has been read: the rows whose P-number another company has in a row before, and the fault."""
    if file.kind != "companies":
        return
    rows = ImportRow.objects.filter(file_id=file.pk, is_faulty=False)
    owners: dict[str, str] = {}
    taken = []
    for row_id, held in rows.order_by("number").values_list("pk", "key").iterator():
        cvr, _, p_number = held.partition(":")
        if p_number and owners.setdefault(p_number, cvr) != cvr:
            taken.append(row_id)
    for start in range(0, len(taken), 500):
        yield from _with_fault(ImportRow.objects.filter(pk__in=taken[start : start + 500]))


def _with_fault(rows: Iterable[ImportRow]) -> Iterator[tuple[ImportRow, Fault]]:
    for row in rows:
        yield row, fault(row.number)


def is_taken(file: Import, row: ImportRow, held: str) -> bool:
    """Whether another row of the file gives the P-number of this key to another company."""
    cvr, _, p_number = held.partition(":")
    if file.kind != "companies" or not p_number:
        return False
    others = ImportRow.objects.filter(file_id=file.pk, is_faulty=False, key__endswith=f":{p_number}")
    return others.exclude(pk=row.pk).exclude(key__startswith=f"{cvr}:").exists()


def fault(number: int) -> Fault:
    return Fault("company.p_number_taken", number, "p_number")
