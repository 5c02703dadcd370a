"""Boards (S54): who stands where, a card for each person, moved with mouse or keyboard where that is lawful."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from tovholder import parameters
from tovholder.accounts import queries as accounts
from tovholder.accounts.access_rules import allows
from tovholder.accounts.actors import Actor
from tovholder.accounts.conflicts import NotAllowed, Stale
from tovholder.accounts.roles import CASE_ROLES, Role
from tovholder.pathways import services as pathways
from tovholder.people import queries as people
from tovholder.web.shared import sentences
from tovholder.web.shared.requests import own_address
from tovholder.web.staff.boards_forms import BoardFilter
from tovholder.worklists import boards, places


@require_GET
@allows(*CASE_ROLES, Role.BENEFITS_OFFICER, purpose="boards")
def index(request: HttpRequest) -> HttpResponse:
    """All open cases of the municipality on one board; the address is the filter."""
    actor = request.actor  # type: ignore[attr-defined]
    form = BoardFilter(request.GET, units=accounts.units(actor=actor), actor=actor)
    today = timezone.localdate()
    only = form.asked()
    columns = boards.board(actor=actor, on=today, only=only)
    context = {"columns": columns, "form": form, "today": today, "only": only, "here": request.get_full_path()}
    if only.column:
        context |= form.pages(columns[0] if columns else None)
    return render(request, "staff/boards/index.html", context)


@require_POST
@allows(*CASE_ROLES, purpose="boards")
def move(request: HttpRequest, person_id: int) -> HttpResponse:
    """Move a card. What is not lawful changes nothing and says why; so does a card somebody else moved first."""
    target = request.POST.get("to", "")
    try:
        decision = pathways.move_on_board(
            person_id=person_id,
            target=target,
            seen=request.POST.get("seen", ""),
            on=timezone.localdate(),
            actor=request.actor,  # type: ignore[attr-defined]
            now=timezone.now(),
        )
    except Stale:
        messages.warning(request, _("Somebody else moved this card meanwhile. This is how it stands now."))
    except NotAllowed as refusal:
        messages.error(request, sentences.refusal(refusal.code, refusal.facts))
    else:
        if decision.allowed:
            messages.success(request, _where(person_id, target, request.actor))  # type: ignore[attr-defined]
        else:
            messages.error(request, sentences.sentence(decision))
    # To the card itself, which takes the focus.
    return redirect(f"{own_address(request) or reverse('staff:boards')}#kort-{person_id}")


def _where(person_id: int, target: str, actor: Actor) -> str:
    """Who was moved, and where to: the card may stand outside the filter now. A reason of health, and "away", which may
    stand for one, are not said in a message that others may read over a shoulder."""
    (person,) = people.noted(list(people.visible(actor=actor).filter(pk=person_id)), actor=actor, fields="board")
    name = f"{person.given_name} {person.family_name}".strip()
    if places.is_silent(target):
        return _("%(name)s is moved.") % {"name": name}
    status = parameters.term("board_statuses", target).label(get_language() or "da")
    return _("%(name)s is moved. New status: %(status)s.") % {"name": name, "status": status}
