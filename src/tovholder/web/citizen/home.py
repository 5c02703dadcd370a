"""The citizen's own page: who to call, what waits for an answer, where one works, who else may see one."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from tovholder.accounts.access_rules import allows
from tovholder.accounts.actors import Actor
from tovholder.accounts.roles import Role
from tovholder.pathways import progress_queries
from tovholder.people import queries as people
from tovholder.people import services as people_services
from tovholder.people.queries import NoSuchPerson
from tovholder.placements import plan_of_day
from tovholder.placements import queries as placements
from tovholder.proposals import queries as proposals
from tovholder.web.citizen import proposal_words, ways
from tovholder.web.shared.requests import ActingRequest

SHOWN_STAYS = ("agreed", "started", "interrupted")


@require_GET
@allows(Role.CITIZEN, purpose="own page")
def home(request: ActingRequest) -> HttpResponse:
    """Everything that concerns the citizen now, most urgent first."""
    person = people.own_case(actor=request.actor)
    shown = _shown(person, request.actor, timezone.localdate()) if person else {}
    return render(request, "citizen/home.html", {"person": person, **shown})


def _shown(person: Any, actor: Actor, today: date) -> dict[str, Any]:
    of_person = [proposal_words.told(each) for each in proposals.of_person(person.pk, actor=actor)[:20]]
    waiting = [each for each in of_person if each.waits_for_me]
    return {
        "waiting": waiting,
        "next_thing": ways.next_thing(person, waiting, on=today),
        "ways": ways.ways(),
        "others": [each for each in of_person if not each.waits_for_me],
        "stays": _stays(person.pk, actor, today)[:5],
        "sharings": people.sharings_in_force(person.pk, on=today),
        "a_sheet_waits": progress_queries.waits_for_citizen(person.pk),
    }


def _stays(person_id: int, actor: Actor, today: date) -> Any:
    found = placements.of_person(person_id, actor=actor).filter(status__in=SHOWN_STAYS)
    return found.annotate(**plan_of_day.columns(today))


@require_POST
@allows(Role.CITIZEN, purpose="own page")
def object_to_sharing(request: ActingRequest) -> HttpResponse:
    """Stop being shown in the pool, at once and without giving a reason (GDPR art. 21)."""
    person = people.own_case(actor=request.actor)
    if person is None:
        raise NoSuchPerson
    people_services.object_to_sharing(
        person_id=person.pk, on=timezone.localdate(), actor=request.actor, now=timezone.now()
    )
    messages.success(request, _("You are no longer shown to other municipalities."))
    return redirect("citizen:home")
