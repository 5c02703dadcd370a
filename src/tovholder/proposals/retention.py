"""What this room deletes when its period is over. Called by the retention step alone, which writes the audit line."""

from collections import Counter
from collections.abc import Iterable
from typing import Any

from django.db.models import Count, F, QuerySet, Sum

from tovholder.proposals import replays
from tovholder.proposals.models import ENDED, MatchRun, PersonRanking, Proposal, ProposalCount, Ranking

_LISTS = ("entries", "ask_first", "near_misses")


def came_to_nothing(*, held: frozenset[int]) -> QuerySet[Proposal]:
    """Proposals somebody said no to, on whatever step."""
    return Proposal.objects.filter(status__in=ENDED).exclude(person_id__in=held)


def forget_proposals(ids: list[int]) -> Counter[str]:
    return _counted_and_gone(Proposal.objects.filter(pk__in=ids))


def forget_people(ids: list[int]) -> Counter[str]:
    """Proposals, the own list, and the place in the lists of orders."""
    gone = _counted_and_gone(Proposal.objects.filter(person_id__in=ids))
    gone += Counter(PersonRanking.objects.filter(person_id__in=ids).delete()[1])
    gone["proposals.Ranking"] += sum(_without(ranking, set(ids)) for ranking in Ranking.objects.iterator(200))
    return gone


def _counted_and_gone(proposals: QuerySet[Proposal]) -> Counter[str]:
    kept = ("organisation_id", "status", "reason", "created_at__year")
    for *facts, number in proposals.order_by().values_list(*kept).annotate(n=Count("pk")):
        organisation_id, status, reason, year = facts
        row, _ = ProposalCount.objects.get_or_create(
            organisation_id=organisation_id, status=status, reason=reason, year=year
        )
        ProposalCount.objects.filter(pk=row.pk).update(number=F("number") + number)
    return Counter(proposals.delete()[1])


def _without(ranking: Ranking, ids: set[int]) -> bool:
    """Take people out of a stored list, which no foreign key can find. Whether it had any of them."""
    lists: dict[str, list[Any]] = {name: getattr(ranking, name) for name in _LISTS}
    left = {name: [each for each in rows if each.get("person") not in ids] for name, rows in lists.items()}
    going = ranking.plan.get("people", [])
    staying = [person for person in going if person not in ids]
    if left == lists and staying == going:
        return False
    plan = ranking.plan | {"people": staying} if going else ranking.plan
    Ranking.objects.filter(pk=ranking.pk).update(**left, plan=plan)
    return True


def rankings() -> QuerySet[Ranking]:
    """Lists of orders. Those of open orders are made anew each night and never grow old."""
    return Ranking.objects.all()


def forget_rankings(ids: list[int]) -> Counter[str]:
    return Counter(Ranking.objects.filter(pk__in=ids).delete()[1])


def person_rankings(*, held: frozenset[int]) -> QuerySet[PersonRanking]:
    return PersonRanking.objects.exclude(person_id__in=held)


def forget_person_rankings(ids: list[int]) -> Counter[str]:
    return Counter(PersonRanking.objects.filter(pk__in=ids).delete()[1])


def runs_with_inputs() -> QuerySet[MatchRun]:
    return MatchRun.objects.exclude(inputs_path="")


def forget_inputs(ids: list[int]) -> Counter[str]:
    """The file of what went into a run; the line about the run stays and names nobody."""
    return Counter({"proposals.MatchRun": replays.delete_inputs(runs_with_inputs().filter(pk__in=ids))})


def sums(organisation_ids: Iterable[int]) -> list[tuple[str, int]]:
    """(status, how many) of the deleted proposals of these organisations, for figures."""
    rows = ProposalCount.objects.filter(organisation_id__in=list(organisation_ids)).order_by()
    return list(rows.values_list("status").annotate(n=Sum("number")))
