"""S34, Esbjerg's house and God Start: one list of tasks for all professions, evening guidance, and facts that
may cost a job answered before it is lost. No risk is reckoned and nobody is ranked."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from tests.integration.region import Region
from tovholder.accounts.conflicts import NotAllowed, Stale
from tovholder.accounts.models import Membership
from tovholder.pathways import aftercare_queries, aftercare_services
from tovholder.pathways.models import AftercareStep, Attendance, GuidanceVisit, ToldFact
from tovholder.people.models import Person
from tovholder.placements.models import HoursPeriod, HoursReport, Incident

SignedIn = Callable[[Membership], Client]


@pytest.fixture
def mette(region: Region) -> Membership:
    return region.member("caseworker", initials="MB")


@pytest.fixture
def person(region: Region, mette: Membership) -> Person:
    """In an IGU for ten weeks."""
    person = region.person("Amina", contact=mette)
    begun = timezone.localdate() - timedelta(weeks=10)
    region.stay(person, kind="igu", starts_on=begun, ends_before=begun + timedelta(days=730))
    return person


def make_facts(region: Region, person: Person) -> None:
    """One of each: told, a problem, an early end, days away."""
    now, today = timezone.now(), timezone.localdate()
    stay = aftercare_queries.Placement.objects.get(person=person)
    Incident.objects.create(placement=stay, kind="wellbeing", heard_at=now, due_at=now + timedelta(days=1))
    hours = HoursPeriod.objects.create(placement=stay, starts_on=stay.starts_on, unpaid=0, paid=37, real=True)
    HoursReport.objects.create(hours=hours, party="company", at=now, absent_days=4)
    region.stay(
        person, kind="ordinary_job", status="ended_early", starts_on=today - timedelta(days=30), ends_before=None,
        ended_on=today, outcome="stopped_by_company",
    )  # fmt: skip
    tell(region, person, "childcare_gone")
    for days in (3, 2, 1):
        be_away(region, person, days)


def be_away(region: Region, person: Person, days: int, coming: str = "unclear") -> Attendance:
    """From Danish, so many days ago."""
    return Attendance.objects.create(
        person=person, organisation=region.helsingor, source=region.helsingor, activity="danish", coming=coming,
        on=timezone.localdate() - timedelta(days=days), told_at=timezone.now(),
        cleared_at=timezone.now() if coming == "excused" else None,
    )  # fmt: skip


def tell(region: Region, person: Person, kind: str, **more: Any) -> ToldFact:
    return aftercare_services.tell_fact(
        person_id=person.pk, kind=kind, told_on=timezone.localdate(), told_by="citizen", now=timezone.now(),
        actor=region.actor("caseworker", initials="MB"), **more,
    )  # fmt: skip


def test_s34_1_all_professions_see_one_list_of_tasks_with_whose_each_is(
    region: Region, signed_in: SignedIn, mette: Membership, person: Person
) -> None:
    guide = region.member("ambassador", initials="FG")
    told = {"kind": "mentor", "due_on": timezone.localdate().isoformat(), "owner": guide.pk, "words": "Om morgenen"}
    signed_in(mette).post(f"/efter/{person.pk}/skridt/", told)
    page = signed_in(guide).get("/efter/opgaver/?mine=1").text
    assert "Mentor" in page
    assert "Amina" in page
    assert "Aftenvejledning: Familieguide" in page
    assert "Amina" not in signed_in(mette).get("/efter/opgaver/?mine=1").text


def test_s34_2_an_evening_is_logged_with_topics_and_outcome_and_those_who_stay_are_counted(
    signed_in: SignedIn, mette: Membership, person: Person
) -> None:
    browser = signed_in(mette)
    told = {"visited_on": timezone.localdate().isoformat(), "topics": ["pay_and_tax", "childcare"], "outcome": "stays"}
    for _ in range(2):  # a finger pressed twice
        browser.post(f"/efter/{person.pk}/aften/", {**told, "request_key": "a"})
    browser.post(f"/efter/{person.pk}/aften/", {**told, "request_key": "b"})
    assert GuidanceVisit.objects.count() == 2
    page = browser.get("/efter/aften/").text
    assert "Lønseddel og skat: 2" in page
    assert "Var ved at stoppe og bliver</dt><dd>1</dd>" in page
    without = browser.post(f"/efter/{person.pk}/aften/", {**told, "topics": []})
    assert without.status_code == 422


def test_s34_3_facts_are_told_with_their_day_and_where_they_come_from_and_none_tells_of_health(
    region: Region, signed_in: SignedIn, mette: Membership, person: Person
) -> None:
    make_facts(region, person)
    page = signed_in(mette).get("/efter/?venter=1").text
    for words in (
        "Et problem på arbejdspladsen", "Væk i 4 dage", "sluttede før tid", "Børnepasningen er faldet væk",
        "Væk fra undervisning eller arbejde, antal dage: 3",
    ):  # fmt: skip
        assert words in page
    assert "Trivsel" not in page
    sources = aftercare_queries.sources_of(person.pk, on=timezone.localdate())
    assert {source.split(":")[0] for source in sources} == {"incident", "absence", "stay", "told", "lesson"}


def test_s34_3_days_away_are_told_once_there_are_several_and_again_only_of_new_ones(
    region: Region, mette: Membership, person: Person
) -> None:
    def told() -> set[str]:
        return aftercare_queries.sources_of(person.pk, on=timezone.localdate())

    be_away(region, person, 20, "excused")
    be_away(region, person, 9)
    assert told() == set()  # once is nothing, and what somebody has a reason for is not counted
    second = be_away(region, person, 8)
    assert told() == {f"lesson:{second.pk}"}
    aftercare_services.take_step(
        person_id=person.pk, source=f"lesson:{second.pk}", kind="mentor", due_on=timezone.localdate(),
        actor=region.actor("caseworker", initials="MB"), now=timezone.now(),
    )  # fmt: skip
    be_away(region, person, 2)
    assert told() == set()
    third = be_away(region, person, 1)
    assert told() == {f"lesson:{third.pk}"}


def test_s34_3_an_answered_fact_leaves_the_list_until_its_step_is_due_and_the_day_of_the_contact_tells_it(
    region: Region, signed_in: SignedIn, mette: Membership, person: Person
) -> None:
    fact, today = tell(region, person, "income_change"), timezone.localdate()
    browser = signed_in(mette)
    assert "Der er noget at hjælpe med efter starten" in browser.get("/min-dag/").text
    told = {"source": f"told:{fact.pk}", "kind": "evening_guidance", "due_on": (today + timedelta(days=3)).isoformat()}
    browser.post(f"/efter/{person.pk}/skridt/", told)
    assert "Der er noget at hjælpe med efter starten" not in browser.get("/min-dag/").text
    again = browser.post(f"/efter/{person.pk}/skridt/", {**told, "words": "Ring i aften"})
    assert (again.status_code, "Ring i aften" in again.text) == (409, True)
    AftercareStep.objects.update(due_on=today)
    assert "Der er noget at hjælpe med efter starten" in browser.get("/min-dag/").text
    step = AftercareStep.objects.get()
    done = {"version": 1, "outcome": "stays", "done_on": today.isoformat()}
    browser.post(f"/efter/skridt/{step.pk}/", done)
    assert "Bliver i jobbet" in browser.get(f"/efter/{person.pk}/").text
    late = browser.post(f"/efter/skridt/{step.pk}/", done)
    assert late.status_code == 409


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"kind": "none_needed"}, "aftercare.say_why"),
        ({"source": "incident:99"}, "aftercare.no_such_fact"),
        ({"kind": "score"}, "aftercare.no_such_code"),
        ({"owner_id": 10**6}, "aftercare.owner_is_no_colleague"),
    ],
)
def test_s34_3_a_step_without_a_reason_a_fact_or_a_colleague_is_refused(
    region: Region, person: Person, changes: dict[str, Any], code: str
) -> None:
    told = {"kind": "talk", "due_on": timezone.localdate(), "now": timezone.now(), **changes}
    with pytest.raises(NotAllowed) as refused:
        aftercare_services.take_step(
            person_id=person.pk, actor=region.actor("caseworker", initials="MB"), **told
        )  # fmt: skip
    assert refused.value.code == code


def test_s34_3_nobody_in_a_job_is_forgotten_and_the_final_talk_has_its_day(
    region: Region, signed_in: SignedIn, mette: Membership, person: Person
) -> None:
    region.person("Omar", contact=mette)  # in no job
    page = signed_in(mette).get("/efter/").text
    assert "Amina" in page
    assert "Omar" not in page
    assert "Ingen har talt med borgeren siden" in page
    actor, today = region.actor("caseworker", initials="MB"), timezone.localdate()
    step = aftercare_services.take_step(
        person_id=person.pk, kind="final_talk", due_on=today, actor=actor, now=timezone.now()
    )
    done = {"step_id": step.pk, "done_on": today, "outcome": "stays", "actor": actor, "now": timezone.now()}
    aftercare_services.finish_step(version=1, **done)
    with pytest.raises(Stale):
        aftercare_services.finish_step(version=1, **done)
    found = aftercare_queries.case(person.pk, actor=actor, on=today)
    assert (found.final and found.final.code, found.contact and found.contact.code) == (
        "aftercare.final_held", "aftercare.contact_by",
    )  # fmt: skip
