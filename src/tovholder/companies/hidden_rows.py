"""Rows of an import that nobody sees yet: shown by one switch, hidden again while unused, deleted in short batches."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Exists, Model, OuterRef, Q, QuerySet

from tovholder.accounts import audit
from tovholder.accounts.actors import Actor
from tovholder.companies.models import (
    Company,
    CompanyContact,
    Headcount,
    JobOrder,
    OrderLicence,
    OrderSkill,
    ProductionUnit,
)


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
        return model._default_manager.filter(pk__in=ids, version=1).exclude(pk__in=used(JobOrder, own).values("pk"))
    units = used(ProductionUnit, (Headcount, CompanyContact))
    free = model._default_manager.filter(pk__in=ids, version=1).exclude(units__in=units.values("pk"))
    return free.exclude(pk__in=used(Company, (ProductionUnit, CompanyContact)).values("pk"))


def used(model: Any, but: Iterable[type[Model]]) -> QuerySet[Any]:
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
        record(actor, f"{word}.import_undo", f"{word}:{number}", import_id)
    model._default_manager.filter(pk__in=ids).delete()
    return len(ids)


def record(actor: Actor, action: str, target: str, import_id: int) -> None:
    audit.record(actor=actor, action=action, target=target, facts={"import": import_id})
