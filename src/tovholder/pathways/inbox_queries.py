"""The one inbox: what citizens and companies ask the municipality, side by side, within the reader's reach.

A citizen's enquiry is read by those who may read the case; a protected citizen's only by those who work inside that
case; the benefits office reads what was sent to it. Companies' requests are those the municipality has."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import F, Prefetch, Q, QuerySet, Value
from django.utils.timezone import localtime

from tovholder import parameters
from tovholder.accounts import queries as accounts
from tovholder.accounts.actors import SYSTEM_ROLE, Actor
from tovholder.accounts.circles import Circle
from tovholder.accounts.conflicts import OutOfReach
from tovholder.accounts.models import Membership
from tovholder.accounts.roles import CASE_ROLES, Role
from tovholder.base.decision import Decision
from tovholder.companies import desk_queries
from tovholder.companies.models import CompanyRequest
from tovholder.pathways import inbox_rules
from tovholder.pathways.models import Enquiry, EnquiryStep
from tovholder.people import case_scope
from tovholder.people import queries as people
from tovholder.people.models import Person

READERS = CASE_ROLES | {Role.BENEFITS_OFFICER}
CITIZEN, COMPANY = "citizen", "company"
# Nor has it who has left, or who works where the citizen does not live any more.
NOBODY_HAS = Q(owner__isnull=True) | Q(owner__active=False) | ~Q(owner__organisation_id=F("person__organisation_id"))
MOST = 1_000  # counting further costs more than it tells
STAGES = ("open", "mine", "role", "nobody", "late", "answered")


def visible(*, actor: Actor) -> QuerySet[Enquiry]:
    """Enquiries of citizens within reach; of a closed case what nobody has answered, so that it is not lost with it."""
    if actor.role == SYSTEM_ROLE:
        return Enquiry.objects.all()
    if actor.is_citizen:
        return Enquiry.objects.filter(person__in=people.visible(actor=actor).values("pk"))
    if actor.role not in READERS or actor.kind != "municipality":
        return Enquiry.objects.none()
    own = people.own_ever(actor=actor).filter(Q(protected=False) | case_scope.within(actor))
    found = Enquiry.objects.filter(person__in=own.values("pk"))
    found = found.filter(Q(person__closed_on__isnull=True) | Q(answered_at__isnull=True))
    if actor.role == Role.BENEFITS_OFFICER:
        found = found.filter(Q(role=actor.role) | Q(owner_id=actor.membership_id))
    return found


def companies(*, actor: Actor) -> QuerySet[CompanyRequest]:
    """Companies' requests that the actor's own organisation has."""
    ours = Q(received_by_id=actor.organisation_id) | Q(owner__organisation_id=actor.organisation_id)
    return desk_queries.visible_requests(actor=actor).filter(ours)


@dataclass(frozen=True)
class Line:
    """One row of the inbox, from whichever side."""

    side: str
    row: Any
    role: str


def keys(
    *, actor: Actor, now: datetime, stage: str, side: str = "", unit_id: int | None = None
) -> list[tuple[Any, ...]]:
    """(side, number, deadline, when it came) of all that fits, one question over both tables: what is due first stands
    first; of what is answered, the newest."""
    columns = ("side", "pk", "due_at", "received_at")
    ours, theirs = _fitting(visible(actor=actor), companies(actor=actor), actor=actor, now=now, stage=stage)
    if unit_id is not None:
        roles = _roles_of_unit(unit_id)
        ours = ours.filter(Q(owner__unit_id=unit_id) | (NOBODY_HAS & Q(role__in=roles)))
        theirs = theirs.filter(Q(owner__unit_id=unit_id) | Q(owner__isnull=True, kind__in=_kinds_for(roles)))
    asked = ours.annotate(side=Value(CITIZEN)).order_by().values_list(*columns)
    told = theirs.annotate(side=Value(COMPANY)).order_by().values_list(*columns)
    found = {CITIZEN: asked, COMPANY: told}.get(side)
    found = asked.union(told, all=True) if found is None else found
    first = "-received_at" if stage == "answered" else "due_at"
    return list(found.order_by(first, "side", "pk")[:MOST])


def _fitting(
    ours: QuerySet[Enquiry], theirs: QuerySet[CompanyRequest], *, actor: Actor, now: datetime, stage: str
) -> tuple[QuerySet[Enquiry], QuerySet[CompanyRequest]]:
    if stage == "answered":
        return ours.filter(answered_at__isnull=False), theirs.filter(closed_at__isnull=False)
    ours, theirs = ours.filter(answered_at__isnull=True), theirs.filter(closed_at__isnull=True)
    if stage == "mine":
        mine = Q(owner_id=actor.membership_id)
        return ours.filter(mine), theirs.filter(mine)
    if stage == "role":
        return ours.filter(role=actor.role), theirs.filter(kind__in=_kinds_for({actor.role}))
    if stage == "nobody":
        return ours.filter(NOBODY_HAS), theirs.filter(owner__isnull=True)
    if stage == "late":
        return ours.filter(due_at__lte=now), theirs.filter(desk_queries.is_late(now))
    return ours, theirs


def _kinds_for(roles: Collection[str]) -> list[str]:
    """What companies ask about that goes to one of these roles."""
    return [row.code for row in parameters.terms("inbox_roles_of_companies") if row.text("role") in roles]


def _roles_of_unit(unit_id: int) -> frozenset[str]:
    """Roles that some active member of the unit has: what waits for one of them waits for the unit."""
    found = Membership.objects.filter(unit_id=unit_id, active=True).order_by()
    return frozenset(found.values_list("role", flat=True).distinct())


def lines(wanted: list[tuple[Any, ...]], *, actor: Actor) -> list[Line]:
    """The rows themselves, in the order of their keys; citizens are noted as shown."""
    ours = {row.pk: row for row in _with_names(Enquiry.objects.filter(pk__in=_ids(wanted, CITIZEN)))}
    told = CompanyRequest.objects.filter(pk__in=_ids(wanted, COMPANY)).select_related("company", "owner__user")
    theirs = {row.pk: row for row in told}
    people.noted([row.person for row in ours.values()], actor=actor, fields="list")
    found = []
    for side, pk, *_rest in wanted:
        row: Any = (ours if side == CITIZEN else theirs).get(pk)
        if row is not None:
            found.append(Line(side, row, row.role if side == CITIZEN else role_of_request(row.kind)))
    return found


def _ids(wanted: list[tuple[Any, ...]], side: str) -> list[int]:
    return [key[1] for key in wanted if key[0] == side]


def _with_names(found: QuerySet[Enquiry]) -> QuerySet[Enquiry]:
    return found.select_related("person__contact", "owner__user", "answered_by__user")


def role_of_request(kind: str) -> str:
    """Whom a company's request goes to by what it is about."""
    known = parameters.is_term("inbox_roles_of_companies", kind)
    return parameters.term("inbox_roles_of_companies", kind).text("role") if known else inbox_rules.LEADER


def enquiry(enquiry_id: int, *, actor: Actor) -> Enquiry:
    """One enquiry with its history. Raises OutOfReach; the miss is noted of whom it is about."""
    steps = EnquiryStep.objects.select_related("by__user", "owner__user").order_by("at", "pk")
    found = _with_names(visible(actor=actor)).select_related("person__organisation", "taken_down_by__user")
    row = found.prefetch_related(Prefetch("history", steps)).filter(pk=enquiry_id).first()
    if row is None:
        about = Enquiry.objects.filter(pk=enquiry_id).values_list("person_id", flat=True).first()
        if about is not None:
            actor.book.refuse(about)
        raise OutOfReach("enquiry")
    people.noted([row.person], actor=actor, fields="case")
    return row


def of_person(person_id: int, *, newest: int = 20) -> list[Enquiry]:
    """What the citizen has asked, newest first, each with `said`: answers and what the citizen wrote back, oldest
    first, and nothing of what colleagues wrote to one another. The caller has reached the person."""
    steps = EnquiryStep.objects.filter(step__in=("answered", "written_back")).select_related("by__user")
    found = Enquiry.objects.filter(person_id=person_id).select_related("owner__user")
    found = found.prefetch_related(Prefetch("history", steps.order_by("at", "pk"), to_attr="said"))
    return list(found.order_by("-received_at", "-pk")[:newest])


def why(row: Enquiry, *, now: datetime) -> Decision:
    """How it stands on its clock."""
    limit = parameters.value("citizen_enquiry_clock", on=localtime(row.received_at).date())
    return inbox_rules.why(
        warn_at=row.warn_at, due_at=row.due_at, answered_at=row.answered_at, now=now, reference=limit.reference
    )


def circle(person: Person, *, actor: Actor) -> Circle:
    """Whom it can be sent on to: those of the municipality who may read it."""
    members = accounts.colleagues(actor=actor).filter(role__in=READERS)
    return Circle(reaching(members, person), actor=actor)


def reaching(members: QuerySet[Membership], person: Person) -> QuerySet[Membership]:
    """Those of the members who may read what this citizen asks: of a protected one, who works inside the case."""
    fits = Q(scope="organisation") | Q(pk=person.contact_id)
    if person.protected:
        fits &= Q(role__in=CASE_ROLES)
        if person.unit_id is not None:
            inside = Q(unit_id=person.unit_id) | Q(unit__isnull=True) | Q(role=Role.TEAM_LEADER)
            fits &= inside | Q(pk=person.contact_id)
    return members.filter(fits)


def roles_reaching(person: Person) -> frozenset[str]:
    """Roles of the municipality with an active member who may read what this citizen asks: no role is an empty room."""
    found = Membership.objects.filter(organisation_id=person.organisation_id, active=True, role__in=READERS)
    found = reaching(found, person).order_by()
    return frozenset(found.values_list("role", flat=True).distinct())


def reason(row: Enquiry) -> Decision:
    """Why it lies where it lies, as the rule or the step said that sent it there."""
    known = parameters.is_term("enquiry_kinds", row.kind)
    return Decision.yes(row.reason, reference=parameters.term("enquiry_kinds", row.kind).reference if known else None)


def reason_of_request(kind: str) -> Decision:
    """Why a company's request goes to the role it goes to."""
    known = parameters.is_term("inbox_roles_of_companies", kind)
    reference = parameters.term("inbox_roles_of_companies", kind).reference if known else None
    return Decision.yes("enquiry.request", reference=reference)
