"""Companies and orders from a file: written hidden in short batches, shown by one switch, taken back when unused.

A row of companies is one workplace with its company; a row of orders is one order at a workplace that is here already.
"""

from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.db.models import Exists, Model, OuterRef, Q, QuerySet
from django.utils import timezone

from tovholder import parameters
from tovholder.accounts import audit
from tovholder.accounts.actors import Actor
from tovholder.accounts.conflicts import NotAllowed
from tovholder.companies import asking_services, order_services, services
from tovholder.companies.models import (
    Company,
    CompanyContact,
    Headcount,
    JobOrder,
    OrderLicence,
    OrderSkill,
    ProductionUnit,
)

Facts = Mapping[str, Any]
_UNIT = {"unit_name": "name", "street": "street", "postcode": "postcode", "municipality_code": "municipality_code"}
_ORDER_PLAIN = ("title", "occupation", "industry", "danish_level", "tasks", "words", "places")
_ORDER_DATES = ("start_earliest", "start_latest", "answer_by")
_ORDER_LISTS = ("kinds", "strains")


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
        _audit(actor, "company.import", f"company:{company.pk}", import_id)
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
    _audit(actor, "company.import_change", f"company:{company.pk}", import_id)
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
        elif not _used(ProductionUnit, (Headcount,)).filter(pk=number).exists():
            ProductionUnit.objects.filter(pk=number).delete()
    _audit(actor, "company.import_undo", f"company:{company.pk}", import_id)
    return True


@transaction.atomic
def write_hidden_order(
    facts: Facts,
    *,
    unit_id: int,
    organisation_id: int,
    owner_id: int | None,
    import_id: int,
    actor: Actor,
    now: datetime,
) -> int | None:
    """An order that nobody sees before `show`. Open when the file says what is offered, else a draft to confirm.
    None when the same reference has been used meanwhile."""
    key = request_key(organisation_id, facts)
    if key and JobOrder.objects.filter(request_key=key).exists():
        return None
    unit = ProductionUnit.objects.select_related("company__consultant").get(pk=unit_id)
    holder = unit.company.consultant
    order = JobOrder(
        unit=unit,
        received_by_id=organisation_id,
        taken_by_id=holder.organisation_id if holder else organisation_id,
        owner_id=holder.pk if holder else owner_id,
        contact_id=unit.company.contacts.filter(active=True, primary=True).values_list("pk", flat=True).first(),
        fresh_until=now.date() + timedelta(days=parameters.value("order_fresh_days", on=now.date()).whole()),
        received_at=now,
        touched_at=now,
        request_key=key,
        pending_import=import_id,
    )
    order.industry = unit.company.industry
    _take_order(order, facts)
    if order.kinds and order.occupation:
        order.status, order.confirmed_at = "open", now
    order.save()
    _write_order_rows(order, facts)
    _audit(actor, "order.import", f"order:{order.pk}", import_id)
    asking_services.note(order, ("", ""), actor=actor, now=now)
    return order.pk


def request_key(organisation_id: int, facts: Facts) -> str:
    """What makes a row the same order next time: the reference in the organisation's own system."""
    return f"i{organisation_id}:{facts['reference']}"[:40] if facts.get("reference") else ""


def _take_order(order: JobOrder, facts: Facts) -> None:
    for name in _ORDER_PLAIN:
        if facts.get(name) not in (None, ""):
            setattr(order, name, facts[name])
    for name in _ORDER_DATES:
        if facts.get(name):
            setattr(order, name, date.fromisoformat(facts[name]))
    for name in ("hours_min", "hours_max"):
        if facts.get(name) is not None:
            setattr(order, name, Decimal(facts[name]))
    for name in _ORDER_LISTS:
        if name in facts:
            setattr(order, name, facts[name])


def _write_order_rows(order: JobOrder, facts: Facts) -> None:
    if "required_skills" in facts or "useful_skills" in facts:
        required = dict.fromkeys(facts.get("required_skills", ()), True)
        needs = {**dict.fromkeys(facts.get("useful_skills", ()), False), **required}
        order.skills.all().delete()
        OrderSkill.objects.bulk_create(OrderSkill(order=order, skill=s, required=r) for s, r in needs.items())
    if "licences" in facts:
        order.licences.all().delete()
        OrderLicence.objects.bulk_create(OrderLicence(order=order, code=code) for code in facts["licences"])


def current_orders(order_ids: Iterable[int]) -> dict[int, dict[str, Any]]:
    """What is known of many orders, as a file would say it."""
    found = JobOrder.objects.filter(pk__in=list(order_ids)).prefetch_related("skills", "licences")
    return {order.pk: _told_order(order) for order in found}


def _told_order(order: JobOrder) -> dict[str, Any]:
    told = {name: getattr(order, name) for name in (*_ORDER_PLAIN, *_ORDER_LISTS)}
    for name in _ORDER_DATES:
        day = getattr(order, name)
        told[name] = day.isoformat() if day else None
    for name in ("hours_min", "hours_max"):
        hours = getattr(order, name)
        told[name] = None if hours is None else f"{hours.normalize():f}"
    for name, required in (("required_skills", True), ("useful_skills", False)):
        told[name] = sorted(need.skill for need in order.skills.all() if need.required is required)
    return told | {"licences": sorted(each.code for each in order.licences.all())}


def order_differences(facts: Facts, known: Facts) -> dict[str, Any]:
    """What the file says of an order that is not so yet."""
    found = {}
    for name, value in facts.items():
        if name in known:
            same = sorted(value) == sorted(known[name]) if isinstance(value, list) else value == known[name]
            if name in ("hours_min", "hours_max") and known[name] is not None:
                same = Decimal(value) == Decimal(known[name])
            if not same:
                found[name] = value
    return found


@transaction.atomic
def change_order(
    order_id: int, facts: Facts, *, import_id: int, actor: Actor, now: datetime
) -> tuple[dict[str, Any], int] | None:
    """Bring one draft or open order up to what the file says, in one version. None when it is closed or all is so."""
    order = JobOrder.objects.select_for_update().get(pk=order_id)
    if not order_services.may_change(order, actor=actor):
        raise NotAllowed("order.changed_by_its_municipality", organisation=order.taken_by.name)
    known = _told_order(order)
    new = order_differences(facts, known)
    if order.status not in ("draft", "open") or not new:
        return None
    was = asking_services.before(order)
    _save_order(order, new, now)
    asking_services.note(order, was, actor=actor, now=now)
    _audit(actor, "order.import_change", f"order:{order.pk}", import_id)
    return {name: known[name] for name in new}, order.version


def _save_order(order: JobOrder, values: Facts, now: datetime) -> None:
    for name in (*_ORDER_DATES, "hours_min", "hours_max", "danish_level"):
        if name in values and values[name] is None:
            setattr(order, name, None)
    _take_order(order, values)
    skills = {"required_skills", "useful_skills"} & set(values)
    whole = {**_told_order(order), **values} if skills else values
    _write_order_rows(
        order, {n: v for n, v in whole.items() if n.endswith("_skills") or (n == "licences" and n in values)}
    )
    order.version += 1
    order.touched_at = now
    order.save()


@transaction.atomic
def restore_order(order_id: int, before: Facts, *, version: int, import_id: int, actor: Actor, now: datetime) -> bool:
    order = JobOrder.objects.select_for_update().get(pk=order_id)
    if order.version != version or not order_services.may_change(order, actor=actor):
        return False
    was = asking_services.before(order)
    _save_order(order, before, now)
    asking_services.note(order, was, actor=actor, now=now)
    _audit(actor, "order.import_undo", f"order:{order.pk}", import_id)
    return True


def show(model: type[Company] | type[JobOrder], import_id: int, *, now: datetime) -> int:
    """The switch: all hidden rows of the import are seen from here on, in one statement. How many."""
    touched = {"touched_at": now} if model is JobOrder else {}
    return model._default_manager.filter(pending_import=import_id).update(pending_import=None, **touched)


def untouched(
    model: type[Company] | type[JobOrder], ids: QuerySet[Any, Any], *, but: Iterable[type[Model]] = ()
) -> QuerySet[Any]:
    """Of these companies or orders those nobody has changed or used since."""
    if model is JobOrder:
        own: tuple[type[Model], ...] = (OrderSkill, OrderLicence, *but)
        return model._default_manager.filter(pk__in=ids, version=1).exclude(pk__in=_used(JobOrder, own).values("pk"))
    units = _used(ProductionUnit, (Headcount, CompanyContact))
    free = model._default_manager.filter(pk__in=ids, version=1).exclude(units__in=units.values("pk"))
    return free.exclude(pk__in=_used(Company, (ProductionUnit, CompanyContact)).values("pk"))


def _used(model: Any, but: Iterable[type[Model]]) -> QuerySet[Any]:
    """Rows that something else hangs on, now."""
    used = Q(pk__in=())
    for relation in model._meta.get_fields(include_hidden=True):
        other = relation.related_model
        if relation.auto_created and not relation.concrete and other not in but:
            used |= Q(Exists(other._default_manager.filter(**{relation.field.name: OuterRef("pk")})))
    return model._default_manager.filter(used)


def hide(rows: QuerySet[Any], *, import_id: int) -> int:
    """Take rows out of sight again, in one statement."""
    return rows.model._default_manager.filter(pk__in=rows.values("pk"), pending_import__isnull=True).update(
        pending_import=import_id
    )


@transaction.atomic
def delete_hidden(model: type[Company] | type[JobOrder], import_id: int, *, limit: int, actor: Actor) -> int:
    """Delete up to `limit` hidden rows with all that hangs on them. How many."""
    ids = list(model._default_manager.filter(pending_import=import_id).values_list("pk", flat=True)[:limit])
    word = "order" if model is JobOrder else "company"
    for number in ids:
        _audit(actor, f"{word}.import_undo", f"{word}:{number}", import_id)
    model._default_manager.filter(pk__in=ids).delete()
    return len(ids)


def _audit(actor: Actor, action: str, target: str, import_id: int) -> None:
    audit.record(actor=actor, action=action, target=target, facts={"import": import_id})
