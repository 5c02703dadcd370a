"""S44, Herning's company consultants at Lærdansk: they keep the authority task, sit at the language centre, meet people
there every day, and the municipality sees what became of those who were met.

(S44-1, the teachers' observations, is not here: a teacher writes nothing in a meeting of the municipality.)"""

from collections.abc import Callable
from datetime import datetime, time, timedelta

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
from tovholder.pathways.models import Contact, Meeting, StatusSpell
from tovholder.people.models import Person

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
