"""Absence, for staff: what is not clarified, one citizen's days, and what the benefits office is to decide."""

from collections.abc import Callable
from itertools import groupby
from typing import Any

from django import forms as django_forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import formats, timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_POST

from tovholder.accounts.access_rules import allows
from tovholder.accounts.conflicts import NotAllowed, OutOfReach, Stale
from tovholder.accounts.roles import CASE_ROLES, HEARING_ROLES, Role
from tovholder.pathways import (
    attendance_queries,
    attendance_rules,
    attendance_services,
    evidence_services,
    hearing_queries,
    hearing_services,
    language_queries,
)
from tovholder.people import case_scope
from tovholder.people import queries as people
from tovholder.web.shared import edits, papers, sentences
from tovholder.web.shared.choices import terms
from tovholder.web.shared.lists import page_of
from tovholder.web.shared.requests import ActingRequest
from tovholder.web.staff import attendance_forms as forms

SORTS = {"dag": ["on"], "navn": ["person__name_key", "on"]}
DECIDE_SORTS = {"dag": ["event_on"], "navn": ["person__name_key"]}
TELLERS = (Role.LANGUAGE_ADVISER, Role.SCHOOL_CONSULTANT)
_FIRST = 25


@require_GET
@allows(*CASE_ROLES, Role.BENEFITS_OFFICER, *TELLERS, purpose="attendance")
def index(request: ActingRequest) -> HttpResponse:
    """What waits for the one who asks: to clarify, to decide, or the own register."""
    if request.actor.may(*TELLERS):
        return redirect("staff:attendance_register")
    if request.actor.may(Role.BENEFITS_OFFICER):
        return _to_decide(request)
    page = page_of(attendance_queries.unclear(actor=request.actor), request, sorts=SORTS, first="dag")
    hearings = list(hearing_queries.open_ones(actor=request.actor).order_by("event_on", "pk")[:_FIRST])
    sent = list(attendance_queries.unseen(actor=request.actor).order_by("sent_at")[:_FIRST])
    shown = [row.person for row in (*page.rows, *hearings, *sent)]
    people.noted(shown, actor=request.actor)
    for row in page.rows:
        if not case_scope.is_within_case_of(row.person, request.actor):
            attendance_queries.withhold(row)
    return render(
        request,
        "staff/attendance/index.html",
        {"page": page, "hearings": [(each, _clock(each)) for each in hearings], "sent": sent},
    )


def _clock(hearing: Any) -> Any:
    return attendance_rules.clock(event_on=hearing.event_on, on=timezone.localdate())


def _to_decide(request: ActingRequest) -> HttpResponse:
    page = page_of(hearing_queries.to_decide(actor=request.actor), request, sorts=DECIDE_SORTS, first="dag")
    people.noted([row.person for row in page.rows], actor=request.actor)
    rows = [(each, _clock(each)) for each in page.rows]
    return render(request, "staff/attendance/to_decide.html", {"page": page.with_rows(rows)})


@require_GET
@allows(*CASE_ROLES, purpose="attendance")
def person(request: ActingRequest, person_id: int) -> HttpResponse:
    """One citizen: days, what was sent, guidance, hearings, and what can be done."""
    return _page(request, person_id)


def _own(request: ActingRequest, person_id: int) -> Any:
    found = people.case(person_id, actor=request.actor)
    if not people.is_own_case(found, actor=request.actor):
        raise OutOfReach("attendance")
    return found


def _tell(form: Any, person_id: int, who: dict[str, Any], request: ActingRequest) -> None:
    told = form.cleaned_data
    day = attendance_services.Day(person_id, told["activity"], told["on"], False, told["reason"])
    attendance_services.tell(day=day, **who)


def _guide(form: Any, person_id: int, who: dict[str, Any], request: ActingRequest) -> None:
    attendance_services.note_guidance(
        person_id=person_id, check_at=papers.check_at(request), **form.cleaned_data, **who
    )


def _prepare(form: Any, person_id: int, who: dict[str, Any], request: ActingRequest) -> HttpResponse:
    """The next thing is to send it, so one comes to the hearing itself."""
    told = dict(form.cleaned_data)
    made = hearing_services.prepare(person_id=person_id, attendance_ids=told.pop("days"), **told, **who)
    return redirect("staff:hearing", made.pk)


def _handed_in(form: Any, person_id: int, who: dict[str, Any], request: ActingRequest) -> None:
    told = dict(form.cleaned_data)
    key = told.pop("request_key")
    evidence_services.send(person_id=person_id, sent=evidence_services.Sent(**told), request_key=key, **who)


_Step = tuple[type[django_forms.Form], Callable[[Any, int, dict[str, Any], ActingRequest], HttpResponse | None], Any]
STEPS: dict[str, _Step] = {
    "fravaer": (forms.Tell, _tell, gettext_lazy("Note a day away")),
    "indleveret": (forms.HandedIn, _handed_in, gettext_lazy("Note what was handed in")),
    "vejledt": (forms.Guide, _guide, gettext_lazy("Note guidance, and make the guide")),
    "hoering": (forms.Prepare, _prepare, gettext_lazy("Prepare a hearing")),
}


@require_POST
@allows(*CASE_ROLES, purpose="attendance")
def take(request: ActingRequest, person_id: int, step: str) -> HttpResponse:
    """One thing to note about one citizen."""
    if step not in STEPS:
        raise Http404
    found = _own(request, person_id)
    form = _form(step, request, found, data=request.POST)
    if not form.is_valid():
        return _page(request, person_id, status=422, **{step: form})
    try:
        onward = STEPS[step][1](form, person_id, {"actor": request.actor, "now": timezone.now()}, request)
    except NotAllowed as refused:
        form.add_error(None, sentences.refusal(refused.code, refused.facts))
        return _page(request, person_id, status=422, **{step: form})
    messages.success(request, _("Saved."))
    return onward or redirect("staff:attendance", person_id)


def _form(step: str, request: ActingRequest, found: Any, data: Any = None) -> Any:
    told: dict[str, Any] = {"auto_id": f"{step}_%s", "initial": _initial(found)}
    if step == "hoering":
        told["days"] = _choices(request, found)
    return STEPS[step][0](data, **told)


def _initial(found: Any) -> dict[str, Any]:
    today = timezone.localdate()
    if not hasattr(found, "letter_language"):  # asked once for all the forms of the page
        found.letter_language = language_queries.of_letters(found)
    return {"language": found.letter_language, "on": today, "first_day": today, "last_day": today}


def _choices(request: ActingRequest, found: Any) -> list[tuple[int, str]]:
    rows = hearing_queries.that_can_be_heard(found.pk)
    labels = dict(terms("attendance_activities"))
    return [
        (row.pk, f"{formats.date_format(row.on, 'DATE_FORMAT')}: {labels.get(row.activity, '')}, {row.source.name}")
        for row in rows
    ]


def _page(request: ActingRequest, person_id: int, *, status: int = 200, **bound: Any) -> HttpResponse:
    found = _own(request, person_id)
    days = attendance_queries.days_of(found, actor=request.actor)
    is_writer = case_scope.may_work_on(found, request.actor)
    is_judge = case_scope.may_judge(found, request.actor)
    may_clear = is_judge and case_scope.is_within_case_of(found, request.actor)
    may_hear = is_judge and ("hoering" in bound or bool(_choices(request, found)))
    steps = [step for step in STEPS if is_writer and (step != "hoering" or may_hear)]
    clearing = bound.get("clearing")
    shown = {
        "person": found,
        "days": _by_day(found, days, lambda day: _chosen(clearing, day) or _clearing(day, may_clear)),
        "share": _share(days),
        "sent": attendance_queries.evidence_of(found, actor=request.actor),
        "is_withheld": not attendance_queries.reads_evidence(found, request.actor),
        "guided": attendance_queries.guidance_of(found.pk),
        "hearings": [(each, _clock(each)) for each in hearing_queries.of_person(found.pk, actor=request.actor)],
        "steps": [
            {
                "step": step,
                "label": STEPS[step][2],
                "form": bound.get(step) or _form(step, request, found),
                "is_open": step in bound,
            }
            for step in steps
        ],
        "is_conflict": status == 409,
    }
    return render(request, "staff/attendance/person.html", shown, status=status)


def _chosen(clearing: Any, day: Any) -> Any:
    return clearing if clearing and clearing.day == day.pk else None


def _by_day(found: Any, days: list[Any], form_of: Callable[[Any], Any]) -> list[dict[str, Any]]:
    """What is told of one day of an activity side by side, and whether it says two things nobody has judged."""
    doubtful = attendance_queries.in_doubt(found.pk, days)
    groups = groupby(days, key=lambda day: (day.on, day.activity))
    return [
        {
            "on": on,
            "activity": activity,
            "told": (told := [(day, form_of(day)) for day in rows]),
            "in_doubt": any(day.pk in doubtful for day, _form in told),
        }
        for (on, activity), rows in groups
    ]


def _share(days: list[Any]) -> tuple[int, int]:
    """Days there of days told on this page, each once and there where anybody says so; away for a good reason is left
    out."""
    once: dict[tuple[Any, str], set[str]] = {}
    for day in days:
        once.setdefault((day.on, day.activity), set()).add(day.coming)
    counted = [told for told in once.values() if "present" in told or "excused" not in told]
    return sum("present" in told for told in counted), len(counted)


def _clearing(day: Any, may_clear: bool) -> Any:
    """The form to judge a day, where it may be judged, for those who may know the reason."""
    if not may_clear or day.coming != "unclear" or day.hearing_id is not None:
        return None
    return forms.Clear(initial={"version": day.version}, auto_id=f"clear_{day.pk}_%s")


@require_POST
@allows(*HEARING_ROLES, purpose="attendance")
def clear(request: ActingRequest, attendance_id: int) -> HttpResponse:
    """Judge whether the reason holds. Who comes second is told, and keeps the words."""
    day = attendance_queries.one_day(attendance_id, actor=request.actor)
    form: Any = forms.Clear(request.POST, auto_id=f"clear_{day.pk}_%s")
    form.day = day.pk
    if not form.is_valid():
        return _page(request, day.person_id, status=422, clearing=form)
    try:
        attendance_services.clear(attendance_id=day.pk, actor=request.actor, now=timezone.now(), **form.judged())
    except Stale:
        edits.renewed(form, "version", day.version)
        form.add_error(None, _("Somebody else noted something about this day meanwhile. Look at it, and save again."))
        return _page(request, day.person_id, status=409, clearing=form)
    except NotAllowed as refused:
        form.add_error(None, sentences.refusal(refused.code, refused.facts))
        return _page(request, day.person_id, status=422, clearing=form)
    messages.success(request, _("Saved."))
    return redirect("staff:attendance", day.person_id)


@require_POST
@allows(*HEARING_ROLES, Role.BENEFITS_OFFICER, purpose="attendance")
def evidence(request: ActingRequest, evidence_id: int) -> HttpResponse:
    """The file a citizen sent, as a file to open; or only that what was written has been read."""
    row, data = evidence_services.fetch(evidence_id=evidence_id, actor=request.actor, now=timezone.now())
    if not data:
        messages.success(request, _("Noted as read."))
        return redirect("staff:attendance_home")
    return papers.attached(data, evidence_services.CONTENT_TYPES[row.file_kind], f"bilag-{row.pk}.{row.file_kind}")
