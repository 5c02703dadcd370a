"""A meeting and a week of everybody, with words that may not get out; and a member's own times."""

from datetime import time, timedelta
from typing import Any

from tests.architecture import leak_secrets as secret
from tovholder.pathways.models import Meeting, MeetingHours, MeetingStep, WeekEntry


def of(world: Any, one: Any, by: Any) -> None:
    """One meeting to come, for which something is missing, and one thing in the week."""
    at, words = world.now + timedelta(days=1), one.secrets.words(secret.NOTES)
    row = Meeting.objects.create(
        person=one.row, organisation=one.row.organisation, kind="talk", form="phone", starts_at=at,
        ends_at=at + timedelta(hours=1), host=by, interpreter="wanted", interpreter_language="ar", wants_to_move=True,
        wish_words=words, words=words, made_at=world.now, made_by=by,
    )  # fmt: skip
    world.keep("meeting_id", row, one)
    MeetingStep.objects.create(meeting=row, at=world.now, by=by, step="planned")
    entry = WeekEntry.objects.create(
        person=one.row, organisation=one.row.organisation, kind="danish", weekday=0, begins_at=time(9),
        ends_at=time(12), words=one.secrets.words(secret.STAY), starts_on=world.today, made_by=by,
    )  # fmt: skip
    world.keep("week_entry_id", entry, one)
    if "hours_id" not in world.things:
        hours = MeetingHours.objects.create(member=by, weekday=1, begins_at=time(9), ends_at=time(12))
        world.keep("hours_id", hours)
