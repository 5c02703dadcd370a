"""The yearly wheel of the method: what is due and what was held, month by month."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.dates import MONTHS
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from tovholder.accounts.access_rules import allows
from tovholder.accounts.conflicts import NotAllowed, Stale
from tovholder.learning import method_queries as queries
from tovholder.learning import method_services
from tovholder.learning import wheel_services as services
from tovholder.web.shared import sentences
from tovholder.web.shared.requests import ActingRequest
from tovholder.web.staff import method_forms as forms

MARKS = {
    "wheel.late": ("bad", gettext_lazy("Not held yet")),
    "wheel.due": ("note", gettext_lazy("To come")),
    "wheel.held": ("good", gettext_lazy("Held")),
    "wheel.held_late": ("good", gettext_lazy("Held")),
    "wheel.called_off": ("", gettext_lazy("Called off")),
}


@require_GET
@allows(*queries.READERS, purpose="overview")
def index(request: ActingRequest) -> HttpResponse:
    """A year of the wheel."""
    return _shown(request)


def _shown(request: ActingRequest, *, status: int = 200, **bound: Any) -> HttpResponse:
    today = timezone.localdate()
    typed = request.GET.get("aar", "")
    year = int(typed) if typed.isdecimal() and len(typed) == 4 and int(typed) else today.year
    items = queries.wheel(actor=request.actor, year=year)
    rows = [_row(item, today) for item in items]
    shown = {
        "year": year,
        "years": range(today.year - 2, today.year + 3),
        "rows": rows,
        "late": sum(row["why"].refused for row in rows),
        "leads": queries.leads(request.actor),
        "year_form": forms.Year(initial={"year": year}, auto_id="year_%s"),
        "plan_form": forms.Planned(auto_id="plan_%s"),
    }
    return render(request, "staff/method/wheel.html", shown | bound, status=status)


def _row(item: Any, today: Any) -> dict[str, Any]:
    why = queries.why(item, on=today)
    mark, words = MARKS[why.code]
    return {"item": item, "why": why, "mark": mark, "stage": words, "month": MONTHS[item.due_on.month]}


@require_POST
@allows(*queries.LEADERS, purpose="overview")
def lay_out(request: ActingRequest) -> HttpResponse:
    """A year as the method has it."""
    form = forms.Year(request.POST, auto_id="year_%s")
    if form.is_valid():
        year = form.cleaned_data["year"]
        try:
            new = services.lay_out(year=year, actor=request.actor, now=timezone.now())
            told = ngettext("%(n)d new in the wheel.", "%(n)d new in the wheel.", new)
            messages.success(request, told % {"n": new})
            return redirect("staff:wheel")
        except NotAllowed as refused:
            form.add_error(None, sentences.refusal(refused.code, refused.facts))
    return _shown(request, status=422, year_form=form, faulty=form)


@require_POST
@allows(*queries.LEADERS, purpose="overview")
def plan(request: ActingRequest) -> HttpResponse:
    """One thing more."""
    form = forms.Planned(request.POST, auto_id="plan_%s")
    if form.is_valid():
        try:
            made = services.plan(actor=request.actor, now=timezone.now(), **form.cleaned_data)
            return redirect("staff:wheel_item", made.pk)
        except NotAllowed as refused:
            form.add_error(None, sentences.refusal(refused.code, refused.facts))
    return _shown(request, status=422, plan_form=form, faulty=form)


STEPS: dict[str, tuple[Any, Any, Callable[..., Any]]] = {
    "holdt": (gettext_lazy("It was held"), forms.Held, services.held),
    "flyt": (gettext_lazy("Move it"), forms.Moved, services.move),
    "aflys": (gettext_lazy("Call it off"), forms.CalledOff, services.call_off),
}


@require_http_methods(["GET", "POST"])
@allows(*queries.READERS, purpose="overview")
def item(request: ActingRequest, wheel_id: int) -> HttpResponse:
    """One thing of the wheel; POST: held, moved or called off."""
    row, status, bound = queries.wheel_item(wheel_id, actor=request.actor), 200, None
    if request.method == "POST":
        method_services.require_leader(request.actor)
        step = request.POST.get("step", "")
        if step not in STEPS:
            raise Http404
        bound = STEPS[step][1](request.POST, auto_id=f"{step}_%s")
        status = _taken(request, step, bound, row)
        if status == 302:
            return redirect("staff:wheel_item", wheel_id)
        row = queries.wheel_item(wheel_id, actor=request.actor)
    is_open = row.held_on is None and row.called_off_at is None
    shown = {
        **_row(row, timezone.localdate()),
        "forms": _forms(row, request.POST.get("step", ""), bound) if queries.leads(request.actor) and is_open else [],
        "typed": request.POST.get("words", "")[:4_000] if bound is not None and not is_open else "",
    }
    return render(request, "staff/method/wheel_item.html", shown, status=status)


def _forms(row: Any, step: str, bound: Any) -> list[dict[str, Any]]:
    initial = {"version": row.version, "due_on": row.due_on}
    return [
        {
            "name": name,
            "title": title,
            "form": bound if bound is not None and name == step else form(initial=initial, auto_id=f"{name}_%s"),
            "open": name == step if bound is not None else name == "holdt",
        }
        for name, (title, form, _call) in STEPS.items()
    ]


def _taken(request: ActingRequest, step: str, form: Any, row: Any) -> int:
    """302 when it is done; else how it was refused, with the words still in the form."""
    if not form.is_valid():
        return 422
    try:
        STEPS[step][2](item_id=row.pk, actor=request.actor, now=timezone.now(), **form.cleaned_data)
    except Stale:
        data = form.data.copy()
        data["version"] = str(row.version)
        form.data = data
        form.add_error(None, _("Somebody else was faster: see what happened below. Your words are still here."))
        return 409
    except NotAllowed as refused:
        form.add_error(None, sentences.refusal(refused.code, refused.facts))
        return 422
    messages.success(request, _("Saved."))
    return 302
