"""Writes of help after the start: a fact somebody told, a step about it, an evening, the final talk (S34)."""

from collections.abc import Collection
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from tovholder import parameters
from tovholder.accounts import audit
from tovholder.accounts import queries as accounts
from tovholder.accounts.actors import SYSTEM_ROLE, Actor
from tovholder.accounts.conflicts import NotAllowed, OutOfReach, Stale
from tovholder.accounts.roles import CASE_ROLES
from tovholder.pathways import aftercare_queries
from tovholder.pathways.models import AftercareStep, GuidanceVisit, ToldFact
from tovholder.people import case_scope
from tovholder.people import queries as people_queries
from tovholder.people.models import Person


def own_case(person_id: int, actor: Actor) -> Person:
    """The person under lock, for somebody who may write in the case."""
    person = people_queries.locked(person_id, actor=actor)
    if not case_scope.may_work_on(person, actor):
        raise NotAllowed("person.not_your_case")
    return person


@transaction.atomic
def tell_fact(
    *,
    person_id: int,
    kind: str,
    told_on: date,
    told_by: str,
    actor: Actor,
    now: datetime,
    words: str = "",
    request_key: str = "",
) -> ToldFact:
    """Write down that something changed which may cost the job. The same form twice is one fact."""
    person = own_case(person_id, actor)
    standing = ToldFact.objects.filter(person=person, request_key=request_key).first() if request_key else None
    if standing is not None:
        return standing
    _known("aftercare_facts", kind)
    _known("aftercare_tellers", told_by)
    _not_to_come(told_on, now)
    row = ToldFact.objects.create(
        person=person,
        organisation_id=person.organisation_id,
        kind=kind,
        told_on=told_on,
        told_by=told_by,
        words=words,
        by_id=actor.membership_id,
        request_key=request_key,
    )
    _audit(actor, "aftercare.tell_fact", person, f"told_fact:{row.pk}")
    return row


@transaction.atomic
def take_step(
    *,
    person_id: int,
    kind: str,
    due_on: date,
    actor: Actor,
    now: datetime,
    source: str = "",
    owner_id: int | None = None,
    words: str = "",
) -> AftercareStep:
    """Say what is done about a fact (`source`), by whom and until when. Stale when somebody has answered the fact.

    A step that says that nothing needs to be done asks why, and is done at once."""
    person = own_case(person_id, actor)
    _known("aftercare_steps", kind)
    if source:
        if AftercareStep.objects.filter(person=person, source=source).exists():
            raise Stale
        if source not in aftercare_queries.sources_of(person.pk, on=timezone.localdate(now)):
            raise NotAllowed("aftercare.no_such_fact")
    nothing = parameters.term("aftercare_steps", kind).flag("no_step")
    if nothing and not words.strip():
        raise NotAllowed("aftercare.say_why")
    _check_owner(owner_id, person, actor)
    row = AftercareStep.objects.create(
        person=person,
        organisation_id=person.organisation_id,
        source=source,
        kind=kind,
        owner_id=owner_id or actor.membership_id,
        due_on=due_on,
        words=words,
        done_on=timezone.localdate(now) if nothing else None,
        outcome="no_need" if nothing else "",
        by_id=actor.membership_id,
        at=now,
    )
    _audit(actor, "aftercare.take_step", person, f"aftercare_step:{row.pk}")
    return row


def _check_owner(owner_id: int | None, person: Person, actor: Actor) -> None:
    if owner_id is None or actor.role == SYSTEM_ROLE:
        return
    there = accounts.colleagues(actor=actor).filter(role__in=CASE_ROLES, organisation_id=person.organisation_id)
    if not there.filter(pk=owner_id).exists():
        raise NotAllowed("aftercare.owner_is_no_colleague")


@transaction.atomic
def finish_step(
    *, step_id: int, version: int, done_on: date, outcome: str, actor: Actor, now: datetime, words: str = ""
) -> AftercareStep:
    """Say what came of it. Stale when somebody else has written meanwhile."""
    about = AftercareStep.objects.filter(pk=step_id).values_list("person_id", flat=True).first()
    if about is None:
        raise OutOfReach("aftercare step")
    person = own_case(about, actor)
    row = AftercareStep.objects.select_for_update().get(pk=step_id)
    if row.version != version or row.done_on is not None:
        raise Stale
    _known("aftercare_outcomes", outcome)
    _not_to_come(done_on, now)
    row.done_on, row.outcome, row.version = done_on, outcome, row.version + 1
    row.words = "\n".join(filter(None, (row.words, words)))
    row.save(update_fields=["done_on", "outcome", "words", "version"])
    _audit(actor, "aftercare.finish_step", person, f"aftercare_step:{row.pk}")
    return row


@transaction.atomic
def visit_guidance(
    *,
    person_id: int,
    visited_on: date,
    topics: Collection[str],
    outcome: str,
    actor: Actor,
    now: datetime,
    words: str = "",
    request_key: str = "",
) -> GuidanceVisit:
    """Somebody came to the evening guidance."""
    person = own_case(person_id, actor)
    standing = GuidanceVisit.objects.filter(person=person, request_key=request_key).first() if request_key else None
    if standing is not None:
        return standing
    for topic in topics:
        _known("guidance_topics", topic)
    _known("guidance_outcomes", outcome)
    _not_to_come(visited_on, now)
    row = GuidanceVisit.objects.create(
        person=person,
        organisation_id=person.organisation_id,
        visited_on=visited_on,
        topics=list(topics),
        outcome=outcome,
        words=words,
        by_id=actor.membership_id,
        request_key=request_key,
    )
    _audit(actor, "aftercare.visit_guidance", person, f"guidance_visit:{row.pk}")
    return row


def _not_to_come(day: date, now: datetime) -> None:
    if day > timezone.localdate(now):
        raise NotAllowed("aftercare.not_yet")


def _known(terms: str, code: str) -> None:
    if not parameters.is_term(terms, code):
        raise NotAllowed("aftercare.no_such_code")


def _audit(actor: Actor, action: str, person: Person, target: str) -> None:
    audit.record(actor=actor, action=action, person_id=person.pk, target=target)
