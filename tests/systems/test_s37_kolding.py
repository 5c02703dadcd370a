"""S37, Kolding's group around a leave: open, each week, Danish first; CV and goals kept; day care and openings."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from tests.integration.region import Region
from tovholder import parameters
from tovholder.accounts.models import Membership, Unit
from tovholder.pathways.models import LeaveGroup, LeaveGroupMember, LeaveGroupVisit
from tovholder.people.models import Person

SignedIn = Callable[[Membership], Client]


@pytest.fixture
def leader(region: Region) -> Membership:
    return region.member("company_consultant", initials="BL")


@pytest.fixture
def group(region: Region, signed_in: SignedIn, leader: Membership) -> LeaveGroup:
    begun = timezone.localdate() - timedelta(weeks=12)
    told = {"title": "Barselscafé", "weekday": 1, "begins_at": "10:00", "starts_on": begun.isoformat()}
    signed_in(leader).post("/efter/barsel/", {**told, "request_key": "a"})
    signed_in(leader).post("/efter/barsel/", {**told, "request_key": "a"})
    return LeaveGroup.objects.get()


@pytest.fixture
def member(region: Region, signed_in: SignedIn, group: LeaveGroup) -> LeaveGroupMember:
    """Before the leave: the group is open to be joined in any week."""
    contact, today = region.member("caseworker", initials="MB"), timezone.localdate()
    person = region.person("Amina", contact=contact)
    Person.objects.filter(pk=person.pk).update(unit=region.unit)
    told = {"group": group.pk, "leave_from": (today + timedelta(days=30)).isoformat(), "goal": "SOSU-hjælper"}
    for _ in range(2):
        signed_in(contact).post(f"/efter/{person.pk}/barsel/", told)
    row = LeaveGroupMember.objects.get()
    LeaveGroupMember.objects.update(joined_on=today - timedelta(days=7))
    return row


def test_s37_1_the_group_is_open_tied_to_the_leave_and_begins_with_danish(
    signed_in: SignedIn, leader: Membership, group: LeaveGroup, member: LeaveGroupMember
) -> None:
    agenda = parameters.terms("leave_group_agenda")
    minutes = [part.whole("minutes") for part in agenda]
    assert (agenda[0].code, minutes[0], sum(minutes)) == ("danish", 30, 120)
    browser, today = signed_in(leader), timezone.localdate()
    for came in ([member.pk], [], [member.pk]):  # sent again, it is corrected
        browser.post(f"/efter/barsel/{group.pk}/", {"on": today.isoformat(), "came": came})
    assert LeaveGroupVisit.objects.count() == 1
    page = browser.get(f"/efter/barsel/{group.pk}/").text
    assert "Barslen begynder" in page
    assert "1 person er kommet de seneste tre måneder" in page
    early = browser.post(f"/efter/barsel/{group.pk}/", {"on": (today - timedelta(weeks=20)).isoformat()})
    assert early.status_code == 422


def test_s37_1_who_is_in_the_group_is_told_to_those_in_the_case_and_to_its_leader(
    region: Region, signed_in: SignedIn, leader: Membership, group: LeaveGroup, member: LeaveGroupMember
) -> None:
    other = region.member("caseworker", initials="XX")
    Membership.objects.filter(pk=other.pk).update(
        unit=Unit.objects.create(organisation=region.helsingor, name="Erhverv", field="business")
    )
    assert "Amina" in signed_in(leader).get(f"/efter/barsel/{group.pk}/").text
    browser = signed_in(other)
    page = browser.get(f"/efter/barsel/{group.pk}/")
    assert (page.status_code, "Amina" in page.text) == (200, False)
    assert browser.get(f"/efter/barsel/deltager/{member.pk}/").status_code == 404
    assert browser.get(f"/efter/{member.person_id}/barsel/").status_code == 403
    assert "Barselscafé" not in browser.get(f"/efter/{member.person_id}/").text


def test_s37_2_the_goal_is_kept_through_the_leave_and_the_plan_is_due_again_before_it_ends(
    region: Region, signed_in: SignedIn, member: LeaveGroupMember
) -> None:
    browser, today = signed_in(region.member("caseworker", initials="MB")), timezone.localdate()
    address = f"/efter/barsel/deltager/{member.pk}/"
    back = today + timedelta(weeks=5)
    told = {"version": 1, "leave_from": (today - timedelta(weeks=30)).isoformat(), "returns_on": back.isoformat()}
    told |= {"goal": "SOSU-hjælper", "daycare": ["on_list"], "next_step": ""}
    assert browser.post(address, told).status_code == 302
    assert "Planen tages op igen" in browser.get("/efter/?venter=1").text
    assert "barsel" not in browser.get("/min-dag/").text.lower().replace("/barsel/", "")
    assert browser.post(address, {**told, "goal": "Kok"}).status_code == 409  # somebody wrote meanwhile
    leaving = browser.post(address, {**told, "version": 2, "leaves": "on"})
    assert (leaving.status_code, "Vælg, hvad der kommer bagefter" in leaving.text) == (422, True)
    browser.post(address, {**told, "version": 2, "leaves": "on", "next_step": "job_talk"})
    member.refresh_from_db()
    assert (member.goal, member.left_on, member.next_step) == ("SOSU-hjælper", today, "job_talk")


def test_s37_3_industries_with_openings_and_the_steps_to_day_care_are_shown(
    region: Region, signed_in: SignedIn, leader: Membership, group: LeaveGroup, member: LeaveGroupMember
) -> None:
    region.order()
    LeaveGroupMember.objects.update(daycare=["visited", "on_list"])
    page = signed_in(leader).get(f"/efter/barsel/{group.pk}/").text
    assert "Skrevet op til en plads" in page
    assert "rengøring" in page
    assert ": 1</li>" in page
