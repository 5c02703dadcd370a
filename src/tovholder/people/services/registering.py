"""Open a case. A CPR number of any real form is taken; what looks odd about it is told, and stops nobody."""

from dataclasses import dataclass
from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils import timezone

from tovholder.accounts import audit, citizen_services
from tovholder.accounts.actors import SYSTEM_ROLE, Actor
from tovholder.accounts.conflicts import NotAllowed
from tovholder.accounts.fields import lookup
from tovholder.base.decision import Decision
from tovholder.people import case_scope, queries, rules
from tovholder.people.facts import NewPerson
from tovholder.people.models import Address, Person
from tovholder.people.services.case import check_days, saved, writable

_ON_PERSON = (
    "given_name",
    "family_name",
    "born_on",
    "protected",
    "phone",
    "email",
    "residence_from",
    "takeover_on",
    "residence_group",
    "programme",
    "benefit",
    "visitation",
    "visited_on",
)


@dataclass(frozen=True)
class Registered:
    """The new case, and what about it looks odd. A warning is for eyes, not a stop."""

    person_id: int
    warnings: tuple[Decision, ...] = ()


@transaction.atomic
def register(
    *,
    facts: NewPerson,
    actor: Actor,
    now: datetime,
    organisation_id: int | None = None,
    unit_id: int | None = None,
    contact_id: int | None = None,
    pending_import: int | None = None,
    birth_is_right: bool = False,
    request_key: str = "",
) -> Registered:
    """Open a case at the actor's municipality; a batch run says at which (`organisation_id`).

    Refused for others than case staff, for a text that is no CPR number, for a number that has a case already, and for
    days no life has; a birth before 1900 is asked about until `birth_is_right`. The same `request_key`
    twice is one case.
    """
    controller = _controller(actor, organisation_id)
    request_key = _key(request_key, facts)
    standing = _of_request(request_key, controller)
    if standing is not None:
        return Registered(standing)
    digits, warnings = _checked_cpr(facts.cpr, now)
    person = _person(facts, digits)
    person.organisation_id, person.unit_id = controller, unit_id
    # Who may work on own cases only has the case from the start, or would never see it again.
    person.contact_id = actor.membership_id if actor.only_own_cases else contact_id
    check_days(person, on=timezone.localdate(now), birth_is_right=birth_is_right)
    _refuse_standing(digits, controller, actor=actor)
    person.pending_import, person.created_at, person.touched_at = pending_import, now, now
    person.request_key = request_key
    if not _is_first(person):
        return Registered(_of_request(request_key, controller) or 0)
    if facts.street or facts.postcode or facts.city:
        Address.objects.create(person=person, street=facts.street, postcode=facts.postcode, city=facts.city)
    audit.record(actor=actor, action="person.register", person_id=person.pk)
    return Registered(person.pk, warnings)


def _person(facts: NewPerson, digits: str) -> Person:
    person = Person(**{name: getattr(facts, name) for name in _ON_PERSON})
    person.name_key = queries.name_key(facts.given_name, facts.family_name)
    person.cpr, person.cpr_lookup = digits, queries.cpr_lookup(digits) if digits else None
    person.born_on = facts.born_on or rules.birth_date(digits)
    person.zone = "" if facts.protected else facts.postcode
    return person


def _controller(actor: Actor, organisation_id: int | None) -> int:
    if actor.role == SYSTEM_ROLE and organisation_id is not None:
        return organisation_id
    own = actor.organisation_id
    if own is None or actor.kind != "municipality" or not actor.works_on_cases or organisation_id not in (None, own):
        raise NotAllowed("person.only_case_staff_register")
    return own


def _key(request_key: str, facts: NewPerson) -> str:
    """The form's key together with who it is: somebody who goes back and types a brother's name opens another case."""
    who = f"{request_key}|{facts.given_name}|{facts.family_name}|{facts.cpr}|{facts.born_on}"
    return lookup("case", who)[:40] if request_key else ""


def _is_first(person: Person) -> bool:
    """Save the new case; False when the same form has made it in this very moment."""
    try:
        with transaction.atomic():
            person.save()
    except IntegrityError:
        if _of_request(person.request_key, person.organisation_id) is None:
            raise
        return False
    return True


def _of_request(request_key: str, controller: int) -> int | None:
    if not request_key:
        return None
    made = Person.objects.filter(organisation_id=controller, request_key=request_key)
    return made.values_list("pk", flat=True).first()


def _checked_cpr(text: str, now: datetime) -> tuple[str, tuple[Decision, ...]]:
    """The ten digits and what looks odd about them."""
    if not text.strip():
        return "", ()
    decision = rules.check_cpr(text, on=timezone.localdate(now))
    cpr = rules.parse_cpr(text)
    if decision.refused or cpr is None:
        raise NotAllowed(decision.code)
    return cpr.digits, () if decision.code == "cpr.ordinary" else (decision,)


def _refuse_standing(digits: str, controller: int, *, actor: Actor, but: int | None = None) -> None:
    """Refused when there is a case with the number here already. Asked last, when all else would be saved: otherwise a
    form with another fault tells of number after number and leaves nothing behind. The answer is a look at it."""
    standing = Person.objects.filter(organisation_id=controller, cpr_lookup=queries.cpr_lookup(digits)).exclude(pk=but)
    found = standing.values_list("pk", flat=True).first() if digits else None
    if found is not None:
        actor.book.note([found], "cpr")
        raise NotAllowed("person.cpr_has_a_case")


def sign_out_of_another_number(person: Person) -> None:
    """Whoever is signed in as the citizen came in by the number the case had, or by what goes with it."""
    if person.login is not None:
        citizen_services.end_sessions(person.login)


@transaction.atomic
def change_cpr(
    *, person_id: int, version: int, cpr: str, actor: Actor, now: datetime, birth_is_right: bool = False
) -> Registered:
    """Give the person another number, e.g. the real one for a replacement number. The case keeps its id.

    Only those who work in the case say whose it is. A number that says a birth before 1900 is asked about until
    `birth_is_right`."""
    person = writable(person_id, actor=actor, version=version)
    if actor.role != SYSTEM_ROLE and not case_scope.is_within_case_of(person, actor):
        actor.book.refuse(person_id)
        raise NotAllowed("person.cpr_outside_case")
    digits, warnings = _checked_cpr(cpr, now)
    born = rules.may_be_days(born_on=rules.birth_date(digits), on=timezone.localdate(now))
    if born.is_unknown and not birth_is_right:
        raise NotAllowed(born.code, **dict(born.facts))
    _refuse_standing(digits, person.organisation_id, actor=actor, but=person.pk)
    if person.cpr != digits:
        sign_out_of_another_number(person)
    person.cpr, person.cpr_lookup = digits, queries.cpr_lookup(digits) if digits else None
    saved(person, actor=actor, action="person.change_cpr", now=now, changed=["cpr"])
    return Registered(person.pk, warnings)
