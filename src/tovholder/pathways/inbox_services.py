"""An enquiry of a citizen: it comes and is sent to the right role, somebody takes it, sends it on, answers it, and the
citizen writes back.

Each step is added to a history nobody changes, with its words. Two at once: the second gets Stale, and the words stay
in the form. Raises NoSuchPerson, OutOfReach, NotAllowed, Stale."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.timezone import localtime

from tovholder import parameters
from tovholder.accounts import audit
from tovholder.accounts import queries as accounts
from tovholder.accounts.actors import Actor
from tovholder.accounts.conflicts import NotAllowed, OutOfReach, Stale
from tovholder.accounts.fields import lookup
from tovholder.accounts.models import Membership
from tovholder.base.decision import Decision
from tovholder.pathways import inbox_queries, inbox_rules
from tovholder.pathways.models import Enquiry, EnquiryStep
from tovholder.people import case_scope
from tovholder.people import queries as people
from tovholder.people.models import Person


@dataclass(frozen=True)
class Told:
    """What the citizen came with: about what, in which words, and which way it came."""

    kind: str
    words: str
    way: str = "own_page"


@transaction.atomic
def ask(*, person_id: int, told: Told, actor: Actor, now: datetime, request_key: str = "") -> Enquiry:
    """A citizen asks, on the own page or through whoever takes it down; the clock starts, and it goes to whom the rule
    says. The same `request_key` twice is one."""
    person = _writable(person_id, actor)
    key = lookup("enquiry", f"{request_key}|{told.kind}|{told.words}")[:40] if request_key else ""
    standing = Enquiry.objects.filter(person=person, request_key=key).first() if key else None
    if standing is not None:
        return standing
    if not parameters.is_term("enquiry_kinds", told.kind) or not parameters.is_term("enquiry_ways", told.way):
        raise NotAllowed("enquiry.no_such_kind")
    if not told.words.strip():
        raise NotAllowed("enquiry.needs_words")
    goes = routed(person, told.kind)
    warn_at, due_at = inbox_rules.clock(localtime(now), limit=_limit(now))
    made = Enquiry.objects.create(
        person=person, kind=told.kind, words=told.words.strip(), way="own_page" if actor.is_citizen else told.way,
        taken_down_by_id=None if actor.is_citizen else actor.membership_id, received_at=now, warn_at=warn_at,
        due_at=due_at, role=str(goes.facts["role"]), reason=goes.code,
        owner_id=person.contact_id if goes.facts["contact"] else None, request_key=key,
    )  # fmt: skip
    return _noted(made, "received", actor, now, told.words)


def routed(person: Person, kind: str) -> Decision:
    """Whom an enquiry of this citizen about this goes to, with the reason."""
    row = parameters.term("enquiry_kinds", kind)
    contact = person.contact
    asked = inbox_rules.Asked(
        role=row.text("role"),
        contact_first=row.flag("contact_first"),
        contact_role=contact.role if contact is not None and contact.active else "",
        roles_held=inbox_queries.roles_reaching(person),
        protected=person.protected,
    )
    return inbox_rules.route(asked, reference=row.reference)


def _limit(now: datetime) -> Any:
    return parameters.value("citizen_enquiry_clock", on=localtime(now).date())


@transaction.atomic
def take(*, enquiry_id: int, version: int, actor: Actor, now: datetime) -> Enquiry:
    """It is the actor's from now."""
    row = _open(enquiry_id, version, actor)
    row.owner_id, row.role, row.reason = actor.membership_id, actor.role, "enquiry.taken"
    return _saved(row, "taken", actor, now)


@transaction.atomic
def send_on(
    *, enquiry_id: int, version: int, role: str, owner_id: int | None, words: str, actor: Actor, now: datetime
) -> Enquiry:
    """To another role, or to one colleague who may read it. What was said before stays, and why it moved is told."""
    row = _open(enquiry_id, version, actor)
    if not words.strip():
        raise NotAllowed("enquiry.needs_reason")
    if owner_id is None:
        _may_go_to(role, row.person)
        row.owner_id, row.role = None, role
    else:
        colleague = inbox_queries.reaching(accounts.colleagues(actor=actor), row.person).filter(pk=owner_id).first()
        if colleague is None or colleague.role not in inbox_queries.READERS:
            raise NotAllowed("enquiry.not_within_reach")
        row.owner_id, row.role = colleague.pk, colleague.role
    row.reason = "enquiry.sent_on"
    return _saved(row, "sent_on", actor, now, words)


def _may_go_to(role: str, person: Person) -> None:
    """Never into an empty room, and of a protected citizen never out of the case."""
    if person.protected and role not in inbox_rules.CASE:
        raise NotAllowed("enquiry.stays_in_case")
    if role not in inbox_queries.roles_reaching(person):
        raise NotAllowed("enquiry.nobody_there")


@transaction.atomic
def answer(*, enquiry_id: int, version: int, words: str, actor: Actor, now: datetime) -> Enquiry:
    """The citizen reads the answer on the own page. The first answer stands."""
    row = _open(enquiry_id, version, actor)
    if not words.strip():
        raise NotAllowed("enquiry.needs_answer")
    row.answer, row.answered_at, row.answered_by_id = words.strip(), now, actor.membership_id
    if row.owner_id is None:
        row.owner_id = actor.membership_id
    return _saved(row, "answered", actor, now, words)


@transaction.atomic
def write_back(*, enquiry_id: int, words: str, actor: Actor, now: datetime) -> Enquiry:
    """The citizen writes on. What was answered is open again on a new clock, with the colleague who has it, or where
    that colleague is gone with whom the rule says. The same words twice in a row are one. Citizens alone."""
    found = inbox_queries.visible(actor=actor).select_for_update(of=("self",)).filter(pk=enquiry_id)
    row = found.first() if actor.is_citizen else None
    if row is None:
        raise OutOfReach("enquiry")
    person = _writable(row.person_id, actor)
    if not words.strip():
        raise NotAllowed("enquiry.needs_words")
    last = row.history.order_by("at", "pk").last()
    if last is not None and (last.step, last.words) == ("written_back", words.strip()):
        return row
    if row.answered_at is not None:
        row.answer, row.answered_at, row.answered_by_id = "", None, None  # the answer stands in the history
        row.warn_at, row.due_at = inbox_rules.clock(localtime(now), limit=_limit(now))
        _back_to_whom(row, person)
    row.reason = "enquiry.written_back"
    return _saved(row, "written_back", actor, now, words)


def _back_to_whom(row: Enquiry, person: Person) -> None:
    members = Membership.objects.filter(pk=row.owner_id, active=True, organisation_id=person.organisation_id)
    owner = inbox_queries.reaching(members.filter(role__in=inbox_queries.READERS), person).first()
    if owner is None:
        goes = routed(person, row.kind)
        row.role, row.owner_id = str(goes.facts["role"]), person.contact_id if goes.facts["contact"] else None
    else:
        row.role = owner.role


def _writable(person_id: int, actor: Actor) -> Person:
    person = people.locked(person_id, actor=actor)
    if not actor.is_citizen and not case_scope.may_work_on(person, actor):
        raise NotAllowed("person.not_your_case")
    if person.protected and not actor.is_citizen and not case_scope.is_within_case_of(person, actor):
        raise NotAllowed("person.not_your_case")
    if person.closed_on is not None:
        raise NotAllowed("own.case_closed")
    return person


def _open(enquiry_id: int, version: int, actor: Actor) -> Enquiry:
    """Under lock, by somebody of the staff who may read it. What of the case is read besides is asked elsewhere."""
    found = inbox_queries.visible(actor=actor).select_for_update(of=("self",)).filter(pk=enquiry_id)
    row = None if actor.is_citizen else found.select_related("person").first()
    if row is None:
        raise OutOfReach("enquiry")
    if row.version != version:
        raise Stale
    if row.answered_at is not None:
        raise NotAllowed("enquiry.answered_already")
    return row


def _saved(row: Enquiry, step: str, actor: Actor, now: datetime, words: str = "") -> Enquiry:
    row.version += 1
    row.save()
    return _noted(row, step, actor, now, words)


def _noted(row: Enquiry, step: str, actor: Actor, now: datetime, words: str = "") -> Enquiry:
    EnquiryStep.objects.create(
        enquiry=row, at=now, by_id=actor.membership_id, step=step, role=row.role, owner_id=row.owner_id,
        words=words.strip(),
    )  # fmt: skip
    facts: dict[str, object] = {"kind": row.kind, "role": row.role, "owner": row.owner_id}
    audit.record(
        actor=actor, action=f"enquiry.{step}", person_id=row.person_id, target=f"enquiry:{row.pk}", facts=facts
    )
    return row
