"""Help after the start in the personas' municipality: facts told, steps, evenings, and a group around a leave.

Few rows, through the services, when everything else is written."""

from datetime import date, time, timedelta
from typing import Any

from tovholder.accounts import queries as accounts
from tovholder.accounts.actors import Actor
from tovholder.accounts.roles import Role
from tovholder.pathways import aftercare_queries, aftercare_services, leave_services
from tovholder.pathways.models import StatusSpell
from tovholder.people.models import Person
from tovholder.simulate.health import persona
from tovholder.simulate.scale import moment

_MOST = 8
_FACTS = ("childcare_gone", "income_change", "transport_gone")


def tell(today: date) -> int:
    """How many citizens are told of."""
    leader = persona(Role.TEAM_LEADER)
    if leader is None:
        return 0
    actor = accounts.actor_of(leader)
    followed = list(aftercare_queries.followed(actor=actor, on=today).order_by("pk")[:_MOST])
    here = Person.objects.filter(organisation_id=actor.organisation_id, closed_on__isnull=True).order_by("pk")
    people = followed or list(here[: _MOST // 2])  # a small region may have nobody in a job there
    for number, person in enumerate(people):
        _one(person, number, today, actor)
    _group(today, actor)
    return len(people)


def _one(person: Person, number: int, today: date, actor: Actor) -> None:
    now, day = moment(today, 9), today - timedelta(days=2 + number)
    who: dict[str, Any] = {"person_id": person.pk, "actor": actor, "now": now}
    if number % 2 == 0:
        fact = aftercare_services.tell_fact(kind=_FACTS[number // 2 % 3], told_on=day, told_by="citizen", **who)
        if number % 4 == 0:
            due = today + timedelta(days=5)
            aftercare_services.take_step(source=f"told:{fact.pk}", kind="evening_guidance", due_on=due, **who)
    else:
        outcome = "stays" if number == 1 else "solved"
        aftercare_services.visit_guidance(visited_on=day, topics=["pay_and_tax", "childcare"], outcome=outcome, **who)


def _group(today: date, actor: Actor) -> None:
    now, begun = moment(today, 9), today - timedelta(weeks=12)
    group = leave_services.plan_leave_group(
        title="Barselscafé", place="Biblioteket", weekday=1, begins_at=time(10), starts_on=begun, actor=actor, now=now
    )
    spells = StatusSpell.objects.filter(
        organisation_id=actor.organisation_id,
        code="maternity",
        ends_before__isnull=True,
        person__closed_on__isnull=True,
    )
    for spell in spells.order_by("pk")[:4]:
        leave_services.join(
            group_id=group.pk,
            person_id=spell.person_id,
            leave_from=spell.starts_on,
            returns_on=spell.starts_on + timedelta(weeks=44),
            goal="Vil tilbage til danskuddannelsen og have en plads i køkken eller pleje.",
            actor=actor,
            now=now,
        )
