"""Steps of the reception on a case that a handover became, and on the one that a handover goes on in."""

from collections.abc import Callable
from datetime import date
from typing import Any

from tests.integration.region import NOW
from tests.integration.rights.scene import Scene
from tovholder.accounts.actors import Actor
from tovholder.pathways import reception_taking_services as taking
from tovholder.pathways import reception_task_services as tasks
from tovholder.pathways.models import Handover, HandoverPerson, ReceptionMeeting, ReceptionTask
from tovholder.people.models import Person

TODAY, BORN = NOW.date(), date(1990, 5, 17)


def _handover(person: Person, status: str, **more: Any) -> Handover:
    made = Handover.objects.create(
        receiver=person.organisation, came="mail", status=status, made_at=NOW, touched_at=NOW, **more
    )
    tied = {"person": person} if status == "taken_in" else {"born_on": BORN}
    told = {"given_name": person.given_name, "family_name": person.family_name, "name_key": person.name_key}
    HandoverPerson.objects.create(handover=made, place=0, **told, **tied)
    return made


def _begin(scene: Scene, person: Person, actor: Actor, scope: str) -> Callable[[], Any]:
    return lambda: taking.begin_for_case(person_id=person.pk, actor=actor, now=NOW)


def _join(scene: Scene, person: Person, actor: Actor, scope: str) -> Callable[[], Any]:
    """Somebody who is here already: the handover goes on in the case, for those who may write in it."""
    Person.objects.filter(pk=person.pk).update(born_on=BORN)
    made = _handover(person, "sent", contact=scene.members[scope])
    told: dict[str, Any] = {"handover_id": made.pk, "version": 1, "choices": {0: "join"}}
    return lambda: taking.take_in(contact_id=actor.membership_id, actor=actor, now=NOW, **told)


def _task(scene: Scene, person: Person, actor: Actor, scope: str) -> Callable[[], Any]:
    made = _handover(person, "taken_in")
    ReceptionTask.objects.create(handover=made, code="bank", side="centre")
    told: dict[str, Any] = {"handover_id": made.pk, "code": "bank", "version": 1, "state": "done"}
    return lambda: tasks.set_task(actor=actor, now=NOW, **told)


def _course(scene: Scene, person: Person, actor: Actor, scope: str) -> Callable[[], Any]:
    made = _handover(person, "taken_in")
    return lambda: tasks.plan_course(
        handover_id=made.pk, version=1, starts_on=TODAY, weekdays=[0], actor=actor, now=NOW
    )


def _meeting(scene: Scene, person: Person, actor: Actor, scope: str) -> Callable[[], Any]:
    made = _handover(person, "taken_in")
    return lambda: tasks.plan_meeting(handover_id=made.pk, planned_on=TODAY, actor=actor, now=NOW)


def _held(scene: Scene, person: Person, actor: Actor, scope: str) -> Callable[[], Any]:
    row = ReceptionMeeting.objects.create(
        kind="pre_meeting", handover=_handover(person, "taken_in"), receiver=person.organisation, planned_on=TODAY,
        made_at=NOW,
    )  # fmt: skip
    return lambda: tasks.hold_meeting(meeting_id=row.pk, version=1, held_on=TODAY, minutes="x", actor=actor, now=NOW)


RECEPTION = {
    "taking.begin_for_case": _begin,
    "taking.take_in": _join,
    "reception.set_task": _task,
    "reception.plan_course": _course,
    "reception.plan_meeting": _meeting,
    "reception.hold_meeting": _held,
}
