"""From one stay to the next: convert with the data carried over, the draft of an education plan, still in the job.

Raises NotAllowed, Stale, OutOfReach. Converting runs every employer rule for the next stay; a no changes nothing."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal

from django.db import transaction
from django.utils.timezone import localdate

from tovholder import parameters
from tovholder.accounts import audit
from tovholder.accounts.actors import Actor
from tovholder.accounts.conflicts import NotAllowed
from tovholder.base.period import months_after
from tovholder.placements import telling, transitions
from tovholder.placements.models import EducationDraft, JobCheck, Placement, Task, TaskLevel
from tovholder.placements.plans import Answer, NewPlacement, Overrule, Statements
from tovholder.placements.rules import Agreement
from tovholder.placements.services import agreeing, rhythm
from tovholder.placements.services.moving import saved, source_of, writable


@transaction.atomic
def convert(
    *,
    placement_id: int,
    version: int,
    new: NewPlacement,
    statements: Statements,
    actor: Actor,
    now: datetime,
    overrule: Overrule | None = None,
    draft: Mapping[str, str] | None = None,
) -> Answer:
    """The next stay of the chain, agreed under the rules: same person, place and contact, its tasks carried over.

    A stay that would run past the first day of the next one ends the day before it: nobody is twice at one place. How
    it ended is told on its own page. `draft` is kept for an IGU. Refused leaves the standing stay as it was."""
    placement = writable(placement_id, version=version, actor=actor)
    if new.starts_on <= placement.starts_on:
        raise NotAllowed("ladder.next_before_this", starts_on=placement.starts_on)
    if placement.next.exclude(status=transitions.CANCELLED).exists():
        raise NotAllowed("ladder.converted_already")
    asked = replace(new, person_id=placement.person_id, unit_id=placement.unit_id, previous_id=placement.pk)
    answer = _tried(placement, asked, statements, overrule, actor, now)
    if not answer.agreed or answer.placement_id is None:
        refused = answer.in_the_way[0]
        audit.record(actor=actor, action="placement.convert", person_id=placement.person_id, decision=refused)
        return answer
    _carry_tasks(placement, answer.placement_id, now)
    if draft and any(draft.values()) and _is_igu(new.kind):
        EducationDraft.objects.create(placement_id=answer.placement_id, by_id=actor.membership_id, at=now, **draft)
    facts = {"kind": new.kind, "next": answer.placement_id}
    audit.record(
        actor=actor,
        action="placement.convert",
        person_id=placement.person_id,
        target=source_of(placement),
        facts=facts,
    )
    return answer


def _tried(
    placement: Placement,
    new: NewPlacement,
    statements: Statements,
    overrule: Overrule | None,
    actor: Actor,
    now: datetime,
) -> Answer:
    """Both or neither: the standing stay cut short, the next one agreed."""
    key = f"convert:{placement.pk}"
    with transaction.atomic():
        _cut_short(placement, new.starts_on, actor)
        answer = agreeing.plan_and_agree(
            new=new, statements=statements, actor=actor, now=now, request_key=key, overrule=overrule
        )
        if not answer.agreed:
            transaction.set_rollback(True)
    return answer


def _cut_short(placement: Placement, ends_before: date, actor: Actor) -> None:
    """The agreed end moves to the day the next stay begins."""
    runs_past = placement.ends_before is None or placement.ends_before > ends_before
    if placement.status not in transitions.HOLDS_A_PLACE or not runs_past:
        return
    placement.hours.filter(starts_on__gte=ends_before).delete()
    placement.hours.exclude(ends_before__lte=ends_before).update(ends_before=ends_before)
    placement.ends_before = ends_before
    rhythm.drop_open(placement, after=ends_before)
    saved(placement, actor=actor, action="placement.cut_short", facts={"ends_before": ends_before.isoformat()})


def _carry_tasks(placement: Placement, next_id: int, now: datetime) -> None:
    """The tasks that are still tasks, each with how well it was mastered last, by whom and when."""
    for task in placement.task_list.filter(dropped_on__isnull=True):
        last = task.levels.order_by("-seen_on", "-pk").first()
        carried = Task.objects.create(
            placement_id=next_id,
            skill=task.skill,
            words=task.words,
            hours=task.hours,
            paid_from=task.paid_from,
            added_at=now,
        )
        if last is not None:
            TaskLevel.objects.create(
                task=carried, level=last.level, seen_on=last.seen_on, party=last.party, by_id=last.by_id, at=last.at
            )


@transaction.atomic
def save_draft(
    *,
    placement_id: int,
    version: int,
    school: str,
    practice_goals: str,
    danish_in_practice: str,
    actor: Actor,
    now: datetime,
) -> EducationDraft:
    """What is thought of for the education plan of an IGU: school, goals of the practice, Danish in practice."""
    placement = writable(placement_id, version=version, actor=actor)
    if not _is_igu(placement.kind):
        raise NotAllowed("ladder.no_draft_for_this_kind")
    draft = EducationDraft.objects.filter(placement=placement).first() or EducationDraft(placement=placement)
    draft.school, draft.practice_goals = school.strip(), practice_goals.strip()
    draft.danish_in_practice, draft.by_id, draft.at = danish_in_practice.strip(), actor.membership_id, now
    draft.save()
    saved(placement, actor=actor, action="placement.education_draft")
    return draft


def _is_igu(kind: str) -> bool:
    return parameters.term("placement_kinds", kind).text("family") == "igu"


@transaction.atomic
def answer_job_check(
    *,
    placement_id: int,
    months: int,
    answer: str,
    actor: Actor,
    now: datetime,
    hours: Decimal | None = None,
    reason: str = "",
) -> JobCheck:
    """Still in the job so many months after it began? The newest answer of a check stands; who left has a reason.

    Refused before the month has come, for kinds nobody asks about, and above full time."""
    placement, party = telling.told_about(placement_id, actor=actor)
    if party != telling.MUNICIPALITY:
        raise NotAllowed("placement.not_your_case")
    _check_asked(placement, months, localdate(now))
    _check_answer(placement, answer, hours, reason, localdate(now))
    is_final = parameters.term("job_check_answers", answer).flag("final")
    check, _made = JobCheck.objects.update_or_create(
        placement=placement,
        months=months,
        defaults={
            "asked_on": localdate(now),
            "answer": answer,
            "hours": None if is_final else hours,
            "reason": reason if is_final else "",
            "by_id": actor.membership_id,
            "at": now,
        },
    )
    saved(placement, actor=actor, action="placement.job_check", facts={"months": months, "answer": answer})
    return check


def _check_asked(placement: Placement, months: int, today: date) -> None:
    check = parameters.value("job_check", on=placement.starts_on)
    if placement.kind not in check.words("kinds") or str(months) not in check.words("months"):
        raise NotAllowed("ladder.no_check_of_this_kind")
    day = months_after(placement.starts_on, months)
    if (day - today).days > check.whole("notice_days"):
        raise NotAllowed("ladder.check_too_early", months=months, day=day)


def _check_answer(placement: Placement, answer: str, hours: Decimal | None, reason: str, today: date) -> None:
    if not parameters.is_term("job_check_answers", answer, on=today):
        raise NotAllowed("ladder.no_such_answer")
    is_final = parameters.term("job_check_answers", answer, on=today).flag("final")
    if is_final and not parameters.is_term("job_left_reasons", reason, on=today):
        raise NotAllowed("ladder.left_needs_reason")
    most = parameters.value("full_time_hours", on=placement.starts_on)
    if hours is not None and not 0 <= hours <= most.amount():
        raise NotAllowed("ladder.over_full_time", hours=hours, most=most.whole())


def what_if(*, placement_id: int, new: NewPlacement, statements: Statements, actor: Actor, on: date) -> Agreement:
    """What the rules would say of the next stay if this one ended before it, and nothing saved."""
    with transaction.atomic():
        placement = writable(placement_id, version=None, actor=actor)
        if new.starts_on <= placement.starts_on:
            raise NotAllowed("ladder.next_before_this", starts_on=placement.starts_on)
        _cut_short(placement, new.starts_on, actor)
        asked = replace(new, person_id=placement.person_id, unit_id=placement.unit_id, previous_id=placement.pk)
        found = agreeing.what_if(new=asked, statements=statements, actor=actor, on=on)
        transaction.set_rollback(True)
    return found
