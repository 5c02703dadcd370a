"""Who works inside a case and may see reasons of health in it: the named contact, the unit that has it, its leader.

Forvaltningsloven § 32: staff may not obtain what they do not need for the task. Others of the same municipality see
that the person is away, and not why."""

from django.db.models import Q

from tovholder.accounts.actors import SYSTEM_ROLE, Actor
from tovholder.accounts.roles import HEARING_ROLES, Role
from tovholder.people.models import Person

_NOBODY = Q(pk__in=())


def is_within(actor: Actor, *, organisation_id: int, contact_id: int | None, unit_id: int | None) -> bool:
    """Whether a case with this controller, contact and unit is the actor's own to work in."""
    if not actor.works_on_cases or organisation_id != actor.organisation_id:
        return False
    if contact_id is not None and contact_id == actor.membership_id:
        return True
    if actor.only_own_cases:
        return False
    return actor.unit_id is None or unit_id is None or unit_id == actor.unit_id or actor.role == Role.TEAM_LEADER


def may_work_on(person: Person, actor: Actor) -> bool:
    """Whether the actor may write in this case, at any step: case staff of its controller, and where the right is to
    the own caseload only, the named contact."""
    if actor.role == SYSTEM_ROLE:
        return True
    if not actor.works_on_cases or person.organisation_id != actor.organisation_id:
        return False
    return not actor.only_own_cases or person.contact_id == actor.membership_id


def may_judge(person: Person, actor: Actor) -> bool:
    """Whether the actor may judge absence and write a hearing in this case: who works on it and answers for it, not
    those who work with its companies."""
    if actor.role == SYSTEM_ROLE:
        return True
    return actor.kind == "municipality" and actor.role in HEARING_ROLES and may_work_on(person, actor)


def is_within_case_of(person: Person, actor: Actor) -> bool:
    """Whether this person's case is the actor's own to work in."""
    return is_within(
        actor, organisation_id=person.organisation_id, contact_id=person.contact_id, unit_id=person.unit_id
    )


def is_within_all(actor: Actor) -> bool:
    """Whether every case of the own organisation is the actor's own to work in: counts over all of them may be told."""
    if not actor.works_on_cases or actor.only_own_cases:
        return False
    return actor.unit_id is None or actor.role == Role.TEAM_LEADER


def within(actor: Actor) -> Q:
    """The same question of many persons: a filter on Person."""
    if not actor.works_on_cases or actor.organisation_id is None:
        return _NOBODY
    own = Q(organisation_id=actor.organisation_id)
    if actor.only_own_cases:
        return own & Q(contact_id=actor.membership_id)
    if actor.unit_id is None or actor.role == Role.TEAM_LEADER:
        return own
    return own & (Q(unit_id=actor.unit_id) | Q(unit_id__isnull=True) | Q(contact_id=actor.membership_id))
