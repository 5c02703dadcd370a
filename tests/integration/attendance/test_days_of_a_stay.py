"""A company tells of the days of a stay, and of none once it is over, however it ended."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from tests.integration.attendance.scene import at
from tests.integration.region import Region
from tovholder.accounts import queries as accounts
from tovholder.accounts.conflicts import NotAllowed
from tovholder.accounts.models import Membership, Organisation
from tovholder.companies.models import Company
from tovholder.pathways import attendance_services
from tovholder.pathways.models import Attendance

OVER = {"status": "ended_early", "outcome": "other", "ended_on": date(2026, 3, 3)}


@pytest.fixture
def contact(region: Region, monkeypatch: pytest.MonkeyPatch) -> Membership:
    monkeypatch.setattr(timezone, "now", lambda: at(date(2026, 3, 5)))
    firm = Organisation.objects.create(kind="company", name="Strandhotellet")
    Company.objects.filter(pk=region.company.pk).update(organisation=firm)
    return region.member("company_contact", at=firm)


@pytest.mark.parametrize(
    ("facts", "days"),
    [({}, {2, 3, 4}), (OVER, {2, 3})],
    ids=["it runs", "it ended early"],
)
def test_days_after_a_stay_has_ended_are_neither_asked_for_nor_taken(
    region: Region,
    contact: Membership,
    signed_in: Callable[[Membership], Client],
    facts: dict[str, Any],
    days: set[int],
) -> None:
    person = region.person("Amina")
    stay = region.stay(person, **facts)
    page = signed_in(contact).get(f"/virksomhed/forloeb/{stay.pk}/fremmoede/?dag=2026-03-02").text
    assert {number for number in (2, 3, 4) if f"s{stay.pk}d2026030{number}" in page} == days
    for number in (2, 3, 4):
        day = attendance_services.Day(person.pk, "company", date(2026, 3, number), False, "no_word", stay.pk)
        if number in days:
            attendance_services.tell(day=day, actor=accounts.actor_of(contact), now=at(date(2026, 3, 5)))
        else:
            with pytest.raises(NotAllowed, match=r"attendance\.outside_stay"):
                attendance_services.tell(day=day, actor=accounts.actor_of(contact), now=at(date(2026, 3, 5)))
    assert {row.on.day for row in Attendance.objects.all()} == days
