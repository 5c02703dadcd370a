"""How much of what was agreed lies in the industries chosen for the year: all stays, and IGU by itself (S29-5).

Counts only, with the small ones hidden by whoever shows them."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q, QuerySet

from tovholder.accounts import queries as accounts
from tovholder.accounts.actors import Actor
from tovholder.companies import demand_queries
from tovholder.placements.models import Placement

_BEGUN = ("started", "interrupted", "ended", "ended_early")
IGU = "igu"
LEAST = 5  # a smaller count could be somebody


@dataclass(frozen=True)
class Share:
    """Of `whole` stays `aimed` are in the chosen industries. None: too few to be told."""

    whole: int | None
    aimed: int | None

    @property
    def per_cent(self) -> int | None:
        return None if self.whole is None or self.aimed is None else round(100 * self.aimed / self.whole)


def shares(*, actor: Actor, year: int, industries: Collection[str]) -> dict[str, Share]:
    """{"all", "igu"} of the stays begun in the year: a municipality's own, for others the whole partnership's."""
    wanted = Q(unit__company__industry__in=industries)
    is_igu = Q(kind=IGU)
    found = _begun(actor, year).aggregate(
        all=Count("pk"),
        all_aimed=Count("pk", filter=wanted),
        igu=Count("pk", filter=is_igu),
        igu_aimed=Count("pk", filter=wanted & is_igu),
    )
    told = {name: _told(found[name], found[f"{name}_aimed"]) for name in ("all", "igu")}
    if 0 < found["all"] - found["igu"] < LEAST:
        told["igu"] = Share(None, None)  # the rest of all would be few
    return told


def _begun(actor: Actor, year: int) -> QuerySet[Placement]:
    if actor.role not in demand_queries.READERS:
        return Placement.objects.none()
    stays = Placement.objects.filter(
        status__in=_BEGUN, starts_on__gte=date(year, 1, 1), starts_on__lt=date(year + 1, 1, 1)
    )
    if actor.kind == "municipality":
        return stays.filter(organisation_id=actor.organisation_id)
    return stays.filter(organisation__in=accounts.partner_organisations(actor=actor).values("pk"))


def _told(whole: int, aimed: int) -> Share:
    """A count of one to four is hidden on either side: what is left over tells as much as what is in."""
    if whole < LEAST:
        return Share(None, None)
    hides = 0 < aimed < LEAST or 0 < whole - aimed < LEAST
    return Share(whole, None if hides else aimed)
