"""The one step of a move to another municipality that is taken behind the wall of health. The mover learns nothing."""

from datetime import datetime

from django.utils import timezone

from tovholder import parameters
from tovholder.accounts import audit
from tovholder.accounts.actors import Actor
from tovholder.pathways.models.health import HealthTalk
from tovholder.people.models import Person


def call_off_talks(person: Person, *, first: datetime, to: str, actor: Actor, now: datetime) -> None:
    """Talks booked from that moment on are called off, with words for whoever booked them. The caller holds the person.

    Gives nothing back: whether there was a talk is of health."""
    words = parameters.term("transfer_words", "meeting_called_off").label("da") + to
    rows = HealthTalk.objects.select_for_update().filter(
        person=person, organisation_id=person.organisation_id, held_on__isnull=True, cancelled_on__isnull=True
    )
    for row in rows.filter(planned_at__gte=first):
        row.cancelled_on, row.words, row.version = timezone.localdate(now), words, row.version + 1
        row.save(update_fields=["cancelled_on", "words", "version"])
        audit.record(actor=actor, action="health.cancel_talk", person_id=person.pk, target=f"health_talk:{row.pk}")
