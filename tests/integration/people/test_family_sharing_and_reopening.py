"""Ties of family, taking somebody out of the pool, and a closed case that is opened again: on the pages."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from tests.integration.region import NOW, Region
from tovholder.accounts.models import Membership, ReadSubject
from tovholder.accounts.readlog import alias
from tovholder.people import services
from tovholder.people.models import FamilyLink, Person, PoolSharing
from tovholder.people.queries import POOL_PURPOSE

SignedIn = Callable[[Membership], Client]


@pytest.fixture
def browser(signed_in: SignedIn, region: Region) -> Client:
    return signed_in(region.member("caseworker"))


def test_a_relative_is_found_by_name_tied_and_untied_again(browser: Client, region: Region) -> None:
    mother, child = region.person("Amina"), region.person("Samir")
    address = f"/borgere/{mother.pk}/familie/"
    assert address in browser.get(f"/borgere/{mother.pk}/").text
    assert "Samir" not in browser.get(address).text
    assert "Samir" in browser.get(f"{address}?q=samir").text
    assert ReadSubject.objects.using(alias()).filter(person_id=child.pk).exists()
    browser.post(address, {"version": mother.version, "relative": child.pk, "relation": "child"})
    assert set(FamilyLink.objects.values_list("person_id", "relation")) == {(mother.pk, "child"), (child.pk, "parent")}
    page = browser.get(address).text
    assert "Barn" in page
    mother.refresh_from_db()
    browser.post(f"{address}fjern/", {"version": mother.version, "relative": child.pk})
    assert not FamilyLink.objects.exists()


def test_another_municipalitys_citizen_is_neither_found_nor_tied(browser: Client, region: Region) -> None:
    own, foreign = region.person("Amina"), region.person("Fremmed", at=region.fredensborg)
    address = f"/borgere/{own.pk}/familie/"
    assert f"/borgere/{foreign.pk}/" not in browser.get(f"{address}?q=fremmed").text
    assert browser.get(f"/borgere/{foreign.pk}/familie/").status_code == 404
    answer = browser.post(address, {"version": own.version, "relative": foreign.pk, "relation": "spouse"})
    assert answer.status_code == 404
    assert not FamilyLink.objects.exists()


def test_a_tie_on_an_old_version_is_told_and_not_made(browser: Client, region: Region) -> None:
    own, other = region.person("Amina"), region.person("Samir")
    told = {"version": own.version + 1, "relative": other.pk, "relation": "spouse"}
    assert "En anden rettede sagen" in browser.post(f"/borgere/{own.pk}/familie/", told, follow=True).text
    assert not FamilyLink.objects.exists()


def test_somebody_is_taken_out_of_the_pool_without_an_objection(browser: Client, region: Region) -> None:
    person, today = region.person("Amina"), timezone.localdate()
    assert "/ret/stopdeling/" not in browser.get(f"/borgere/{person.pk}/").text
    services.share_in_pool(
        person_id=person.pk,
        purpose=POOL_PURPOSE,
        legal_basis="gdpr_6_1_e",
        told="Fortalt på arabisk med tolk",
        told_on=today - timedelta(days=2),
        starts_on=today - timedelta(days=1),
        ends_before=today + timedelta(days=100),
        actor=region.actor("caseworker"),
        now=NOW,
    )
    assert "/ret/stopdeling/" in browser.get(f"/borgere/{person.pk}/").text
    browser.post(f"/borgere/{person.pk}/ret/stopdeling/", {"version": person.version, "stops": "on"})
    sharing = PoolSharing.objects.get()
    assert (sharing.ends_before, sharing.objected_on) == (today, None)


def test_a_closed_case_is_opened_again_and_an_open_one_is_not_asked(browser: Client, region: Region) -> None:
    person = region.person("Amina")
    assert "/ret/genaabn/" not in browser.get(f"/borgere/{person.pk}/").text
    Person.objects.filter(pk=person.pk).update(closed_on=timezone.localdate(), closed_reason="other")
    page = browser.get(f"/borgere/{person.pk}/").text
    assert "/ret/genaabn/" in page
    assert "/ret/luk/" not in page
    browser.post(f"/borgere/{person.pk}/ret/genaabn/", {"version": person.version})
    person.refresh_from_db()
    assert person.closed_on is None
