"""No step of a hearing is skipped, nobody decides what they prepared, and nothing is told twice."""

from datetime import date, timedelta

import pytest

from tests.integration.attendance import photos
from tests.integration.attendance import scene as scenes
from tests.integration.attendance.scene import ANSWER_BY, AWAY_ON, GUIDED_ON, Scene, at
from tests.integration.region import NOW, Region
from tovholder.accounts import queries as accounts
from tovholder.accounts.conflicts import NotAllowed, OutOfReach, Stale
from tovholder.accounts.models import AuditEntry, Membership
from tovholder.accounts.roles import Role
from tovholder.documents.models import IssuedPaper
from tovholder.pathways import (
    attendance_services,
    evidence_services,
    hearing_queries,
    hearing_services,
    hearing_transitions,
)
from tovholder.pathways.models import AbsenceEvidence, Attendance, Hearing
from tovholder.people.models import Person
from tovholder.people.queries import NoSuchPerson

pytestmark = pytest.mark.any_database


@pytest.fixture
def scene(region: Region) -> Scene:
    return scenes.make(region)


def _refused(call: object, **how: object) -> str:
    with pytest.raises(NotAllowed) as refused:
        call(**how)  # type: ignore[operator]
    return refused.value.code


def test_from_a_day_away_to_a_decision_by_somebody_else(scene: Scene) -> None:
    scene.guided()
    hearing = scene.assessed(scene.expired(scene.sent()))
    decided = scene.decided(hearing, now=at(date(2026, 3, 20)))
    assert [step.target for step in decided.steps.order_by("pk")] == [
        "prepared", "sent", "expired", "assessed", "sanction",
    ]  # fmt: skip
    assert set(IssuedPaper.objects.values_list("kind", "language")) == {
        ("sanction_guide", "ar"), ("hearing_letter", "ar"), ("hearing_decision", "ar"),
    }  # fmt: skip
    told = set(AuditEntry.objects.filter(person_id=scene.person.pk).values_list("action", flat=True))
    assert {"attendance.tell", "attendance.guide", "hearing.prepare", "hearing.sent", "hearing.sanction"} <= told


def test_the_letter_is_refused_without_guidance_after_the_limit_and_with_too_little_time(scene: Scene) -> None:
    away = scene.away()
    assert _refused(scene.prepared) == "hearing.no_guidance"  # said before anybody writes a letter
    scene.guided(on=AWAY_ON)
    assert _refused(scene.prepared) == "hearing.guided_after"
    assert _refused(scene.guided, on=GUIDED_ON - timedelta(days=1)) == "guidance.before_case"
    scene.guided()
    hearing = scene.prepared(away)
    late = at(date(2026, 7, 1))
    with pytest.raises(NotAllowed) as refused:
        scene.sent(hearing, now=late, answer_by=late.date() + timedelta(days=14))
    assert (refused.value.code, refused.value.facts["latest_by"]) == ("hearing.too_late", date(2026, 6, 30))
    assert "Aktivloven" in str(refused.value.facts["law"])
    assert _refused(scene.sent, hearing=hearing, answer_by=NOW.date() + timedelta(days=3)) == "hearing.answer_too_soon"
    assert _refused(scene.sent, hearing=hearing, how="email") == "hearing.no_such_way"
    assert Hearing.objects.get().state == "prepared"
    assert not IssuedPaper.objects.filter(kind="hearing_letter").exists()


def test_nobody_decides_what_they_prepared_in_whatever_role(scene: Scene) -> None:
    scene.guided()
    hearing = scene.assessed(scene.expired(scene.sent()))
    now = at(date(2026, 3, 20))
    assert _refused(scene.decided, hearing=hearing, actor=scene.caseworker, now=now) == "decision.by_benefits_officer"
    both = Membership.objects.create(
        user_id=scene.caseworker.user_id, organisation=scene.region.helsingor, role=Role.BENEFITS_OFFICER
    )
    same = accounts.actor_of(both)
    assert _refused(scene.decided, hearing=hearing, actor=same, now=now) == "decision.prepared_by_oneself"
    assert Hearing.objects.get().state == "assessed"


def test_no_step_is_skipped_and_no_clock_takes_one(scene: Scene) -> None:
    scene.guided()
    hearing = scene.sent()
    assert _refused(scene.assessed, hearing=hearing) == "hearing.no_such_step"
    early = {"hearing_id": hearing.pk, "version": hearing.version, "actor": scene.caseworker, "now": at(ANSWER_BY)}
    assert _refused(hearing_services.expire, **early) == "hearing.still_time"
    with pytest.raises(OutOfReach):  # the benefits officer has nothing to read before there is an assessment
        scene.decided(hearing)
    with pytest.raises(Stale):
        scene.expired(Hearing(pk=hearing.pk, version=1))


def test_nothing_is_taken_while_the_citizen_may_answer_unless_that_is_all(scene: Scene) -> None:
    scene.guided()
    hearing = scene.sent()
    citizen = accounts.actor_of(scene.citizen())

    def say(words: str, is_all: bool = False) -> None:
        hearing_services.comment(hearing_id=hearing.pk, words=words, actor=citizen, now=NOW, is_all=is_all)

    def assessed() -> Hearing:
        return scene.assessed(Hearing.objects.get(), now=NOW)

    say("Bussen kom ikke")
    with pytest.raises(NotAllowed) as refused:
        scene.decided(assessed())
    assert (refused.value.code, refused.value.facts["answer_by"]) == ("hearing.time_runs", ANSWER_BY)
    say("Det er alt", is_all=True)
    say("Nej, vent: jeg finder billetten")  # what comes after takes it back
    assert _refused(scene.decided, hearing=assessed()) == "hearing.time_runs"
    say("Her er den. Det er alt", is_all=True)
    ready = assessed()
    assert _refused(scene.decided, hearing=ready, taken=" ") == "decision.taken_missing"
    assert scene.decided(ready).state == "sanction"
    day = Attendance.objects.get()
    assert (day.coming, day.cleared_by_id) == ("unlawful", scene.officer.membership_id)
    again = scene.decided(ready)  # the same press twice is once
    assert (again.version, IssuedPaper.objects.filter(kind="hearing_decision").count()) == (ready.version + 1, 1)
    with pytest.raises(Stale):
        scene.decided(ready, taken="Noget andet")


def test_what_is_sent_answers_only_the_hearing_about_those_days(scene: Scene) -> None:
    scene.guided()
    hearing = scene.sent()
    citizen = accounts.actor_of(scene.citizen())

    def send(on: date) -> AbsenceEvidence:
        sent = evidence_services.Sent(on, on, "Syg")
        return evidence_services.send(person_id=scene.person.pk, sent=sent, actor=citizen, now=NOW)

    assert send(NOW.date()).hearing_id is None
    assert Hearing.objects.get().state == "sent"
    assert hearing_queries.news_of(scene.person.pk, on=NOW.date()) == hearing
    row = send(AWAY_ON)
    assert (row.hearing_id, hearing_queries.sent_about(hearing)) == (hearing.pk, [row])
    assert (Hearing.objects.get().state, Hearing.objects.get().may_answer) == ("answered", True)


def test_a_day_told_in_two_ways_is_heard_only_when_somebody_has_judged_it(scene: Scene) -> None:
    scene.guided()
    told = attendance_services.Day(scene.person.pk, "danish", AWAY_ON, False, "no_word")
    own = attendance_services.tell(day=told, actor=scene.caseworker, now=NOW)
    there = attendance_services.Day(scene.person.pk, "danish", AWAY_ON, True)
    attendance_services.tell(day=there, actor=accounts.actor_of(scene.adviser), now=NOW)
    with pytest.raises(NotAllowed, match="judge_first"):
        scene.prepared(own)
    judge = {"attendance_id": own.pk, "version": own.version, "actor": scene.caseworker, "now": NOW}
    attendance_services.clear(**judge, holds=False, why="Læreren tog fejl af to")  # type: ignore[arg-type]
    hearing = scene.sent(scene.prepared(own))
    Attendance.objects.filter(coming="present").update(told_at=at(ANSWER_BY))  # told anew meanwhile
    heard = scene.assessed(scene.expired(hearing))
    assert _refused(scene.decided, hearing=heard, now=at(date(2026, 3, 20))) == "hearing.in_doubt"


def test_what_comes_after_the_assessment_leads_back_before_it(scene: Scene) -> None:
    scene.guided()
    hearing = scene.assessed(scene.expired(scene.sent()))
    citizen = accounts.actor_of(scene.citizen())
    sent = evidence_services.Sent(AWAY_ON, AWAY_ON, "Min sms fra den dag", photos.JPG)
    row = evidence_services.send(person_id=scene.person.pk, sent=sent, actor=citizen, now=NOW, request_key="a")
    again = evidence_services.send(person_id=scene.person.pk, sent=sent, actor=citizen, now=NOW, request_key="a")
    assert (again.pk, row.hearing_id, row.file_kind) == (row.pk, hearing.pk, "jpg")
    assert evidence_services.files.read(row.file) == evidence_services.cleaned(sent.data)
    late = at(date(2026, 3, 20))
    assert _refused(scene.decided, hearing=Hearing.objects.get(), now=late) == "hearing.no_such_step"
    assert Hearing.objects.get().state == "answered"


def test_a_deduction_is_not_proposed_with_a_ground_nor_decided_against_the_assessment(scene: Scene) -> None:
    scene.guided()
    Person.objects.filter(pk=scene.person.pk).update(visitation="activity_ready")
    heard = scene.expired(scene.sent())
    assert _refused(scene.assessed, hearing=heard, ground="reasonable") == "sanction.reasonable_ground"
    assert _refused(scene.assessed, hearing=heard, furthers=False) == "sanction.furthers_not"
    assert _refused(scene.assessed, hearing=heard, assessment=" ") == "hearing.assessment_missing"
    hearing = scene.assessed(heard, ground="reasonable", proposes="no_sanction")
    now = at(date(2026, 3, 20))
    assert _refused(scene.decided, hearing=hearing, now=now) == "decision.not_proposed"
    assert scene.decided(hearing, sanction=False, now=now).state == "no_sanction"


def test_a_day_is_told_by_those_it_is_opened_to_and_judged_by_the_case(scene: Scene) -> None:
    row = scene.away(reason="sick")
    assert scene.away(reason="sick").pk == row.pk
    assert scene.away(reason="transport").reason == "transport"
    stranger = scene.region.actor("language_adviser", initials="ZZ", at=scene.region.fredensborg)
    day = attendance_services.Day(scene.person.pk, "danish", AWAY_ON, True)
    with pytest.raises(NoSuchPerson):
        attendance_services.tell(day=day, actor=stranger, now=NOW)
    wrong = attendance_services.Day(scene.person.pk, "talk", AWAY_ON, True)
    adviser = accounts.actor_of(scene.adviser)
    assert _refused(attendance_services.tell, day=wrong, actor=adviser, now=NOW) == "person.not_your_case"
    judge = {
        "attendance_id": row.pk,
        "version": Attendance.objects.get().version,
        "actor": scene.caseworker,
        "now": NOW,
    }
    assert _refused(attendance_services.clear, **judge, holds=False, why="") == "attendance.why_missing"
    attendance_services.clear(**judge, holds=True, why="")  # type: ignore[arg-type]
    assert Attendance.objects.get().coming == "excused"
    again = attendance_services.Day(scene.person.pk, "danish", AWAY_ON, True)
    assert _refused(attendance_services.tell, day=again, actor=adviser, now=NOW) == "attendance.judged_already"


def test_a_list_is_written_whole_or_not_at_all(scene: Scene) -> None:
    days = [attendance_services.Day(scene.person.pk, "danish", AWAY_ON, True)]
    days.append(attendance_services.Day(scene.person.pk, "danish", NOW.date() + timedelta(days=2), True))
    adviser = accounts.actor_of(scene.adviser)
    with pytest.raises(NotAllowed) as refused:
        attendance_services.tell_many(days=days, actor=adviser, now=NOW)
    assert (refused.value.code, refused.value.facts["line"]) == ("attendance.not_yet", 2)
    assert not Attendance.objects.exists()


def test_a_disguised_or_too_large_file_is_refused_and_leaves_nothing(scene: Scene) -> None:
    citizen = accounts.actor_of(scene.citizen())
    how = {"person_id": scene.person.pk, "actor": citizen, "now": NOW}
    disguised = evidence_services.Sent(AWAY_ON, AWAY_ON, "x", b"MZ\x90\x00 et program")
    assert _refused(evidence_services.send, sent=disguised, **how) == "evidence.other_file"
    for first, last, why in (
        (AWAY_ON.replace(year=2020), AWAY_ON, "evidence.days_too_far"),
        (AWAY_ON, AWAY_ON.replace(year=2030), "evidence.days_too_far"),
        (AWAY_ON - timedelta(days=300), AWAY_ON, "evidence.days_too_many"),
    ):
        assert _refused(evidence_services.send, sent=evidence_services.Sent(first, last, "x"), **how) == why
    with pytest.raises(NotAllowed, match="too_large"):
        evidence_services.check_size(40_000_000, on=NOW.date())
    assert not AbsenceEvidence.objects.exists()


def test_every_state_but_the_last_ones_leads_on() -> None:
    assert set(hearing_transitions.FINAL) == {"sanction", "no_sanction", "dropped"}
    assert hearing_transitions.next_states("sent") == ("answered", "expired", "dropped")
