"""What writing a handover down tells the writer of others: nothing of what is withheld, and numbers not without end."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client

from tests.integration.reception.scene import FORM, drafted, stepped, worker
from tests.integration.region import Region
from tovholder.accounts.models import AuditEntry, Membership, ReadSubject
from tovholder.pathways.models import Handover, HandoverPerson
from tovholder.people.rules import made_up_cpr

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


def test_numbers_tried_in_a_handover_stop_where_the_search_stops(region: Region, signed_in: SignedIn) -> None:
    numbers = [made_up_cpr(date(1990, 5, 17), index) for index in range(1, 18)]
    sought = region.person("Sought", cpr=numbers[-1])
    staff = signed_in(region.member("caseworker"))
    handover = drafted(staff, region)
    row = HandoverPerson.objects.get()

    def tried(number: str) -> Any:
        handover.refresh_from_db()
        told = FORM | {"cpr": number, "version": handover.version}
        return staff.post(f"/modtagelse/person/{row.pk}/", told, follow=True)

    for number in numbers[:15]:
        assert tried(number).status_code == 200
    assert AuditEntry.objects.filter(action="person.cpr_not_found").count() == 15
    late = tried(numbers[-1])
    assert late.status_code == 422
    assert "Der er søgt på for mange numre uden en sag" in late.text
    assert "har allerede en sag her" not in staff.get(f"/modtagelse/{handover.pk}/").text
    assert staff.post("/borgere/cpr/", {"cpr": numbers[-1]}).headers["Location"] == "/borgere/"  # one count for both
    assert not ReadSubject.objects.filter(person_id=sought.pk).exists()


def test_a_number_that_is_right_is_a_look_at_the_number(region: Region, signed_in: SignedIn) -> None:
    number = made_up_cpr(date(1990, 5, 17), 1)
    sought = region.person("Sought", cpr=number)
    staff = signed_in(region.member("caseworker"))
    handover = drafted(staff, region, cpr=number)
    assert "har allerede en sag her" in staff.get(f"/modtagelse/{handover.pk}/").text
    assert ReadSubject.objects.get(person_id=sought.pk).fields == "cpr"
    assert not AuditEntry.objects.filter(action="person.cpr_not_found").exists()
