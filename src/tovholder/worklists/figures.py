"""Figures for the whole partnership, for those who steer it: counts only, and no count small enough to be somebody.

Small counts are hidden last and always. A hidden count could be found again by subtraction: so one larger count is
hidden beside it, and the total where that is not enough. Looking twice at different times is not guarded against."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, QuerySet

from tovholder.accounts import queries as accounts
from tovholder.accounts.actors import Actor
from tovholder.accounts.roles import Role
from tovholder.companies.models import JobOrder
from tovholder.companies.transitions import STATES as ORDER_STATES
from tovholder.placements import retention as deleted_stays
from tovholder.placements.models import STATUSES as PLACEMENT_STATES
from tovholder.placements.models import Placement
from tovholder.proposals import retention as deleted_proposals
from tovholder.proposals.models import Proposal
from tovholder.proposals.transitions import STATES as PROPOSAL_STATES

LEAST = 5  # the smallest count that is shown
_ENDED = ("ended", "ended_early")
READERS = (Role.STEERING_MEMBER, Role.COORDINATOR)


@dataclass(frozen=True)
class Cell:
    """One count. `number` is None where it is hidden: because it is `small`, or to shield one that is."""

    label: str
    number: int | None
    small: bool = False


@dataclass(frozen=True)
class Table:
    """One distribution. `total` is None where it would give a hidden count away; who knows it may not see the rest."""

    cells: tuple[Cell, ...]
    total: int | None

    def is_whole(self, *labels: str) -> bool:
        """Whether these counts (all, when none is named) are shown."""
        return all(cell.number is not None for cell in self.cells if not labels or cell.label in labels)


@dataclass(frozen=True)
class Figures:
    """What the page shows. The last two split a count of `placements`; None where that count is hidden."""

    organisations: int
    orders: Table
    proposals: Table
    placements: Table
    running_by_municipality: Table | None
    outcomes: Table | None


def disclosed(counts: Mapping[str, int]) -> Table:
    """The counts with every one from 1 to 4 hidden, and what would reveal them."""
    small = {label for label, number in counts.items() if 0 < number < LEAST}
    larger = sorted((number, label) for label, number in counts.items() if number >= LEAST)
    shield = {larger[0][1]} if small and larger else set()
    cells = tuple(
        Cell(label, None if label in small | shield else number, small=label in small)
        for label, number in counts.items()
    )
    total = sum(counts.values())
    left = total - sum(cell.number or 0 for cell in cells)
    keeps_its_secret = not small or (bool(shield) and _is_open(left, len(small), [n for n, _ in larger[1:]]))
    return Table(cells, total if keeps_its_secret else None)


def _is_open(left: int, small: int, shown: list[int]) -> bool:
    """Whether the small counts can add up to more than one number, for a reader who knows how they are hidden.

    `left` is what the hidden counts make together; the shield among them is at least 5 and below any shown: of two that
    are as large the first by label is the shield, and the reader sees the labels.
    """
    least = max(small, left - (shown[0] - 1)) if shown else small
    most = min(small * (LEAST - 1), left - LEAST)
    return least < most


def of_partnership(*, actor: Actor) -> Figures:
    """Figures of the organisations that recruit together with the actor's own, what was deleted since counted in.

    Six queries, no persons."""
    partners = (
        list(accounts.partner_organisations(actor=actor).values_list("pk", "name")) if actor.may(*READERS) else []
    )
    ids = [pk for pk, _name in partners]
    # People of an import not yet shown have neither stays nor proposals: nobody can reach them. No join, index alone.
    people = Proposal.objects.filter(organisation_id__in=ids)
    orders = JobOrder.objects.filter(taken_by_id__in=ids, pending_import__isnull=True)
    stays = [*_stays(ids), *deleted_stays.sums(ids)]
    proposals = [*_counted(people, "organisation_id", "status"), *deleted_proposals.sums(ids)]
    placements = disclosed(_by_status(((status, n) for _pk, status, _outcome, n in stays), PLACEMENT_STATES))
    return Figures(
        organisations=len(ids),
        orders=disclosed(_by_status(_counted(orders, "taken_by_id", "status"), ORDER_STATES)),
        proposals=disclosed(_by_status(proposals, PROPOSAL_STATES)),
        placements=placements,
        running_by_municipality=_split(placements, ("started",), _running(stays, dict(partners))),
        outcomes=_split(placements, _ENDED, _outcomes(stays)),
    )


def _split(placements: Table, labels: tuple[str, ...], table: Table) -> Table | None:
    """A table that splits counts of `placements`: its total stands there, so it must be one that may be known."""
    return table if placements.is_whole(*labels) and table.total is not None else None


def _stays(ids: list[int]) -> list[tuple[int, str, str, int]]:
    """(organisation, status, outcome, how many): grouped in the order of an index, which counts without sorting."""
    stays = Placement.objects.filter(organisation_id__in=ids).order_by()
    return list(stays.values_list("organisation_id", "status", "outcome").annotate(n=Count("pk")))


def _counted(rows: QuerySet[Any], *fields: str) -> Iterable[tuple[str, int]]:
    """(the last of the fields, how many), grouped by all of them: in the order of an index it need not be sorted."""
    grouped = rows.order_by().values_list(*fields).annotate(n=Count("pk"))
    return ((row[-2], row[-1]) for row in grouped)


def _by_status(counted: Iterable[tuple[str, int]], labels: tuple[str, ...]) -> dict[str, int]:
    found = Counter(dict.fromkeys(labels, 0))
    for status, number in counted:
        found[status] += number
    return {label: found[label] for label in labels}


def _running(stays: list[tuple[int, str, str, int]], names: Mapping[int, str]) -> Table:
    found: Counter[str] = Counter()
    for pk, status, _outcome, number in stays:
        if status == "started":
            found[names[pk]] += number
    return disclosed(dict(sorted(found.items())))


def _outcomes(stays: list[tuple[int, str, str, int]]) -> Table:
    found: Counter[str] = Counter()
    for _pk, status, outcome, number in stays:
        if status in _ENDED:
            found[outcome] += number
    return disclosed(dict(sorted(found.items(), key=lambda pair: (-pair[1], pair[0]))))
