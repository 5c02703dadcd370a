"""The plan asks where a day cannot be right, owes no hours nobody owes, and lets a day long past be set aside."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from tests.integration.region import NOW, Region
from tests.integration.rights.scene import linked
from tovholder.accounts.conflicts import NotAllowed
from tovholder.accounts.models import Membership
from tovholder.pathways import plans_services as services
from tovholder.pathways.models import ClockSetAside, PlanPart, Transfer

SignedIn = Callable[[Membership], Client]


def _soon() -> str:
    return (timezone.localdate() + timedelta(days=60)).isoformat()


def test_days_that_cannot_be_right_are_refused_in_words(region: Region) -> None:
    person = region.person(takeover_on=date(2026, 1, 1))
    who: dict[str, Any] = {"person_id": person.pk, "actor": region.actor("caseworker"), "now": NOW}
    words = services.PlanWords(agreed="Praktik", next_step="Ring", next_step_on=date(1999, 1, 1))
    with pytest.raises(NotAllowed, match=r"oneplan\.next_step_has_been"):
        services.write_plan(number=0, words=words, **who)
    with pytest.raises(NotAllowed, match=r"oneplan\.long_before_the_takeover"):
        services.add_part(part=services.NewPart(kind="danish", starts_on=date(2015, 1, 1)), **who)
    part = services.add_part(part=services.NewPart(kind="danish", starts_on=NOW.date()), **who)
    with pytest.raises(NotAllowed, match=r"oneplan\.ends_before_it_began"):
        services.end_part(part_id=part.pk, last_day=date(2020, 1, 1), **who)
    assert PlanPart.objects.get().ends_before is None


def test_no_hours_are_owed_before_the_takeover_or_while_nobody_has_written_a_benefit(
    region: Region, signed_in: SignedIn
) -> None:
    client, today = signed_in(region.member("caseworker")), timezone.localdate()
    coming = region.person("Kommer", takeover_on=today + timedelta(days=30))
    unknown = region.person("Ukendt", takeover_on=today - timedelta(days=30), benefit="")
    assert "Der skyldes ingen timer før overtagelsen" in client.get(f"/plan/{coming.pk}/").text
    assert "om der skyldes timer, vides ikke" in client.get(f"/plan/{unknown.pk}/").text


def test_a_day_of_the_contract_long_past_is_told_once_and_set_aside_with_a_reason(
    region: Region, signed_in: SignedIn
) -> None:
    client, person = signed_in(region.member("caseworker")), region.person(takeover_on=date(2019, 1, 1))
    address = f"/plan/{person.pk}/kontrakt/"
    page = client.get(address).text
    assert "kan ikke gøres godt igen" in page
    assert "ikke efterprøvet" in page
    assert "BEK 208/2026" not in page
    assert ">forsinket<" not in client.get(f"/plan/{person.pk}/").text
    told = {"latest_by": "2019-02-01", "reason": "Ligger på papir i arkivet"}
    assert client.post(f"{address}laeg-til-side/", told).status_code == 302
    assert ClockSetAside.objects.count() == 1
    assert "Ligger på papir i arkivet" in client.get(address).text


def test_whoever_sends_a_case_reads_who_of_the_family_stays_and_the_receiver_how_many(
    region: Region, signed_in: SignedIn
) -> None:
    mother = region.person("Amina")
    linked(mother, region.person("Omar"))
    client = signed_in(region.member("caseworker"))
    address = f"/plan/{mother.pk}/flyt/"
    page = client.get(address).text
    assert "Af familien har disse en sag her" in page
    assert "Omar" in page
    client.post(address, {"receiver": region.fredensborg.pk, "moves_on": _soon(), "words": ""})
    sent = Transfer.objects.get()
    page = signed_in(region.member("caseworker", at=region.fredensborg)).get(f"/plan/flytninger/{sent.pk}/").text
    assert "1 er ikke sendt" in page
    assert "Omar" not in page


def test_a_case_is_not_sent_for_a_day_years_away(region: Region, signed_in: SignedIn) -> None:
    person, today = region.person(), timezone.localdate()
    client = signed_in(region.member("caseworker"))
    told = {"receiver": region.fredensborg.pk, "words": "Har fået bolig"}
    for slip in (date(today.year - 16, 1, 1), date(today.year + 70, 1, 1), today + timedelta(days=366)):
        refused = client.post(f"/plan/{person.pk}/flyt/", told | {"moves_on": slip.isoformat()})
        assert refused.status_code == 422
        assert "Se på årstallet" in refused.text
    assert not Transfer.objects.exists()
    late = told | {"moves_on": (today - timedelta(days=20)).isoformat()}  # told late, and true
    assert client.post(f"/plan/{person.pk}/flyt/", late).status_code == 302
    again = client.post(f"/plan/{person.pk}/flyt/", late)  # pressed twice
    assert again.status_code == 302
    assert Transfer.objects.count() == 1
