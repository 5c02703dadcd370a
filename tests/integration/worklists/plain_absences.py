"""By hand, beside `plain`: absence, hearings, sheets, and who is on the way here."""

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from typing import Any

from django.utils import timezone

from tests.integration.region import Region
from tovholder.pathways import progress_rules
from tovholder.pathways.models import (
    AbsenceEvidence,
    Attendance,
    Enquiry,
    Handover,
    Hearing,
    Measurement,
    QuickHelp,
    SchoolSeat,
    TeacherObservation,
    Transfer,
)
from tovholder.people.models import Person
from tovholder.worklists.items import Limits


def of_person(person: Person, limits: Limits) -> Iterable[tuple[str, Any]]:
    away = [row.on for row in Attendance.objects.filter(person=person, coming="unclear") if row.hearing_id is None]
    papers = [row.first_day for row in AbsenceEvidence.objects.filter(person=person) if row.seen_at is None]
    if away or papers:
        yield "absence", min(away or papers)
    hearings = [row for row in Hearing.objects.filter(person=person) if _is_ours(row, limits.on)]
    if hearings:
        yield "hearing", min(row.event_on for row in hearings)
    answered = [row.done_at for row in Measurement.objects.filter(person=person) if row.done_at is not None]
    last = max(answered, default=None)
    if last is not None:
        due = progress_rules.sheet_due(last_on=timezone.localdate(last), on=limits.on)
        if due.code in ("progress.soon", "progress.overdue"):
            yield "sheet", last


def _is_ours(row: Hearing, on: date) -> bool:
    passed = row.state == "sent" and row.answer_by is not None and row.answer_by < on
    return passed or row.state in ("prepared", "answered", "expired", "returned")


def of_the_house(region: Region, limits: Limits) -> Iterable[tuple[str, Any, int | None, int]]:
    on = limits.on
    for offer in Transfer.objects.filter(receiver=region.helsingor, state="sent"):
        if offer.person.pending_import is None:
            yield "move", (offer.moves_on,), None, offer.pk
    yield from _asked(region, limits)
    for row in Handover.objects.filter(receiver=region.helsingor):
        late = [each.due_on for each in row.tasks.all() if each.state == "open" and each.side != "centre"]
        late = sorted(day for day in late if day is not None and day <= on)
        if row.status == "sent":
            yield "reception", (row.takeover_on is None, row.takeover_on), row.contact_id, row.pk
        elif row.status == "taken_in" and late and any(_is_open(each.person) for each in row.people.all()):
            yield "reception", (False, late[0]), row.contact_id, row.pk


def _asked(region: Region, limits: Limits) -> Iterable[tuple[str, Any, int | None, int]]:
    """What is told of open cases: as lines, by day."""
    own = {each.pk: each for each in Person.objects.filter(organisation=region.helsingor, pending_import=None)}
    own = {pk: each for pk, each in own.items() if each.closed_on is None}
    for enquiry in Enquiry.objects.filter(person__in=own, answered_at=None).select_related("owner"):
        owner, contact = enquiry.owner, own[enquiry.person_id].contact_id
        has_it = owner is not None and owner.active and owner.organisation_id == region.helsingor.pk
        yield "enquiry", _by_day(enquiry.due_at), owner.pk if owner and has_it else contact, enquiry.pk
    for help_ in QuickHelp.objects.filter(person__in=own, helped_at=None):
        yield "help", _by_day(help_.due_at), own[help_.person_id].contact_id, help_.pk
    for seen in TeacherObservation.objects.filter(person__in=own, taken_at=None, withdrawn_at=None):
        if seen.made_at >= limits.observed_from:
            yield "observation", (False, seen.on), own[seen.person_id].contact_id, seen.pk
    for move in Transfer.objects.filter(person__in=own, state="accepted", took_effect_at=None):
        if move.moves_on < limits.on:
            yield "stuck_move", (False, move.moves_on), own[move.person_id].contact_id, move.pk
    gone = SchoolSeat.objects.filter(person__in=own, left_on=None, course__cancelled_on__isnull=False)
    for seat in gone.select_related("course", "placement"):
        if seat.placement.status in ("agreed", "started", "interrupted"):
            yield "fallen_out", (False, seat.course.cancelled_on), own[seat.person_id].contact_id, seat.pk


def _by_day(due_at: datetime) -> tuple[bool, date]:
    """What is due at midnight is due the day before."""
    local = timezone.localtime(due_at)
    return False, local.date() - timedelta(days=1) if local.time() == time() else local.date()


def _is_open(person: Person | None) -> bool:
    return person is not None and person.closed_on is None
