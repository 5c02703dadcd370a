"""An asylum centre beside the small region, and what it sends."""

from typing import Any

from django.test import Client

from tests.integration.region import Region
from tovholder.accounts.models import Membership, Organisation
from tovholder.pathways.models import Handover

# Invented: born 1 January, with a check digit that does not fit; the test month (81) marks it as nobody's.
NUMBER = "0181904321"
FORM: dict[str, Any] = {
    "given_name": "Selam", "family_name": "Prøve", "cpr": "", "phone": "20202020", "assigned_on": "2026-10-28",
    "consent_on": "2026-11-02", "needs_interpreter": "true", "interpreter_language": "tigrinya", "danish_track": "2",
    "language_1": "tigrinya", "work_1": "Syerske", "months_1": "30", "handover_words": "Vil gerne bo nær sin søster.",
    "request_key": "k1",
}  # fmt: skip


def centre(name: str = "Asylcenter Prøve") -> Organisation:
    return Organisation.objects.get_or_create(kind="asylum_centre", name=name)[0]


def worker(region: Region, name: str = "Asylcenter Prøve") -> Membership:
    return region.member("caseworker", at=centre(name), initials="AC")


def drafted(browser: Client, region: Region, **more: Any) -> Handover:
    """A handover as the centre saves it."""
    answer = browser.post("/modtagelse/ny/", FORM | {"receiver": region.helsingor.pk} | more)
    assert answer.status_code == 302, answer.text
    return Handover.objects.latest("pk")


def stepped(browser: Client, handover: Handover, step: str, **more: Any) -> Any:
    handover.refresh_from_db()
    told = {"version": handover.version, **more}
    return browser.post(f"/modtagelse/{handover.pk}/trin/{step}/", told, follow=True)
