"""Meetings to test with."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from tests.integration.region import NOW, Region
from tovholder.pathways import meetings_services as services
from tovholder.pathways.meetings_services import NewMeeting
from tovholder.pathways.models import Meeting
from tovholder.people.models import Person

NEXT_TUESDAY = datetime(2026, 3, 10, 10, 0, tzinfo=NOW.tzinfo)
AFTER_IT = NEXT_TUESDAY + timedelta(hours=2)


def new(region: Region, starts_at: datetime = NEXT_TUESDAY, **more: Any) -> NewMeeting:
    told = NewMeeting("talk", "in_person", starts_at, 45, region.member("caseworker").pk, place="Rådhuset, lokale 2")
    return replace(told, **more)


def planned(region: Region, person: Person, starts_at: datetime = NEXT_TUESDAY, **more: Any) -> Meeting:
    return services.plan_meeting(
        person_id=person.pk, meeting=new(region, starts_at, **more), actor=region.actor("caseworker"), now=NOW
    )
