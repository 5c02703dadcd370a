"""What this room deletes when its period is over. Called by the retention step alone, which writes the audit line."""

from collections import Counter
from collections.abc import Iterable

from django.db.models import Count, F, Sum

from tovholder.placements.models import Placement, StayCount


def forget_people(ids: list[int]) -> Counter[str]:
    """Stays, with hours, follow-ups, rule checks and moves. What came of them stays as numbers in sums."""
    stays = Placement.objects.filter(person_id__in=ids)
    kept = ("organisation_id", "kind", "status", "outcome", "starts_on__year")
    for *facts, number in stays.order_by().values_list(*kept).annotate(n=Count("pk")):
        organisation_id, kind, status, outcome, year = facts
        row, _ = StayCount.objects.get_or_create(
            organisation_id=organisation_id, kind=kind, status=status, outcome=outcome, year=year
        )
        StayCount.objects.filter(pk=row.pk).update(number=F("number") + number)
    return Counter(stays.delete()[1])


def sums(organisation_ids: Iterable[int]) -> list[tuple[int, str, str, int]]:
    """(organisation, status, outcome, how many) of the deleted stays of these organisations, for figures."""
    rows = StayCount.objects.filter(organisation_id__in=list(organisation_ids)).order_by()
    return list(rows.values_list("organisation_id", "status", "outcome").annotate(n=Sum("number")))
