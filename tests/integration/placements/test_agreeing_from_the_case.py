"""A place the citizen found: no order and no proposal, but the same form, the same rules, one placement."""

from collections.abc import Callable
from datetime import date, timedelta
from types import SimpleNamespace

import pytest
from django.test import Client
from django.utils import timezone

from tests.integration.placements.chosen import a_person, staffed
from tests.integration.placements.test_placement_pages import SIGNED, filled_in
from tests.integration.region import Region
from tovholder.accounts.models import Membership, ReadSubject
from tovholder.accounts.readlog import alias
from tovholder.people.models import Person
from tovholder.placements.models import Placement
from tovholder.web.staff import next_stay, placement_agree

SignedIn = Callable[[Membership], Client]


@pytest.fixture
def browser(signed_in: SignedIn, region: Region) -> Client:
    return signed_in(region.member("company_consultant"))


@pytest.fixture
def person(region: Region) -> Person:
    return a_person(region)


def _address(region: Region, person: Person) -> str:
    return f"/forlob/for-borger/{person.pk}/{region.workplace.pk}/"


@pytest.mark.parametrize("text", ["strandh", "1000000001", "10000009"])
def test_a_workplace_is_found_by_name_cvr_and_p_number(
    browser: Client, region: Region, person: Person, text: str
) -> None:
    assert f"/forlob/for-borger/{person.pk}/" in browser.get(f"/borgere/{person.pk}/").text
    page = browser.get(f"/forlob/for-borger/{person.pk}/?q={text}").text
    assert _address(region, person) in page
    assert _address(region, person) not in browser.get(f"/forlob/for-borger/{person.pk}/?q=ukendt").text
    assert ReadSubject.objects.using(alias()).filter(person_id=person.pk).exists()


def test_it_is_agreed_under_the_rules_and_once_only(browser: Client, region: Region, person: Person) -> None:
    staffed(region, "20")
    form = filled_in(browser.get(_address(region, person)).text) | SIGNED | {"purpose": "training"}
    looked = browser.post(_address(region, person), form | {"look": "1"})
    assert "mark--bad" not in looked.text
    assert not Placement.objects.exists()
    for _ in range(2):
        answer = browser.post(_address(region, person), form)
    placement = Placement.objects.get()
    assert answer.headers["Location"] == f"/forlob/{placement.pk}/"
    assert (placement.status, placement.person_id, placement.order_id) == ("agreed", person.pk, None)


def test_a_full_workplace_refuses_here_too(browser: Client, region: Region, person: Person) -> None:
    staffed(region, "5")
    region.stay(region.person("Bilal"), hours_unpaid=37, ends_before=timezone.localdate() + timedelta(days=60))
    form = filled_in(browser.get(_address(region, person)).text) | SIGNED | {"purpose": "training"}
    answer = browser.post(_address(region, person), form)
    assert answer.status_code == 422
    assert "mark--bad" in answer.text
    assert not Placement.objects.filter(person=person).exists()


@pytest.mark.parametrize(
    ("told", "missing"),
    [
        ({"overrule_reason": "fact_wrong"}, ["overrule_words"]),
        ({"overrule_words": "Set lønlisten"}, ["overrule_reason"]),
        ({}, ["overrule_reason", "overrule_words"]),
    ],
)
def test_what_is_missing_of_a_reason_is_said_at_the_field_and_above(
    browser: Client, region: Region, person: Person, told: dict[str, str], missing: list[str]
) -> None:
    form = filled_in(browser.get(_address(region, person)).text) | SIGNED | {"purpose": "training"}
    answer = browser.post(_address(region, person), form | told)
    assert answer.status_code == 422
    for name in ("overrule_reason", "overrule_words"):
        assert (f'id="id_{name}-error"' in answer.text) is (name in missing)
        assert (f'<a href="#id_{name}">' in answer.text) is (name in missing)
    after = answer.text[answer.text.index('for="id_overrule_reason"') :]
    assert "(valgfrit)" not in after[: after.index("<details")]


def test_somebody_elses_citizen_is_not_there(region: Region, person: Person, signed_in: SignedIn) -> None:
    other = signed_in(region.member("company_consultant", at=region.fredensborg))
    assert other.get(f"/forlob/for-borger/{person.pk}/").status_code == 404
    assert other.get(_address(region, person)).status_code == 404
    assert other.post(_address(region, person), {}).status_code == 404


def test_no_first_day_is_proposed_on_a_weekend(region: Region, monkeypatch: pytest.MonkeyPatch) -> None:
    saturday = date(2026, 12, 5)
    stay = region.stay(a_person(region), starts_on=saturday - timedelta(weeks=4), ends_before=saturday)
    assert next_stay.filled(stay, "work_placement", saturday)["starts_on"] == date(2026, 12, 7)
    monkeypatch.setattr(placement_agree.timezone, "localdate", lambda *_args: saturday - timedelta(days=7))
    ground = SimpleNamespace(person=stay.person, order=None)
    assert placement_agree._filled(ground)["starts_on"] == date(2026, 12, 7)  # type: ignore[arg-type]


def _as_a_job(page: str) -> dict[str, str]:
    return filled_in(page) | {"kind": "ordinary_job", "last_day": "", "purpose": ""}


def test_hours_nobody_typed_follow_the_kind_and_are_looked_at_first(
    browser: Client, region: Region, person: Person
) -> None:
    address = _address(region, person)
    form = _as_a_job(browser.get(address).text)
    assert (form["hours_unpaid"], form["hours_paid"]) == ("37", "0")
    looked = browser.post(address, form | {"look": "1"})
    assert (looked.status_code, looked.text.count('hx-swap-oob="true"')) == (200, 3)
    asked = browser.post(address, form)
    assert asked.status_code == 422
    assert "Timerne har fulgt formen. Se dem efter, og aftal igen." in asked.text
    assert not Placement.objects.exists()
    form = filled_in(asked.text)
    assert (form["hours_unpaid"], form["hours_paid"]) == ("0", "37")
    back = filled_in(browser.post(address, form | {"kind": "work_placement", "look": "1"}).text)
    assert (back["hours_unpaid"], back["hours_paid"]) == ("37", "0")
    assert browser.post(address, form).status_code == 302
    assert (Placement.objects.get().hours_unpaid, Placement.objects.get().hours_paid) == (0, 37)


def test_paid_work_without_pay_is_refused_and_what_somebody_typed_stands(
    browser: Client, region: Region, person: Person
) -> None:
    address = _address(region, person)
    form = _as_a_job(browser.get(address).text) | {"hours_unpaid": "30,5"}
    answer = browser.post(address, form)
    assert answer.status_code == 422
    assert "Ordinært job er lønnet arbejde, men der er ingen timer med løn. Skriv dem som løntimer" in answer.text
    assert "§ 20 d, stk. 3" in answer.text
    assert filled_in(answer.text)["hours_unpaid"] == "30,5"
    assert not Placement.objects.exists()
    beside = browser.post(address, form | {"hours_paid": "5"})
    assert "Ordinært job har ingen timer uden løn, men der står 30,5 timer om ugen." in beside.text
    assert not Placement.objects.exists()


def test_reason_and_words_stand_while_a_number_is_put_right(browser: Client, region: Region, person: Person) -> None:
    address = _address(region, person)
    form = filled_in(browser.get(address).text) | SIGNED | {"purpose": "training"}
    why = {"overrule_reason": "fact_wrong", "overrule_words": "Lønlisten er fra i går."}
    wrong = browser.post(address, form | why | {"hours_paid": "tre"})
    assert wrong.status_code == 422
    kept = filled_in(wrong.text)
    assert {name: kept[name] for name in why} == why
    again = browser.post(address, kept | SIGNED | {"hours_unpaid": "30", "hours_paid": "3", "look": "1"})
    assert {name: filled_in(again.text)[name] for name in why} == why
    assert "overrule_words" not in browser.post(address, form | {"hours_paid": "tre"}).text
