"""Orders from a file: a row is one order at a workplace that is here already, written hidden, shown by one switch."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from django.db import transaction

from tovholder import parameters
from tovholder.accounts.actors import Actor
from tovholder.accounts.conflicts import NotAllowed
from tovholder.companies import asking_services, hidden_rows, order_services
from tovholder.companies.models import JobOrder, OrderLicence, OrderSkill, ProductionUnit

Facts = Mapping[str, Any]
_PLAIN = ("title", "occupation", "industry", "danish_level", "tasks", "words", "places")
_DATES = ("start_earliest", "start_latest", "answer_by")
_LISTS = ("kinds", "strains")


@transaction.atomic
def write_hidden(
    facts: Facts,
    *,
    unit_id: int,
    organisation_id: int,
    owner_id: int | None,
    import_id: int,
    actor: Actor,
    now: datetime,
) -> int | None:
    """An order that nobody sees before `show`. Open when the file says what is offered, else a draft to confirm, as it
    always is when another municipality holds the company: nobody confirms in its name. None when the same reference
    has been used, or the company has ended, meanwhile."""
    key = request_key(organisation_id, facts)
    unit = ProductionUnit.objects.select_related("company__consultant").get(pk=unit_id)
    if unit.company.ended_on is not None or (key and JobOrder.objects.filter(request_key=key).exists()):
        return None
    holder = order_services.fixed_consultant(unit)
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
    _take(order, facts)
    if order.kinds and order.occupation and order.taken_by_id == organisation_id:
        order.status, order.confirmed_at = "open", now
    order.save()
    _write_rows(order, facts)
    hidden_rows.record(actor, "order.import", f"order:{order.pk}", import_id)
    asking_services.note(order, ("", ""), actor=actor, now=now)
    return order.pk


def held_elsewhere(unit_ids: Iterable[int], *, organisation_id: int) -> dict[int, str]:
    """Workplace -> the other municipality whose consultant holds its company."""
    held = ProductionUnit.objects.filter(pk__in=list(unit_ids), company__consultant__active=True)
    elsewhere = held.exclude(company__consultant__organisation_id=organisation_id)
    return dict(elsewhere.values_list("pk", "company__consultant__organisation__name"))


def ended(unit_ids: Iterable[int]) -> dict[int, date]:
    """Workplace -> the last day of its company, of those that have ended."""
    found = ProductionUnit.objects.filter(pk__in=list(unit_ids), company__ended_on__isnull=False)
    return {pk: day for pk, day in found.values_list("pk", "company__ended_on") if day is not None}


def request_key(organisation_id: int, facts: Facts) -> str:
    """What makes a row the same order next time: the reference in the organisation's own system."""
    return f"i{organisation_id}:{facts['reference']}"[:40] if facts.get("reference") else ""


def _take(order: JobOrder, facts: Facts) -> None:
    for name in _PLAIN:
        if facts.get(name) not in (None, ""):
            setattr(order, name, facts[name])
    for name in _DATES:
        if facts.get(name):
            setattr(order, name, date.fromisoformat(facts[name]))
    for name in ("hours_min", "hours_max"):
        if facts.get(name) is not None:
            setattr(order, name, Decimal(facts[name]))
    for name in _LISTS:
        if name in facts:
            setattr(order, name, facts[name])


def _write_rows(order: JobOrder, facts: Facts) -> None:
    if "required_skills" in facts or "useful_skills" in facts:
        required = dict.fromkeys(facts.get("required_skills", ()), True)
        needs = {**dict.fromkeys(facts.get("useful_skills", ()), False), **required}
        order.skills.all().delete()
        OrderSkill.objects.bulk_create(OrderSkill(order=order, skill=s, required=r) for s, r in needs.items())
    if "licences" in facts:
        order.licences.all().delete()
        OrderLicence.objects.bulk_create(OrderLicence(order=order, code=code) for code in facts["licences"])


def current(order_ids: Iterable[int]) -> dict[int, dict[str, Any]]:
    """What is known of many orders, as a file would say it."""
    found = JobOrder.objects.filter(pk__in=list(order_ids)).prefetch_related("skills", "licences")
    return {order.pk: _told(order) for order in found}


def _told(order: JobOrder) -> dict[str, Any]:
    told = {name: getattr(order, name) for name in (*_PLAIN, *_LISTS)}
    for name in _DATES:
        day = getattr(order, name)
        told[name] = day.isoformat() if day else None
    for name in ("hours_min", "hours_max"):
        hours = getattr(order, name)
        told[name] = None if hours is None else f"{hours.normalize():f}"
    for name, required in (("required_skills", True), ("useful_skills", False)):
        told[name] = sorted(need.skill for need in order.skills.all() if need.required is required)
    return told | {"licences": sorted(each.code for each in order.licences.all())}


def differences(facts: Facts, known: Facts) -> dict[str, Any]:
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
def change(
    order_id: int, facts: Facts, *, import_id: int, actor: Actor, now: datetime
) -> tuple[dict[str, Any], int] | None:
    """Bring one draft or open order up to what the file says, in one version. None when it is closed or all is so."""
    order = JobOrder.objects.select_for_update().get(pk=order_id)
    if not order_services.may_change(order, actor=actor):
        raise NotAllowed("order.changed_by_its_municipality", organisation=order.taken_by.name)
    known = _told(order)
    new = differences(facts, known)
    if order.status not in ("draft", "open") or not new:
        return None
    was = asking_services.before(order)
    _save(order, new, now)
    asking_services.note(order, was, actor=actor, now=now)
    hidden_rows.record(actor, "order.import_change", f"order:{order.pk}", import_id)
    return {name: known[name] for name in new}, order.version


def _save(order: JobOrder, values: Facts, now: datetime) -> None:
    for name in (*_DATES, "hours_min", "hours_max", "danish_level"):
        if name in values and values[name] is None:
            setattr(order, name, None)
    _take(order, values)
    skills = {"required_skills", "useful_skills"} & set(values)
    whole = {**_told(order), **values} if skills else values
    _write_rows(order, {n: v for n, v in whole.items() if n.endswith("_skills") or (n == "licences" and n in values)})
    order.version += 1
    order.touched_at = now
    order.save()


@transaction.atomic
def restore(order_id: int, before: Facts, *, version: int, import_id: int, actor: Actor, now: datetime) -> bool:
    order = JobOrder.objects.select_for_update().get(pk=order_id)
    if order.version != version or not order_services.may_change(order, actor=actor):
        return False
    was = asking_services.before(order)
    _save(order, before, now)
    asking_services.note(order, was, actor=actor, now=now)
    hidden_rows.record(actor, "order.import_undo", f"order:{order.pk}", import_id)
    return True
