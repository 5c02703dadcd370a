"""The boards through a signed-in browser: every open case once, health only inside the case, lawful moves only."""

import re
from collections.abc import Callable
from contextlib import AbstractContextManager

import pytest
from django.test import Client

from tests.integration.region import TODAY, Region
from tovholder.accounts.models import Membership, ReadSubject, Unit
from tovholder.accounts.readlog import alias
from tovholder.pathways import board_moves
from tovholder.pathways.models import StatusSpell
from tovholder.people.models import Person
from tovholder.worklists import boards, standing

SignedIn = Callable[[Membership], Client]


def columns(region: Region, role: str = "team_leader", **only: object) -> dict[str, tuple[int, list[str]]]:
    found = boards.board(actor=region.actor(role), on=TODAY, only=boards.Filter(**only))  # type: ignore[arg-type]
    return {each.code: (each.count, [card.person.given_name for card in each.cards]) for each in found if each.count}


def stands(person: Person, code: str) -> None:
    StatusSpell.objects.create(
        person=person, organisation_id=person.organisation_id, code=code, starts_on=TODAY.replace(day=1)
    )


def test_every_open_case_stands_in_exactly_one_column(region: Region) -> None:
    for number, code in enumerate(["sick", "maternity", "in_course", "waiting", "danish_only", "away"]):
        stands(region.person(f"S{number}"), code)
    region.stay(region.person("P"))
    region.stay(region.person("I"), kind="igu")
    both = region.person("B")
    region.stay(both)
    stands(both, "waiting")
    region.person("W")
    region.person("F", at=region.fredensborg)
    found = columns(region)
    names = [name for _count, cards in found.values() for name in cards]
    assert sorted(names) == sorted(["S0", "S1", "S2", "S3", "S4", "S5", "P", "I", "B", "W"])
    assert found["in_placement"] == (2, ["P", "B"])
    assert found["waiting"][0] == 2


@pytest.mark.parametrize("code", [term.code for term in board_moves.parameters.terms("board_statuses")])
def test_the_filter_of_the_list_finds_who_stands_in_the_column_of_the_board(region: Region, code: str) -> None:
    for status in ("sick", "waiting", "in_course", "danish_only", "away", "paused"):
        stands(region.person(status), status)
    for kind in ("work_placement", "igu", "wage_subsidy_private", "ordinary_job"):
        region.stay(region.person(kind), kind=kind)
    doubled = region.person("doubled")
    region.stay(doubled, kind="work_placement")
    region.stay(doubled, kind="ordinary_hours")
    stands(doubled, "danish_only")
    region.person("none")
    actor = region.actor("team_leader")
    listed = standing.in_column(Person.objects.all(), code, actor=actor, on=TODAY)
    assert sorted(person.given_name for person in listed) == sorted(columns(region).get(code, (0, []))[1])


def test_reasons_of_health_read_away_outside_the_own_case_scope(region: Region, signed_in: SignedIn) -> None:
    sick = region.person("Sara")
    Person.objects.filter(pk=sick.pk).update(unit=region.unit)
    stands(sick, "sick")
    business = Unit.objects.create(organisation=region.helsingor, name="Erhverv", field="business")
    outsider = region.member("company_consultant", initials="EE")
    Membership.objects.filter(pk=outsider.pk).update(unit=business)
    for member, column in ((region.member("caseworker"), "sick"), (outsider, "away")):
        browser = signed_in(member)
        assert column_of(browser.get("/tavler/").text, "Sara") == column
        listed = browser.get("/borgere/").text
        assert ("Syg" in re.sub(r"<select.*?</select>", "", listed, flags=re.DOTALL)) == (column == "sick")
        assert ("Sara" in browser.get("/borgere/?status=sick").text) == (column == "sick")
        assert ("Sara" in browser.get("/borgere/?status=away").text) == (column == "away")
    page = signed_in(outsider).get(f"/borgere/{sick.pk}/").text
    assert "Ikke til rådighed" in page
    assert "Syg" not in page


def column_of(page: str, name: str) -> str:
    """The column in which a name stands on a board page."""
    for code, content in re.findall(r'data-column="(\w+)"(.*?)</section>', page, flags=re.DOTALL):
        if name in content:
            return str(code)
    return ""


@pytest.mark.parametrize("code", ["sick", "away"])
def test_an_outsider_cannot_move_a_card_that_hides_its_reason_or_could(
    region: Region, signed_in: SignedIn, code: str
) -> None:
    sick = region.person("Sara")
    Person.objects.filter(pk=sick.pk).update(unit=region.unit)
    stands(sick, code)
    outsider = region.member("company_consultant", initials="EE")
    business = Unit.objects.create(organisation=region.helsingor, name="Erhverv", field="business")
    Membership.objects.filter(pk=outsider.pk).update(unit=business)
    browser = signed_in(outsider)
    assert "data-move" not in browser.get("/tavler/").text
    for seen in ("sick", "away", "x"):
        answer = browser.post(f"/tavler/{sick.pk}/flyt/", {"to": "in_course", "seen": seen}, follow=True)
        assert "Kun de, der arbejder med sagen" in answer.text
    assert StatusSpell.objects.get().code == code


def test_a_card_offers_lawful_moves_only_and_an_unlawful_one_says_why(region: Region, signed_in: SignedIn) -> None:
    person = region.person("Amina")
    browser = signed_in(region.member("caseworker"))
    card = browser.get("/tavler/").text
    assert 'value="in_course">' in card
    assert not re.search(r'name="to">.*value="in_placement"', card, flags=re.DOTALL)
    answer = browser.post(f"/tavler/{person.pk}/flyt/", {"to": "in_placement", "seen": "waiting"}, follow=True)
    assert "følger af et forløb" in answer.text
    assert not StatusSpell.objects.exists()


def test_a_move_comes_back_to_the_same_filter_and_stands(region: Region, signed_in: SignedIn) -> None:
    person = region.person("Amina")
    browser = signed_in(region.member("caseworker"))
    told = {"to": "in_course", "seen": "waiting", "next": "/tavler/?kontakt=ingen"}
    answer = browser.post(f"/tavler/{person.pk}/flyt/", told, follow=True)
    assert answer.redirect_chain[0][0] == f"/tavler/?kontakt=ingen#kort-{person.pk}"
    assert column_of(answer.text, "Amina") == "in_course"
    again = browser.post(f"/tavler/{person.pk}/flyt/", told, follow=True)
    assert "En anden har flyttet kortet" in again.text


def test_another_municipality_cannot_move_a_card(region: Region, signed_in: SignedIn) -> None:
    person = region.person()
    stranger = signed_in(region.member("caseworker", at=region.fredensborg))
    assert stranger.post(f"/tavler/{person.pk}/flyt/", {"to": "sick", "seen": "waiting"}).status_code == 404
    assert ReadSubject.objects.using(alias()).get().fields == "refused"


def test_a_full_column_is_capped_and_tells_how_many_there_are(region: Region, signed_in: SignedIn) -> None:
    for number in range(boards.CARDS + 3):
        region.person(f"W{number}")
    browser = signed_in(region.member("caseworker"))
    assert f"Vis alle {boards.CARDS + 3}" in browser.get("/tavler/").text
    alone = browser.get("/tavler/?kolonne=waiting").text
    assert alone.count("data-card") == boards.CARDS + 3


def test_a_board_filters_by_consultant_and_by_unit(region: Region) -> None:
    anna = region.member("caseworker", initials="AA")
    mine, units = region.person("Mine", contact=anna), region.person("Unit")
    Person.objects.filter(pk=units.pk).update(unit=region.unit)
    assert columns(region, contact_id=anna.pk)["waiting"] == (1, ["Mine"])
    assert columns(region, contact_id=0)["waiting"] == (1, ["Unit"])
    assert columns(region, unit_id=region.unit.pk)["waiting"] == (1, ["Unit"])
    assert mine.contact == anna


def test_the_board_costs_the_same_whatever_its_size(
    region: Region, signed_in: SignedIn, all_queries: Callable[[], AbstractContextManager[list[int]]]
) -> None:
    browser = signed_in(region.member("team_leader"))
    for round_ in range(2):
        for number in range(10):
            person = region.person(f"A{round_}{number}")
            if number % 2:
                region.stay(person)
            elif number % 3:
                stands(person, "in_course")
        with all_queries() as counted:
            assert browser.get("/tavler/").status_code == 200
        assert counted == [PINNED["/tavler/"]]


PINNED = {"/tavler/": 10}


def test_after_a_move_the_page_leads_to_the_card(region: Region, signed_in: SignedIn) -> None:
    person, browser = region.person(), signed_in(region.member("caseworker"))
    answer = browser.post(f"/tavler/{person.pk}/flyt/", {"to": "in_course", "seen": "waiting"})
    assert answer["Location"] == f"/tavler/#kort-{person.pk}"
    assert f'id="kort-{person.pk}" tabindex="-1"' in browser.get("/tavler/").text


@pytest.mark.parametrize(
    ("target", "told"),
    [
        ("in_course", "Amina Prøve er flyttet. Ny status: I kursus."),
        ("sick", "Amina Prøve er flyttet."),
        ("away", "Amina Prøve er flyttet."),
    ],
)
def test_the_message_after_a_move_says_who_and_where_to_and_nothing_of_health(
    region: Region, signed_in: SignedIn, target: str, told: str
) -> None:
    person, browser = region.person(), signed_in(region.member("caseworker"))
    answer = browser.post(f"/tavler/{person.pk}/flyt/", {"to": target, "seen": "waiting"})
    assert "messages" not in answer.cookies  # the browser keeps no citizen's name
    assert ReadSubject.objects.using(alias()).filter(person_id=person.pk, fields="board").count() == 1
    [_hidden, message] = re.findall(r'<p class="alert-text">(.*?)</p>', browser.get("/tavler/").text)
    assert message == told
