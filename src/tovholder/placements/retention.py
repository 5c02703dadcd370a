"""What this room deletes when its period is over. Called by the retention step alone, which writes the audit line."""

from collections import Counter
from collections.abc import Iterable

from django.db.models import Count, F, QuerySet, Sum

from tovholder.placements import group_rules
from tovholder.placements.models import GroupEntry, GroupMove, GroupNote, GroupStay, NewcomerNeed, Placement, StayCount


def forget_people(ids: list[int]) -> Counter[str]:
    """Stays, with all that hangs on them, places in groups, newcomers' needs. What came of stays is left as sums."""
    gone = _forget_in_groups(ids)
    stays = Placement.objects.filter(person_id__in=ids)
    kept = ("organisation_id", "kind", "status", "outcome", "starts_on__year")
    for *facts, number in stays.order_by().values_list(*kept).annotate(n=Count("pk")):
        organisation_id, kind, status, outcome, year = facts
        row, _ = StayCount.objects.get_or_create(
            organisation_id=organisation_id, kind=kind, status=status, outcome=outcome, year=year
        )
        StayCount.objects.filter(pk=row.pk).update(number=F("number") + number)
    gone += Counter(NewcomerNeed.objects.filter(person_id__in=ids).delete()[1])
    return gone + Counter(stays.delete()[1])


def _forget_in_groups(ids: list[int]) -> Counter[str]:
    """The way of each becomes a number of the group; with the last of its people the group's log goes too."""
    entries = GroupEntry.objects.filter(person_id__in=ids)
    told: dict[int, list[tuple[str, str, str]]] = {}
    rows = GroupMove.objects.filter(entry__in=entries).order_by("entry_id", "at", "pk")
    for entry_id, *move in rows.values_list("entry_id", "source", "target", "reason"):
        told.setdefault(entry_id, []).append((move[0], move[1], move[2]))
    group_of = dict(entries.values_list("pk", "group_id"))
    for group in GroupStay.objects.filter(pk__in=set(group_of.values())):
        ways = [">".join(group_rules.without_mistakes(told[pk])) for pk in told if group_of[pk] == group.pk]
        gone = Counter(group.gone) + Counter(ways)
        GroupStay.objects.filter(pk=group.pk).update(gone=dict(gone))
    deleted = Counter(entries.delete()[1])
    empty = GroupStay.objects.filter(pk__in=set(group_of.values()), entries__isnull=True)
    return deleted + Counter(GroupNote.objects.filter(group__in=empty, number=0).delete()[1])


def sums(organisation_ids: Iterable[int]) -> list[tuple[int, str, str, int]]:
    """(organisation, status, outcome, how many) of the deleted stays of these organisations, for figures."""
    rows = StayCount.objects.filter(organisation_id__in=list(organisation_ids)).order_by()
    return list(rows.values_list("organisation_id", "status", "outcome").annotate(n=Sum("number")))


def needs_without_case() -> QuerySet[NewcomerNeed]:
    """What newcomers without a case needed: known by a job, and kept no longer than that takes."""
    return NewcomerNeed.objects.filter(person__isnull=True)


def forget_needs(ids: list[int]) -> Counter[str]:
    return Counter(NewcomerNeed.objects.filter(pk__in=ids).delete()[1])
