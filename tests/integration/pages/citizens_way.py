"""What the citizen's way adds to the pages whose questions are counted: meetings, sheets, aftercare, reception."""

from datetime import time, timedelta

from django.utils import timezone

from tests.integration.region import Region
from tovholder.accounts.models import Membership, Organisation
from tovholder.companies.models import CompanyOffer
from tovholder.pathways import progress_sheet
from tovholder.pathways.models import (
    AftercareStep,
    AroundPerson,
    Enquiry,
    GuidanceVisit,
    Handover,
    HandoverPerson,
    Instrument,
    InstrumentVersion,
    LeaveGroup,
    LeaveGroupMember,
    LeaveGroupVisit,
    LocalCourse,
    LocalLesson,
    LocalSeat,
    Measurement,
    Meeting,
    MeetingHours,
    MeetingStep,
    MethodNote,
    MethodUse,
    ProposedConsiderations,
    QuickHelp,
    ReceptionMeeting,
    ReceptionTask,
    SchoolCourse,
    SchoolSeat,
    SetAsideHours,
    StayArrangement,
    StayDemand,
    ToldFact,
    Vignette,
    WeekEntry,
    WorkMethod,
)
from tovholder.pathways.models.health import HealthHours, HealthScreening, HealthTalk, TeamDecision, TeamDecisionLook
from tovholder.people.models import Person
from tovholder.placements.models import Placement


def meetings(region: Region, person: Person, number: int) -> None:
    """A meeting held and one to come for everybody and for the first, and one more thing in the first one's week."""
    now, at, host = timezone.now(), region.helsingor, region.member("caseworker")
    first = Person.objects.order_by("pk")[0]
    told = {"organisation": at, "kind": "talk", "form": "phone", "host": host, "interpreter": "none", "made_at": now}
    for each, days, state in ((person, 1, "planned"), (first, number + 2, "planned"), (person, -5, "seen")):
        starts = now + timedelta(days=days)
        made = Meeting.objects.create(
            person=each, starts_at=starts, ends_at=starts + timedelta(hours=1), state=state, **told
        )
        MeetingStep.objects.create(meeting=Meeting.objects.order_by("pk")[0], at=now, by=host, step="told")
        MeetingStep.objects.create(meeting=made, at=now, by=host, step="planned")
    Enquiry.objects.create(
        person=person, kind="talk", words="Ring", received_at=now, warn_at=now, due_at=now, role="caseworker",
        reason="enquiry.to_contact", owner=host,
    )  # fmt: skip
    hours = {"begins_at": time(8 + number % 9), "ends_at": time(20)}
    WeekEntry.objects.create(
        person=first, organisation=at, kind="danish", weekday=number % 7, starts_on=timezone.localdate(), **hours
    )
    MeetingHours.objects.create(member=host, weekday=number % 7, **hours)


def sheets(region: Region, person: Person, number: int) -> None:
    """One more sheet, answered by this person and once more by the first; a note and an invented case."""
    now, by, at = timezone.now(), region.member("caseworker"), region.helsingor
    held = Instrument.objects.create(organisation=at, title=f"S{number}", by=by, made_at=now)
    content = progress_sheet.as_json(progress_sheet.own_examples(on=timezone.localdate())["way_to_work"])
    version = InstrumentVersion.objects.create(instrument=held, number=1, content=content, made_at=now, by=by)
    told = {"organisation": at, "sheet": version, "respondent": "citizen", "moment": "along", "by": by}
    told |= {"begun_at": now, "changed_at": now, "done_at": now - timedelta(days=200), "answers": {"c_jobs": 2}}
    first = Measurement.objects.order_by("pk").first()
    Measurement.objects.create(person=person, instrument=held, **told)
    if first is not None:
        Measurement.objects.create(person=first.person, instrument=first.instrument, **told)
    MethodNote.objects.create(organisation=at, instrument=held, kind="grip", on=timezone.localdate(), at=now, by=by)
    Vignette.objects.create(organisation=at, sheet=version, title=f"V{number}", words="x", made_at=now, rounds=[])


def after(region: Region, person: Person, contact: Membership, number: int) -> None:
    """Facts, steps and evenings after a start; a place in the one group; and what stands behind the wall of health."""
    today, now = timezone.localdate(), timezone.now()
    Membership.objects.filter(pk=contact.pk).update(reads_health=True)
    who = {"person": person, "organisation": region.helsingor, "by": contact}
    ToldFact.objects.create(kind="housing", told_on=today, told_by="citizen", **who)
    AftercareStep.objects.create(kind="talk", due_on=today, owner=contact, at=now, **who)
    AftercareStep.objects.create(kind="talk", due_on=today, done_on=today, outcome="stays", at=now, **who)
    GuidanceVisit.objects.create(visited_on=today, topics=["school"], outcome="solved", **who)
    day = {"title": "B", "weekday": 1, "begins_at": "10:00", "starts_on": today, "leader": contact}
    group = LeaveGroup.objects.order_by("pk").first() or LeaveGroup.objects.create(organisation=region.helsingor, **day)
    LeaveGroup.objects.create(organisation=region.helsingor, **day)
    member = {"person": person, "organisation": region.helsingor, "joined_on": today}
    LeaveGroupVisit.objects.create(member=LeaveGroupMember.objects.create(group=group, **member), on=today)
    HealthTalk.objects.create(kind="doctor", planned_at=now, **who)
    HealthScreening.objects.create(asked_on=today, moment="start", answers="{}", **who)
    decided = {"decided_on": today, "model": "one_person", "roles": "mentor", "efforts": "doctor", "review_on": today}
    TeamDecisionLook.objects.create(decision=TeamDecision.objects.create(**decided, **who), on=today, by=contact)
    taken = SetAsideHours.objects.create(hours=4, starts_on=today, **who)
    HealthHours.objects.create(set_aside=taken, effort="doctor")
    ProposedConsiderations.objects.create(codes=["no_dust"], proposed_at=now, **who)


def reception(region: Region, person: Person) -> None:
    """One family on its way and one taken in, each with things to see to and a meeting."""
    today, now, by = timezone.localdate(), timezone.now(), region.member("caseworker")
    centre = Organisation.objects.get_or_create(kind="asylum_centre", name="Center")[0]
    told = {"receiver": region.helsingor, "sender": centre, "came": "page", "made_at": now, "touched_at": now}
    for status, tied in (("taken_in", {"person": person}), ("sent", {})):
        row = Handover.objects.create(status=status, takeover_on=today, sent_at=now, contact=by, written_by=by, **told)
        for place in (0, 1):
            HandoverPerson.objects.create(
                handover=row, place=place, given_name="A", family_name="B", name_key="a b", born_on=today, **tied
            )
        ReceptionTask.objects.create(handover=row, code="bank", side="centre", owner=by, by=by, at=now)
        ReceptionTask.objects.create(handover=row, code="home", side="municipality", due_on=today, by=by, at=now)
        planned = {"receiver": region.helsingor, "centre": centre, "planned_on": today, "made_at": now, "by": by}
        ReceptionMeeting.objects.create(kind="pre_meeting", handover=row, **planned)
        ReceptionMeeting.objects.create(kind="steering", held_on=today, **planned)


def support(region: Region, person: Person, stay: Placement, contact: Membership, number: int) -> None:
    """Mentor offers, help, demands and training of the first stay; a course of each kind with a seat; a method."""
    today, now, first = timezone.localdate(), timezone.now(), Placement.objects.order_by("pk")[0]
    at, days = region.helsingor, {"starts_on": today, "ends_before": today + timedelta(days=9)}
    tied = {"person": first.person, "organisation": at, "placement": first}
    QuickHelp.objects.create(
        asked_by="citizen", moment="during", words="x", asked_at=now, due_at=now, by=contact, helped_by=contact, **tied
    )
    asked = {"asked_by": "company", "moment": "during", "words": "x", "asked_at": now, "due_at": now}
    QuickHelp.objects.create(person=person, organisation=at, placement=stay, by=contact, **asked)
    StayDemand.objects.create(area="social", words=f"K{number}", noted_at=now, noted_by=contact, **tied)
    StayArrangement.objects.create(
        kind="interpreter_start", language="ti", words="x", by=contact, starts_on=today, **tied
    )
    young = region.person(f"Ung{number}", born_on=today - timedelta(days=365 * 15))
    igu = region.stay(young, kind="igu", **days)
    school = SchoolCourse.objects.create(
        organisation=at, title=f"S{number}", institution="AMU", hours=37, seats=9, cancelled_on=today, **days
    )
    for course in (school, SchoolCourse.objects.order_by("pk")[0]):
        SchoolSeat.objects.get_or_create(
            course=course, placement=igu, person=young, organisation=at, defaults={"added_on": today}
        )
    local = LocalCourse.objects.create(
        organisation=at, kind="women", title=f"L{number}", hours=6, leader=contact, **days
    )
    first_local = LocalCourse.objects.order_by("pk")[0]
    LocalLesson.objects.create(
        course=first_local, starts_at=now, topic="peers", giver="company", company=region.company
    )
    offered = {"organisation": at, "offered_on": today, "offered_by": contact, "reason": "x"}
    LocalSeat.objects.get_or_create(course=first_local, person=person, defaults=offered)
    LocalSeat.objects.get_or_create(course=local, person=first.person, defaults=offered)
    method = WorkMethod.objects.create(
        organisation=at, title=f"M{number}", words="x", changed_on=today, review_on=today, by=contact
    )
    WorkMethod.objects.create(
        organisation=region.fredensborg, title=f"D{number}", words="x", changed_on=today, review_on=today, shared=True
    )
    MethodUse.objects.create(method=method, member=contact, number=1, answer="uses", on=today)
    region.stay(young, kind="ordinary_job", hours_paid=5, **days)
    AroundPerson.objects.create(person=young, role="youth_guidance", name="UU", starts_on=today)
    told = {"company": region.company, "organisation": at, "places": 2, "opened_at": now}
    CompanyOffer.objects.create(kind="free_time_job", **told)
