"""The company desk of the personas' municipality, through the services: so that its pages are filled from the start.

Few rows, the same each time: written when all parts are, and only in the database, never drawn by the dice."""

from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Case, When

from tovholder.accounts import queries as accounts
from tovholder.accounts.actors import Actor
from tovholder.accounts.models import Membership
from tovholder.companies import desk_contact_services as contacts
from tovholder.companies import desk_queries, desk_services, plan_queries, plan_services
from tovholder.companies.desk_contact_services import Told
from tovholder.companies.models import Company
from tovholder.simulate import shipped
from tovholder.simulate.scale import Scale, moment, workday

_COMPANIES = 12


@transaction.atomic
def tell(scale: Scale, *, consultant_id: int) -> None:
    """Requests on the clock, contacts, a visit to come, a plan, a need sent on and the map of services."""
    actor = accounts.actor_of(Membership.objects.select_related("user", "organisation").get(pk=consultant_id))
    own_first = Case(When(consultant_id=consultant_id, then=0), default=1)
    here = Company.objects.filter(consultant__organisation_id=actor.organisation_id)
    mine = list(here.order_by(own_first, "pk")[:_COMPANIES])
    if not mine:
        return
    texts, now = shipped.listing("desk"), moment(scale.today, 7)
    _contacts(mine, texts, actor, now)
    _requests(mine, texts, actor, now)
    _together(mine[0], texts, actor, now)
    _services(texts, actor, now)


def _requests(mine: list[Company], texts: dict[str, Any], actor: Actor, now: datetime) -> None:
    for number, told in enumerate(texts["requests"]):
        at = now - timedelta(hours=told["hours_ago"])
        request = desk_services.receive(
            company_id=mine[number % len(mine)].pk,
            kind=told["kind"],
            words=told["words"],
            told_by=told["told_by"],
            actor=actor,
            now=at,
        )
        if "answer" in told:
            who: dict[str, Any] = {"request_id": request.pk, "actor": actor, "words": told["answer"]}
            desk_services.answer(version=1, now=at + timedelta(hours=2), **who)
            desk_services.close(version=2, outcome=told["outcome"], now=at + timedelta(hours=20), **who)


def _contacts(mine: list[Company], texts: dict[str, Any], actor: Actor, now: datetime) -> None:
    units = tuple(unit.pk for unit in desk_queries.units(actor=actor) if unit.organisation_id == actor.organisation_id)
    for number, company in enumerate(mine):
        told = texts["contacts"][number % len(texts["contacts"])]
        day, step = now.date() - timedelta(days=3 + 9 * number), told.get("next_step", "")
        next_on = day + timedelta(days=14) if step else None
        facts = Told(
            kind=told["kind"], on=day, words=told["words"], unit_ids=units[:1], next_step=step, next_on=next_on
        )
        contacts.log(company_id=company.pk, told=facts, actor=actor, now=now)
    if len(units) > 1:
        on = workday(now.date() + timedelta(days=5))
        visit = Told(kind="joint_visit", on=on, purpose=texts["joint_visit"], unit_ids=units)
        contacts.plan(company_id=mine[0].pk, told=visit, actor=actor, now=now)


def _together(company: Company, texts: dict[str, Any], actor: Actor, now: datetime) -> None:
    units = [unit for unit in desk_queries.units(actor=actor) if unit.organisation_id == actor.organisation_id]
    member, plan = actor.membership_id or 0, texts["plan"]
    who: dict[str, Any] = {"actor": actor, "now": now}
    made = plan_services.make_plan(
        company_id=company.pk, kind="solution", title=plan["title"], words=plan["words"], owner_id=member, **who
    )
    for unit, words in zip(units, plan["tasks"], strict=False):
        due_on = now.date() + timedelta(days=20)
        plan_services.add_task(
            plan_id=made.pk, version=1, words=words, unit_id=unit.pk, owner_id=member, due_on=due_on, **who
        )
    others = plan_queries.receivers(actor=actor).filter(kind="secretariat").first()
    if others is not None:
        plan_services.refer(company_id=company.pk, receiver_id=others.pk, words=texts["referral"], **who)


def _services(texts: dict[str, Any], actor: Actor, now: datetime) -> None:
    leader = Membership.objects.filter(organisation_id=actor.organisation_id, role="team_leader", active=True)
    first = leader.select_related("user", "organisation").order_by("pk").first()
    units = [unit.pk for unit in desk_queries.units(actor=actor) if unit.organisation_id == actor.organisation_id]
    for number, (name, words) in enumerate(texts["services"]):
        if first is not None and number < len(units):
            plan_services.keep_service(
                name=name,
                words=words,
                unit_id=units[number],
                owner_id=actor.membership_id,
                actor=accounts.actor_of(first),
                now=now,
            )
