"""A member's own times for meetings, and the link to the own calendar. Nothing here is about a citizen."""

from datetime import datetime, time, timedelta

from django.db import transaction

from tovholder.accounts import audit, personal_links
from tovholder.accounts.actors import Actor
from tovholder.accounts.conflicts import NotAllowed, OutOfReach
from tovholder.pathways import meetings_queries as queries
from tovholder.pathways.models import MeetingHours

_LINK_HOLDS = timedelta(days=365)


@transaction.atomic
def add_hours(
    *, weekday: int, begins_at: time, ends_at: time, actor: Actor, at_centre_id: int | None = None, place: str = ""
) -> MeetingHours:
    """Tell a time of the week in which one can be met. The same beginning again changes that time."""
    member_id = _oneself(actor)
    if not 0 <= weekday <= 6 or ends_at <= begins_at:
        raise NotAllowed("meeting.hours_end_before_they_begin")
    if at_centre_id is not None and at_centre_id not in {row.pk for row in queries.centres(actor=actor)}:
        raise NotAllowed("meeting.no_such_centre")
    told = {"ends_at": ends_at, "at_centre_id": at_centre_id, "place": place}
    row, _is_new = MeetingHours.objects.update_or_create(
        member_id=member_id, weekday=weekday, begins_at=begins_at, defaults=told
    )
    audit.record(actor=actor, action="hours.add", target=f"membership:{member_id}")
    return row


@transaction.atomic
def drop_hours(*, hours_id: int, actor: Actor) -> None:
    """Take one of the own times away."""
    member_id = _oneself(actor)
    if not MeetingHours.objects.filter(pk=hours_id, member_id=member_id).delete()[0]:
        raise OutOfReach("hours")
    audit.record(actor=actor, action="hours.drop", target=f"membership:{member_id}")


def _oneself(actor: Actor) -> int:
    if not actor.works_on_cases or actor.membership_id is None:
        raise NotAllowed("meeting.no_such_host")
    return actor.membership_id


@transaction.atomic
def calendar_link(*, actor: Actor, now: datetime) -> str:
    """The token of a new link to the own calendar; the link from before ends."""
    target = f"membership:{_oneself(actor)}"
    ends_at = now + _LINK_HOLDS
    return personal_links.make(
        purpose=queries.CALENDAR, target=target, name=actor.name[:120], ends_at=ends_at, actor=actor, now=now
    )
