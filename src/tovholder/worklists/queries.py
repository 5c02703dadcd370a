"""My day, as SQL with bounded rows. Every row has a `holder`: the member whose turn it is.

A count and the list it counts come from the same rows: `due(kind)` is both."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import (
    BigIntegerField,
    BooleanField,
    Case,
    Count,
    Exists,
    ExpressionWrapper,
    F,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Cast, Coalesce

from tovholder.accounts.actors import Actor
from tovholder.accounts.roles import CASE_ROLES, Role
from tovholder.companies import desk_queries
from tovholder.companies.models import CompanyContactEvent, CompanyRequest, JobOrder
from tovholder.pathways import aftercare_queries, consideration_queries
from tovholder.pathways.models import Contact, OwnWayIn
from tovholder.people import case_scope
from tovholder.people import queries as people
from tovholder.people.models import Person
from tovholder.placements import alignment_queries, group_queries, incident_queries, objections, plan_of_day
from tovholder.placements.models import FollowUp, GroupMove, Placement
from tovholder.placements.transitions import HOLDS_A_PLACE, PLANNED, STARTED
from tovholder.proposals import queries as proposal_queries
from tovholder.proposals.models import Proposal
from tovholder.worklists import absence_turns, coming, forgotten, meeting_turns, turns
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
        return found.filter(told | Q(also=self.holder) if _tells_two(found) else told)


def _tells_two(found: QuerySet[Any]) -> bool:
    """Of proposals that ended two may be told: `also` beside `holder`."""
    return "also" in found.query.annotations


def due(kind: str, *, actor: Actor, limits: Limits, whose: Whose) -> QuerySet[Any]:
    """The rows of one kind, most pressing first: persons, orders, follow-ups, placements or proposals."""
    if actor.role not in CASE_ROLES:
        return Person.objects.none()
    if kind in PEOPLE_KINDS:
        found = _people(actor, limits).filter(_PEOPLE[kind](limits, actor))
        return whose.of(found.order_by(*_PEOPLE_ORDER[kind], "pk"))
    if kind in ORDER_KINDS:
        return whose.of(_orders(actor).filter(_order_is(kind, limits)).order_by("received_at", "pk"))
    if kind in PROPOSAL_KINDS:
        waiting = proposal_queries.with_openings(_proposals(actor), actor=actor)
        return whose.of(waiting.filter(_proposal_is(kind, actor, limits)).order_by("touched_at", "pk"))
    if kind in STAY_KINDS:
        told = _told_of(_placements(actor), limits.on)
        return whose.of(told.filter(_stay_is(kind, limits)).order_by(*_STAY_ORDER[kind], "pk"))
    if kind in COMING_KINDS:
        return coming.listed(whose.of(coming.KINDS[kind](actor, limits)))
    return whose.of(_OTHERS[kind](actor, limits)).annotate(**_hours(kind, limits.on))


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
    ids, found = _read_first(whose, actor, limits, most)
    found |= _people_of(ids, actor, limits, most)
    groups: tuple[tuple[QuerySet[Any], dict[str, Q]], ...] = (
        (_orders(actor), {kind: _order_is(kind, limits) for kind in ORDER_KINDS}),
        (
            proposal_queries.with_openings(_could_be_of(whose, actor, ids), actor=actor),
            {kind: _proposal_is(kind, actor, limits) for kind in PROPOSAL_KINDS},
        ),
        (_told_of(_placements(actor), limits.on), {kind: _stay_is(kind, limits) for kind in STAY_KINDS}),
    )
    for rows, kinds in groups:
        found |= _flagged(whose.of(rows), kinds, most)
    for kind in _OTHERS:
        found[kind] = list(due(kind, actor=actor, limits=limits, whose=whose)[:most])
    return {kind: found[kind] for kind in KINDS if found.get(kind)}


def _people_of(ids: Mapping[str, list[int]], actor: Actor, limits: Limits, most: int) -> dict[str, list[Person]]:
    """The cases whose ids were found for each kind, with all their lines tell, in one query."""
    of_kind = {kind: set(ids[kind]) for kind in PEOPLE_KINDS}
    chosen = sorted(set().union(*of_kind.values()))[:most]
    read = list(_people(actor, limits).filter(pk__in=chosen)) if chosen else []
    return {kind: sorted((row for row in read if row.pk in of_kind[kind]), key=_PRESSING[kind]) for kind in of_kind}


def _flagged(rows: QuerySet[Any], kinds: Mapping[str, Q], most: int) -> dict[str, list[Any]]:
    """Rows that are of at least one kind, in one query, then sorted into their kinds."""
    asked = Q()
    for condition in kinds.values():
        asked |= condition
    flags = {f"is_{kind}": ExpressionWrapper(condition, BooleanField()) for kind, condition in kinds.items()}
    read = list(rows.filter(asked).annotate(**flags).order_by("pk")[:most])
    of_kind = {kind: [row for row in read if getattr(row, f"is_{kind}")] for kind in kinds}
    return {kind: sorted(of, key=_PRESSING[kind]) for kind, of in of_kind.items()}


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


def _people(actor: Actor, limits: Limits) -> QuerySet[Person]:
    """Open cases with the newest contact, what was agreed then and meetings."""
    answer = _untold()
    return (
        meeting_turns.with_talks(_held(actor), limits)
        .select_related("contact__user")
        .annotate(
            last_contact_at=Subquery(_newest_contact().values("at")[:1]),
            next_on=_agreed_on(),
            answered_at=Subquery(answer.values("at")[:1]),
            answered=Subquery(answer.values("target")[:1]),
            answered_by=Subquery(answer.values("entry__group__unit__company__name")[:1]),
            way_in_at=Subquery(_made_by_another().values("made_at")[:1]),
            way_in_by=Subquery(_made_by_another().values("made_by__user__name")[:1]),
            **meeting_turns.columns(limits),
            **absence_turns.columns(limits),
        )
    )


def _held(actor: Actor) -> QuerySet[Person]:
    return people.own_open(actor=actor).annotate(holder=F("contact_id"))


def _newest_contact() -> QuerySet[Contact]:
    return Contact.objects.filter(person_id=OuterRef("pk")).order_by("-at")


def _agreed_on() -> Subquery:
    """The day the newest contact agreed on for the next."""
    return Subquery(_newest_contact().values("next_on")[:1])


def _untold() -> QuerySet[GroupMove]:
    """What a company has answered about the person in a group, until somebody has talked with the person since."""
    told = Contact.objects.filter(person_id=OuterRef("entry__person_id"), at__gte=OuterRef("at"))
    answers = group_queries.answers_of_companies().filter(entry__person_id=OuterRef("pk"))
    return answers.filter(~Exists(told), entry__organisation_id=OuterRef("organisation_id"))


def _group_answer(limits: Limits, actor: Actor) -> Q:
    return Q(Exists(_untold()))


def _first_offer(limits: Limits, actor: Actor) -> Q:
    offered = Placement.objects.filter(person_id=OuterRef("pk")).exclude(status__in=("planned", "cancelled"))
    return Q(~Exists(offered), takeover_on__gte=limits.offer_from, takeover_on__lt=limits.soon_before)


def _agreed_talk(limits: Limits, actor: Actor) -> Q:
    return Q(next_on__lte=limits.on)


def _no_contact(limits: Limits, actor: Actor) -> Q:
    """Asked so that the index answers at the first recent contact: the newest one need not be known."""
    contacts = Contact.objects.filter(person_id=OuterRef("pk"))
    known_long = Q(created_at__lt=limits.contact_before) | Exists(contacts)
    return ~Exists(contacts.filter(at__gte=limits.contact_before)) & known_long


def _considerations(limits: Limits, actor: Actor) -> Q:
    """Told within the case only: that there are any is of health."""
    return Q(consideration_queries.waiting()) & case_scope.within(actor)


def _way_in(limits: Limits, actor: Actor) -> Q:
    """The contact is told of a link a colleague made to the citizen's own pages."""
    new = OwnWayIn.objects.filter(made_at__gte=limits.way_in_from, made_by__isnull=False)
    others = new.filter(person__contact__isnull=False).exclude(made_by_id=F("person__contact_id"))
    return Q(pk__in=others.values("person_id")) & case_scope.within(actor)


def _made_by_another() -> QuerySet[OwnWayIn]:
    """Links to somebody's own pages that somebody else than the contact made, newest first."""
    made = OwnWayIn.objects.filter(person_id=OuterRef("pk"), made_by__isnull=False)
    return made.exclude(made_by_id=OuterRef("contact_id")).order_by("-made_at")


def _aftercare(limits: Limits, actor: Actor) -> Q:
    return aftercare_queries.with_facts(actor.organisation_id, on=limits.on)


_PEOPLE: dict[str, Callable[[Limits, Actor], Q]] = {
    "first_offer": _first_offer,
    "group_answer": _group_answer,
    "meeting": lambda limits, _actor: meeting_turns.meeting(limits),
    "talk": lambda limits, _actor: meeting_turns.talk(limits),
    "agreed_talk": _agreed_talk,
    "hearing": lambda limits, actor: absence_turns.hearing(limits, actor.organisation_id),
    "absence": lambda _limits, actor: absence_turns.absence(actor.organisation_id),
    "sheet": lambda limits, actor: absence_turns.sheet(limits, actor.organisation_id),
    "considerations": _considerations,
    "way_in": _way_in,
    "aftercare": _aftercare,
    "no_contact": _no_contact,
}
_PEOPLE_ORDER: dict[str, tuple[Any, ...]] = {
    "first_offer": (F("takeover_on"),),
    "group_answer": (F("answered_at"),),
    "meeting": (F("meeting_at"),),
    "talk": (F("visited_on"),),
    "agreed_talk": (F("next_on"),),
    "hearing": (F("hearing_event_on"),),
    "absence": (F("away_on"),),
    "sheet": (F("sheet_at"),),
    "considerations": (F("pk"),),
    "way_in": (F("way_in_at"),),
    "aftercare": (F("pk"),),
    "no_contact": (F("last_contact_at").asc(nulls_first=True),),
}


def _orders(actor: Actor) -> QuerySet[JobOrder]:
    """Orders our organisation took and has not closed."""
    return (
        JobOrder.objects.filter(taken_by_id=actor.organisation_id, pending_import__isnull=True)
        .filter(status__in=("draft", "open"))
        .select_related("unit__company", "owner__user")
        .annotate(holder=F("owner_id"))
    )


def _order_is(kind: str, limits: Limits) -> Q:
    if kind == "ownerless":
        return Q(owner__isnull=True)
    if kind == "stale":
        return Q(status="open", fresh_until__lt=limits.on)
    return Q(answered_at__isnull=True)  # from the first hour: what is told only when it is late is answered late


def _proposals(actor: Actor) -> QuerySet[Proposal]:
    """Open proposals that wait for somebody here: for the person's contact, or for the owner of the order."""
    waits_for_us = Q(status__in=("accepted_by_citizen", "shown_to_company", "interview", "chosen"))
    mine = Q(_is_open("person_id", actor), organisation_id=actor.organisation_id)
    if not actor.only_own_cases:
        mine |= Q(waits_for_us, order__taken_by_id=actor.organisation_id)
    found = turns.of_proposals(actor, mine=mine, waits_for_us=waits_for_us)
    return found.select_related("person__contact__user", "order__unit__company", "order__owner__user")


def _read_first(
    whose: Whose, actor: Actor, limits: Limits, most: int
) -> tuple[dict[str, list[int]], dict[str, list[Any]]]:
    """In one query: who and what is on the way here, as lines; the ids of the cases of each kind; and those of the
    member's own cases and orders."""
    parts = [
        whose.of(rows(actor, limits)).order_by().annotate(what=coming.word(kind)).values_list("what", *coming.FIELDS)
        for kind, rows in coming.KINDS.items()
    ]
    parts += [coming.keys(kind, whose.of(_counted(kind, actor, limits))) for kind in PEOPLE_KINDS]
    if whose.holder:
        parts.append(coming.keys("case", Person.objects.filter(contact_id=whose.holder)))
        parts.append(coming.keys("order", JobOrder.objects.filter(owner_id=whose.holder)))
    ids: dict[str, list[int]] = {what: [] for what in ("case", "order", *PEOPLE_KINDS)}
    lines: dict[str, list[Any]] = {kind: [] for kind in COMING_KINDS}
    for what, *row in parts[0].union(*parts[1:], all=True):
        if what in ids:
            ids[what].append(row[0])
        else:
            lines[what].append(coming.Coming(*row))
    return ids, {kind: sorted(rows, key=coming.key)[:most] for kind, rows in lines.items()}


def _could_be_of(whose: Whose, actor: Actor, ids: Mapping[str, list[int]]) -> QuerySet[Proposal]:
    """Proposals narrowed to what one member may hold, before the holder of each is worked out across two tables.

    Narrowed by ids that were read before: PostgreSQL would else join all proposals with all orders first."""
    if whose.holder is None:
        return _proposals(actor)
    if whose.holder == NOBODY:  # whoever proposed is always somebody
        cases = Person.objects.filter(organisation_id=actor.organisation_id, contact__isnull=True).values("pk")
        orders = JobOrder.objects.filter(taken_by_id=actor.organisation_id, owner__isnull=True).values("pk")
        return _proposals(actor).filter(Q(person__in=cases) | Q(order__in=orders))
    over = Q(proposed_by_id=whose.holder, status="withdrawn")
    return _proposals(actor).filter(Q(person__in=ids["case"]) | Q(order__in=ids["order"]) | over)


def _proposal_is(kind: str, actor: Actor, limits: Limits) -> Q:
    ours = Q(organisation_id=actor.organisation_id)
    lying = Q(touched_at__lt=limits.lying_before)
    if kind == "ended":
        return Q(status="withdrawn", touched_at__gte=limits.ended_from)
    asked = Q(status="contacted", caseworker_accepted_at__isnull=True) | Q(status="proposed")
    if kind == "answer":
        return ours & asked
    if kind == "citizen":
        told = Q(status="contacted", caseworker_accepted_at__isnull=False, citizen_accepted_at__isnull=True)
        return ours & told & lying
    # A meeting to come and a yes without an agreement wait for us from the first day, not for the company.
    to_show = Q(status__in=("accepted_by_citizen", "interview", "chosen")) | Q(status="shown_to_company") & lying
    return to_show & Q(order__taken_by_id=actor.organisation_id) & Q(placement__isnull=True)


def _is_open(person: str, actor: Actor) -> Exists:
    """Whether the case behind this field is one of the actor's open ones, asked row by row: a list of all of them
    takes longer to make than the rows take to look up."""
    return Exists(people.own_open(actor=actor).filter(pk=OuterRef(person)))


def _placements(actor: Actor) -> QuerySet[Placement]:
    """Planned, agreed and running stays of open cases."""
    return (
        Placement.objects.filter(organisation_id=actor.organisation_id, status__in=(PLANNED, *HOLDS_A_PLACE))
        .filter(_is_open("person_id", actor))
        .select_related("person__contact__user", "unit__company", "consultant__user")
        .annotate(holder=Coalesce("consultant_id", "person__contact_id"))
    )


def _follow_ups(actor: Actor) -> QuerySet[FollowUp]:
    running = Q(placement__organisation_id=actor.organisation_id, placement__status=STARTED)
    return (
        FollowUp.objects.filter(running, _is_open("placement__person_id", actor), held_on__isnull=True)
        .select_related("placement__person__contact__user", "placement__unit__company", "placement__consultant__user")
        .annotate(holder=Coalesce("placement__consultant_id", "placement__person__contact_id"))
    )


def _requests(actor: Actor, limits: Limits) -> QuerySet[CompanyRequest]:
    """Open requests of companies that our organisation received or has. What is late or was escalated is told to the
    team leader beside its holder (`also`)."""
    ours = Q(received_by_id=actor.organisation_id) | Q(owner__organisation_id=actor.organisation_id)
    leader = actor.membership_id if actor.role == Role.TEAM_LEADER else None
    pressing = Q(escalated_at__isnull=False) | desk_queries.is_late(limits.now)
    told = Case(When(pressing, then=Value(leader)), default=Value(None), output_field=BigIntegerField())
    also = Cast(told, BigIntegerField())  # PostgreSQL takes a case of nothing but NULL for text
    found = CompanyRequest.objects.filter(ours, closed_at__isnull=True, company__pending_import__isnull=True)
    found = found.select_related("company", "owner__user")
    return found.annotate(holder=F("owner_id"), also=also).order_by("due_at", "pk")


def _steps(actor: Actor, limits: Limits) -> QuerySet[CompanyContactEvent]:
    """Next steps agreed with companies whose day has come."""
    found = CompanyContactEvent.objects.filter(organisation_id=actor.organisation_id, next_on__lte=limits.on)
    found = found.filter(next_done_at__isnull=True, cancelled_at__isnull=True, company__pending_import__isnull=True)
    found = found.select_related("company", "next_holder__user")
    return found.annotate(holder=F("next_holder_id")).order_by("next_on", "pk")


def _follow_ups_due(actor: Actor, limits: Limits) -> QuerySet[Any]:
    return _follow_ups(actor).filter(due_on__lte=limits.follow_up_by).order_by("due_on", "pk")


def _stay_is(kind: str, limits: Limits) -> Q:
    if kind == "objection":
        return Q(objections.stands())
    return Q(status=STARTED, ends_before__lte=limits.ending_by)


_STAY_ORDER = {"objection": ("starts_on",), "ending": ("ends_before",)}


def _incidents(actor: Actor, limits: Limits) -> QuerySet[Any]:
    """Problems in stays that nobody has closed, from the first hour. A leader who was told of one is told here too."""
    ours = Q(placement__organisation_id=actor.organisation_id)
    found = incident_queries.open_of_stays().filter(ours, _is_open("placement__person_id", actor))
    holder = Coalesce("owner_id", "placement__consultant_id", "placement__person__contact_id")
    found = found.annotate(holder=holder, also=F("escalated_to_id")).order_by("due_at", "pk")
    return found.select_related(*_OF_STAY)


def _alignments(actor: Actor, limits: Limits) -> QuerySet[Any]:
    """Expectation alignments of agreed and running stays that somebody has not signed, or that are due again."""
    ours = Q(placement__organisation_id=actor.organisation_id, placement__status__in=HOLDS_A_PLACE)
    found = alignment_queries.unsettled(on=limits.on).filter(ours, _is_open("placement__person_id", actor))
    found = found.annotate(holder=Coalesce("placement__consultant_id", "placement__person__contact_id"))
    return found.select_related(*_OF_STAY).order_by("written_at", "pk")


_OF_STAY = ("placement__person__contact__user", "placement__unit__company", "placement__consultant__user")
_OTHERS: dict[str, Callable[[Actor, Limits], QuerySet[Any]]] = {
    "incident": _incidents,
    "request": _requests,
    "company_step": _steps,
    "follow_up": _follow_ups_due,
    "alignment": _alignments,
}


def counts(*, actor: Actor, limits: Limits) -> dict[int, dict[str, int]]:
    """How many of each kind each member holds (NOBODY: without holder). Five queries, whatever the size.

    What two are told of counts for both, and once for EVERYBODY, as in the list of all."""
    found: dict[int, dict[str, int]] = {}
    if actor.role not in CASE_ROLES:
        return found
    _add_each(found, {kind: _counted(kind, actor, limits) for kind in PEOPLE_KINDS})
    _add(found, _orders(actor), {kind: _order_is(kind, limits) for kind in ORDER_KINDS})
    _add(found, _proposals(actor), {kind: _proposal_is(kind, actor, limits) for kind in PROPOSAL_KINDS})
    _add(found, _placements(actor), {kind: _stay_is(kind, limits) for kind in STAY_KINDS})
    _add_others(found, actor, limits)
    return found


def _counted(kind: str, actor: Actor, limits: Limits) -> QuerySet[Person]:
    """The cases of a kind with no more beside them than the kind itself asks of."""
    rows = _held(actor)
    if kind == "agreed_talk":
        rows = rows.annotate(next_on=_agreed_on())
    if kind == "talk":
        rows = meeting_turns.with_talks(rows, limits)
    return rows.filter(_PEOPLE[kind](limits, actor))


def _add_others(found: dict[int, dict[str, int]], actor: Actor, limits: Limits) -> None:
    """Those of tables of their own."""
    rows_of = {**_OTHERS, **coming.KINDS}
    _add_each(found, {kind: rows(actor, limits).select_related(None) for kind, rows in rows_of.items()})


def _add_each(found: dict[int, dict[str, int]], rows_of: Mapping[str, QuerySet[Any]]) -> None:
    """Every kind counted by itself, all in one query: each is found by an index of its own, where a row that is asked
    for all kinds at once is asked everything."""
    parts = [_grouped(kind, rows.order_by()) for kind, rows in rows_of.items()]
    for kind, holder, also, number in parts[0].union(*parts[1:], all=True):
        _tell(found, holder, also, {kind: number})


def _grouped(kind: str, rows: QuerySet[Any]) -> QuerySet[Any, Any]:
    also = F("also") if _tells_two(rows) else Cast(Value(None), BigIntegerField())
    told = rows.annotate(what=coming.word(kind), too=also).values("what", "holder", "too")
    return told.annotate(n=Count("pk")).values_list("what", "holder", "too", "n")


def _tell(found: dict[int, dict[str, int]], holder: int | None, also: int | None, kinds: Mapping[str, int]) -> None:
    for each in {EVERYBODY, holder or NOBODY, also or holder or NOBODY}:
        of_holder = found.setdefault(each, dict.fromkeys(KINDS, 0))
        for kind, number in kinds.items():
            of_holder[kind] += number


def _add(found: dict[int, dict[str, int]], rows: QuerySet[Any], kinds: Mapping[str, Q]) -> None:
    asked = Q()
    for condition in kinds.values():
        asked |= condition
    several = len(kinds) > 1
    counted = {f"n_{kind}": Count("pk", filter=is_it if several else None) for kind, is_it in kinds.items()}
    told = ("holder", "also") if _tells_two(rows) else ("holder",)
    grouped = rows.filter(asked).select_related(None).order_by().values(*told).annotate(**counted)
    for row in grouped:
        _tell(found, row["holder"], row.get("also"), {kind: row[f"n_{kind}"] for kind in kinds})
