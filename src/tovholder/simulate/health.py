"""Behind the wall of health in the personas' municipality: an administrator gives the team leader the right, and two
citizens have answers, a talk, a team decision and hours. Few rows, through the services."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from tovholder.accounts import health_right
from tovholder.accounts import queries as accounts
from tovholder.accounts.actors import Actor
from tovholder.accounts.models import Membership
from tovholder.accounts.roles import Role
from tovholder.pathways import health_services as services
from tovholder.people.models import Person
from tovholder.simulate.region import HERLEV
from tovholder.simulate.scale import moment

_CITIZENS = 2
_OFTEN = ("sleep", "nightmares", "on_guard", "family")
_ASKED = ("sleep", "nightmares", "concentration", "anger", "on_guard", "pain", "no_joy", "family")


def persona(role: Role) -> Membership | None:
    """The persona of the municipality in this role."""
    found = Membership.objects.filter(role=role, organisation__municipality_code=HERLEV, user__is_persona=True)
    return found.select_related("user", "organisation").order_by("pk").first()


def tell(today: date) -> int:
    """How many citizens have something behind the wall."""
    leader, administrator = persona(Role.TEAM_LEADER), persona(Role.ADMINISTRATOR)
    if leader is None or administrator is None:
        return 0
    health_right.give(actor=accounts.actor_of(administrator), membership_id=leader.pk, task="trauma_team")
    actor = accounts.actor_of(Membership.objects.select_related("user", "organisation").get(pk=leader.pk))
    here = Person.objects.filter(organisation_id=actor.organisation_id, closed_on__isnull=True, protected=False)
    people = list(here.order_by("pk")[1 : 1 + _CITIZENS])
    for number, person in enumerate(people):
        _one(person, today, actor, number)
    return len(people)


def _one(person: Person, today: date, actor: Actor, number: int) -> None:
    at = moment(today, 8)
    who: dict[str, Any] = {"person_id": person.pk, "actor": actor, "now": at}
    for moment_of, weeks, often in (("start", 10, _OFTEN), ("underway", 1, _OFTEN[:2])):
        answers = {code: "often" if code in often else "sometimes" for code in _ASKED}
        asked = today - timedelta(weeks=weeks)
        services.screen(asked_on=asked, moment=moment_of, answers=answers, tell=number == 0, **who)
    decided = today - timedelta(weeks=9)
    roles, efforts = ["caseworker", "treatment_staff", "family_guide"], ["psychoeducation", "family_talks"]
    services.decide(decided_on=decided, model="whole_family", roles=roles, efforts=efforts, **who)
    talk = services.book_talk(kind="social_physician", planned_at=at - timedelta(days=3), **who)
    services.hold_talk(
        health_talk_id=talk.pk,
        version=1,
        held_on=today - timedelta(days=3),
        words="Kan arbejde få timer om dagen i rolige omgivelser og sættes op efter to måneder.",
        considerations=["quiet_room", "short_days"],
        actor=actor,
        now=at,
    )
    services.book_talk(kind="psychologist", planned_at=at + timedelta(days=8), **who)
    begins = today - timedelta(weeks=8)
    services.set_hours(effort="health_centre", hours=Decimal(4), starts_on=begins, weekday=2, **who)
