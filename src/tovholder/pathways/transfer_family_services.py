"""A family that moves together: one press offers each case that can go, on the same day, each as an offer of its own.

Whom the actor does not reach is neither sent nor named."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from tovholder.accounts.actors import Actor
from tovholder.accounts.conflicts import NotAllowed
from tovholder.pathways import transfer_effect_services as effect
from tovholder.pathways import transfer_queries, transfer_services
from tovholder.pathways.models import Transfer
from tovholder.pathways.plans_services import own_case
from tovholder.people import case_scope, own_words
from tovholder.people import queries as people
from tovholder.people.models import Person


@dataclass(frozen=True)
class Relative:
    """One of the family whose case here is not offered, and why it cannot be now; "" when nothing is in the way."""

    person: Person
    hindrance: str


def staying(person: Person, *, actor: Actor) -> list[Relative]:
    """Those of the family with an open case here that is not offered, as far as the actor reaches them. Their names
    are shown: noted."""
    ids = [row.pk for row in transfer_queries.family_of(person).staying]
    reached = list(people.visible(actor=actor).filter(pk__in=ids).order_by("pk")) if ids else []
    return [Relative(each, _hindrance(each, actor)) for each in people.noted(reached, actor=actor, fields="family")]


def _hindrance(person: Person, actor: Actor) -> str:
    if not case_scope.may_work_on(person, actor):
        return "person.not_your_case"
    return transfer_services.why_not_offered(person)


@transaction.atomic
def send_all(
    *,
    person_id: int,
    receiver_id: int,
    moves_on: date,
    words: str,
    actor: Actor,
    now: datetime,
    hearing_words: str = "",
) -> int:
    """Offer a case and those of the family with it. What keeps the first one keeps all. Gives how many went along."""
    told = {"receiver_id": receiver_id, "moves_on": moves_on, "words": words, "hearing_words": hearing_words}
    transfer_services.send(person_id=person_id, actor=actor, now=now, **told)  # type: ignore[arg-type]
    return send_along(person_id=person_id, actor=actor, now=now)


@transaction.atomic
def send_along(*, person_id: int, actor: Actor, now: datetime) -> int:
    """Offer the rest of the family where this case is offered: same day, same words, each an offer of its own.

    One that cannot go stays, and the page says why. Gives how many were sent. Raises NotAllowed, NoSuchPerson."""
    person = own_case(person_id, actor)
    first = Transfer.objects.filter(person=person).order_by("-sent_at").first()
    if first is None or not (first.state == "sent" or effect.waits(first)):
        raise NotAllowed("transfer.nothing_to_follow")
    family = staying(person, actor=actor)
    if any(each.person.protected and own_words.tells_who(first.words, each.person) for each in family):
        raise NotAllowed("transfer.words_tell_who")
    going = [each.person.pk for each in family if not each.hindrance]
    for number in going:
        transfer_services.send(
            person_id=number, receiver_id=first.receiver_id, moves_on=first.moves_on, words=first.words,
            actor=actor, now=now,
        )  # fmt: skip
    return len(going)
