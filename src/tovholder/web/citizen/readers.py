"""Who has read my case: organisation, role, time and purpose of every look-up (CJEU C-579/21)."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.views.decorators.http import require_GET

from tovholder.accounts import queries
from tovholder.accounts.access_rules import allows
from tovholder.accounts.roles import Role
from tovholder.pathways.reception_queries import drafts_of
from tovholder.people import queries as people
from tovholder.web.shared import lists, names
from tovholder.web.shared.requests import ActingRequest

Words = str | Promise
SORTS = {"tid": ["event__at"]}


@dataclass(frozen=True)
class Look:
    """One look-up as the citizen may know it. `name` is empty where the reader's organisation does not show names."""

    at: datetime
    organisation: str
    role: Words
    name: str
    purpose: Words
    fields: Words
    allowed: bool


@require_GET
@allows(Role.CITIZEN, purpose="own page")
def readers(request: ActingRequest) -> HttpResponse:
    """The log of look-ups, newest first; one's own visits are left out."""
    person = people.own_case(actor=request.actor)
    if person is None:
        return render(request, "citizen/readers.html", {"person": None})
    reads = queries.reads_of_person(person.pk, drafts=drafts_of(person.pk)).exclude(
        event__user_id=request.actor.user_id
    )
    page = lists.page_of(reads, request, sorts=SORTS, first="-tid")
    shows_names = person.organisation.shows_reader_names
    named = queries.organisations_that_name_readers()
    page = page.with_rows([_look(read, read.event.organisation_id in named) for read in page.rows])
    return render(request, "citizen/readers.html", {"person": person, "page": page, "shows_names": shows_names})


def _look(read: Any, shows_names: bool) -> Look:
    event = read.event
    return Look(
        at=event.at,
        organisation=event.organisation_name,
        role=names.ROLES.get(event.role, event.role),
        name=event.actor_name if shows_names else "",
        purpose=names.PURPOSES.get(event.purpose, event.purpose),
        fields=names.FIELDS.get(read.fields, read.fields),
        allowed=event.allowed,
    )
