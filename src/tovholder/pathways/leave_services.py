"""Writes of the group around a leave (Kolding, S37): open, joined in any week, its people and what comes next."""

from collections.abc import Collection
from datetime import date, datetime, time

from django.db import transaction
from django.utils import timezone

from tovholder import parameters
from tovholder.accounts import audit
from tovholder.accounts.actors import SYSTEM_ROLE, Actor
from tovholder.accounts.conflicts import NotAllowed, OutOfReach, Stale
from tovholder.accounts.roles import CASE_ROLES
from tovholder.pathways import leave_queries
from tovholder.pathways.aftercare_services import own_case
from tovholder.pathways.models import LeaveGroup, LeaveGroupMember, LeaveGroupVisit
from tovholder.people import case_scope
from tovholder.people import services as people
from tovholder.people.models import Person


@transaction.atomic
def plan_leave_group(
    *,
    title: str,
    place: str,
    weekday: int,
    begins_at: time,
    starts_on: date,
    actor: Actor,
    now: datetime,
    ends_before: date | None = None,
    request_key: str = "",
) -> LeaveGroup:
    """Open a group each week on this day. Whoever opens it leads it."""
    if not (actor.may(*CASE_ROLES) and actor.kind == "municipality"):
        raise NotAllowed("leave.only_case_staff")
    if ends_before is not None and ends_before <= starts_on:
        raise NotAllowed("leave.days_crossed")
    own = LeaveGroup.objects.filter(organisation_id=actor.organisation_id, request_key=request_key)
    standing = own.first() if request_key else None
    if standing is not None:
        return standing
    row = LeaveGroup.objects.create(
        organisation_id=actor.organisation_id,
        title=title,
        place=place,
        weekday=weekday,
        begins_at=begins_at,
        starts_on=starts_on,
        ends_before=ends_before,
        leader_id=actor.membership_id,
        request_key=request_key,
    )
    audit.record(actor=actor, action="leave_group.plan", target=f"leave_group:{row.pk}")
    return row


@transaction.atomic
def join(
    *,
    group_id: int,
    person_id: int,
    actor: Actor,
    now: datetime,
    leave_from: date | None = None,
    returns_on: date | None = None,
    goal: str = "",
) -> LeaveGroupMember:
    """Join in any week, before the leave, in it or just after. Joined twice is joined once."""
    person = _inside(person_id, actor)
    group = LeaveGroup.objects.filter(pk=group_id, organisation_id=person.organisation_id).first()
    if group is None:
        raise OutOfReach("leave group")
    on = timezone.localdate(now)
    if group.ends_before is not None and group.ends_before <= on:
        raise NotAllowed("leave.group_is_over", day=group.ends_before)
    _in_order(leave_from, returns_on)
    standing = LeaveGroupMember.objects.filter(group=group, person=person, left_on__isnull=True).first()
    if standing is not None:
        return standing
    row = LeaveGroupMember.objects.create(
        group=group,
        person=person,
        organisation_id=person.organisation_id,
        joined_on=on,
        leave_from=leave_from,
        returns_on=returns_on,
        goal=goal,
    )
    _audit(actor, "leave_group.join", person, row)
    return row


@transaction.atomic
def change_leave(
    *,
    member_id: int,
    version: int,
    goal: str,
    daycare: Collection[str],
    next_step: str,
    actor: Actor,
    now: datetime,
    leave_from: date | None = None,
    returns_on: date | None = None,
    leaves: bool = False,
) -> LeaveGroupMember:
    """The goal, the leave, the steps to day care and what comes next. The goal is kept through the leave and after the
    group. Stale when somebody else has written meanwhile."""
    row = _member(member_id, version, actor)
    _in_order(leave_from, returns_on)
    if any(not parameters.is_term("daycare_steps", code) for code in daycare):
        raise NotAllowed("aftercare.no_such_code")
    if next_step and not parameters.is_term("leave_next_steps", next_step):
        raise NotAllowed("aftercare.no_such_code")
    if leaves and not next_step:
        raise NotAllowed("leave.says_what_comes_next")
    row.goal, row.daycare, row.next_step = goal, list(daycare), next_step
    row.leave_from, row.returns_on = leave_from, returns_on
    row.left_on = timezone.localdate(now) if leaves else None
    row.version += 1
    row.save(update_fields=["goal", "daycare", "next_step", "leave_from", "returns_on", "left_on", "version"])
    _audit(actor, "leave_group.change", row.person, row)
    return row


@transaction.atomic
def note_meeting(*, group_id: int, on: date, came: Collection[int], actor: Actor, now: datetime) -> int:
    """Write down who came on a day, of those the actor sees in the group; sent again, it is corrected."""
    group = leave_queries.group(group_id, actor=actor)
    if on > timezone.localdate(now) or on < group.starts_on:
        raise NotAllowed("leave.no_meeting_then")
    seen = list(leave_queries.members(group, actor=actor).select_for_update(of=("self",)))
    here = [row for row in seen if row.joined_on <= on]
    if set(came) - {row.pk for row in here}:
        raise NotAllowed("leave.not_in_the_group")
    LeaveGroupVisit.objects.filter(member__in=here, on=on).exclude(member_id__in=came).delete()
    for row in here:
        if row.pk in came:
            LeaveGroupVisit.objects.get_or_create(member=row, on=on)
    audit.record(actor=actor, action="leave_group.note_meeting", target=f"leave_group:{group.pk}")
    return len(came)


def _inside(person_id: int, actor: Actor) -> Person:
    """A leave is told to those who work in the case; others of the municipality read that somebody is away."""
    person = own_case(person_id, actor)
    people.require_open(person)
    if actor.role != SYSTEM_ROLE and not case_scope.is_within_case_of(person, actor):
        raise NotAllowed("leave.not_within_case")
    return person


def _member(member_id: int, version: int, actor: Actor) -> LeaveGroupMember:
    found = leave_queries.member(member_id, actor=actor)
    person = own_case(found.person_id, actor)
    row = LeaveGroupMember.objects.select_for_update().get(pk=member_id)
    if row.version != version or row.left_on is not None:
        raise Stale
    row.person = person
    return row


def _in_order(leave_from: date | None, returns_on: date | None) -> None:
    if leave_from is not None and returns_on is not None and returns_on <= leave_from:
        raise NotAllowed("leave.returns_before_leave")


def _audit(actor: Actor, action: str, person: Person, row: LeaveGroupMember) -> None:
    audit.record(actor=actor, action=action, person_id=person.pk, target=f"leave_member:{row.pk}")
