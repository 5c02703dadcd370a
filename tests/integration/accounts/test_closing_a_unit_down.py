"""A unit made by mistake is taken away while nothing hangs on it; one in use stays, and says why."""

from collections.abc import Callable

import pytest
from django.test import Client

from tests.integration.region import Region
from tovholder.accounts import organisation_services, queries
from tovholder.accounts.conflicts import NotAllowed, Stale
from tovholder.accounts.models import AuditEntry, Membership, Unit
from tovholder.people.models import Person

SignedIn = Callable[[Membership], Client]


@pytest.fixture
def mistake(region: Region) -> Unit:
    return Unit.objects.create(organisation=region.helsingor, name="Ehrverv", field="business")


def closed_by_page(browser: Client, unit: Unit) -> str:
    told = {"seen": queries.unit_as_seen(unit)}
    return browser.post(f"/medlemmer/enheder/{unit.pk}/nedlaeg/", told, follow=True).text


def test_a_unit_nothing_hangs_on_is_closed_down_and_the_log_keeps_it(
    region: Region, signed_in: SignedIn, mistake: Unit
) -> None:
    browser = signed_in(region.member("administrator"))
    number = mistake.pk
    assert "nedlaeg/" in browser.get(f"/medlemmer/enheder/{number}/").text
    assert "Enheden er nedlagt." in closed_by_page(browser, mistake)
    assert not Unit.objects.filter(pk=number).exists()
    entry = AuditEntry.objects.get(action="unit.close", target=f"unit:{number}")
    assert entry.facts["was"] == {"name": "Ehrverv", "field": "business"}


@pytest.mark.parametrize("active", [True, False])
def test_a_unit_with_a_member_stays_and_says_how_many(
    region: Region, signed_in: SignedIn, mistake: Unit, active: bool
) -> None:
    member = region.member("caseworker")
    Membership.objects.filter(pk=member.pk).update(unit=mistake, active=active)
    browser = signed_in(region.member("administrator"))
    page = browser.get(f"/medlemmer/enheder/{mistake.pk}/").text
    assert "nedlaeg/" not in page
    assert "Den har 1 medlem," in page
    assert "Enheden har medlemmer eller sager." in closed_by_page(browser, mistake)
    assert Unit.objects.filter(pk=mistake.pk).exists()


def test_a_unit_with_a_case_stays_and_does_not_say_how_many(region: Region, signed_in: SignedIn, mistake: Unit) -> None:
    region.person()
    Person.objects.update(unit=mistake)
    browser = signed_in(region.member("administrator"))
    page = browser.get(f"/medlemmer/enheder/{mistake.pk}/").text
    assert "når den ikke har medlemmer eller sager. Flyt dem først." in page
    assert "1 sag" not in page
    assert "Enheden har medlemmer eller sager." in closed_by_page(browser, mistake)
    assert Person.objects.get().unit == mistake


def test_another_organisations_unit_is_not_closed(region: Region, signed_in: SignedIn) -> None:
    theirs = Unit.objects.create(organisation=region.fredensborg, name="Jobteam", field="employment")
    address = f"/medlemmer/enheder/{theirs.pk}/nedlaeg/"
    assert signed_in(region.member("administrator")).post(address).status_code == 404
    with pytest.raises(NotAllowed, match=r"unit_of_another"):
        organisation_services.close_unit(actor=region.actor("administrator"), unit_id=theirs.pk, seen="")


def test_only_an_administrator_closes_a_unit(region: Region, signed_in: SignedIn, mistake: Unit) -> None:
    address = f"/medlemmer/enheder/{mistake.pk}/nedlaeg/"
    assert signed_in(region.member("team_leader")).post(address).status_code == 403
    with pytest.raises(NotAllowed, match="only_by_administrator"):
        organisation_services.close_unit(actor=region.actor("team_leader"), unit_id=mistake.pk, seen="")


def test_a_unit_that_somebody_changed_meanwhile_is_not_closed(region: Region, mistake: Unit) -> None:
    seen = queries.unit_as_seen(mistake)
    Unit.objects.filter(pk=mistake.pk).update(name="Erhverv")
    with pytest.raises(Stale):
        organisation_services.close_unit(actor=region.actor("administrator"), unit_id=mistake.pk, seen=seen)
