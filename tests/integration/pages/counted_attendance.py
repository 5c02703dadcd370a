"""One more of everything that lists of absence and hearings show."""

from datetime import timedelta

from django.utils import timezone

from tests.integration.region import Region
from tovholder.pathways.models import (
    AbsenceEvidence,
    Attendance,
    DutyGuidance,
    Hearing,
    HearingComment,
    HearingStep,
)
from tovholder.people.models import Person

PINNED_ATTENDANCE: dict[tuple[str, str], int] = {
    ("/fremmoede/", "caseworker"): 10,
    ("/fremmoede/", "benefits_officer"): 8,
    ("/fremmoede/borger/{person}/", "caseworker"): 15,
    ("/fremmoede/hoering/{hearing}/", "caseworker"): 14,
    ("/fremmoede/virkning/", "team_leader"): 5,
}


def grow(region: Region, person: Person) -> None:
    """On the first citizen, and on one more."""
    today, now, by = timezone.localdate(), timezone.now(), region.member("team_leader")
    first = Person.objects.order_by("pk")[0]
    days = Attendance.objects.count()
    for each in (first, person):
        told = {"person": each, "organisation": region.helsingor}
        hearing = Hearing.objects.create(
            **told, state="assessed", event_on=today, intended="days_away", prepared_at=now, sent_at=now,
            sent_how="handed_over", answer_by=today, assessed_at=now, assessed_by=by, ground="none",
            proposes="sanction",
        )  # fmt: skip
        HearingStep.objects.create(hearing=hearing, at=now, target="assessed", by=by)
        AbsenceEvidence.objects.create(**told, sent_at=now, first_day=today, last_day=today, words="x")
        DutyGuidance.objects.get_or_create(**told, on=today - timedelta(days=days), language="da", at=now, by=by)
        day = {"source": region.helsingor, "activity": "danish", "told_at": now, "told_by": by, "coming": "unclear"}
        Attendance.objects.create(**told, **day, on=today - timedelta(days=days), reason="sick")
        days += 1
    hearing = Hearing.objects.order_by("pk")[0]
    HearingComment.objects.create(hearing=hearing, at=now, words="x", by_citizen=False, by=by)
    AbsenceEvidence.objects.create(
        person=first, organisation=region.helsingor, hearing=hearing, sent_at=now, first_day=today, last_day=today
    )
    HearingStep.objects.create(hearing=hearing, at=now, target="assessed", by=by)
    Attendance.objects.create(
        person=first, organisation=region.helsingor, source=region.fredensborg, activity="talk", told_at=now,
        coming="unclear", on=today - timedelta(days=days), hearing=hearing,
    )  # fmt: skip
