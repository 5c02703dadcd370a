"""The case itself: who may write in it, one save for all sections, the named contact, closing and opening again."""

from collections.abc import Iterable
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from tovholder import parameters
from tovholder.accounts import audit
from tovholder.accounts import queries as accounts
from tovholder.accounts.actors import SYSTEM_ROLE, Actor
from tovholder.accounts.conflicts import NotAllowed, Stale
from tovholder.accounts.models import Membership
from tovholder.accounts.roles import CASE_ROLES
from tovholder.people import case_scope, queries, rules
from tovholder.people.models import Person
from tovholder.people.services import access

CONTACT_REASONS = "contact_change_reasons"


def writable(person_id: int, *, actor: Actor, version: int | None, citizen: bool = False) -> Person:
    """The person under lock, for somebody who may write in the case and has seen its newest version.

    Case staff of the controller may; the citizen where `citizen` says so. Others see the case, and cannot change it.
    """
    person = queries.locked(person_id, actor=actor)
    if not (case_scope.may_work_on(person, actor) or (citizen and actor.is_citizen)):
        raise NotAllowed("person.not_your_case")
    if version is not None and person.version != version:
        raise Stale
    return person


def require_open(person: Person) -> None:
    """Nobody writes on in a closed case: it is opened again first, by somebody, with a line in the log. What protects
    the citizen (protection, address, objection, a number put right, what is kept back) is written all the same."""
    if person.closed_on is not None:
        raise NotAllowed("own.case_closed")


def writable_open(person_id: int, *, actor: Actor, version: int | None, citizen: bool = False) -> Person:
    """The same as `writable`, of an open case."""
    person = writable(person_id, actor=actor, version=version, citizen=citizen)
    require_open(person)
    return person


def saved(
    person: Person,
    *,
    actor: Actor,
    action: str,
    now: datetime,
    changed: Iterable[str] = (),
    matching: bool = True,
    why: str = "",
) -> Person:
    """Save under a new version and write the audit line: names of fields, never their content; `why` is a code.

    `matching` says that what the matching reads may have changed: rankings with this person are made again.
    """
    person.version += 1
    if matching:
        person.touched_at = now
    person.save()
    facts: dict[str, object] = {"fields": sorted(changed)}
    audit.record(actor=actor, action=action, person_id=person.pk, facts=facts | ({"why": why} if why else {}))
    return person


def check_days(person: Person, *, on: date, birth_is_right: bool) -> None:
    """Refuse days that no life has; a birth older than anybody alive is taken once somebody says that it is right."""
    decision = rules.may_be_days(
        born_on=person.born_on,
        on=on,
        residence_from=person.residence_from,
        takeover_on=person.takeover_on,
        visited_on=person.visited_on,
    )
    if decision.refused or (decision.is_unknown and not birth_is_right):
        raise NotAllowed(decision.code, **dict(decision.facts))


def tie_login(*, person_id: int, user_id: int) -> None:
    """Say whose sign-in leads to the case. For the room above that gives it; it leaves the trace."""
    Person.objects.filter(pk=person_id, login__isnull=True).update(login_id=user_id)


def touch(*, person_id: int, now: datetime) -> None:
    """Say that something matching reads about the person changed in a higher room, e.g. a placement ended."""
    Person.objects.filter(pk=person_id, touched_at__lt=now).update(touched_at=now)


@transaction.atomic
def assign_contact(
    *, person_id: int, version: int, contact_id: int, actor: Actor, now: datetime, why: str = ""
) -> Person:
    """Make a colleague the one named contact: done by those who work in the case, or a team leader.

    The contact reads what stands in the case of health. So nobody outside takes the case by naming oneself, and a case
    that goes to somebody outside goes with a reason. Refused for somebody who does not work on cases here."""
    person = writable(person_id, actor=actor, version=version)
    if actor.role != SYSTEM_ROLE and not case_scope.is_within_case_of(person, actor):
        actor.book.refuse(person_id)
        raise NotAllowed("person.contact_outside_case")
    colleague = Membership.objects.filter(
        pk=contact_id, organisation_id=person.organisation_id, active=True, role__in=CASE_ROLES
    ).first()
    if colleague is None:
        raise NotAllowed("person.contact_is_no_colleague")
    if actor.role != SYSTEM_ROLE and opens_to(person, colleague) and not parameters.is_term(CONTACT_REASONS, why):
        raise NotAllowed("person.contact_needs_reason")
    person.contact = colleague
    if colleague.unit_id is not None:
        person.unit_id = colleague.unit_id
    return saved(
        person, actor=actor, action="person.assign_contact", now=now, changed=["contact"], matching=False, why=why
    )


def opens_to(person: Person, colleague: Membership) -> bool:
    """Whether the case is somebody's who does not work in it today."""
    return not case_scope.is_within_case_of(person, accounts.actor_of(colleague))


@transaction.atomic
def close_case(*, person_id: int, version: int, reason: str, on: date, actor: Actor, now: datetime) -> Person:
    """Close the case with a reason, and all that is opened of it, in the pool too. Whether something still runs is
    asked by the room that knows.

    Opened again, the case is the own municipality's alone until somebody is given a view anew."""
    person = writable(person_id, actor=actor, version=version)
    if person.closed_on is not None:
        raise NotAllowed("person.already_closed")
    if not reason:
        raise NotAllowed("person.closing_needs_reason")
    if not timezone.localdate(person.created_at) <= on <= timezone.localdate(now):
        raise NotAllowed("person.closed_outside_case", opened_on=timezone.localdate(person.created_at))
    person.closed_on, person.closed_reason = on, reason
    access.close_all_accesses(person_id=person.pk, actor=actor, on=timezone.localdate(now))
    access.end_sharings(person_id=person.pk, actor=actor, on=timezone.localdate(now))
    return saved(person, actor=actor, action="person.close", now=now, changed=["closed_on", "closed_reason"])


@transaction.atomic
def reopen_case(*, person_id: int, version: int, actor: Actor, now: datetime) -> Person:
    """Open a closed case again, e.g. after work that did not last. In the pool it is once the citizen is told anew."""
    person = writable(person_id, actor=actor, version=version)
    if person.closed_on is None:
        raise NotAllowed("person.is_open")
    person.closed_on, person.closed_reason = None, ""
    # A case closed before December 2026 kept its sharing, which nobody saw while it was closed.
    access.end_sharings(person_id=person.pk, actor=actor, on=timezone.localdate(now))
    return saved(person, actor=actor, action="person.reopen", now=now, changed=["closed_on", "closed_reason"])


def may_be_contact(role: str) -> bool:
    """Whether members in this role may be somebody's one named contact."""
    return role in CASE_ROLES
