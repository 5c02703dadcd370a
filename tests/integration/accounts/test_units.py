"""An administrator divides the own organisation into units; nobody else does, and nobody another's."""

from collections.abc import Callable

import pytest
from django.test import Client

from tests.integration.region import Region
from tovholder.accounts import organisation_services, queries
from tovholder.accounts.conflicts import NotAllowed
from tovholder.accounts.models import AuditEntry, Membership, Unit

SignedIn = Callable[[Membership], Client]


def test_a_unit_is_added_found_on_the_list_and_can_be_given_to_a_member(region: Region, signed_in: SignedIn) -> None:
    browser = signed_in(region.member("administrator"))
    page = browser.post("/medlemmer/enheder/", {"name": "Erhverv", "field": "business"}, follow=True)
    unit = Unit.objects.get(name="Erhverv", organisation=region.helsingor)
    assert "Erhverv</a>" in page.text
    assert "erhverv</td>" in page.text
    assert AuditEntry.objects.filter(action="unit.create", target=f"unit:{unit.pk}").exists()
    assert f'<option value="{unit.pk}">Erhverv</option>' in browser.get("/medlemmer/nyt/").text


def test_a_unit_is_called_something_else_and_the_old_name_is_kept_in_the_log(
    region: Region, signed_in: SignedIn
) -> None:
    unit = Unit.objects.create(organisation=region.helsingor, name="Ehrverv", field="employment")
    page = f"/medlemmer/enheder/{unit.pk}/"
    told = {"name": "Erhverv", "field": "business", "seen": queries.unit_as_seen(unit)}
    signed_in(region.member("administrator")).post(page, told)
    unit.refresh_from_db()
    assert (unit.name, unit.field) == ("Erhverv", "business")
    assert AuditEntry.objects.get(action="unit.change").facts["was"] == {"name": "Ehrverv", "field": "employment"}


def test_two_who_change_a_unit_at_once_lose_no_words(region: Region, signed_in: SignedIn) -> None:
    unit = region.helsingor.units.get()
    told = {"name": "Jobteam", "field": "employment", "seen": queries.unit_as_seen(unit)}
    Unit.objects.filter(pk=unit.pk).update(name="Job og borger")
    page = signed_in(region.member("administrator")).post(f"/medlemmer/enheder/{unit.pk}/", told)
    assert page.status_code == 409
    assert "Job og borger" in page.text
    assert 'value="Jobteam"' in page.text
    unit.refresh_from_db()
    assert unit.name == "Job og borger"


@pytest.mark.parametrize("name", ["\u200b", "\u202e\u2066"])
def test_a_name_that_cannot_be_read_is_refused(region: Region, signed_in: SignedIn, name: str) -> None:
    page = signed_in(region.member("administrator")).post("/medlemmer/enheder/", {"name": name, "field": "business"})
    assert "Skriv et navn, der kan læses." in page.text
    assert region.helsingor.units.count() == 1


ALIKE = ["Beskæftigelse", " beskæftigelse ", "Beskæftigelse\u200b", "Be\u00adskæftigelse", "\u202eBeskæftigelse"]


@pytest.mark.parametrize("name", ALIKE)
def test_two_units_of_one_name_are_refused(region: Region, signed_in: SignedIn, name: str) -> None:
    page = signed_in(region.member("administrator")).post("/medlemmer/enheder/", {"name": name, "field": "employment"})
    assert page.status_code == 422
    assert "Der er en enhed med det navn." in page.text
    assert region.helsingor.units.count() == 1


def test_a_unit_keeps_its_own_name(region: Region, signed_in: SignedIn) -> None:
    unit = region.helsingor.units.get()
    told = {"name": unit.name, "field": "education", "seen": queries.unit_as_seen(unit)}
    assert signed_in(region.member("administrator")).post(f"/medlemmer/enheder/{unit.pk}/", told).status_code == 302


def test_another_organisations_unit_is_not_there(region: Region, signed_in: SignedIn) -> None:
    theirs = Unit.objects.create(organisation=region.fredensborg, name="Jobteam", field="employment")
    browser = signed_in(region.member("administrator"))
    assert "Jobteam" not in browser.get("/medlemmer/enheder/").text
    assert browser.get(f"/medlemmer/enheder/{theirs.pk}/").status_code == 404
    with pytest.raises(NotAllowed, match=r"unit_of_another"):
        organisation_services.change_unit(
            actor=region.actor("administrator"), unit_id=theirs.pk, seen="", name="X", field="business"
        )


def test_only_an_administrator_makes_units(region: Region) -> None:
    with pytest.raises(NotAllowed, match="only_by_administrator"):
        organisation_services.create_unit(
            actor=region.actor("team_leader"), organisation_id=region.helsingor.pk, name="X", field="business"
        )
