"""S50-2, one contact centre: what citizens and companies ask lands in one inbox, with the right role and a deadline."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from tests.integration.alignment import written
from tests.integration.region import NOW, Region
from tovholder.accounts import queries as accounts
from tovholder.accounts.conflicts import NotAllowed, OutOfReach, Stale
from tovholder.accounts.models import Membership, ReadSubject, Unit
from tovholder.companies import desk_services
from tovholder.pathways import inbox_queries, inbox_rules, inbox_services
from tovholder.pathways.inbox_rules import Asked
from tovholder.pathways.models import Enquiry, EnquiryStep
from tovholder.people.models import Person

SignedIn = Callable[[Membership], Client]


def test_a_citizen_and_a_company_ask_and_both_are_in_one_inbox_taken_sent_on_and_answered(
    region: Region, signed_in: SignedIn
) -> None:
    contact, consultant = region.member("caseworker"), region.member("company_consultant")
    person = region.person("Amina", contact=contact)
    own = signed_in(written.citizen_member(region, person))
    told = {"kind": "job", "words": "Er der en plads i et køkken?", "request_key": "k1"}
    for _twice in range(2):
        assert own.post("/borger/mit/skriv/", told).status_code == 302
    row = Enquiry.objects.get()
    assert (row.role, row.reason, row.owner) == ("company_consultant", "enquiry.to_role", None)
    desk_services.receive(
        company_id=region.company.pk, kind="question", words="Hvornår kommer I?", actor=region.actor("team_leader"),
        now=NOW,
    )  # fmt: skip
    staff = signed_in(consultant)
    page = staff.get("/indbakke/").content.decode()
    for words in ("Amina", "Er der en plads", "Strandhotellet", "Hvornår kommer I?", "dem, der ved noget om det"):
        assert words in page
    assert "Amina" not in staff.get("/indbakke/?fra=company&stand=role").content.decode()
    business = Unit.objects.create(organisation=region.helsingor, name="Erhverv", field="business")
    Membership.objects.filter(pk=consultant.pk).update(unit=business)
    page = staff.get("/indbakke/").content.decode()  # the own unit's: what waits for a role it has, and no more
    assert "Er der en plads" in page
    assert "Hvornår kommer I?" not in page
    assert "Hvornår kommer I?" in staff.get("/indbakke/?enhed=").content.decode()
    at = f"/indbakke/{row.pk}/"
    assert staff.post(f"{at}tag/", {"version": 1}).status_code == 302
    moved = {"version": 2, "role": "caseworker", "owner_id": contact.pk, "words": "Hun vil vist tale om dansk"}
    late = staff.post(f"{at}svar/", {"version": 1, "words": "Ja, hos Strandhotellet"})
    assert late.status_code == 409
    assert "Ja, hos Strandhotellet" in late.content.decode()
    assert staff.post(f"{at}videre/", moved).status_code == 302
    assert signed_in(contact).post(f"{at}svar/", {"version": 3, "words": "Vi taler på onsdag"}).status_code == 302
    assert "Vi taler på onsdag" in own.get("/borger/mit/skriv/").content.decode()
    page = signed_in(contact).get(at).content.decode()
    assert "Hun vil vist tale om dansk" in page  # sent on with its words
    assert "Er der en plads" in page
    steps = list(EnquiryStep.objects.order_by("pk").values_list("step", flat=True))
    assert steps == ["received", "taken", "sent_on", "answered"]
    assert ReadSubject.objects.filter(person_id=person.pk, event__membership_id=consultant.pk).exists()


def test_whom_it_goes_to_is_one_rule_with_a_reason() -> None:
    held = {"caseworker", "company_consultant", "team_leader"}
    for asked, code, role in (
        (Asked("caseworker", True, "caseworker", held), "enquiry.to_contact", "caseworker"),
        (Asked("caseworker", True, "", held), "enquiry.to_role", "caseworker"),
        (Asked("company_consultant", False, "caseworker", held), "enquiry.to_role", "company_consultant"),
        (Asked("benefits_officer", False, "caseworker", held), "enquiry.nobody_of_role", "team_leader"),
        (Asked("benefits_officer", False, "caseworker", held, True), "enquiry.kept_in_case", "caseworker"),
        (Asked("benefits_officer", False, "", held, True), "enquiry.kept_in_case", "team_leader"),
        (Asked("team_leader", False, "caseworker", held, True), "enquiry.to_role", "team_leader"),
    ):
        decision = inbox_rules.route(asked)
        assert (decision.code, decision.facts["role"]) == (code, role), asked


def test_a_protected_citizens_enquiry_is_seen_inside_the_case_only_and_never_leaves_it(region: Region) -> None:
    business = Unit.objects.create(organisation=region.helsingor, name="Erhverv", field="business")
    contact, leader = region.member("caseworker"), region.member("team_leader")
    other = region.member("caseworker", initials="AN")
    Membership.objects.filter(pk=other.pk).update(unit=business)
    other.refresh_from_db()
    office = region.member("benefits_officer")
    person, plain = region.person("Skjult", contact=contact), region.person("Aaben", contact=contact)
    Person.objects.update(unit=region.unit)
    Person.objects.filter(pk=person.pk).update(protected=True, zone="")
    for each in (person, plain):
        told = inbox_services.Told("money", "Hvor er pengene?", "phone")
        inbox_services.ask(person_id=each.pk, told=told, actor=accounts.actor_of(contact), now=NOW)

    def seen(member: Membership) -> set[str]:
        found = inbox_queries.visible(actor=accounts.actor_of(member))
        return set(found.values_list("person__given_name", flat=True))

    assert seen(contact) == seen(leader) == {"Skjult", "Aaben"}
    assert seen(other) == seen(office) == {"Aaben"}
    row = Enquiry.objects.get(person=person)
    assert (row.reason, row.owner) == ("enquiry.kept_in_case", contact)
    sending: dict[str, Any] = {
        "enquiry_id": row.pk,
        "version": 1,
        "words": "Dit",
        "actor": accounts.actor_of(contact),
        "now": NOW,
    }
    for role, owner_id, code in (
        ("benefits_officer", None, "enquiry.stays_in_case"),
        ("caseworker", office.pk, "enquiry.not_within_reach"),
        ("caseworker", other.pk, "enquiry.not_within_reach"),
    ):
        with pytest.raises(NotAllowed) as refused:
            inbox_services.send_on(role=role, owner_id=owner_id, **sending)
        assert refused.value.code == code
    with pytest.raises(OutOfReach):
        inbox_services.take(enquiry_id=row.pk, version=1, actor=accounts.actor_of(other), now=NOW)


def test_the_clock_stands_still_on_days_nobody_works_and_tells_what_is_late(region: Region) -> None:
    contact = region.member("caseworker")
    person = region.person("Amina", contact=contact)
    actor = accounts.actor_of(contact)
    row = inbox_services.ask(person_id=person.pk, told=inbox_services.Told("talk", "Ring"), actor=actor, now=NOW)
    assert row.due_at - NOW >= timedelta(hours=48)
    assert inbox_queries.why(row, now=row.due_at).code == "enquiry.late"
    assert inbox_queries.why(row, now=row.warn_at).code == "enquiry.soon"
    assert [key[1] for key in inbox_queries.keys(actor=actor, now=row.due_at, stage="late")] == [row.pk]
    assert not inbox_queries.keys(actor=actor, now=NOW, stage="nobody")
    leader = region.actor("team_leader")
    Membership.objects.filter(pk=contact.pk).update(active=False)
    assert inbox_queries.keys(actor=leader, now=NOW, stage="nobody")  # who has left has nothing
    inbox_services.answer(enquiry_id=row.pk, version=1, words="Ja", actor=actor, now=row.due_at)
    with pytest.raises(Stale):
        inbox_services.answer(enquiry_id=row.pk, version=1, words="Nej", actor=actor, now=NOW)
    row.refresh_from_db()
    assert inbox_queries.why(row, now=row.due_at).code == "enquiry.answered_not_kept"


def test_what_nobody_answered_before_the_case_was_closed_is_still_in_the_inbox(
    region: Region, signed_in: SignedIn
) -> None:
    contact = region.member("caseworker")
    open_one, answered = (region.person(name, contact=contact) for name in ("Ubesvaret", "Besvaret"))
    actor = accounts.actor_of(contact)
    for person in (open_one, answered):
        inbox_services.ask(person_id=person.pk, told=inbox_services.Told("talk", "Ring"), actor=actor, now=NOW)
    done, row = Enquiry.objects.get(person=answered), Enquiry.objects.get(person=open_one)
    inbox_services.answer(enquiry_id=done.pk, version=1, words="Ja", actor=actor, now=NOW)
    Person.objects.update(closed_on=NOW.date(), closed_reason="moved_municipality")
    client = signed_in(contact)
    assert "Ubesvaret" in client.get("/indbakke/?enhed=").text
    page = client.get(f"/indbakke/{row.pk}/").text
    assert "Sagen er lukket" in page
    assert client.get(f"/indbakke/{done.pk}/").status_code == 404  # what is over is read in the case
    assert client.post(f"/indbakke/{row.pk}/svar/", {"version": 1, "words": "Vi ringede"}).status_code == 302
    assert "Ubesvaret" not in client.get("/indbakke/?enhed=").text


def test_an_enquiry_never_goes_to_a_role_whose_members_cannot_read_it(region: Region) -> None:
    leader, few = region.member("team_leader"), region.member("company_consultant", scope="caseload")
    person = region.person("Amina", contact=region.member("caseworker"))
    told = inbox_services.Told("job", "Er der en plads?", "phone")
    actor = accounts.actor_of(leader)
    row = inbox_services.ask(person_id=person.pk, told=told, actor=actor, now=NOW)
    assert (row.role, row.reason) == ("team_leader", "enquiry.nobody_of_role")
    with pytest.raises(NotAllowed, match=r"enquiry\.nobody_there"):
        inbox_services.send_on(
            enquiry_id=row.pk, version=1, role="company_consultant", owner_id=None, words="Dit", actor=actor, now=NOW
        )
    Membership.objects.filter(pk=few.pk).update(scope="organisation")
    row = inbox_services.ask(person_id=person.pk, told=told, actor=actor, now=NOW)
    assert (row.role, row.reason) == ("company_consultant", "enquiry.to_role")
    business = Unit.objects.create(organisation=region.helsingor, name="Erhverv", field="business")
    Membership.objects.filter(pk=few.pk).update(unit=business)
    Person.objects.filter(pk=person.pk).update(protected=True, zone="", unit=region.unit, contact=None)
    row = inbox_services.ask(person_id=person.pk, told=told, actor=actor, now=NOW)
    assert (row.role, row.reason) == ("team_leader", "enquiry.nobody_of_role")  # the consultant is outside the case
