"""Reads of the plan of one citizen. The caller has reached the person through people.queries, or does so here."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from functools import cached_property
from typing import Any

from django.db.models import Count, Q

from tovholder import parameters
from tovholder.accounts.actors import Actor
from tovholder.base.decision import Decision
from tovholder.companies import queries as companies
from tovholder.pathways import consideration_queries, plans_rules, progress_queries, rules
from tovholder.pathways import queries as pathways
from tovholder.pathways.models import (
    AroundPerson,
    Arrival,
    ClockSetAside,
    Contract,
    PlanPart,
    PlanText,
    SetAsideHours,
    Visitation,
)
from tovholder.people import case_scope
from tovholder.people import queries as people
from tovholder.people.models import Access, FamilyLink, Person
from tovholder.placements import ladder_queries, next_step_queries, stay_columns
from tovholder.placements.models import Placement
from tovholder.placements.transitions import STARTED

SELF_SUPPORT = ("ordinary", "education", "flex")  # families of stays one lives by
_RUNS = ("agreed", STARTED, "interrupted")
_OVER = ("ended", "ended_early")
_SHOWN_BACK = timedelta(weeks=26)


@dataclass(frozen=True)
class Line:
    """One row of the timeline: a stay or a part of the plan. Of health only the word."""

    kind: str
    words: str
    starts_on: date
    ends_before: date | None
    hours: Decimal | None
    stay: Placement | None = None
    part: PlanPart | None = None
    may_end: bool = False
    is_ahead: bool = False
    is_withheld: bool = False  # outside the case: that there is something, and its days

    @property
    def offer(self) -> plans_rules.Offer:
        return plans_rules.Offer(
            kind=self.kind, starts_on=self.starts_on, ends_before=self.ends_before, hours=self.hours
        )


@dataclass(frozen=True)
class Plan:
    """Everything the page of the plan shows of one citizen on a day."""

    person: Person
    on: date
    texts: list[PlanText]
    parts: list[PlanPart]
    stays: list[Placement]
    helpers: list[AroundPerson]
    contracts: list[Contract]
    arrivals: list[Arrival] = field(default_factory=list)
    set_aside: list[SetAsideHours] = field(default_factory=list)
    within: bool = True  # whether the reader works in the case
    opened: list[Access] = field(default_factory=list)  # to whom outside the case staff it is open, but for proposals

    @property
    def text(self) -> PlanText | None:
        return self.texts[0] if self.texts else None

    @property
    def number(self) -> int:
        return self.texts[0].number if self.texts else 0

    @property
    def running(self) -> list[Placement]:
        return [stay for stay in self.stays if stay.status == STARTED]

    @property
    def phase(self) -> Decision:
        supported = is_self_supporting(self.running)
        return plans_rules.phase(takeover_on=self.person.takeover_on, on=self.on, self_supporting=supported)

    @cached_property
    def lines(self) -> list[Line]:
        """What runs side by side, by when it begins. What is over is left out after its last day."""
        found = [
            *map(_line_of_stay, filter(_is_planned, self.stays)),
            *(_line_of_part(part, self.on, self.within) for part in self.parts),
            *(Line(plans_rules.APPOINTMENTS, "", row.starts_on, row.ends_before, row.hours) for row in self.set_aside),
        ]
        return sorted(found, key=lambda line: (line.starts_on, line.kind))

    @property
    def duty(self) -> Decision:
        offers, whose = [line.offer for line in self.lines], self.person
        return plans_rules.duty(offers, takeover_on=whose.takeover_on, benefit=whose.benefit, on=self.on)

    @property
    def standing(self) -> Contract | None:
        return next((row for row in self.contracts if row.citizen_signed_on and row.staff_signed_on), None)

    @property
    def contract_clock(self) -> Decision:
        """The month of the first contract, then the time until it is talked through."""
        standing = self.standing
        if standing is None:
            return rules.contract_due(takeover_on=self.person.takeover_on, contract_on=None, on=self.on)
        return plans_rules.contract_review(signed_on=signed_on(standing), on=self.on)

    @property
    def told_clock(self) -> Decision:
        """The same, as its page tells it: what passed long ago is told once, and not as late for ever."""
        return plans_rules.told(self.contract_clock, on=self.on)


def offered_before_on(person_id: int) -> date | None:
    """When the first company-directed offer began where the case came from, if there was one."""
    found = Arrival.objects.filter(person_id=person_id, first_offer_on__isnull=False).order_by("first_offer_on")
    return found.values_list("first_offer_on", flat=True).first()


def set_aside_clock(found: Plan) -> ClockSetAside | None:
    """Who looked at a clock of the contract that passed long ago, and why nothing more is done about it."""
    clock = found.told_clock
    if clock.code != plans_rules.LONG_PAST:
        return None
    rows = ClockSetAside.objects.filter(person=found.person, clock="contract", latest_by=clock.facts["latest_by"])
    return rows.select_related("by__user").first()


def signed_on(contract: Contract) -> date | None:
    """The day the contract stood: when the second of the two had signed."""
    if contract.citizen_signed_on is None or contract.staff_signed_on is None:
        return None
    return max(contract.citizen_signed_on, contract.staff_signed_on)


def _is_planned(stay: Placement) -> bool:
    return stay.status in ("planned", *_RUNS, *_OVER)


def _line_of_stay(stay: Placement) -> Line:
    hours = stay.unpaid_on + stay.paid_on if stay.status == STARTED else stay.hours_unpaid + stay.hours_paid  # type: ignore[attr-defined]
    ended = stay.ended_on if stay.status in _OVER else None
    return Line("company", stay.unit.company.name, stay.starts_on, ended or stay.ends_before, hours, stay=stay)


def _line_of_part(part: PlanPart, on: date, within: bool) -> Line:
    withheld = not within and is_set_aside(part.kind)
    may_end = not withheld and (part.ends_before is None or part.ends_before > on)
    return Line(
        part.kind,
        "" if withheld else part.words,
        part.starts_on,
        part.ends_before,
        part.hours,
        part=part,
        may_end=may_end,
        is_ahead=part.starts_on > on,
        is_withheld=withheld,
    )


def is_set_aside(kind: str) -> bool:
    """Whether a part of this kind is for those who work in the case: health, and others that read alike with it."""
    return parameters.term("plan_kinds", kind).flag("set_aside")


def own(person_id: int, *, actor: Actor) -> Person:
    """The person, for staff of the controller in the own case. Raises NoSuchPerson."""
    person = people.case(person_id, actor=actor)
    if not people.is_own_case(person, actor=actor):
        raise people.NoSuchPerson
    return person


def plan(person: Person, *, on: date, actor: Actor) -> Plan:
    """The plan of somebody who was reached, as the reader may know it."""
    mine = {"person_id": person.pk}
    return Plan(
        person=person,
        on=on,
        texts=list(PlanText.objects.filter(**mine).select_related("written_by__user").order_by("-number")[:20]),
        parts=list(PlanPart.objects.filter(**mine).order_by("starts_on", "pk")[:60]),
        stays=pathways.stays_of(person.pk),
        helpers=helpers(person.pk, on=on),
        contracts=contracts(person.pk),
        arrivals=list(Arrival.objects.filter(**mine).select_related("came_from").order_by("-on", "-pk")),
        set_aside=list(consideration_queries.set_aside(person.pk, on=on)),
        within=actor.is_citizen or case_scope.is_within_case_of(person, actor),
        opened=_opened(person.pk, on=on),
    )


def _opened(person_id: int, *, on: date) -> list[Access]:
    found = Access.objects.filter(people.in_force(on), person_id=person_id).exclude(source__startswith="proposal:")
    return list(found.select_related("organisation", "membership__user").order_by("starts_on", "pk"))


def way(person: Person, *, on: date) -> Plan:
    """Only what a next step is suggested from: the stays and the contract."""
    stays = pathways.stays_of(person.pk, **stay_columns.of_the_next_step())
    return Plan(person, on, [], [], stays, [], contracts(person.pk))


def with_contracts(person: Person, *, on: date) -> Plan:
    """Only the contract, its versions and its clock."""
    return Plan(person, on, [], [], [], [], contracts(person.pk))


def _stands(on: date) -> Q:
    return Q(ends_before__isnull=True) | Q(ends_before__gt=on)


def contracts(person_id: int) -> list[Contract]:
    """All versions, newest first."""
    rows = Contract.objects.filter(person_id=person_id).select_related("written_by__user", "staff_signed_by__user")
    return list(rows.order_by("-number"))


def next_steps(found: Plan, *, actor: Actor, wishes: Collection[str]) -> tuple[plans_rules.Step, ...]:
    """What may be next for this citizen, each with its reason."""
    wanted = tuple(dict.fromkeys(wish for wish in wishes if wish))
    facts = plans_rules.WayFacts(
        phase=found.phase.code,
        has_contract=found.standing is not None,
        running=tuple(stay.kind for stay in found.running),
        ended=tuple(stay.kind for stay in found.stays if stay.status in _OVER),
        step_of_stay=_step_of_stay(found),
        wishes=wanted,
        open_orders=open_orders(wanted, actor=actor),
        **_measured(found.person, actor, found.on),
    )
    return plans_rules.next_steps(facts, on=found.on)


def _measured(person: Person, actor: Actor, on: date) -> dict[str, Any]:
    """What the sheets say of the way, question by question; nothing where too few were answered."""
    moved = progress_queries.moved(person, actor=actor, on=on)
    if not moved:
        return {}
    risen, fallen = moved.count("progress.up"), moved.count("progress.down")
    return {"is_rising": risen > 0 and not fallen, "risen": risen, "fallen": fallen, "measured": len(moved)}


def _step_of_stay(found: Plan) -> Decision | None:
    if not found.running:
        return None
    stay = found.running[0]
    step = next_step_queries.of_stay(stay, ladder_queries.facts_of([stay])[stay.pk], on=found.on)
    return step.ready if step.is_proposed else None


def open_orders(industries: Collection[str], *, actor: Actor) -> dict[str, int]:
    """How many open orders there are in the region, by industry."""
    if not industries:
        return {}
    rows = companies.visible_orders(actor=actor).filter(status="open", industry__in=industries).order_by()
    return dict(rows.values_list("industry").annotate(n=Count("pk")))


def visitations(person_id: int) -> list[Visitation]:
    return list(Visitation.objects.filter(person_id=person_id).select_related("by__user").order_by("-made_at")[:50])


@dataclass(frozen=True)
class Relative:
    """A member of the family whom the reader reaches, with what the whole family's plan needs."""

    relation: str
    person: Person
    phase: Decision
    stays: tuple[Placement, ...]
    next_step: str


def family(person: Person, *, actor: Actor, on: date) -> tuple[list[Relative], int]:
    """The family as one, the citizen first: those within reach, noted as shown, and how many the reader does not
    reach."""
    ties = dict(FamilyLink.objects.filter(person_id=person.pk).values_list("relative_id", "relation"))
    reached = people.visible(actor=actor).filter(pk__in=[person.pk, *ties], organisation_id=person.organisation_id)
    rows = sorted(reached.select_related("contact__user"), key=lambda row: (row.pk != person.pk, row.pk))
    people.noted(rows, actor=actor, fields="family")
    ids = [row.pk for row in rows]
    stays, steps = _running_stays(ids), _next_words(ids)
    found = [_relative(row, ties.get(row.pk, ""), stays.get(row.pk, []), steps.get(row.pk, ""), on) for row in rows]
    return found, len(ties) + 1 - len(found)


def _relative(row: Person, relation: str, stays: list[Placement], next_step: str, on: date) -> Relative:
    supported = is_self_supporting(stays)
    phase = plans_rules.phase(takeover_on=row.takeover_on, on=on, self_supporting=supported)
    return Relative(relation, row, phase, tuple(stays), next_step)


def is_self_supporting(stays: Iterable[Placement]) -> bool:
    """Whether one of the running stays is one to live by."""
    families = (parameters.term("placement_kinds", stay.kind).text("family") for stay in stays)
    return any(family in SELF_SUPPORT for family in families)


def helpers(person_id: int, *, on: date) -> list[AroundPerson]:
    """Who helps today."""
    return list(AroundPerson.objects.filter(person_id=person_id).filter(_stands(on)).order_by("role", "pk"))


def _running_stays(ids: Iterable[int]) -> dict[int, list[Placement]]:
    found: dict[int, list[Placement]] = {}
    for stay in Placement.objects.filter(person_id__in=ids, status=STARTED).select_related("unit__company"):
        found.setdefault(stay.person_id, []).append(stay)
    return found


def _next_words(ids: Iterable[int]) -> dict[int, str]:
    rows = PlanText.objects.filter(person_id__in=ids).order_by("number").values_list("person_id", "next_step")
    return dict(rows)
