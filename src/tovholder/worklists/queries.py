"""My day, as SQL with bounded rows. Every row has a `holder`: the member whose turn it is.

A count and the list it counts come from the same rows: `due(kind)` is both."""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import (
    BigIntegerField,
    BooleanField,
    Count,
    ExpressionWrapper,
    F,
    Q,
    QuerySet,
    Value,
)
from django.db.models.functions import Cast

from tovholder.accounts.actors import Actor
from tovholder.accounts.kept_questions import Kept, in_steps, kept
from tovholder.accounts.roles import CASE_ROLES
from tovholder.companies.models import JobOrder
from tovholder.people.models import Person
from tovholder.placements import objections, plan_of_day
from tovholder.placements.models import Placement
from tovholder.proposals import queries as proposal_queries
from tovholder.proposals.models import ENDED, Proposal
from tovholder.worklists import coming, forgotten, waiting
from tovholder.worklists.items import COMING_KINDS, KINDS, ORDER_KINDS, PEOPLE_KINDS, PROPOSAL_KINDS, STAY_KINDS, Limits

NOBODY = 0  # in the address: what has no holder
EVERYBODY = -1  # among the counts: each row once, however many are told of it


@dataclass(frozen=True)
class Whose:
    """The turns of one member, of nobody yet (`holder` NOBODY), or of the whole organisation (None)."""

    holder: int | None = None

    def of(self, found: QuerySet[Any]) -> QuerySet[Any]:
        if self.holder is None:
            return found
        if self.holder == NOBODY:
            return found.filter(holder__isnull=True)
        told = Q(holder=self.holder)
        return found.filter(told | Q(also=self.holder) if waiting.tells_two(found) else told)


def due(kind: str, *, actor: Actor, limits: Limits, whose: Whose) -> QuerySet[Any]:
    """The rows of one kind, most pressing first: persons, orders, follow-ups, placements or proposals."""
    if actor.role not in CASE_ROLES:
        return Person.objects.none()
    if kind in PEOPLE_KINDS:
        found = waiting.people_told(actor, limits).filter(waiting.PEOPLE[kind](limits, actor))
        return whose.of(found.order_by(*waiting.PEOPLE_ORDER[kind], "pk"))
    if kind in ORDER_KINDS:
        return whose.of(waiting.orders(actor).filter(waiting.order_is(kind, limits)).order_by("received_at", "pk"))
    if kind in PROPOSAL_KINDS:
        opened = proposal_queries.with_openings(waiting.proposals(actor), actor=actor)
        return whose.of(opened.filter(waiting.proposal_is(kind, actor, limits)).order_by("touched_at", "pk"))
    if kind in STAY_KINDS:
        told = _told_of(waiting.stays(actor), limits.on)
        return whose.of(told.filter(waiting.stay_is(kind, limits)).order_by(*waiting.STAY_ORDER[kind], "pk"))
    if kind in COMING_KINDS:
        return coming.listed(whose.of(coming.KINDS[kind](actor, limits)))
    return whose.of(waiting.OTHERS[kind](actor, limits)).annotate(**_hours(kind, limits.on))


def _hours(kind: str, on: date) -> dict[str, Any]:
    """What the lines of stays say of pay: the hours of the day. Not for the counts, which would look them up too."""
    return plan_of_day.columns(on, "placement__") if kind == "follow_up" else {}


def _told_of(stays: QuerySet[Placement], on: date) -> QuerySet[Placement]:
    """The same for the stays themselves, and who has said no to each."""
    return stays.annotate(**plan_of_day.columns(on), **objections.columns())


def due_now(*, actor: Actor, limits: Limits, whose: Whose, most: int) -> dict[str, list[Any]]:
    """The rows of every kind that has any, most pressing first: ten queries at most, each with `most` rows at most.

    The same rows as `due` gives kind by kind, for a page that shows them all."""
    if actor.role not in CASE_ROLES:
        return {}
    asked: dict[str, Any] = {"actor": actor, "limits": limits, "whose": whose, "most": most}
    ids, found = _read_first(whose, actor, limits, most)
    found |= _people_of(ids, actor, limits, most)
    cases, orders = in_steps(ids["case"]), in_steps(ids["order"])
    found |= _of_kinds(ORDER_KINDS, _orders_due.rows(**asked))
    found |= _of_kinds(PROPOSAL_KINDS, _proposals_due.rows(**asked, cases=cases, orders=orders))
    found |= _of_kinds(STAY_KINDS, _stays_due.rows(**asked))
    for kind in waiting.OTHERS:
        found[kind] = _others_due.rows(**asked, kind=kind)
    return {kind: found[kind] for kind in KINDS if found.get(kind)}


def _people_of(ids: Mapping[str, list[int]], actor: Actor, limits: Limits, most: int) -> dict[str, list[Person]]:
    """The cases whose ids were found for each kind, with all their lines tell, in one query."""
    of_kind = {kind: set(ids[kind]) for kind in PEOPLE_KINDS}
    chosen = sorted(set().union(*of_kind.values()))[:most]
    read = _cases.rows(actor=actor, limits=limits, ids=in_steps(chosen)) if chosen else []
    return {kind: sorted((row for row in read if row.pk in of_kind[kind]), key=_PRESSING[kind]) for kind in of_kind}


@kept()
def _cases(*, actor: Actor, limits: Limits, ids: tuple[int, ...]) -> QuerySet[Person]:
    return waiting.people_told(actor, limits).filter(pk__in=ids)


@kept(shaped_by=("most",))
def _orders_due(*, actor: Actor, limits: Limits, whose: Whose, most: int) -> QuerySet[JobOrder]:
    return _flagged(
        whose.of(waiting.orders(actor)), {kind: waiting.order_is(kind, limits) for kind in ORDER_KINDS}, most
    )


@kept(shaped_by=("most",))
def _proposals_due(
    *, actor: Actor, limits: Limits, whose: Whose, most: int, cases: tuple[int, ...], orders: tuple[int, ...]
) -> QuerySet[Proposal]:
    rows = proposal_queries.with_openings(_could_be_of(whose, actor, cases, orders), actor=actor)
    return _flagged(whose.of(rows), {kind: waiting.proposal_is(kind, actor, limits) for kind in PROPOSAL_KINDS}, most)


@kept(shaped_by=("most",))
def _stays_due(*, actor: Actor, limits: Limits, whose: Whose, most: int) -> QuerySet[Placement]:
    rows = whose.of(_told_of(waiting.stays(actor), limits.on))
    return _flagged(rows, {kind: waiting.stay_is(kind, limits) for kind in STAY_KINDS}, most)


@kept(shaped_by=("most",))
def _others_due(*, actor: Actor, limits: Limits, whose: Whose, most: int, kind: str) -> QuerySet[Any]:
    return due(kind, actor=actor, limits=limits, whose=whose)[:most]


def _flagged(rows: QuerySet[Any], kinds: Mapping[str, Q], most: int) -> QuerySet[Any]:
    """Rows that are of at least one kind, each with the kinds it is of."""
    asked = Q()
    for condition in kinds.values():
        asked |= condition
    flags = {f"is_{kind}": ExpressionWrapper(condition, BooleanField()) for kind, condition in kinds.items()}
    return rows.filter(asked).annotate(**flags).order_by("pk")[:most]


def _of_kinds(kinds: Iterable[str], read: list[Any]) -> dict[str, list[Any]]:
    return {kind: sorted((row for row in read if getattr(row, f"is_{kind}")), key=_PRESSING[kind]) for kind in kinds}


_PRESSING: dict[str, Callable[[Any], Any]] = {
    "first_offer": lambda person: (person.takeover_on, person.pk),
    "group_answer": lambda person: (person.answered_at, person.pk),
    "meeting": lambda person: (person.meeting_at, person.pk),
    "talk": lambda person: (person.visited_on, person.pk),
    "agreed_talk": lambda person: (person.next_on, person.pk),
    "hearing": lambda person: (person.hearing_event_on, person.pk),
    "absence": lambda person: (person.away_on, person.pk),
    "sheet": lambda person: (person.sheet_at, person.pk),
    "considerations": lambda person: person.pk,
    "way_in": lambda person: (person.way_in_at, person.pk),
    "aftercare": lambda person: person.pk,
    "no_contact": lambda person: (person.last_contact_at or forgotten.EARLIEST, person.pk),
    **{kind: lambda order: (order.received_at, order.pk) for kind in ORDER_KINDS},
    **{kind: lambda proposal: (proposal.touched_at, proposal.pk) for kind in PROPOSAL_KINDS},
    "objection": lambda stay: (stay.starts_on, stay.pk),
    "ending": lambda stay: (stay.ends_before, stay.pk),
}


def _read_first(
    whose: Whose, actor: Actor, limits: Limits, most: int
) -> tuple[dict[str, list[int]], dict[str, list[Any]]]:
    """In one query: who and what is on the way here, as lines; the ids of the cases of each kind; and those of the
    member's own cases and orders."""
    ids: dict[str, list[int]] = {what: [] for what in ("case", "order", *PEOPLE_KINDS)}
    lines: dict[str, list[Any]] = {kind: [] for kind in COMING_KINDS}
    for what, *row in _first.rows(actor=actor, limits=limits, whose=whose):
        if what in ids:
            ids[what].append(row[0])
        else:
            lines[what].append(coming.Coming(*row))
    return ids, {kind: sorted(rows, key=coming.key)[:most] for kind, rows in lines.items()}


@kept()
def _first(*, actor: Actor, limits: Limits, whose: Whose) -> QuerySet[Any, Any]:
    parts = [
        whose.of(rows(actor, limits)).order_by().annotate(what=coming.word(kind)).values_list("what", *coming.FIELDS)
        for kind, rows in coming.KINDS.items()
    ]
    parts += [coming.keys(kind, whose.of(waiting.counted(kind, actor, limits))) for kind in PEOPLE_KINDS]
    if whose.holder:
        parts.append(coming.keys("case", Person.objects.filter(contact_id=whose.holder)))
        parts.append(coming.keys("order", JobOrder.objects.filter(owner_id=whose.holder)))
    return parts[0].union(*parts[1:], all=True)


def _could_be_of(whose: Whose, actor: Actor, cases: Collection[int], orders: Collection[int]) -> QuerySet[Proposal]:
    """Proposals narrowed to what one member may hold, before the holder of each is worked out across two tables.

    Narrowed by ids that were read before: PostgreSQL would else join all proposals with all orders first."""
    if whose.holder is None:
        return waiting.proposals(actor)
    if whose.holder == NOBODY:  # whoever proposed is always somebody
        no_contact = Person.objects.filter(organisation_id=actor.organisation_id, contact__isnull=True).values("pk")
        no_owner = JobOrder.objects.filter(taken_by_id=actor.organisation_id, owner__isnull=True).values("pk")
        return waiting.proposals(actor).filter(Q(person__in=no_contact) | Q(order__in=no_owner))
    over = Q(proposed_by_id=whose.holder, status__in=ENDED)
    return waiting.proposals(actor).filter(Q(person__in=cases) | Q(order__in=orders) | over)


def counts(*, actor: Actor, limits: Limits) -> dict[int, dict[str, int]]:
    """How many of each kind each member holds (NOBODY: without holder). Five queries, whatever the size.

    What two are told of counts for both, and once for EVERYBODY, as in the list of all."""
    found: dict[int, dict[str, int]] = {}
    if actor.role not in CASE_ROLES:
        return found
    for question in (_counts_of_people, _counts_of_others):
        for kind, holder, also, number in question.rows(actor=actor, limits=limits):
            _tell(found, holder, also, {kind: number})
    counted: tuple[tuple[tuple[str, ...], Kept[Any, Any]], ...] = (
        (ORDER_KINDS, _counts_of_orders),
        (PROPOSAL_KINDS, _counts_of_proposals),
        (STAY_KINDS, _counts_of_stays),
    )
    for kinds, question in counted:
        for row in question.rows(actor=actor, limits=limits):
            _tell(found, row["holder"], row.get("also"), {kind: row[f"n_{kind}"] for kind in kinds})
    return found


@kept()
def _counts_of_people(*, actor: Actor, limits: Limits) -> QuerySet[Any, Any]:
    return _each({kind: waiting.counted(kind, actor, limits) for kind in PEOPLE_KINDS})


@kept()
def _counts_of_others(*, actor: Actor, limits: Limits) -> QuerySet[Any, Any]:
    """Those of tables of their own."""
    rows_of = {**waiting.OTHERS, **coming.KINDS}
    return _each({kind: rows(actor, limits).select_related(None) for kind, rows in rows_of.items()})


@kept()
def _counts_of_orders(*, actor: Actor, limits: Limits) -> QuerySet[Any, Any]:
    return _by_holder(waiting.orders(actor), {kind: waiting.order_is(kind, limits) for kind in ORDER_KINDS})


@kept()
def _counts_of_proposals(*, actor: Actor, limits: Limits) -> QuerySet[Any, Any]:
    asked = {kind: waiting.proposal_is(kind, actor, limits) for kind in PROPOSAL_KINDS}
    return _by_holder(waiting.proposals(actor), asked)


@kept()
def _counts_of_stays(*, actor: Actor, limits: Limits) -> QuerySet[Any, Any]:
    return _by_holder(waiting.stays(actor), {kind: waiting.stay_is(kind, limits) for kind in STAY_KINDS})


def _each(rows_of: Mapping[str, QuerySet[Any]]) -> QuerySet[Any, Any]:
    """Every kind counted by itself, all in one query: each is found by an index of its own, where a row that is asked
    for all kinds at once is asked everything."""
    parts = [_grouped(kind, rows.order_by()) for kind, rows in rows_of.items()]
    return parts[0].union(*parts[1:], all=True)


def _grouped(kind: str, rows: QuerySet[Any]) -> QuerySet[Any, Any]:
    also = F("also") if waiting.tells_two(rows) else Cast(Value(None), BigIntegerField())
    told = rows.annotate(what=coming.word(kind), too=also).values("what", "holder", "too")
    return told.annotate(n=Count("pk")).values_list("what", "holder", "too", "n")


def _by_holder(rows: QuerySet[Any], kinds: Mapping[str, Q]) -> QuerySet[Any, Any]:
    """How many of each kind, for each holder: the kinds are of the same rows."""
    asked = Q()
    for condition in kinds.values():
        asked |= condition
    several = len(kinds) > 1
    counted = {f"n_{kind}": Count("pk", filter=is_it if several else None) for kind, is_it in kinds.items()}
    told = ("holder", "also") if waiting.tells_two(rows) else ("holder",)
    return rows.filter(asked).select_related(None).order_by().values(*told).annotate(**counted)


def _tell(found: dict[int, dict[str, int]], holder: int | None, also: int | None, kinds: Mapping[str, int]) -> None:
    for each in {EVERYBODY, holder or NOBODY, also or holder or NOBODY}:
        of_holder = found.setdefault(each, dict.fromkeys(KINDS, 0))
        for kind, number in kinds.items():
            of_holder[kind] += number
