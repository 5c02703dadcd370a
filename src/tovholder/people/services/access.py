"""Open and close somebody's view of a person. Called by the rooms that know why: proposals, placements, learning."""

from collections.abc import Iterable
from datetime import date, datetime

from django.db import transaction
from django.db.models import F

from tovholder.accounts import audit
from tovholder.accounts.actors import Actor
from tovholder.people.models import Access, PoolSharing

FIELDS = ("profile", "contact", "placement", "learning")


@transaction.atomic
def open_access(
    *,
    person_id: int,
    organisation_id: int,
    purpose: str,
    fields: str,
    starts_on: date,
    source: str,
    actor: Actor,
    now: datetime,
    ends_before: date | None = None,
    membership_id: int | None = None,
) -> Access:
    """Let an organisation (or one member of it) see some fields of a person, in a period, for a purpose.

    `source` names what opened it and closes it again; opening twice from one source changes the first.
    """
    if fields not in FIELDS:
        raise ValueError(f"no such set of fields: {fields}")
    access, _ = Access.objects.update_or_create(
        person_id=person_id,
        organisation_id=organisation_id,
        source=source,
        defaults={
            "membership_id": membership_id,
            "purpose": purpose,
            "fields": fields,
            "starts_on": starts_on,
            "ends_before": ends_before,
        },
    )
    _audit(actor, "access.open", person_id, source, organisation_id)
    return access


@transaction.atomic
def close_access(*, person_id: int, source: str, actor: Actor, on: date, now: datetime) -> int:
    """End what this source opened on the person, from `on`. Closing what is closed changes nothing."""
    return _close(list(Access.objects.filter(person_id=person_id, source=source)), actor=actor, on=on)


@transaction.atomic
def close_accesses_from(*, source: str, actor: Actor, on: date, now: datetime) -> int:
    """End everything this source opened, on whomever."""
    return _close(list(Access.objects.filter(source=source)), actor=actor, on=on)


def close_all_accesses(*, person_id: int, actor: Actor, on: date) -> int:
    """End everything that is open on the person: the case is closed, and nobody outside it needs it any more."""
    return _close(list(Access.objects.filter(person_id=person_id)), actor=actor, on=on)


def end_sharings(*, person_id: int, actor: Actor, on: date) -> int:
    """End every sharing in a pool that holds or is to begin. Gives how many; no line in the log for none."""
    held = PoolSharing.objects.filter(person_id=person_id, ends_before__gt=on)
    ended = end_each(held.exclude(ends_before__lte=F("starts_on")), on)
    if ended:
        audit.record(actor=actor, action="person.stop_sharing", person_id=person_id, facts={"sharings": ended})
    return ended


def end_each(sharings: Iterable[PoolSharing], on: date) -> int:
    """End these; one that never began covers no day."""
    changed = 0
    for sharing in sharings:
        sharing.ends_before = max(on, sharing.starts_on)
        sharing.save(update_fields=["ends_before"])
        changed += 1
    return changed


def close_accesses_of_proposals(*, person_id: int, actor: Actor, on: date) -> int:
    """End what accepted proposals opened to other municipalities: a protected person is matched by the own one only."""
    opened = Access.objects.filter(person_id=person_id, source__startswith="proposal:")
    return _close(list(opened), actor=actor, on=on)


def _close(accesses: list[Access], *, actor: Actor, on: date) -> int:
    still_open = [access for access in accesses if access.ends_before is None or access.ends_before > on]
    for access in still_open:
        access.ends_before = max(on, access.starts_on)  # an access that never began covers no day
        access.save(update_fields=["ends_before"])
        _audit(actor, "access.close", access.person_id, access.source, access.organisation_id)
    return len(still_open)


def _audit(actor: Actor, action: str, person_id: int, source: str, organisation_id: int) -> None:
    audit.record(
        actor=actor, action=action, person_id=person_id, target=source, facts={"organisation": organisation_id}
    )
