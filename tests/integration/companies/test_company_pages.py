"""The company's page: one record for all municipalities, with places left and who holds the company."""

from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal

import pytest
from django.test import Client
from django.utils import timezone

from tests.integration.region import NOW, Region
from tovholder.accounts.models import Membership
from tovholder.companies import rules
from tovholder.companies.models import Company, CompanyContact, Headcount, ProductionUnit, StatedStays
from tovholder.placements import gathering

SignedIn = Callable[[Membership], Client]


@pytest.fixture
def browser(signed_in: SignedIn, region: Region) -> Client:
    return signed_in(region.member("company_consultant"))


def _registration(**changed: str) -> dict[str, str]:
    told = {
        "cvr": rules.made_up_cvr(7),
        "name": "Havnens Køkken",
        "industry": "kitchen",
        "p_number": rules.made_up_p_number(7),
        "municipality_code": "0217",
    }
    return told | changed


def test_a_company_is_registered_with_its_first_workplace(browser: Client) -> None:
    answer = browser.post("/virksomheder/ny/", _registration(), follow=True)
    assert "Havnens Køkken" in answer.content.decode()
    assert ProductionUnit.objects.get(company__name="Havnens Køkken").municipality_code == "0217"


def test_a_company_that_is_here_already_is_opened_and_not_doubled(browser: Client, region: Region) -> None:
    browser.post("/virksomheder/ny/", _registration())
    browser.post("/virksomheder/ny/", _registration(name="Havnens Kokken"))
    assert Company.objects.filter(cvr=rules.made_up_cvr(7)).count() == 1


def test_a_number_that_is_none_is_told_beside_its_field(browser: Client) -> None:
    answer = browser.post("/virksomheder/ny/", _registration(cvr="123", p_number="99"))
    page = answer.content.decode()
    assert answer.status_code == 422
    assert 'value="123"' in page
    assert page.count("form-error-message") == 2


def test_what_the_employer_states_becomes_places_left(browser: Client, region: Region) -> None:
    today = timezone.localdate()
    months = gathering.months_before(today, 4)
    form = {"unit": str(region.workplace.pk), "others": "0"} | {f"fte_{month:%Y%m}": "10,5" for month in months}
    browser.post(f"/virksomheder/{region.company.pk}/ansatte/", form)
    assert list(Headcount.objects.values_list("fte", flat=True)) == [Decimal("10.50")] * 4
    assert StatedStays.objects.get().stated_on == today
    page = browser.get(f"/virksomheder/{region.company.pk}/").content.decode()
    assert "2 pladser" in page
    assert "§ 65" in page


def test_months_left_empty_stay_unknown(browser: Client, region: Region) -> None:
    browser.post(f"/virksomheder/{region.company.pk}/ansatte/", {"unit": str(region.workplace.pk), "others": ""})
    assert not Headcount.objects.exists()
    assert not StatedStays.objects.exists()


def test_a_workplace_of_another_company_is_not_stated_here(browser: Client, region: Region) -> None:
    other = Company.objects.create(cvr=rules.made_up_cvr(9), name="Nabo", created_at=NOW)
    browser.post(f"/virksomheder/{other.pk}/ansatte/", {"unit": str(region.workplace.pk), "others": "3"})
    assert not StatedStays.objects.exists()


def test_the_fixed_consultant_is_chosen_among_the_partnership(browser: Client, region: Region) -> None:
    other = region.member("company_consultant", at=region.fredensborg)
    browser.post(f"/virksomheder/{region.company.pk}/konsulent/", {"version": 1, "consultant": other.pk})
    region.company.refresh_from_db()
    assert region.company.consultant_id == other.pk


def test_two_consultants_at_once_do_not_overwrite_each_other(browser: Client, region: Region) -> None:
    address = f"/virksomheder/{region.company.pk}/ret/"
    browser.post(address, {"version": 1, "name": "Først", "industry": ""})
    answer = browser.post(address, {"version": 1, "name": "Sidst", "industry": ""}, follow=True)
    region.company.refresh_from_db()
    assert region.company.name == "Først"
    assert "En anden har ændret virksomheden" in answer.content.decode()


def test_a_contact_who_left_is_not_on_the_page(browser: Client, region: Region) -> None:
    address = f"/virksomheder/{region.company.pk}/kontakt/"
    browser.post(address, {"name": "Bo Kok", "phone": "12345678"})
    contact = CompanyContact.objects.get()
    assert "Bo Kok" in browser.get(f"/virksomheder/{region.company.pk}/").content.decode()
    browser.post(f"{address}stoppet/", {"contact": contact.pk}, follow=True)
    assert "Bo Kok" not in browser.get(f"/virksomheder/{region.company.pk}/").content.decode()


@pytest.mark.parametrize("path", ["/virksomheder/", "/virksomheder/{}/"])
def test_the_pages_ask_few_questions_however_many_workplaces(
    browser: Client, region: Region, path: str, all_queries: Callable[[], object]
) -> None:
    address = path.format(region.company.pk)
    region.order()
    browser.get(address)
    with all_queries() as few:  # type: ignore[attr-defined]
        browser.get(address)
    for number in range(8):
        unit = ProductionUnit.objects.create(
            company=region.company, p_number=rules.made_up_p_number(number), name=str(number), municipality_code="0217"
        )
        StatedStays.objects.create(unit=unit, fte=0, stated_on=NOW.date() - timedelta(days=1))
        region.order(f"Nummer {number}")
        company = Company.objects.create(cvr=rules.made_up_cvr(number + 20), name=f"Nr {number}", created_at=NOW)
        CompanyContact.objects.create(company=region.company, name=company.name)
    with all_queries() as many:  # type: ignore[attr-defined]
        browser.get(address)
    assert many == few
    assert many[0] <= 15
