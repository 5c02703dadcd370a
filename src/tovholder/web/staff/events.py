"""Events with companies: planned, booked by companies and groups, called off, and what came of them."""

from collections.abc import Callable
from typing import Any

from django import forms as django_forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from tovholder import parameters
from tovholder.accounts.access_rules import allows
from tovholder.accounts.conflicts import NotAllowed
from tovholder.accounts.roles import COMPANY_STAFF
from tovholder.companies import queries as companies
from tovholder.companies import together_queries as together
from tovholder.learning import event_services as services
from tovholder.learning import queries
from tovholder.web.shared import one_form, sentences
from tovholder.web.shared.choices import terms
from tovholder.web.shared.lists import page_of
from tovholder.web.shared.numbers import number_in
from tovholder.web.shared.requests import ActingRequest
from tovholder.web.staff import events_forms as forms

SORTS = {"dag": ["starts_at"], "titel": ["title"]}


@require_GET
@allows(*queries.STAFF, purpose="companies")
def index(request: ActingRequest) -> HttpResponse:
    """Events to come, or all of them; and citizens to talk with after one."""
    told, now = request.GET, timezone.now()
    found = queries.events(actor=request.actor) if told.get("alle") else queries.coming(actor=request.actor, now=now)
    kind = told.get("slags", "")
    if parameters.is_term("event_kinds", kind):
        found = found.filter(kind=kind)
    shown = {
        "page": page_of(found, request, sorts=SORTS, first="-dag" if told.get("alle") else "dag"),
        "chosen": told,
        "kinds": terms("event_kinds"),
        "may_write": companies.may_write(request.actor),
        "due": _due(request),
        "waiting": _waiting(request),
    }
    return render(request, "staff/events/events.html", shown)


def _due(request: ActingRequest) -> list[Any]:
    due = list(queries.to_follow_up(actor=request.actor, on=timezone.localdate())[:25])
    request.actor.book.note([row.person_id for row in due], "list")
    return due


def _waiting(request: ActingRequest) -> list[Any]:
    waiting = queries.waiting_for_a_free_seat(actor=request.actor, now=timezone.now())
    request.actor.book.note([row.person_id for row in waiting], "list")
    return waiting


@require_http_methods(["GET", "POST"])
@allows(*COMPANY_STAFF, purpose="companies")
def new(request: ActingRequest) -> HttpResponse:
    """Plan an event."""
    networks = [(each.pk, each.title) for each in queries.networks(actor=request.actor)]
    form = forms.Event(request.POST or None, networks=networks)
    if request.method == "POST" and form.is_valid():
        try:
            made = services.plan(facts=form.facts(), actor=request.actor, now=timezone.now())
            return redirect("staff:event", made.pk)
        except NotAllowed as refused:
            form.add_error("day", sentences.refusal(refused.code, refused.facts))
    return render(request, "staff/events/event_new.html", {"form": form}, status=422 if form.errors else 200)


@require_GET
@allows(*queries.STAFF, purpose="recruitment")
def detail(request: ActingRequest, event_id: int) -> HttpResponse:
    """One event: seats, buses, companies, groups; our own citizens by name and all others as a number."""
    return page(request, event_id)


def page(request: ActingRequest, event_id: int, **bound: django_forms.Form) -> HttpResponse:
    """The page of an event, with the faults of the one form that was sent."""
    found = queries.event(event_id, actor=request.actor)
    typed = request.GET.get("navn", "")
    now = timezone.now()
    may_write = companies.may_write(request.actor)
    leads = may_write and found.organisation_id == request.actor.organisation_id
    is_open = found.cancelled_at is None and found.ends_at > now
    shown = {
        "event": found,
        "seats": queries.seats(found),
        "own": queries.own_bookings(found, actor=request.actor),
        "candidates": together.candidates(typed, actor=request.actor) if is_open and may_write else [],
        "typed": typed,
        "asked": number_in(request.GET.get("nej", "")),
        "may_write": may_write,
        "leads": leads,
        "is_open": is_open,
        "has_begun": found.starts_at <= now,
        "seat_form": forms.Seat(sessions=sessions_of(found), buses=buses_of(found), auto_id=False),
        **(_forms(found) if leads else {}),
        **bound,
    }
    return render(request, "staff/events/event.html", shown, status=422 if bound else 200)


def buses_of(found: Any) -> list[tuple[int, str]]:
    """The buses to choose from."""
    return [(bus.pk, f"{bus.departs_from} {_clock(bus.departs_at)}") for bus in found.buses.all()]


def sessions_of(found: Any) -> list[tuple[int, str]]:
    """The sessions to choose from: those whose company has not said no."""
    open_ones = [session for session in found.sessions.all() if session.answer != "no"]
    return [(session.pk, f"{session.company.name} {_clock(session.starts_at)}") for session in open_ones]


def _clock(at: Any) -> str:
    return date_format(timezone.localtime(at), "H:i")


def _forms(found: Any) -> dict[str, Any]:
    known = {name: getattr(found, name) for name in ("asked_before", "knew_before", "asked_after", "knew_after")}
    day = {"leaves_on": timezone.localdate(found.starts_at)}
    return {
        "bus_form": forms.Bus(initial=day, auto_id="bus_%s"),
        "ask_form": forms.Ask(auto_id="ask_%s"),
        "group_form": forms.Group(buses=buses_of(found), auto_id="group_%s"),
        "group_came_form": forms.GroupCame(groups=_groups(found), auto_id="group_came_%s"),
        "outcome_form": forms.Outcome(companies=_companies(found), auto_id="outcome_%s"),
        "awareness_form": forms.Awareness(initial=known, auto_id="awareness_%s"),
    }


def _groups(found: Any) -> list[tuple[int, str]]:
    return [(group.pk, group.name) for group in found.groups.all()]


def _companies(found: Any) -> list[tuple[int, str]]:
    return sorted({(each.company_id, each.company.name) for each in found.sessions.all()}, key=lambda pair: pair[1])


def save(
    request: ActingRequest, event_id: int, name: str, form: django_forms.Form, service: Callable[..., Any]
) -> HttpResponse:
    """One form of the page: save it, or show the page again with the faults beside the fields."""
    if one_form.is_saved(request, form, service, event_id=event_id):
        return redirect("staff:event", event_id)
    return page(request, event_id, **{name: form})


@require_POST
@allows(*COMPANY_STAFF, purpose="companies")
def bus(request: ActingRequest, event_id: int) -> HttpResponse:
    """A bus to the event."""

    def add(*, leaves_on: Any, leaves_at: Any, **told: Any) -> Any:
        return services.add_bus(departs_at=forms.moment(leaves_on, leaves_at), **told)

    return save(request, event_id, "bus_form", forms.Bus(request.POST, auto_id="bus_%s"), add)


@require_POST
@allows(*COMPANY_STAFF, purpose="companies")
def ask(request: ActingRequest, event_id: int) -> HttpResponse:
    """Ask a company to take part."""
    found = queries.event(event_id, actor=request.actor)

    def add(*, cvr: str, session_at: Any, **told: Any) -> Any:
        company = companies.named(cvr, actor=request.actor)
        starts_at = forms.moment(timezone.localdate(found.starts_at), session_at)
        return services.ask_company(company_id=company.pk, starts_at=starts_at, **told)

    return save(request, event_id, "ask_form", forms.Ask(request.POST, auto_id="ask_%s"), add)


@require_POST
@allows(*COMPANY_STAFF, purpose="companies")
def answer(request: ActingRequest, event_id: int, session_id: int) -> HttpResponse:
    """Note what a company answered. A no that takes a session from somebody is asked about with their number first."""
    told: dict[str, Any] = {"yes": "no" not in request.POST, "frees": number_in(request.POST.get("frees", ""))}
    told |= {"event_id": event_id, "session_id": session_id}
    try:
        services.answer(actor=request.actor, now=timezone.now(), **told)
        messages.success(request, _("Saved."))
    except NotAllowed as refused:
        messages.error(request, sentences.refusal(refused.code, refused.facts))
        if refused.code == "event.no_frees":
            return redirect(f"{reverse('staff:event', args=[event_id])}?nej={session_id}")
    return redirect("staff:event", event_id)


@require_POST
@allows(*COMPANY_STAFF, purpose="companies")
def group(request: ActingRequest, event_id: int) -> HttpResponse:
    """How many come from a school or another body."""
    found = queries.event(event_id, actor=request.actor)
    form = forms.Group(request.POST, buses=buses_of(found), auto_id="group_%s")

    def note(*, bus: int | None, **told: Any) -> Any:
        return services.book_group(bus_id=bus, **told)

    return save(request, event_id, "group_form", form, note)


@require_POST
@allows(*COMPANY_STAFF, purpose="companies")
def group_came(request: ActingRequest, event_id: int) -> HttpResponse:
    """How many of a group were there."""
    found = queries.event(event_id, actor=request.actor)
    form = forms.GroupCame(request.POST, groups=_groups(found), auto_id="group_came_%s")

    def note(*, group: int, **told: Any) -> Any:
        return services.group_came(group_id=group, **told)

    return save(request, event_id, "group_came_form", form, note)


@require_POST
@allows(*COMPANY_STAFF, purpose="companies")
def outcome(request: ActingRequest, event_id: int) -> HttpResponse:
    """What came of it, as a number at a company."""
    found = queries.event(event_id, actor=request.actor)
    form = forms.Outcome(request.POST, companies=_companies(found), auto_id="outcome_%s")

    def note(*, company: int | None, **told: Any) -> Any:
        return services.note_outcome(company_id=company, **told)

    return save(request, event_id, "outcome_form", form, note)


@require_POST
@allows(*COMPANY_STAFF, purpose="companies")
def awareness(request: ActingRequest, event_id: int) -> HttpResponse:
    """How many knew the companies before and after."""
    form = forms.Awareness(request.POST, auto_id="awareness_%s")
    return save(request, event_id, "awareness_form", form, services.note_awareness)


@require_POST
@allows(*COMPANY_STAFF, purpose="companies")
def call_off(request: ActingRequest, event_id: int) -> HttpResponse:
    """The event does not take place."""
    try:
        services.call_off(event_id=event_id, actor=request.actor, now=timezone.now())
        messages.success(request, _("Called off. Tell those who had booked."))
    except NotAllowed as refused:
        messages.error(request, sentences.refusal(refused.code, refused.facts))
    return redirect("staff:event", event_id)
