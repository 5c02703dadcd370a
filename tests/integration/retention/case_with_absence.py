"""Absence of the complete case: a day away, what the citizen sent about it, and a hearing begun."""

from datetime import date

from tests.integration.attendance.scene import ANSWER_BY, AWAY_ON, CHECK_AT, GUIDED_ON
from tests.integration.region import NOW, Region
from tovholder.pathways import attendance_services, evidence_services, hearing_services
from tovholder.pathways.evidence_services import Sent
from tovholder.people.models import Person

WORDS = ("Bussen kom ikke", "Var hos fasteren")


def make(region: Region, person: Person) -> None:
    told = {"actor": region.actor("caseworker"), "now": NOW}
    attendance_services.note_guidance(
        person_id=person.pk, on=GUIDED_ON, language="fa", interpreter=True, check_at=CHECK_AT, **told
    )
    day = attendance_services.Day(person.pk, "danish", AWAY_ON, False, "no_word")
    away = attendance_services.tell(day=day, **told)
    made = hearing_services.prepare(
        person_id=person.pk, attendance_ids=[away.pk], intended="days_away", language="fa", **told
    )
    made = hearing_services.send(
        hearing_id=made.pk, version=made.version, how="handed_over", answer_by=ANSWER_BY, check_at=CHECK_AT, **told
    )
    hearing_services.comment(hearing_id=made.pk, words=WORDS[1], **told)
    away_on, paper = date(2026, 3, 2), b"%PDF-1.7 startxref 9 %%EOF"
    sent = Sent(words=WORDS[0], first_day=away_on, last_day=away_on, data=paper)
    evidence_services.send(person_id=person.pk, sent=sent, **told)
