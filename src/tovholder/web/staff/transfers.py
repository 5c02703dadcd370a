"""Citizens who move to another municipality: offered, answered, taken back. Nothing moves before somebody says yes,
and the day of the move has come."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from tovholder.accounts.access_rules import allows
from tovholder.accounts.actors import Actor
from tovholder.accounts.conflicts import NotAllowed, OutOfReach, Stale
from tovholder.accounts.roles import CASE_ROLES
from tovholder.pathways import plans_queries
from tovholder.pathways import transfer_family_services as families
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
    """One case offered to us, with what hangs in it: say yes, or no with the reason."""
    found = queries.incoming_one(transfer_id, actor=request.actor)
    form = forms.AnswerTransfer(request.POST or None, initial={"version": found.version})
    if request.method == "POST" and form.is_valid():
        answered = _answered(request, transfer_id, form)
        if answered is not None:
            return answered
    shown = {
        "transfer": found,
        "form": form,
        "waits": queries.waits(found),
        "family": queries.family_of(found.person).numbers,
        **_hanging(found.person_id, found, for_receiver=True),
    }
    return render(request, "staff/plans/transfer.html", shown, status=422 if form.errors else 200)


def _answered(request: ActingRequest, transfer_id: int, form: forms.AnswerTransfer) -> HttpResponse | None:
    told: dict[str, Any] = {name: form.cleaned_data[name] for name in ("version", "answer")}
    told |= {"transfer_id": transfer_id, "actor": request.actor, "now": timezone.now()}
    try:
        if form.cleaned_data["says"] == "ja":
            person = services.accept(**told)
            if person is None:
                messages.success(request, _("The sender has your yes. The case comes on the day of the move."))
                return redirect("staff:transfer", transfer_id)
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
    newest = queries.transfer_of(person_id)
    is_open = newest is not None and (newest.state == "sent" or queries.waits(newest))
    hangs = _hanging(person_id, newest if is_open else None)
    receivers = queries.receivers(actor=request.actor)
    hears, family = bool(hangs["hanging"].hearings), _staying(person, request.actor)
    form = forms.Send(request.POST or None, receivers=receivers, hears=hears, has_family=bool(family))
    if request.method == "POST" and form.is_valid() and _sent(request, person_id, form):
        return redirect("staff:send_case", person_id)
    shown = {
        "person": person,
        "newest": newest,
        "form": form,
        "is_open": is_open,
        "waits": queries.waits(newest),
        "staying": family,
        "going": sum(not why for _each, why in family),
        **hangs,
    }
    return render(request, "staff/plans/send.html", shown, status=422 if form.errors else 200)


def _staying(person: Any, actor: Actor) -> list[tuple[Any, str]]:
    """Those of the family who are not sent, as far as the reader reaches them, with why one cannot be sent now."""
    found = families.staying(person, actor=actor)
    return [(each.person, sentences.refusal(each.hindrance, {}) if each.hindrance else "") for each in found]


def _hanging(person_id: int, sent: Any, *, for_receiver: bool = False) -> dict[str, Any]:
    """What hangs in the case, and in words what would keep the move from being carried out today."""
    moves_on, now = sent.moves_on if sent is not None else None, timezone.now()
    found = queries.hanging(person_id, moves_on=moves_on, now=now, sent=sent, for_receiver=for_receiver)
    return {"hanging": found, "hindrance_words": sentences.refusal(found.hindrance, {}) if found.hindrance else ""}


def _sent(request: ActingRequest, person_id: int, form: forms.Send) -> bool:
    told = form.cleaned_data
    send = families.send_all if told.get("family") else services.send
    try:
        along = send(
            person_id=person_id,
            receiver_id=told["receiver"],
            moves_on=told["moves_on"],
            words=told["words"],
            hearing_words=told.get("hearing_words", ""),
            actor=request.actor,
            now=timezone.now(),
        )
    except NotAllowed as refused:
        if refused.code == "transfer.sent_already":  # the page tells where the one that waits stands
            messages.warning(request, sentences.refusal(refused.code, refused.facts))
            return True
        form.add_error(None, sentences.refusal(refused.code, refused.facts))
        return False
    messages.success(request, _("Sent. They say yes or no; until then nothing moves."))
    if isinstance(along, int):
        _tell_along(request, along)
    return True


def _tell_along(request: ActingRequest, sent: int) -> None:
    told = ngettext("%(n)d of the family is sent along.", "%(n)d of the family are sent along.", sent)
    messages.success(request, told % {"n": sent})


@require_POST
@allows(*CASE_ROLES, purpose="case")
def send_along(request: ActingRequest, person_id: int) -> HttpResponse:
    """Offer the rest of the family where this case is offered, for the same day."""
    plans_queries.own(person_id, actor=request.actor)
    try:
        _tell_along(request, families.send_along(person_id=person_id, actor=request.actor, now=timezone.now()))
    except NotAllowed as refused:
        messages.error(request, sentences.refusal(refused.code, refused.facts))
    return redirect("staff:send_case", person_id)


@require_POST
@allows(*CASE_ROLES, purpose="case")
def take_back(request: ActingRequest, person_id: int) -> HttpResponse:
    """Take an offer back before it is answered, or before the day of the move."""
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
