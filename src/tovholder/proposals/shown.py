"""A stored ranking as one reader may see it: own people by name, others as pseudonyms without a person behind.

Told across municipalities: nothing from consideration, protection, benefit or residence; travel in bands. Of the own
citizens outside the case scope nothing from consideration either: who must be spared something is health."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db.models import Exists, OuterRef, Q, Subquery
from django.utils import timezone

from tovholder.accounts import queries as accounts
from tovholder.accounts.actors import Actor
from tovholder.accounts.roles import COMPANY_STAFF
from tovholder.base.decision import Decision
from tovholder.companies import asking_queries
from tovholder.companies import queries as companies
from tovholder.companies.models import JobOrder
from tovholder.engine.matching.codes import PARTS, Gate
from tovholder.engine.matching.disclosure import TOLD_ACROSS
from tovholder.people import case_scope
from tovholder.people import queries as people
from tovholder.people.models import Person
from tovholder.placements.models import Placement
from tovholder.placements.transitions import HOLDS_A_PLACE
from tovholder.proposals import asked, queries
from tovholder.proposals.models import Proposal
from tovholder.proposals.points import rough

_TOLD = {gate.code for gate in TOLD_ACROSS}
_HEALTH = Gate.CONSIDERATIONS.code  # told inside the case scope only
WITHHELD = "none.withheld"  # the code of the reason for those outside the case scope, whatever the reason is


@dataclass(frozen=True)
class PartShown:
    code: str
    points: int  # 0..10,000
    weight: int  # per cent
    share: int  # of the whole score, 0..1,000,000: points * weight
    asked: bool = True  # False when the order says nothing about it: nobody could have had any points


@dataclass(frozen=True)
class ProposalShown:
    """Enough of a proposal to lead to it."""

    pk: int
    status: str


@dataclass(frozen=True)
class StayShown:
    """Where one of the own citizens is, or will be, and until when."""

    company: str
    ends_before: date | None


@dataclass(frozen=True)
class Row:
    """One line of the list. `person` is None for people of other municipalities: there is only the pseudonym."""

    pseudonym: str
    person: Person | None
    score: int
    price: int
    within_minutes: int
    parts: tuple[PartShown, ...]
    gates: tuple[str, ...] = ()
    changes: tuple[dict[str, Any], ...] = ()
    proposal: ProposalShown | None = None  # the newest the reader may open, also one that came to nothing
    stay: StayShown | None = None  # of the own citizens only
    changed: bool = False  # touched after the list was made: being looked at again, cannot be proposed yet
    planned: bool = False  # would come here if everybody went at once


@dataclass(frozen=True)
class Shown:
    """The page's whole list, with its time and why there are not more."""

    as_of: datetime | None
    run_id: int | None = None
    weights: dict[str, int] = field(default_factory=dict)
    ranked: tuple[Row, ...] = ()
    ask_first: tuple[Row, ...] = ()
    near_misses: tuple[Row, ...] = ()
    counts: dict[str, Any] = field(default_factory=dict)
    is_stale: bool = False  # the order itself was touched after the list was made
    held: Decision | None = None  # why only the case scope is shown: what the order asks was changed too often


def may_read(actor: Actor) -> bool:
    """Whether the actor sees who fits: only who may propose somebody needs to."""
    return actor.kind == "municipality" and actor.role in COMPANY_STAFF


def for_order(order: JobOrder, *, actor: Actor) -> Shown:
    """The order's stored ranking for this reader. Four queries; all people on it are noted as shown.

    With a right to the own caseload only the list holds the own citizens and nobody under a pseudonym. The list of an
    order whose strains or kinds were changed more often than usual holds those inside the case scope only, whether or
    not others stand on it: the reader may read their considerations anyway.
    A list made while municipalities recruited together is cut once one has left."""
    ranking = queries.ranking_of(order.pk) if may_read(actor) else None
    if ranking is None:
        return Shown(as_of=None)
    lists = (ranking.entries, ranking.ask_first, ranking.near_misses)
    found = _people({entry["person"] for entries in lists for entry in entries}, order=order, actor=actor)
    weights, silent = ranking.run.weights.weights, asked.not_asked_for(order)
    usual = asking_queries.decision_on(order, now=timezone.now())
    planned = frozenset(ranking.plan.get("people", ()))
    maker = _Maker(order, actor, ranking.as_of, weights, found, silent, planned, held=usual.refused)
    shown = Shown(
        as_of=ranking.as_of,
        run_id=ranking.run_id,
        weights=weights,
        ranked=maker.rows(ranking.entries),
        ask_first=maker.rows(ranking.ask_first),
        near_misses=maker.rows(ranking.near_misses),
        counts={} if usual.refused else _told_counts(ranking.gate_counts, order=order, actor=actor),
        is_stale=order.touched_at > ranking.as_of,
        held=usual if usual.refused else None,
    )
    maker.note(shown)
    return shown


def _told_counts(counts: dict[str, Any], *, order: JobOrder, actor: Actor) -> dict[str, Any]:
    """Why the list is short. Partners are not told how many of the order's own must be spared something, and
    colleagues only when all cases of the municipality are theirs to work in."""
    if "own" not in counts:
        return counts
    own = order.taken_by_id == actor.organisation_id and not actor.only_own_cases
    health = own and case_scope.is_within_all(actor)
    closed = {
        gate: count
        for gate, count in counts["own"].get("closed", {}).items()
        if gate in _TOLD or (own and (health or gate != _HEALTH))
    }
    return counts | {"own": counts["own"] | {"closed": closed}}


def _people(ids: set[int], *, order: JobOrder, actor: Actor) -> dict[int, Person]:
    """Those still there, each with the newest proposal for the order, told to who may open it: somebody whose case
    was closed, or who was taken out of the pool, is looked at again. Of other municipalities than the reader's only who
    is in the pool today."""
    today = timezone.localdate()
    together = accounts.together_with(order.taken_by_id, on=today).values("pk")
    ours = Q(organisation_id=order.taken_by_id) | Q(organisation__in=together)
    partners = accounts.partner_organisations(actor=actor).values("pk")
    # Asked of the few who are listed: the whole pool is tens of thousands.
    pool = people.shared_in_pool(on=today).filter(organisation__in=partners, pk=OuterRef("pk"))
    seen = Q(organisation_id=actor.organisation_id) | Exists(pool)
    newest = Proposal.objects.filter(order_id=order.pk, person_id=OuterRef("pk")).order_by("-pk")
    openable = newest.filter(pk__in=queries.visible(actor=actor).filter(order_id=order.pk).values("pk"))
    stays = Placement.objects.filter(person_id=OuterRef("pk"), status__in=HOLDS_A_PLACE).order_by("starts_on", "pk")
    found = Person.objects.filter(ours, seen, closed_on__isnull=True, pending_import__isnull=True)
    with_newest = found.annotate(
        newest_proposal=Subquery(openable.values("pk")[:1]),
        newest_status=Subquery(openable.values("status")[:1]),
        newest_pseudonym=Subquery(newest.values("pseudonym")[:1]),
        stay_at=Subquery(stays.values("unit__company__name")[:1]),
        stay_ends_before=Subquery(stays.values("ends_before")[:1]),
    )
    return dict(with_newest.in_bulk(ids))


def _newest(person: Person) -> ProposalShown | None:
    pk, status = person.newest_proposal, person.newest_status  # type: ignore[attr-defined]
    return ProposalShown(pk, status) if pk else None


def _stay(person: Person) -> StayShown | None:
    company, ends_before = person.stay_at, person.stay_ends_before  # type: ignore[attr-defined]
    return StayShown(company, ends_before) if company else None


@dataclass(frozen=True)
class _Maker:
    order: JobOrder
    actor: Actor
    as_of: datetime
    weights: dict[str, int]
    people: dict[int, Person]
    silent: frozenset[str]  # parts the order does not ask for
    planned: frozenset[int]  # whom the joint plan would send here
    held: bool = False  # nobody outside the case scope is shown

    def rows(self, entries: list[dict[str, Any]]) -> tuple[Row, ...]:
        made = [self._row(entry) for entry in entries if entry["person"] in self.people]
        return tuple(row for row in made if row is not None)

    def _row(self, entry: dict[str, Any]) -> Row | None:
        person = self.people[entry["person"]]
        own = queries.is_own_case(person, actor=self.actor)
        code = queries.pseudonym(self.order, person.pk)
        within = case_scope.is_within_case_of(person, self.actor)
        if (self.held and not within) or (not own and self._may_link(person, code)):
            return None
        told = set(entry.get("gates", ())) | {each["gate"] for each in entry.get("changes", ())}
        if not own and (self.actor.only_own_cases or person.protected or not told <= _TOLD):
            return None  # not mentioned at all: a gap says as much as the gate
        if _HEALTH in told and not within:
            return None
        parts = self._parts(entry["parts"] if own else map(rough, entry["parts"]))
        return Row(
            pseudonym=code,
            person=person if own else None,
            score=sum(part.share for part in parts),
            price=entry["price"],
            within_minutes=entry["within"],
            parts=parts,
            gates=tuple(entry.get("gates", ())),
            changes=tuple(entry.get("changes", ())),
            proposal=_newest(person),
            stay=_stay(person) if own else None,
            changed=person.touched_at > self.as_of,
            planned=person.pk in self.planned,
        )

    def _may_link(self, person: Person, code: str) -> bool:
        """Whether the row would tie a pseudonym of today to one from before the order was changed: a list made before
        the change, or a proposal that keeps the pseudonym it was made under."""
        before = person.newest_pseudonym  # type: ignore[attr-defined]
        return self.order.touched_at > self.as_of or before not in (None, code)

    def _parts(self, points: Iterable[int]) -> tuple[PartShown, ...]:
        named = zip(PARTS, points, strict=True)
        return tuple(
            PartShown(
                part.code,
                each,
                self.weights[part.name.lower()],
                each * self.weights[part.name.lower()],
                asked=bool(each) or part.code not in self.silent,
            )
            for part, each in named
        )

    def note(self, shown: Shown) -> None:
        """Own people are noted as matched, others as shown under a pseudonym: both may ask who looked."""
        rows = (*shown.ranked, *shown.ask_first, *shown.near_misses)
        codes = {row.pseudonym for row in rows}
        by_code = {queries.pseudonym(self.order, pk): person for pk, person in self.people.items()}
        for code in codes:
            person = by_code[code]
            own = queries.is_own_case(person, actor=self.actor)
            self.actor.book.note([person.pk], "match" if own else "pseudonym")


def person_behind(order_id: int, pseudonym: str) -> int | None:
    """The person a pseudonym of this order stands for, among those on its list. For services, never for pages."""
    ranking = queries.ranking_of(order_id)
    if ranking is None:
        return None
    ids = {entry["person"] for entries in (ranking.entries, ranking.ask_first) for entry in entries}
    return next((pk for pk in ids if queries.pseudonym(ranking.order, pk) == pseudonym), None)


@dataclass(frozen=True)
class Instead:
    """Why the joint plan has somebody elsewhere than at an order that fits better: outbid | elsewhere | no_places."""

    order: JobOrder
    why: str
    going: int  # how many others the plan has there


@dataclass(frozen=True)
class PlannedPlace:
    """One person's part of the joint plan. `order` is None where no place is planned, or none the reader may see."""

    order: JobOrder | None
    under_way: bool  # to a place already, and so not planned for
    of_the_day: bool  # fallen away or given since the night
    instead: tuple[Instead, ...]


@dataclass(frozen=True)
class ShownOrders:
    """A person's own list: orders with the pair's score, best first, or the code of the reason for none."""

    as_of: datetime | None
    plan: PlannedPlace | None = None  # None: there is none yet, or its order may not be told
    orders: tuple[tuple[JobOrder, int], ...] = ()
    reason_none: dict[str, str] = field(default_factory=dict)
    is_stale: bool = False


def for_person(person: Person, *, actor: Actor) -> ShownOrders:
    """The person's best orders among those the actor may see. The caller has reached the person. Two queries, and a
    third outside the case scope: there an order that was changed more often than usual is on no list, as it shows
    nobody."""
    ranking = queries.ranking_for(person.pk)
    if ranking is None or person.closed_on is not None:
        return ShownOrders(as_of=None)
    scores = {entry["order"]: entry["score"] for entry in ranking.entries}
    planned = {ranking.plan.get("order"), *(order for order, _, _ in ranking.plan.get("instead", ()))} - {None}
    visible = companies.visible_orders(actor=actor).filter(status="open").select_related("unit__company", "taken_by")
    within = case_scope.is_within_case_of(person, actor)
    found = list(visible.filter(pk__in={*scores, *planned}))
    held = frozenset() if within else asking_queries.beyond_usual_among(found, now=timezone.now())
    open_orders = {order.pk: order for order in found if order.pk not in held}
    return ShownOrders(
        as_of=ranking.as_of,
        orders=tuple((open_orders[pk], score) for pk, score in scores.items() if pk in open_orders),
        plan=_planned(ranking.plan, open_orders, has_orders=bool(scores.keys() & open_orders.keys())),
        reason_none=_why_none(ranking.reason_none, within=within),
        is_stale=person.touched_at > ranking.as_of,
    )


def _planned(plan: dict[str, Any], orders: dict[int, JobOrder], *, has_orders: bool) -> PlannedPlace | None:
    """Only of orders that are open and that the reader may see; a plan for another says nothing."""
    order = orders.get(plan.get("order") or 0)
    if not plan or (plan.get("order") and order is None):
        return None
    if order is None and not plan.get("under_way") and not has_orders:
        return None  # nothing fits at all: the list says why
    instead = (Instead(orders[pk], why, going) for pk, why, going in plan.get("instead", ()) if pk in orders)
    return PlannedPlace(order, bool(plan.get("under_way")), bool(plan.get("of_the_day")), tuple(instead))


def _why_none(reason: dict[str, str], *, within: bool) -> dict[str, str]:
    """Outside the case scope no reason is told at all: to be silent about one only would tell that one."""
    return reason if within or not reason.get("gate") else {"code": WITHHELD, "gate": ""}
