"""A citizen moves to another municipality: offered with words, accepted or declined there.

Each municipality is the controller of its own case, and has it until the day of the move: what a yes does that day is
transfer_effect_services."""

from datetime import date, datetime

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from tovholder.accounts import audit
from tovholder.accounts.actors import Actor, system
from tovholder.accounts.conflicts import NotAllowed, OutOfReach, Stale
from tovholder.accounts.models import Organisation
from tovholder.pathways import hearing_queries, meetings_services, plans_rules
from tovholder.pathways import transfer_effect_services as effect
from tovholder.pathways.models import Transfer
from tovholder.pathways.plans_services import own_case
from tovholder.people import own_words
from tovholder.people.models import Person
from tovholder.placements.models import Placement
from tovholder.placements.transitions import HOLDS_A_PLACE


@transaction.atomic
def send(
    *,
    person_id: int,
    receiver_id: int,
    moves_on: date,
    words: str,
    actor: Actor,
    now: datetime,
    hearing_words: str = "",
) -> Transfer:
    """Offer the case to another municipality. Refused while a stay is agreed or runs, and while another offer waits.

    The words are read there before the name is shown: of somebody protected they may not tell who it is, or where. A
    hearing that is open is handed in words (`hearing_words`): it ends with them on the day of the move."""
    person = own_case(person_id, actor)
    receiver = Organisation.objects.filter(pk=receiver_id, kind="municipality").first()
    if receiver is None or receiver.pk == person.organisation_id:
        raise NotAllowed("transfer.not_to_oneself")
    day = plans_rules.may_move_on(moves_on=moves_on, on=timezone.localdate(now))
    if not day.allowed:
        raise NotAllowed(day.code, **dict(day.facts))
    hindrance = why_not_offered(person, hearing_words)
    if hindrance:
        raise NotAllowed(hindrance)
    if person.protected and own_words.tells_who(f"{words} {hearing_words}", person):
        raise NotAllowed("transfer.words_tell_who")
    sent = Transfer.objects.create(
        person=person, sender_id=person.organisation_id, receiver=receiver, moves_on=moves_on, words=words,
        hearing_words=hearing_words.strip(), sent_at=now, sent_by_id=actor.membership_id,
    )  # fmt: skip
    _told(sent, "transfer.send", actor)
    return sent


def why_not_offered(person: Person, hearing_words: str = "") -> str:
    """Why a case the caller has reached cannot be offered now; empty when nothing is in the way."""
    if person.closed_on is not None:
        return "transfer.case_closed"
    if Transfer.objects.filter(Q(state="sent") | effect.WAITS, person=person).exists():
        return "transfer.sent_already"
    if Placement.objects.filter(person=person, status__in=HOLDS_A_PLACE).exists():
        return "transfer.a_stay_runs"
    if not hearing_words.strip() and hearing_queries.undecided(person.pk).exists():
        return "transfer.hearing_needs_words"
    return ""


@transaction.atomic
def withdraw(*, person_id: int, transfer_id: int, actor: Actor, now: datetime) -> Transfer:
    """The sender takes it back before it is answered, or before the day a yes takes effect."""
    own_case(person_id, actor)
    sent = Transfer.objects.select_for_update().filter(pk=transfer_id, person_id=person_id).first()
    if sent is None:
        raise OutOfReach("transfer")
    return _answered(sent, "withdrawn", sent.answer, actor, now)


@transaction.atomic
def decline(*, transfer_id: int, version: int, answer: str, actor: Actor, now: datetime) -> Transfer:
    """No, with the reason. Nothing has moved."""
    sent = _to_answer(transfer_id, version, actor)
    if not answer.strip():
        raise NotAllowed("transfer.needs_reason")
    return _answered(sent, "declined", answer, actor, now)


@transaction.atomic
def accept(*, transfer_id: int, version: int, actor: Actor, now: datetime, answer: str = "") -> Person | None:
    """Yes. On the day of the move the case is opened here with whoever said yes as its contact, and closed there.

    Gives the case here when that day has come; before it nothing but the answer and the meetings after it change."""
    sent = _to_answer(transfer_id, version, actor)
    hindrance = effect.hindrance(sent)
    if hindrance:
        raise NotAllowed(hindrance)
    _answered(sent, "accepted", answer, actor, now)
    if sent.moves_on <= timezone.localdate(now):
        return effect.carry_out(sent, now=now)
    meetings_services.call_off_for_move(
        person_id=sent.person_id, first=sent.moves_on, to=sent.receiver.name, actor=system("transfer"), now=now
    )
    return None


def may_answer(actor: Actor) -> bool:
    """Who may take in somebody nobody here knows: those who work on all cases of the municipality."""
    return actor.kind == "municipality" and actor.works_on_cases and not actor.only_own_cases


def _to_answer(transfer_id: int, version: int, actor: Actor) -> Transfer:
    sent = Transfer.objects.select_for_update().filter(pk=transfer_id, receiver_id=actor.organisation_id).first()
    if sent is None:
        raise OutOfReach("transfer")
    if not may_answer(actor):
        raise NotAllowed("transfer.only_by_case_staff")
    if sent.state != "sent":
        raise NotAllowed("transfer.answered_already")
    if sent.version != version:
        raise Stale
    return sent


def _answered(sent: Transfer, state: str, answer: str, actor: Actor, now: datetime) -> Transfer:
    if sent.state != "sent" and not (state == "withdrawn" and effect.waits(sent)):
        raise NotAllowed("transfer.answered_already")
    sent.state, sent.answer, sent.answered_at, sent.answered_by_id = state, answer, now, actor.membership_id
    sent.version += 1
    sent.save(update_fields=["state", "answer", "answered_at", "answered_by", "version"])
    _told(sent, f"transfer.{state}", actor)
    return sent


def _told(sent: Transfer, action: str, actor: Actor) -> None:
    facts: dict[str, object] = {"sender": sent.sender_id, "receiver": sent.receiver_id}
    audit.record(actor=actor, action=action, person_id=sent.person_id, target=f"transfer:{sent.pk}", facts=facts)
