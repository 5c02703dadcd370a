"""How the complete case came here: by mail, with a child, a file, a thing in place and the minutes of a meeting."""

from typing import Any

from tests.integration.region import NOW, TODAY
from tovholder.accounts.actors import Actor
from tovholder.pathways import reception_services as handovers
from tovholder.pathways import reception_taking_services as taking
from tovholder.pathways import reception_task_services as tasks
from tovholder.pathways.models import Handover
from tovholder.pathways.reception_facts import HandoverFacts, MemberFacts, SentFile

WORDS = ("Parwana", "Vil bo nær biblioteket", "Har syet for et teater", "Konto i Sparekassen", "Talte om skolen")


def tell(cpr: str, actor: Actor) -> None:
    file = SentFile("skema.pdf", b"%PDF-1.7 Zulaykha Qamarudin")
    facts = HandoverFacts(receiver_id=actor.organisation_id or 0, words="Vil bo nær biblioteket", consent_on=TODAY)
    first = MemberFacts(given_name="Zulaykha", family_name="Qamarudin", cpr=cpr, words="Har syet for et teater")
    made, _ = handovers.write(facts=facts, first=first, file=file, actor=actor, now=NOW)
    common: dict[str, Any] = {"handover_id": made.pk, "actor": actor, "now": NOW}
    child = MemberFacts(given_name="Parwana", family_name="Qamarudin", relation="child")
    made, _ = handovers.put_member(version=made.version, facts=child, **common)
    tasks.set_task(code="bank", version=1, state="done", words="Konto i Sparekassen", **common)
    meeting = tasks.plan_meeting(planned_on=TODAY, **common)
    tasks.hold_meeting(meeting_id=meeting.pk, version=1, held_on=TODAY, minutes="Talte om skolen", actor=actor, now=NOW)
    version = Handover.objects.values_list("version", flat=True).get(pk=made.pk)
    taking.take_in(version=version, choices={0: taking.JOIN}, contact_id=actor.membership_id, **common)
