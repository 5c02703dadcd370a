"""A member's own times for meetings, who sits at which language centre, and the own calendar without names."""

from collections.abc import Sequence
from datetime import UTC, datetime

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from tovholder import parameters
from tovholder.accounts import personal_links
from tovholder.accounts.access_rules import allows, open_to_all
from tovholder.accounts.conflicts import NotAllowed
from tovholder.accounts.personal_links import NoSuchLink
from tovholder.accounts.roles import CASE_ROLES
from tovholder.pathways import meeting_hours_services as services
from tovholder.pathways import meetings_queries as queries
from tovholder.web.shared import sentences, weekdays
from tovholder.web.shared.requests import ActingRequest
from tovholder.web.staff import meetings_forms as forms


@require_http_methods(["GET", "POST"])
@allows(*CASE_ROLES, purpose="case")
def hours(request: ActingRequest) -> HttpResponse:
    """The own times, and one more."""
    actor = request.actor
    form = forms.Hours(request.POST or None, centres=queries.centres(actor=actor), auto_id="tid_%s")
    if request.method == "POST" and form.is_valid():
        told = {**form.cleaned_data}
        try:
            services.add_hours(at_centre_id=told.pop("at_centre"), **told, actor=actor)
        except NotAllowed as refused:
            form.add_error(None, sentences.refusal(refused.code, refused.facts))
        else:
            messages.success(request, _("Saved."))
            return redirect("staff:meeting_hours")
    shown = {
        "form": form,
        "mine": queries.hours_of(actor.membership_id) if actor.membership_id else [],
        "at_centres": queries.hours_at_centres(actor=actor),
        "weekdays": weekdays.names(),
    }
    return render(request, "staff/meetings/hours.html", shown, status=422 if form.errors else 200)


@require_POST
@allows(*CASE_ROLES, purpose="case")
def drop(request: ActingRequest, hours_id: int) -> HttpResponse:
    """Take one of the own times away."""
    services.drop_hours(hours_id=hours_id, actor=request.actor)
    return redirect("staff:meeting_hours")


@require_POST
@allows(*CASE_ROLES, purpose="case")
@never_cache
def make_link(request: ActingRequest) -> HttpResponse:
    """A new link to the own calendar, shown once; the one from before ends."""
    token = services.calendar_link(actor=request.actor, now=timezone.now())
    link = request.build_absolute_uri(reverse("staff:meeting_calendar", args=[token]))
    return render(request, "staff/meetings/link.html", {"link": link})


@require_GET
@open_to_all("whoever holds the link reads when its member has meetings: no name, no place, no word about a citizen")
@never_cache
def calendar(request: HttpRequest, token: str) -> HttpResponse:
    """The calendar as a file other programs subscribe to. Every link that does not work says the same."""
    now = timezone.now()
    try:
        link = personal_links.opened(token, purpose=queries.CALENDAR, now=now)
        found = queries.calendar(link, now=now)
    except NoSuchLink:
        return HttpResponse(_("This link does not work."), status=404, content_type="text/plain; charset=utf-8")
    text = _calendar(found, request.get_host(), now)
    return HttpResponse(text, content_type="text/calendar; charset=utf-8")


def _calendar(found: Sequence[queries.InCalendar], host: str, now: datetime) -> str:
    """RFC 5545, as far as a list of busy times goes: times in UTC, lines short, nothing that asks to be escaped."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Tovholder//Meetings//DA", "X-WR-CALNAME:Tovholder"]
    what = _("Meeting")
    for each in found:
        how = parameters.term("meeting_forms", each.form).da
        lines += [
            "BEGIN:VEVENT",
            f"UID:meeting-{each.number}@{host}",
            f"DTSTAMP:{_moment(now)}",
            f"DTSTART:{_moment(each.starts_at)}",
            f"DTEND:{_moment(each.ends_at)}",
            f"SUMMARY:{what} ({how})",
            "CLASS:PRIVATE",
            "END:VEVENT",
        ]
    return "\r\n".join([*lines, "END:VCALENDAR", ""])


def _moment(at: datetime) -> str:
    return f"{at.astimezone(UTC):%Y%m%dT%H%M%SZ}"
