"""S51, Brønderslev, empowerment: the citizen writes the own goal, reads it in the own language, says yes and signs."""

from collections.abc import Callable

from django.test import Client

from tests.integration.alignment import written
from tests.integration.region import NOW, Region
from tovholder.accounts.models import Membership
from tovholder.pathways import contract_services, plans_services
from tovholder.pathways.models import Contract, PlanText

SignedIn = Callable[[Membership], Client]


def test_s51_2_the_citizen_writes_the_own_goal_and_says_yes_to_the_plan_in_the_own_language(
    region: Region, signed_in: SignedIn
) -> None:
    person = region.person()
    own = signed_in(written.citizen_member(region, person))
    page = own.get("/borger/plan/?laes=ar").content.decode()
    assert '<html lang="ar" dir="rtl">' in page  # the frame too, with the one choice of language there is
    assert 'name="next" value="/borger/plan/"' in page
    assert 'id="laes"' not in page
    assert 'dir="rtl"' in page
    assert "خطتي" in page
    assert own.post("/borger/plan/oenske/?laes=ar", {"number": 0, "own_goal": "أريد أن أصبح طباخة"}).status_code == 302
    assert own.post("/borger/plan/ja/?laes=ar", {"number": 1}).status_code == 302
    text = PlanText.objects.get()
    assert (text.by_citizen, text.accepted_at is not None) == (True, True)
    words = plans_services.PlanWords(own_goal=text.own_goal, agreed="Praktik i et køkken")
    actor = region.actor("caseworker")
    plans_services.write_plan(person_id=person.pk, number=1, words=words, actor=actor, now=NOW)
    assert PlanText.objects.get(number=2).accepted_at is None  # a new version waits for a new yes
    assert "Praktik i et køkken" in own.get("/borger/plan/").content.decode()


def test_s51_2_a_goal_written_while_the_plan_was_changed_is_not_lost(region: Region, signed_in: SignedIn) -> None:
    person = region.person()
    own = signed_in(written.citizen_member(region, person))
    words = plans_services.PlanWords(own_goal="Kok")
    plans_services.write_plan(person_id=person.pk, number=0, words=words, actor=region.actor("caseworker"), now=NOW)
    late = own.post("/borger/plan/oenske/", {"number": 0, "own_goal": "Bager"})
    assert late.status_code == 409
    page = late.content.decode()
    assert "Kok" in page
    assert "Bager" in page
    assert own.post("/borger/plan/oenske/", {"number": 1, "own_goal": "Bager"}).status_code == 302
    assert own.post("/borger/plan/ja/", {"number": 1}).status_code == 409  # not the version that was read


def test_the_contract_says_who_signed_it_when_and_why_it_was_changed(region: Region, signed_in: SignedIn) -> None:
    person = region.person()
    own, staff = signed_in(written.citizen_member(region, person)), signed_in(region.member("caseworker"))
    told = {"number": 0, "goal": "Job i køkken", "efforts": "Dansk og praktik"}
    assert staff.post(f"/plan/{person.pk}/kontrakt/", told).status_code == 302
    assert own.post("/borger/plan/kontrakt/", {"number": 1}).status_code == 302
    assert staff.post(f"/plan/{person.pk}/kontrakt/underskriv/", {"number": 1}).status_code == 302
    signed = Contract.objects.get()
    assert (signed.citizen_signed_how, signed.staff_signed_by) == ("own_page", region.member("caseworker"))
    assert "Tal den igennem senest" in staff.get(f"/plan/{person.pk}/kontrakt/").content.decode()
    assert staff.post(f"/plan/{person.pk}/kontrakt/", told | {"number": 1}).status_code == 422  # no reason
    late = staff.post(f"/plan/{person.pk}/kontrakt/", told | {"reason": "Vil bage", "efforts": "Bageri"})
    assert late.status_code == 409
    assert "Dansk og praktik" in late.content.decode()
    staff.post(f"/plan/{person.pk}/kontrakt/", told | {"number": 1, "reason": "Vil bage"})
    page = staff.get(f"/plan/{person.pk}/kontrakt/").content.decode()
    assert "Vil bage" in page
    assert contract_services.newest_contract(person.pk).number == 2  # type: ignore[union-attr]
