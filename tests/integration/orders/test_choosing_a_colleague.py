"""One colleague among very many: found by part of the name, own people first, and nobody else's staff is ever named."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from tests.integration.region import Region
from tovholder.accounts.models import Membership, Organisation, Unit, User
from tovholder.companies import queries as companies

SignedIn = Callable[[Membership], Client]
CONSULTANTS = "/kolleger/konsulenter/"


def somebody(at: Organisation, name: str, role: str = "company_consultant", **more: Any) -> Membership:
    user = User.objects.create_user(f"{User.objects.count()}@staff.example", name=name, is_persona=True)
    return Membership.objects.create(user=user, organisation=at, role=role, **more)


@pytest.fixture
def browser(signed_in: SignedIn, region: Region) -> Client:
    return signed_in(region.member("company_consultant"))


def _suggested(browser: Client, typed: str, address: str = CONSULTANTS) -> list[str]:
    return re.findall(r'<option value="([^"]*)"', browser.get(address, {"owner": typed}).text)


def _hand_over(browser: Client, order: Any, **told: str) -> str:
    order.refresh_from_db()
    return browser.post(f"/jobordrer/{order.pk}/tovholder/", {"version": order.version, **told}, follow=True).text


def test_names_are_found_by_any_of_their_words_and_as_danish_is_spelled(browser: Client, region: Region) -> None:
    somebody(region.fredensborg, "Søren Ågård Møller")
    for typed in ("møl", "moeller", "SØREN", "aagaard søren", "møller fredensborg"):
        assert _suggested(browser, typed) == ["Søren Ågård Møller, Fredensborg Kommune"], typed
    assert _suggested(browser, "xyzzy") == []


def test_own_unit_comes_first_then_own_municipality_then_who_holds_most(browser: Client, region: Region) -> None:
    busy, idle = somebody(region.fredensborg, "Ane Optaget"), somebody(region.fredensborg, "Ane Fri")
    elsewhere = Unit.objects.create(organisation=region.helsingor, name="Erhverv", field="business")
    own = somebody(region.helsingor, "Ane Zeta", unit=elsewhere)
    near = somebody(region.helsingor, "Ane Ørsted", unit=region.unit)
    region.order(owner=busy, taken_by=region.fredensborg)
    circle = companies.circle(actor=region.actor("company_consultant"))
    assert [each.pk for each in circle.find("ane")] == [near.pk, own.pk, busy.pk, idle.pk]


def test_a_name_written_in_full_is_taken_and_the_page_says_who_has_it(browser: Client, region: Region) -> None:
    order, karen = region.order(), somebody(region.fredensborg, "Karen Holm")
    for typed in ("Karen Holm", "Karen Holm, Fredensborg Kommune"):
        order.owner, order.taken_by = None, region.helsingor
        order.save()
        page = _hand_over(browser, order, owner=typed)
        assert "Karen Holm, Fredensborg Kommune er nu tovholder" in page
        order.refresh_from_db()
        assert order.owner_id == karen.pk, typed


def test_half_a_name_that_fits_one_alone_is_shown_before_anything_is_handed_over(
    browser: Client, region: Region
) -> None:
    order, karen = region.order(), somebody(region.fredensborg, "Karen Holm")
    page = _hand_over(browser, order, owner="kar")
    assert "Er det hende eller ham, du mener?" in page
    assert re.search(rf'type="radio"[^>]*name="owner_valgt" value="{karen.pk}"', page)
    order.refresh_from_db()
    assert order.owner_id is None
    address, told = f"/virksomheder/{region.company.pk}/konsulent/", {"version": region.company.version}
    assert "Karen Holm, Fredensborg" in browser.post(address, {**told, "consultant": "kar"}).text
    region.company.refresh_from_db()
    assert region.company.consultant_id is None
    chosen = {"consultant": "kar", "consultant_fundet": "kar", "consultant_valgt": str(karen.pk)}
    assert "er nu virksomhedens faste konsulent" in browser.post(address, {**told, **chosen}, follow=True).text
    region.company.refresh_from_db()
    assert region.company.consultant_id == karen.pk


def test_without_a_script_several_are_offered_and_one_is_chosen(browser: Client, region: Region) -> None:
    order = region.order()
    first, second = somebody(region.fredensborg, "Karen Holm"), somebody(region.helsingor, "Karen Lund")
    page = _hand_over(browser, order, owner="karen")
    assert "Flere passer" in page
    assert 'value="karen"' in page
    for each in (first, second):
        assert re.search(rf'type="radio"[^>]*name="owner_valgt" value="{each.pk}"', page)
    _hand_over(browser, order, owner="karen", owner_fundet="karen", owner_valgt=str(first.pk))
    order.refresh_from_db()
    assert order.owner_id == first.pk


def test_a_choice_does_not_outlive_the_name_it_was_found_by(browser: Client, region: Region) -> None:
    order, first = region.order(), somebody(region.fredensborg, "Karen Holm")
    lund = somebody(region.helsingor, "Ib Lund")
    _hand_over(browser, order, owner="ib lund", owner_fundet="karen", owner_valgt=str(first.pk))
    order.refresh_from_db()
    assert order.owner_id == lund.pk


def test_nothing_written_offers_the_nearest_and_an_unknown_name_keeps_the_words(
    browser: Client, region: Region
) -> None:
    order = region.order()
    assert 'name="owner_valgt"' in _hand_over(browser, order, owner="")
    page = _hand_over(browser, order, owner="Nobody Atall")
    assert "Du kan ikke vælge nogen med det navn" in page
    assert 'value="Nobody Atall"' in page


def test_nobody_outside_the_partnership_no_citizen_and_no_company_is_named_or_taken(
    browser: Client, region: Region
) -> None:
    order = region.order()
    others = [
        somebody(
            Organisation.objects.create(kind="municipality", name="Langtborte", municipality_code="0851"), "Skjult A"
        ),
        somebody(Organisation.objects.create(kind="company", name="Firma"), "Skjult B", "company_contact"),
        somebody(region.helsingor, "Skjult C", "citizen"),
        somebody(region.helsingor, "Skjult D", active=False),
        somebody(region.helsingor, "Skjult E", "benefits_officer"),
    ]
    for address in (CONSULTANTS, "/kolleger/kontakter/", "/kolleger/hvis-sager/"):
        assert "Skjult" not in browser.get(address, {"x": "skjult"}).text
    for each in others:
        assert "Du kan ikke vælge nogen" in _hand_over(browser, order, owner=str(each.pk))
    order.refresh_from_db()
    assert order.owner_id is None


@pytest.mark.parametrize(
    ("role", "kind", "status"),
    [
        ("benefits_officer", "municipality", 403),
        ("administrator", "municipality", 403),
        ("coordinator", "secretariat", 403),
        ("company_contact", "company", 403),
    ],
)
def test_others_get_no_list_of_consultants(
    region: Region, signed_in: SignedIn, role: str, kind: str, status: int
) -> None:
    at = region.helsingor if kind == "municipality" else Organisation.objects.create(kind=kind, name="Andre")
    assert signed_in(somebody(at, "En anden", role)).get(CONSULTANTS).status_code == status


def test_a_caseworker_of_an_asylum_centre_sees_no_municipality_s_staff(region: Region, signed_in: SignedIn) -> None:
    centre = Organisation.objects.create(kind="asylum_centre", name="Centret")
    region.helsingor.partnerships.get().organisations.add(centre)
    somebody(region.fredensborg, "Karen Holm")
    assert _suggested(signed_in(somebody(centre, "Vera", "caseworker")), "karen") == []


def test_a_citizen_s_contact_is_chosen_among_the_own_colleagues(region: Region, signed_in: SignedIn) -> None:
    person, own = region.person(), somebody(region.helsingor, "Nina Friis", "caseworker")
    somebody(region.fredensborg, "Nina Lund", "caseworker")
    browser = signed_in(region.member("caseworker"))
    assert _suggested(browser, "nina", "/kolleger/kontakter/") == ["Nina Friis, Helsingør Kommune"]
    browser.post(f"/borgere/{person.pk}/ret/kontakt/", {"version": person.version, "contact": "nina friis"})
    person.refresh_from_db()
    assert person.contact_id == own.pk
    assert 'value="Nina Friis, Helsingør Kommune"' in browser.get(f"/borgere/{person.pk}/ret/kontakt/").text


@pytest.mark.parametrize("address", ["/borgere/?kontakt=", "/tavler/?kontakt=", "/ingen-glemt/?konsulent="])
def test_lists_are_filtered_by_a_name_as_it_is_written(region: Region, signed_in: SignedIn, address: str) -> None:
    nina = somebody(region.helsingor, "Nina Friis", "caseworker", unit=region.unit)
    region.person("Amina", contact=nina)
    region.person("Bilal")
    browser = signed_in(region.member("caseworker"))
    for written in ("nina", str(nina.pk)):
        page = browser.get(address + written).text
        assert "Amina" in page
        assert "Bilal" not in page
    page = browser.get(address + "Ingen+endnu").text
    assert "Bilal" in page
    assert "Amina" not in page
    assert _suggested(browser, "", "/kolleger/hvis-sager/")[:2] == ["Mine", "Ingen endnu"]


def test_2500_colleagues_cost_one_more_question(
    browser: Client, region: Region, all_queries: Callable[[], Any]
) -> None:
    order = region.order()
    users = User.objects.bulk_create(
        User(email=f"{number}@many.example", name=f"Navn {number % 97} Efternavn{number}", password="x")
        for number in range(2_500)
    )
    Membership.objects.bulk_create(
        Membership(
            user=user,
            organisation=region.fredensborg if number % 2 else region.helsingor,
            role="company_consultant",
        )
        for number, user in enumerate(users)
    )
    pages = (f"/jobordrer/{order.pk}/", f"/virksomheder/{region.company.pk}/")
    for page in pages:
        browser.get(page)
        with all_queries() as asked:
            told = browser.get(page).text
        assert asked[0] <= 15
        assert "Efternavn1" not in told  # the list is not in the page
    with all_queries() as asked:
        found = _suggested(browser, "navn 7 efternavn1")
    assert found
    assert asked[0] <= 6
