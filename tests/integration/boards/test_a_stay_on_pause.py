"""A stay that holds a pause is still the citizen's place: board and case show it, and nobody waits for an offer."""

from collections.abc import Callable

from django.test import Client

from tests.integration.region import TODAY, Region
from tovholder.accounts.models import Membership
from tovholder.worklists import boards, standing

SignedIn = Callable[[Membership], Client]


def test_board_and_case_show_the_stay_on_pause(region: Region, signed_in: SignedIn) -> None:
    person = region.person(contact=region.member("caseworker"))
    region.stay(person, status="interrupted")
    actor = region.actor("caseworker")
    shown = {each.code: each.cards for each in boards.board(actor=actor, on=TODAY, only=boards.Filter())}
    [card] = shown["in_placement"]
    assert card.stay is not None
    assert (card.stay.company, card.stay.is_paused) == ("Strandhotellet", True)
    assert not shown.get("waiting")
    assert standing.columns_of([person], actor=actor, on=TODAY) == {person.pk: "in_placement"}
    assert list(standing.in_column(type(person).objects.all(), "waiting", actor=actor, on=TODAY)) == []
    client = signed_in(region.member("caseworker"))
    for address in ("/tavler/", f"/borgere/{person.pk}/"):
        page = client.get(address).text
        assert "Sat på pause" in page, address
        assert "Strandhotellet" in page
    assert "Venter på tilbud" not in client.get(f"/borgere/{person.pk}/").text
