"""A legal hold: the case is not deleted while it stands, whatever its period. Set with a reason and an end, and lifted,
by a team leader or an administrator of the controller, who need not see the case for it."""

from datetime import date, datetime

from django.db import transaction

from tovholder import parameters
from tovholder.accounts import audit
from tovholder.accounts.actors import Actor
from tovholder.accounts.conflicts import NotAllowed
from tovholder.accounts.roles import Role
from tovholder.people.models import LegalHold, Person
from tovholder.people.queries import NoSuchPerson

MAY_HOLD = (Role.TEAM_LEADER, Role.ADMINISTRATOR)


@transaction.atomic
def hold_case(*, person_id: int, reason: str, ends_before: date, actor: Actor, now: datetime) -> LegalHold:
    """Keep a case from being deleted until `ends_before`. Refused without a reason of the list, for a day that has
    passed, and while another hold stands."""
    person = _locked(person_id, actor)
    if not parameters.is_term("hold_reasons", reason, on=now.date()):
        raise NotAllowed("hold.needs_reason")
    if ends_before <= now.date():
        raise NotAllowed("hold.day_has_passed")
    standing = LegalHold.objects.filter(person=person, lifted_on__isnull=True).first()
    if standing is not None and standing.ends_before > now.date():
        raise NotAllowed("hold.stands_already")
    if standing is not None:  # it ended by itself
        LegalHold.objects.filter(pk=standing.pk).update(lifted_on=standing.ends_before)
    hold = LegalHold.objects.create(
        person=person, reason=reason, set_on=now.date(), set_by_id=actor.membership_id, ends_before=ends_before
    )
    facts: dict[str, object] = {"reason": reason, "until": ends_before.isoformat()}
    audit.record(actor=actor, action="person.hold", person_id=person.pk, target=f"hold:{hold.pk}", facts=facts)
    return hold


@transaction.atomic
def lift_hold(*, person_id: int, actor: Actor, now: datetime) -> LegalHold:
    """Let the period of the case count again. Refused where no hold stands."""
    person = _locked(person_id, actor)
    hold = LegalHold.objects.filter(person=person, lifted_on__isnull=True, ends_before__gt=now.date()).first()
    if hold is None:
        raise NotAllowed("hold.none_stands")
    hold.lifted_on, hold.lifted_by_id = now.date(), actor.membership_id
    hold.save(update_fields=["lifted_on", "lifted_by"])
    audit.record(actor=actor, action="person.lift_hold", person_id=person.pk, target=f"hold:{hold.pk}")
    return hold


def _locked(person_id: int, actor: Actor) -> Person:
    if not actor.may(*MAY_HOLD):
        raise NotAllowed("hold.only_by_leader")
    own = Person.objects.filter(organisation_id=actor.organisation_id, pending_import__isnull=True)
    if actor.only_own_cases:
        own = own.filter(contact_id=actor.membership_id)
    person = own.select_for_update().filter(pk=person_id).first()
    if person is None:
        actor.book.refuse(person_id)
        raise NoSuchPerson
    return person
