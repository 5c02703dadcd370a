"""What writing a handover down tells the writer of others: nothing of what is withheld, and numbers not without end."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from tests.integration.reception.scene import FORM, drafted, stepped, worker
from tests.integration.region import Region
from tovholder.accounts.models import Membership, ReadSubject
from tovholder.pathways.models import Handover

SignedIn = Callable[[Membership], Client]
TOLD = "er allerede overdraget"


@pytest.fixture
def centre(region: Region, signed_in: SignedIn) -> Client:
    return signed_in(worker(region))


def sent(centre: Client, region: Region, **more: Any) -> Handover:
    handover = drafted(centre, region, **more)
    stepped(centre, handover, "send")
    return handover


def test_who_a_withheld_family_is_cannot_be_guessed_by_writing_it_down(
    region: Region, centre: Client, signed_in: SignedIn
) -> None:
    family = {"given_name": "Zeynab", "family_name": "Sought", "born_on": "1990-05-17", "protected": "true"}
    handover = sent(centre, region, **family)
    curious = signed_in(region.member("company_consultant"))
    assert curious.get(f"/modtagelse/{handover.pk}/").status_code == 404
    guess = FORM | family | {"receiver": region.helsingor.pk, "request_key": "g1", "protected": ""}
    answer = curious.post("/modtagelse/ny/", guess, follow=True)
    assert TOLD not in answer.text
    assert Handover.objects.exclude(pk=handover.pk).get().sender is None
    wrong = curious.post("/modtagelse/ny/", guess | {"born_on": "1990-05-18", "request_key": "g2"}, follow=True)
    assert wrong.status_code == answer.status_code


def test_to_be_told_of_another_handover_stands_in_the_log_of_it(
    region: Region, centre: Client, signed_in: SignedIn
) -> None:
    handover = sent(centre, region, born_on="1990-05-17")
    again = FORM | {"born_on": "1990-05-17", "receiver": region.helsingor.pk, "request_key": "g1"}
    assert TOLD in signed_in(region.member("caseworker")).post("/modtagelse/ny/", again).text
    looks = ReadSubject.objects.filter(person_id=-handover.pk, event__organisation_id=region.helsingor.pk)
    assert looks.count() == 1
