"""Steps on what hangs on a stay, a bank, an event or a need: made lawful first, as in `steps`."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, time, timedelta
from decimal import Decimal
from typing import Any

from tests.integration.region import NOW
from tests.integration.rights.scene import Scene
from tovholder.accounts.actors import Actor
from tovholder.companies import shared_bank_services
from tovholder.companies.models import (
    SharedBank,
)
from tovholder.learning import booking_services
from tovholder.learning.models import Event, EventBooking
from tovholder.people.models import Person
from tovholder.placements import (
    alignment_services,
    chain_services,
    group_services,
    incident_services,
    newcomer_services,
    task_services,
)
from tovholder.placements.alignment_facts import AlignmentText, Lesson
from tovholder.placements.ladder_rules import HoursStep
from tovholder.placements.models import Alignment, GroupEntry, GroupStay, Incident, NewcomerNeed, Task
from tovholder.placements.plans import NewPlacement, Statements

TODAY = NOW.date()
Step = Callable[[Scene, Person, Actor, str], Callable[[], Any]]
"""Puts things where they must be and gives the step itself, to be taken as the actor."""


def new_stay(scene: Scene, person: Person) -> NewPlacement:
    return NewPlacement(
        person_id=person.pk, unit_id=scene.region.workplace.pk, kind="work_placement", starts_on=TODAY,
        ends_before=TODAY + timedelta(weeks=4), hours_unpaid=Decimal(20), order_id=scene.order.pk,
    )  # fmt: skip


def ladder(service: Callable[..., Any], versioned: bool = False, **more: Any) -> Step:
    """A step of the hours ladder of a stay that runs."""

    def step(scene: Scene, person: Person, actor: Actor, scope: str) -> Callable[[], Any]:
        made = scene.stay(person, "started", scope)
        seen = {"version": 1} if versioned else {}
        return lambda: service(placement_id=made.pk, actor=actor, now=NOW, **seen, **more)

    return step


def shared_bank(name: str) -> Step:
    def step(scene: Scene, person: Person, actor: Actor, scope: str) -> Callable[[], Any]:
        made = SharedBank.objects.create(organisation=scene.region.helsingor, title="Bank", created_at=NOW)
        more = {"on": TODAY} if name == "put_in" else {}
        call = getattr(shared_bank_services, name)
        return lambda: call(bank_id=made.pk, person_id=person.pk, actor=actor, **more)

    return step


TEXT = AlignmentText(purpose="language", absence="x", conflict="x", readiness="x", at_end="x")
LESSON = Lesson(weekday=0, begins_at=time(10), minutes=45, with_whom="teacher", starts_on=TODAY)


def expectations(name: str, /, written: bool = False, **more: Any) -> Step:
    def step(scene: Scene, person: Person, actor: Actor, scope: str) -> Callable[[], Any]:
        stay = scene.stay(person, "started", scope)
        if written:
            Alignment.objects.create(placement=stay, number=1, purpose="language", renew_on=TODAY, written_at=NOW)
        call = getattr(alignment_services, name)
        return lambda: call(placement_id=stay.pk, actor=actor, now=NOW, **more)

    return step


def task(name: str) -> Step:
    def step(scene: Scene, person: Person, actor: Actor, scope: str) -> Callable[[], Any]:
        made = scene.stay(person, "started", scope)
        task = Task.objects.create(placement=made, words="Vaske", added_at=NOW)
        change = {"task_id": task.pk, "hours": Decimal(5), "paid_from": None}
        more = change if name == "change_task" else {"levels": {task.pk: "alone"}, "seen_on": TODAY}
        call = getattr(task_services, name)
        return lambda: call(placement_id=made.pk, actor=actor, now=NOW, **more)

    return step


def _event(scene: Scene) -> Event:
    return Event.objects.create(
        organisation=scene.region.helsingor, kind="job_fair", title="Messe", place="Hallen", seats=9,
        starts_at=NOW - timedelta(hours=1), ends_at=NOW + timedelta(hours=4), created_at=NOW,
    )  # fmt: skip


def at_event(name: str, **more: Any) -> Step:
    def step(scene: Scene, person: Person, actor: Actor, scope: str) -> Callable[[], Any]:
        event, call = _event(scene), getattr(booking_services, name)
        return lambda: call(event_id=event.pk, person_id=person.pk, actor=actor, now=NOW, **more)

    return step


def of_kind(kind: str, service: Callable[..., Any], versioned: bool, **more: Any) -> Step:
    def step(scene: Scene, person: Person, actor: Actor, scope: str) -> Callable[[], Any]:
        made = scene.stay(person, "started", scope, kind=kind, starts_on=date(2025, 12, 1), ends_before=None)
        seen = {"version": 1} if versioned else {}
        return lambda: service(placement_id=made.pk, actor=actor, now=NOW, **seen, **more)

    return step


def booking(name: str, **more: Any) -> Step:
    def step(scene: Scene, person: Person, actor: Actor, scope: str) -> Callable[[], Any]:
        made = EventBooking.objects.create(
            event=_event(scene), person=person, organisation=person.organisation, booked_at=NOW
        )
        call = getattr(booking_services, name)
        return lambda: call(booking_id=made.pk, actor=actor, now=NOW, **more)

    return step


def convert(service: str) -> Step:
    def step(scene: Scene, person: Person, actor: Actor, scope: str) -> Callable[[], Any]:
        made, call = scene.stay(person, "started", scope), getattr(chain_services, service)
        new = replace(new_stay(scene, person), kind="ordinary_job", starts_on=TODAY + timedelta(days=9), order_id=None)
        more = {"on": TODAY} if service == "what_if" else {"version": 1, "now": NOW}
        return lambda: call(placement_id=made.pk, new=new, statements=Statements(), actor=actor, **more)

    return step


DRAFT = {"school": "SOSU", "practice_goals": "Pleje", "danish_in_practice": "Fagord"}
STEP = HoursStep(TODAY, Decimal(10), Decimal(5), TODAY + timedelta(days=1))


def note_need(scene: Scene, person: Person, actor: Actor, scope: str) -> Callable[[], Any]:
    return lambda: newcomer_services.note_for_person(
        person_id=person.pk, kind="housing", words="", order_id=scene.order.pk, actor=actor, now=NOW
    )


def move_need(scene: Scene, person: Person, actor: Actor, scope: str) -> Callable[[], Any]:
    made = NewcomerNeed.objects.create(
        organisation=person.organisation, person=person, kind="housing", noted_on=TODAY, noted_by=scene.members[scope]
    )
    return lambda: newcomer_services.move(
        need_id=made.pk, version=1, state="referred", referred_to="Boligen", outcome="", actor=actor, now=NOW
    )


def report(scene: Scene, person: Person, actor: Actor, scope: str) -> Callable[[], Any]:
    stay = scene.stay(person, "started", scope)
    return lambda: incident_services.report_incident(placement_id=stay.pk, kind="tasks", actor=actor, now=NOW)


def incident(name: str, **more: Any) -> Step:
    def step(scene: Scene, person: Person, actor: Actor, scope: str) -> Callable[[], Any]:
        stay = scene.stay(person, "started", scope)
        made = Incident.objects.create(placement=stay, kind="tasks", heard_at=NOW, due_at=NOW, owner_id=None)
        colleague = scene.region.member("team_leader", at=person.organisation)
        told = more | ({"owner_id": colleague.pk} if name == "hand_over" else {})
        call = getattr(incident_services, name)
        return lambda: call(incident_id=made.pk, version=1, actor=actor, now=NOW, **told)

    return step


def _group_of(scene: Scene, scope: str) -> GroupStay:
    return GroupStay.objects.create(
        organisation=scene.region.helsingor, unit=scene.region.workplace, title="Hold", places=9, starts_on=TODAY,
        ends_before=TODAY + timedelta(days=90), contact=scene.members[scope], created_at=NOW,
    )  # fmt: skip


def add_to_group(scene: Scene, person: Person, actor: Actor, scope: str) -> Callable[[], Any]:
    group = _group_of(scene, scope)
    return lambda: group_services.add_to_group(group_id=group.pk, person_id=person.pk, actor=actor, now=NOW)


def move_several(scene: Scene, person: Person, actor: Actor, scope: str) -> Callable[[], Any]:
    group = _group_of(scene, scope)
    entry = GroupEntry.objects.create(group=group, person=person, organisation=person.organisation, stage="candidate")
    told = {"group_id": group.pk, "versions": {entry.pk: 1}, "target": "screening", "reason": "fits"}
    return lambda: group_services.move_several(**told, actor=actor, now=NOW)  # type: ignore[arg-type]


def move_in_group(scene: Scene, person: Person, actor: Actor, scope: str) -> Callable[[], Any]:
    entry = GroupEntry.objects.create(
        group=_group_of(scene, scope), person=person, organisation=person.organisation, stage="candidate"
    )
    return lambda: group_services.move_in_group(
        entry_id=entry.pk, version=1, target="screening", reason="fits", actor=actor, now=NOW
    )
