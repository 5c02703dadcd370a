"""Looks that once left no line: at an offer before the yes, under a pseudonym, and in a role that may not."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from tests.integration.region import NOW, Region
from tovholder.accounts.models import Membership, Organisation, ReadSubject
from tovholder.pathways import transfer_services
from tovholder.people.models import Person
from tovholder.proposals.models import Proposal

SignedIn = Callable[[Membership], Client]


def looks(person: Person, *, at: Organisation) -> list[tuple[str, bool]]:
    rows = ReadSubject.objects.filter(person_id=person.pk, event__organisation_id=at.pk).order_by("pk")
    return list(rows.values_list("fields", "event__allowed"))


def test_an_offer_of_a_case_is_a_look_at_the_citizen_and_a_refused_one_is_too(
    region: Region, signed_in: SignedIn
) -> None:
    person, now = region.person("Moving", contact=region.member("caseworker")), timezone.now()
    sent = transfer_services.send(
        person_id=person.pk, receiver_id=region.fredensborg.pk, words="Ring",
        moves_on=timezone.localdate(now) + timedelta(days=9), actor=region.actor("caseworker"), now=now,
    )  # fmt: skip
    address = f"/plan/flytninger/{sent.pk}/"
    assert signed_in(region.member("caseworker", at=region.fredensborg)).get(address).status_code == 200
    assert looks(person, at=region.fredensborg) == [("granted", True)]
    third = Organisation.objects.create(kind="municipality", name="Herlev Kommune", municipality_code="0163")
    assert signed_in(region.member("caseworker", at=third)).get(address).status_code == 404
    assert looks(person, at=third) == [("refused", False)]


def test_a_row_under_a_pseudonym_on_the_list_of_proposals_is_a_look(region: Region, signed_in: SignedIn) -> None:
    theirs, order = region.person("Other", at=region.fredensborg), region.order(taken_by=region.helsingor)
    Proposal.objects.create(
        person=theirs,
        organisation=theirs.organisation,
        order=order,
        pseudonym="K-1234",
        created_at=NOW,
        touched_at=NOW,
        proposed_by=region.member("company_consultant"),
    )
    page = signed_in(region.member("company_consultant")).get("/forslag/?side_af=orders").text
    assert "K-1234" in page
    assert looks(theirs, at=region.helsingor) == [("pseudonym", True)]


@pytest.mark.parametrize("role", ["administrator", "steering_member", "citizen", "mentor"])
def test_an_address_of_a_citizen_tried_in_a_role_that_may_not_is_noted_as_refused(
    region: Region, signed_in: SignedIn, role: str
) -> None:
    person = region.person("Sought", contact=region.member("caseworker"))
    stay = region.stay(person)
    browser, tried = signed_in(region.member(role)), 0
    for address in (f"/borgere/{person.pk}/", f"/forlob/{stay.pk}/", f"/plan/{person.pk}/flyt/"):
        if browser.get(address).status_code == 403:
            tried += 1
    assert tried >= 2
    assert looks(person, at=region.helsingor)[:tried] == [("refused", False)] * tried
