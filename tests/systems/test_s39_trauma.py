"""S39 and the health parts of S40: a closet of its own, opened by one right. Screening, team decisions, talks with the
social physician; what others see is the consideration in words."""

from collections.abc import Callable
from datetime import date, time, timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.test import Client
from django.utils import timezone

from tests.integration.region import Region
from tovholder import parameters
from tovholder.accounts import health_right
from tovholder.accounts import queries as accounts
from tovholder.accounts.actors import Actor
from tovholder.accounts.conflicts import NotAllowed, Stale
from tovholder.accounts.models import AuditEntry, Membership, ReadSubject
from tovholder.pathways import consideration_queries, health_queries, health_services, week_queries
from tovholder.pathways.models import Companion, ProposedConsiderations, SetAsideHours
from tovholder.pathways.models.health import HealthScreening, HealthTalk, TeamDecision
from tovholder.people.models import Person

SignedIn = Callable[[Membership], Client]
SECRET = "Mareridt om flugten over havet"


@pytest.fixture
def reader(region: Region) -> Membership:
    """A member of the trauma team; an administrator has given the right."""
    member = region.member("caseworker", initials="TT")
    admin = region.actor("administrator")
    health_right.give(actor=admin, membership_id=member.pk, task="trauma_team")
    return Membership.objects.select_related("user", "organisation").get(pk=member.pk)


@pytest.fixture
def person(region: Region) -> Person:
    return region.person("Amina", contact=region.member("caseworker", initials="MB"))


def answers(often: int) -> dict[str, str]:
    asked = [term.code for term in parameters.terms("health_questions")]
    return {code: "often" if number < often else "never" for number, code in enumerate(asked)}


def screen(person: Person, actor: Actor, *, often: int = 4, **more: object) -> HealthScreening:
    told: dict[str, object] = {"moment": "start", "words": SECRET, **more}
    return health_services.screen(
        person_id=person.pk, asked_on=timezone.localdate(), answers=answers(often), actor=actor, now=timezone.now(),
        **told,
    )  # type: ignore[arg-type]  # fmt: skip


def test_s39_1_the_questions_are_answered_in_the_closet_and_only_an_indication_leaves_it(
    region: Region, signed_in: SignedIn, reader: Membership, person: Person
) -> None:
    told = {f"q_{code}": answer for code, answer in answers(4).items()}
    told |= {"asked_on": timezone.localdate().isoformat(), "moment": "start", "words": SECRET, "tell": "on"}
    page = signed_in(reader).post(f"/sundhed/{person.pk}/spoergsmaal/", told, follow=True).text
    assert "4 af 8 svar er “ofte”. En samtale" in page
    assert SECRET in page
    colleague = signed_in(region.member("caseworker", initials="MB"))
    outside = colleague.get(f"/sundhed/{person.pk}/hensyn/").text
    assert "Sundhedssiden vil gerne spørges før det næste skridt" in outside
    for address in (f"/sundhed/{person.pk}/hensyn/", f"/borgere/{person.pk}/", f"/borgere/{person.pk}/log/"):
        words = colleague.get(address).text
        assert SECRET not in words
        assert "ofte" not in words


def test_s39_1_nobody_without_the_right_gets_in_whatever_the_role_and_the_try_is_in_the_log(
    region: Region, signed_in: SignedIn, reader: Membership, person: Person
) -> None:
    screen(person, accounts.actor_of(reader))
    for role, initials in (("caseworker", "MB"), ("team_leader", ""), ("company_consultant", "")):
        browser = signed_in(region.member(role, initials=initials))
        for address in ("", "spoergsmaal/", "samtale/", "beslutning/", "timer/"):
            answer = browser.get(f"/sundhed/{person.pk}/{address}")
            assert (answer.status_code, "låst" in answer.text) == (403, True)
        assert "/sundhed/" not in {link for link in browser.get("/min-dag/").text.split('"') if link == "/sundhed/"}
    refused = ReadSubject.objects.filter(person_id=person.pk, event__purpose="health", event__allowed=False)
    assert refused.count() == 15


def test_s39_1_what_is_written_is_sealed_in_the_database(region: Region, reader: Membership, person: Person) -> None:
    screen(person, accounts.actor_of(reader), family_words=SECRET)
    with connection.cursor() as cursor:
        cursor.execute("SELECT answers, words, family_words FROM pathways_healthscreening")
        row = " ".join(cursor.fetchone())
    assert SECRET not in row
    assert "often" not in row


def test_s39_1_the_citizen_reads_who_looked_and_the_caseworker_without_the_right_does_not(
    region: Region, signed_in: SignedIn, reader: Membership, person: Person
) -> None:
    citizen = region.member("citizen")
    Person.objects.filter(pk=person.pk).update(login=citizen.user)
    signed_in(reader).get(f"/sundhed/{person.pk}/")
    page = signed_in(citizen).get("/borger/hvem-har-set/").text
    assert "oplysninger om helbred, som er låst for andre" in page
    assert "det, der er noteret om helbred" in page.lower() or "helbred" in page
    log = signed_in(region.member("caseworker", initials="MB")).get(f"/borgere/{person.pk}/log/").text
    assert "helbred" not in log


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"roles": ["caseworker"]}, "health.a_team_has_two"),
        ({"efforts": []}, "health.choose_an_effort"),
        ({"review_on": date(2026, 3, 2)}, "health.review_before_decision"),
        ({"decided_on": date(2999, 1, 1)}, "health.not_yet"),
        ({"efforts": ["laser"]}, "health.no_such_code"),
    ],
)
def test_s39_2_a_decision_without_a_team_an_effort_or_a_later_look_is_refused(
    reader: Membership, person: Person, changes: dict[str, object], code: str
) -> None:
    with pytest.raises(NotAllowed) as refused:
        decided(person, accounts.actor_of(reader), **changes)
    assert refused.value.code == code


def decided(person: Person, actor: Actor, **changes: object) -> TeamDecision:
    told: dict[str, object] = {
        "decided_on": date(2026, 3, 2), "model": "whole_family", "roles": ["treatment_staff", "family_guide"],
        "efforts": ["narrative", "family_talks"], "words": SECRET, **changes,
    }  # fmt: skip
    return health_services.decide(person_id=person.pk, actor=actor, now=timezone.now(), **told)  # type: ignore[arg-type]


def test_s39_2_a_decision_is_followed_to_its_end_and_two_who_write_at_once_lose_nothing(
    signed_in: SignedIn, reader: Membership, person: Person
) -> None:
    row = decided(person, accounts.actor_of(reader))
    assert row.review_on == date(2026, 4, 27)  # eight weeks, as the method says
    browser, address = signed_in(reader), f"/sundhed/beslutning/{row.pk}/"
    assert "Behandler, Familieguide" in browser.get(address).text
    today = timezone.localdate()
    told = {"version": 1, "on": today.isoformat(), "words": "Sover bedre"}
    again = {**told, "review_on": (today + timedelta(days=30)).isoformat()}
    assert browser.post(address, again).status_code == 302
    late = browser.post(address, {**told, "outcome": "Vil gerne i arbejde"})
    assert (late.status_code, "Vil gerne i arbejde" in late.text) == (409, True)
    browser.post(address, {**told, "version": 2, "outcome": "Vil gerne i arbejde"})
    row.refresh_from_db()
    assert (row.ended_on, row.outcome, row.looks.count()) == (today, "Vil gerne i arbejde", 2)
    assert "Sluttede" in browser.get(address).text


def test_s39_3_the_same_questions_from_start_to_end_stand_side_by_side_with_the_familys_words(
    signed_in: SignedIn, reader: Membership, person: Person
) -> None:
    actor = accounts.actor_of(reader)
    screen(person, actor, often=5)
    screen(person, actor, often=1, moment="end", family_words="Vi taler sammen igen")
    page = signed_in(reader).get(f"/sundhed/{person.pk}/").text
    assert page.index("Ved starten") < page.index("Ved afslutningen")
    assert "Vi taler sammen igen" in page
    found = health_queries.closet(person.pk, actor=actor, on=timezone.localdate())
    assert dict(health_queries.progression(found.screenings))["nightmares"] == ["often", "never"]


def test_s40_1_a_talk_with_the_social_physician_proposes_considerations_and_keeps_the_diagnosis(
    region: Region, signed_in: SignedIn, reader: Membership, person: Person
) -> None:
    browser, today = signed_in(reader), timezone.localdate()
    booked = {"kind": "social_physician", "planned_at": f"{today}T09:00", "question": SECRET, "request_key": "a"}
    for _ in range(2):  # a finger pressed twice
        browser.post(f"/sundhed/{person.pk}/samtale/", booked)
    talk = HealthTalk.objects.get()
    held = {"version": 1, "held_on": today.isoformat(), "words": SECRET, "considerations": ["quiet_room", "short_days"]}
    browser.post(f"/sundhed/samtale/{talk.pk}/", held)
    contact, proposal = signed_in(region.member("caseworker", initials="MB")), ProposedConsiderations.objects.get()
    page = contact.get(f"/sundhed/{person.pk}/hensyn/").text
    assert "Rolige omgivelser" in page
    assert SECRET not in page
    contact.post(f"/sundhed/{person.pk}/hensyn/svar/", {"proposal": proposal.pk, "take": ["quiet_room"]})
    told = consideration_queries.told(
        person.pk, actor=accounts.actor_of(region.member("caseworker", initials="MB")), on=today
    )
    assert (told.standing, told.proposed, told.answered[0].state) == (["quiet_room"], [], "taken")
    again = contact.post(
        f"/sundhed/{person.pk}/hensyn/svar/", {"proposal": proposal.pk, "answer": "no"}, follow=True
    )  # fmt: skip
    assert "En kollega har svaret imens" in again.text


def test_s40_1_a_talk_is_written_down_once_and_two_who_do_it_are_told(reader: Membership, person: Person) -> None:
    actor, now = accounts.actor_of(reader), timezone.now()
    talk = health_services.book_talk(person_id=person.pk, kind="doctor", planned_at=now, actor=actor, now=now)
    health_services.cancel_talk(health_talk_id=talk.pk, version=1, actor=actor, now=now)
    for version, refusal in ((1, Stale), (2, NotAllowed)):
        with pytest.raises(refusal):
            health_services.cancel_talk(health_talk_id=talk.pk, version=version, actor=actor, now=now)


def test_s40_2_a_mentor_goes_along_and_is_told_when_and_where_but_not_to_whom(
    region: Region, signed_in: SignedIn, reader: Membership, person: Person
) -> None:
    mentor, now = region.member("mentor"), timezone.now()
    booked = health_services.book_talk(
        person_id=person.pk, kind="psychologist", planned_at=now + timedelta(days=3), question=SECRET,
        actor=accounts.actor_of(reader), now=now,
    )  # fmt: skip
    assert "Bed en mentor gå med" in signed_in(reader).get(f"/sundhed/samtale/{booked.pk}/").text
    at = timezone.localtime(booked.planned_at).strftime("%Y-%m-%dT%H:%M")
    contact, address = signed_in(region.member("caseworker", initials="MB")), f"/efter/{person.pk}/foelges/"
    assert at in contact.get(f"{address}?tid={at}").text
    told = {"mentor_id": mentor.pk, "at": at, "meet_at": "Stationen kl. 8.30"}
    for _ in range(2):
        assert contact.post(address, told).status_code == 302
    browser = signed_in(mentor)
    page = browser.get("/efter/foelges/").text
    assert page.count("Stationen") == 1
    assert "Amina" in page
    assert "Psykolog" not in page + browser.get(f"/borgere/{person.pk}/").text
    assert browser.get(f"/sundhed/samtale/{booked.pk}/").status_code == 403
    contact.post(f"/efter/foelges/{Companion.objects.get().pk}/aflys/")
    assert "Amina" not in browser.get("/efter/foelges/").text
    assert browser.get(f"/borgere/{person.pk}/").status_code == 404


def test_s40_3_hours_at_the_health_centre_are_taken_for_everybody_and_why_for_nobody_else(
    region: Region, signed_in: SignedIn, reader: Membership, person: Person
) -> None:
    health_services.set_hours(
        person_id=person.pk, effort="health_centre", hours=Decimal("4.5"), starts_on=timezone.localdate(), weekday=1,
        actor=accounts.actor_of(reader), now=timezone.now(),
    )  # fmt: skip
    region.stay(person, hours_unpaid=20, ends_before=timezone.localdate() + timedelta(days=30))
    page = signed_in(region.member("caseworker", initials="MB")).get(f"/sundhed/{person.pk}/hensyn/").text
    assert "4,5 timer om ugen" in page
    assert "20 timer uden og 0 med løn om ugen" in page
    assert "sundhedscentret" not in page
    staff = signed_in(region.member("caseworker", initials="MB"))
    plan, week = staff.get(f"/plan/{person.pk}/").text, staff.get(f"/moeder/uge/{person.pk}/").text
    assert "24,5 timer om ugen" in plan  # the stay and what is set aside
    assert "Faste aftaler" in plan
    assert "Aftale: 4,5 timer om ugen uden fast tid" in week
    assert "sundhedscentret" not in plan + week
    SetAsideHours.objects.update(begins_at=time(9, 30))
    coming = (timezone.localdate() + timedelta(days=7)).isoformat()
    assert "09:30–14:00 <strong>Aftale</strong>" in staff.get(f"/moeder/uge/{person.pk}/?uge={coming}").text
    busy = week_queries.busy(person.pk, first=timezone.localdate(), days=7)
    assert "appointment" in {each.kind for each in busy}
    assert "sundhedscentret" in signed_in(reader).get(f"/sundhed/{person.pk}/").text


def test_the_right_is_given_by_an_administrator_to_others_with_a_task_and_ends_with_the_role(
    region: Region, signed_in: SignedIn, reader: Membership
) -> None:
    admin = region.member("administrator")
    page = signed_in(admin).get(f"/medlemmer/{reader.pk}/").text
    assert "Tag retten tilbage" in page
    own = Membership.objects.create(user=admin.user, organisation=region.helsingor, role="caseworker")
    for member, task, code in (
        (own, "trauma_team", "member.own_health"),
        (region.member("benefits_officer"), "trauma_team", "member.health_not_of_role"),
        (region.member("team_leader"), "curious", "member.health_needs_task"),
        (region.member("caseworker", at=region.fredensborg), "trauma_team", "member.not_yours"),
    ):
        with pytest.raises(NotAllowed) as refused:
            health_right.give(actor=accounts.actor_of(admin), membership_id=member.pk, task=task)
        assert refused.value.code == code
    told = {"role": "benefits_officer", "scope": "organisation", "active": "on", "seen": accounts.state_of(reader)}
    signed_in(admin).post(f"/medlemmer/{reader.pk}/", {**told, "unit": reader.unit_id})
    reader.refresh_from_db()
    assert not reader.reads_health
    assert AuditEntry.objects.get(action="member.give_health").facts == {"task": "trauma_team"}
