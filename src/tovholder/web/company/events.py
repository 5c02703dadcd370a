"""The company's part of events: it answers whether it comes, reads who has booked it, and asks in its networks."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from tovholder.accounts.access_rules import allows
from tovholder.accounts.conflicts import NotAllowed
from tovholder.accounts.roles import Role
from tovholder.learning import event_services as services
from tovholder.learning import queries
from tovholder.proposals import booked
from tovholder.web.shared import network_posts, sentences
from tovholder.web.shared.numbers import number_in
from tovholder.web.shared.requests import ActingRequest

_SHOWN = 25


@require_GET
@allows(Role.COMPANY_CONTACT, purpose="own page")
def index(request: ActingRequest) -> HttpResponse:
    """What the company is asked to take part in, and its networks."""
    found = queries.events(actor=request.actor).filter(cancelled_at__isnull=True).order_by("-starts_at")[:_SHOWN]
    shown = {"events": found, "networks": queries.networks(actor=request.actor).order_by("title")}
    return render(request, "company/events.html", shown)


@require_GET
@allows(Role.COMPANY_CONTACT, purpose="recruitment")
def event(request: ActingRequest, event_id: int) -> HttpResponse:
    """One event: the own sessions, and who has booked them."""
    found = queries.event(event_id, actor=request.actor)
    own = queries.own_sessions(event_id, actor=request.actor)
    sessions = [(session, booked.names(session, actor=request.actor)) for session in own]
    is_open = found.cancelled_at is None and found.ends_at > timezone.now()
    asked = number_in(request.GET.get("nej", ""))  # a no that frees somebody is asked about once
    shown = {"event": found, "sessions": sessions, "is_open": is_open, "asked": asked}
    return render(request, "company/event.html", shown)


@require_POST
@allows(Role.COMPANY_CONTACT, purpose="own page")
def answer(request: ActingRequest, event_id: int, session_id: int) -> HttpResponse:
    """Yes, we come; or no. A no that takes a session from somebody is asked about with their number first."""
    told: dict[str, Any] = {"yes": "no" not in request.POST, "frees": number_in(request.POST.get("frees", ""))}
    told |= {"event_id": event_id, "session_id": session_id}
    try:
        services.answer(actor=request.actor, now=timezone.now(), **told)
        messages.success(request, _("Thank you for the answer."))
    except NotAllowed as refused:
        messages.error(request, sentences.refusal(refused.code, refused.facts))
        if refused.code == "event.no_frees":
            return redirect(f"{reverse('company:event', args=[event_id])}?nej={session_id}")
    return redirect("company:event", event_id)


@require_http_methods(["GET", "POST"])
@allows(Role.COMPANY_CONTACT, purpose="own page")
def network(request: ActingRequest, network_id: int) -> HttpResponse:
    """One network the company is a member of; POST: ask, tell or answer."""
    found = queries.network(network_id, actor=request.actor)
    form = network_posts.form_of(request)
    if request.method == "POST" and network_posts.is_saved(request, form, network_id):
        return redirect("company:network", network_id)
    meetings = queries.coming(actor=request.actor, now=timezone.now()).filter(network=found).order_by("starts_at")
    shown = {"network": found, "form": form, "meetings": meetings, "may_write": True}
    return render(request, "company/network.html", shown, status=422 if form.errors else 200)
