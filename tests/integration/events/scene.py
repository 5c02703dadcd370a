"""A matchmaking day in a fortnight with one bus, one company and two seats."""

from collections.abc import Callable
from datetime import timedelta

from django.test import Client
from django.utils import timezone

from tests.integration.region import Region
from tovholder.accounts.models import Membership
from tovholder.learning.models import Event, EventBus, EventSession

SignedIn = Callable[[Membership], Client]


def planned(client: Client, region: Region, *, seats: int = 2, kind: str = "matchmaking") -> Event:
    """Planned, with a bus and a company, by the forms of the pages."""
    day = timezone.localdate() + timedelta(days=14)
    told = {
        "kind": kind, "title": "Mød virksomhederne", "place": "Kalundborg", "day": day, "begins": "10:00",
        "ends": "15:00", "seats": seats,
    }  # fmt: skip
    assert client.post("/arrangementer/ny/", told).status_code == 302
    event = Event.objects.get()
    address = f"/arrangementer/{event.pk}/"
    bus = {"departs_from": "København", "leaves_on": day, "leaves_at": "07:30", "seats": 50}
    assert client.post(f"{address}bus/", bus).status_code == 302
    ask = {"cvr": region.company.cvr, "session_at": "11:00", "seats": 1, "title": "Laboratoriet"}
    assert client.post(f"{address}virksomhed/", ask).status_code == 302
    return event


def place(client: Client, event: Event, person_id: int, **more: object) -> str:
    """Book somebody, and read what the page says."""
    answer = client.post(f"/arrangementer/{event.pk}/borger/{person_id}/", more, follow=True)
    return answer.content.decode()


def bus() -> EventBus:
    return EventBus.objects.get()


def session() -> EventSession:
    return EventSession.objects.get()


def over(event: Event) -> None:
    """The day has come and gone."""
    ago = timezone.now() - timedelta(days=1)
    Event.objects.filter(pk=event.pk).update(starts_at=ago, ends_at=ago + timedelta(hours=5))
