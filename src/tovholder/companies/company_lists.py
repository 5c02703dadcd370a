"""Companies chosen by a filter, in short batches: the lists that campaigns and questionnaires go out to."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from decimal import Decimal
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet

from tovholder.accounts.actors import Actor
from tovholder.companies import queries
from tovholder.companies.models import Company, CompanyAsk, Headcount, JobOrder, ProductionUnit, ServiceAgreement


@dataclass(frozen=True)
class Chosen:
    """Which companies. Empty chooses all. Sizes are full-time equivalents, as last stated; unknown is never within."""

    municipality: str = ""
    industry: str = ""
    untouched: bool = False  # nobody has asked them for anything, and they for nothing
    size_min: int | None = None
    size_max: int | None = None

    def stored(self) -> dict[str, Any]:
        return asdict(self)

    @property
    def by_size(self) -> bool:
        return self.size_min is not None or self.size_max is not None


@dataclass(frozen=True)
class Batch:
    """Companies found, up to which number companies were looked at, and whether those were all."""

    ids: list[int]
    looked_to: int
    is_last: bool


def chosen(stored: Mapping[str, Any]) -> Chosen:
    return Chosen(**stored)


def found(what: Chosen, *, actor: Actor) -> QuerySet[Company]:
    """The companies within reach that the filter chooses, sizes not yet looked at. Never one that has ended."""
    companies = queries.visible(actor=actor).filter(ended_on__isnull=True)
    if what.municipality:
        here = ProductionUnit.objects.filter(municipality_code=what.municipality)
        companies = companies.filter(pk__in=here.values("company_id"))
    if what.industry:
        companies = companies.filter(industry=what.industry)
    return companies.filter(*_untouched()) if what.untouched else companies


def _untouched(but: str = "") -> list[Any]:
    """Nothing was asked of them, they have asked for nothing, and no agreement stands: as known here."""
    asked = CompanyAsk.objects.filter(company=OuterRef("pk")).exclude(kind=but)
    ordered = JobOrder.objects.filter(unit__company=OuterRef("pk"), pending_import__isnull=True)
    agreed = ServiceAgreement.objects.filter(company=OuterRef("pk"))
    return [~Exists(asked), ~Exists(ordered), ~Exists(agreed)]


def never_asked_before(ids: list[int], *, but: str) -> frozenset[int]:
    """Those of the companies nobody has been in contact with, as known here, but for asks of the kind `but`."""
    return frozenset(Company.objects.filter(pk__in=ids).filter(*_untouched(but)).values_list("pk", flat=True))


def next_batch(what: Chosen, *, after: int, number: int, actor: Actor) -> Batch:
    """The companies among the next `number` after `after` that the filter chooses."""
    ids = list(found(what, actor=actor).filter(pk__gt=after).order_by("pk").values_list("pk", flat=True)[:number])
    looked_to = ids[-1] if ids else after
    return Batch(_of_size(ids, what) if what.by_size else ids, looked_to, len(ids) < number)


def _of_size(ids: list[int], what: Chosen) -> list[int]:
    least = what.size_min or 0
    sizes = _sizes(ids)
    known = ((pk, sizes[pk]) for pk in ids if pk in sizes)
    return [pk for pk, size in known if least <= size and (what.size_max is None or size <= what.size_max)]


def _sizes(ids: list[int]) -> dict[int, Decimal]:
    """Full-time equivalents by company: the newest month of each workplace, added up."""
    newest: dict[int, tuple[int, Decimal]] = {}
    rows = Headcount.objects.filter(unit__company_id__in=ids).order_by("month")
    for unit_id, company_id, fte in rows.values_list("unit_id", "unit__company_id", "fte"):
        newest[unit_id] = (company_id, fte)
    sizes: dict[int, Decimal] = {}
    for company_id, fte in newest.values():
        sizes[company_id] = sizes.get(company_id, Decimal(0)) + fte
    return sizes


def places_of(ids: list[int], *, municipality: str = "") -> dict[int, ProductionUnit]:
    """A workplace of each company: in the municipality where one is asked for, else the first."""
    units: dict[int, ProductionUnit] = {}
    for unit in ProductionUnit.objects.filter(company_id__in=ids).order_by("p_number"):
        before = units.get(unit.company_id)
        if before is None or (before.municipality_code != municipality == unit.municipality_code):
            units[unit.company_id] = unit
    return units
