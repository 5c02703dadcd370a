"""Reads of problems in stays, scoped by actor. Words, and kinds of health, are for those who work in the case."""

from collections.abc import Iterable

from django.db.models import QuerySet

from tovholder import parameters
from tovholder.accounts.actors import SYSTEM_ROLE, Actor
from tovholder.accounts.conflicts import OutOfReach
from tovholder.accounts.roles import Role
from tovholder.people import case_scope
from tovholder.placements import queries
from tovholder.placements.models import Incident, Placement

_OTHER = "other"


def visible(*, actor: Actor) -> QuerySet[Incident]:
    """Problems in stays within reach: case staff of the controller, and of a company the own people's reports."""
    found = Incident.objects.filter(placement__in=queries.visible(actor=actor))
    if actor.role == SYSTEM_ROLE or actor.works_on_cases:
        return found
    if actor.role == Role.COMPANY_CONTACT:
        return found.filter(by_company=True)
    return found.none()


def of_stay(placement: Placement, *, actor: Actor) -> list[Incident]:
    """The problems of one stay that the actor has reached, open ones first."""
    if not actor.works_on_cases:
        return []
    rows = visible(actor=actor).filter(placement=placement).select_related(*_WHO).order_by("-heard_at", "-pk")
    found = sorted(rows, key=lambda each: each.closed_at is not None)
    return _withheld(found, placement, actor)


_WHO = ("owner__user", "reported_by__user", "escalated_to__user")


def incident(incident_id: int, *, actor: Actor) -> Incident:
    """One problem with its stay; the person is noted as shown. Raises OutOfReach."""
    found = visible(actor=actor).filter(pk=incident_id).select_related(*_WHO, *_STAY).first()
    if found is None:
        raise _missed(incident_id, actor)
    actor.book.note([found.placement.person_id], "placement")
    return next(iter(_withheld([found], found.placement, actor)))


_STAY = ("placement__person", "placement__unit__company", "placement__consultant__user")


def locked(incident_id: int, *, actor: Actor) -> Incident:
    """The problem under lock, for a service that is about to write; its stay under lock too."""
    found = visible(actor=actor).filter(pk=incident_id).values_list("placement_id", flat=True).first()
    if found is None:
        raise _missed(incident_id, actor)
    queries.locked(found, actor=actor)
    row = visible(actor=actor).filter(pk=incident_id).select_related(*_STAY).select_for_update(of=("self",)).first()
    if row is None:
        raise _missed(incident_id, actor)
    return row


def _missed(incident_id: int, actor: Actor) -> OutOfReach:
    for person_id in Incident.objects.filter(pk=incident_id).values_list("placement__person_id", flat=True):
        actor.book.refuse(person_id)
    return OutOfReach("incident")


def _withheld(found: Iterable[Incident], placement: Placement, actor: Actor) -> list[Incident]:
    """Outside the case: that there is a problem and how its clock stands. Whoever wrote the words knows them."""
    rows = list(found)
    if actor.role == SYSTEM_ROLE or case_scope.is_within_case_of(placement.person, actor):
        return rows
    for each in rows:
        if actor.membership_id is not None and each.reported_by_id == actor.membership_id:
            each.done = ""
            continue
        each.words, each.done, each.is_withheld = "", "", True
        if parameters.term("incident_kinds", each.kind).flag("health"):
            each.kind = _OTHER
    return rows


def open_of_stays() -> QuerySet[Incident]:
    """Problems nobody has closed, of everybody, for lists that scope them themselves."""
    return Incident.objects.filter(closed_at__isnull=True)
