"""From a plan to an agreement: the employer rules are computed first; a refusal stands unless lawfully overruled.

The person may not start before the agreement (law and insurance), so nothing here can be skipped."""

from dataclasses import asdict
from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.utils.timezone import localdate

from tovholder.accounts import audit
from tovholder.accounts.actors import Actor
from tovholder.accounts.conflicts import NotAllowed
from tovholder.accounts.models import Membership
from tovholder.companies import queries as companies
from tovholder.companies.models import JobOrder
from tovholder.people import case_scope
from tovholder.people import queries as people_queries
from tovholder.people import services as people
from tovholder.people.models import Person
from tovholder.placements import queries, transitions
from tovholder.placements.models import AgreementAnswers, CourseStay, HoursPeriod, Placement
from tovholder.placements.plans import Answer, NewPlacement, Overrule, Statements
from tovholder.placements.rules import Agreement
from tovholder.placements.services import overruling, rhythm
from tovholder.placements.services.moving import move, saved, source_of, writable


@transaction.atomic
def plan(*, new: NewPlacement, actor: Actor, now: datetime, request_key: str = "") -> Placement:
    """Draft a stay. Refused for somebody else's case, a unit out of reach and dates turned round.

    The same `request_key` (e.g. "proposal:7") twice gives the first placement."""
    existing = queries.of_request(request_key, actor=actor)
    if existing is not None:
        return existing
    person = _own_case(new.person_id, actor)
    _check_plan(new, actor)
    placement = Placement(organisation_id=person.organisation_id, created_at=now, request_key=request_key)
    _fill(placement, new, actor)
    placement.save()
    audit.record(
        actor=actor,
        action="placement.plan",
        person_id=person.pk,
        target=source_of(placement),
        facts={"kind": new.kind, "unit": new.unit_id, "order": new.order_id},
    )
    return placement


@transaction.atomic
def change_plan(*, placement_id: int, version: int, new: NewPlacement, actor: Actor, now: datetime) -> Placement:
    """Change a stay that is not agreed yet. The person stays the same."""
    placement = writable(placement_id, version=version, actor=actor)
    if placement.status != transitions.PLANNED or placement.person_id != new.person_id:
        raise NotAllowed("placement.already_agreed")
    _check_plan(new, actor)
    _fill(placement, new, actor)
    return saved(placement, actor=actor, action="placement.change_plan")


@transaction.atomic
def agree(
    *,
    placement_id: int,
    version: int,
    statements: Statements,
    actor: Actor,
    now: datetime,
    overrule: Overrule | None = None,
) -> Answer:
    """Agree a planned stay if the rules allow it, or somebody who may overrules with a reason and words.

    A refusal changes nothing but the audit log; the answer carries every rule with its facts and reference."""
    placement = writable(placement_id, version=version, actor=actor)
    new = _plan_of(placement)
    agreement = _checked(
        new, placement.person, placement.unit.company.cvr, statements, on=localdate(now), besides=placement.pk
    )
    return _answered(placement, agreement, statements, overrule, actor, now)


@transaction.atomic
def plan_and_agree(
    *,
    new: NewPlacement,
    statements: Statements,
    actor: Actor,
    now: datetime,
    request_key: str,
    overrule: Overrule | None = None,
) -> Answer:
    """Plan and agree in one go, as the form does. Refused leaves no plan behind; sent twice makes one placement, and
    sent again with other content is refused: nobody is told that words were agreed which were dropped."""
    person = _own_case(new.person_id, actor)
    cvr = _check_plan(new, actor)
    existing = queries.of_request(request_key, actor=actor)
    if existing is not None and existing.status != transitions.PLANNED:
        return _agreed_before(existing, new)
    agreement = _checked(new, person, cvr, statements, on=localdate(now), besides=existing.pk if existing else None)
    if overruling.still_in_the_way(agreement, overrule, actor):
        return _refused(agreement, overrule, actor, person.pk)
    try:
        with transaction.atomic():
            placement = plan(new=new, actor=actor, now=now, request_key=request_key)
            if placement.status != transitions.PLANNED:
                return _agreed_before(placement, new)
            return _answered(placement, agreement, statements, overrule, actor, now)
    except IntegrityError:
        first = queries.of_request(request_key, actor=actor)
        if first is None:
            raise
        return _agreed_before(first, new)


def _agreed_before(placement: Placement, new: NewPlacement) -> Answer:
    """The first answer again, to somebody who asks for the same."""
    if not new.is_what(placement):
        raise NotAllowed("placement.agreed_with_other_content")
    return Answer(Agreement(()), (), placement.pk)


def what_if(*, new: NewPlacement, statements: Statements, actor: Actor, on: date) -> Agreement:
    """What the rules would say, and nothing saved: shown before anybody agrees."""
    person = _worked_on(people_queries.case(new.person_id, actor=actor), actor)
    return _checked(new, person, _check_plan(new, actor), statements, on=on, besides=None)


def _own_case(person_id: int, actor: Actor) -> Person:
    return _worked_on(people_queries.locked(person_id, actor=actor), actor)


def _worked_on(person: Person, actor: Actor) -> Person:
    if not case_scope.may_work_on(person, actor):
        raise NotAllowed("placement.not_your_case")
    return person


def _check_plan(new: NewPlacement, actor: Actor) -> str:
    """Refuse what cannot be planned by anybody; gives the CVR number of the workplace."""
    unit = companies.unit(new.unit_id, actor=actor)
    if new.order_id is not None and companies.unit_of_order(new.order_id, actor=actor) != new.unit_id:
        raise NotAllowed("placement.order_of_another_unit")
    if new.ends_before is not None and new.ends_before <= new.starts_on:
        raise NotAllowed("placement.dates_turned_round")
    if min(new.hours_paid, new.hours_unpaid) < 0:
        raise NotAllowed("placement.hours_negative")
    return unit.company.cvr


def _fill(placement: Placement, new: NewPlacement, actor: Actor) -> None:
    for name, value in asdict(new).items():
        setattr(placement, name, value)
    if placement.consultant_id is None:
        placement.consultant_id = _tovholder_of_order(placement) or actor.membership_id


def _tovholder_of_order(placement: Placement) -> int | None:
    """Who holds the order goes on with the stay, whoever presses: a team leader who overrules becomes nobody's contact.

    Only somebody of the municipality whose stay it is, who still works there: others cannot follow it up."""
    found = Membership.objects.filter(active=True, organisation_id=placement.organisation_id)
    owner = JobOrder.objects.filter(pk=placement.order_id).values("owner_id")
    return found.filter(pk__in=owner).values_list("pk", flat=True).first()


def _plan_of(placement: Placement) -> NewPlacement:
    return NewPlacement(
        person_id=placement.person_id,
        unit_id=placement.unit_id,
        kind=placement.kind,
        starts_on=placement.starts_on,
        ends_before=placement.ends_before,
        purpose=placement.purpose,
        hours_unpaid=placement.hours_unpaid,
        hours_paid=placement.hours_paid,
    )


def _checked(
    new: NewPlacement, person: Person, cvr: str, statements: Statements, *, on: date, besides: int | None
) -> Agreement:
    return queries.check(new, person=person, cvr=cvr, statements=statements, on=on, besides=besides)


def _answered(
    placement: Placement,
    agreement: Agreement,
    statements: Statements,
    overrule: Overrule | None,
    actor: Actor,
    now: datetime,
) -> Answer:
    in_the_way = overruling.still_in_the_way(agreement, overrule, actor)
    if in_the_way:
        return _refused(agreement, overrule, actor, placement.person_id)
    overruling.write_down(placement, "agree", agreement, overrule, actor, now)
    _keep(placement, statements)
    _begin(placement, actor, now)
    return Answer(agreement, (), placement.pk)


def _keep(placement: Placement, said: Statements) -> None:
    """What was answered, where no other table holds it: asked again when the stay is looked at by another law."""
    if said.under_course:
        CourseStay.objects.get_or_create(placement=placement)
    told = {
        "repeat_reason": said.repeat_reason.strip(),
        "months_without_work": said.months_without_work,
        "prior_waiver": said.prior_waiver,
    }
    if any(each not in ("", None) for each in told.values()):
        AgreementAnswers.objects.update_or_create(placement=placement, defaults=told)


def _begin(placement: Placement, actor: Actor, now: datetime) -> None:
    move(placement, transitions.AGREED, actor=actor, now=now)
    HoursPeriod.objects.create(
        placement=placement,
        starts_on=placement.starts_on,
        ends_before=placement.ends_before,
        unpaid=placement.hours_unpaid,
        paid=placement.hours_paid,
    )
    rhythm.set_dates(placement)
    _open_to_company(placement, actor, now)


def _open_to_company(placement: Placement, actor: Actor, now: datetime) -> None:
    """The company may see who comes, from today on; it knows the person from the agreement anyway."""
    organisation_id = placement.unit.company.organisation_id
    if organisation_id is None:
        return
    people.open_access(
        person_id=placement.person_id,
        organisation_id=organisation_id,
        purpose="placement",
        fields="placement",
        starts_on=localdate(now),
        source=source_of(placement),
        actor=actor,
        now=now,
    )


def _refused(agreement: Agreement, overrule: Overrule | None, actor: Actor, person_id: int) -> Answer:
    in_the_way = overruling.still_in_the_way(agreement, overrule, actor)
    audit.record(actor=actor, action="placement.agree", person_id=person_id, decision=in_the_way[0])
    return Answer(agreement, in_the_way, None)
