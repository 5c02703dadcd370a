"""Absence, what was sent about it and hearings, each with words that may not get out."""

from datetime import timedelta
from typing import Any

from tests.architecture import leak_secrets as secret
from tovholder.accounts.models import Organisation
from tovholder.pathways.models import (
    AbsenceEvidence,
    Attendance,
    DutyGuidance,
    Hearing,
    HearingComment,
    HearingStep,
)


def of_somebody(world: Any, one: Any, centre: Organisation) -> None:
    """Days told by the language centre, a hearing that waits for a decision, and something the citizen has sent."""
    person, by, words = one.row, world.viewer(f"{one.home}/caseworker").membership, one.secrets.words(secret.HEARING)
    told: dict[str, Any] = {"person": person, "organisation": person.organisation}
    DutyGuidance.objects.create(**told, on=world.today - timedelta(days=90), language="da", at=world.now, by=by)
    hearing = Hearing.objects.create(
        **told, state="assessed", event_on=world.today - timedelta(days=3), intended="days_away", prepared_at=world.now,
        prepared_by=by, sent_at=world.now, sent_by=by, sent_how="handed_over", answer_by=world.today,
        assessed_at=world.now, assessed_by=by, assessment=words, ground="none", proposes="no_sanction",
    )  # fmt: skip
    HearingStep.objects.create(hearing=hearing, at=world.now, target="assessed", by=by)
    HearingComment.objects.create(hearing=hearing, at=world.now, words=words, by_citizen=True)
    for days, which in ((3, hearing), (2, None)):
        row = Attendance.objects.create(
            **told, source=centre, activity="danish", on=world.today - timedelta(days=days), coming="unclear",
            reason="transport", told_at=world.now, hearing=which,
        )  # fmt: skip
        world.keep("attendance_id", row, one)
    day = world.today - timedelta(days=3)
    row = AbsenceEvidence.objects.create(
        **told, hearing=hearing, sent_at=world.now, first_day=day, last_day=day, words=words
    )
    world.keep("evidence_id", row, one)
    world.keep("hearing_id", hearing, one)
