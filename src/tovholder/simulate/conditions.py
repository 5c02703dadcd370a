"""What some employers have said of their workplaces, and a few asks for statements: of the first firms, by services.

Small on purpose: the pages of conditions are filled, and the demo starts as fast as before."""

from datetime import date, timedelta
from decimal import Decimal

from tovholder.accounts import queries as accounts
from tovholder.accounts.actors import system
from tovholder.accounts.models import Membership
from tovholder.accounts.roles import Role
from tovholder.companies.models import ProductionUnit
from tovholder.placements import conditions_services as services
from tovholder.placements.conditions_services import NewAsk, Stated, ToldOfUnit
from tovholder.simulate.scale import moment

_TOLD, _ASKED, _ALONE = 30, 6, 7


def tell(today: date) -> None:
    """The day before yesterday somebody called the first workplaces; yesterday a few were asked for statements."""
    first = list(ProductionUnit.objects.filter(company__pending_import__isnull=True).order_by("pk")[:_TOLD])
    for number, unit in enumerate(first):
        told = ToldOfUnit(public=False, employer_alone=True if number % _ALONE == 1 else None)
        at = moment(today - timedelta(days=2), 10)
        services.state_unit(unit_id=unit.pk, version=0, told=told, actor=system("simulation"), now=at)
    consultant = Membership.objects.filter(role=Role.COMPANY_CONSULTANT, active=True).order_by("pk").first()
    if consultant is not None:
        for number, unit in enumerate(first[:_ASKED]):
            _ask(unit.pk, consultant, today, answered=number % 2 == 0)


def _ask(unit_id: int, consultant: Membership, today: date, *, answered: bool) -> None:
    actor, at = accounts.actor_of(consultant).for_purpose("simulation"), moment(today - timedelta(days=1), 10)
    begins = today + timedelta(days=21)
    new = NewAsk(
        unit_id=unit_id,
        kind="work_placement",
        starts_on=begins,
        ends_before=begins + timedelta(weeks=13),
        hours=Decimal(30),
    )
    made = services.ask(new=new, actor=actor, now=at)
    if answered:
        stated = Stated(role="employer", name="Driftslederen", agrees=True, words="Underskrevet ved besøget.")
        services.seen_on_paper(ask_id=made.pk, stated=stated, actor=actor, now=at)
