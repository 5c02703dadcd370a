"""Writes of the method work: texts in versions, tasks of the action plan, followed up until they are in place.

Two who write one text: the second gets Stale and the page shows both. About groups and work, never about a citizen."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import localdate

from tovholder import parameters
from tovholder.accounts import audit
from tovholder.accounts.actors import Actor
from tovholder.accounts.conflicts import NotAllowed, OutOfReach, Stale
from tovholder.accounts.models import Organisation
from tovholder.learning import method_queries
from tovholder.learning.models import MethodTask, MethodText, WorkingGroup


@transaction.atomic
def write(
    *, template: str, number: int, content: Mapping[str, str], actor: Actor, now: datetime, why: str = ""
) -> MethodText:
    """A new version of a text; `number` is the version it was written upon, 0 for none. Nothing changed, no version."""
    require_writer(actor)
    if not parameters.is_term("method_templates", template):
        raise NotAllowed("method.no_such_template")
    Organisation.objects.select_for_update().get(pk=actor.organisation_id)
    standing = method_queries.newest_text(template, organisation_id=actor.organisation_id)
    if (standing.number if standing else 0) != number:
        raise Stale
    sections = {row.code for row in method_queries.sections(template)}
    told = {code: words.strip() for code, words in content.items() if code in sections and words.strip()}
    if not told and standing is None:
        raise NotAllowed("method.needs_words")
    if standing is not None and standing.content == told:
        return standing
    made = MethodText.objects.create(
        organisation_id=actor.organisation_id, template=template, number=number + 1, content=told, why=why.strip(),
        by_id=actor.membership_id, at=now,
    )  # fmt: skip
    facts: dict[str, object] = {"template": template, "number": made.number}
    audit.record(actor=actor, action="method.write", target=f"method_text:{made.pk}", facts=facts)
    return made


@dataclass(frozen=True)
class NewTask:
    """What is agreed: in which area, by whom until when, and the working group it comes from, if any."""

    area: str
    words: str
    due_on: date
    owner_id: int | None = None
    group_id: int | None = None


@transaction.atomic
def agree(*, task: NewTask, actor: Actor, now: datetime, request_key: str = "") -> MethodTask:
    """Something is agreed. The same form twice is one."""
    require_writer(actor)
    own = MethodTask.objects.filter(organisation_id=actor.organisation_id)
    standing = own.filter(request_key=request_key[:40]).first() if request_key else None
    if standing is not None:
        return standing
    if not parameters.is_term("method_areas", task.area) or not task.words.strip():
        raise NotAllowed("method.needs_words")
    if task.due_on < localdate(now):
        raise NotAllowed("method.due_in_past")
    if task.owner_id and not method_queries.staff(actor=actor).filter(pk=task.owner_id).exists():
        raise NotAllowed("method.no_colleague")
    groups = WorkingGroup.objects.filter(course__organisation_id=actor.organisation_id)
    if task.group_id and not groups.filter(pk=task.group_id).exists():
        raise OutOfReach("working group")
    made = MethodTask.objects.create(
        organisation_id=actor.organisation_id, area=task.area, words=task.words.strip()[:300], due_on=task.due_on,
        owner_id=task.owner_id, group_id=task.group_id, made_at=now, request_key=request_key[:40],
    )  # fmt: skip
    _audit(made, actor, "method.agree")
    return made


@transaction.atomic
def follow_up(
    *, task_id: int, version: int, state: str, words: str, due_on: date, actor: Actor, now: datetime
) -> MethodTask:
    """How far it has come, in words; and until when the rest."""
    require_writer(actor)
    found = MethodTask.objects.select_for_update().filter(organisation_id=actor.organisation_id, pk=task_id).first()
    if found is None:
        raise OutOfReach("method task")
    if found.version != version:
        raise Stale
    if not parameters.is_term("method_task_states", state) or not words.strip():
        raise NotAllowed("method.follow_up_words")
    is_over = parameters.term("method_task_states", state).flag("ends")
    if due_on < localdate(now) and due_on != found.due_on and not is_over:
        raise NotAllowed("method.due_in_past")
    found.state, found.followed_words, found.followed_on = state, words.strip(), localdate(now)
    found.due_on = due_on
    found.version += 1
    found.save()
    _audit(found, actor, "method.follow_up")
    return found


def require_writer(actor: Actor) -> None:
    if not method_queries.writes(actor):
        raise NotAllowed("method.by_staff")


def require_leader(actor: Actor) -> None:
    if not method_queries.leads(actor):
        raise NotAllowed("method.by_leader")


def _audit(task: MethodTask, actor: Actor, action: str) -> None:
    facts: dict[str, object] = {"area": task.area, "state": task.state}
    audit.record(actor=actor, action=action, target=f"method_task:{task.pk}", facts=facts)
