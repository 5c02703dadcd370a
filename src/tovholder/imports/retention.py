"""What this room deletes when its period is over. Called by the retention step alone, which writes the audit line."""

from collections import Counter
from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from tovholder.imports import originals, services, transitions
from tovholder.imports.models import Import, ImportRow


def with_original() -> QuerySet[Import]:
    """Imports whose original, and what their rows say, are still here; none that is on its way."""
    return Import.objects.exclude(original="").exclude(status__in=transitions.WORKING)


def forget_originals(ids: list[int]) -> Counter[str]:
    rows = ImportRow.objects.filter(file_id__in=ids).count()
    return Counter({"imports.Import": services.forget_originals(ids), "imports.ImportRow": rows})


def strays(*, before: datetime) -> list[str]:
    """Files that were kept before then and that no import names: who took one in died before its row was saved."""
    old = originals.files.older_than(before)
    named = set(Import.objects.filter(original__in=old).values_list("original", flat=True))
    return [name for name in old if name not in named]


def forget_strays(names: list[str]) -> None:
    for name in names:
        originals.files.delete(name)


def lines() -> QuerySet[Import]:
    """Lines about imports whose content is gone already."""
    return Import.objects.filter(original="").exclude(status__in=transitions.WORKING)


def forget_lines(ids: list[int]) -> Counter[str]:
    return Counter(Import.objects.filter(pk__in=ids).delete()[1])


def forget_people(ids: list[int]) -> Counter[str]:
    """Rows of files that became these cases: what they say, and that they did. No foreign key finds them."""
    of_people = ImportRow.objects.filter(file__kind="people")
    meant = [
        row_id
        for row_id, candidates in of_people.exclude(candidates=[]).values_list("pk", "candidates")
        if set(candidates) & set(ids)
    ]
    empty: dict[str, Any] = {"cells": "", "faults": "", "before": "", "key": "", "who": "", "born": ""}
    empty |= {"candidates": [], "target_id": None}
    rows = of_people.filter(target_id__in=ids).update(**empty)
    return Counter({"imports.ImportRow": rows + of_people.filter(pk__in=meant).update(**empty)})
