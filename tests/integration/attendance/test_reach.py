"""Who reads what of absence: reasons of health and what citizens send stay inside the case."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import date, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from tests.integration.attendance import photos
from tests.integration.attendance import scene as scenes
from tests.integration.attendance.scene import AWAY_ON, Scene
from tests.integration.region import NOW, Region
from tests.integration.rights.steps_of_absence import unread
from tovholder.accounts import queries as accounts
from tovholder.accounts.actors import Actor
from tovholder.accounts.conflicts import OutOfReach
from tovholder.accounts.models import Membership, Unit
from tovholder.pathways import attendance_queries, evidence_services, hearing_queries, retention
from tovholder.pathways.models import AbsenceEvidence, Attendance, Hearing
from tovholder.people.models import Person

pytestmark = pytest.mark.any_database


@pytest.fixture
def scene(region: Region) -> Scene:
    made = scenes.make(region)
    Person.objects.filter(pk=made.person.pk).update(unit=region.unit)
    made.person.refresh_from_db()
    return made


@pytest.fixture
def other_unit(scene: Scene) -> Actor:
    """A colleague of another unit of the same municipality: not inside the case."""
    unit = Unit.objects.create(organisation=scene.region.helsingor, name="Erhverv", field="business")
    member = scene.region.member("company_consultant", initials="XX")
    Membership.objects.filter(pk=member.pk).update(unit=unit)
    return accounts.actor_of(Membership.objects.get(pk=member.pk))


def test_a_reason_of_health_is_read_inside_the_case_and_by_who_told_it(scene: Scene, other_unit: Actor) -> None:
    scene.away(reason="sick")
    (inside,) = attendance_queries.days_of(scene.person, actor=scene.caseworker)
    (outside,) = attendance_queries.days_of(scene.person, actor=other_unit)
    told = attendance_queries.own_days([scene.person.pk], actor=accounts.actor_of(scene.adviser), first=AWAY_ON, days=1)
    assert (inside.reason, outside.reason, outside.is_withheld) == ("sick", "", True)
    assert [row.reason for row in told.values()] == ["sick"]


def test_what_a_citizen_sent_is_opened_inside_the_case_and_by_the_benefits_office_once_assessed(
    scene: Scene, other_unit: Actor
) -> None:
    row = unread(scene.person)
    adviser, stranger = accounts.actor_of(scene.adviser), scene.region.actor("caseworker", at=scene.region.fredensborg)
    for actor in (other_unit, scene.officer, adviser, stranger):
        with pytest.raises(OutOfReach):
            evidence_services.fetch(evidence_id=row.pk, actor=actor, now=NOW)
        assert actor.book.refused == {scene.person.pk: "refused"}
    Hearing.objects.create(
        person=scene.person, organisation=scene.region.helsingor, state="assessed", event_on=AWAY_ON, prepared_at=NOW,
        intended="days_away", sent_at=NOW, assessed_at=NOW,
    )  # fmt: skip
    AbsenceEvidence.objects.update(hearing=Hearing.objects.get())
    for actor in (scene.officer, scene.caseworker):
        assert evidence_services.fetch(evidence_id=row.pk, actor=actor, now=NOW)[0].words == "sms"
        assert actor.book.shown == {scene.person.pk: "health"}
    row.refresh_from_db()
    assert row.seen_by_id == scene.caseworker.membership_id


def test_a_language_centre_tells_only_of_those_opened_for_teaching(scene: Scene) -> None:
    other = scene.region.person("Anden")
    adviser = accounts.actor_of(scene.adviser)
    assert list(attendance_queries.tellable(actor=adviser)) == [scene.person]
    Attendance.objects.create(
        person=scene.person, organisation=scene.region.helsingor, source=scene.region.helsingor, activity="talk",
        on=date(2026, 3, 2), coming="unclear", told_at=NOW,
    )  # fmt: skip
    assert not attendance_queries.own_days([scene.person.pk, other.pk], actor=adviser, first=AWAY_ON, days=7)
    assert not hearing_queries.visible(actor=adviser).exists()
    Person.objects.filter(pk=scene.person.pk).update(closed_on=date(2026, 3, 3))
    assert not attendance_queries.tellable(actor=adviser).exists()


def test_with_the_case_goes_what_was_sent_and_its_file_and_a_file_of_no_row_is_a_stray(
    scene: Scene, django_capture_on_commit_callbacks: Callable[..., AbstractContextManager[object]]
) -> None:
    sent = evidence_services.Sent(AWAY_ON, AWAY_ON, "sms", photos.PNG)
    row = evidence_services.send(person_id=scene.person.pk, sent=sent, actor=scene.caseworker, now=NOW)
    stray = evidence_services.files.keep(b"cut off")
    tomorrow = timezone.now() + timedelta(days=1)
    assert retention.strays(before=tomorrow) == [stray]
    with django_capture_on_commit_callbacks(execute=True):
        gone = retention.forget_people([scene.person.pk])
    assert gone["pathways.AbsenceEvidence"] == 1
    assert not AbsenceEvidence.objects.exists()
    assert sorted(evidence_services.files.older_than(tomorrow)) == [stray]
    assert row.file != stray


def test_outside_the_case_every_reason_is_withheld_alike_so_that_none_tells_of_health(
    scene: Scene, other_unit: Actor, signed_in: Callable[[Membership], Client]
) -> None:
    reasons = ["sick", "childcare", "no_word"]
    for back, reason in enumerate(reasons):
        scene.away(AWAY_ON - timedelta(days=back), reason)
    rows = attendance_queries.days_of(scene.person, actor=other_unit)
    assert [(row.reason, row.is_withheld) for row in rows] == [("", True)] * 3
    outside = signed_in(Membership.objects.get(pk=other_unit.membership_id))
    for address in ("/fremmoede/", f"/fremmoede/borger/{scene.person.pk}/"):
        page = outside.get(address).text
        assert page.lower().count("kun for dem, der arbejder i sagen") >= 3
        assert "Holder grunden" not in page  # nobody judges a reason that is not shown
    assert [row.reason for row in attendance_queries.days_of(scene.person, actor=scene.caseworker)] == reasons
