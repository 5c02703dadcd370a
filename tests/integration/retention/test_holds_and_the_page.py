"""Those who answer for deletion see what goes next, and can hold a case back; others cannot."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from tests.integration.region import Region
from tovholder.accounts.conflicts import NotAllowed
from tovholder.accounts.models import AuditEntry, Membership
from tovholder.people import services
from tovholder.people.models import LegalHold, Person
from tovholder.people.queries import NoSuchPerson

SignedIn = Callable[[Membership], Client]


@pytest.fixture
def due_tomorrow(region: Region) -> Person:
    person = region.person("Amina")
    closed = timezone.localdate() - timedelta(days=1825)
    Person.objects.filter(pk=person.pk).update(closed_on=closed, closed_reason="other")
    return Person.objects.get(pk=person.pk)


def told(person: Person, **changed: object) -> dict[str, object]:
    ends = timezone.localdate() + timedelta(days=100)
    return {"case_number": person.pk, "reason": "complaint", "ends_before": f"{ends:%Y-%m-%d}"} | changed


def closed_cases(page: str) -> str:
    """The line of closed cases on the page."""
    return page.split("Lukkede sager")[1].split("</tr>", maxsplit=1)[0]


@pytest.mark.parametrize("role", ["team_leader", "administrator"])
def test_the_page_tells_how_many_go_on_which_day_and_names_nobody(
    region: Region, signed_in: SignedIn, due_tomorrow: Person, role: str
) -> None:
    page = signed_in(region.member(role)).get("/sletning/").text
    tomorrow = timezone.localdate() + timedelta(days=1)
    assert f"{tomorrow:%d.%m.%Y}: 1" in closed_cases(page)
    assert "ikke efterprøvet" in page
    assert "Amina" not in page


def test_another_municipality_counts_its_own(region: Region, signed_in: SignedIn, due_tomorrow: Person) -> None:
    page = signed_in(region.member("team_leader", at=region.fredensborg)).get("/sletning/").text
    assert "Intet" in closed_cases(page)


@pytest.mark.parametrize("role", ["caseworker", "company_consultant", "benefits_officer", "mentor", "citizen"])
def test_others_neither_see_nor_hold(region: Region, signed_in: SignedIn, due_tomorrow: Person, role: str) -> None:
    browser = signed_in(region.member(role))
    assert browser.get("/sletning/").status_code == 403
    assert browser.post("/sletning/behold/", told(due_tomorrow)).status_code == 403
    assert not LegalHold.objects.exists()


def test_a_hold_is_set_shown_on_the_case_and_in_its_log_and_lifted(
    region: Region, signed_in: SignedIn, due_tomorrow: Person
) -> None:
    browser = signed_in(region.member("team_leader"))
    assert f"?sag={due_tomorrow.pk}" in browser.get(f"/borgere/{due_tomorrow.pk}/").text
    assert browser.post("/sletning/behold/", told(due_tomorrow)).status_code == 302
    case = browser.get(f"/borgere/{due_tomorrow.pk}/").text
    assert "Klagesag" in case
    assert "team_leader" in case
    assert "Satte sletningsstop på sagen" in browser.get(f"/borgere/{due_tomorrow.pk}/log/").text
    assert "Intet" in closed_cases(browser.get("/sletning/").text)
    browser.post("/sletning/ophaev/", {"case_number": due_tomorrow.pk})
    assert LegalHold.objects.get().lifted_on == timezone.localdate()
    assert "Ophævede sletningsstoppet" in browser.get(f"/borgere/{due_tomorrow.pk}/log/").text
    assert (
        AuditEntry.objects.filter(action="person.hold", person_id=due_tomorrow.pk).get().facts["reason"] == "complaint"
    )


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"ends_before": "2020-01-01"}, "skal slutte på en dag, der kommer"),
        ({"reason": ""}, "Hvorfor sagen ikke må slettes"),
        ({"case_number": "987654"}, "ingen sag med det nummer"),
        ({"case_number": "9" * 30}, "Sagens nummer"),
    ],
)
def test_a_fault_is_told_beside_what_was_typed(
    region: Region, signed_in: SignedIn, due_tomorrow: Person, changed: dict[str, object], words: str
) -> None:
    answer = signed_in(region.member("administrator")).post("/sletning/behold/", told(due_tomorrow, **changed))
    assert (answer.status_code, words in answer.text) == (422, True)
    assert f'value="{changed.get("case_number", due_tomorrow.pk)}"' in answer.text
    assert not LegalHold.objects.exists()


def test_a_second_hold_and_a_case_of_another_municipality_are_refused(region: Region, due_tomorrow: Person) -> None:
    now = timezone.localtime()
    facts = {"person_id": due_tomorrow.pk, "reason": "complaint", "ends_before": now.date() + timedelta(days=9)}
    services.hold_case(**facts, actor=region.actor("team_leader"), now=now)
    with pytest.raises(NotAllowed):
        services.hold_case(**facts, actor=region.actor("administrator"), now=now)
    with pytest.raises(NoSuchPerson):
        services.lift_hold(person_id=due_tomorrow.pk, actor=region.actor("team_leader", at=region.fredensborg), now=now)
    after = now + timedelta(days=10)
    services.hold_case(
        **facts | {"ends_before": after.date() + timedelta(days=9)}, actor=region.actor("team_leader"), now=after
    )
    assert LegalHold.objects.filter(lifted_on__isnull=True).count() == 1
