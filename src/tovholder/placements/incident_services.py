"""Writes about a problem in a stay: heard, passed on, somebody there, solved, or the stay ended at once or by plan.

Refused for others' cases and for what is closed; two who answer at once: the second is told (Stale)."""

from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import Q
from django.utils.timezone import localdate, localtime

from tovholder import parameters
from tovholder.accounts import audit
from tovholder.accounts import queries as accounts
from tovholder.accounts.actors import Actor
from tovholder.accounts.conflicts import NotAllowed, Stale
from tovholder.accounts.roles import Role
from tovholder.companies import ledger_services as ledger
from tovholder.people import case_scope
from tovholder.placements import incident_queries, incident_rules, queries, transitions
from tovholder.placements.models import Incident, Placement, PlacementEvent
from tovholder.placements.services import ending, rhythm
from tovholder.placements.services.moving import saved, writable

_SENT_TWICE = timedelta(minutes=10)


@transaction.atomic
def report_incident(
    *, placement_id: int, kind: str, actor: Actor, now: datetime, words: str = "", heard_at: datetime | None = None
) -> Incident:
    """Somebody has told of a problem; the clock runs from when it was heard. Case staff, or the company itself.

    The same form sent twice is one problem: heard at the same moment, or both just now where no moment is told."""
    placement = _reported_on(placement_id, actor)
    heard = heard_at or now
    _check_report(placement, kind, heard, now)
    told = {"kind": kind, "words": words.strip(), "reported_by_id": actor.membership_id}
    sent_twice = Q(heard_at=heard) | Q(heard_at__gt=now - _SENT_TWICE)
    same = Incident.objects.filter(sent_twice, placement=placement, closed_at=None, **told).first()
    if same is not None:
        return same
    made = Incident.objects.create(
        placement=placement,
        heard_at=heard,
        due_at=incident_rules.due_at(localtime(heard)),
        by_company=actor.role == Role.COMPANY_CONTACT,
        owner_id=placement.consultant_id or placement.person.contact_id or _own(actor),
        **told,
    )
    _promise(made, placement, actor, now)
    _audit(made, "incident.report", actor)
    return made


def _reported_on(placement_id: int, actor: Actor) -> Placement:
    placement = queries.locked(placement_id, actor=actor)
    if actor.role != Role.COMPANY_CONTACT and not case_scope.may_work_on(placement.person, actor):
        raise NotAllowed("placement.not_your_case")
    return placement


def _check_report(placement: Placement, kind: str, heard: datetime, now: datetime) -> None:
    if placement.status not in transitions.HOLDS_A_PLACE:
        raise NotAllowed("incident.stay_not_running")
    if not parameters.is_term("incident_kinds", kind):
        raise NotAllowed("incident.kind_missing")
    if heard > now:
        raise NotAllowed("incident.heard_later")
    first = min(placement.starts_on, localdate(placement.created_at))
    if localdate(heard) < first:
        raise NotAllowed("incident.heard_before_stay", day=first)


def _own(actor: Actor) -> int | None:
    return None if actor.role == Role.COMPANY_CONTACT else actor.membership_id


def _promise(made: Incident, placement: Placement, actor: Actor, now: datetime) -> None:
    """The company is promised a visit. In the ledger of the municipality, whoever told of it."""
    if actor.role == Role.COMPANY_CONTACT or actor.organisation_id is None:
        return
    words = parameters.term("incident_promises", "arrive").da
    ledger.promise(
        company_id=placement.unit.company_id, words=words, key=_key(made), due_at=made.due_at, actor=actor, now=now
    )


def _key(incident: Incident) -> str:
    return f"incident:{incident.pk}"


@transaction.atomic
def arrived(*, incident_id: int, version: int, actor: Actor, now: datetime, at: datetime | None = None) -> Incident:
    """Somebody of the municipality is, or was, at the company. The first time stands."""
    incident = _open(incident_id, version, actor)
    when = at or now
    if not incident.heard_at <= when <= now:
        raise NotAllowed("incident.arrival_outside")
    if incident.arrived_at is None:
        incident.arrived_at = when
        ledger.kept(key=_key(incident), now=when)
    return _saved(incident, "incident.arrive", actor)


@transaction.atomic
def hand_over(*, incident_id: int, version: int, owner_id: int, actor: Actor, now: datetime) -> Incident:
    """A colleague takes the problem on; a leader is told of it besides (escalation) and the owner stays."""
    incident = _open(incident_id, version, actor)
    colleague = accounts.colleagues(actor=actor).filter(pk=owner_id).first()
    if colleague is None or not case_scope.may_work_on(incident.placement.person, accounts.actor_of(colleague)):
        raise NotAllowed("incident.not_a_colleague")
    if colleague.role == Role.TEAM_LEADER and incident.owner_id is not None:
        incident.escalated_to, incident.escalated_at = colleague, now
        return _saved(incident, "incident.escalate", actor)
    incident.owner = colleague
    return _saved(incident, "incident.hand_over", actor)


@transaction.atomic
def solve(*, incident_id: int, version: int, done: str, actor: Actor, now: datetime) -> Incident:
    """The problem is solved, with what was done."""
    incident = _open(incident_id, version, actor)
    return _closed(incident, "solved", done, actor, now)


@transaction.atomic
def end_at_once(
    *, incident_id: int, version: int, outcome: str, reason: str, next_step: str, done: str, actor: Actor, now: datetime
) -> Incident:
    """It cannot be solved: the stay ends today, with its reason and the next step, in the same step."""
    incident = _open(incident_id, version, actor)
    stay = incident.placement
    if stay.status not in (transitions.STARTED, transitions.INTERRUPTED):
        raise NotAllowed("incident.stay_not_begun")
    ending.end(
        placement_id=stay.pk,
        version=stay.version,
        ended_on=localdate(now),
        outcome=outcome,
        next_step=next_step,
        reason=reason,
        words=done,
        actor=actor,
        now=now,
    )
    return _closed(incident, "ended", done, actor, now)


@transaction.atomic
def end_by_plan(
    *, incident_id: int, version: int, last_day: date, reason: str, done: str, actor: Actor, now: datetime
) -> Incident:
    """It cannot be solved, and the stay is brought to an end on a day that is agreed now, with its reason."""
    incident = _open(incident_id, version, actor)
    stay = writable(incident.placement_id, version=None, actor=actor)
    until = last_day + timedelta(days=1)
    if not parameters.is_term("placement_stop_reasons", reason):
        raise NotAllowed("incident.reason_missing")
    if last_day < max(localdate(now), stay.starts_on) or (stay.ends_before is not None and until > stay.ends_before):
        raise NotAllowed("incident.last_day_outside")
    _shorten(stay, until, reason, done, actor, now)
    return _closed(incident, "ends_by_plan", done, actor, now)


def _shorten(stay: Placement, until: date, reason: str, words: str, actor: Actor, now: datetime) -> None:
    stay.hours.filter(starts_on__gte=until).delete()
    stay.hours.filter(ends_before=stay.ends_before).update(ends_before=until)
    stay.ends_before = until
    saved(stay, actor=actor, action="placement.end_by_plan", facts={"ends_before": until.isoformat()})
    PlacementEvent.objects.create(
        placement=stay, at=now, source=stay.status, target=stay.status, by_id=actor.membership_id, reason=reason,
        words=words.strip(),
    )  # fmt: skip
    rhythm.drop_open(stay, after=until - timedelta(days=1))


def _open(incident_id: int, version: int, actor: Actor) -> Incident:
    """The open problem under lock, for case staff of its controller who saw its newest version."""
    incident = incident_queries.locked(incident_id, actor=actor)
    if not case_scope.may_work_on(incident.placement.person, actor):
        raise NotAllowed("placement.not_your_case")
    if incident.version != version:
        raise Stale
    if incident.closed_at is not None:
        raise NotAllowed("incident.closed")
    return incident


def _closed(incident: Incident, outcome: str, done: str, actor: Actor, now: datetime) -> Incident:
    if not done.strip():
        raise NotAllowed("incident.what_was_done")
    incident.outcome, incident.done, incident.closed_at = outcome, done.strip(), now
    return _saved(incident, f"incident.{outcome}", actor)


def _saved(incident: Incident, action: str, actor: Actor) -> Incident:
    incident.version += 1
    incident.save()
    _audit(incident, action, actor)
    return incident


def _audit(incident: Incident, action: str, actor: Actor) -> None:
    """Without the kind: it may be one of health."""
    person_id = incident.placement.person_id
    audit.record(actor=actor, action=action, person_id=person_id, target=_key(incident))
