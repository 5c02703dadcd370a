"""What this room deletes when its period is over. Called by the retention step alone, which writes the audit line."""

from collections import Counter
from datetime import datetime
from functools import partial

from django.db import transaction
from django.db.models import QuerySet

from tovholder.documents import keeping
from tovholder.documents.models import IssuedPaper


def forget_people(ids: list[int]) -> Counter[str]:
    """Papers about these citizens, who got them, and their files."""
    return _forget(IssuedPaper.objects.filter(person_id__in=ids))


def of_no_citizen() -> QuerySet[IssuedPaper]:
    """Papers with companies, and diplomas: their period counts from the day of issue."""
    return IssuedPaper.objects.filter(person_id__isnull=True)


def forget_papers(ids: list[int]) -> Counter[str]:
    return _forget(IssuedPaper.objects.filter(pk__in=ids))


def _forget(papers: QuerySet[IssuedPaper]) -> Counter[str]:
    """The files go once the rows are gone for good; cut off between, they are strays."""
    files = list(papers.values_list("file", flat=True))
    gone = papers.delete()[1]
    transaction.on_commit(partial(forget_strays, files))
    return Counter(gone)


def strays(*, before: datetime) -> list[str]:
    """Files that were kept before then and that no paper names: whoever made one died before its row was saved."""
    old = keeping.files.older_than(before)
    named = set(IssuedPaper.objects.filter(file__in=old).values_list("file", flat=True))
    return [name for name in old if name not in named]


def forget_strays(names: list[str]) -> None:
    for name in names:
        keeping.files.delete(name)
