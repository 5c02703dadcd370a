"""Companies from a file: a row is one workplace with its company, written hidden in short batches, shown by one switch
(`hidden_rows`), taken back when unused."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils import timezone

from tovholder.accounts.actors import Actor
from tovholder.companies import hidden_rows, services
from tovholder.companies.models import Company, CompanyContact, Headcount, ProductionUnit

Facts = Mapping[str, Any]
_UNIT = {"unit_name": "name", "street": "street", "postcode": "postcode", "municipality_code": "municipality_code"}


def companies_by_cvr(cvrs: Iterable[str]) -> dict[str, Company]:
    """The companies that are seen, with their workplaces and contacts."""
    found = Company.objects.filter(cvr__in=set(cvrs), pending_import__isnull=True)
    found = found.select_related("consultant__user", "consultant__organisation")
    return {company.cvr: company for company in found.prefetch_related("units__headcounts", "contacts")}


def p_numbers_elsewhere(p_numbers: Iterable[str]) -> dict[str, str]:
    """P-number -> CVR of the company it belongs to."""
    units = ProductionUnit.objects.filter(p_number__in=set(p_numbers))
    return dict(units.values_list("p_number", "company__cvr"))


def differences(facts: Facts, company: Company) -> dict[str, Any]:
    """What the row says of a company, a workplace, a contact or a headcount that is not so yet."""
    found = {
        name: facts[name]
        for name in ("name", "industry")
        if facts.get(name, getattr(company, name)) != getattr(company, name)
    }
    unit = next((unit for unit in company.units.all() if unit.p_number == facts.get("p_number")), None)
    if facts.get("p_number"):
        if unit is None:
            found["p_number"] = facts["p_number"]
        else:
            found |= {n: facts[n] for n, field in _UNIT.items() if facts.get(n) and facts[n] != getattr(unit, field)}
    if facts.get("contact_name") and not _contact_of(company, facts):
        found["contact_name"] = facts["contact_name"]
    if facts.get("fte") and not _states(unit, facts):
        found["fte"] = facts["fte"]
    return found


def _contact_of(company: Company, facts: Facts) -> CompanyContact | None:
    return next((each for each in company.contacts.all() if each.name == facts["contact_name"]), None)


def _states(unit: ProductionUnit | None, facts: Facts) -> bool:
    month = facts.get("fte_month")
    if unit is None:
        return not facts.get("p_number")
    known = {each.month: each.fte for each in unit.headcounts.all()}
    if month is None:
        return Decimal(facts["fte"]) in known.values()
    return known.get(date.fromisoformat(month).replace(day=1)) == Decimal(facts["fte"])


@transaction.atomic
def write_hidden(facts: Facts, *, import_id: int, actor: Actor, now: datetime) -> int | None:
    """A company that nobody sees before `show`; another row of the same file adds its workplace. None when the company
    has been registered by somebody else meanwhile."""
    company, made = Company.objects.get_or_create(
        cvr=facts["cvr"],
        defaults={
            "name": facts["name"],
            "industry": facts.get("industry", ""),
            "created_at": now,
            "pending_import": import_id,
        },
    )
    if company.pending_import != import_id:
        return None
    _add(company, facts, now)
    if made:
        hidden_rows.record(actor, "company.import", f"company:{company.pk}", import_id)
    return company.pk


def _add(company: Company, facts: Facts, now: datetime) -> list[str]:
    """Workplace, headcount and contact of a row. Gives what was added, by number, so that it can be taken back."""
    added = []
    unit = None
    if facts.get("p_number"):
        unit, made = ProductionUnit.objects.get_or_create(
            p_number=facts["p_number"],
            defaults={"company": company, "name": company.name}
            | {field: facts[name] for name, field in _UNIT.items() if facts.get(name)},
        )
        added += [f"unit:{unit.pk}"] if made else []
    if unit is not None and facts.get("fte"):
        month = date.fromisoformat(facts["fte_month"]) if facts.get("fte_month") else now.date()
        _, made = Headcount.objects.update_or_create(
            unit=unit,
            month=month.replace(day=1),
            defaults={"fte": Decimal(facts["fte"]), "source": "import", "stated_on": now.date()},
        )
    if facts.get("contact_name") and not company.contacts.filter(name=facts["contact_name"]).exists():
        contact = CompanyContact.objects.create(
            company=company,
            unit=unit,
            name=facts["contact_name"],
            title=facts.get("contact_title", ""),
            phone=facts.get("contact_phone", ""),
            email=facts.get("contact_email", ""),
            primary=not company.contacts.filter(active=True).exists(),
        )
        added.append(f"contact:{contact.pk}")
    return added


@transaction.atomic
def change(
    company_id: int, facts: Facts, *, stays_of: frozenset[int], import_id: int, actor: Actor, now: datetime
) -> tuple[dict[str, Any], int]:
    """Bring one company and its workplace up to what the row says. Gives what was before and the new version.

    For whoever serves the company, or nobody does (`services.require_changing`)."""
    company = Company.objects.select_for_update().get(pk=company_id, pending_import__isnull=True)
    services.require_changing(company, stays_of=stays_of, actor=actor)
    before: dict[str, Any] = {name: getattr(company, name) for name in ("name", "industry")}
    company.name, company.industry = facts["name"], facts.get("industry") or company.industry
    unit = ProductionUnit.objects.filter(p_number=facts.get("p_number") or "-", company=company).first()
    if unit is not None:
        before |= {"unit": unit.pk} | {field: getattr(unit, field) for field in _UNIT.values() if field != "name"}
        for name, field in _UNIT.items():
            setattr(unit, field, facts.get(name) or getattr(unit, field))
        unit.save()
    before["added"] = _add(company, facts, now)
    company.version += 1
    company.save()
    hidden_rows.record(actor, "company.import_change", f"company:{company.pk}", import_id)
    return before, company.version


@transaction.atomic
def restore(
    company_id: int, before: Facts, *, version: int, stays_of: frozenset[int], import_id: int, actor: Actor
) -> bool:
    """Take one change back. False when the company was changed since, or is served by others now. A stated
    headcount stays: it was stated."""
    company = Company.objects.select_for_update().get(pk=company_id)
    if company.version != version or not services.may_change(company, stays_of=stays_of, actor=actor):
        return False
    company.name, company.industry = before["name"], before["industry"]
    company.version += 1
    company.save()
    if before.get("unit"):
        fields = {field: before[field] for field in ("street", "postcode", "municipality_code")}
        ProductionUnit.objects.filter(pk=before["unit"]).update(**fields)
    for added in before["added"]:
        kind, _, number = added.partition(":")
        if kind == "contact":
            CompanyContact.objects.filter(pk=number).update(active=False, left_on=timezone.localdate())
        elif not hidden_rows.used(ProductionUnit, (Headcount,)).filter(pk=number).exists():
            ProductionUnit.objects.filter(pk=number).delete()
    hidden_rows.record(actor, "company.import_undo", f"company:{company.pk}", import_id)
    return True
