"""S54, Rambøll's case of Helsingør: boards on the wall, a colour for each consultant, nobody forgotten, a colleague's
caseload when a company's offer fits none of one's own. End to end, as the consultants of one municipality."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from tests.integration.region import Region
from tovholder.accounts.models import Membership, ReadSubject
from tovholder.accounts.readlog import alias
from tovholder.people import services
from tovholder.people.facts import Danish, Wanted
from tovholder.people.models import Person

SignedIn = Callable[[Membership], Client]


@pytest.fixture
def anna(region: Region) -> Membership:
    return region.member("company_consultant", initials="AA")


@pytest.fixture
def bo(region: Region) -> Membership:
    return region.member("company_consultant", initials="BB")


def cards(page: str) -> dict[str, str]:
    """Column by column, what stands on its cards."""
    return dict(re.findall(r'data-column="(\w+)"(.*?)</section>', page, flags=re.DOTALL))


def test_s54_1_a_board_shows_each_status_with_cards_facts_progression_and_the_consultants_colour(
    region: Region, signed_in: SignedIn, anna: Membership, bo: Membership
) -> None:
    in_stay, on_leave = region.person("Amina", contact=anna), region.person("Olena", contact=bo)
    region.stay(in_stay, hours_unpaid=20, hours_paid=12)
    services.set_danish(
        person_id=in_stay.pk,
        version=1,
        danish=Danish(
            literacy="latin",
            needs_interpreter=False,
            interpreter_language="",
            danish_track=2,
            danish_module=3,
            danish_test="",
        ),
        actor=region.actor("caseworker"),
        now=timezone.now(),
    )
    browser = signed_in(bo)
    moved = browser.post(f"/tavler/{on_leave.pk}/flyt/", {"to": "maternity", "seen": "waiting"}, follow=True)
    board = cards(moved.text)

    assert list(board)[:2] == ["in_placement", "igu"]
    assert {"maternity", "sick", "in_course", "waiting"} <= set(board)
    card = board["in_placement"]
    for fact in ("Amina", "Strandhotellet", "20 timer uden løn, 12 med løn", "DU2 modul 3", "1 forløb"):
        assert fact in card
    assert f'colour-{(anna.colour - 1) % 12 + 1}"' in card
    assert ">AA<" in card  # initials besides the colour: nobody needs to tell colours apart
    assert "Olena" in board["maternity"]
    assert ">BB<" in board["maternity"]


def test_s54_1_nobody_is_dragged_into_a_placement_that_nobody_agreed_on(
    region: Region, signed_in: SignedIn, anna: Membership
) -> None:
    person = region.person("Amina", contact=anna)
    answer = signed_in(anna).post(f"/tavler/{person.pk}/flyt/", {"to": "in_placement", "seen": "waiting"}, follow=True)
    assert "følger af et forløb" in answer.text
    assert "Amina" in cards(answer.text)["waiting"]


def test_s54_2_whoever_nothing_happened_for_is_flagged_until_something_does(
    region: Region, signed_in: SignedIn, anna: Membership
) -> None:
    forgotten, known = region.person("Glemt", contact=anna), region.person("Kendt", contact=anna)
    noon = timezone.localtime().replace(hour=12)  # a hundred days of the calendar, also in the hour clocks differ by
    Person.objects.update(created_at=noon - timedelta(days=100))
    browser = signed_in(anna)
    browser.post(f"/borgere/{known.pk}/samtale/", {"kind": "phone"})

    page = browser.get("/ingen-glemt/?dage=42").text
    assert ("Glemt" in page, "Kendt" in page) == (True, False)
    assert "100 dage" in page
    assert "Glemt" in browser.get("/min-dag/").text

    browser.post(f"/borgere/{forgotten.pk}/samtale/", {"kind": "talk"})
    assert "Glemt" not in browser.get("/ingen-glemt/?dage=42").text
    assert "Glemt" not in browser.get("/min-dag/").text


def test_s54_3_when_an_offer_fits_none_of_ones_own_a_colleagues_caseload_is_searched(
    region: Region, signed_in: SignedIn, anna: Membership, bo: Membership
) -> None:
    mine = region.person("Egen", contact=bo)
    theirs, busy = region.person("Kollegas", contact=anna), region.person("Optaget", contact=anna)
    for person in (theirs, busy):
        services.set_wishes(
            person_id=person.pk,
            version=1,
            wishes=[Wanted("cleaning")],
            actor=region.actor("caseworker"),
            now=timezone.now(),
        )
    region.stay(busy)
    browser = signed_in(bo)

    own = browser.get("/borgere/?branche=cleaning&kontakt=mig").text
    assert not any(name in own for name in ("Egen", "Kollegas", "Optaget"))
    found = browser.get(f"/borgere/?branche=cleaning&kontakt={anna.pk}&status=waiting").text
    assert ("Kollegas" in found, "Optaget" in found) == (True, False)
    assert ">AA<" in found  # whom to call
    assert browser.get(f"/borgere/{theirs.pk}/").status_code == 200

    seen = set(ReadSubject.objects.using(alias()).filter(fields="case").values_list("person_id", flat=True))
    assert seen == {theirs.pk}
    assert mine.pk not in seen
