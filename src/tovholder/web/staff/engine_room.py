"""Seen by all: the weights of the parts and the runs of the engine. Changed by the secretariat: the weights."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from tovholder.accounts.access_rules import allows
from tovholder.accounts.conflicts import NotAllowed, Stale
from tovholder.accounts.roles import STAFF_ROLES, Role
from tovholder.proposals import queries
from tovholder.proposals import weights as weights_service
from tovholder.web.shared.lists import page_of
from tovholder.web.shared.requests import ActingRequest
from tovholder.web.staff import matching_words as words
from tovholder.web.staff.engine_room_forms import WeightsForm
from tovholder.worklists import figures, joint_plan


@require_GET
@allows(*STAFF_ROLES, purpose="insight")
def runs(request: ActingRequest) -> HttpResponse:
    """The runs: when, how many, how long, how evenly people are proposed, which weights; and the newest plan."""
    page = page_of(queries.runs(), request, sorts={"when": ("pk",)}, first="-when")
    plan = joint_plan.report(actor=request.actor)
    numbers = (plan.people, plan.places, plan.served) if plan else ()
    context = {"page": page, "plan": plan, "numbers": [_about(each) for each in numbers]}
    return render(request, "staff/engine_room/runs.html", context | {"least": figures.LEAST})


def _about(number: int) -> str:
    """A sum to the nearest ten: beside counts of which small ones are hidden, an exact sum would tell them."""
    return _("under 10") if number < 10 else _("about %(number)d") % {"number": round(number, -1)}


@require_http_methods(["GET", "POST"])
@allows(*STAFF_ROLES, purpose="insight")
def weights(request: ActingRequest) -> HttpResponse:
    """The weights now and before. The secretariat changes them with a reason; the next run uses them."""
    actor = request.actor
    now = weights_service.current(now=timezone.now())
    form = WeightsForm(request.POST or None, weights=now.weights, seen=now.pk)
    may_change = actor.role == Role.COORDINATOR
    if request.method == "POST" and may_change and form.is_valid() and _changed(request, form):
        return redirect("staff:weights")
    if request.method == "POST" and not may_change:
        messages.error(request, _("Only the secretariat changes the weights."))
    named = [(words.PARTS[f"part.{name}"], weight) for name, weight in now.weights.items()]
    context: dict[str, Any] = {
        "now": now,
        "weights_now": named,
        "versions": queries.weights_versions()[:20],
        "may_change": may_change,
    }
    return render(
        request, "staff/engine_room/weights.html", {**context, "form": form}, status=422 if form.errors else 200
    )


def _changed(request: ActingRequest, form: WeightsForm) -> bool:
    try:
        weights_service.change(
            weights=form.weights(),
            reason=form.cleaned_data["reason"],
            seen=form.cleaned_data["seen"],
            actor=request.actor,
            now=timezone.now(),
        )
    except Stale:
        form.add_error(
            None, _("Somebody else changed the weights meanwhile. Compare below, and save again if you still want to.")
        )
        return False
    except NotAllowed:
        form.add_error(None, _("Only the secretariat changes the weights, and always with a reason."))
        return False
    messages.success(request, _("Saved. The next run uses the new weights; the old ones are kept below."))
    return True
