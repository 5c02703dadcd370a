"""Protected name and address, and the few hidden fields that are shown one at a time, each with a reason."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from tovholder.accounts import audit
from tovholder.accounts.actors import SYSTEM_ROLE, Actor
from tovholder.accounts.conflicts import NotAllowed
from tovholder.people import case_scope, queries
from tovholder.people.models import Address, Person, PoolSharing
from tovholder.people.services import access
from tovholder.people.services.case import saved, writable

REVEAL_REASONS = ("letter", "home_visit", "travel_to_work", "citizen_asked", "urgent")


@dataclass(frozen=True)
class Revealed:
    street: str
    postcode: str
    city: str


@transaction.atomic
def protect(*, person_id: int, version: int, actor: Actor, now: datetime) -> Person:
    """Set the protection: the postcode leaves the open fields, and other municipalities see the person no more."""
    person = writable(person_id, actor=actor, version=version)
    address, _ = Address.objects.get_or_create(person=person)
    if person.zone and not address.postcode:
        address.postcode = person.zone
        address.save()
    person.protected, person.zone = True, ""
    out_of_sight(person, actor=actor, on=now.date())
    return saved(person, actor=actor, action="person.protect", now=now, changed=["protected", "zone", "called"])


def out_of_sight(person: Person, *, actor: Actor, on: date) -> None:
    """What every protection does, set by hand or by a file: out of the pools, out of other municipalities' sight.

    What companies may call the citizen was said before there was something to fear: it has to be said anew."""
    person.called = ""
    _out_of_pools(person, on)
    access.close_accesses_of_proposals(person_id=person.pk, actor=actor, on=on)


def _out_of_pools(person: Person, on: date) -> None:
    for sharing in PoolSharing.objects.filter(person=person, ends_before__gt=on):
        sharing.ends_before = max(on, sharing.starts_on)
        sharing.save(update_fields=["ends_before"])


@transaction.atomic
def unprotect(*, person_id: int, version: int, actor: Actor, now: datetime) -> Person:
    """Lift the protection: the postcode may be used for travel again. Pools are not entered by themselves."""
    person = writable(person_id, actor=actor, version=version)
    address = Address.objects.filter(person=person).first()
    person.protected, person.zone = False, address.postcode if address else ""
    return saved(person, actor=actor, action="person.unprotect", now=now, changed=["protected", "zone"])


@transaction.atomic
def set_address(
    *, person_id: int, version: int, street: str, postcode: str, city: str, actor: Actor, now: datetime
) -> Person:
    """Where the person lives. Only the postcode of people without protection stands openly on the case."""
    person = writable(person_id, actor=actor, version=version)
    Address.objects.update_or_create(person=person, defaults={"street": street, "postcode": postcode, "city": city})
    person.zone = "" if person.protected else postcode
    return saved(person, actor=actor, action="person.set_address", now=now, changed=["address"])


@transaction.atomic
def reveal_address(*, person_id: int, reason: str, actor: Actor) -> Revealed:
    """The address, for own case staff with a reason from the list. Noted as a read of the address."""
    person = _revealing(person_id, reason=reason, actor=actor, what="address")
    address = Address.objects.filter(person=person).first()
    return Revealed(address.street, address.postcode, address.city) if address else Revealed("", "", "")


@transaction.atomic
def reveal_cpr(*, person_id: int, reason: str, actor: Actor) -> str:
    """The whole CPR number, for own case staff with a reason from the list. Noted as a read of the number."""
    return _revealing(person_id, reason=reason, actor=actor, what="cpr").cpr


def _revealing(person_id: int, *, reason: str, actor: Actor, what: str) -> Person:
    if reason not in REVEAL_REASONS:
        raise NotAllowed("person.reveal_needs_reason")
    person = queries.locked(person_id, actor=actor)
    if actor.role == SYSTEM_ROLE or not case_scope.may_work_on(person, actor):
        raise NotAllowed("person.not_your_case")
    actor.book.note([person_id], what)
    audit.record(actor=actor, action=f"person.reveal_{what}", person_id=person_id, facts={"reason": reason})
    return person
