"""S44, Herning's company consultants at Lærdansk: they keep the authority task, sit at the language centre, meet people
there every day, and the municipality sees what became of those who were met. What a teacher has seen in class the
citizen reads and answers, and only what a caseworker takes into the case is used for matching."""

from collections.abc import Callable
from datetime import date, datetime, time, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from tests.integration.demand.written_together import partner
from tests.integration.region import NOW, TODAY, Region
from tovholder.accounts.conflicts import NotAllowed
from tovholder.accounts.models import Membership, Organisation
from tovholder.pathways import meeting_hours_services, meetings_services
from tovholder.pathways import meetings_queries as queries
from tovholder.pathways.meetings_services import NewMeeting
from tovholder.pathways.models import Contact, Meeting, StatusSpell, TeacherObservation
from tovholder.people.models import Access, Competence, Person

SignedIn = Callable[[Membership], Client]
TUESDAY = datetime(2026, 3, 10, 10, 0, tzinfo=NOW.tzinfo)


@pytest.fixture(autouse=True)
def _wednesday(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(timezone, "now", lambda: NOW)


@pytest.fixture
def centre(region: Region) -> Organisation:
    adviser = partner(region, "language_centre", "language_adviser")
    return Organisation.objects.get(pk=adviser.organisation_id)


def meet(region: Region, person: Person, centre: Organisation, at: datetime, kind: str = "centre") -> Meeting:
    consultant = region.member("company_consultant")
    new = NewMeeting(kind, "in_person", at, 30, consultant.pk, centre.pk, others="Anne, lærer")
    actor = region.actor("company_consultant")
    return meetings_services.plan_meeting(person_id=person.pk, meeting=new, actor=actor, now=at - timedelta(days=7))


def test_s44_2_a_consultant_has_office_hours_at_the_centre_and_invitations_offer_these_times_there(
    region: Region, centre: Organisation, signed_in: SignedIn
) -> None:
    consultant, person = region.member("company_consultant"), region.person("Amina")
    client = signed_in(consultant)
    told = {"weekday": "1", "begins_at": "10:00", "ends_at": "12:00", "at_centre": str(centre.pk), "place": "Lokale 3"}
    assert client.post("/moeder/tider/", told).status_code == 302
    slots = queries.slots(host_id=consultant.pk, person_id=person.pk, minutes=30, now=NOW)
    assert slots[0].starts_at == TUESDAY
    assert {(slot.starts_at.weekday(), slot.at_centre, slot.place) for slot in slots} == {(1, centre.pk, "Lokale 3")}
    colleague = signed_in(region.member("caseworker")).get("/moeder/tider/").content.decode()
    assert f"{centre.name}: company_consultant, Tirsdag 10:00–12:00, Lokale 3" in colleague


def test_s44_2_a_talk_at_the_centre_is_an_authority_talk_and_is_written_down_as_one(
    region: Region, centre: Organisation
) -> None:
    talk, joint = (
        meet(region, region.person(name), centre, at, kind)
        for name, at, kind in (("Amina", TUESDAY, "centre"), ("Badr", TUESDAY.replace(hour=13), "joint"))
    )
    for each in (talk, joint):
        meetings_services.note_outcome(
            meeting_id=each.pk, version=1, outcome="seen", words="Dansk 2.3, vil i lager",
            actor=region.actor("company_consultant"), now=TUESDAY + timedelta(hours=9),
        )  # fmt: skip
    assert list(Contact.objects.order_by("at").values_list("kind", flat=True)) == ["talk", "note"]


def test_s44_2_nobody_sits_at_a_centre_the_municipality_does_not_work_with(region: Region) -> None:
    strange = Organisation.objects.create(kind="language_centre", name="Fremmed")
    with pytest.raises(NotAllowed, match=r"meeting\.no_such_centre"):
        meeting_hours_services.add_hours(
            weekday=1, begins_at=time(9), ends_at=time(12), at_centre_id=strange.pk,
            actor=region.actor("company_consultant"),
        )  # fmt: skip


def test_s44_3_the_status_of_those_met_at_the_centre_is_told_in_numbers_and_health_in_none(
    region: Region, centre: Organisation, signed_in: SignedIn
) -> None:
    people = [region.person(name) for name in ("Amina", "Badr", "Celin", "Dawit")]
    for days, person in enumerate(people):
        made = meet(region, person, centre, TUESDAY - timedelta(days=28 + days))
        Meeting.objects.filter(pk=made.pk).update(state="seen" if days < 3 else "absent")
    region.stay(people[0], kind="igu")
    region.stay(people[1], kind="work_placement")
    StatusSpell.objects.create(person=people[2], organisation=region.helsingor, code="sick", starts_on=TODAY)
    page = signed_in(region.member("team_leader")).get(f"/moeder/moedt/?sted={centre.pk}").content.decode()
    assert "3 borgere er mødt" in page
    for line in ("<dt>IGU</dt><dd>1</dd>", "<dt>I praktik</dt><dd>1</dd>", "<dt>Ikke til rådighed</dt><dd>1</dd>"):
        assert line in page
    assert "Syg" not in page


def opened(region: Region, person: Person, centre: Organisation) -> None:
    Access.objects.create(
        person=person, organisation=centre, purpose="education", fields="learning", source="test",
        starts_on=date(2026, 1, 1), ends_before=date(2027, 1, 1),
    )  # fmt: skip


def test_s44_1_a_teacher_tells_what_was_seen_with_the_citizens_knowledge_and_only_of_those_opened_for_teaching(
    region: Region, centre: Organisation, signed_in: SignedIn
) -> None:
    person, strange = region.person("Amina"), region.person("Badr")
    opened(region, person, centre)
    teacher = signed_in(Membership.objects.get(organisation=centre, role="language_adviser"))
    assert "Fortæl, hvad du har set" in teacher.get(f"/borgere/{person.pk}/").text
    told = {"on": TODAY.isoformat(), "reading": "2", "module": "3", "request_key": "k"}
    page = teacher.post(f"/observationer/{person.pk}/", told)
    assert (page.status_code, TeacherObservation.objects.count()) == (422, 0)  # the citizen does not know of it
    for _twice in range(2):
        assert teacher.post(f"/observationer/{person.pk}/", told | {"told_how": "together"}).status_code == 302
    row = TeacherObservation.objects.get()
    assert row.answers == {"reading": 2, "module": 3}
    assert teacher.get(f"/observationer/{strange.pk}/").status_code == 404
    assert teacher.post(f"/observationer/{row.pk}/ind/", {"version": 1, "codes": ["reading"]}).status_code == 403
    Access.objects.update(ends_before=TODAY)
    assert teacher.get(f"/observationer/{person.pk}/").status_code == 404


def test_s44_1_the_citizen_says_what_is_wrong_and_only_what_a_caseworker_takes_in_reaches_the_matching(
    region: Region, centre: Organisation, signed_in: SignedIn
) -> None:
    person = region.person("Amina")
    Person.objects.filter(pk=person.pk).update(login=region.member("citizen").user, danish_track=2, danish_module=1)
    Competence.objects.create(person=person, skill="room_cleaning", level=2, evidence="told", noted_on=TODAY)
    row = TeacherObservation.objects.create(
        person=person, organisation=centre, on=TODAY, answers={"reading": 2, "module": 3}, told_how="told", made_at=NOW
    )
    touched = Person.objects.get(pk=person.pk).touched_at
    browser = signed_in(region.member("citizen"))
    assert "Læser en vejledning på dansk" in browser.get("/borger/mit/laerer/").text
    browser.post("/sprog/", {"language": "ar", "next": "/borger/"})
    assert "يقرأ تعليمات بالدنماركية" in browser.get("/borger/mit/laerer/").text
    told = {"observation_id": row.pk, "version": 1, "answer": "wrong"}
    assert browser.post("/borger/mit/laerer/", told).status_code == 422
    assert browser.post("/borger/mit/laerer/", told | {"words": "Jeg har modul 2"}).status_code == 302
    desk = signed_in(region.member("caseworker"))
    page = desk.get(f"/observationer/{person.pk}/").text
    assert "Jeg har modul 2" in page
    assert "i sagen står: 1" in page
    assert Person.objects.get(pk=person.pk).touched_at == touched  # nothing of it is matched yet
    refused = desk.post(f"/observationer/{row.pk}/ind/", {"version": 2, "codes": ["reading"]})
    assert "Tal det igennem først" in refused.text
    assert not Competence.objects.filter(skill="danish_reading").exists()
    taken = {"version": 2, "codes": ["reading"], "talked_through": "on"}
    assert desk.post(f"/observationer/{row.pk}/ind/", taken).status_code == 302
    held = Competence.objects.filter(person=person).order_by("skill").values_list("skill", "level", "evidence")
    assert list(held) == [("danish_reading", 2, "in_class"), ("room_cleaning", 2, "told")]
    assert Person.objects.get(pk=person.pk).danish_module == 1  # the module was not chosen


def test_a_press_too_many_is_no_fault_and_a_slip_in_the_year_is(
    region: Region, centre: Organisation, signed_in: SignedIn
) -> None:
    person = region.person("Amina")
    opened(region, person, centre)
    teacher = signed_in(Membership.objects.get(organisation=centre, role="language_adviser"))
    told = {"on": "1950-03-04", "reading": "2", "computer": "1", "told_how": "together", "request_key": "k"}
    slip = teacher.post(f"/observationer/{person.pk}/", told)
    assert (slip.status_code, "Se på årstallet" in slip.text) == (422, True)
    assert teacher.post(f"/observationer/{person.pk}/", told | {"on": TODAY.isoformat()}).status_code == 302
    row, desk = TeacherObservation.objects.get(), signed_in(region.member("caseworker"))
    for _twice in range(2):
        taken = desk.post(f"/observationer/{row.pk}/ind/", {"version": 1, "codes": ["reading"]})
        assert taken.status_code == 302
    assert TeacherObservation.objects.get().version == 2
    other = desk.post(f"/observationer/{row.pk}/ind/", {"version": 1, "codes": ["reading", "computer"]})
    assert other.status_code == 422  # part of it is new: it is asked anew
    again = told | {"on": TODAY.isoformat(), "request_key": "k2"}
    teacher.post(f"/observationer/{person.pk}/", again)
    newer = TeacherObservation.objects.latest("pk")
    for _twice in range(2):
        assert teacher.post(f"/observationer/{newer.pk}/tilbage/", {"version": 1}).status_code == 302
