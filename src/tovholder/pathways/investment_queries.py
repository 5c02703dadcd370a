"""Reads of the investment account: lines for those who write them, sums for the council and the steering groups."""

from collections import defaultdict
from dataclasses import dataclass

from django.db.models import QuerySet

from tovholder.accounts import queries as accounts
from tovholder.accounts.actors import Actor
from tovholder.accounts.models import Organisation
from tovholder.accounts.roles import OrganisationKind, Role
from tovholder.pathways import investment_rules as rules
from tovholder.pathways.models import InvestmentRow

WRITERS = (Role.TEAM_LEADER,)
READERS = (*WRITERS, Role.STEERING_MEMBER, Role.COORDINATOR)


@dataclass(frozen=True)
class Account:
    """The account of one municipality, in sums."""

    organisation: Organisation
    years: tuple[rules.Year, ...]


def may_write(actor: Actor) -> bool:
    """Those who answer for the municipality's effort and its money: its team leaders."""
    return actor.kind == OrganisationKind.MUNICIPALITY and actor.may(*WRITERS) and not actor.only_own_cases


def lines(*, actor: Actor) -> QuerySet[InvestmentRow]:
    """Single lines, newest year first: for those who write them."""
    rows = InvestmentRow.objects.filter(organisation_id=actor.organisation_id) if may_write(actor) else None
    found = rows if rows is not None else InvestmentRow.objects.none()
    return found.select_related("by__user").order_by("-year", "kind", "what")


def accounts_of(*, actor: Actor) -> list[Account]:
    """Sums by year: of the own municipality, and for a secretariat of each municipality of its partnership."""
    if not actor.may(*READERS):
        return []
    seen = Organisation.objects.filter(pk=actor.organisation_id, kind=OrganisationKind.MUNICIPALITY)
    if actor.kind in (OrganisationKind.SECRETARIAT, OrganisationKind.AUTHORITY):
        seen = accounts.partner_organisations(actor=actor).filter(kind=OrganisationKind.MUNICIPALITY)
    rows = InvestmentRow.objects.filter(organisation__in=seen).select_related("organisation")
    by_house: dict[Organisation, list[rules.Line]] = defaultdict(list)
    for row in rows.order_by("organisation__name", "year"):
        by_house[row.organisation].append(rules.Line(row.year, row.kind, row.expected, row.actual))
    return [Account(house, rules.account(told)) for house, told in by_house.items()]
