"""Writes of the common ways of working (S24-9): told, changed, ended; and what a colleague says of the own work."""

from datetime import datetime

from django.db import transaction
from django.utils.timezone import localdate

from tovholder import parameters
from tovholder.accounts import audit
from tovholder.accounts.actors import Actor
from tovholder.accounts.conflicts import NotAllowed, OutOfReach, Stale
from tovholder.accounts.roles import CASE_ROLES
from tovholder.base.period import months_after
from tovholder.pathways import method_queries
from tovholder.pathways.models import MethodUse, WorkMethod


@transaction.atomic
def tell_method(
    *, title: str, words: str, actor: Actor, now: datetime, shared: bool = False, request_key: str = ""
) -> WorkMethod:
    """Describe a way of working. The same form twice is one."""
    _case_staff(actor)
    own = WorkMethod.objects.filter(organisation_id=actor.organisation_id, request_key=request_key)
    standing = own.first() if request_key else None
    if standing is not None:
        return standing
    today = localdate(now)
    row = WorkMethod.objects.create(
        organisation_id=actor.organisation_id,
        title=title,
        words=words,
        changed_on=today,
        review_on=months_after(today, parameters.value("method_review_months", on=today).whole()),
        shared=shared,
        by_id=actor.membership_id,
        request_key=request_key,
    )
    _audit(actor, "method.tell", row)
    return row


@transaction.atomic
def change_method(
    *, work_method_id: int, number: int, words: str, actor: Actor, now: datetime, shared: bool = False,
    ends: bool = False,
) -> WorkMethod:  # fmt: skip
    """Change the words, or end it. Changed words are a new number, which everybody is asked about again."""
    _case_staff(actor)
    row = _own(work_method_id, actor)
    _in_use(row)
    if row.number != number:
        raise Stale
    today = localdate(now)
    if words != row.words:
        row.number, row.words, row.changed_on = row.number + 1, words, today
    row.review_on = months_after(today, parameters.value("method_review_months", on=today).whole())
    row.shared, row.ended_on = shared, today if ends else None
    row.save()
    _audit(actor, "method.change", row)
    return row


@transaction.atomic
def answer_method(*, work_method_id: int, answer: str, actor: Actor, now: datetime, words: str = "") -> MethodUse:
    """What I say of my own work with it; a later answer replaces it. Nobody answers for another."""
    _case_staff(actor)
    row = _own(work_method_id, actor)
    _in_use(row)
    if not parameters.is_term("method_answers", answer):
        raise NotAllowed("support.no_such_code")
    use, _made = MethodUse.objects.update_or_create(
        method=row,
        member_id=actor.membership_id,
        defaults={"number": row.number, "answer": answer, "on": localdate(now), "words": words},
    )
    _audit(actor, "method.answer", row)
    return use


def _own(method_id: int, actor: Actor) -> WorkMethod:
    found = method_queries.own(actor=actor).select_for_update(of=("self",)).filter(pk=method_id).first()
    if found is None:
        raise OutOfReach("work method")
    return found


def _in_use(row: WorkMethod) -> None:
    if row.ended_on is not None:
        raise NotAllowed("method.not_used_any_more")


def _case_staff(actor: Actor) -> None:
    if not (actor.may(*CASE_ROLES) and actor.kind == "municipality" and actor.membership_id is not None):
        raise NotAllowed("support.only_case_staff")


def _audit(actor: Actor, action: str, row: WorkMethod) -> None:
    audit.record(actor=actor, action=action, target=f"work_method:{row.pk}")
