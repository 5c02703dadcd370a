"""A citizen moves: offered and answered, history kept, the old views cut, and back again within the month."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client

from tests.integration.region import NOW, Region
from tests.integration.rights.scene import linked
from tovholder.accounts import queries as accounts
from tovholder.accounts.conflicts import NotAllowed, OutOfReach
from tovholder.accounts.models import Membership, Organisation, Unit
from tovholder.pathways import contract_services, plans_services
from tovholder.pathways import services as pathways
from tovholder.pathways import transfer_services as services
from tovholder.pathways.models import Arrival, Contact, Contract, PlanPart, PlanText, Transfer
from tovholder.people import queries as people
from tovholder.people.models import Access, FamilyLink, Person
from tovholder.people.rules import made_up_cpr

SignedIn = Callable[[Membership], Client]
WORDS = plans_services.PlanWords(own_goal="Kok", agreed="Praktik")


def planned(region: Region, **facts: Any) -> Person:
    """Somebody with a plan, a contract, a talk and a part that runs, opened to a company."""
    contact = region.member("caseworker")
    person = region.person(contact=contact, **facts)
    actor = region.actor("caseworker")
    plans_services.write_plan(person_id=person.pk, number=0, words=WORDS, actor=actor, now=NOW)
    contract_services.write_contract(person_id=person.pk, number=0, goal="Job", efforts="Dansk", actor=actor, now=NOW)
    part = plans_services.NewPart(kind="danish", starts_on=NOW.date())
    plans_services.add_part(person_id=person.pk, part=part, actor=actor, now=NOW)
    pathways.register_contact(person_id=person.pk, kind="talk", at=NOW, words="Vil gerne", actor=actor, now=NOW)
    Access.objects.create(
        person=person, organisation=region.fredensborg, purpose="recruitment", fields="profile",
        starts_on=date(2026, 1, 1), source="test:1",
    )  # fmt: skip
    return person


def moved(region: Region, person: Person, to: Organisation, *, now: object = NOW) -> Person:
    sender = region.actor("caseworker", at=person.organisation)
    sent = services.send(
        person_id=person.pk,
        receiver_id=to.pk,
        moves_on=NOW.date(),
        words="Ring først",
        actor=sender,
        now=now,  # type: ignore[arg-type]
    )
    return services.accept(transfer_id=sent.pk, version=1, actor=region.actor("caseworker", at=to), now=now)  # type: ignore[arg-type]


def test_with_a_yes_the_plan_goes_along_and_the_old_views_end(region: Region) -> None:
    person = planned(region, cpr=made_up_cpr(date(1990, 5, 17), 3))
    region.stay(person, status="ended", outcome="goal_reached", ended_on=NOW.date())
    here = moved(region, person, region.fredensborg)
    assert (here.organisation, here.cpr) == (region.fredensborg, person.cpr)
    assert PlanText.objects.get(person=here).own_goal == "Kok"
    assert Contract.objects.get(person=here).goal == "Job"
    assert PlanPart.objects.get(person=here).kind == "danish"
    assert Contact.objects.get(person=here).words == "Vil gerne"
    arrival = Arrival.objects.get(person=here)
    assert (arrival.came_from, arrival.last_contact, arrival.words) == (region.helsingor, "caseworker", "Ring først")
    assert [stay["company"] for stay in arrival.stays] == ["Strandhotellet"]
    person.refresh_from_db()
    assert person.closed_reason == "moved_municipality"
    assert not Access.objects.filter(person=person, ends_before=None).exists()
    with pytest.raises(people.NoSuchPerson):
        people.case(here.pk, actor=region.actor("caseworker"))
    assert people.case(here.pk, actor=region.actor("caseworker", at=region.fredensborg)) == here


def test_a_family_that_moves_is_tied_together_again_and_the_citizen_signs_in_as_before(region: Region) -> None:
    mother, login = planned(region), region.member("citizen")
    Person.objects.filter(pk=mother.pk).update(login=login.user)
    father = linked(mother, region.person("Omar"))
    here = [moved(region, each, region.fredensborg) for each in (mother, father)]
    ties = FamilyLink.objects.filter(person__in=here).values_list("person", "relative", "relation")
    assert set(ties) == {(here[0].pk, here[1].pk, "spouse"), (here[1].pk, here[0].pk, "spouse")}
    own = Membership.objects.get(user=login.user, organisation=region.fredensborg)
    assert people.own_case(actor=accounts.actor_of(own)) == here[0]
    login.refresh_from_db()
    assert not login.active


@pytest.mark.parametrize("has_number", [True, False])
def test_somebody_moved_twice_in_a_month_has_the_own_old_case_again_with_all_of_it(
    region: Region, has_number: bool
) -> None:
    person = planned(region, **({"cpr": made_up_cpr(date(1990, 5, 17), 3)} if has_number else {}))
    there = moved(region, person, region.fredensborg)
    words = plans_services.PlanWords(own_goal="Bager", agreed="Kursus")
    actor, later = region.actor("caseworker", at=region.fredensborg), NOW + timedelta(days=9)
    plans_services.write_plan(person_id=there.pk, number=1, words=words, actor=actor, now=later)
    back = moved(region, there, region.helsingor, now=NOW + timedelta(days=20))
    assert (back.pk, back.closed_on) == (person.pk, None)
    assert list(PlanText.objects.filter(person=back).order_by("number").values_list("number", "own_goal")) == [
        (1, "Kok"),
        (2, "Bager"),
    ]
    assert Contact.objects.filter(person=back).count() == 1
    assert PlanPart.objects.filter(person=back, ends_before=None).count() == 1
    there.refresh_from_db()
    assert there.closed_reason == "moved_municipality"
    assert Person.objects.filter(closed_on=None).count() == 1


def test_a_no_moves_nothing_and_tells_the_sender_why(region: Region, signed_in: SignedIn) -> None:
    person = planned(region)
    sender, receiver = (
        signed_in(region.member("caseworker")),
        signed_in(region.member("caseworker", at=region.fredensborg)),
    )
    told = {"receiver": region.fredensborg.pk, "moves_on": "2026-03-10", "words": "Familien flytter"}
    assert sender.post(f"/plan/{person.pk}/flyt/", told).status_code == 302
    sent = Transfer.objects.get()
    for address in ("/plan/flytninger/", f"/plan/flytninger/{sent.pk}/"):
        page = receiver.get(address).content.decode()
        assert "Amina" not in page  # of anybody as of the protected: no name before the yes
    assert "En borger, der flytter hertil" in receiver.get("/plan/flytninger/").content.decode()
    assert "Familien flytter" in page
    assert receiver.get(f"/plan/{person.pk}/").status_code == 404
    answer = {"version": 1, "says": "nej", "answer": ""}
    assert receiver.post(f"/plan/flytninger/{sent.pk}/", answer).status_code == 422
    answer["answer"] = "Flytter ikke hertil"
    assert receiver.post(f"/plan/flytninger/{sent.pk}/", answer).status_code == 302
    assert "Flytter ikke hertil" in sender.get(f"/plan/{person.pk}/flyt/").content.decode()
    assert Person.objects.count() == 1
    with pytest.raises(NotAllowed, match=r"transfer\.answered_already"):
        services.withdraw(person_id=person.pk, transfer_id=sent.pk, actor=region.actor("caseworker"), now=NOW)


def test_a_protected_citizen_has_no_name_before_the_yes(region: Region, signed_in: SignedIn) -> None:
    person = region.person("Skjult", protected=True)
    actor = region.actor("caseworker")
    sent = services.send(
        person_id=person.pk, receiver_id=region.fredensborg.pk, moves_on=NOW.date(), words="", actor=actor, now=NOW
    )
    client = signed_in(region.member("team_leader", at=region.fredensborg))
    assert "En borger, der flytter hertil" in client.get("/plan/flytninger/").content.decode()
    for address in ("/plan/flytninger/", f"/plan/flytninger/{sent.pk}/"):
        assert "Skjult" not in client.get(address).content.decode()
    client.post(f"/plan/flytninger/{sent.pk}/", {"version": 1, "says": "ja"})
    assert Person.objects.get(organisation=region.fredensborg).protected


@pytest.mark.parametrize(
    ("words", "is_taken"),
    [
        ("skjult prøve flytter", False),
        ("Flytter til Hemmeligvej 3", False),
        ("Bor i 3480 Fredensborg", False),
        ("Ring til borgeren på 20 30-40 50", False),
        ("Nummeret er {cpr}", False),
        ("Har gået på dansk i 2 år, og vil være kok", True),
    ],
)
def test_of_somebody_protected_the_words_of_a_move_tell_neither_name_nor_address(
    region: Region, signed_in: SignedIn, words: str, is_taken: bool
) -> None:
    cpr = made_up_cpr(date(1990, 5, 17), 3)
    person = region.person("Skjult", protected=True, phone="20304050", cpr=cpr)
    told = {"receiver": region.fredensborg.pk, "moves_on": "2026-03-10", "words": words.format(cpr=cpr)}
    page = signed_in(region.member("caseworker")).post(f"/plan/{person.pk}/flyt/", told)
    assert (page.status_code == 302, Transfer.objects.exists()) == (is_taken, is_taken)
    if not is_taken and "{" not in words:
        assert "Borgeren er beskyttet, og ordene fortæller navnet eller en adresse" in page.text
        assert words in page.text


def test_a_case_is_not_sent_while_a_stay_runs_nor_answered_by_others(region: Region) -> None:
    person = region.person()
    told = {"person_id": person.pk, "receiver_id": region.fredensborg.pk, "moves_on": NOW.date(), "words": ""}
    actor = region.actor("caseworker")
    sent = services.send(actor=actor, now=NOW, **told)  # type: ignore[arg-type]
    with pytest.raises(NotAllowed, match=r"transfer\.sent_already"):
        services.send(actor=actor, now=NOW, **told)  # type: ignore[arg-type]
    with pytest.raises(OutOfReach):
        services.accept(transfer_id=sent.pk, version=1, actor=actor, now=NOW)
    few = region.actor("caseworker", at=region.fredensborg, initials="CL", scope="caseload")
    with pytest.raises(NotAllowed, match=r"transfer\.only_by_case_staff"):
        services.accept(transfer_id=sent.pk, version=1, actor=few, now=NOW)
    region.stay(person)
    with pytest.raises(NotAllowed, match=r"transfer\.a_stay_began"):
        services.accept(
            transfer_id=sent.pk, version=1, actor=region.actor("caseworker", at=region.fredensborg), now=NOW
        )
    assert Transfer.objects.get().state == "sent"


def test_outside_the_case_health_in_the_plan_reads_like_the_rest_that_is_set_aside(
    region: Region, signed_in: SignedIn
) -> None:
    elsewhere = Unit.objects.create(organisation=region.helsingor, name="Erhverv", field="employment")
    person, karen = planned(region), region.member("company_consultant", initials="KH")
    Membership.objects.filter(pk=karen.pk).update(unit=elsewhere)
    Person.objects.filter(pk=person.pk).update(unit=region.unit)
    for kind, words in (("health", ""), ("other", "Krisehjælp")):
        part = plans_services.NewPart(kind=kind, words=words, starts_on=NOW.date())
        health = plans_services.add_part(person_id=person.pk, part=part, actor=region.actor("caseworker"), now=NOW)
    karen.refresh_from_db()
    outside = signed_in(karen)
    page = outside.get(f"/plan/{person.pk}/").content.decode()
    assert page.count("Sat til side</th>") == 2
    assert 'name="part" value="' + str(health.pk) not in page
    assert "(Sundhed)" not in page and "Krisehjælp" not in page  # noqa: PT018
    who = {"person_id": person.pk, "actor": accounts.actor_of(karen), "now": NOW}
    with pytest.raises(NotAllowed, match=r"oneplan\.no_such_part"):
        plans_services.end_part(part_id=health.pk, last_day=NOW.date(), **who)
    with pytest.raises(NotAllowed, match=r"person\.not_within_case"):
        plans_services.add_part(part=plans_services.NewPart(kind="health", starts_on=NOW.date()), **who)
    assert "Sat til side" not in signed_in(region.member("caseworker")).get(f"/plan/{person.pk}/").content.decode()
