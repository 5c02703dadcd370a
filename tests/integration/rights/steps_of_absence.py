"""Steps on absence and hearings: made lawful first, as in `steps`."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from tests.integration.region import NOW
from tests.integration.rights.scene import Scene
from tests.integration.rights.steps_beside import TODAY, Step
from tovholder.accounts.actors import Actor
from tovholder.pathways import attendance_services, evidence_services, hearing_services
from tovholder.pathways.attendance_services import Day
from tovholder.pathways.evidence_services import Sent
from tovholder.pathways.models import AbsenceEvidence, Attendance, DutyGuidance, Hearing
from tovholder.people.models import Person

CHECK_AT = "https://tovholder.example/papir/"
AWAY_ON = TODAY - timedelta(days=2)
LATER = NOW + timedelta(days=20)


def _away(person: Person) -> Attendance:
    return Attendance.objects.create(
        person=person, organisation=person.organisation, source=person.organisation, activity="danish", on=AWAY_ON,
        coming="unclear", told_at=NOW,
    )  # fmt: skip


def _tell(scene: Scene, person: Person, actor: Actor, scope: str) -> Callable[[], Any]:
    return lambda: attendance_services.tell(day=Day(person.pk, "talk", TODAY, False), actor=actor, now=NOW)


def _tell_many(scene: Scene, person: Person, actor: Actor, scope: str) -> Callable[[], Any]:
    return lambda: attendance_services.tell_many(days=[Day(person.pk, "talk", TODAY, True)], actor=actor, now=NOW)


def _clear(scene: Scene, person: Person, actor: Actor, scope: str) -> Callable[[], Any]:
    row = _away(person)
    return lambda: attendance_services.clear(attendance_id=row.pk, version=1, holds=True, why="", actor=actor, now=NOW)


def _guide(scene: Scene, person: Person, actor: Actor, scope: str) -> Callable[[], Any]:
    return lambda: attendance_services.note_guidance(
        person_id=person.pk, on=TODAY, language="da", interpreter=False, check_at=CHECK_AT, actor=actor, now=NOW
    )


def _send_evidence(scene: Scene, person: Person, actor: Actor, scope: str) -> Callable[[], Any]:
    return lambda: evidence_services.send(person_id=person.pk, sent=Sent(TODAY, TODAY, "sms"), actor=actor, now=NOW)


def _guided(person: Person) -> None:
    """Before the day away, in a case that had begun."""
    on = AWAY_ON - timedelta(days=9)
    Person.objects.filter(pk=person.pk).update(takeover_on=on)
    DutyGuidance.objects.create(person=person, organisation=person.organisation, language="da", at=NOW, on=on)


def _prepare(scene: Scene, person: Person, actor: Actor, scope: str) -> Callable[[], Any]:
    row = _away(person)
    _guided(person)
    return lambda: hearing_services.prepare(
        person_id=person.pk, attendance_ids=[row.pk], intended="days_away", language="da", actor=actor, now=NOW
    )


def _hearing(name: str, state: str, versioned: bool = True, **more: Any) -> Step:
    def step(scene: Scene, person: Person, actor: Actor, scope: str) -> Callable[[], Any]:
        _guided(person)
        made = Hearing.objects.create(
            person=person, organisation=person.organisation, state=state, event_on=AWAY_ON, intended="days_away",
            prepared_at=NOW, sent_at=NOW, answer_by=TODAY + timedelta(days=9),
        )  # fmt: skip
        seen = {"version": 1} if versioned else {}
        call = getattr(hearing_services, name)
        return lambda: call(hearing_id=made.pk, actor=actor, **seen, **({"now": NOW} | more))

    return step


def unread(person: Person) -> AbsenceEvidence:
    return AbsenceEvidence.objects.create(
        person=person, organisation=person.organisation, sent_at=NOW, first_day=TODAY, last_day=TODAY, words="sms"
    )


SEND = {"how": "handed_over", "answer_by": TODAY + timedelta(days=14), "check_at": CHECK_AT}
ASSESS = {"ground": "none", "furthers": None, "assessment": "x", "proposes": "no_sanction"}
STEPS_OF_ABSENCE: dict[str, Step] = {
    "attendance.tell": _tell,
    "attendance.tell_many": _tell_many,
    "attendance.clear": _clear,
    "attendance.note_guidance": _guide,
    "evidence.send": _send_evidence,
    "hearings.prepare": _prepare,
    "hearings.send": _hearing("send", "prepared", **SEND),
    "hearings.comment": _hearing("comment", "sent", versioned=False, words="x"),
    "hearings.expire": _hearing("expire", "sent", now=LATER),
    "hearings.assess": _hearing("assess", "answered", **ASSESS),
    "hearings.drop": _hearing("drop", "sent", why="x"),
}
