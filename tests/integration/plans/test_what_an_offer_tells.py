"""What an offer of a case tells those who send it: nothing of the cases where it is sent."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from tests.integration.region import Region
from tovholder.accounts.models import Membership
from tovholder.pathways import transfer_services as services
from tovholder.pathways.models import Transfer
from tovholder.people.rules import made_up_cpr

SignedIn = Callable[[Membership], Client]
SAME_NUMBER = "en åben sag med det nummer her"


@pytest.mark.parametrize("protected", [False, True])
def test_whoever_sends_a_case_with_somebodys_number_is_not_told_where_that_somebody_lives(
    region: Region, signed_in: SignedIn, protected: bool
) -> None:
    cpr, now = made_up_cpr(date(1990, 5, 17), 3), timezone.now()
    region.person("Sought", at=region.fredensborg, cpr=cpr, protected=protected)
    bait = region.person("Anybody", contact=region.member("caseworker"), cpr=cpr)
    staff, at = signed_in(region.member("caseworker")), f"/plan/{bait.pk}/flyt/"
    told = {"receiver": region.fredensborg.pk, "moves_on": timezone.localdate(now).isoformat(), "words": "Ring"}
    assert staff.post(at, told).status_code == 302
    sent = Transfer.objects.get()
    assert SAME_NUMBER not in staff.get(at).text
    there = signed_in(region.member("team_leader", at=region.fredensborg))
    assert SAME_NUMBER in there.get(f"/plan/flytninger/{sent.pk}/").text
    staff.post(f"{at}tilbage/", {"transfer": sent.pk})
    sent.refresh_from_db()
    assert sent.state == "withdrawn"


def test_once_the_receiver_has_said_yes_the_sender_reads_why_the_move_waits(
    region: Region, signed_in: SignedIn
) -> None:
    cpr, now = made_up_cpr(date(1990, 5, 17), 3), timezone.now()
    moving = region.person("Moving", contact=region.member("caseworker"), cpr=cpr)
    day = timezone.localdate(now) + timedelta(days=20)
    sent = services.send(
        person_id=moving.pk, receiver_id=region.fredensborg.pk, moves_on=day, words="Ring",
        actor=region.actor("caseworker"), now=now,
    )  # fmt: skip
    actor = region.actor("caseworker", at=region.fredensborg)
    assert services.accept(transfer_id=sent.pk, version=1, actor=actor, now=now) is None
    region.person("Moving", at=region.fredensborg, cpr=cpr)
    assert SAME_NUMBER in signed_in(region.member("caseworker")).get(f"/plan/{moving.pk}/flyt/").text
