"""A mentor is asked to go along, and told when and where to meet (S40). Never to whom they go, or why."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from tovholder.accounts import audit
from tovholder.accounts.actors import Actor
from tovholder.accounts.conflicts import NotAllowed, OutOfReach
from tovholder.pathways import companions
from tovholder.pathways.aftercare_services import own_case
from tovholder.pathways.models import Companion
from tovholder.people import services as people


@transaction.atomic
def send_along(*, person_id: int, mentor_id: int, at: datetime, meet_at: str, actor: Actor, now: datetime) -> Companion:
    """Ask a mentor to go along. The mentor sees name and telephone until the day after. Asked twice is asked once."""
    person = own_case(person_id, actor)
    if at < now:
        raise NotAllowed("companion.has_passed")
    mentor = companions.mentors(person).filter(pk=mentor_id).first()
    if mentor is None:
        raise NotAllowed("companion.no_mentor")
    row, is_new = Companion.objects.get_or_create(
        person=person,
        mentor=mentor,
        at=at,
        cancelled_on=None,
        defaults={"organisation_id": person.organisation_id, "meet_at": meet_at, "by_id": actor.membership_id},
    )
    if is_new:
        people.open_access(
            person_id=person.pk,
            organisation_id=mentor.organisation_id,
            membership_id=mentor.pk,
            purpose=companions.PURPOSE,
            fields="contact",
            starts_on=timezone.localdate(now),
            ends_before=timezone.localdate(at) + timedelta(days=2),
            source=f"companion:{row.pk}",
            actor=actor,
            now=now,
        )
        _audit(actor, "companion.send", row)
    return row


@transaction.atomic
def call_off(*, companion_id: int, actor: Actor, now: datetime) -> Companion:
    """The mentor does not go along after all, and sees the citizen no longer for it. Twice is once."""
    row = Companion.objects.filter(pk=companion_id).first()
    if row is None:
        raise OutOfReach("companion")
    own_case(row.person_id, actor)
    if row.cancelled_on is None:
        row.cancelled_on = timezone.localdate(now)
        row.save(update_fields=["cancelled_on"])
        people.close_access(
            person_id=row.person_id, source=f"companion:{row.pk}", actor=actor, on=row.cancelled_on, now=now
        )
        _audit(actor, "companion.call_off", row)
    return row


def _audit(actor: Actor, action: str, row: Companion) -> None:
    audit.record(actor=actor, action=action, person_id=row.person_id, target=f"companion:{row.pk}")
