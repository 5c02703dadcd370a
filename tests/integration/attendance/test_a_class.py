"""A class of a day: one was away, and one tick says that all others were there."""

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client
from django.utils import timezone

from tests.integration.attendance import scene as scenes
from tests.integration.attendance.scene import AWAY_ON, Scene
from tests.integration.region import NOW, Region
from tovholder.accounts.models import Membership
from tovholder.pathways.models import Attendance
from tovholder.people.models import Access, Person

SignedIn = Callable[[Membership], Client]
DAY = "/fremmoede/liste/?dag=2026-03-02&en=1"
REST = "Alle andre på denne side mødte"


@pytest.fixture
def scene(region: Region, monkeypatch: pytest.MonkeyPatch) -> Scene:
    monkeypatch.setattr(timezone, "now", lambda: NOW)
    return scenes.make(region)


def classmate(scene: Scene, name: str) -> Person:
    person = scene.region.person(name, contact=scene.region.member("caseworker"))
    Access.objects.create(
        person=person, organisation=scene.centre, purpose="learning", fields="learning", starts_on=date(2026, 1, 1),
        source=f"t:{name}",
    )  # fmt: skip
    return person


def test_all_others_of_a_day_are_told_in_one_tick_and_nothing_that_was_told_is_changed(
    scene: Scene, signed_in: SignedIn
) -> None:
    away, told, left = (classmate(scene, name) for name in ("Amina", "Badr", "Chadi"))
    adviser, cell = signed_in(scene.adviser), "p{}d20260302".format
    assert REST in adviser.get(DAY).text
    adviser.post(DAY, {cell(told.pk): "sick"})
    adviser.post(DAY, {cell(away.pk): "no_word", cell(told.pk): "", "rest": "on"})
    found = dict(Attendance.objects.filter(on=AWAY_ON).values_list("person_id", "coming"))
    assert found == {scene.person.pk: "present", away.pk: "unclear", told.pk: "unclear", left.pk: "present"}


def test_without_the_tick_and_for_a_week_who_is_left_open_is_not_told(scene: Scene, signed_in: SignedIn) -> None:
    adviser, away = signed_in(scene.adviser), classmate(scene, "Amina")
    week = DAY.removesuffix("&en=1")
    assert REST not in adviser.get(week).text
    adviser.post(DAY, {f"p{away.pk}d20260302": "no_word"})
    adviser.post(week, {f"p{away.pk}d20260303": "no_word", "rest": "on"})
    assert set(Attendance.objects.values_list("person_id", flat=True)) == {away.pk}
