"""Own citizens at an event: booked, taken off, came or not, talked with afterwards."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from tovholder.accounts.access_rules import allows
from tovholder.accounts.conflicts import NotAllowed
from tovholder.accounts.roles import COMPANY_STAFF
from tovholder.learning import booking_services as services
from tovholder.learning import queries
from tovholder.people import queries as people
from tovholder.web.shared import sentences
from tovholder.web.shared.numbers import number_in
from tovholder.web.shared.requests import ActingRequest
from tovholder.web.staff import events_forms as forms


@require_POST
@allows(*COMPANY_STAFF, purpose="recruitment")
def book(request: ActingRequest, event_id: int, person_id: int) -> HttpResponse:
    """Book an own citizen with session and bus, or take one off."""
    told = {"event_id": event_id, "person_id": person_id, "actor": request.actor, "now": timezone.now()}
    session, bus = (number_in(request.POST.get(name, "")) or None for name in ("session", "bus"))
    try:
        if "out" in request.POST:
            services.take_off(**told)  # type: ignore[arg-type]
            messages.success(request, _("Taken off. The seat is free until it is given to somebody in line."))
        else:
            made = services.book(session_id=session, bus_id=bus, **told)  # type: ignore[arg-type]
            waits = made.state == "waiting"
            messages.success(request, _("All seats are taken: put in line.") if waits else _("Booked."))
    except NotAllowed as refused:
        messages.error(request, sentences.refusal(refused.code, refused.facts))
    return redirect("staff:event", event_id)


@require_http_methods(["GET", "POST"])
@allows(*COMPANY_STAFF, purpose="recruitment")
def came(request: ActingRequest, booking_id: int) -> HttpResponse:
    """Whether the citizen came, what came of it, and when to talk about it."""
    row = queries.booking(booking_id, actor=request.actor)
    people.noted([row.person], actor=request.actor, fields="list")
    initial = {"came": {True: "yes", False: "no"}.get(row.came, ""), "outcome": row.outcome}  # type: ignore[arg-type]
    form = forms.Came(request.POST or None, initial=initial | {"follow_up_on": row.follow_up_on})
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data | {"came": form.cleaned_data["came"] == "yes"}
        try:
            services.came(booking_id=booking_id, actor=request.actor, now=timezone.now(), **told)
            messages.success(request, _("Saved."))
            return redirect("staff:event", row.event_id)
        except NotAllowed as refused:
            form.add_error(None, sentences.refusal(refused.code, refused.facts))
    return render(request, "staff/events/came.html", {"row": row, "form": form}, status=422 if form.errors else 200)


@require_POST
@allows(*COMPANY_STAFF, purpose="recruitment")
def followed_up(request: ActingRequest, booking_id: int) -> HttpResponse:
    """Somebody has talked with the citizen about the event."""
    services.followed_up(booking_id=booking_id, actor=request.actor, now=timezone.now())
    messages.success(request, _("Saved."))
    return redirect("staff:events")
