"""Somebody at the workplace has said no to the conditions of a stay: what that means for stays that are agreed already.

No stay is stopped by it. It is told on the stay and on my day, and people decide."""

from typing import Any

from django.db.models import Exists, F, OuterRef, QuerySet, Subquery
from django.utils.timezone import localdate

from tovholder import parameters
from tovholder.base.decision import Decision
from tovholder.placements.models import EmployerStatement, Placement


def _to_the_stay() -> QuerySet[EmployerStatement]:
    """Each no to an ask of the municipality, for the kind, that the stay begins inside; newest first."""
    found = EmployerStatement.objects.filter(
        agrees=False,
        ask__unit=OuterRef("unit"),
        ask__organisation=OuterRef("organisation"),
        ask__kind=OuterRef("kind"),
        ask__starts_on__lte=OuterRef("starts_on"),
        ask__ends_before__gt=OuterRef("starts_on"),
    )
    return found.order_by(F("ask__withdrawn_at").desc(nulls_first=True), "-stated_at", "-pk")


def stands() -> Exists:
    """Whether somebody has said no to the stay, and the ask is not withdrawn: it waits for the municipality."""
    return Exists(_to_the_stay().filter(ask__withdrawn_at__isnull=True))


def columns() -> dict[str, Any]:
    """Who said no to the stay, when, to which ask, and when that was withdrawn: read along with the row."""
    names = {"by": "role", "at": "stated_at", "ask": "ask_id", "withdrawn_at": "ask__withdrawn_at"}
    return {f"objected_{name}": Subquery(_to_the_stay().values(field)[:1]) for name, field in names.items()}


def of(stay: Placement) -> Decision | None:
    """What was said against a stay read with `columns`; None when nobody has said no."""
    return said(stay) if getattr(stay, "objected_by", None) else None


def said(stay: Any) -> Decision:
    """The same of a stay that somebody has said no to."""
    role, at = stay.objected_by, stay.objected_at
    source = parameters.value("employer_statement", on=stay.starts_on).reference
    who = "employer" if role == "employer" else "representative"
    if stay.objected_withdrawn_at is not None:
        return Decision.unknown(f"statement.{who}_objected", reference=source, day=localdate(at))
    return Decision.no(f"statement.{who}_objects", reference=source, day=localdate(at))
