"""Where a handful of people stand, for lists that show them; and which people stand in one column, for a filter."""

from datetime import date, datetime

from django.db.models import Exists, Max, OuterRef, Q, QuerySet

from tovholder import parameters
from tovholder.accounts.actors import Actor
from tovholder.pathways import board_moves
from tovholder.pathways.models import Contact, StatusSpell
from tovholder.pathways.queries import in_force
from tovholder.people import case_scope
from tovholder.people.models import Person
from tovholder.placements.models import Placement
from tovholder.placements.transitions import GOES_ON
from tovholder.worklists.boards import waiting
from tovholder.worklists.places import AWAY


def columns_of(persons: list[Person], *, actor: Actor, on: date) -> dict[int, str]:
    """The column of each person as this viewer sees it: two queries."""
    ids = [person.pk for person in persons]
    kinds: dict[int, tuple[str, ...]] = {}
    for pk, kind in Placement.objects.filter(person_id__in=ids, status__in=GOES_ON).values_list("person_id", "kind"):
        kinds[pk] = (*kinds.get(pk, ()), kind)
    spells = StatusSpell.objects.filter(in_force(on), person_id__in=ids).order_by("starts_on", "id")
    codes = dict(spells.values_list("person_id", "code"))
    return {
        person.pk: shown(
            board_moves.column(spell=codes.get(person.pk, ""), kinds=kinds.get(person.pk, ())), person, actor
        )
        for person in persons
    }


def shown(column: str, person: Person, actor: Actor) -> str:
    """The column as this viewer may read it."""
    masked = board_moves.is_health(column) and not case_scope.is_within_case_of(person, actor)
    return AWAY if masked else column


def in_column(cases: QuerySet[Person], column: str, *, actor: Actor, on: date) -> QuerySet[Person]:
    """Those of the cases who stand in the column as this viewer sees it; all of them for a column nobody knows."""
    if not parameters.is_term(board_moves.LIST, column):
        return cases
    if column == board_moves.START:
        return waiting(cases, on)
    if board_moves.is_derived(column):
        return _by_stay(cases, column, on)
    found = cases.filter(_stands(on, [column]))
    if board_moves.is_free(column):
        found = found.filter(~Exists(_running()))
    if board_moves.is_health(column):
        return found.filter(case_scope.within(actor))
    if column == AWAY:
        return cases.filter(_stands(on, [AWAY]) | Q(_stands(on, _health())) & ~case_scope.within(actor))
    return found


def _health() -> list[str]:
    return [term.code for term in parameters.terms(board_moves.LIST) if term.flag("health")]


def _running() -> QuerySet[Placement]:
    return Placement.objects.filter(person_id=OuterRef("pk"), status__in=GOES_ON)


def _stands(on: date, codes: list[str]) -> Exists:
    of_person = {"person_id": OuterRef("pk"), "organisation_id": OuterRef("organisation_id")}  # together, an index
    return Exists(StatusSpell.objects.filter(in_force(on), **of_person, code__in=codes))


def _by_stay(cases: QuerySet[Person], column: str, on: date) -> QuerySet[Person]:
    """A running stay that gives the column, none that goes before it, and no status that stands in its way."""
    columns = {term.code: board_moves.column_of_stays((term.code,)) for term in parameters.terms("placement_kinds")}
    before = board_moves.columns_before(column)
    own = [kind for kind, given in columns.items() if given == column]
    first = [kind for kind, given in columns.items() if given in before]
    not_free = [term.code for term in parameters.terms(board_moves.LIST) if not term.flag("available")]
    found = cases.filter(Exists(_running().filter(kind__in=own)), ~_stands(on, not_free))
    return found.filter(~Exists(_running().filter(kind__in=first))) if first else found


def last_contacts(persons: list[Person]) -> dict[int, datetime]:
    """When each was last in contact: one query."""
    rows = Contact.objects.filter(person_id__in=[person.pk for person in persons]).values("person_id")
    return {row["person_id"]: row["last"] for row in rows.annotate(last=Max("at"))}
