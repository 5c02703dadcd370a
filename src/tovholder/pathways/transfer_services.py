"""A citizen moves to another municipality: offered with words, accepted or declined there.

Each municipality is the controller of its own case. So a yes opens (or opens again) a case there with all that the plan
needs, and closes the old one with every view that was opened of it; the old one stays what its municipality decided."""

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from tovholder.accounts import audit
from tovholder.accounts.actors import Actor, system
from tovholder.accounts.conflicts import NotAllowed, OutOfReach, Stale
from tovholder.accounts.models import Organisation
from tovholder.pathways import carrying_over_services as carrying
from tovholder.pathways import services as pathways
from tovholder.pathways.models import Arrival, Transfer
from tovholder.pathways.plans_services import own_case
from tovholder.people import own_words
from tovholder.people import queries as people_queries
from tovholder.people import services as people
from tovholder.people.facts import NewPerson
from tovholder.people.models import Person
from tovholder.placements.models import Placement
from tovholder.placements.transitions import HOLDS_A_PLACE

MOVED = "moved_municipality"  # parameters: case_closed_reasons
_CARRIED = tuple(name for name in NewPerson.__dataclass_fields__ if name not in ("street", "postcode", "city"))


@transaction.atomic
def send(*, person_id: int, receiver_id: int, moves_on: date, words: str, actor: Actor, now: datetime) -> Transfer:
    """Offer the case to another municipality. Refused while a stay is agreed or runs, and while another offer waits.

    The words are read there before the name is shown: of somebody protected they may not tell who it is, or where."""
    person = own_case(person_id, actor)
    receiver = Organisation.objects.filter(pk=receiver_id, kind="municipality").first()
    if receiver is None or receiver.pk == person.organisation_id:
        raise NotAllowed("transfer.not_to_oneself")
    if person.closed_on is not None:
        raise NotAllowed("transfer.case_closed")
    if Transfer.objects.filter(person=person, state="sent").exists():
        raise NotAllowed("transfer.sent_already")
    if Placement.objects.filter(person=person, status__in=HOLDS_A_PLACE).exists():
        raise NotAllowed("person.a_stay_runs")
    if person.protected and own_words.tells_who(words, person):
        raise NotAllowed("transfer.words_tell_who")
    sent = Transfer.objects.create(
        person=person, sender_id=person.organisation_id, receiver=receiver, moves_on=moves_on, words=words,
        sent_at=now, sent_by_id=actor.membership_id,
    )  # fmt: skip
    _told(sent, "transfer.send", actor)
    return sent


@transaction.atomic
def withdraw(*, person_id: int, transfer_id: int, actor: Actor, now: datetime) -> Transfer:
    """The sender takes it back before it is answered."""
    own_case(person_id, actor)
    sent = Transfer.objects.select_for_update().filter(pk=transfer_id, person_id=person_id).first()
    if sent is None:
        raise OutOfReach("transfer")
    return _answered(sent, "withdrawn", "", actor, now)


@transaction.atomic
def decline(*, transfer_id: int, version: int, answer: str, actor: Actor, now: datetime) -> Transfer:
    """No, with the reason. Nothing has moved."""
    sent = _to_answer(transfer_id, version, actor)
    if not answer.strip():
        raise NotAllowed("transfer.needs_reason")
    return _answered(sent, "declined", answer, actor, now)


@transaction.atomic
def accept(*, transfer_id: int, version: int, actor: Actor, now: datetime, answer: str = "") -> Person:
    """Yes: the case is opened here with whoever said yes as its contact, and closed there. Gives the case here."""
    sent = _to_answer(transfer_id, version, actor)
    old = Person.objects.select_for_update(of=("self",)).select_related("contact__user").get(pk=sent.person_id)
    if Placement.objects.filter(person=old, status__in=HOLDS_A_PLACE).exists():
        raise NotAllowed("transfer.a_stay_began")
    last_contact = old.contact.user.name if old.contact else ""
    _close_there(old, now)
    here, since = _case_here(old, actor, now)
    stays = carrying.carry(old, here, since=since, actor=actor, now=now)
    Arrival.objects.create(
        person=here, came_from_id=sent.sender_id, on=timezone.localdate(now), last_contact=last_contact,
        words=sent.words, stays=stays,
    )  # fmt: skip
    sent.became = here
    sent.save(update_fields=["became"])
    _answered(sent, "accepted", answer, actor, now)
    audit.record(actor=actor, action="transfer.arrive", person_id=here.pk, target=f"transfer:{sent.pk}")
    return here


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
    if sent.state != "sent":
        raise NotAllowed("transfer.answered_already")
    sent.state, sent.answer, sent.answered_at, sent.answered_by_id = state, answer, now, actor.membership_id
    sent.version += 1
    sent.save(update_fields=["state", "answer", "answered_at", "answered_by", "version"])
    _told(sent, f"transfer.{state}", actor)
    return sent


def _told(sent: Transfer, action: str, actor: Actor) -> None:
    facts: dict[str, object] = {"sender": sent.sender_id, "receiver": sent.receiver_id}
    audit.record(actor=actor, action=action, person_id=sent.person_id, target=f"transfer:{sent.pk}", facts=facts)


def _close_there(old: Person, now: datetime) -> None:
    """Close the case at the sender, by the product's own hand: nobody here works in it. Its views end with it."""
    hand, today = system("transfer"), timezone.localdate(now)
    people.stop_sharing(person_id=old.pk, on=today, actor=hand, now=now)
    pathways.close_case(person_id=old.pk, version=old.version, reason=MOVED, on=today, actor=hand, now=now)


def _case_here(old: Person, actor: Actor, now: datetime) -> tuple[Person, datetime | None]:
    """The case at the receiver, and since when it was away: a citizen who comes back gets the own old case again."""
    standing = _standing_here(old, actor)
    if standing is None:
        facts = NewPerson(**{name: getattr(old, name) for name in _CARRIED})
        made = people.register(facts=facts, actor=actor, contact_id=actor.membership_id, now=now, birth_is_right=True)
        return people_queries.locked(made.person_id, actor=actor), None
    if standing.closed_on is None:
        raise NotAllowed("transfer.has_open_case")
    left = Transfer.objects.filter(person=standing, state="accepted").order_by("-answered_at").first()
    hand = system("transfer")
    back = people.reopen_case(person_id=standing.pk, version=standing.version, actor=hand, now=now)
    carrying.profile(old, back, actor=hand, now=now)
    person = people_queries.locked(back.pk, actor=hand)
    people.assign_contact(
        person_id=person.pk, version=person.version, contact_id=actor.membership_id or 0, actor=hand, now=now
    )
    return people_queries.locked(back.pk, actor=actor), left.answered_at if left else None


def _standing_here(old: Person, actor: Actor) -> Person | None:
    """The case this municipality had of the same citizen: by number, or, without one, by the way the citizen came."""
    own = Person.objects.select_for_update(of=("self",)).filter(organisation_id=actor.organisation_id)
    if old.cpr_lookup:
        return own.filter(cpr_lookup=old.cpr_lookup).first()
    way, case = set[int](), old.pk
    while case not in way:
        way.add(case)
        came = Transfer.objects.filter(state="accepted", became_id=case).order_by("-answered_at").first()
        if came is None:
            return None
        if came.sender_id == actor.organisation_id:
            return own.filter(pk=came.person_id).first()
        case = came.person_id
    return None
