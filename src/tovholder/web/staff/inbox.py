"""The one inbox of a municipality: citizens' enquiries and companies' requests, each with its role and its clock."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django import forms as django_forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from tovholder.accounts import queries as accounts
from tovholder.accounts.access_rules import allows
from tovholder.accounts.conflicts import NotAllowed, Stale
from tovholder.accounts.roles import CASE_ROLES
from tovholder.companies import desk_queries
from tovholder.pathways import inbox_queries as queries
from tovholder.pathways import inbox_services as services
from tovholder.people import queries as people
from tovholder.web.shared import sentences
from tovholder.web.shared.lists import SIZE, page_of_rows
from tovholder.web.shared.requests import ActingRequest
from tovholder.web.staff import inbox_forms as forms

STAGES = (
    ("open", gettext_lazy("Still open")),
    ("mine", gettext_lazy("Mine")),
    ("role", gettext_lazy("For my role")),
    ("nobody", gettext_lazy("Nobody has it")),
    ("late", gettext_lazy("Late")),
    ("answered", gettext_lazy("Answered or closed")),
)
SIDES = ((queries.CITIZEN, gettext_lazy("Citizens")), (queries.COMPANY, gettext_lazy("Companies")))
MARKS = {
    "enquiry.late": ("bad", gettext_lazy("Late")),
    "enquiry.soon": ("warn", gettext_lazy("Nearly late")),
    "enquiry.running": ("note", gettext_lazy("On the clock")),
    "enquiry.answered_kept": ("good", gettext_lazy("Answered")),
    "enquiry.answered_not_kept": ("", gettext_lazy("Answered")),
}
MARKS_OF_REQUESTS = {
    "late": MARKS["enquiry.late"],
    "soon": MARKS["enquiry.soon"],
    "running": MARKS["enquiry.running"],
    "open": ("", gettext_lazy("Answered, still open")),
    "closed": ("good", gettext_lazy("Closed")),
}
STEPS = {
    "received": gettext_lazy("Received"),
    "taken": gettext_lazy("Taken"),
    "sent_on": gettext_lazy("Sent on"),
    "answered": gettext_lazy("Answered"),
    "written_back": gettext_lazy("The citizen wrote back"),
}


@require_GET
@allows(*queries.READERS, purpose="case")
def index(request: ActingRequest) -> HttpResponse:
    """All that waits, what is due first on top. The address is the filter; at first it is the own unit's inbox:
    what its members have, and what waits for a role it has."""
    told, now, actor = request.GET, timezone.now(), request.actor
    units = list(accounts.units(actor=actor))
    stage = told.get("stand", "open")
    unit_id = _unit_of(told.get("enhed", str(actor.unit_id or "")), units)
    keys = queries.keys(actor=actor, now=now, stage=stage, side=told.get("fra", ""), unit_id=unit_id)
    page = page_of_rows(keys, request, size=SIZE)
    shown = {
        "page": page.with_rows([_row(line, now) for line in queries.lines(list(page.rows), actor=actor)]),
        "stages": STAGES,
        "stage": stage,
        "sides": SIDES,
        "units": units,
        "unit_id": unit_id,
        "chosen": told,
    }
    return render(request, "staff/inbox/index.html", shown)


def _unit_of(typed: str, units: list[Any]) -> int | None:
    return int(typed) if typed.isdecimal() and int(typed) in {unit.pk for unit in units} else None


def _row(line: queries.Line, now: datetime) -> dict[str, Any]:
    """A row with its mark, its clock and the reason it lies with this role."""
    row = line.row
    if line.side == queries.COMPANY:
        mark, words = MARKS_OF_REQUESTS[desk_queries.stage(row, now=now)]
        why, reason = desk_queries.why(row, now=now), queries.reason_of_request(row.kind)
    else:
        why, reason = queries.why(row, now=now), queries.reason(row)
        mark, words = MARKS[why.code]
    is_citizen = line.side == queries.CITIZEN
    return {"row": row, "is_citizen": is_citizen, "role": line.role, "mark": mark, "stage": words, "why": why,
            "reason": reason}  # fmt: skip


@require_http_methods(["GET", "POST"])
@allows(*CASE_ROLES, purpose="case")
def new(request: ActingRequest, person_id: int) -> HttpResponse:
    """A citizen has called or stands at the desk: write it down, and it goes where it belongs."""
    person = people.case(person_id, actor=request.actor)
    if not people.is_own_case(person, actor=request.actor):
        raise people.NoSuchPerson
    form = forms.TakenDown(request.POST or None)
    if request.method == "POST" and form.is_valid():
        key = form.cleaned_data["request_key"]
        try:
            made = services.ask(
                person_id=person_id, told=form.told(), actor=request.actor, now=timezone.now(), request_key=key
            )
        except NotAllowed as refused:
            form.add_error(None, sentences.refusal(refused.code, refused.facts))
        else:
            messages.success(request, _("Written down, and sent on."))
            return redirect("staff:enquiry", made.pk) if _reaches(made, request) else redirect("staff:inbox")
    return render(request, "staff/inbox/new.html", {"person": person, "form": form}, status=422 if form.errors else 200)


def _reaches(made: Any, request: ActingRequest) -> bool:
    return queries.visible(actor=request.actor).filter(pk=made.pk).exists()


@require_GET
@allows(*queries.READERS, purpose="case")
def detail(request: ActingRequest, enquiry_id: int) -> HttpResponse:
    """One enquiry: who has it and why, until when, what has happened, what can be done."""
    return _page(request, enquiry_id)


def _page(
    request: ActingRequest, enquiry_id: int, *, status: int = 200, bound: tuple[str, Any] | None = None
) -> HttpResponse:
    row, now = queries.enquiry(enquiry_id, actor=request.actor), timezone.now()
    is_open = row.answered_at is None
    shown = {
        **_row(queries.Line(queries.CITIZEN, row, row.role), now),
        "history": [(STEPS[step.step], step) for step in row.history.all()],
        "forms": _forms(request, row, bound) if is_open else [],
        "refused": bound[1].non_field_errors() if bound and not is_open else [],
        "typed": str(bound[1].data.get("words", ""))[:2_000] if bound and not is_open else "",
        "may_open_case": request.actor.works_on_cases,
    }
    return render(request, "staff/inbox/enquiry.html", shown, status=status)


_TITLES = {
    "svar": gettext_lazy("Answer"),
    "tag": gettext_lazy("Take it"),
    "videre": gettext_lazy("Send it on"),
}


def _forms(request: ActingRequest, row: Any, bound: tuple[str, Any] | None) -> list[dict[str, Any]]:
    """What can be done now; the one that was refused is open with its words."""
    found: list[dict[str, Any]] = []
    for name, title in _TITLES.items():
        if name == "tag" and row.owner_id == request.actor.membership_id:
            continue
        form = bound[1] if bound and bound[0] == name else _form(name, request, row)
        is_first = bound is None and not found
        found.append({"name": name, "title": title, "form": form, "open": is_first or bool(form.errors)})
    return found


def _form(name: str, request: ActingRequest, row: Any, data: Any = None) -> django_forms.Form:
    more: dict[str, Any] = {"auto_id": f"{name}_%s"}
    more["data" if data is not None else "initial"] = data if data is not None else {"version": row.version}
    if name == "videre":
        more["circle"] = queries.circle(row.person, actor=request.actor)
    return _KINDS[name](**more)


_KINDS: dict[str, Any] = {"svar": forms.Answer, "tag": forms.Take, "videre": forms.SendOn}
_TAKE: dict[str, Callable[..., Any]] = {"svar": services.answer, "tag": services.take, "videre": services.send_on}


@require_POST
@allows(*queries.READERS, purpose="case")
def take(request: ActingRequest, enquiry_id: int, step: str) -> HttpResponse:
    """One step. What is refused or came second is shown with the words still in the form."""
    row = queries.enquiry(enquiry_id, actor=request.actor)
    if step not in _TAKE:
        raise Http404
    form = _form(step, request, row, request.POST)
    if not form.is_valid():
        return _page(request, enquiry_id, status=422, bound=(step, form))
    try:
        _TAKE[step](enquiry_id=enquiry_id, actor=request.actor, now=timezone.now(), **form.cleaned_data)
    except Stale:
        form.add_error(None, _("Somebody else was faster: see what happened below. Your words are still here."))
        data: Any = request.POST.copy()
        data["version"] = str(row.version)
        form.data = data
        return _page(request, enquiry_id, status=409, bound=(step, form))
    except NotAllowed as refused:
        form.add_error(None, sentences.refusal(refused.code, refused.facts))
        return _page(request, enquiry_id, status=422, bound=(step, form))
    messages.success(request, _("Saved."))
    return redirect("staff:enquiry", enquiry_id) if _reaches(row, request) else redirect("staff:inbox")
