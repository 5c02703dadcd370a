"""The part of a complete case that stands behind the wall of health, and the help after a start."""

from dataclasses import replace
from datetime import time, timedelta
from decimal import Decimal
from typing import Any

from tests.integration.region import NOW, TODAY, Region
from tovholder.pathways import aftercare_services, companion_services, health_services, leave_services
from tovholder.people.models import Person

WORDS = (
    "Sover uroligt om natten",
    "Familien taler mere sammen",
    "Kan hun tåle skiftehold",
    "Råder til korte dage",
    "Teamet ser hele familien",
    "Bruger vejrtrækningen",
    "Gymnastik hver tirsdag",
    "Vuggestuen lukker klokken tre",
    "Ringer til pladsanvisningen",
    "Forstod ikke lønsedlen",
    "Vil læse til sosu efter barslen",
    "Ved uret på banegården",
)


def tell(region: Region, person: Person) -> None:
    """One of everything, through the services."""
    actor = region.actor("team_leader")
    who: dict[str, Any] = {"person_id": person.pk, "actor": replace(actor, reads_health=True), "now": NOW}
    health_services.screen(
        asked_on=TODAY,
        moment="start",
        answers={"sleep": "often"},
        words=WORDS[0],
        family_words=WORDS[1],
        tell=True,
        **who,
    )
    talk = health_services.book_talk(kind="social_physician", planned_at=NOW, question=WORDS[2], **who)
    told = {"actor": who["actor"], "now": NOW}
    health_services.hold_talk(
        health_talk_id=talk.pk, version=1, held_on=TODAY, words=WORDS[3], considerations=["short_days"], **told
    )
    team = ["caseworker", "mentor"]
    decision = health_services.decide(
        decided_on=TODAY, model="whole_family", roles=team, efforts=["family_talks"], words=WORDS[4], **who
    )
    again = TODAY + timedelta(days=30)
    health_services.look_again(
        team_decision_id=decision.pk, version=1, on=TODAY, words=WORDS[5], review_on=again, **told
    )
    health_services.set_hours(effort="health_centre", hours=Decimal(4), starts_on=TODAY, words=WORDS[6], **who)
    fact = aftercare_services.tell_fact(kind="childcare_gone", told_on=TODAY, told_by="citizen", words=WORDS[7], **who)
    aftercare_services.take_step(source=f"told:{fact.pk}", kind="talk", due_on=TODAY, words=WORDS[8], **who)
    aftercare_services.visit_guidance(visited_on=TODAY, topics=["pay_and_tax"], outcome="solved", words=WORDS[9], **who)
    group = leave_services.plan_leave_group(
        title="Hold", place="", weekday=1, begins_at=time(10), starts_on=TODAY, actor=actor, now=NOW
    )
    member = leave_services.join(group_id=group.pk, goal=WORDS[10], **who)
    leave_services.note_meeting(group_id=group.pk, on=TODAY, came=[member.pk], actor=actor, now=NOW)
    mentor = region.member("mentor")
    companion_services.send_along(mentor_id=mentor.pk, at=NOW + timedelta(days=1), meet_at=WORDS[11], **who)
