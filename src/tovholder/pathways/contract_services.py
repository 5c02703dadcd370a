"""Writes of the contract, the visitation and the target groups of one citizen: who said what, when, and why."""

from collections.abc import Mapping
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from tovholder import parameters
from tovholder.accounts import audit
from tovholder.accounts.actors import Actor
from tovholder.accounts.conflicts import NotAllowed, Stale
from tovholder.pathways import plans_rules
from tovholder.pathways.models import ClockSetAside, Contract, SegmentMove, Visitation
from tovholder.pathways.plans_services import own_case, own_open_case
from tovholder.people import services as people
from tovholder.people.facts import Profile
from tovholder.people.models import Person, Segment


def newest_contract(person_id: int) -> Contract | None:
    return Contract.objects.filter(person_id=person_id).order_by("-number").first()


@transaction.atomic
def write_contract(
    *, person_id: int, number: int, goal: str, efforts: str, actor: Actor, now: datetime, reason: str = ""
) -> Contract:
    """The contract, or a revision of it with its reason. A version that nobody has signed yet is written anew as the
    next one too: what was read stands."""
    person = own_open_case(person_id, actor)
    standing = _seen(person, number)
    if standing is not None and not reason.strip():
        raise NotAllowed("contract.revision_needs_reason")
    made = Contract.objects.create(
        person=person, number=number + 1, goal=goal, efforts=efforts, reason=reason,
        written_at=now, written_by_id=actor.membership_id,
    )  # fmt: skip
    _told(person, "contract.write", made.number, actor)
    return made


@transaction.atomic
def set_clock_aside(*, person_id: int, latest_by: date, reason: str, actor: Actor, now: datetime) -> ClockSetAside:
    """Somebody looked at a day of the contract that passed long ago, and says why nothing is done. Twice is once."""
    person = own_case(person_id, actor)
    if not reason.strip():
        raise NotAllowed("contract.say_why_set_aside")
    told = {"reason": reason.strip(), "at": now, "by_id": actor.membership_id}
    made, is_new = ClockSetAside.objects.get_or_create(
        person=person, clock="contract", latest_by=latest_by, defaults=told
    )
    if is_new:
        facts: dict[str, object] = {"latest_by": latest_by.isoformat()}
        audit.record(actor=actor, action="contract.set_clock_aside", person_id=person.pk, facts=facts)
    return made


def _seen(person: Person, number: int) -> Contract | None:
    standing = newest_contract(person.pk)
    if (standing.number if standing else 0) != number:
        raise Stale
    return standing


def _told(person: Person, action: str, number: int, actor: Actor) -> None:
    facts: dict[str, object] = {"number": number}
    audit.record(actor=actor, action=action, person_id=person.pk, facts=facts)


@transaction.atomic
def sign_contract(*, person_id: int, number: int, actor: Actor, now: datetime) -> Contract:
    """Sign for oneself: the citizen on the own page, or somebody who works in the case for the municipality."""
    person = own_open_case(person_id, actor, citizen=True)
    standing = _to_sign(person, number)
    today = timezone.localdate(now)
    if actor.is_citizen:
        _sign_citizen(standing, on=today, how="own_page")
    elif standing.staff_signed_on is not None:
        raise NotAllowed("contract.signed_already")
    else:
        standing.staff_signed_on, standing.staff_signed_by_id = today, actor.membership_id
        standing.save(update_fields=["staff_signed_on", "staff_signed_by"])
    _told(person, "contract.sign", number, actor)
    return standing


@transaction.atomic
def note_signature(*, person_id: int, number: int, on: date, actor: Actor, now: datetime) -> Contract:
    """The citizen has signed on paper, on a day between the writing and today."""
    person = own_open_case(person_id, actor)
    standing = _to_sign(person, number)
    if not timezone.localdate(standing.written_at) <= on <= timezone.localdate(now):
        raise NotAllowed("contract.signed_outside")
    _sign_citizen(standing, on=on, how="paper")
    _told(person, "contract.note_signature", number, actor)
    return standing


def _to_sign(person: Person, number: int) -> Contract:
    standing = _seen(person, number)
    if standing is None:
        raise NotAllowed("contract.nothing_to_sign")
    return standing


def _sign_citizen(contract: Contract, *, on: date, how: str) -> None:
    if contract.citizen_signed_on is not None:
        raise NotAllowed("contract.signed_already")
    contract.citizen_signed_on, contract.citizen_signed_how = on, how
    contract.save(update_fields=["citizen_signed_on", "citizen_signed_how"])


@transaction.atomic
def visit(
    *, person_id: int, version: int, code: str, on: date, answers: Mapping[str, str], reason: str, actor: Actor,
    now: datetime,
) -> Visitation:  # fmt: skip
    """Visit or visit again on answers to the questions of the guidelines. The day of the first visitation stands:
    the clock of the talks is counted from it."""
    person = own_open_case(person_id, actor)
    if person.version != version:
        raise Stale
    if on > timezone.localdate(now):
        raise NotAllowed("visitation.day_to_come")
    decision = plans_rules.may_visit(code=code, answers=answers, on=on)
    if decision.refused:
        raise NotAllowed(decision.code, **dict(decision.facts))
    if not reason.strip():
        raise NotAllowed("visitation.needs_reason")
    made = Visitation.objects.create(
        person=person, code=code, on=on, answers=dict(answers), reason=reason, by_id=actor.membership_id, made_at=now
    )
    _put_on_person(person, code, on, actor, now)
    audit.record(actor=actor, action="person.visit", person_id=person.pk, facts={"visitation": code})
    return made


def _put_on_person(person: Person, code: str, on: date, actor: Actor, now: datetime) -> None:
    told = {name: getattr(person, name) for name in Profile.__dataclass_fields__}
    told |= {"visitation": code, "visited_on": person.visited_on or on}
    profile = Profile(**told)
    people.set_profile(
        person_id=person.pk, version=person.version, profile=profile, actor=actor, now=now, birth_is_right=True
    )


@transaction.atomic
def put_in_segment(*, person_id: int, code: str, reason: str, actor: Actor, now: datetime) -> SegmentMove:
    """Somebody who knows the citizen confirms a target group, suggested or not, with a reason. Groups overlap."""
    person = own_open_case(person_id, actor)
    _check_segment(code, reason)
    if Segment.objects.filter(person=person, code=code).exists():
        raise NotAllowed("segment.stands_already")
    Segment.objects.create(person=person, code=code, reason=reason, since=timezone.localdate(now))
    return _moved(person, code, True, reason, actor, now)


@transaction.atomic
def take_out_of_segment(*, person_id: int, code: str, reason: str, actor: Actor, now: datetime) -> SegmentMove:
    """The citizen is not in the group any more."""
    person = own_case(person_id, actor)
    _check_segment(code, reason)
    if not Segment.objects.filter(person=person, code=code).delete()[0]:
        raise NotAllowed("segment.not_in_it")
    return _moved(person, code, False, reason, actor, now)


def _check_segment(code: str, reason: str) -> None:
    if not parameters.is_term("segments", code):
        raise NotAllowed("segment.no_such_group")
    if parameters.term("segments", code).flag("health"):
        raise NotAllowed("segment.behind_the_wall")
    if not reason.strip():
        raise NotAllowed("segment.needs_reason")


def _moved(person: Person, code: str, into: bool, reason: str, actor: Actor, now: datetime) -> SegmentMove:
    move = SegmentMove.objects.create(
        person=person, code=code, into=into, reason=reason, at=now, by_id=actor.membership_id
    )
    facts: dict[str, object] = {"into": into}
    audit.record(actor=actor, action="person.segment", person_id=person.pk, facts=facts)
    return move
