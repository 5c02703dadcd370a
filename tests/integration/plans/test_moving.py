"""A citizen moves: offered and answered, history kept, the old views cut, and back again within the month."""

import re
from collections.abc import Callable
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests.integration.region import NOW, Region
from tests.integration.rights.scene import linked
from tovholder.accounts import queries as accounts
from tovholder.accounts.conflicts import NotAllowed, OutOfReach
from tovholder.accounts.models import AuditEntry, Membership, Organisation, Unit
from tovholder.pathways import consideration_queries, contract_services, health_queries, plans_services
from tovholder.pathways import consideration_services as considerations
from tovholder.pathways import services as pathways
from tovholder.pathways import transfer_effect_services as effect
from tovholder.pathways import transfer_family_services as families
from tovholder.pathways import transfer_services as services
from tovholder.pathways.models import (
    Arrival,
    Attendance,
    Contact,
    Contract,
    Hearing,
    Meeting,
    MitIDOpening,
    PlanPart,
    PlanText,
    ProposedConsiderations,
    SetAsideHours,
    ToldIndication,
    Transfer,
)
from tovholder.pathways.models.health import HealthTalk
from tovholder.people import queries as people
from tovholder.people.models import Access, FamilyLink, Person
from tovholder.people.rules import made_up_cpr
from tovholder.placements.models import Placement

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


def moved(region: Region, person: Person, to: Organisation, *, now: datetime = NOW) -> Person:
    sender = region.actor("caseworker", at=person.organisation)
    sent = services.send(
        person_id=person.pk,
        receiver_id=to.pk,
        moves_on=NOW.date(),
        words="Ring først",
        actor=sender,
        now=now,
    )
    here = services.accept(transfer_id=sent.pk, version=1, actor=region.actor("caseworker", at=to), now=now)
    assert here is not None
    return here


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
    Person.objects.filter(pk=mother.pk).update(
        login=login.user, cpr="0101909995", cpr_lookup=people.cpr_lookup("0101909995")
    )
    MitIDOpening.objects.create(person=mother, cpr_lookup=people.cpr_lookup("0101909995"), opened_at=timezone.now())
    father = linked(mother, region.person("Omar"))
    here = [moved(region, each, region.fredensborg) for each in (mother, father)]
    ties = FamilyLink.objects.filter(person__in=here).values_list("person", "relative", "relation")
    assert set(ties) == {(here[0].pk, here[1].pk, "spouse"), (here[1].pk, here[0].pk, "spouse")}
    own = Membership.objects.get(user=login.user, organisation=region.fredensborg)
    assert people.own_case(actor=accounts.actor_of(own)) == here[0]
    login.refresh_from_db()
    assert not login.active
    holding = MitIDOpening.objects.get(ended_at__isnull=True)
    assert (holding.person.organisation, holding.cpr_lookup) == (region.fredensborg, people.cpr_lookup("0101909995"))


def test_the_whole_family_is_sent_in_one_press_and_who_cannot_go_is_told_by_name(
    region: Region, signed_in: SignedIn
) -> None:
    mother = planned(region)
    son, busy = linked(mother, region.person("Omar")), linked(mother, region.person("Bilal"))
    linked(mother, region.person("Elsewhere", at=region.fredensborg))
    region.stay(busy)
    staff = signed_in(region.member("caseworker"))
    at, day = f"/plan/{mother.pk}/flyt/", NOW.date() + timedelta(days=300)
    told = {"receiver": region.fredensborg.pk, "moves_on": day.isoformat(), "words": "Ring først", "family": "on"}
    page = staff.get(at).text
    assert "Send hele familien" in page
    assert re.search(r"Bilal[^–]*– kan ikke sendes med\. Der er aftalt et forløb", page)
    assert "Elsewhere" not in page
    assert staff.post(at, told).status_code == 302
    rows = list(Transfer.objects.order_by("pk").values_list("person__given_name", "moves_on", "receiver", "words"))
    assert rows == [(name, day, region.fredensborg.pk, "Ring først") for name in (mother.given_name, "Omar")]
    page = staff.get(at).text
    assert "1 af familien er sendt med." in page
    assert "Bilal" in page
    assert "Omar" not in page
    assert "Send familien med" not in page  # nobody is left who can go
    assert AuditEntry.objects.filter(action="transfer.send", person_id=son.pk).exists()
    Placement.objects.filter(person=busy).delete()
    assert "Send familien med til Fredensborg" in staff.get(at).text
    for _twice in range(2):
        assert staff.post(f"{at}familie/").status_code == 302
    assert Transfer.objects.filter(person=busy).count() == 1


def test_a_relative_out_of_reach_is_neither_sent_nor_named_and_words_that_tell_a_protected_one_send_nobody(
    region: Region, signed_in: SignedIn
) -> None:
    own = region.member("caseworker", initials="EG", scope="caseload")
    mother, other = planned(region), region.person("Omar")
    Person.objects.filter(pk=mother.pk).update(contact=own)
    linked(mother, other)
    page = signed_in(own).get(f"/plan/{mother.pk}/flyt/").text
    assert "Omar" not in page
    assert "Send hele familien" not in page
    Person.objects.filter(pk=other.pk).update(protected=True)
    who = {"person_id": mother.pk, "actor": region.actor("caseworker"), "now": NOW}
    told = {"receiver_id": region.fredensborg.pk, "moves_on": NOW.date()}
    with pytest.raises(NotAllowed, match=r"transfer\.words_tell_who"):
        families.send_all(words="Hun flytter med Omar", **who, **told)
    assert not Transfer.objects.exists()
    assert families.send_all(words="Ring først", **who, **told) == 1


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
    day = receiver.get("/min-dag/").text  # with no team leader there, to whoever may answer; without a name
    assert "Venter på ja eller nej." in day
    assert "Amina" not in day
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
    told = {
        "receiver": region.fredensborg.pk,
        "moves_on": timezone.localdate().isoformat(),
        "words": words.format(cpr=cpr),
    }
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


def told_by_health(region: Region, person: Person) -> None:
    """All that the health side tells the rest: considerations that wait, to be asked first, hours of now and later."""
    actor, told = region.actor("caseworker", at=person.organisation), {"person": person, "now": NOW}
    considerations.propose(codes=["no_dust"], actor=actor, **told)  # type: ignore[arg-type]
    considerations.tell(actor=actor, **told)  # type: ignore[arg-type]
    for starts in (-9, 30):
        considerations.set_aside(
            person, hours=Decimal(3), starts_on=NOW.date() + timedelta(days=starts), ends_before=None, weekday=None,
            begins_at=None, actor=actor,
        )  # fmt: skip


def test_what_the_health_side_told_is_settled_and_nothing_of_it_comes_along_however_often_somebody_moves(
    region: Region, signed_in: SignedIn
) -> None:
    person = planned(region)
    told_by_health(region, person)
    there = moved(region, person, region.fredensborg)
    told_by_health(region, there)
    back = moved(region, there, region.helsingor, now=NOW + timedelta(days=20))
    assert back.pk == person.pk
    for each in (person, there):
        assert [row.state for row in ProposedConsiderations.objects.filter(person=each)] == ["lapsed"]
        assert ToldIndication.objects.get(person=each).taken_back_on is not None
        assert not consideration_queries.set_aside(each.pk, on=NOW.date() + timedelta(days=30)).exists()
        assert SetAsideHours.objects.filter(person=each).count() == 2
    assert "Hensyn følger ikke med" in signed_in(region.member("caseworker")).get(f"/plan/{back.pk}/").text


def test_the_health_side_reads_that_somebody_came_until_the_citizen_is_asked_and_nobody_else_does(
    region: Region, signed_in: SignedIn
) -> None:
    today = timezone.now()
    person = planned(region)
    told_by_health(region, person)
    there = moved(region, person, region.fredensborg, now=today)
    reader = region.member("caseworker", at=region.fredensborg)
    staff = region.actor("caseworker", at=region.fredensborg)
    with pytest.raises(NotAllowed, match=r"health\.no_right"):
        health_queries.arrived(actor=staff, on=today.date())
    Membership.objects.filter(pk=reader.pk).update(reads_health=True)
    page = signed_in(reader).get("/sundhed/").text
    assert "Kommet fra en anden kommune" in page
    assert "Amina" in page
    assert "støv" not in page
    with pytest.raises(people.NoSuchPerson):
        health_queries.closet(person.pk, actor=accounts.actor_of(Membership.objects.get(pk=reader.pk)), on=today.date())
    HealthTalk.objects.create(person=there, organisation=region.fredensborg, kind="social_physician", planned_at=today)
    assert "Kommet fra en anden kommune" not in signed_in(reader).get("/sundhed/").text


def test_a_yes_takes_effect_on_the_day_of_the_move_and_nothing_that_hangs_is_lost(
    region: Region, signed_in: SignedIn
) -> None:
    now = timezone.now()
    person, login = planned(region), region.member("citizen")
    Person.objects.filter(pk=person.pk).update(login=login.user)
    sender, later = region.actor("caseworker"), now + timedelta(days=9)
    of_case: dict[str, Any] = {"person": person, "organisation": region.helsingor}
    heard = Hearing.objects.create(event_on=now.date(), prepared_at=now, **of_case)
    Attendance.objects.create(
        source=region.helsingor,
        activity="danish",
        on=now.date(),
        coming="unclear",
        told_at=now,
        hearing=heard,
        **of_case,
    )
    before, after = (
        Meeting.objects.create(
            kind="talk", form="in_person", starts_at=now + timedelta(days=n), ends_at=now + timedelta(days=n, hours=1),
            interpreter="none", made_at=now, **of_case,
        )
        for n in (2, 12)
    )  # fmt: skip
    told: dict[str, Any] = {"person_id": person.pk, "receiver_id": region.fredensborg.pk, "moves_on": later.date()}
    with pytest.raises(NotAllowed, match=r"transfer\.hearing_needs_words"):
        services.send(words="", actor=sender, now=now, **told)
    sent = services.send(words="", hearing_words="Tal med hende om tandlægen", actor=sender, now=now, **told)
    receiver = signed_in(region.member("caseworker", at=region.fredensborg))
    staff = signed_in(region.member("caseworker"))
    for page in (receiver.get(f"/plan/flytninger/{sent.pk}/"), staff.get(f"/plan/{person.pk}/flyt/")):
        assert "Det, der hænger i sagen" in page.text
        assert "ved et ja bliver det aflyst" in page.text
    assert receiver.post(f"/plan/flytninger/{sent.pk}/", {"version": 1, "says": "ja"}).status_code == 302
    person.refresh_from_db()
    assert person.closed_on is None
    assert effect.carry_out_all(now=later - timedelta(days=2)) == 0
    assert set(Meeting.objects.values_list("pk", "state")) == {(before.pk, "planned"), (after.pk, "called_off")}
    assert "Dette møde er aflyst" in signed_in(login).get(reverse("citizen:meetings")).text
    assert effect.carry_out_all(now=later) == 1
    person.refresh_from_db()
    heard.refresh_from_db()
    assert (person.closed_on, heard.state) == (later.date(), "dropped")
    assert Attendance.objects.get().hearing is None
    here = Person.objects.get(organisation=region.fredensborg)
    assert "tandlægen" in Arrival.objects.get(person=here).words
    old = staff.get(f"/borgere/{person.pk}/").text
    assert "Flyttet til Fredensborg" in old
    assert "Sagen er lukket: her løber ingen frist." in old


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


def test_talks_of_health_to_come_are_called_off_and_who_booked_them_reads_it(
    region: Region, signed_in: SignedIn
) -> None:
    now = timezone.now()
    person, reader = planned(region), region.member("caseworker", initials="HE")
    Membership.objects.filter(pk=reader.pk).update(reads_health=True)
    told = {"person": person, "organisation": region.helsingor, "kind": "social_physician", "by": reader}
    coming = HealthTalk.objects.create(**told, planned_at=now + timedelta(days=3))
    over = HealthTalk.objects.create(**told, planned_at=now - timedelta(days=3))
    page = signed_in(reader).get("/sundhed/").text
    assert "Aflyst, fordi borgeren er flyttet" not in page
    moved(region, person, region.fredensborg, now=now)
    coming.refresh_from_db()
    over.refresh_from_db()
    assert (coming.cancelled_on, over.cancelled_on) == (timezone.localdate(now), None)
    page = signed_in(reader).get("/sundhed/").text
    for words in ("Aflyst, fordi borgeren er flyttet", "borgeren flytter til Fredensborg", reader.user.name):
        assert words in page
    assert "borgeren flytter til Fredensborg" in signed_in(reader).get(f"/sundhed/{person.pk}/").text
    assert AuditEntry.objects.filter(action="health.cancel_talk", person_id=person.pk).count() == 1
    there = region.member("caseworker", at=region.fredensborg)
    Membership.objects.filter(pk=there.pk).update(reads_health=True)
    assert "Aflyst, fordi" not in signed_in(there).get("/sundhed/").text
    HealthTalk.objects.filter(pk=coming.pk).update(planned_at=now - timedelta(hours=1))
    assert "Aflyst, fordi" not in signed_in(reader).get("/sundhed/").text


def test_a_case_that_has_moved_is_not_offered_for_sending_again(region: Region, signed_in: SignedIn) -> None:
    person = planned(region)
    client, address = signed_in(region.member("caseworker")), f"/plan/{person.pk}/flyt/"
    assert "Send sagen" in client.get(address).text
    moved(region, person, region.fredensborg)
    page = client.get(address).text
    assert "Send sagen" not in page
    assert "Sagen er lukket her" in page
