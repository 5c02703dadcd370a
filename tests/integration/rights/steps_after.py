"""Steps of the health side, with the right to it given; of help after the start; and of a group around a leave."""

from collections.abc import Callable
from dataclasses import replace
from datetime import time, timedelta
from decimal import Decimal
from typing import Any

from tests.integration.region import NOW
from tests.integration.rights.scene import Scene
from tests.integration.rights.steps_beside import TODAY, Step
from tovholder.accounts.actors import Actor
from tovholder.pathways import (
    aftercare_services,
    companion_services,
    consideration_services,
    health_services,
    leave_services,
)
from tovholder.pathways.models import (
    AftercareStep,
    Companion,
    LeaveGroup,
    LeaveGroupMember,
    ProposedConsiderations,
)
from tovholder.pathways.models.health import HealthTalk, TeamDecision
from tovholder.people.models import Person


def _on_person(service: Callable[..., Any], **more: Any) -> Step:
    def step(scene: Scene, person: Person, actor: Actor, scope: str) -> Callable[[], Any]:
        asker = replace(actor, reads_health=True) if service.__module__ == health_services.__name__ else actor
        return lambda: service(person_id=person.pk, actor=asker, now=NOW, **more)

    return step


def _talk(service: Callable[..., Any], **more: Any) -> Step:
    def step(scene: Scene, person: Person, actor: Actor, scope: str) -> Callable[[], Any]:
        made = HealthTalk.objects.create(
            person=person, organisation_id=person.organisation_id, kind="doctor", planned_at=NOW
        )
        asker = replace(actor, reads_health=True)
        return lambda: service(health_talk_id=made.pk, version=1, actor=asker, now=NOW, **more)

    return step


def _look(scene: Scene, person: Person, actor: Actor, scope: str) -> Callable[[], Any]:
    made = TeamDecision.objects.create(
        person=person, organisation_id=person.organisation_id, decided_on=TODAY, review_on=TODAY
    )
    asker = replace(actor, reads_health=True)
    return lambda: health_services.look_again(
        team_decision_id=made.pk, version=1, on=TODAY, words="x", outcome="x", actor=asker, now=NOW
    )


def _answer(scene: Scene, person: Person, actor: Actor, scope: str) -> Callable[[], Any]:
    made = ProposedConsiderations.objects.create(
        person=person, organisation_id=person.organisation_id, codes=["no_dust"], proposed_at=NOW
    )
    return lambda: consideration_services.answer_considerations(
        person_id=person.pk, proposal_id=made.pk, take=["no_dust"], actor=actor, now=NOW
    )


def _finish(scene: Scene, person: Person, actor: Actor, scope: str) -> Callable[[], Any]:
    made = AftercareStep.objects.create(
        person=person, organisation_id=person.organisation_id, kind="talk", due_on=TODAY, at=NOW
    )
    return lambda: aftercare_services.finish_step(
        step_id=made.pk, version=1, done_on=TODAY, outcome="stays", actor=actor, now=NOW
    )


def _along(scene: Scene, person: Person, actor: Actor, scope: str) -> Callable[[], Any]:
    mentor = scene.region.member("mentor", at=person.organisation)
    return lambda: companion_services.send_along(
        person_id=person.pk, mentor_id=mentor.pk, at=NOW, meet_at="Her", actor=actor, now=NOW
    )


def _call_off(scene: Scene, person: Person, actor: Actor, scope: str) -> Callable[[], Any]:
    mentor = scene.region.member("mentor", at=person.organisation)
    made = Companion.objects.create(
        person=person, organisation_id=person.organisation_id, mentor=mentor, at=NOW, meet_at="Her"
    )
    return lambda: companion_services.call_off(companion_id=made.pk, actor=actor, now=NOW)


def _group(person: Person) -> LeaveGroup:
    return LeaveGroup.objects.create(
        organisation_id=person.organisation_id, title="Hold", weekday=1, begins_at=time(10), starts_on=TODAY
    )


def _join(scene: Scene, person: Person, actor: Actor, scope: str) -> Callable[[], Any]:
    made = _group(person)
    return lambda: leave_services.join(group_id=made.pk, person_id=person.pk, actor=actor, now=NOW)


def _change(scene: Scene, person: Person, actor: Actor, scope: str) -> Callable[[], Any]:
    made = LeaveGroupMember.objects.create(
        group=_group(person), person=person, organisation_id=person.organisation_id, joined_on=TODAY
    )
    return lambda: leave_services.change_leave(
        member_id=made.pk, version=1, goal="x", daycare=[], next_step="", actor=actor, now=NOW
    )


AFTER: dict[str, Step] = {
    "health.screen": _on_person(health_services.screen, asked_on=TODAY, moment="start", answers={"sleep": "often"}),
    "health.tell_indication": _on_person(health_services.tell_indication, told=True),
    "health.book_talk": _on_person(health_services.book_talk, kind="doctor", planned_at=NOW),
    "health.hold_talk": _talk(health_services.hold_talk, held_on=TODAY, words="x", considerations=["no_dust"]),
    "health.cancel_talk": _talk(health_services.cancel_talk),
    "health.decide": _on_person(
        health_services.decide, decided_on=TODAY, model="one_person", roles=["caseworker", "mentor"],
        efforts=["doctor"],
    ),
    "health.look_again": _look,
    "health.set_hours": _on_person(health_services.set_hours, effort="doctor", hours=Decimal(4), starts_on=TODAY),
    "considerations.answer_considerations": _answer,
    "aftercare.tell_fact": _on_person(
        aftercare_services.tell_fact, kind="housing", told_on=TODAY, told_by="citizen"
    ),
    "aftercare.take_step": _on_person(aftercare_services.take_step, kind="talk", due_on=TODAY + timedelta(days=3)),
    "aftercare.finish_step": _finish,
    "aftercare.visit_guidance": _on_person(
        aftercare_services.visit_guidance, visited_on=TODAY, topics=["school"], outcome="solved"
    ),
    "companions.send_along": _along,
    "companions.call_off": _call_off,
    "leave.join": _join,
    "leave.change_leave": _change,
}  # fmt: skip
