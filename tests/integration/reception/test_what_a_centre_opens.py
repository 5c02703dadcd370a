"""An asylum centre works with handovers and with people who were opened to it, whatever its role opens elsewhere."""

from collections.abc import Callable

import pytest
from django.test import Client

from tests.integration.reception import scene
from tests.integration.region import Region
from tovholder.accounts.models import Membership

SignedIn = Callable[[Membership], Client]


@pytest.mark.parametrize(
    "address",
    ["/virksomheder/", "/jobordrer/", "/kontakt/", "/kontakt/kontaktliste/", "/tavler/"],
)
def test_the_pages_of_municipalities_are_shut(region: Region, signed_in: SignedIn, address: str) -> None:
    region.order()
    assert signed_in(scene.worker(region)).get(address).status_code == 403
    assert signed_in(region.member("caseworker")).get(address).status_code == 200


@pytest.mark.parametrize("address", ["/modtagelse/", "/modtagelse/ny/", "/aabnet/", "/min-dag/"])
def test_its_own_are_open(region: Region, signed_in: SignedIn, address: str) -> None:
    answer = signed_in(scene.worker(region)).get(address)
    assert answer.status_code == 200
