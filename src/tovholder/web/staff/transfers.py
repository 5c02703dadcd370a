"""Citizens who move to another municipality: offered, answered, taken back. Nothing moves before somebody says yes."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from tovholder.accounts.access_rules import allows
from tovholder.accounts.conflicts import NotAllowed, OutOfReach, Stale
from tovholder.accounts.roles import CASE_ROLES
from tovholder.pathways import plans_queries
from tovholder.pathways import transfer_queries as queries
from tovholder.pathways import transfer_services as services
from tovholder.people import queries as people
from tovholder.web.shared import edits, sentences
from tovholder.web.shared.lists import page_of
from tovholder.web.shared.requests import ActingRequest
from tovholder.web.staff import plans_forms as forms
from tovholder.web.staff.plans_law import STALE

SORTS = {"sendt": ["-sent_at"], "flytter": ["moves_on"]}


@require_GET
@allows(*CASE_ROLES, purpose="case")
def index(request: ActingRequest) -> HttpResponse:
    """Cases offered to us, those that wait first; or those we have sent."""
    is_sent = request.GET.get("vis") == "sendte"
    found = queries.outgoing(actor=request.actor) if is_sent else queries.incoming(actor=request.actor)
    if not is_sent and not request.GET.get("alle"):
        found = found.filter(state="sent")
    page = page_of(found, request, sorts=SORTS, first="sendt")
    if is_sent:
        people.noted([row.person for row in page.rows], actor=request.actor)
    shown = {"page": page, "is_sent": is_sent, "chosen": request.GET}
    return render(request, "staff/plans/transfers.html", shown)


@require_http_methods(["GET", "POST"])
@allows(*CASE_ROLES, purpose="case")
def transfer(request: ActingRequest, transfer_id: int) -> HttpResponse:
    """One case offered to us: say yes and go to the case, or no with the reason."""
    found = queries.incoming_one(transfer_id, actor=request.actor)
    form = forms.AnswerTransfer(request.POST or None, initial={"version": found.version})
    if request.method == "POST" and form.is_valid():
        answered = _answered(request, transfer_id, form)
        if answered is not None:
            return answered
    shown = {"transfer": found, "form": form}
    return render(request, "staff/plans/transfer.html", shown, status=422 if form.errors else 200)


def _answered(request: ActingRequest, transfer_id: int, form: forms.AnswerTransfer) -> HttpResponse | None:
    told: dict[str, Any] = {name: form.cleaned_data[name] for name in ("version", "answer")}
    told |= {"transfer_id": transfer_id, "actor": request.actor, "now": timezone.now()}
    try:
        if form.cleaned_data["says"] == "ja":
            person = services.accept(**told)
            messages.success(request, _("The case is yours now. You are the contact."))
            return redirect("staff:citizen_plan", person.pk)
        services.decline(**told)
    except Stale:
        edits.renewed(form, "version", queries.incoming_one(transfer_id, actor=request.actor).version)
        form.add_error(None, STALE)
        return None
    except NotAllowed as refused:
        form.add_error(None, sentences.refusal(refused.code, refused.facts))
        return None
    messages.success(request, _("The sender has your answer."))
    return redirect("staff:transfers")


@require_http_methods(["GET", "POST"])
@allows(*CASE_ROLES, purpose="case")
def send(request: ActingRequest, person_id: int) -> HttpResponse:
    """Offer a case to another municipality, and see where the last offer stands."""
    person = plans_queries.own(person_id, actor=request.actor)
    form = forms.Send(request.POST or None, receivers=queries.receivers(actor=request.actor))
    if request.method == "POST" and form.is_valid() and _sent(request, person_id, form):
        return redirect("staff:send_case", person_id)
    shown = {"person": person, "newest": queries.transfer_of(person_id), "form": form}
    return render(request, "staff/plans/send.html", shown, status=422 if form.errors else 200)


def _sent(request: ActingRequest, person_id: int, form: forms.Send) -> bool:
    told = form.cleaned_data
    try:
        services.send(
            person_id=person_id,
            receiver_id=told["receiver"],
            moves_on=told["moves_on"],
            words=told["words"],
            actor=request.actor,
            now=timezone.now(),
        )
    except NotAllowed as refused:
        form.add_error(None, sentences.refusal(refused.code, refused.facts))
        return False
    messages.success(request, _("Sent. They say yes or no; until then nothing moves."))
    return True


@require_POST
@allows(*CASE_ROLES, purpose="case")
def take_back(request: ActingRequest, person_id: int) -> HttpResponse:
    """Take an offer back before it is answered."""
    plans_queries.own(person_id, actor=request.actor)
    form = forms.TakeBack(request.POST)
    if not form.is_valid():
        raise OutOfReach("transfer")
    now = timezone.now()
    try:
        services.withdraw(person_id=person_id, transfer_id=form.cleaned_data["transfer"], actor=request.actor, now=now)
        messages.success(request, _("Taken back."))
    except NotAllowed as refused:
        messages.error(request, sentences.refusal(refused.code, refused.facts))
    return redirect("staff:send_case", person_id)
