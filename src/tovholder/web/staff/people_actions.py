"""What is done from the case page in few steps: write a contact down, show a hidden field with a reason."""

from datetime import date, datetime, time

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from tovholder.accounts.access_rules import allows
from tovholder.accounts.actors import Actor
from tovholder.accounts.conflicts import NotAllowed
from tovholder.accounts.roles import CASE_ROLES
from tovholder.pathways import agreed_talks
from tovholder.pathways import services as pathways
from tovholder.people import queries, services
from tovholder.web.shared import sentences
from tovholder.web.shared.requests import own_address
from tovholder.web.staff import people
from tovholder.web.staff import people_forms as forms


@require_http_methods(["GET", "POST"])
@allows(*CASE_ROLES, purpose="case")
def contact(request: HttpRequest, person_id: int) -> HttpResponse:
    """Write a contact down. The kind stands ready, the day is today, words are optional: open, save."""
    person = queries.case(person_id, actor=request.actor)  # type: ignore[attr-defined]
    agreed = agreed_talks.agreed_on(person.pk) if request.method == "GET" else None
    form = forms.ContactForm(request.POST or None, agreed_on=agreed)
    if request.method == "POST" and form.is_valid() and _registered(request, person_id, form):
        messages.success(request, _("The contact is written down."))
        return redirect(own_address(request) or reverse("staff:person", args=[person_id]))
    context = {"person": person, "form": form, "back": own_address(request)}
    return render(request, "staff/people/contact.html", context, status=422 if form.errors else 200)


def _registered(request: HttpRequest, person_id: int, form: forms.ContactForm) -> bool:
    now = timezone.now()
    told = form.cleaned_data
    try:
        pathways.register_contact(
            person_id=person_id,
            kind=told["kind"],
            at=_moment(told["on"], now),
            words=told["words"],
            next_on=told["next_on"],
            called_off=told["called_off"],
            request_key=told["request_key"],
            actor=request.actor,  # type: ignore[attr-defined]
            now=now,
        )
    except NotAllowed as refusal:
        beside = "next_on" if refusal.code == "contact.next_before_this" else None
        form.add_error(beside, sentences.refusal(refusal.code, refusal.facts))
        return False
    return True


def _moment(day: date | None, now: datetime) -> datetime:
    """Now for today, noon for an earlier day: nobody asks people for the minute."""
    if day is None or day == timezone.localdate(now):
        return now
    return timezone.make_aware(datetime.combine(day, time(12)))


@require_POST
@allows(*CASE_ROLES, purpose="case")
def reveal(request: HttpRequest, person_id: int) -> HttpResponse:
    """Show address or number once, with a reason; the look is written in both logs before it is shown."""
    actor = request.actor  # type: ignore[attr-defined]
    person = queries.case(person_id, actor=actor)
    form = forms.RevealForm(request.POST)
    if not form.is_valid():
        return people.shown(request, person, {"reveal_form": form}, status=422)
    try:
        return people.shown(request, person, _revealed(form, person_id, actor))
    except NotAllowed as refusal:
        messages.error(request, sentences.refusal(refusal.code, refusal.facts))
        return redirect("staff:person", person_id)


def _revealed(form: forms.RevealForm, person_id: int, actor: Actor) -> dict[str, object]:
    reason = form.cleaned_data["reason"]
    if form.cleaned_data["what"] == "cpr":
        return {"revealed_cpr": services.reveal_cpr(person_id=person_id, reason=reason, actor=actor)}
    return {"revealed_address": services.reveal_address(person_id=person_id, reason=reason, actor=actor)}
