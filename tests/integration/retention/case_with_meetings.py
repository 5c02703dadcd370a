"""Meetings and the week of the complete case, with words that must be found nowhere when it is gone."""

from datetime import time, timedelta

from tests.integration.region import NOW, TODAY, Region
from tovholder.pathways import meetings_services, week_services
from tovholder.pathways.meetings_services import Interpreter, NewMeeting
from tovholder.pathways.week_services import NewEntry
from tovholder.people.models import Person

WORDS = ("Lokale 77 B", "Moster Parwana", "Kun om formiddagen", "Havde feber")


def make(region: Region, person: Person) -> None:
    own, when = region.actor("caseworker"), NOW + timedelta(days=6)
    told = NewMeeting(
        "talk", "in_person", when, 45, region.member("caseworker").pk, place="Lokale 77 B", others="Moster Parwana",
        interpreter=Interpreter("wanted", "fa"),
    )  # fmt: skip
    made = meetings_services.plan_meeting(person_id=person.pk, meeting=told, actor=own, now=NOW)
    meetings_services.note_outcome(
        meeting_id=made.pk, version=1, outcome="excused", words="Havde feber", actor=own, now=NOW
    )
    entry = NewEntry("danish", (0,), time(9), time(12), TODAY, words="Kun om formiddagen")
    week_services.add_to_week(person_id=person.pk, entry=entry, actor=own, now=NOW)
