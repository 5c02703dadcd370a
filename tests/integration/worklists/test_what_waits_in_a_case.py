"""Questions, help, what a teacher saw and moves that did not happen stand on the contact's day, each with its page."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from tests.integration.region import Region
from tovholder.accounts.models import Membership, Unit
from tovholder.pathways import inbox_services
from tovholder.pathways.inbox_services import Told
from tovholder.pathways.models import Enquiry, QuickHelp, SchoolCourse, SchoolSeat, TeacherObservation, Transfer
from tovholder.people.models import Person
from tovholder.worklists import items, queries

SignedIn = Callable[[Membership], Client]
KINDS = {"enquiry", "help", "observation", "stuck_move", "fallen_out"}


@pytest.fixture
def amina(region: Region) -> Person:
    return region.person("Amina", contact=region.member("caseworker"))


def told(region: Region, whose: Membership | None, *, role: str = "team_leader") -> dict[str, list[Any]]:
    now = timezone.now()
    limits, holder = items.limits(now, timezone.localdate()), whose.pk if whose else queries.NOBODY
    found = queries.due_now(actor=region.actor(role), limits=limits, whose=queries.Whose(holder), most=99)
    return {kind: rows for kind, rows in found.items() if kind in KINDS}


def asked(region: Region, person: Person, now: datetime) -> Enquiry:
    """About work: it goes to a role, and nobody has it yet."""
    return inbox_services.ask(person_id=person.pk, told=Told("job", "Hvornår?"), actor=_caseworker(region), now=now)


def _caseworker(region: Region) -> Any:
    return region.actor("caseworker")


def test_a_question_nobody_has_is_the_contacts_until_it_is_taken_answered_and_written_back_on(
    region: Region, amina: Person, signed_in: SignedIn
) -> None:
    contact, other, now = region.member("caseworker"), region.member("company_consultant"), timezone.now()
    row = asked(region, amina, now)
    assert [each.pk for each in told(region, contact)["enquiry"]] == [row.pk]
    page = signed_in(contact).get("/min-dag/").text
    assert "Borgeren skal have svar senest" in page
    assert f'href="/indbakke/{row.pk}/"' in page
    inbox_services.take(enquiry_id=row.pk, version=1, actor=region.actor("company_consultant"), now=now)
    assert "enquiry" not in told(region, contact)
    assert [each.pk for each in told(region, other)["enquiry"]] == [row.pk]
    inbox_services.answer(
        enquiry_id=row.pk, version=2, words="Snart", actor=region.actor("company_consultant"), now=now
    )
    assert "enquiry" not in told(region, other)
    Person.objects.filter(pk=amina.pk).update(login=region.member("citizen").user)
    inbox_services.write_back(enquiry_id=row.pk, words="Hvornår?", actor=region.actor("citizen"), now=now)
    assert "Borgeren har skrevet tilbage og skal have svar" in signed_in(other).get("/min-dag/").text
    Enquiry.objects.update(due_at=now - timedelta(hours=1))
    assert "Borgeren har skrevet tilbage og skulle have haft svar" in signed_in(other).get("/min-dag/").text


def test_a_protected_citizens_question_is_told_within_the_case_only(region: Region, amina: Person) -> None:
    business = Unit.objects.create(organisation=region.helsingor, name="Erhverv", field="business")
    contact, outside = region.member("caseworker"), region.member("company_consultant")
    asked(region, amina, timezone.now())
    Person.objects.filter(pk=amina.pk).update(protected=True, unit=region.unit)
    Membership.objects.filter(pk=outside.pk).update(unit=business)
    assert "enquiry" in told(region, contact)
    assert "enquiry" in told(region, contact, role="caseworker")
    assert "enquiry" not in told(region, contact, role="company_consultant")


def test_what_nobody_is_contact_of_is_nobodys_and_goes_when_the_case_closes(region: Region, amina: Person) -> None:
    asked(region, amina, timezone.now())
    Person.objects.filter(pk=amina.pk).update(contact=None)
    assert set(told(region, None)) == {"enquiry"}
    Person.objects.filter(pk=amina.pk).update(closed_on=timezone.localdate())
    assert told(region, None) == {}


def test_help_at_a_stay_waits_until_it_is_given(region: Region, amina: Person, signed_in: SignedIn) -> None:
    contact, now, stay = region.member("caseworker"), timezone.now(), region.stay(amina)
    row = QuickHelp.objects.create(
        placement=stay, person=amina, organisation=region.helsingor, asked_by="citizen", moment="during", words="x",
        asked_at=now, due_at=now - timedelta(hours=1),
    )  # fmt: skip
    page = signed_in(contact).get("/min-dag/").text
    assert "skulle være givet senest" in page
    assert f'href="/stoette/{stay.pk}/"' in page
    row.helped_at = now
    row.save()
    assert "help" not in told(region, contact)


def test_what_a_teacher_saw_is_told_for_some_days_or_until_it_is_taken_in(
    region: Region, amina: Person, signed_in: SignedIn
) -> None:
    contact, now = region.member("caseworker"), timezone.now()
    row = TeacherObservation.objects.create(
        person=amina, organisation=region.fredensborg, on=timezone.localdate(), told_how="told", made_at=now
    )
    page = signed_in(contact).get("/min-dag/").text
    assert "En lærer har fortalt" in page
    assert f'href="/observationer/{amina.pk}/"' in page
    for gone in ({"taken_at": now}, {"withdrawn_at": now}, {"made_at": now - timedelta(days=15)}):
        TeacherObservation.objects.filter(pk=row.pk).update(
            **{"made_at": now, "taken_at": None, "withdrawn_at": None} | gone
        )
        assert "observation" not in told(region, contact), gone


def test_a_move_is_told_the_day_after_it_should_have_happened_to_the_sender_and_not_to_the_receiver(
    region: Region, amina: Person, signed_in: SignedIn
) -> None:
    contact, today = region.member("caseworker"), timezone.localdate()
    row = Transfer.objects.create(
        person=amina, sender=region.helsingor, receiver=region.fredensborg, moves_on=today, sent_at=timezone.now(),
        state="accepted",
    )  # fmt: skip
    assert "stuck_move" not in told(region, contact)
    Transfer.objects.filter(pk=row.pk).update(moves_on=today - timedelta(days=1))
    page = signed_in(contact).get("/min-dag/").text
    assert "Siden om flytningen siger, hvad der er i vejen" in page
    assert f'href="/plan/{amina.pk}/flyt/"' in page
    there = signed_in(region.member("team_leader", at=region.fredensborg))
    assert "Amina" not in there.get("/min-dag/").text
    Transfer.objects.filter(pk=row.pk).update(took_effect_at=timezone.now())
    assert "stuck_move" not in told(region, contact)


def test_school_that_was_called_off_is_told_until_another_course_is_planned_or_the_stay_is_over(
    region: Region, amina: Person, signed_in: SignedIn
) -> None:
    contact, today, stay = region.member("caseworker"), timezone.localdate(), region.stay(amina, kind="igu")
    course = SchoolCourse.objects.create(
        organisation=region.helsingor, title="AMU rengøring", institution="AMU", hours=37, seats=9,
        starts_on=today + timedelta(days=9), ends_before=today + timedelta(days=14),
    )  # fmt: skip
    seat = SchoolSeat.objects.create(
        course=course, placement=stay, person=amina, organisation=region.helsingor, added_on=today
    )
    assert "fallen_out" not in told(region, contact)
    SchoolCourse.objects.filter(pk=course.pk).update(cancelled_on=today)
    page = signed_in(contact).get("/min-dag/").text
    assert "skal planlægges på ny" in page
    assert "AMU rengøring" in page
    assert f'href="/skole/forloeb/{stay.pk}/"' in page
    assert [items.why_fallen_out(row.number, row.day).allowed for row in told(region, contact)["fallen_out"]] == [True]
    SchoolCourse.objects.filter(pk=course.pk).update(starts_on=today)
    assert [items.why_fallen_out(row.number, row.day).allowed for row in told(region, contact)["fallen_out"]] == [False]
    elsewhere = signed_in(region.member("team_leader", at=region.fredensborg))
    assert "AMU rengøring" not in elsewhere.get("/min-dag/").text
    SchoolSeat.objects.filter(pk=seat.pk).update(left_on=today)
    assert "fallen_out" not in told(region, contact)
    SchoolSeat.objects.filter(pk=seat.pk).update(left_on=None)
    type(stay).objects.filter(pk=stay.pk).update(status="ended", outcome="x", ended_on=today)
    assert "fallen_out" not in told(region, contact)
