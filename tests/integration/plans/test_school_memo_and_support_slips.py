"""What a reader who had not built it found in the school of an IGU, the memo, the support of stays and own courses."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.test import Client
from django.utils import timezone

from tests.integration.region import NOW, Region
from tovholder.accounts.conflicts import NotAllowed
from tovholder.accounts.models import Membership
from tovholder.pathways import memo_queries, school_queries, school_services, support_rules
from tovholder.pathways.models import (
    Arrival,
    LocalCourse,
    LocalLesson,
    Measurement,
    QuickHelp,
    SchoolCourse,
    SchoolSeat,
    StayArrangement,
    StayDemand,
    WorkMethod,
)
from tovholder.people.models import Person
from tovholder.placements.models import FollowUp, Placement

SignedIn = Callable[[Membership], Client]


def school_course(region: Region, title: str, *, start: int, seats: int = 1, days: int = 10) -> SchoolCourse:
    """A course of Helsingør that begins so many days from today."""
    today = timezone.localdate()
    return school_services.tell_course(
        title=title, institution="AMU", starts_on=today + timedelta(days=start), hours=100, seats=seats,
        ends_before=today + timedelta(days=start + days), actor=region.actor("caseworker"), now=timezone.now(),
    )  # fmt: skip


def igu(region: Region, name: str = "Elev", **facts: Any) -> Placement:
    """One that began a hundred days ago and has two years."""
    today = timezone.localdate()
    days = {"starts_on": today - timedelta(days=100), "ends_before": today + timedelta(days=630)}
    return region.stay(region.person(name), kind="igu", **(days | facts))


def test_an_igu_that_ended_gives_its_seats_to_others_and_takes_none(region: Region) -> None:
    who: dict[str, Any] = {"actor": region.actor("caseworker"), "now": timezone.now()}
    course, later = school_course(region, "Truck", start=30), school_course(region, "Svejsning", start=60)
    left, other = igu(region, "Stopper"), igu(region, "Bliver")
    school_services.take_seat(placement_id=left.pk, course_id=course.pk, **who)
    with pytest.raises(NotAllowed, match=r"school\.course_full"):
        school_services.take_seat(placement_id=other.pk, course_id=course.pk, **who)
    Placement.objects.filter(pk=left.pk).update(status="ended_early", ended_on=timezone.localdate(), outcome="unknown")
    found = school_queries.of_stay(other.pk, actor=who["actor"], on=timezone.localdate())
    assert course in found.free
    assert school_queries.course(course.pk, actor=who["actor"]).taken_now == 0  # type: ignore[attr-defined]
    school_services.take_seat(placement_id=other.pk, course_id=course.pk, **who)
    with pytest.raises(NotAllowed, match=r"school\.igu_is_over"):
        school_services.take_seat(placement_id=left.pk, course_id=later.pk, **who)


def test_a_course_that_was_held_is_not_called_off_and_its_hours_stay(region: Region, signed_in: SignedIn) -> None:
    client = signed_in(region.member("caseworker"))
    stay, course = igu(region), school_course(region, "Hygiejne", start=-40)
    assert client.post(f"/skole/forloeb/{stay.pk}/", {"course_id": course.pk}).status_code == 302  # begun before today
    refused = client.post(f"/skole/{course.pk}/", {"words": "For få"})
    assert refused.status_code == 422
    assert "er holdt" in refused.text
    assert "Planlagt: 100 timer af 851" in client.get(f"/skole/forloeb/{stay.pk}/").text


def test_a_seat_pressed_twice_is_one_and_no_fault(region: Region, signed_in: SignedIn) -> None:
    client = signed_in(region.member("caseworker"))
    stay, course = igu(region), school_course(region, "Truck", start=30)
    for _twice in range(2):
        assert client.post(f"/skole/forloeb/{stay.pk}/", {"course_id": course.pk}).status_code == 302
    assert SchoolSeat.objects.count() == 1


def test_the_memo_of_a_quarter_past_counts_the_cases_of_then(region: Region) -> None:
    period = memo_queries.Period(*support_rules.quarter(2025, 2))
    taken_over = date(2024, 5, 1)
    long_here = region.person("Længe", programme="intro", takeover_on=taken_over)
    moved = region.person("Flyttet", programme="intro", takeover_on=taken_over)
    region.person("Ny", programme="intro")
    Arrival.objects.create(person=moved, came_from=region.fredensborg, on=date(2026, 2, 1))
    registered = region.person("Gammel", programme="intro")
    Person.objects.filter(pk=registered.pk).update(
        created_at=datetime(2025, 1, 5, 12, tzinfo=ZoneInfo("Europe/Copenhagen"))
    )
    rows = {row.term.code: row for row in memo_queries.memo(actor=region.actor("team_leader"), period=period)}
    assert rows["self_supporting"].share.of == 2  # who was taken over, and who was written down, by then
    now = memo_queries.Period(*support_rules.quarter(2026, 1))
    rows = {row.term.code: row for row in memo_queries.memo(actor=region.actor("team_leader"), period=now)}
    assert rows["self_supporting"].share.of == 4
    assert long_here.pk


def test_whoever_sees_the_own_caseload_reads_that_the_memo_is_of_it_alone(region: Region, signed_in: SignedIn) -> None:
    mine, whole = "Kun de sager, du er kontaktperson i", "Helsingør Kommune ·"
    own = signed_in(region.member("caseworker", initials="EG", scope="caseload"))
    every = signed_in(region.member("team_leader"))
    for address in ("/notat/", "/stoette/"):
        assert mine in own.get(address).text
        assert mine not in every.get(address).text
    assert whole not in own.get("/notat/").text
    assert whole in every.get("/notat/").text


def test_help_that_was_given_already_is_told_and_not_asked_to_be_saved_again(
    region: Region, signed_in: SignedIn
) -> None:
    today = timezone.localdate()
    stay = region.stay(region.person(), starts_on=today, ends_before=today + timedelta(days=30))
    client, other = signed_in(region.member("caseworker")), signed_in(region.member("team_leader"))
    client.post(f"/stoette/{stay.pk}/hjaelp/", {"asked_by": "citizen", "words": "Bussen", "request_key": "k"})
    row = QuickHelp.objects.get()
    address = f"/stoette/hjaelp/{row.pk}/"
    assert client.post(address, {"version": 1, "words": "Vi ringede"}).status_code == 302
    for version in (1, 2):
        late = other.post(address, {"version": version, "words": "Jeg ringede også"})
        assert late.status_code == 422
        assert "Der er hjulpet allerede" in late.text
        assert "Jeg ringede også" in late.text  # the words are not lost
        assert "gem igen" not in late.text
    row.refresh_from_db()
    assert row.help == "Vi ringede"


def test_a_way_of_working_that_was_ended_says_so(region: Region, signed_in: SignedIn) -> None:
    client = signed_in(region.member("caseworker"))
    client.post("/metoder/", {"title": "Bro", "words": "Vi ringer", "request_key": "m"})
    row = WorkMethod.objects.get()
    told = {"number": 1, "words": "Vi ringer", "ends": "on"}
    assert client.post(f"/metoder/{row.pk}/", told).status_code == 302
    late = client.post(f"/metoder/{row.pk}/", {"number": 1, "words": "Vi skriver"})
    assert late.status_code == 422
    assert "bruges ikke mere" in late.text
    assert client.post(f"/metoder/{row.pk}/mit/", {"answer": "uses"}).status_code == 422


def test_what_is_arranged_is_held_on_its_day_and_ends_once(region: Region, signed_in: SignedIn) -> None:
    today = timezone.localdate()
    stay = region.stay(region.person(), starts_on=today, ends_before=today + timedelta(days=30))
    client = signed_in(region.member("caseworker"))
    for words, day in (("Maskinen", today), ("Kassen", today + timedelta(days=3))):
        told = {"kind": "side_by_side", "starts_on": day.isoformat(), "words": words, "request_key": words}
        assert client.post(f"/stoette/{stay.pk}/aftale/", told).status_code == 302
    now, later = StayArrangement.objects.order_by("starts_on")
    client.post(f"/stoette/aftale/{later.pk}/", {"version": 1, "done": "1"})
    client.post(f"/stoette/aftale/{now.pk}/", {"version": 1, "done": "1"})
    client.post(f"/stoette/aftale/{now.pk}/", {"version": 2})
    now.refresh_from_db()
    later.refresh_from_db()
    assert (now.done_on, now.dropped_on, later.done_on) == (today, None, None)


def test_words_of_health_are_asked_about_where_colleagues_outside_the_case_read_them(
    region: Region, signed_in: SignedIn
) -> None:
    today = timezone.localdate()
    person = region.person()
    stay = region.stay(person, starts_on=today, ends_before=today + timedelta(days=30))
    course = LocalCourse.objects.create(
        organisation=region.helsingor, kind="women", title="Hold", starts_on=today, hours=6,
        ends_before=today + timedelta(days=30),
    )  # fmt: skip
    client = signed_in(region.member("caseworker"))
    for address, told in (
        (f"/stoette/{stay.pk}/krav/", {"area": "personal", "words": "Ingen depression"}),
        (
            f"/stoette/{stay.pk}/aftale/",
            {"kind": "side_by_side", "starts_on": today.isoformat(), "words": "Ro ved depression"},
        ),
        (f"/kursus/borger/{person.pk}/", {"local_course_id": course.pk, "reason": "Har depression"}),
        (f"/indbakke/borger/{person.pk}/", {"kind": "job", "way": "phone", "words": "Har depression"}),
    ):
        asked = client.post(address, told)
        assert asked.status_code == 422, address
        assert "bag helbredsmuren" in asked.text, address
    assert not StayDemand.objects.exists()


def test_an_own_course_has_hours_a_week_can_hold_and_a_lesson_called_off_stays_so(
    region: Region, signed_in: SignedIn
) -> None:
    today = timezone.localdate()
    client = signed_in(region.member("caseworker"))
    told = {
        "kind": "women", "title": "Vej til job", "hours": "999", "request_key": "k",
        "starts_on": today.isoformat(), "last_day": (today + timedelta(days=60)).isoformat(),
    }  # fmt: skip
    assert client.post("/kursus/", told).status_code == 422
    assert client.post("/kursus/", told | {"hours": "6"}).status_code == 302
    course = LocalCourse.objects.get()
    at = f"{(today + timedelta(days=3)).isoformat()}T10:00"
    client.post(f"/kursus/{course.pk}/", {"starts_at": at, "topic": "peers", "giver": "peer", "request_key": "p"})
    row = LocalLesson.objects.get()
    client.post(f"/kursus/lektion/{row.pk}/", {"version": 1, "state": "cancelled"})
    client.post(f"/kursus/lektion/{row.pk}/", {"version": 2, "state": "booked"})
    row.refresh_from_db()
    assert row.state == "cancelled"


def test_a_visit_sent_twice_is_one_follow_up_and_one_sheet(
    region: Region, signed_in: SignedIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(timezone, "now", lambda: NOW)
    stay = region.stay(region.person(), starts_on=date(2026, 2, 2))
    consultant = signed_in(region.member("company_consultant"))
    told = {"held_on": "2026-03-04", "words": "Set", "answer": "later", "ind-w_tasks": "3"}
    for _twice in range(2):
        assert consultant.post(f"/trappe/{stay.pk}/opfolgning/", told).status_code == 302
    assert (FollowUp.objects.count(), Measurement.objects.count()) == (1, 1)
    other = told | {"ind-w_tasks": "4"}  # a slip put right the same day is told beside it
    assert consultant.post(f"/trappe/{stay.pk}/opfolgning/", other).status_code == 302
    assert Measurement.objects.count() == 2


def test_a_mentor_refused_for_its_day_is_told_though_both_were_offered_one(region: Region, signed_in: SignedIn) -> None:
    today = timezone.localdate()
    stay = region.stay(region.person(), starts_on=today, ends_before=today + timedelta(days=30))
    client = signed_in(region.member("caseworker"))
    for party in ("citizen", "company"):
        client.post(f"/stoette/{stay.pk}/mentor/", {"party": party, "offered_on": today.isoformat()})
    slip = client.post(f"/stoette/{stay.pk}/mentor/", {"party": "company", "offered_on": "2018-02-31"})
    assert (slip.status_code, "Indtast en gyldig dato" in slip.text) == (422, True)
