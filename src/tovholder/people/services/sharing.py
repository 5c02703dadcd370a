"""Being shown in a regional pool: for a stated purpose, on a legal basis, after the citizen was told, until a date.

Consent is not assumed to be a valid basis (Datatilsynet on Asta, 2022); an objection ends it (GDPR art. 21)."""

from datetime import date, datetime

from django.db import transaction

from tovholder import parameters
from tovholder.accounts import audit
from tovholder.accounts.actors import Actor
from tovholder.accounts.conflicts import NotAllowed
from tovholder.people.models import Person, PoolSharing
from tovholder.people.queries import in_force
from tovholder.people.services.access import end_each
from tovholder.people.services.case import touch, writable, writable_open


@transaction.atomic
def share_in_pool(
    *,
    person_id: int,
    purpose: str,
    legal_basis: str,
    told: str,
    told_on: date,
    starts_on: date,
    ends_before: date,
    actor: Actor,
    now: datetime,
) -> PoolSharing:
    """Show the person pseudonymously to the partnership. Refused when protected, untold, or objected to since.

    The same said twice is one sharing."""
    person = writable_open(person_id, actor=actor, version=None)
    refusal = _why_not(person, purpose, legal_basis, told, told_on, starts_on, ends_before)
    if refusal:
        raise NotAllowed(refusal)
    said = {
        "purpose": purpose,
        "legal_basis": legal_basis,
        "told": told,
        "told_on": told_on,
        "ends_before": ends_before,
    }
    standing = PoolSharing.objects.filter(in_force(starts_on), person=person, **said).first()
    if standing is not None:
        return standing
    end_each(PoolSharing.objects.filter(in_force(starts_on), person=person, purpose=purpose), starts_on)
    sharing = PoolSharing.objects.create(
        person=person, controller_id=person.organisation_id, starts_on=starts_on, **said
    )
    return _recorded(sharing, person, actor, now)


def _why_not(
    person: Person, purpose: str, legal_basis: str, told: str, told_on: date, starts_on: date, ends_before: date
) -> str:
    if person.protected:
        return "sharing.protected"
    if not (purpose and legal_basis and told.strip()):
        return "sharing.not_told"
    if not is_accepted(legal_basis, on=starts_on):
        return "sharing.no_legal_basis"
    if told_on > starts_on or ends_before <= starts_on:
        return "sharing.dates_do_not_fit"
    objected = PoolSharing.objects.filter(person=person, purpose=purpose, objected_on__isnull=False)
    if objected.filter(objected_on__gte=told_on).exists():
        return "sharing.objected"  # a new talk after the objection is needed, not a new tick
    return ""


def is_accepted(legal_basis: str, *, on: date) -> bool:
    """Whether this basis may carry sharing by itself; consent may not."""
    return parameters.is_term("legal_bases", legal_basis, on=on) and parameters.term(
        "legal_bases", legal_basis, on=on
    ).flag("accepted")


def _recorded(sharing: PoolSharing, person: Person, actor: Actor, now: datetime) -> PoolSharing:
    touch(person_id=person.pk, now=now)
    audit.record(
        actor=actor,
        action="person.share_in_pool",
        person_id=person.pk,
        facts={
            "purpose": sharing.purpose,
            "legal_basis": sharing.legal_basis,
            "until": sharing.ends_before.isoformat(),
        },
    )
    return sharing


@transaction.atomic
def object_to_sharing(*, person_id: int, on: date, actor: Actor, now: datetime) -> int:
    """The citizen objects, on the own page or to the case staff who write it down. All sharing stops at once."""
    person = writable(person_id, actor=actor, version=None, citizen=True)
    changed = PoolSharing.objects.filter(person=person, objected_on__isnull=True, ends_before__gt=on).update(
        objected_on=on
    )
    touch(person_id=person.pk, now=now)
    audit.record(actor=actor, action="person.object_to_sharing", person_id=person.pk, facts={"sharings": changed})
    return changed


@transaction.atomic
def stop_sharing(*, person_id: int, on: date, actor: Actor, now: datetime) -> int:
    """Case staff take the person out of the pool, e.g. because the purpose is reached."""
    person = writable(person_id, actor=actor, version=None)
    changed = end_each(PoolSharing.objects.filter(person=person, ends_before__gt=on), on)
    touch(person_id=person.pk, now=now)
    audit.record(actor=actor, action="person.stop_sharing", person_id=person.pk, facts={"sharings": changed})
    return changed
