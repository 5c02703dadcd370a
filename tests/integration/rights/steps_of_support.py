"""Steps around one stay and on courses (Allerød): made lawful first, as in `steps`."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from tests.integration.region import NOW
from tests.integration.rights.scene import Scene
from tests.integration.rights.steps_beside import TODAY, Step
from tovholder.accounts.actors import Actor
from tovholder.pathways import local_course_services, school_services, support_services
from tovholder.pathways.models import (
    LocalCourse,
    LocalSeat,
    MentorOffer,
    QuickHelp,
    SchoolCourse,
    SchoolSeat,
    StayArrangement,
    StayDemand,
)
from tovholder.people.models import Person
from tovholder.placements.models import Placement

_DAYS = {"starts_on": TODAY, "ends_before": TODAY + timedelta(days=9)}


def _on_stay(service: Callable[..., Any], **more: Any) -> Step:
    def step(scene: Scene, person: Person, actor: Actor, scope: str) -> Callable[[], Any]:
        stay = scene.stay(person, "started", scope)
        return lambda: service(placement_id=stay.pk, actor=actor, now=NOW, **more)

    return step


def _on_row(service: Callable[..., Any], name: str, model: Any, facts: dict[str, Any], **more: Any) -> Step:
    def step(scene: Scene, person: Person, actor: Actor, scope: str) -> Callable[[], Any]:
        stay = scene.stay(person, "started", scope)
        made = model.objects.create(placement=stay, person=person, organisation_id=person.organisation_id, **facts)
        return lambda: service(version=1, actor=actor, now=NOW, **{name: made.pk}, **more)

    return step


def _school(scene: Scene, person: Person, scope: str) -> tuple[Placement, SchoolCourse]:
    """An IGU and a course of its own municipality, open to those of others."""
    stay = scene.stay(person, "started", scope, kind="igu")
    course = SchoolCourse.objects.create(
        organisation_id=person.organisation_id, title="AMU", institution="AMU", hours=37, seats=5, for_others=True,
        **_DAYS,
    )  # fmt: skip
    return stay, course


def _take_seat(scene: Scene, person: Person, actor: Actor, scope: str) -> Callable[[], Any]:
    stay, course = _school(scene, person, scope)
    return lambda: school_services.take_seat(placement_id=stay.pk, course_id=course.pk, actor=actor, now=NOW)


def _give_up(scene: Scene, person: Person, actor: Actor, scope: str) -> Callable[[], Any]:
    stay, course = _school(scene, person, scope)
    seat = SchoolSeat.objects.create(
        course=course, placement=stay, person=person, organisation_id=person.organisation_id, added_on=TODAY
    )
    return lambda: school_services.give_up_seat(school_seat_id=seat.pk, actor=actor, now=NOW)


def _course(person: Person) -> LocalCourse:
    return LocalCourse.objects.create(
        organisation_id=person.organisation_id, kind="women", title="Hold", hours=6, **_DAYS
    )


def _offer(scene: Scene, person: Person, actor: Actor, scope: str) -> Callable[[], Any]:
    made = _course(person)
    return lambda: local_course_services.offer_course(
        person_id=person.pk, local_course_id=made.pk, reason="x", actor=actor, now=NOW
    )


def _answer(scene: Scene, person: Person, actor: Actor, scope: str) -> Callable[[], Any]:
    made = LocalSeat.objects.create(
        course=_course(person), person=person, organisation_id=person.organisation_id, offered_on=TODAY, reason="x"
    )
    return lambda: local_course_services.answer_course(
        local_seat_id=made.pk, version=1, answer="yes", actor=actor, now=NOW
    )


_ASKED = {"asked_by": "citizen", "moment": "during", "words": "x", "asked_at": NOW, "due_at": NOW}
_TRAINED = {"kind": "side_by_side", "starts_on": TODAY, "words": "x"}
SUPPORT: dict[str, Step] = {
    "support.offer_mentor": _on_stay(support_services.offer_mentor, party="company", offered_on=TODAY),
    "support.answer_mentor": _on_row(
        support_services.answer_mentor, "mentor_offer_id", MentorOffer, {"party": "citizen", "offered_on": TODAY},
        answer="yes", answered_on=TODAY,
    ),
    "support.ask_help": _on_stay(support_services.ask_help, asked_by="company", words="x"),
    "support.give_help": _on_row(support_services.give_help, "quick_help_id", QuickHelp, _ASKED, words="x"),
    "support.note_demand": _on_stay(support_services.note_demand, area="social", words="x"),
    "support.answer_demand": _on_row(
        support_services.answer_demand, "stay_demand_id", StayDemand,
        {"area": "social", "words": "x", "noted_at": NOW}, met_by="has_it",
    ),
    "support.plan_arrangement": _on_stay(
        support_services.plan_arrangement, kind="side_by_side", starts_on=TODAY, words="x"
    ),
    "support.end_arrangement": _on_row(
        support_services.end_arrangement, "stay_arrangement_id", StayArrangement, _TRAINED, done=True
    ),
    "support.take_seat": _take_seat,
    "support.give_up_seat": _give_up,
    "support.offer_course": _offer,
    "support.answer_course": _answer,
}  # fmt: skip
