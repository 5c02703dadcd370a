"""A second role for somebody is told as it is: a colleague has it now, whoever has not answered is only invited."""

import re
from collections.abc import Callable

import pytest
from django.test import Client

from tests.integration.accounts.test_an_invitation_is_accepted import alike, invited
from tests.integration.region import Region
from tovholder.accounts.models import Membership, User

SignedIn = Callable[[Membership], Client]
NEW = "ny@example.dk"


def invited_too(region: Region, signed_in: SignedIn, email: str = NEW, name: str = "Ny Kollega") -> str:
    told = {"email": email, "name": name, "role": "team_leader", "unit": ""}
    return signed_in(region.member("administrator")).post("/medlemmer/nyt/", told).text


def test_somebody_who_has_not_answered_is_not_called_a_member(region: Region, signed_in: SignedIn) -> None:
    invited(region, signed_in, NEW)
    page = invited_too(region, signed_in)
    assert "er nu medlem" not in page
    assert "Ny Kollega er også inviteret til dette" in page
    assert "Inviteret også som teamleder." in page
    assert "Linket fra før gælder også dette" in page


def test_a_new_link_can_be_made_at_once_when_the_first_is_lost(region: Region, signed_in: SignedIn) -> None:
    invited(region, signed_in, NEW)
    page = invited_too(region, signed_in)
    address = re.search(r'action="(/medlemmer/\d+/link/)"', page)
    assert address is not None
    assert "<code>http" in signed_in(region.member("administrator")).post(address.group(1)).text


def test_the_second_invitation_is_told_alike_for_an_address_in_use(region: Region, signed_in: SignedIn) -> None:
    known = region.member("caseworker", at=region.fredensborg)
    pages = []
    for email in (known.user.email, NEW):
        invited(region, signed_in, email)
        pages.append(re.sub(r"/medlemmer/\d+/", "", alike(invited_too(region, signed_in, email))))
    assert pages[0] == pages[1]


@pytest.mark.parametrize("accepted", [False, True])
def test_the_name_that_is_kept_is_the_one_shown(region: Region, signed_in: SignedIn, accepted: bool) -> None:
    invited(region, signed_in, NEW)
    if accepted:
        user = User.objects.get(email=NEW)
        user.set_password("en lang sætning om en cykel")
        user.save()
    page = invited_too(region, signed_in, name="Bodil Berg")
    assert User.objects.get(email=NEW).name == "Ny Kollega"
    assert ("Ny Kollega er nu medlem" in page) is accepted
    assert "Navnet er stadig Ny Kollega" in page
    assert "Bodil Berg" not in page
