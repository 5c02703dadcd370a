"""Writes of the reception beside the handover itself: the checklist, the meetings and the course at the centre."""

from collections.abc import Collection
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from tovholder import parameters
from tovholder.accounts import audit
from tovholder.accounts.actors import Actor
from tovholder.accounts.conflicts import NotAllowed, OutOfReach, Stale
from tovholder.accounts.fields import lookup
from tovholder.base.decision import Decision
from tovholder.pathways import reception_queries as queries
from tovholder.pathways import reception_rules as rules
from tovholder.pathways.models import Handover, ReceptionMeeting, ReceptionTask
from tovholder.pathways.reception_saving import live, saved, written


@transaction.atomic
def set_task(
    *,
    handover_id: int,
    code: str,
    version: int,
    state: str,
    actor: Actor,
    now: datetime,
    mine: bool = False,
    due_on: date | None = None,
    done_on: date | None = None,
    words: str = "",
) -> ReceptionTask:
    """Where a thing of the checklist stands, who has it and until when. `version` is that of the thing, `mine` says
    that the actor sees to it.

    The centre sees to its own side; the municipality to all. What is in place has a day that has been."""
    handover = live(handover_id, None, actor)
    task = ReceptionTask.objects.select_for_update().filter(handover=handover, code=code).first()
    if task is None:
        raise NotAllowed("reception.no_such_task")
    if task.version != version:
        raise Stale
    if queries.is_centre(actor) and task.side != "centre":
        raise NotAllowed("reception.not_your_side")
    if not parameters.is_term("reception_states", state):
        raise NotAllowed("reception.no_such_task")
    if done_on is not None and done_on > timezone.localdate(now):
        raise NotAllowed("reception.done_to_come", day=done_on)
    task.owner_id = _owner(mine, actor, task.owner_id)
    task.state, task.words, task.due_on = state, words.strip(), due_on
    task.done_on = (done_on or timezone.localdate(now)) if state == "done" else None
    task.by_id, task.at, task.version = actor.membership_id, now, version + 1
    task.save()
    written(handover, actor=actor, action="reception.task", code=code, state=state)
    return task


@transaction.atomic
def set_duty(*, handover_id: int, code: str, version: int, state: str, actor: Actor, now: datetime) -> ReceptionTask:
    """The centre says where a thing of its own side stands, of a family it may not read of any more. Words stay."""
    handover, tasks = queries.duties(handover_id, actor=actor, lock=True)
    task = next((row for row in tasks if row.code == code), None)
    if task is None or not parameters.is_term("reception_states", state):
        raise NotAllowed("reception.no_such_task")
    if task.version != version:
        raise Stale
    task.state, task.done_on = state, timezone.localdate(now) if state == "done" else None
    task.by_id, task.at, task.version = actor.membership_id, now, version + 1
    task.save()
    written(handover, actor=actor, action="reception.task", code=code, state=state)
    return task


def _owner(mine: bool, actor: Actor, standing: int | None) -> int | None:
    """Who has it from now on. Whoever has it keeps it until somebody else takes it, or until they let go of it."""
    if mine:
        return actor.membership_id
    return None if standing == actor.membership_id else standing


@transaction.atomic
def plan_course(
    *, handover_id: int, version: int, starts_on: date, weekdays: Collection[int], actor: Actor, now: datetime
) -> Decision:
    """Citizen Danish at the centre: its first day and its days of the week. Too few days are told, and saved."""
    handover = live(handover_id, version, actor)
    if not weekdays:
        raise NotAllowed("reception.course_without_days")
    handover.course_from = starts_on
    handover.course_days = "".join(str(day) for day in sorted(set(weekdays)))
    saved(handover, actor=actor, action="reception.course", now=now)
    return rules.course_is_full(starts_on=starts_on, weekdays=weekdays)


@transaction.atomic
def plan_meeting(
    *, handover_id: int, planned_on: date, actor: Actor, now: datetime, request_key: str = ""
) -> ReceptionMeeting:
    """Call the next meeting before the takeover. The municipality's own: it is the one who calls."""
    handover = live(handover_id, None, actor)
    if not queries.is_receiver(actor):
        raise NotAllowed("reception.municipality_calls")
    if handover.takeover_on is not None and planned_on >= handover.takeover_on:
        raise NotAllowed("reception.meeting_after_takeover", day=handover.takeover_on)
    made = _planned("pre_meeting", planned_on, actor, now, request_key, handover=handover, centre_id=handover.sender_id)
    written(handover, actor=actor, action="reception.meeting", planned_on=planned_on.isoformat())
    return made


@transaction.atomic
def plan_cooperation(
    *, kind: str, centre_id: int, planned_on: date, actor: Actor, now: datetime, request_key: str = ""
) -> ReceptionMeeting:
    """Call a meeting of the two houses, with a centre that has handed somebody over to us."""
    houses = {house.pk for house in queries.others(actor=actor)}
    if not queries.is_receiver(actor) or centre_id not in houses:
        raise NotAllowed("reception.municipality_calls")
    if not parameters.is_term("reception_meetings", kind) or kind == "pre_meeting":
        raise NotAllowed("reception.no_such_meeting")
    made = _planned(kind, planned_on, actor, now, request_key, centre_id=centre_id)
    facts: dict[str, object] = {"kind": kind, "planned_on": planned_on.isoformat()}
    audit.record(actor=actor, action="reception.cooperation", target=f"reception_meeting:{made.pk}", facts=facts)
    return made


def _planned(
    kind: str, planned_on: date, actor: Actor, now: datetime, request_key: str, *,
    centre_id: int | None, handover: Handover | None = None,
) -> ReceptionMeeting:  # fmt: skip
    key = lookup("reception_meeting", f"{actor.membership_id}|{request_key}|{kind}|{planned_on}")[:40]
    rows = ReceptionMeeting.objects.filter(receiver_id=actor.organisation_id)
    standing = rows.filter(request_key=key).first() if request_key else None
    return standing or ReceptionMeeting.objects.create(
        kind=kind, handover=handover, receiver_id=actor.organisation_id, centre_id=centre_id, planned_on=planned_on,
        made_at=now, request_key=key if request_key else "",
    )  # fmt: skip


@transaction.atomic
def hold_meeting(
    *, meeting_id: int, version: int, held_on: date, minutes: str, actor: Actor, now: datetime
) -> ReceptionMeeting:
    """Write that a meeting was held, and what was agreed."""
    rows = ReceptionMeeting.objects.select_for_update(of=("self",))
    meeting = rows.filter(pk=meeting_id, receiver_id=actor.organisation_id).first()
    if meeting is None or not queries.is_receiver(actor):
        raise OutOfReach
    handover = live(meeting.handover_id, None, actor) if meeting.handover_id else None
    if meeting.version != version:
        raise Stale
    if held_on > timezone.localdate(now):
        raise NotAllowed("reception.done_to_come", day=held_on)
    meeting.held_on, meeting.minutes, meeting.by_id = held_on, minutes.strip(), actor.membership_id
    meeting.version += 1
    meeting.save()
    facts: dict[str, object] = {"held_on": held_on.isoformat()}
    if handover is not None:
        written(handover, actor=actor, action="reception.meeting", **facts)
    else:
        audit.record(actor=actor, action="reception.cooperation", target=f"reception_meeting:{meeting_id}", facts=facts)
    return meeting
