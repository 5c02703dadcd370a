"""What this room deletes when its period is over. Called by the retention step alone, which writes the audit line."""

from collections import Counter
from datetime import datetime
from functools import partial

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet

from tovholder.pathways import received_files
from tovholder.pathways.models import Contact, Handover, HandoverPerson, StatusSpell


def forget_people(ids: list[int]) -> Counter[str]:
    """Conversations and spells of status, with every word of them; and what was handed over about them."""
    talks = Contact.objects.filter(person_id__in=ids).delete()[1]
    spells = StatusSpell.objects.filter(person_id__in=ids).delete()[1]
    return Counter(talks) + Counter(spells) + _forget_handed_over(ids)


def _forget_handed_over(ids: list[int]) -> Counter[str]:
    """The person's part of the handover; all of it, with the children and the file, once no case of it is left."""
    touched = list(HandoverPerson.objects.filter(person_id__in=ids).values_list("handover_id", flat=True))
    gone = Counter(HandoverPerson.objects.filter(person_id__in=ids).delete()[1])
    left = HandoverPerson.objects.filter(handover_id=OuterRef("pk"), person__isnull=False)
    return gone + _forget(Handover.objects.filter(~Exists(left), pk__in=touched))


def handovers_without_case() -> QuerySet[Handover]:
    """Drafts, what was withdrawn or sent back, and what nobody took in: their period counts from the last change."""
    return Handover.objects.exclude(status="taken_in")


def forget_handovers(ids: list[int]) -> Counter[str]:
    return _forget(Handover.objects.filter(pk__in=ids))


def _forget(handovers: QuerySet[Handover]) -> Counter[str]:
    """The files go once the rows are gone for good; cut off between, they are strays."""
    names = list(handovers.exclude(file="").values_list("file", flat=True))
    gone = handovers.delete()[1]
    transaction.on_commit(partial(forget_strays, names))
    return Counter(gone)


def strays(*, before: datetime) -> list[str]:
    """Files that were kept before then and that no handover names."""
    old = received_files.files.older_than(before)
    named = set(Handover.objects.filter(file__in=old).values_list("file", flat=True))
    return [name for name in old if name not in named]


def forget_strays(names: list[str]) -> None:
    for name in names:
        received_files.files.delete(name)
