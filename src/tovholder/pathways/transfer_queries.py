"""Reads of moves between municipalities: offers to us, offers of ours, and where the last one of a case stands."""

from typing import Any

from django.db.models import QuerySet

from tovholder.accounts.actors import Actor
from tovholder.accounts.conflicts import OutOfReach
from tovholder.accounts.models import Organisation
from tovholder.pathways import transfer_services
from tovholder.pathways.models import Transfer
from tovholder.people import queries as people


def transfer_of(person_id: int) -> Transfer | None:
    """The newest offer of the case to another municipality."""
    rows = Transfer.objects.filter(person_id=person_id).select_related("receiver", "sent_by__user")
    return rows.order_by("-sent_at").first()


def incoming(*, actor: Actor) -> QuerySet[Transfer]:
    """Offers to the own municipality, for those who may answer them."""
    if not transfer_services.may_answer(actor):
        return Transfer.objects.none()
    rows = Transfer.objects.filter(receiver_id=actor.organisation_id, person__pending_import__isnull=True)
    return rows.select_related("person", "sender", "sent_by__user")


def outgoing(*, actor: Actor) -> QuerySet[Transfer]:
    """What the own municipality has sent, of citizens the reader reaches."""
    rows = Transfer.objects.filter(sender_id=actor.organisation_id, person__in=people.visible(actor=actor))
    return rows.select_related("person", "receiver", "sent_by__user")


def incoming_one(transfer_id: int, *, actor: Actor) -> Transfer:
    """One offer to the own municipality. Nobody has a name before the yes: the lack would tell who is protected."""
    found = incoming(actor=actor).filter(pk=transfer_id).first()
    if found is None:
        raise OutOfReach("transfer")
    return found


def receivers(*, actor: Actor) -> list[tuple[int, str]]:
    """All other municipalities of the installation."""
    rows: Any = Organisation.objects.filter(kind="municipality").exclude(pk=actor.organisation_id).order_by("name")
    return list(rows.values_list("pk", "name"))
