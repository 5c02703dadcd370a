"""What stands behind the wall of health, what it tells others, and the help after the start, for the walk."""

from datetime import time, timedelta
from typing import TYPE_CHECKING

from tests.architecture import leak_secrets as secret
from tovholder.pathways.models import (
    AftercareStep,
    Companion,
    GuidanceVisit,
    LeaveGroup,
    LeaveGroupMember,
    ProposedConsiderations,
    SetAsideHours,
    ToldFact,
    ToldIndication,
)
from tovholder.pathways.models.health import HealthHours, HealthScreening, HealthTalk, TeamDecision, TeamDecisionLook

if TYPE_CHECKING:
    from tests.architecture.leak_region import World

_WITH_HEALTH = ("quiet", "protected")


def make(world: "World", home: str) -> None:
    """One of each for two citizens of the home, one of them protected."""
    at, by = world.homes[home], world.viewer(f"{home}/caseworker").membership
    group = LeaveGroup.objects.create(
        organisation=at, title="Barselscafé", weekday=1, begins_at=time(10), starts_on=world.today, leader=None
    )
    world.keep("leave_group_id", group)
    for trait in _WITH_HEALTH:
        one = world.person(f"{home}/{trait}")
        who = {"person": one.row, "organisation": at, "by": by}
        words, told = one.secrets.words(secret.HEALTH), one.secrets.words(secret.NOTES)
        HealthScreening.objects.create(
            asked_on=world.today, moment="start", answers='{"sleep": "often"}', words=words, family_words=words, **who
        )
        talk = HealthTalk.objects.create(kind="doctor", planned_at=world.now, question=words, **who)
        world.keep("health_talk_id", talk, one)
        HealthTalk.objects.create(kind="doctor", planned_at=world.now, held_on=world.today, words=words, **who)
        decision = TeamDecision.objects.create(
            decided_on=world.today, model="one_person", roles="mentor", efforts="doctor", words=words,
            review_on=world.today, **who,
        )  # fmt: skip
        TeamDecisionLook.objects.create(decision=decision, on=world.today, words=words, by=by)
        world.keep("team_decision_id", decision, one)
        taken = SetAsideHours.objects.create(hours=4, starts_on=world.today, **who)
        HealthHours.objects.create(set_aside=taken, effort="health_centre", words=words)
        ProposedConsiderations.objects.create(codes=["no_dust"], proposed_at=world.now, **who)
        ToldIndication.objects.create(told_on=world.today, **who)
        ToldFact.objects.create(kind="housing", told_on=world.today, told_by="citizen", words=told, **who)
        step = AftercareStep.objects.create(kind="talk", due_on=world.today, words=told, at=world.now, **who)
        world.keep("aftercare_step_id", step, one)
        GuidanceVisit.objects.create(
            visited_on=world.today, topics=["school"], outcome="solved", words=told, **who
        )  # fmt: skip
        member = LeaveGroupMember.objects.create(
            group=group, person=one.row, organisation=at, joined_on=world.today, goal=told,
            returns_on=world.today + timedelta(days=9),
        )  # fmt: skip
        world.keep("leave_member_id", member, one)
        mentor = world.viewer(f"{home}/mentor").membership
        along = Companion.objects.create(mentor=mentor, at=world.now, meet_at="Stationen", **who)
        world.keep("companion_id", along, one)
