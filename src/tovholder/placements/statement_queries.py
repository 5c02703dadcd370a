"""Reads of asks for statements: by the municipality that asks, by the company asked, and behind a personal link."""

from datetime import date

from django.db.models import Prefetch, QuerySet

from tovholder.accounts.actors import Actor
from tovholder.accounts.conflicts import OutOfReach
from tovholder.accounts.models import PersonalLink
from tovholder.accounts.roles import Role
from tovholder.base.decision import Decision, from_json
from tovholder.companies import queries as companies
from tovholder.placements.conditions_services import of_target
from tovholder.placements.models import EmployerStatement, StatementAsk


def _asks() -> QuerySet[StatementAsk]:
    told = Prefetch("statements", EmployerStatement.objects.order_by("stated_at", "pk"))
    return StatementAsk.objects.select_related("unit__company", "organisation", "asked_by__user").prefetch_related(told)


def visible(*, actor: Actor) -> QuerySet[StatementAsk]:
    """Asks within reach: the own municipality's for its company staff, and those to the own company that stand."""
    if actor.role == Role.COMPANY_CONTACT:
        return _asks().filter(unit__company__organisation_id=actor.organisation_id, withdrawn_at__isnull=True)
    if companies.may_write(actor):
        return _asks().filter(organisation_id=actor.organisation_id)
    return _asks().none()


def of_unit(unit_id: int, *, actor: Actor, on: date) -> QuerySet[StatementAsk]:
    """Asks about stays at the workplace that are not over, newest first."""
    return visible(actor=actor).filter(unit_id=unit_id, ends_before__gt=on).order_by("-asked_at", "-pk")


def waiting_for_employer(*, actor: Actor, on: date) -> QuerySet[StatementAsk]:
    """What the company contact's own company is asked to state and nobody has answered as employer."""
    open_ones = visible(actor=actor).filter(ends_before__gt=on)
    return open_ones.exclude(statements__role="employer").order_by("starts_on", "pk")


def one(ask_id: int, *, actor: Actor) -> StatementAsk:
    found = visible(actor=actor).filter(pk=ask_id).first()
    if found is None:
        raise OutOfReach("statement")
    return found


def behind(link: PersonalLink) -> tuple[StatementAsk, str]:
    """What a working link is about, and the role it was made for."""
    ask_id, role = of_target(link.target)
    found = _asks().filter(pk=ask_id).first()
    if found is None:
        raise OutOfReach("statement")
    return found, role


def shown(ask: StatementAsk) -> Decision:
    """The answer on places as it was computed when the statement was asked for."""
    return from_json(ask.shown)
