"""Reads of the group around a leave. That somebody is on leave is told to those who work in the case and to whoever
leads the group; others see the group, and not who is in it."""

from datetime import date

from django.db.models import Count, Prefetch, Q, QuerySet

from tovholder.accounts.actors import Actor
from tovholder.accounts.conflicts import OutOfReach
from tovholder.companies import queries as companies
from tovholder.pathways.models import LeaveGroup, LeaveGroupMember, LeaveGroupVisit
from tovholder.people import case_scope
from tovholder.people import queries as people


def groups(*, actor: Actor) -> QuerySet[LeaveGroup]:
    """The groups of the own municipality."""
    if not actor.works_on_cases:
        return LeaveGroup.objects.none()
    own = LeaveGroup.objects.filter(organisation_id=actor.organisation_id)
    return own.select_related("leader__user").order_by("-starts_on", "-pk")


def group(group_id: int, *, actor: Actor) -> LeaveGroup:
    """One group. Raises OutOfReach."""
    found = groups(actor=actor).filter(pk=group_id).first()
    if found is None:
        raise OutOfReach("leave group")
    return found


def _told(actor: Actor) -> QuerySet[LeaveGroupMember]:
    reached = people.visible(actor=actor).filter(organisation_id=actor.organisation_id)
    may_know = Q(person__in=reached.filter(case_scope.within(actor)))
    may_know |= Q(group__leader_id=actor.membership_id, person__in=reached)
    rows = LeaveGroupMember.objects.filter(may_know, group__in=groups(actor=actor).order_by())
    return rows.select_related("person__contact__user", "group__leader__user")


def members(group: LeaveGroup, *, actor: Actor) -> QuerySet[LeaveGroupMember]:
    """Those in the group now whom the actor may know of, with their visits counted."""
    return _told(actor).filter(group=group, left_on__isnull=True).order_by("joined_on", "pk")


def with_visits(rows: QuerySet[LeaveGroupMember]) -> list[LeaveGroupMember]:
    """The same with `came`: how often."""
    return list(rows.annotate(came=Count("visits")))


def visited(group: LeaveGroup, *, since: date) -> int:
    """How many people came since a day: a number, told to everybody who sees the group."""
    came = LeaveGroupVisit.objects.filter(member__group=group, on__gte=since)
    return came.values("member__person_id").distinct().count()


def member(member_id: int, *, actor: Actor) -> LeaveGroupMember:
    """One of a group, the person noted as shown. Raises OutOfReach."""
    visits = Prefetch("visits", LeaveGroupVisit.objects.order_by("-on"))
    found = _told(actor).filter(pk=member_id).prefetch_related(visits).first()
    if found is None:
        for person_id in LeaveGroupMember.objects.filter(pk=member_id).values_list("person_id", flat=True):
            actor.book.refuse(person_id)
        raise OutOfReach("leave group")
    actor.book.note([found.person_id], "case")
    return found


def of_person(person_id: int, *, actor: Actor) -> list[LeaveGroupMember]:
    """The groups somebody is or was in, as far as the actor may know. The caller has reached the person."""
    return list(_told(actor).filter(person_id=person_id).order_by("-joined_on"))


def openings(*, actor: Actor) -> list[tuple[str, int]]:
    """Industries with open job orders within reach, the most first: what a group can talk about."""
    rows = companies.visible_orders(actor=actor).filter(status="open", industry__gt="").order_by()
    counted = rows.values_list("industry").annotate(number=Count("pk"))
    return sorted(counted, key=lambda each: (-each[1], each[0]))
