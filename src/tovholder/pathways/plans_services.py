"""Writes in the plan of one citizen: the words, what runs side by side, who helps, the citizen's yes.

Each takes case staff of the controller; a citizen writes the own goal and says yes. Stale when somebody was first."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal

from django.db import transaction
from django.utils import timezone

from tovholder import parameters
from tovholder.accounts import audit
from tovholder.accounts.actors import SYSTEM_ROLE, Actor
from tovholder.accounts.conflicts import NotAllowed, Stale
from tovholder.accounts.fields import lookup
from tovholder.base.period import months_after
from tovholder.pathways.models import AroundPerson, PlanPart, PlanText
from tovholder.pathways.plans_rules import APPOINTMENTS
from tovholder.people import case_scope
from tovholder.people import queries as people_queries
from tovholder.people import services as people_services
from tovholder.people.models import Person

_DAY = timedelta(days=1)


@dataclass(frozen=True, kw_only=True)
class PlanWords:
    """The plan in words, all of it."""

    own_goal: str = ""
    agreed: str = ""
    next_step: str = ""
    next_step_on: date | None = None


@dataclass(frozen=True, kw_only=True)
class NewPart:
    """Something to run side by side with the rest. `last_day` is inside."""

    kind: str
    starts_on: date
    stay_kind: str = ""
    words: str = ""
    last_day: date | None = None
    hours: Decimal | None = None


@dataclass(frozen=True, kw_only=True)
class Helper:
    """Somebody around the citizen."""

    role: str
    name: str
    starts_on: date
    at: str = ""
    phone: str = ""


def own_case(person_id: int, actor: Actor, *, citizen: bool = False) -> Person:
    """The person under lock, for those who may write in the case; the citizen where `citizen` says so."""
    person = people_queries.locked(person_id, actor=actor)
    if not (case_scope.may_work_on(person, actor) or (citizen and actor.is_citizen)):
        raise NotAllowed("person.not_your_case")
    return person


def own_open_case(person_id: int, actor: Actor, *, citizen: bool = False) -> Person:
    """The same, of a case that is open."""
    person = own_case(person_id, actor, citizen=citizen)
    people_services.require_open(person)
    return person


def newest_text(person_id: int) -> PlanText | None:
    return PlanText.objects.filter(person_id=person_id).select_related("written_by__user").order_by("-number").first()


@transaction.atomic
def write_plan(*, person_id: int, number: int, words: PlanWords, actor: Actor, now: datetime) -> PlanText:
    """A new version of the words. `number` is the version the writer saw; Stale when there is a newer one."""
    person = own_open_case(person_id, actor)
    standing = _seen(person, number)
    if not (words.own_goal.strip() or words.agreed.strip() or words.next_step.strip()):
        raise NotAllowed("oneplan.nothing_written")
    is_new_day = standing is None or standing.next_step_on != words.next_step_on
    if words.next_step_on is not None and is_new_day and words.next_step_on < timezone.localdate(now):
        raise NotAllowed("oneplan.next_step_has_been", day=words.next_step_on)
    if standing is not None and _is_same(standing, words):
        return standing
    return _written(person, standing, words, actor, now)


@transaction.atomic
def write_own_goal(*, person_id: int, number: int, own_goal: str, actor: Actor, now: datetime) -> PlanText:
    """The citizen's goal in the citizen's own words: the rest of the plan stands as it was."""
    person = own_open_case(person_id, actor, citizen=True)
    standing = _seen(person, number)
    if not own_goal.strip():
        raise NotAllowed("oneplan.nothing_written")
    words = PlanWords(
        own_goal=own_goal,
        agreed=standing.agreed if standing else "",
        next_step=standing.next_step if standing else "",
        next_step_on=standing.next_step_on if standing else None,
    )
    return _written(person, standing, words, actor, now)


def _seen(person: Person, number: int) -> PlanText | None:
    standing = newest_text(person.pk)
    if (standing.number if standing else 0) != number:
        raise Stale
    return standing


def _is_same(standing: PlanText, words: PlanWords) -> bool:
    return all(getattr(standing, name) == getattr(words, name) for name in PlanWords.__dataclass_fields__)


def _written(person: Person, standing: PlanText | None, words: PlanWords, actor: Actor, now: datetime) -> PlanText:
    text = PlanText.objects.create(
        person=person,
        number=standing.number + 1 if standing else 1,
        own_goal=words.own_goal,
        agreed=words.agreed,
        next_step=words.next_step,
        next_step_on=words.next_step_on,
        written_at=now,
        written_by_id=actor.membership_id,
        by_citizen=actor.is_citizen,
    )
    facts: dict[str, object] = {"number": text.number}
    audit.record(actor=actor, action="plan.write", person_id=person.pk, facts=facts)
    return text


@transaction.atomic
def accept_plan(*, person_id: int, number: int, actor: Actor, now: datetime) -> PlanText:
    """The citizen says yes to this version, on the own page or to those who work in the case. Twice is once."""
    person = own_open_case(person_id, actor, citizen=True)
    standing = _seen(person, number)
    if standing is None:
        raise NotAllowed("oneplan.no_plan_to_accept")
    if standing.accepted_at is None:
        standing.accepted_at = now
        standing.save(update_fields=["accepted_at"])
        facts: dict[str, object] = {"number": number}
        audit.record(actor=actor, action="plan.accept", person_id=person.pk, facts=facts)
    return standing


@transaction.atomic
def add_part(*, person_id: int, part: NewPart, actor: Actor, now: datetime, request_key: str = "") -> PlanPart:
    """Put something beside the rest. Of an effort for health only the hours. The same `request_key` twice is one."""
    person = own_open_case(person_id, actor)
    key = lookup("plan part", f"{request_key}|{part}")[:40] if request_key else ""
    standing = PlanPart.objects.filter(person=person, request_key=key).first() if key else None
    if standing is not None:
        return standing
    _check_part(part, person, timezone.localdate(now))
    if parameters.term("plan_kinds", part.kind).flag("is_health") and not _may_know(part.kind, person, actor):
        raise NotAllowed("person.not_within_case")
    added = PlanPart.objects.create(
        person=person,
        kind=part.kind,
        stay_kind=part.stay_kind if part.kind == "company" else "",
        words=part.words.strip(),
        starts_on=part.starts_on,
        ends_before=part.last_day + _DAY if part.last_day else None,
        hours=part.hours,
        added_at=now,
        added_by_id=actor.membership_id,
        request_key=key,
    )
    audit.record(actor=actor, action="plan.add_part", person_id=person.pk, facts={"kind": part.kind})
    return added


def _may_know(kind: str, person: Person, actor: Actor) -> bool:
    """Whether what is set aside in the plan is this actor's to know, and so to end."""
    set_aside = parameters.term("plan_kinds", kind).flag("set_aside")
    return not set_aside or actor.role == SYSTEM_ROLE or case_scope.is_within_case_of(person, actor)


def _check_part(part: NewPart, person: Person, today: date) -> None:
    _check_year(part.starts_on, person, today)
    if part.kind == APPOINTMENTS or not parameters.is_term("plan_kinds", part.kind, on=part.starts_on):
        raise NotAllowed("oneplan.no_such_kind")
    if parameters.term("plan_kinds", part.kind).flag("is_health") and part.words.strip():
        raise NotAllowed("oneplan.no_words_of_health")
    if part.stay_kind and not parameters.is_term("placement_kinds", part.stay_kind):
        raise NotAllowed("oneplan.no_such_kind")
    if part.last_day is not None and part.last_day < part.starts_on:
        raise NotAllowed("oneplan.days_crossed")


def _check_year(starts_on: date, person: Person, today: date) -> None:
    """Long before the takeover is a slip in the year; a course of the asylum centre may have begun a while before."""
    first = months_after(today, -12 * parameters.value("contact_years_back", on=today).whole())
    if starts_on < min(first, person.takeover_on or today):
        raise NotAllowed("oneplan.long_before_the_takeover", day=starts_on)


@transaction.atomic
def end_part(*, person_id: int, part_id: int, last_day: date, actor: Actor, now: datetime) -> PlanPart:
    """Something ends, on `last_day` inside; one that has not begun is taken out of the plan."""
    person = own_case(person_id, actor)
    part = PlanPart.objects.select_for_update().filter(person=person, pk=part_id).first()
    if part is None or not _may_know(part.kind, person, actor):
        raise NotAllowed("oneplan.no_such_part")
    if part.starts_on <= timezone.localdate(now) and last_day < part.starts_on:
        raise NotAllowed("oneplan.ends_before_it_began", day=part.starts_on)
    part.ends_before = max(part.starts_on, last_day + _DAY)
    part.save(update_fields=["ends_before"])
    audit.record(actor=actor, action="plan.end_part", person_id=person.pk, facts={"kind": part.kind})
    return part


@transaction.atomic
def add_helper(*, person_id: int, helper: Helper, actor: Actor, now: datetime, request_key: str = "") -> AroundPerson:
    """Somebody who helps, beside the one named contact."""
    person = own_open_case(person_id, actor)
    key = lookup("helper", f"{request_key}|{helper}")[:40] if request_key else ""
    standing = AroundPerson.objects.filter(person=person, request_key=key).first() if key else None
    if standing is not None:
        return standing
    if not parameters.is_term("around_roles", helper.role):
        raise NotAllowed("helper.no_such_role")
    told = {name: getattr(helper, name) for name in Helper.__dataclass_fields__}
    added = AroundPerson.objects.create(person=person, request_key=key, **told)
    audit.record(actor=actor, action="plan.add_helper", person_id=person.pk, facts={"role": helper.role})
    return added


@transaction.atomic
def followed_up(*, person_id: int, helper_id: int, on: date, actor: Actor, now: datetime) -> AroundPerson:
    """The municipality has followed up with a second actor or a language centre: the responsibility stays with it."""
    helper = _helper(own_case(person_id, actor), helper_id)
    helper.followed_on = on
    helper.save(update_fields=["followed_on"])
    audit.record(actor=actor, action="plan.followed_up", person_id=person_id, facts={"role": helper.role})
    return helper


@transaction.atomic
def end_helper(*, person_id: int, helper_id: int, on: date, actor: Actor, now: datetime) -> AroundPerson:
    """Somebody does not help any more, from `on`."""
    helper = _helper(own_case(person_id, actor), helper_id)
    helper.ends_before = max(on, helper.starts_on)
    helper.save(update_fields=["ends_before"])
    audit.record(actor=actor, action="plan.end_helper", person_id=person_id, facts={"role": helper.role})
    return helper


def _helper(person: Person, helper_id: int) -> AroundPerson:
    found = AroundPerson.objects.select_for_update().filter(person=person, pk=helper_id, ends_before=None).first()
    if found is None:
        raise NotAllowed("helper.not_here")
    return found
