"""Facts of health, behind their own wall: for members with that right, whatever their role. Each look is in the log."""

from typing import Any

from django import forms as django_forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from tovholder.accounts.access_rules import allows
from tovholder.accounts.conflicts import Stale
from tovholder.accounts.roles import CASE_ROLES
from tovholder.pathways import health_queries as queries
from tovholder.pathways import health_services as services
from tovholder.people import queries as people
from tovholder.web.shared import edits
from tovholder.web.shared.lists import page_of
from tovholder.web.shared.one_form import is_saved
from tovholder.web.shared.requests import ActingRequest
from tovholder.web.staff import health_forms as forms

PURPOSE = "health"
_MOST = 100  # newcomers on one page


@require_GET
@allows(*CASE_ROLES, purpose=PURPOSE)
def index(request: ActingRequest) -> HttpResponse:
    """What comes next: talks, decisions to look at again, who came from elsewhere, and what a move called off."""
    actor, on = request.actor, timezone.localdate()
    talks = page_of(queries.talks_to_come(actor=actor), request, sorts={"dag": ("planned_at",)}, first="dag")
    decisions = list(queries.decisions_to_look_at(actor=actor, on=on))
    arrived = list(queries.arrived(actor=actor, on=on)[:_MOST])
    gone = list(queries.called_off_for_move(actor=actor, now=timezone.now())[:_MOST])
    people.noted([row.person for row in (*talks.rows, *decisions, *gone)], actor=actor, fields="health")
    people.noted([row.person for row in arrived], actor=actor)
    rows = [(row, queries.health_rules.review(due_on=row.review_on, ended_on=None, on=on)) for row in decisions]
    shown = {"page": talks, "decisions": rows, "arrived": arrived, "gone": gone, "now": timezone.now()}
    return render(request, "staff/health/index.html", shown)


@require_GET
@allows(*CASE_ROLES, purpose=PURPOSE)
def closet(request: ActingRequest, person_id: int) -> HttpResponse:
    """Everything about one person."""
    found = queries.closet(person_id, actor=request.actor, on=timezone.localdate())
    shown = {
        "closet": found,
        "person": found.person,
        "days": [each.row for each in reversed(found.screenings)],
        "progression": queries.progression(found.screenings),
    }
    return render(request, "staff/health/closet.html", shown)


def _new(
    request: ActingRequest, person_id: int, form: django_forms.Form, service: Any, heading: str, about: str = ""
) -> HttpResponse:
    """A page with one form about one person; saved, on to all there is."""
    person = queries.person(person_id, actor=request.actor)
    if request.method == "POST" and is_saved(request, form, service, person_id=person_id):
        return redirect("staff:health_closet", person_id)
    shown = {"person": person, "form": form, "heading": heading, "about": about}
    return render(request, "staff/health/form.html", shown, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@allows(*CASE_ROLES, purpose=PURPOSE)
def screening(request: ActingRequest, person_id: int) -> HttpResponse:
    """Write answers to the questions down."""
    form = forms.Screening(request.POST or None, initial={"asked_on": timezone.localdate()})
    about = _("An own example of questions. The answers are sealed, and nothing follows from them by itself.")
    return _new(request, person_id, form, services.screen, _("Questions about how it is"), about)


@require_http_methods(["GET", "POST"])
@allows(*CASE_ROLES, purpose=PURPOSE)
def talk_new(request: ActingRequest, person_id: int) -> HttpResponse:
    """Book a talk with the social physician or another."""
    return _new(request, person_id, forms.Book(request.POST or None), services.book_talk, _("Book a talk"))


@require_http_methods(["GET", "POST"])
@allows(*CASE_ROLES, purpose=PURPOSE)
def decision_new(request: ActingRequest, person_id: int) -> HttpResponse:
    """Write a team decision down."""
    form = forms.Decide(request.POST or None, initial={"decided_on": timezone.localdate()})
    return _new(request, person_id, form, services.decide, _("A decision of the team"))


@require_http_methods(["GET", "POST"])
@allows(*CASE_ROLES, purpose=PURPOSE)
def hours_new(request: ActingRequest, person_id: int) -> HttpResponse:
    """Set hours aside, e.g. at the health centre."""
    form = forms.Hours(request.POST or None, initial={"starts_on": timezone.localdate()})
    about = _("Plan and week leave room for the hours. Others see that they are taken, and not with what.")
    return _new(request, person_id, form, services.set_hours, _("Hours set aside"), about)


@require_POST
@allows(*CASE_ROLES, purpose=PURPOSE)
def tell(request: ActingRequest, person_id: int) -> HttpResponse:
    """Tell those who work in the case that we would like to be asked, or take it back."""
    told = request.POST.get("told") == "1"
    services.tell_indication(person_id=person_id, told=told, actor=request.actor, now=timezone.now())
    messages.success(request, _("Saved."))
    return redirect("staff:health_closet", person_id)


@require_http_methods(["GET", "POST"])
@allows(*CASE_ROLES, purpose=PURPOSE)
def talk(request: ActingRequest, health_talk_id: int) -> HttpResponse:
    """One talk: what was advised, or that it was called off."""
    found = queries.talk(health_talk_id, actor=request.actor)
    initial = {"version": found.version, "held_on": timezone.localdate()}
    form = forms.Held(request.POST or None, initial=initial)
    saved = {"held_on": found.held_on, "words": found.words}
    along_at = timezone.localtime(found.planned_at).strftime("%Y-%m-%dT%H:%M")
    shown = {"talk": found, "person": found.person, "form": form, "along_at": along_at}
    return _one(
        request, form, services.hold_talk, saved, shown, "staff/health/talk.html", health_talk_id=health_talk_id
    )


@require_POST
@allows(*CASE_ROLES, purpose=PURPOSE)
def talk_cancelled(request: ActingRequest, health_talk_id: int) -> HttpResponse:
    """The talk is not held."""
    found = queries.talk(health_talk_id, actor=request.actor)
    form = forms.Version(request.POST)
    if is_saved(request, form, services.cancel_talk, health_talk_id=health_talk_id):
        return redirect("staff:health_closet", found.person_id)
    messages.error(request, " ".join(map(str, form.non_field_errors())) or _("Open the page again and try once more."))
    return redirect("staff:health_talk", health_talk_id)


@require_http_methods(["GET", "POST"])
@allows(*CASE_ROLES, purpose=PURPOSE)
def decision(request: ActingRequest, team_decision_id: int) -> HttpResponse:
    """One team decision: look at it again, or end it with what came of it."""
    found = queries.decision(team_decision_id, actor=request.actor, on=timezone.localdate())
    initial = {"version": found.row.version, "on": timezone.localdate()}
    form = forms.LookAgain(request.POST or None, initial=initial)
    saved = {"review_on": found.row.review_on, "outcome": found.row.outcome}
    shown = {"decided": found, "person": found.row.person, "form": form}
    return _one(
        request,
        form,
        services.look_again,
        saved,
        shown,
        "staff/health/decision.html",
        team_decision_id=team_decision_id,
    )


def _one(
    request: ActingRequest,
    form: django_forms.Form,
    service: Any,
    saved: dict[str, Any],
    shown: dict[str, Any],
    page: str,
    **which: int,
) -> HttpResponse:
    """The page of one thing. Who comes second sees both texts, and loses neither."""
    status = 200
    if request.method == "POST":
        try:
            if is_saved(request, form, service, **which):
                return redirect("staff:health_closet", shown["person"].pk)
            status = 422
        except Stale:
            shown |= {"stale": True, "differences": edits.differences(form, saved)}
            edits.renewed(form, "version", (shown.get("talk") or shown["decided"].row).version)
            status = 409
    return render(request, page, shown, status=status)
