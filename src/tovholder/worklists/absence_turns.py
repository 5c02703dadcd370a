"""Absence, hearings and sheets on the worker's day, as conditions on a case.

Asked as sets of the organisation's open rows: few of its cases have any, and the others cost nothing."""

from typing import Any

from django.db.models import Max, Min, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from tovholder.pathways.hearing_transitions import ANSWERED, EXPIRED, PREPARED, RETURNED, SENT
from tovholder.pathways.models import AbsenceEvidence, Attendance, Hearing, Measurement
from tovholder.pathways.models.attendance import UNCLEAR
from tovholder.worklists.items import Limits

_OURS = (PREPARED, ANSWERED, EXPIRED, RETURNED)  # a letter to send, or something to assess


def columns(limits: Limits) -> dict[str, Any]:
    """The first day nobody has judged, the hearing whose time is soonest up, and when a sheet was last answered."""
    mine = {"person_id": OuterRef("pk")}
    away, sent = _first(_away().filter(**mine), "on"), _first(_unseen().filter(**mine), "first_day")
    turns = _turns(limits).filter(**mine).order_by("event_on", "pk")
    sheets = Measurement.objects.filter(done_at__isnull=False, **mine).order_by("-done_at")
    return {
        "away_on": Coalesce(away, sent),
        "hearing_id": Subquery(turns.values("pk")[:1]),
        "hearing_event_on": Subquery(turns.values("event_on")[:1]),
        "hearing_state": Subquery(turns.values("state")[:1]),
        "sheet_at": Subquery(sheets.values("done_at")[:1]),
    }


def _first(rows: QuerySet[Any], day: str) -> Subquery:
    return Subquery(rows.order_by().values("person_id").annotate(first=Min(day)).values("first"))


def _away() -> QuerySet[Attendance]:
    return Attendance.objects.filter(coming=UNCLEAR, hearing__isnull=True)


def _unseen() -> QuerySet[AbsenceEvidence]:
    return AbsenceEvidence.objects.filter(seen_at__isnull=True)


def _turns(limits: Limits) -> QuerySet[Hearing]:
    """Hearings that wait for the case's own staff; one that was sent does when its day to answer has passed."""
    return Hearing.objects.filter(Q(state__in=_OURS) | Q(state=SENT, answer_by__lt=limits.on))


def _people(rows: QuerySet[Any], organisation_id: int | None) -> Q:
    return Q(pk__in=rows.filter(organisation_id=organisation_id).order_by().values("person_id"))


def absence(organisation_id: int | None) -> Q:
    """Days away that nobody has judged, or something the citizen sent that nobody has opened."""
    return _people(_away(), organisation_id) | _people(_unseen(), organisation_id)


def hearing(limits: Limits, organisation_id: int | None) -> Q:
    return _people(_turns(limits), organisation_id)


def sheet(limits: Limits, organisation_id: int | None) -> Q:
    """A sheet was answered, and so long ago that it is soon time again."""
    sent = Measurement.objects.filter(organisation_id=organisation_id, done_at__isnull=False).order_by()
    newest = sent.values("person_id").annotate(newest=Max("done_at"))
    return Q(pk__in=newest.filter(newest__lt=limits.sheets_before).values("person_id"))
