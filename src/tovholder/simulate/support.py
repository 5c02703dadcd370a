"""Support of stays in the personas' municipality: mentors offered, help, demands, a course of our own, a method.

Few rows, through the services, when everything else is written."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from tovholder.accounts import queries as accounts
from tovholder.accounts.actors import Actor
from tovholder.accounts.roles import Role
from tovholder.companies.models import Company
from tovholder.pathways import (
    local_course_services,
    method_services,
    school_services,
    support_queries,
    support_services,
)
from tovholder.placements.models import Placement
from tovholder.simulate.health import persona
from tovholder.simulate.scale import moment

_MOST = 6
_DEMANDS = (
    ("personal", "Møder til tiden og ringer, hvis noget er i vejen"),
    ("social", "Siger godmorgen og spiser frokost med de andre"),
    ("professional", "Kan løfte med og følge en plan"),
)
_METHODS = (
    ("Forløbstanke", "Praktik, løntilskud og ordinære timer i én plan, med små skridt og næste skridt skrevet ned."),
    ("Kompetencekort ved hvert forløb", "Arbejdsgiveren spørges om kortet senest i den sidste uge af forløbet."),
)


def tell(today: date) -> int:
    """How many stays are told of."""
    leader = persona(Role.TEAM_LEADER)
    if leader is None:
        return 0
    actor, now = accounts.actor_of(leader), moment(today, 9)
    here = Placement.objects.filter(organisation_id=actor.organisation_id, person__closed_on__isnull=True)
    running = here.filter(status__in=("agreed", "started")).order_by("pk")
    near = list(running.filter(kind__in=support_queries.near_kinds())[:_MOST])
    for number, stay in enumerate(near):
        _around(stay, number, today, actor)
    _school(running.filter(kind="igu")[:3], today, actor)
    _course(near, today, actor)
    for title, words in _METHODS:
        method = method_services.tell_method(title=title, words=words, shared=True, actor=actor, now=now)
        method_services.answer_method(work_method_id=method.pk, answer="uses", actor=actor, now=now)
    return len(near)


def _around(stay: Placement, number: int, today: date, actor: Actor) -> None:
    who: dict[str, Any] = {"actor": actor, "now": moment(today, 9)}
    of_stay = {"placement_id": stay.pk, **who}
    offer = support_services.offer_mentor(party="citizen", offered_on=today, **of_stay)
    if number % 2 == 0:
        support_services.offer_mentor(party="company", offered_on=today, **of_stay)
        support_services.answer_mentor(mentor_offer_id=offer.pk, version=1, answer="yes", answered_on=today, **who)
    for place, (area, words) in enumerate(_DEMANDS):
        met_by = ("has_it", "side_by_side", "")[(place + number) % 3]
        support_services.note_demand(area=area, words=words, met_by=met_by, **of_stay)
    support_services.plan_arrangement(
        kind="side_by_side",
        starts_on=max(stay.starts_on, today),
        words="Arbejdsgangen fra start til slut",
        with_whom="Bente i køkkenet",
        **of_stay,
    )
    if number == 0:
        support_services.ask_help(asked_by="company", words="Hvem taler med hende om mødetiden?", **of_stay)


def _school(stays: Any, today: date, actor: Actor) -> None:
    """Two courses, of which one is called off: somebody is to be planned anew."""
    who: dict[str, Any] = {"actor": actor, "now": moment(today, 9)}
    told = [("Hygiejne og egenkontrol", 20), ("Truckcertifikat", 60)]
    courses = [
        school_services.tell_course(
            title=title, institution="AMU Nordsjælland", hours=74, seats=12, for_others=True,
            starts_on=today + timedelta(days=ahead), ends_before=today + timedelta(days=ahead + 14), **who,
        )
        for title, ahead in told
    ]  # fmt: skip
    for stay in stays:
        if stay.ends_before is not None and stay.ends_before >= courses[0].ends_before:
            school_services.take_seat(placement_id=stay.pk, course_id=courses[0].pk, **who)
    school_services.cancel_course(school_course_id=courses[0].pk, words="For få deltagere", **who)


def _course(stays: list[Placement], today: date, actor: Actor) -> None:
    now = moment(today, 9)
    course = local_course_services.plan_local_course(
        kind="women", title="Vej til job", place="Integrationshuset", hours=Decimal(6),
        starts_on=today - timedelta(days=7), ends_before=today + timedelta(days=60), actor=actor, now=now,
    )  # fmt: skip
    at: dict[str, Any] = {"local_course_id": course.pk, "actor": actor, "now": now}
    firm = Company.objects.filter(pk__in=[stay.unit.company_id for stay in stays]).order_by("pk").first()
    if firm is not None:
        local_course_services.book_lesson(
            starts_at=moment(today + timedelta(days=6), 10), topic="workplace_culture", giver="company", cvr=firm.cvr,
            **at,
        )  # fmt: skip
    local_course_services.book_lesson(
        starts_at=moment(today + timedelta(days=13), 10), topic="peers", giver="peer", words="To, der er i job", **at
    )
    for stay in stays[:3]:
        local_course_services.offer_course(person_id=stay.person_id, reason="Vil møde andre, der er i arbejde", **at)
