"""Beside `crowd`: days away, hearings, sheets, moves and handovers, with dice of their own."""

import random
from datetime import timedelta

from tests.integration.region import NOW, TODAY, Region
from tovholder.accounts.models import Membership, Organisation
from tovholder.pathways.models import (
    AbsenceEvidence,
    Attendance,
    Enquiry,
    Handover,
    HandoverPerson,
    Hearing,
    Instrument,
    InstrumentVersion,
    Measurement,
    QuickHelp,
    ReceptionTask,
    SchoolCourse,
    SchoolSeat,
    TeacherObservation,
    Transfer,
)
from tovholder.people.models import Person
from tovholder.placements.models import Placement


def fill(region: Region, members: list[Membership]) -> None:
    dice, sheet = random.Random(23), _sheet()
    for person in Person.objects.order_by("pk"):
        _of(person, dice, sheet)
    people = list(Person.objects.filter(organisation=region.fredensborg))
    for number, person in enumerate(people):
        Transfer.objects.create(
            person=person, sender=region.fredensborg, receiver=region.helsingor, sent_at=NOW,
            moves_on=TODAY + timedelta(days=dice.randint(-5, 20)), state="declined" if number % 3 == 2 else "sent",
        )  # fmt: skip
    for person in Person.objects.filter(organisation=region.helsingor).order_by("pk")[:12]:
        _handover(region, person, members, dice)
    for person in Person.objects.order_by("pk"):
        _asks(region, person, members, dice)


def _sheet() -> InstrumentVersion:
    instrument = Instrument.objects.create(title="Skema", made_at=NOW)
    return InstrumentVersion.objects.create(instrument=instrument, number=1, content={}, made_at=NOW)


def _of(person: Person, dice: random.Random, sheet: InstrumentVersion) -> None:
    who = {"person": person, "organisation_id": person.organisation_id}
    away = TODAY - timedelta(days=dice.randint(1, 40))
    if dice.random() < 0.3:
        Attendance.objects.create(
            activity="danish", on=away, told_at=NOW, cleared_at=NOW, source_id=person.organisation_id,
            coming=dice.choice(["unclear", "unclear", "present", "unlawful"]), **who,
        )  # fmt: skip
    if dice.random() < 0.2:
        seen = dice.choice([None, NOW])
        AbsenceEvidence.objects.create(sent_at=NOW, first_day=away, last_day=away, seen_at=seen, **who)
    if dice.random() < 0.3:
        state = dice.choice(["prepared", "sent", "sent", "answered", "expired", "assessed", "dropped"])
        by = TODAY + timedelta(days=dice.randint(-5, 5))
        Hearing.objects.create(
            event_on=away, state=state, intended="deduction", prepared_at=NOW, answer_by=by, sent_at=NOW, **who
        )
    for _ in range(dice.choice([0, 1, 1, 2])):
        Measurement.objects.create(
            sheet=sheet, instrument=sheet.instrument, respondent="citizen", moment="start", begun_at=NOW,
            changed_at=NOW, done_at=NOW - timedelta(days=dice.randint(10, 300)), **who,
        )  # fmt: skip


def _asks(region: Region, person: Person, members: list[Membership], dice: random.Random) -> None:
    """Questions with and without somebody who has them, help at a stay, what a teacher saw, moves said yes to, and
    seats on courses."""
    gone = region.member("caseworker", initials="VK")
    Membership.objects.filter(pk=gone.pk).update(active=False)
    midnight = NOW.replace(hour=0, minute=0, second=0, microsecond=0)
    who = {"person": person, "organisation_id": person.organisation_id}
    if dice.random() < 0.4:
        Enquiry.objects.create(
            person=person, kind="talk", words="x", received_at=NOW, warn_at=NOW, role="caseworker", reason="x",
            due_at=midnight + timedelta(hours=dice.choice([-30, 0, 24, 37, 48])),
            owner=dice.choice([*members, gone, None]), answered_at=dice.choice([None, None, NOW]),
        )  # fmt: skip
    for stay in Placement.objects.filter(person=person)[:1]:
        due, helped = midnight + timedelta(hours=dice.choice([-9, 24, 30])), dice.choice([None, NOW])
        told = {"asked_by": "citizen", "moment": "during", "words": "x", "asked_at": NOW}
        QuickHelp.objects.create(placement=stay, due_at=due, helped_at=helped, **told, **who)
    if dice.random() < 0.4:
        TeacherObservation.objects.create(
            person=person, organisation=region.fredensborg, on=TODAY - timedelta(days=dice.randint(0, 9)),
            told_how="told", made_at=NOW - timedelta(days=dice.randint(0, 30)),
            taken_at=dice.choice([None, None, NOW]), withdrawn_at=dice.choice([None, None, NOW]),
        )  # fmt: skip
    if dice.random() < 0.3:
        Transfer.objects.create(
            person=person, sender_id=person.organisation_id, receiver=_elsewhere(region, person), sent_at=NOW,
            moves_on=TODAY + timedelta(days=dice.randint(-5, 5)), state="accepted",
            took_effect_at=dice.choice([None, None, NOW]),
        )  # fmt: skip

    for stay in Placement.objects.filter(person=person)[:1]:
        course = SchoolCourse.objects.create(
            organisation=region.helsingor, title="AMU", institution="AMU", starts_on=TODAY + timedelta(days=9),
            ends_before=TODAY + timedelta(days=14), hours=37, seats=9,
            cancelled_on=dice.choice([None, TODAY - timedelta(days=dice.randint(0, 20))]),
        )  # fmt: skip
        left = dice.choice([None, None, TODAY])
        SchoolSeat.objects.create(course=course, placement=stay, added_on=TODAY, left_on=left, **who)


def _elsewhere(region: Region, person: Person) -> Organisation:
    return region.fredensborg if person.organisation_id == region.helsingor.pk else region.helsingor


def _handover(region: Region, person: Person, members: list[Membership], dice: random.Random) -> None:
    status = dice.choice(["sent", "taken_in", "taken_in", "withdrawn"])
    row = Handover.objects.create(
        receiver=region.helsingor, came="mail", status=status, made_at=NOW, touched_at=NOW, sender_name="Jelling",
        takeover_on=dice.choice([None, TODAY + timedelta(days=dice.randint(-9, 40))]),
        contact=dice.choice([*members, None]),
    )  # fmt: skip
    whose = person if status == "taken_in" else None
    HandoverPerson.objects.create(handover=row, place=0, given_name="A", family_name="B", name_key="", person=whose)
    for code, side in (("home", "municipality"), ("bank", "centre"), ("address", "citizen")):
        due = dice.choice([None, TODAY + timedelta(days=dice.randint(-20, 20))])
        ReceptionTask.objects.create(
            handover=row, code=code, side=side, due_on=due, state=dice.choice(["open", "open", "done"])
        )
