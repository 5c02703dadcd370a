"""What is expected of a stay, for staff: the text, who has signed, Danish at the workplace, what was seen there."""

from collections.abc import Callable
from typing import Any

from django import forms as django_forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from tovholder.accounts.access_rules import allows
from tovholder.accounts.conflicts import NotAllowed, Stale
from tovholder.accounts.roles import CASE_ROLES
from tovholder.people import queries as people
from tovholder.placements import (
    alignment_queries,
    alignment_rules,
    alignment_services,
    incident_queries,
    queries,
    transitions,
)
from tovholder.placements import incident_rules as clock
from tovholder.web.shared import edits, sentences, weekdays
from tovholder.web.shared.lists import page_of
from tovholder.web.shared.requests import ActingRequest
from tovholder.web.staff import alignment_forms as forms

SORTS = {"skrevet": ["written_at"], "igen": ["renew_on"]}


@require_GET
@allows(*CASE_ROLES, purpose="placement")
def index(request: ActingRequest) -> HttpResponse:
    """Expectations of running stays that somebody has not signed, or that are to be talked through again."""
    today = timezone.localdate()
    found = alignment_queries.waiting(actor=request.actor, on=today)
    if request.GET.get("mine"):
        found = found.filter(placement__consultant_id=request.actor.membership_id)
    page = page_of(found, request, sorts=SORTS, first="skrevet")
    people.noted([row.placement.person for row in page.rows], actor=request.actor, fields="placement")
    rows = [(row, _stands(row, today)) for row in page.rows]
    return render(request, "staff/alignment/index.html", {"page": page.with_rows(rows), "chosen": request.GET})


def _stands(row: Any, today: Any) -> Any:
    signed = alignment_queries.signed_of(row)
    return alignment_rules.standing(signed=signed, renew_on=row.renew_on, on=today)


@require_http_methods(["GET", "POST"])
@allows(*CASE_ROLES, purpose="placement")
def alignment(request: ActingRequest, placement_id: int) -> HttpResponse:
    """The page of one stay; a new text is written here."""
    if request.method == "GET":
        return _page(request, placement_id)
    form = forms.Text(request.POST)
    if not form.is_valid():
        return _page(request, placement_id, status=422, text=form)
    told = form.cleaned_data
    try:
        alignment_services.write_alignment(
            placement_id=placement_id,
            number=told["number"],
            text=form.text(),
            renewal=told["renewal"],
            actor=request.actor,
            now=timezone.now(),
        )
    except Stale:
        return _came_second(request, placement_id, form)
    except NotAllowed as refused:
        form.add_error(None, sentences.refusal(refused.code, refused.facts))
        return _page(request, placement_id, status=422, text=form)
    messages.success(request, _("Written. All three are asked to sign."))
    return redirect("staff:alignment", placement_id)


def _came_second(request: ActingRequest, placement_id: int, form: forms.Text) -> HttpResponse:
    """Somebody wrote a version meanwhile: both texts are shown, and saving again is a choice."""
    placement = queries.placement(placement_id, actor=request.actor)
    aligned = alignment_queries.of_stay(placement, actor=request.actor, on=timezone.localdate())
    theirs = {name: words for name, words in forms.initial(aligned).items() if name != "number"}
    found = edits.differences(form, theirs)
    edits.renewed(form, "number", aligned.number)
    return _page(request, placement_id, status=409, differences=found, is_conflict=True, text=form)


def _sign(told: dict[str, Any], who: dict[str, Any]) -> None:
    alignment_services.sign_alignment(number=told["number"], **who)


def _paper(told: dict[str, Any], who: dict[str, Any]) -> None:
    alignment_services.note_signature(**told, **who)


def _lesson(told: dict[str, Any], who: dict[str, Any]) -> None:
    alignment_services.plan_lesson(lesson=told["lesson"], **who)


def _drop(told: dict[str, Any], who: dict[str, Any]) -> None:
    alignment_services.drop_lesson(lesson_id=told["lesson"], **who)


def _observe(told: dict[str, Any], who: dict[str, Any]) -> None:
    alignment_services.observe(**told, **who)


STEPS: dict[str, tuple[type[django_forms.Form], Callable[[dict[str, Any], dict[str, Any]], None]]] = {
    "underskriv": (forms.Sign, _sign),
    "papir": (forms.OnPaper, _paper),
    "dansk": (forms.LessonTime, _lesson),
    "fjern": (forms.DropLesson, _drop),
    "set": (forms.Observe, _observe),
}


@require_POST
@allows(*CASE_ROLES, purpose="placement")
def take(request: ActingRequest, placement_id: int, step: str) -> HttpResponse:
    """Sign, note a signature on paper, plan or drop teaching, write down what was seen."""
    if step not in STEPS:
        raise Http404
    kind, service = STEPS[step]
    form = kind(request.POST, auto_id=f"{step}_%s")
    if not form.is_valid():
        return _page(request, placement_id, status=422, **{step: form})
    told = {"lesson": form.lesson()} if isinstance(form, forms.LessonTime) else form.cleaned_data
    try:
        service(told, {"placement_id": placement_id, "actor": request.actor, "now": timezone.now()})
    except Stale:
        messages.warning(request, _("A new version was written meanwhile. Read it before it is signed."))
        return redirect("staff:alignment", placement_id)
    except NotAllowed as refused:
        form.add_error(None, sentences.refusal(refused.code, refused.facts))
        return _page(request, placement_id, status=422, **{step: form})
    messages.success(request, _("Saved."))
    return redirect("staff:alignment", placement_id)


@require_POST
@allows(*CASE_ROLES, purpose="placement")
def link(request: ActingRequest, placement_id: int) -> HttpResponse:
    """A link for somebody at the company who does not sign in, shown once."""
    form = forms.Link(request.POST, auto_id="link_%s")
    if not form.is_valid():
        return _page(request, placement_id, status=422, link=form)
    name = form.cleaned_data["name"]
    try:
        token = alignment_services.link_for_company(
            placement_id=placement_id, name=name, actor=request.actor, now=timezone.now()
        )
    except NotAllowed as refused:
        form.add_error(None, sentences.refusal(refused.code, refused.facts))
        return _page(request, placement_id, status=422, link=form)
    address = request.build_absolute_uri(reverse("company:alignment_by_link", args=[token]))
    back = reverse("staff:alignment", args=[placement_id])
    return render(request, "staff/alignment/link.html", {"link": address, "name": name, "back": back})


def _page(request: ActingRequest, placement_id: int, *, status: int = 200, **bound: Any) -> HttpResponse:
    placement = queries.placement(placement_id, actor=request.actor)
    today = timezone.localdate()
    aligned = alignment_queries.of_stay(placement, actor=request.actor, on=today)
    is_open = placement.status in alignment_queries.WRITTEN_IN
    context = {
        "placement": placement,
        "aligned": aligned,
        "parts": parts_of(aligned.current),
        "older": [(version, version.changed) for version in aligned.before],
        "clock": alignment_queries.first_stay_clock(placement, on=today),
        "weekdays": weekdays.names(),
        "is_open": is_open,
        "today": today,
        **_forms(aligned, bound, today),
        "differences": bound.get("differences"),
        "is_conflict": bound.get("is_conflict", False),
    }
    return render(request, "staff/alignment/alignment.html", context, status=status)


def _forms(aligned: alignment_queries.Aligned, bound: dict[str, Any], today: Any) -> dict[str, Any]:
    number = {"number": aligned.number}
    text = bound.get("text") or forms.Text(initial=forms.initial(aligned))
    if aligned.current is None:  # talked through again is only what was talked through before
        text.fields.pop("renewal", None)
    return {
        "text_form": text,
        "text_is_open": "text" in bound or aligned.current is None,
        "sign_form": bound.get("underskriv") or forms.Sign(initial=number, auto_id="underskriv_%s"),
        "paper_form": bound.get("papir") or forms.OnPaper(initial=number, auto_id="papir_%s"),
        "link_form": bound.get("link") or forms.Link(auto_id="link_%s"),
        "lesson_form": bound.get("dansk") or forms.LessonTime(initial={"starts_on": today}, auto_id="dansk_%s"),
        "observe_form": bound.get("set") or forms.Observe(initial={"on": today}, auto_id="set_%s"),
        "opened": next((step for step in ("papir", "link", "dansk", "set") if step in bound), ""),
    }


def parts_of(current: Any) -> list[tuple[str, str, bool]]:
    """(part, words, changed since the version before) of a version, but the purpose."""
    if current is None:
        return []
    parts = [part for part in alignment_rules.PARTS if part != "purpose"]
    return [(part, getattr(current, part), part in current.changed) for part in parts if getattr(current, part)]


def alongside(placement: queries.Placement, *, request: ActingRequest) -> dict[str, Any]:
    """What the page of a placement says of it: how the alignment stands, open problems, Danish at the workplace."""
    if not request.actor.works_on_cases:
        return {"is_shown": False}
    now = timezone.now()
    found = [each for each in incident_queries.of_stay(placement, actor=request.actor) if each.closed_at is None]
    told = [(each, clock.arrival(due=each.due_at, arrived=each.arrived_at, now=now)) for each in found]
    return {
        "is_shown": True,
        "standing": alignment_queries.standing_of(placement.pk, on=timezone.localdate()),
        "incidents": told,
        "may_report": placement.status in transitions.HOLDS_A_PLACE,
        "may_align": placement.status in alignment_queries.WRITTEN_IN,
    }
