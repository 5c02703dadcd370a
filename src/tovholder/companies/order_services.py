"""Every write about a job order: taken in the company's own words, confirmed by a human, answered on the clock.

Each locks, checks the version the user saw, saves and audits. `touched_at` tells the matching what changed."""

from dataclasses import asdict
from datetime import date, datetime, timedelta

from django.db import IntegrityError, transaction
from django.utils.timezone import localdate

from tovholder import parameters
from tovholder.accounts import audit
from tovholder.accounts.actors import SYSTEM_ROLE, Actor
from tovholder.accounts.conflicts import NotAllowed, Stale
from tovholder.accounts.fields import lookup
from tovholder.accounts.models import Membership, Organisation
from tovholder.accounts.roles import Role
from tovholder.companies import asking_services, ended_services, queries, transitions
from tovholder.companies.facts import OrderProfile
from tovholder.companies.models import JobOrder, OrderLicence, OrderSkill, ProductionUnit

_ROWS = ("skills", "licences")


def take_order(
    *,
    unit_id: int,
    title: str,
    words: str,
    actor: Actor,
    now: datetime,
    places: int = 1,
    contact_id: int | None = None,
    answer_by: date | None = None,
    request_key: str = "",
) -> JobOrder:
    """Take an order at any municipality of the partnership, as a draft in the company's own words (S05-1).

    It goes to the company's one fixed consultant, wherever it was taken; without one, to the member who took it.
    A company may hand one in itself. The same `request_key` from the same hand twice gives the first order.
    """
    key = _form_key(request_key, actor)
    try:
        with transaction.atomic():
            return _take(unit_id, title, words, actor, now, places, contact_id, answer_by, key)
    except IntegrityError:
        existing = _of_request(key, actor)
        if existing is None and JobOrder.objects.filter(request_key=key).exclude(request_key="").exists():
            raise NotAllowed("order.sent_before") from None  # it is out of the reader's reach by now
        if existing is None:
            raise
        return existing


def _form_key(request_key: str, actor: Actor) -> str:
    """What a browser sends is the sender's own: it neither takes nor finds the key of somebody else's form, nor the one
    an import makes of a reference (order_import_services.request_key)."""
    sender = f"{actor.organisation_id}:{actor.user_id}:{request_key}"
    return "f:" + lookup("order form", sender)[:38] if request_key else ""


def _take(
    unit_id: int,
    title: str,
    words: str,
    actor: Actor,
    now: datetime,
    places: int,
    contact_id: int | None,
    answer_by: date | None,
    request_key: str,
) -> JobOrder:
    unit = _orderable_unit(unit_id, actor)
    existing = _of_request(request_key, actor)
    if existing is not None:
        return existing
    if answer_by is not None and answer_by < localdate(now):
        raise NotAllowed("order.answer_by_passed")
    ended_services.require_going_on(unit.company)
    owner = _owner(unit, actor)
    received_by = _receiver(unit, owner, actor)
    order = JobOrder.objects.create(
        unit=unit,
        received_by_id=received_by,
        taken_by_id=owner.organisation_id if owner else received_by,
        owner=owner,
        contact_id=_contact_of(unit, contact_id),
        title=title.strip() or words.strip()[:80],
        words=words,
        industry=unit.company.industry,
        places=places,
        answer_by=answer_by,
        fresh_until=_fresh_until(localdate(now)),
        received_at=now,
        touched_at=now,
        request_key=request_key,
    )
    _audit(order, actor, "order.take", {"received_by": received_by, "owner": order.owner_id})
    return order


def _of_request(request_key: str, actor: Actor) -> JobOrder | None:
    return queries.visible_orders(actor=actor).filter(request_key=request_key).first() if request_key else None


def _orderable_unit(unit_id: int, actor: Actor) -> ProductionUnit:
    if not (queries.may_write(actor) or actor.role == Role.COMPANY_CONTACT):
        raise NotAllowed("company.not_your_work")
    return queries.unit(unit_id, actor=actor)


def _owner(unit: ProductionUnit, actor: Actor) -> Membership | None:
    """The company's fixed consultant; else the one who takes the order; nobody yet when the company hands it in."""
    fixed = fixed_consultant(unit)
    if fixed is not None:
        return fixed
    if actor.role == Role.COMPANY_CONTACT or actor.membership_id is None:
        return None
    return Membership.objects.get(pk=actor.membership_id)


def fixed_consultant(unit: ProductionUnit) -> Membership | None:
    """The company's one fixed contact person, as long as the person works here."""
    fixed = unit.company.consultant
    return fixed if fixed is not None and fixed.active else None


def _receiver(unit: ProductionUnit, owner: Membership | None, actor: Actor) -> int:
    if actor.kind == "municipality" and actor.organisation_id is not None:
        return actor.organisation_id
    if owner is not None:
        return owner.organisation_id
    here = Organisation.objects.filter(kind="municipality", municipality_code=unit.municipality_code).first()
    if here is None:
        raise NotAllowed("order.no_municipality")
    return here.pk


def _contact_of(unit: ProductionUnit, contact_id: int | None) -> int | None:
    if contact_id is None:
        return unit.company.contacts.filter(active=True, primary=True).values_list("pk", flat=True).first()
    return _present_contact(unit, contact_id)


def _present_contact(unit: ProductionUnit, contact_id: int) -> int:
    contact = unit.company.contacts.filter(pk=contact_id).first()
    if contact is None:
        raise NotAllowed("company.contact_of_another")
    if not contact.active:
        raise NotAllowed("company.contact_has_left", name=contact.name)
    return contact.pk


@transaction.atomic
def confirm_order(*, order_id: int, version: int, profile: OrderProfile, actor: Actor, now: datetime) -> JobOrder:
    """A human confirms what was found in the words: the draft becomes an open order that is matched."""
    order = _current(order_id, version, actor)
    ended_services.require_workplace_going_on(order.unit_id)
    was = asking_services.before(order)
    _move(order, transitions.OPEN)
    order.confirmed_at = now
    return _profiled(order, profile, actor, now, "order.confirm", was)


@transaction.atomic
def change_order(*, order_id: int, version: int, profile: OrderProfile, actor: Actor, now: datetime) -> JobOrder:
    """Change a draft or open order. Its ranking is made again within a minute."""
    order = _current(order_id, version, actor)
    if order.status not in (transitions.DRAFT, transitions.OPEN):
        raise NotAllowed("order.closed")
    return _profiled(order, profile, actor, now, "order.change", asking_services.before(order))


def _profiled(
    order: JobOrder, profile: OrderProfile, actor: Actor, now: datetime, action: str, was: asking_services.Before
) -> JobOrder:
    refusal = _why_not(profile)
    if refusal:
        raise NotAllowed(refusal)
    for name, value in asdict(profile).items():
        if name not in _ROWS:
            setattr(order, name, list(value) if isinstance(value, tuple) else value)
    order.skills.all().delete()
    OrderSkill.objects.bulk_create(
        OrderSkill(order=order, skill=need.skill, required=need.required, level=need.level) for need in profile.skills
    )
    order.licences.all().delete()
    OrderLicence.objects.bulk_create(OrderLicence(order=order, code=code) for code in profile.licences)
    asking_services.note(order, was, actor=actor, now=now)
    return _saved(order, actor, action, now, touches_matching=True)


def _why_not(profile: OrderProfile) -> str:
    if not profile.title.strip() or not profile.kinds:
        return "order.profile_incomplete"
    if profile.places < 1:
        return "order.no_place"
    if profile.hours_min is not None and profile.hours_max is not None and profile.hours_min > profile.hours_max:
        return "order.hours_turned_round"
    if profile.start_earliest and profile.start_latest and profile.start_earliest > profile.start_latest:
        return "order.dates_turned_round"
    return ""


@transaction.atomic
def answer_order(*, order_id: int, version: int, actor: Actor, now: datetime) -> JobOrder:
    """The company has had its first answer: the 24-hour clock stops. Answering again changes nothing."""
    order = _current(order_id, version, actor)
    if order.answered_at is not None:
        return order
    order.answered_at = now
    return _saved(order, actor, "order.answer", now)


@transaction.atomic
def assign_owner(*, order_id: int, version: int, owner_id: int, actor: Actor, now: datetime) -> JobOrder:
    """Hand the order to another tovholder in the partnership; the organisation that works on it follows.

    Only the municipality that works on it may hand it over. A partner asks it to: whoever has the order is told more
    of the people proposed for it, so nobody takes one."""
    order = _current(order_id, version, actor)
    owner = queries.consultants(actor=actor).filter(pk=owner_id).first()
    if owner is None:
        raise NotAllowed("company.consultant_is_no_colleague")
    order.owner, order.taken_by_id = owner, owner.organisation_id
    return _saved(order, actor, "order.assign_owner", now, facts={"owner": owner.pk})


@transaction.atomic
def choose_contact(*, order_id: int, version: int, contact_id: int, actor: Actor, now: datetime) -> JobOrder:
    """Somebody else at the company is asked about this order, for example when the contact person has left."""
    order = _current(order_id, version, actor)
    order.contact_id = _present_contact(order.unit, contact_id)
    return _saved(order, actor, "order.choose_contact", now, facts={"contact": contact_id})


@transaction.atomic
def still_holds(*, order_id: int, version: int, actor: Actor, on: date, now: datetime) -> JobOrder:
    """Somebody asked the company: the need still holds, until the next time it must be asked."""
    order = _current(order_id, version, actor)
    order.fresh_until = _fresh_until(on)
    return _saved(order, actor, "order.still_holds", now, touches_matching=True)


@transaction.atomic
def withdraw_order(*, order_id: int, version: int, words: str, actor: Actor, now: datetime) -> JobOrder:
    """The company does not need anybody after all. Says why; what was open stays readable."""
    order = _current(order_id, version, actor, companies=True)
    _move(order, transitions.WITHDRAWN, reason=words)
    order.end_words = words.strip()
    return _saved(order, actor, "order.withdraw", now, touches_matching=True)


@transaction.atomic
def places_taken(*, order_id: int, taken: int, actor: Actor, now: datetime) -> JobOrder:
    """Told by placements: so many places of the order are agreed. The last one fills it; a cancelled one reopens it."""
    order = JobOrder.objects.select_for_update().get(pk=order_id)
    full = taken >= order.places
    if full and order.status == transitions.OPEN:
        _move(order, transitions.FILLED)
    elif not full and order.status == transitions.FILLED:
        _move(order, transitions.OPEN)
    else:
        return order
    return _saved(order, actor, "order.places_taken", now, touches_matching=True, facts={"taken": taken})


def _current(order_id: int, version: int, actor: Actor, *, companies: bool = False) -> JobOrder:
    if not (queries.may_write(actor) or (companies and actor.role == Role.COMPANY_CONTACT)):
        raise NotAllowed("company.not_your_work")
    order = queries.locked_order(order_id, actor=actor)
    if queries.may_write(actor) and not may_change(order, actor=actor):
        raise NotAllowed("order.changed_by_its_municipality", organisation=order.taken_by.name)
    if order.version != version:
        raise Stale
    return order


def may_change(order: JobOrder, *, actor: Actor) -> bool:
    """An order is its own municipality's: partners read it, propose people for it, and take a new one down."""
    return queries.may_write(actor) and (actor.role == SYSTEM_ROLE or order.taken_by_id == actor.organisation_id)


def _move(order: JobOrder, target: str, *, reason: str = "") -> None:
    decision = transitions.may_move(order.status, target, reason=reason)
    if not decision.allowed:
        raise NotAllowed(decision.code, **dict(decision.facts))
    order.status = target


def _saved(
    order: JobOrder,
    actor: Actor,
    action: str,
    now: datetime,
    *,
    touches_matching: bool = False,
    facts: dict[str, object] | None = None,
) -> JobOrder:
    order.version += 1
    if touches_matching:
        order.touched_at = now
    order.save()
    _audit(order, actor, action, facts or {})
    return order


def _audit(order: JobOrder, actor: Actor, action: str, facts: dict[str, object]) -> None:
    audit.record(actor=actor, action=action, target=f"order:{order.pk}", facts={"status": order.status, **facts})


def _fresh_until(asked_on: date) -> date:
    return asked_on + timedelta(days=parameters.value("order_fresh_days", on=asked_on).whole())
