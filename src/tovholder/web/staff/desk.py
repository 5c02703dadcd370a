"""Requests of companies on a clock: the list, a new one, one with its history, and the steps that are taken."""

from collections.abc import Callable
from typing import Any

from django import forms as django_forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from tovholder.accounts.access_rules import allows
from tovholder.accounts.conflicts import NotAllowed, Stale
from tovholder.accounts.roles import COMPANY_STAFF, Role
from tovholder.companies import desk_queries, desk_services, queries
from tovholder.web.shared import sentences
from tovholder.web.shared.lists import page_of
from tovholder.web.shared.requests import ActingRequest
from tovholder.web.staff import desk_forms as forms

STAGES = (
    ("open", gettext_lazy("Still open")),
    ("late", gettext_lazy("Late")),
    ("soon", gettext_lazy("Nearly late")),
    ("unanswered", gettext_lazy("Not answered")),
    ("escalated", gettext_lazy("Late or lifted to the team leader")),
    ("nobody", gettext_lazy("Nobody has it")),
    ("closed", gettext_lazy("Closed")),
)
MARKS = {
    "late": ("bad", gettext_lazy("Late")),
    "soon": ("warn", gettext_lazy("Nearly late")),
    "running": ("note", gettext_lazy("On the clock")),
    "open": ("", gettext_lazy("Answered, still open")),
    "closed": ("good", gettext_lazy("Closed")),
}
STEPS = {
    "received": gettext_lazy("Received"),
    "handed_over": gettext_lazy("Handed over"),
    "answered": gettext_lazy("Answered"),
    "arrived": gettext_lazy("Came to the company"),
    "escalated": gettext_lazy("Lifted to the team leader"),
    "closed": gettext_lazy("Closed"),
}
SORTS = {"frist": ["due_at"], "modtaget": ["received_at"], "virksomhed": ["company__name"]}


@require_GET
@allows(*desk_queries.STAFF, purpose="companies")
def index(request: ActingRequest) -> HttpResponse:
    """The partnership's requests. The address is the filter. A team leader sees what is late first."""
    told, now = request.GET, timezone.now()
    first = "escalated" if request.actor.role == Role.TEAM_LEADER else "open"
    stage = told.get("stand", first)
    mine = request.actor.membership_id if told.get("mine") else None
    found = desk_queries.requests(actor=request.actor, now=now, stage=stage, kind=told.get("slags", ""), owner_id=mine)
    page = page_of(found, request, sorts=SORTS, first="-modtaget" if stage == "closed" else "frist")
    shown = {
        "page": page.with_rows([line(row, now) for row in page.rows]),
        "stages": STAGES,
        "stage": stage,
        "kinds": forms.listed("company_request_kinds"),
        "chosen": told,
    }
    return render(request, "staff/desk/requests.html", shown)


def line(row: Any, now: Any) -> dict[str, Any]:
    """A request as a row: its mark, and why."""
    mark, words = MARKS[desk_queries.stage(row, now=now)]
    return {"request": row, "mark": mark, "stage": words, "why": desk_queries.why(row, now=now)}


@require_http_methods(["GET", "POST"])
@allows(*COMPANY_STAFF, purpose="companies")
def new(request: ActingRequest, company_id: int) -> HttpResponse:
    """A company has called: write down what it said, and the clock starts."""
    company = queries.company(company_id, actor=request.actor)
    form = forms.NewRequest(request.POST or None, company=company)
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        unit_id = told.pop("unit")
        try:
            made = desk_services.receive(
                company_id=company_id, unit_id=unit_id, actor=request.actor, now=timezone.now(), **told
            )
        except NotAllowed as refused:
            form.add_error(None, sentences.refusal(refused.code, refused.facts))
        else:
            return redirect("staff:request", made.pk)
    shown = {"form": form, "company": company}
    return render(request, "staff/desk/request_new.html", shown, status=422 if form.errors else 200)


@require_GET
@allows(*desk_queries.STAFF, purpose="companies")
def detail(request: ActingRequest, request_id: int) -> HttpResponse:
    """One request: who has it, until when, what has happened."""
    return _page(request, request_id)


def _page(
    request: ActingRequest, request_id: int, *, status: int = 200, bound: tuple[str, Any] | None = None
) -> HttpResponse:
    row, now = desk_queries.request(request_id, actor=request.actor), timezone.now()
    may_write = queries.may_write(request.actor) and row.closed_at is None
    shown = {
        **line(row, now),
        "row": row,
        "history": [(STEPS[step.step], step) for step in row.history.all()],
        "may_write": may_write,
        "forms": _forms(request, row, bound) if may_write else [],
        "refused": bound[1].non_field_errors() if bound and not may_write else [],
        "typed": _typed(bound) if bound and not may_write else "",
    }
    return render(request, "staff/desk/request.html", shown, status=status)


def _typed(bound: tuple[str, Any]) -> str:
    """What was written before somebody else closed it: shown, so that no word is lost."""
    return str(bound[1].data.get("words", ""))[:4_000]


def _forms(request: ActingRequest, row: Any, bound: tuple[str, Any] | None) -> list[dict[str, Any]]:
    """The steps that can be taken now, the most likely first; the one that was refused is open."""
    names = []
    if row.answered_at is None:
        names.append("answer")
    if row.arrive_by is not None and row.arrived_at is None:
        names.append("arrive")
    names += ["close", "hand_over", "escalate"]
    if bound and bound[0] not in names:  # somebody else took this step meanwhile: the words are still here
        names.insert(0, bound[0])
    steps = []
    for name in names:
        form = bound[1] if bound and bound[0] == name else _form(name, request, row)
        steps.append({"name": name, "title": TITLES[name], "form": form, "open": bool(form.errors)})
    if not bound:
        steps[0]["open"] = True
    return steps


TITLES = {
    "answer": gettext_lazy("Answer the company"),
    "arrive": gettext_lazy("I came to the company"),
    "close": gettext_lazy("Close it"),
    "hand_over": gettext_lazy("Hand it over"),
    "escalate": gettext_lazy("Lift it to the team leader"),
}


def _form(name: str, request: ActingRequest, row: Any, data: Any = None) -> django_forms.Form:
    more: dict[str, Any] = {"auto_id": f"{name}_%s"}
    more["data" if data is not None else "initial"] = data if data is not None else {"version": row.version}
    if name == "hand_over":
        more["circle"] = queries.circle(actor=request.actor)
    if name == "close":
        more["calls_out"] = row.arrive_by is not None
    return _KINDS[name](**more)


_KINDS: dict[str, Any] = {
    "answer": forms.Answer,
    "arrive": forms.Arrive,
    "close": forms.Close,
    "hand_over": forms.HandOver,
    "escalate": forms.Escalate,
}


def _hand_over(*, owner: int, **told: Any) -> Any:
    return desk_services.hand_over(owner_id=owner, **told)


_TAKE: dict[str, Callable[..., Any]] = {
    "answer": desk_services.answer,
    "arrive": desk_services.arrive,
    "close": desk_services.close,
    "hand_over": _hand_over,
    "escalate": desk_services.escalate,
}


@require_POST
@allows(*COMPANY_STAFF, purpose="companies")
def take(request: ActingRequest, request_id: int, step: str) -> HttpResponse:
    """Take one step. What cannot be read, is refused or came second is shown with the words still in the form."""
    if step not in _TAKE:
        raise Http404
    row = desk_queries.request(request_id, actor=request.actor)
    form = _form(step, request, row, request.POST)
    if not form.is_valid():
        return _page(request, request_id, status=422, bound=(step, form))
    try:
        _TAKE[step](request_id=request_id, actor=request.actor, now=timezone.now(), **form.cleaned_data)
    except Stale:
        form.add_error(None, _("Somebody else was faster: see what happened below. Your words are still here."))
        _with_version(form, desk_queries.request(request_id, actor=request.actor).version)
        return _page(request, request_id, status=409, bound=(step, form))
    except NotAllowed as refused:
        form.add_error(None, sentences.refusal(refused.code, refused.facts))
        return _page(request, request_id, status=422, bound=(step, form))
    messages.success(request, _("Saved."))
    return redirect("staff:request", request_id)


def _with_version(form: django_forms.Form, version: int) -> None:
    """The same words against the row as it stands now: sending again is a decision, not an accident."""
    data: Any = form.data
    form.data = data.copy()
    form.data["version"] = str(version)  # type: ignore[index]
