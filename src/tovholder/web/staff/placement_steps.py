"""The steps of a placement as requests: each is checked again by its service, and nobody's words are lost."""

from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tovholder.accounts.access_rules import allows
from tovholder.accounts.conflicts import NotAllowed, Stale
from tovholder.accounts.roles import CASE_ROLES
from tovholder.placements import queries, rules, services
from tovholder.placements.plans import Answer
from tovholder.web.shared import edits, sentences
from tovholder.web.shared.requests import ActingRequest
from tovholder.web.staff import placements
from tovholder.web.staff import placements_forms as forms

_DAY = timedelta(days=1)


def _start(told: dict[str, Any], who: dict[str, Any]) -> Any:
    return services.start(version=told["version"], on=told["on"], **who)


def _resume(told: dict[str, Any], who: dict[str, Any]) -> Any:
    return services.resume(version=told["version"], **who)


def _hours(told: dict[str, Any], who: dict[str, Any]) -> Any:
    return services.change_hours(
        version=told["version"],
        starts_on=told["starts_on"],
        unpaid=told["unpaid"] or Decimal(0),
        paid=told["paid"] or Decimal(0),
        real=told["real"],
        overrule=told["overrule"],
        **who,
    )


def _contact(told: dict[str, Any], who: dict[str, Any]) -> Any:
    return services.choose_company_contact(version=told["version"], contact_id=told["contact"], **who)


def _extend(told: dict[str, Any], who: dict[str, Any]) -> Any:
    last_day, overrule = told["last_day"], told["overrule"]
    return services.extend(version=told["version"], ends_before=last_day + _DAY, overrule=overrule, **who)


def _end(told: dict[str, Any], who: dict[str, Any]) -> Any:
    return services.end(**told, **who)


def _interrupt(told: dict[str, Any], who: dict[str, Any]) -> Any:
    return services.interrupt(**told, **who)


def _cancel(told: dict[str, Any], who: dict[str, Any]) -> Any:
    return services.cancel(**told, **who)


_TAKE: dict[str, Callable[[dict[str, Any], dict[str, Any]], Any]] = {
    "start": _start,
    "resume": _resume,
    "hours": _hours,
    "extend": _extend,
    "contact": _contact,
    "end": _end,
    "interrupt": _interrupt,
    "cancel": _cancel,
}


@require_POST
@allows(*CASE_ROLES, purpose="placement")
def take(request: ActingRequest, placement_id: int, step: str) -> HttpResponse:
    """Take one step. What cannot be read, is refused or came second is shown with the words still in the form."""
    if step not in _TAKE:
        raise Http404
    form = placements.FORMS[step](request.POST, auto_id=f"{step}_%s")
    if not form.is_valid():
        return placements.page(request, placement_id, status=422, **{step: form})
    who = {"placement_id": placement_id, "actor": request.actor, "now": timezone.now()}
    try:
        answer = _TAKE[step](_told(form), who)
    except Stale:
        return _came_second(request, placement_id, step, form)
    except NotAllowed as refused:
        _say_beside(form, refused)
        return placements.page(request, placement_id, status=422, **{step: form})
    if isinstance(answer, Answer) and not answer.agreed:
        say_what_refuses(form, answer, request.actor.role)
        return placements.page(request, placement_id, status=422, **{step: form})
    messages.success(request, _("Saved."))
    if step == "extend":  # made longer without a word about pay, a stay becomes a parking place
        return redirect("staff:ladder_follow_up", placement_id)
    return redirect("staff:placement", placement_id)


# The field a refusal is about.
_BESIDE = {
    "placement.reason_missing": "reason",
    "placement.next_step_before_end": "next_step_on",
    "placement.end_outside_stay": "ended_on",
}


def _say_beside(form: Any, refused: NotAllowed) -> None:
    """The refusal beside the field it is about, where the form has it; else on top."""
    field = _BESIDE.get(refused.code)
    words = sentences.refusal(refused.code, refused.facts)
    if field == "reason" and "ended_on" in form.fields:
        words = _("It ends before the agreed last day: choose why.")
    form.add_error(field if field in form.fields else None, words)


def _told(form: Any) -> dict[str, Any]:
    """What was written, with the answer for a refusal where the step can be refused."""
    if not isinstance(form, forms.Answerable):
        return dict(form.cleaned_data)
    return {**form.cleaned_data, "overrule": form.overrule()}


def say_what_refuses(form: Any, answer: Answer, role: str) -> None:
    """Every refusal with its source; who may answer for all of them is asked why."""
    found = answer.agreement.in_the_way
    mine = [bool(rules.may_overrule(decision, role=role, reason="asked").allowed) for decision in found]
    for decision, is_mine in zip(found, mine, strict=True):
        told = [sentences.sentence(decision), sentences.say_reference(decision.reference, get_language() or "da")]
        if not is_mine and rules.may_be_overruled(decision):
            told.append(_("You cannot overrule this.") if decision.refused else _("You cannot answer for this."))
        form.add_error(None, " ".join(filter(None, told)))
    if all(mine):
        form.ask_why()


def _came_second(request: ActingRequest, placement_id: int, step: str, form: Any) -> HttpResponse:
    """Somebody else moved the placement: its page as it stands now, with the user's words and the newest version."""
    version = queries.placement(placement_id, actor=request.actor).version
    edits.renewed(form, "version", version)
    form.add_error(None, _("Somebody else changed this placement while you were writing. Look at it, and send again."))
    return placements.page(request, placement_id, status=409, **{step: form})
