"""Files of companies and of orders: found by CVR, P-number and the organisation's own reference."""

from collections.abc import Sequence
from typing import Any

from django.db.models import QuerySet

from tovholder.accounts.conflicts import NotAllowed
from tovholder.companies import company_import_services, hidden_rows, order_import_services, services
from tovholder.companies.models import Company, JobOrder, ProductionUnit
from tovholder.imports import claims
from tovholder.imports.cells import FactsOf
from tovholder.imports.staged import CHANGED, NEW, SAME, Staged, Work
from tovholder.placements import queries as placements
from tovholder.proposals.models import Ranking


class CompaniesTarget:
    def match(self, rows: Sequence[Staged], work: Work) -> None:
        known = company_import_services.companies_by_cvr(row.facts.get("cvr", "") for row in rows)
        elsewhere = company_import_services.p_numbers_elsewhere(row.facts.get("p_number", "") for row in rows)
        for row in rows:
            cvr, p_number = row.facts.get("cvr"), row.facts.get("p_number")
            row.key = claims.key(cvr or "", p_number or "")
            if p_number and elsewhere.get(p_number, cvr) != cvr:
                row.fault("company.p_number_taken", "p_number")
            company = known.get(cvr or "")
            if company is None:
                row.match = NEW
                continue
            row.target_id = company.pk
            row.changes = list(company_import_services.differences(row.facts, company))
            row.match = CHANGED if row.changes else SAME
            if row.changes:
                _fault_of_who_serves(row, company, work)

    def write(self, rows: Sequence[FactsOf], targets: Sequence[int | None], work: Work) -> list[int | None]:
        taken = _taken(rows)
        return [
            None
            if (facts["cvr"], facts.get("p_number")) in taken
            else company_import_services.write_hidden(facts, import_id=work.import_id, actor=work.actor, now=work.now)
            for facts in rows
        ]

    def show(self, work: Work) -> int:
        return hidden_rows.show(Company, work.import_id, now=work.now)

    def change(self, target_id: int, facts: FactsOf, work: Work) -> tuple[dict[str, Any], int] | None:
        if _taken([facts]):
            raise NotAllowed("company.p_number_taken")
        by: dict[str, Any] = {"import_id": work.import_id, "actor": work.actor, "now": work.now}
        return company_import_services.change(target_id, facts, stays_of=_stays_of(target_id), **by)

    def hide_unused(self, ids: QuerySet[Any, Any], work: Work) -> int:
        return hidden_rows.hide(hidden_rows.untouched(Company, ids), import_id=work.import_id)

    def hidden(self, work: Work) -> set[int]:
        return set(Company.objects.filter(pending_import=work.import_id).values_list("pk", flat=True))

    def delete_hidden(self, work: Work, *, limit: int) -> int:
        return hidden_rows.delete_hidden(Company, work.import_id, limit=limit, actor=work.actor)

    def restore(self, target_id: int, before: dict[str, Any], version: int, work: Work) -> bool:
        by: dict[str, Any] = {"import_id": work.import_id, "actor": work.actor}
        return company_import_services.restore(target_id, before, version=version, stays_of=_stays_of(target_id), **by)


class OrdersTarget:
    def match(self, rows: Sequence[Staged], work: Work) -> None:
        keys = {order_import_services.request_key(work.organisation_id, row.facts) for row in rows} - {""}
        held = JobOrder.objects.filter(request_key__in=keys, pending_import__isnull=True)
        by_key = dict(held.values_list("request_key", "pk"))
        elsewhere = dict(held.exclude(taken_by_id=work.organisation_id).values_list("pk", "taken_by__name"))
        known = order_import_services.current(by_key.values())
        owners = _owners(rows)
        workplaces: dict[int, int | None] = {}
        for row in rows:
            _fault_of_another_company(row, owners)
            row.key = order_import_services.request_key(work.organisation_id, row.facts)
            row.target_id = by_key.get(row.key)
            if row.target_id is None:
                row.match = NEW
                workplaces[row.number] = workplace_of(row)
                continue
            row.changes = list(order_import_services.differences(row.facts, known[row.target_id]))
            row.match = CHANGED if row.changes else SAME
            if row.changes and row.target_id in elsewhere:
                row.fault("order.changed_elsewhere", organisation=elsewhere[row.target_id])
        _fault_of_a_company_that_has_ended(rows, workplaces)
        _remark_of_who_confirms(rows, workplaces, work)

    def write(self, rows: Sequence[FactsOf], targets: Sequence[int | None], work: Work) -> list[int | None]:
        return [
            order_import_services.write_hidden(
                facts,
                unit_id=unit,
                organisation_id=work.organisation_id,
                owner_id=work.membership_id,
                import_id=work.import_id,
                actor=work.actor,
                now=work.now,
            )
            if (unit := workplace(facts)) is not None
            else None
            for facts in rows
        ]

    def show(self, work: Work) -> int:
        return hidden_rows.show(JobOrder, work.import_id, now=work.now)

    def change(self, target_id: int, facts: FactsOf, work: Work) -> tuple[dict[str, Any], int] | None:
        return order_import_services.change(target_id, facts, import_id=work.import_id, actor=work.actor, now=work.now)

    def hide_unused(self, ids: QuerySet[Any, Any], work: Work) -> int:
        unused = hidden_rows.untouched(JobOrder, ids, but=(Ranking,))
        return hidden_rows.hide(unused, import_id=work.import_id)

    def hidden(self, work: Work) -> set[int]:
        return set(JobOrder.objects.filter(pending_import=work.import_id).values_list("pk", flat=True))

    def delete_hidden(self, work: Work, *, limit: int) -> int:
        return hidden_rows.delete_hidden(JobOrder, work.import_id, limit=limit, actor=work.actor)

    def restore(self, target_id: int, before: dict[str, Any], version: int, work: Work) -> bool:
        return order_import_services.restore(
            target_id, before, version=version, import_id=work.import_id, actor=work.actor, now=work.now
        )


def _taken(rows: Sequence[FactsOf]) -> set[tuple[str, str]]:
    """CVR with P-number of rows whose workplace somebody has meanwhile registered at another company."""
    elsewhere = company_import_services.p_numbers_elsewhere(facts.get("p_number", "") for facts in rows)
    told = {(facts["cvr"], facts.get("p_number", "")) for facts in rows}
    return {(cvr, p_number) for cvr, p_number in told if elsewhere.get(p_number, cvr) != cvr}


def _stays_of(company_id: int) -> frozenset[int]:
    return placements.municipalities_with_stays_at(company_id)


def _fault_of_who_serves(row: Staged, company: Company, work: Work) -> None:
    """What would change is told before anything is saved: whoever serves the company changes it."""
    try:
        services.require_changing(company, stays_of=_stays_of(company.pk), actor=work.actor)
    except NotAllowed as refused:
        row.fault(refused.code, "cvr", **refused.facts)


def _seen() -> QuerySet[ProductionUnit]:
    return ProductionUnit.objects.filter(company__pending_import__isnull=True)


def _owners(rows: Sequence[Staged]) -> dict[str, tuple[str, str]]:
    """P-number to the CVR and the name of the company that has it."""
    numbers = {row.facts.get("p_number", "") for row in rows} - {""}
    found = _seen().filter(p_number__in=numbers).values_list("p_number", "company__cvr", "company__name")
    return {p_number: (cvr, name) for p_number, cvr, name in found}


def _fault_of_another_company(row: Staged, owners: dict[str, tuple[str, str]]) -> None:
    """Where CVR and P-number name two companies nobody can know which is meant: an order must not land at the wrong."""
    cvr, p_number = row.facts.get("cvr"), row.facts.get("p_number", "")
    there, name = owners.get(p_number, (cvr, ""))
    if cvr and there != cvr:
        row.fault("order.p_number_elsewhere", "p_number", name=name, there=there)


def _workplaces(facts: FactsOf) -> list[int]:
    """Those that both the P-number and the CVR of the row fit, where it tells both."""
    if not (facts.get("p_number") or facts.get("cvr")):
        return []
    found = _seen()
    if facts.get("p_number"):
        found = found.filter(p_number=facts["p_number"])
    if facts.get("cvr"):
        found = found.filter(company__cvr=facts["cvr"])
    return list(found.values_list("pk", flat=True)[:2])


def workplace(facts: FactsOf) -> int | None:
    """The one workplace a row of orders names."""
    found = _workplaces(facts)
    return found[0] if len(found) == 1 else None


def workplace_of(row: Staged) -> int | None:
    """The workplace; a fault where it is not here, or more than one is meant."""
    if any(fault.column in ("p_number", "cvr") for fault in row.faults):
        return None
    found = _workplaces(row.facts)
    if len(found) != 1:
        column = "p_number" if row.facts.get("p_number") or found else "cvr"
        row.fault("order.which_workplace" if found else "order.no_workplace", column)
        return None
    return found[0]


def _fault_of_a_company_that_has_ended(rows: Sequence[Staged], workplaces: dict[int, int | None]) -> None:
    """Nothing new is begun with it; what a file says of an order that stands already is another matter."""
    days = order_import_services.ended(unit_id for unit_id in workplaces.values() if unit_id)
    for row in rows:
        day = days.get(workplaces.get(row.number) or 0)
        if day is not None:
            row.fault("order.company_ended", "cvr", day=f"{day:%d-%m-%Y}")


def _remark_of_who_confirms(rows: Sequence[Staged], workplaces: dict[int, int | None], work: Work) -> None:
    """An order becomes a draft of the other municipality that holds its company, or our own where the file does not say
    what is offered; the row says so."""
    ids = {unit_id for unit_id in workplaces.values() if unit_id}
    held = order_import_services.held_elsewhere(ids, organisation_id=work.organisation_id) if ids else {}
    for row in rows:
        name = held.get(workplaces.get(row.number) or 0)
        if name:
            row.remark("order.draft_elsewhere", organisation=name)
        elif row.number in workplaces and not row.facts.get("kinds"):
            row.remark("order.draft_no_kinds")
