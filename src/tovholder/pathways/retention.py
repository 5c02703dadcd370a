"""What is deleted with a case: what happened between placements, and what was handed over or sent about the person."""

from collections import Counter
from datetime import datetime
from functools import partial

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet

from tovholder.pathways import evidence_services, received_files
from tovholder.pathways.models import (
    AbsenceEvidence,
    AftercareStep,
    AroundPerson,
    Arrival,
    Attendance,
    CardTaken,
    ClockSetAside,
    Companion,
    Contact,
    Contract,
    Correction,
    DutyGuidance,
    Enquiry,
    GuidanceVisit,
    Handover,
    HandoverPerson,
    Hearing,
    LeaveGroupMember,
    LocalSeat,
    Measurement,
    Meeting,
    MentorOffer,
    MitIDOpening,
    OwnChannel,
    OwnWayIn,
    PlanPart,
    PlanText,
    ProposedConsiderations,
    QuickHelp,
    SchoolSeat,
    SegmentMove,
    SetAsideHours,
    StatusSpell,
    StayArrangement,
    StayDemand,
    TeacherObservation,
    ToldFact,
    ToldIndication,
    Transfer,
    Visitation,
    WeekEntry,
    WelcomeCourse,
)
from tovholder.pathways.models.health import HealthScreening, HealthTalk, TeamDecision

_OF_PEOPLE = (
    AbsenceEvidence,
    Attendance,
    Hearing,
    DutyGuidance,
    Meeting,
    WeekEntry,
    Measurement,
    PlanText,
    PlanPart,
    Contract,
    Visitation,
    ClockSetAside,
    SegmentMove,
    AroundPerson,
    Transfer,
    Arrival,
    Correction,
    TeacherObservation,
    Enquiry,
    MitIDOpening,
    OwnChannel,
    OwnWayIn,
    WelcomeCourse,
    HealthScreening,
    HealthTalk,
    TeamDecision,
    AftercareStep,
    Companion,
    GuidanceVisit,
    LeaveGroupMember,
    ProposedConsiderations,
    SetAsideHours,
    ToldFact,
    ToldIndication,
    CardTaken,
    LocalSeat,
    MentorOffer,
    QuickHelp,
    SchoolSeat,
    StayArrangement,
    StayDemand,
    Contact,
    StatusSpell,
)


def forget_people(ids: list[int]) -> Counter[str]:
    """What was said, met, planned, measured, heard, sent and handed over about them, with every word of it."""
    sent = AbsenceEvidence.objects.filter(person_id__in=ids)
    evidence_services.forget_files([name for name in sent.values_list("file", flat=True) if name])
    gone = _forget_handed_over(ids)
    for model in _OF_PEOPLE:
        gone += Counter(model.objects.filter(person_id__in=ids).delete()[1])
    return gone


def _forget_handed_over(ids: list[int]) -> Counter[str]:
    """The person's part of the handover; all of it, with the children and the file, once no case of it is left."""
    touched = list(HandoverPerson.objects.filter(person_id__in=ids).values_list("handover_id", flat=True))
    gone = Counter(HandoverPerson.objects.filter(person_id__in=ids).delete()[1])
    left = HandoverPerson.objects.filter(handover_id=OuterRef("pk"), person__isnull=False)
    return gone + _forget(Handover.objects.filter(~Exists(left), pk__in=touched))


def handovers_without_case() -> QuerySet[Handover]:
    """Drafts, what was withdrawn or sent back, and what nobody took in: their period counts from the last change."""
    return Handover.objects.exclude(status="taken_in")


def forget_handovers(ids: list[int]) -> Counter[str]:
    return _forget(Handover.objects.filter(pk__in=ids))


def _forget(handovers: QuerySet[Handover]) -> Counter[str]:
    """The files go once the rows are gone for good; cut off between, they are strays."""
    names = list(handovers.exclude(file="").values_list("file", flat=True))
    gone = handovers.delete()[1]
    transaction.on_commit(partial(forget_strays, names))
    return Counter(gone)


def strays(*, before: datetime) -> list[str]:
    """Files that were kept before then and that no row names: whoever sent one was cut off before its row was saved."""
    kinds = ((received_files.files, Handover), (evidence_services.files, AbsenceEvidence))
    found: list[str] = []
    for files, model in kinds:
        old = files.older_than(before)
        named = set(model.objects.filter(file__in=old).values_list("file", flat=True))
        found += [name for name in old if name not in named]
    return found


def forget_strays(names: list[str]) -> None:
    """Of either kind: a name is a folder of its own."""
    for name in names:
        received_files.files.delete(name)
        evidence_services.files.delete(name)
