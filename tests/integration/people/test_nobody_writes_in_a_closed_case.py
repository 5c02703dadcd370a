"""A closed case is written in by nobody, at no step; what answers a hearing that runs is taken, and seen."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client

from tests.integration.attendance import scene as scenes
from tests.integration.attendance.scene import AWAY_ON, Scene, at
from tests.integration.region import NOW, TODAY, Region
from tovholder.accounts import queries as accounts
from tovholder.accounts.actors import Actor
from tovholder.accounts.conflicts import NotAllowed
from tovholder.accounts.models import Membership
from tovholder.pathways import (
    contract_services,
    evidence_services,
    hearing_services,
    plans_services,
    progress_services,
    week_services,
)
from tovholder.pathways import services as pathways
from tovholder.pathways.models import AbsenceEvidence, PlanText
from tovholder.people import services as people
from tovholder.people.facts import Danish, HeldSkill, Profile
from tovholder.people.models import Person
from tovholder.placements import own_week_services
from tovholder.placements.ladder_rules import HoursStep

CLOSED = r"own\.case_closed"
NO_DANISH = Danish(
    literacy="", needs_interpreter=None, interpreter_language="", danish_track=None, danish_module=None, danish_test=""
)


@pytest.fixture
def scene(region: Region) -> Scene:
    made = scenes.make(region)
    words = plans_services.PlanWords(own_goal="Kok", agreed="Praktik")
    told: dict[str, Any] = {"person_id": made.person.pk, "number": 0, "actor": made.caseworker, "now": NOW}
    plans_services.write_plan(words=words, **told)
    contract_services.write_contract(goal="Job", efforts="Dansk", **told)
    region.stay(made.person, status="ended", outcome="goal_reached", ended_on=TODAY)
    return made


def closed(scene: Scene) -> Person:
    Person.objects.filter(pk=scene.person.pk).update(closed_on=TODAY, closed_reason="moved")
    return Person.objects.get(pk=scene.person.pk)


def of_citizen(scene: Scene) -> Actor:
    return accounts.actor_of(scene.citizen())


def _profile(person: Person) -> Profile:
    return Profile(**{name: getattr(person, name) for name in Profile.__dataclass_fields__})


BY_STAFF: dict[str, Callable[[Person, dict[str, Any]], object]] = {
    "a contact": lambda person, who: pathways.register_contact(
        person_id=person.pk, kind="talk", at=NOW, words="Ord", **who
    ),
    "sick": lambda person, who: pathways.move_on_board(
        person_id=person.pk, target="sick", on=TODAY, seen="start", **who
    ),
    "the profile": lambda person, who: people.set_profile(
        person_id=person.pk, version=person.version, profile=_profile(person), **who
    ),
    "Danish": lambda person, who: people.set_danish(
        person_id=person.pk, version=person.version, danish=NO_DANISH, **who
    ),
    "competences": lambda person, who: people.set_competences(
        person_id=person.pk, version=person.version, competences=[HeldSkill("cleaning")], on=TODAY, **who
    ),
    "the plan": lambda person, who: plans_services.write_plan(
        person_id=person.pk, number=1, words=plans_services.PlanWords(own_goal="Nyt"), **who
    ),
    "a part of the plan": lambda person, who: plans_services.add_part(
        person_id=person.pk, part=plans_services.NewPart(kind="danish", starts_on=TODAY), **who
    ),
    "the contract": lambda person, who: contract_services.sign_contract(person_id=person.pk, number=1, **who),
    "the week": lambda person, who: week_services.add_to_week(person_id=person.pk, entry=None, **who),  # type: ignore[arg-type]
    "a sheet": lambda person, who: progress_services.begin(
        person_id=person.pk, choice="any", respondent="citizen", **who
    ),
}


@pytest.mark.parametrize("step", BY_STAFF)
def test_staff_write_nothing_in_a_closed_case(scene: Scene, step: str) -> None:
    person = closed(scene)
    with pytest.raises(NotAllowed, match=CLOSED):
        BY_STAFF[step](person, {"actor": scene.caseworker, "now": NOW})


def _hours(scene: Scene, who: dict[str, Any]) -> object:
    from tovholder.placements.models import Placement

    week = HoursStep(date(2026, 2, 9), Decimal(10), Decimal(0), date(2026, 2, 16))
    stay = Placement.objects.get(person=scene.person)
    return own_week_services.tell(placement_id=stay.pk, week=week, absent_days=0, **who)


def _evidence(scene: Scene, who: dict[str, Any], day: date = TODAY) -> object:
    sent = evidence_services.Sent(day, day, "Jeg var syg")
    return evidence_services.send(person_id=scene.person.pk, sent=sent, **who)


BY_CITIZEN: dict[str, Callable[[Scene, dict[str, Any]], object]] = {
    "yes to the plan": lambda scene, who: plans_services.accept_plan(person_id=scene.person.pk, number=1, **who),
    "the own goal": lambda scene, who: plans_services.write_own_goal(
        person_id=scene.person.pk, number=1, own_goal="Bager", **who
    ),
    "the contract": lambda scene, who: contract_services.sign_contract(person_id=scene.person.pk, number=1, **who),
    "evidence": _evidence,
    "own hours": _hours,
}


@pytest.mark.parametrize("step", BY_CITIZEN)
def test_the_citizen_is_told_that_the_case_is_closed_instead_of_writing_to_nobody(scene: Scene, step: str) -> None:
    who = {"actor": of_citizen(scene), "now": NOW}
    closed(scene)
    with pytest.raises(NotAllowed, match=CLOSED):
        BY_CITIZEN[step](scene, who)
    assert PlanText.objects.filter(person=scene.person).count() == 1
    assert not AbsenceEvidence.objects.exists()


def test_what_protects_the_citizen_is_written_all_the_same(scene: Scene) -> None:
    person, who = closed(scene), {"actor": scene.caseworker, "now": NOW}
    people.protect(person_id=person.pk, version=person.version, **who)
    people.object_to_sharing(person_id=person.pk, on=TODAY, **who)
    assert Person.objects.get(pk=person.pk).protected


def test_an_answer_to_a_hearing_that_runs_is_taken_in_a_closed_case_and_somebody_sees_it(
    scene: Scene, signed_in: Callable[[Membership], Client]
) -> None:
    scene.guided()
    hearing = scene.sent()
    who = {"actor": of_citizen(scene), "now": at(date(2026, 3, 6))}
    closed(scene)
    hearing_services.comment(hearing_id=hearing.pk, words="Bussen kom ikke", **who)
    _evidence(scene, who, day=AWAY_ON)
    hearing.refresh_from_db()
    assert hearing.state == "answered"
    page = signed_in(Membership.objects.get(pk=scene.caseworker.membership_id)).get("/fremmoede/").text
    assert f"/fremmoede/hoering/{hearing.pk}/" in page
    assert (
        "Bussen kom ikke"
        in signed_in(Membership.objects.get(pk=scene.caseworker.membership_id))
        .get(f"/fremmoede/hoering/{hearing.pk}/")
        .text
    )


def test_the_page_says_so_to_the_citizen(scene: Scene, signed_in: Callable[[Membership], Client]) -> None:
    browser = signed_in(scene.citizen())
    closed(scene)
    answer = browser.post("/borger/plan/oenske/", {"own_goal": "Bager", "number": 1})
    assert (answer.status_code, "Sagen er lukket" in answer.text) == (422, True)
    answer = browser.post("/borger/plan/ja/", {"number": 1})
    assert (answer.status_code, "Sagen er lukket" in answer.text) == (409, True)
