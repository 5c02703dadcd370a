"""Writes on what newcomers need: note it, refer it, tell how it went. Own municipality's company staff only.

Nothing is sent to whom it is referred: the words stand here, and the caller calls."""

from datetime import datetime

from django.db import transaction
from django.utils.timezone import localdate

from tovholder.accounts import audit
from tovholder.accounts.actors import Actor
from tovholder.accounts.conflicts import NotAllowed, Stale
from tovholder.accounts.models import Organisation
from tovholder.companies import queries as companies
from tovholder.people import case_scope
from tovholder.people import queries as people
from tovholder.placements import newcomer_queries as reads
from tovholder.placements import queries
from tovholder.placements.models import NewcomerNeed

_STEPS = {
    "noted": ("referred", "met", "declined"),
    "referred": ("accepted", "declined", "met"),
    "accepted": ("met", "declined"),
    "declined": ("referred",),  # tried elsewhere
    "met": (),
}


def next_states(state: str) -> tuple[str, ...]:
    """Where a need in this state may go."""
    return _STEPS[state]


@transaction.atomic
def note_for_person(
    *,
    person_id: int,
    kind: str,
    words: str,
    actor: Actor,
    now: datetime,
    order_id: int | None = None,
    placement_id: int | None = None,
) -> NewcomerNeed:
    """Note what an own citizen needs, by the order they are offered or the stay they have. Twice is once."""
    _writer(actor)
    person = people.locked(person_id, actor=actor)
    if not case_scope.may_work_on(person, actor):
        raise people.NoSuchPerson
    company_id = None
    if placement_id is not None:
        stay = queries.placement(placement_id, actor=actor)
        if stay.person_id != person.pk:
            raise NotAllowed("need.stay_of_another")
        company_id = stay.unit.company_id
    elif order_id is not None:
        company_id = companies.order(order_id, actor=actor).unit.company_id
    told = {"order_id": order_id, "placement_id": placement_id, "company_id": company_id}
    return _noted(actor, kind, words, now, person_id=person.pk, **told)


@transaction.atomic
def note_for_newcomer(
    *, job: str, company_id: int | None, kind: str, words: str, actor: Actor, now: datetime
) -> NewcomerNeed:
    """Note what somebody without a case needs, known by the job alone. Twice is once."""
    _writer(actor)
    if not job.strip():
        raise NotAllowed("need.which_job")
    company = companies.company(company_id, actor=actor) if company_id else None
    return _noted(actor, kind, words, now, job=job.strip(), company_id=company.pk if company else None)


def _noted(actor: Actor, kind: str, words: str, now: datetime, **about: object) -> NewcomerNeed:
    Organisation.objects.select_for_update().get(pk=actor.organisation_id)
    made, is_new = NewcomerNeed.objects.get_or_create(
        organisation_id=actor.organisation_id, kind=kind, words=words.strip(), closed_on=None,
        defaults={"noted_by_id": actor.membership_id, "noted_on": localdate(now)}, **about,
    )  # fmt: skip
    if is_new:
        _audit(actor, "need.note", made)
    return made


@transaction.atomic
def move(
    *, need_id: int, version: int, state: str, referred_to: str, outcome: str, actor: Actor, now: datetime
) -> None:
    """Refer a need, or tell how it went. Referred needs to whom; told twice is told once."""
    _writer(actor)
    reached = reads.need(need_id, actor=actor)
    found = NewcomerNeed.objects.select_for_update(of=("self",)).get(pk=reached.pk)
    if (found.state, found.referred_to, found.outcome) == (state, referred_to.strip(), outcome.strip()):
        return
    if found.version != version:
        raise Stale
    if state not in next_states(found.state):
        raise NotAllowed("need.step_not_lawful")
    if state == "referred" and not referred_to.strip():
        raise NotAllowed("need.referred_to_whom")
    found.state, found.outcome = state, outcome.strip()
    if referred_to.strip():
        found.referred_to = referred_to.strip()
    if state == "referred":
        found.referred_on = localdate(now)
    found.closed_on = localdate(now) if state in ("met", "declined") else None
    found.version += 1
    found.save()
    _audit(actor, "need.move", found)


def _writer(actor: Actor) -> None:
    if actor.kind != "municipality" or not actor.may(*reads.READERS):
        raise NotAllowed("company.not_your_work")


def _audit(actor: Actor, action: str, found: NewcomerNeed) -> None:
    audit.record(
        actor=actor, action=action, target=f"need:{found.pk}", person_id=found.person_id,
        facts={"kind": found.kind, "state": found.state},
    )  # fmt: skip
