"""Who has read my case: organisation, role, times and purpose of every look-up, by day (CJEU C-579/21).

Beside it what was done with the way in to these pages: whoever makes a link and a code could come in by them."""

from collections import defaultdict
from collections.abc import Collection, Sequence
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
from tovholder.web.citizen.way_in_words import WORDS
from tovholder.web.shared import lists, names
from tovholder.web.shared.requests import ActingRequest

Words = str | Promise
_SIZE, _NEWEST = 50, 20


@dataclass(frozen=True)
class Looks:
    """What one reader looked up on one day, as the citizen may know it. `name` is empty where the reader's
    organisation does not show names; `saw` is empty where the look was refused."""

    first: datetime
    last: datetime
    times: int
    organisation: str
    role: Words
    name: str
    purposes: Sequence[str]
    saw: Sequence[str]
    allowed: bool

    @property
    def ends_later(self) -> bool:
        """Whether the last look was in another minute than the first."""
        return self.last.replace(second=0, microsecond=0) != self.first.replace(second=0, microsecond=0)


@dataclass(frozen=True)
class Change:
    """Something done with the way in or the contact."""

    at: datetime
    words: Words
    role: Words
    name: str


@require_GET
@allows(Role.CITIZEN, purpose="own page")
def readers(request: ActingRequest) -> HttpResponse:
    """The log of look-ups by day and reader, newest first; one's own visits are left out."""
    person = people.own_case(actor=request.actor)
    if person is None:
        return render(request, "citizen/readers.html", {"person": None})
    drafts = drafts_of(person.pk)
    named = queries.organisations_that_name_readers()
    page = lists.page_of_rows(
        queries.looks_by_day(person.pk, but=request.actor.user_id, drafts=drafts), request, size=_SIZE
    )
    shown = {
        "person": person,
        "page": page.with_rows(_looks(page.rows, person.pk, drafts, named)),
        "changes": [_change(row, named) for row in _changes(person.pk)],
        "shows_names": person.organisation.shows_reader_names,
    }
    return render(request, "citizen/readers.html", shown)


def _looks(
    rows: Sequence[queries.LooksOfDay], person_id: int, drafts: Collection[int], named: frozenset[int]
) -> list[Looks]:
    saw: dict[Any, set[tuple[str, str]]] = defaultdict(set)
    for key, purpose, fields in queries.seen_in(rows, person_id, drafts):
        saw[key].add((purpose, fields))
    return [_of_day(row, sorted(saw[row.key]), row.organisation_id in named) for row in rows]


def _of_day(row: queries.LooksOfDay, saw: list[tuple[str, str]], shows_name: bool) -> Looks:
    purposes = [names.PURPOSES.get(purpose, purpose) for purpose, _fields in saw]
    fields = [names.FIELDS.get(fields, fields) for _purpose, fields in saw if row.allowed]
    return Looks(
        first=row.first,
        last=row.last,
        times=row.times,
        organisation=row.organisation_name,
        role=names.ROLES.get(row.role, row.role),
        name=row.actor_name if shows_name else "",
        purposes=list(dict.fromkeys(map(str, purposes))),  # two codes may have the same words
        saw=list(dict.fromkeys(map(str, fields))),
        allowed=row.allowed,
    )


def _changes(person_id: int) -> list[Any]:
    return list(queries.writes_about_person(person_id).filter(action__in=WORDS)[:_NEWEST])


def _change(row: Any, named: frozenset[int]) -> Change:
    """Coming in is told without a name: whoever has link and code comes in as the citizen."""
    by_citizen = row.action in ("way_in.sign_in", "way_in.mitid", "way_in.code_is_dead")
    return Change(
        at=row.at,
        words=WORDS[row.action],
        role="" if by_citizen else names.ROLES.get(row.role, row.role),
        name=row.actor_name if not by_citizen and row.organisation_id in named else "",
    )
