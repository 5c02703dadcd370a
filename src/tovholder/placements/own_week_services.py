"""The citizen tells of a week: hours and days away, beside what company and municipality tell. Nothing is overwritten.

Raises NotAllowed, OutOfReach."""

from datetime import datetime

from django.db import transaction
from django.utils.timezone import localdate

from tovholder.accounts import audit
from tovholder.accounts.actors import Actor
from tovholder.accounts.conflicts import NotAllowed
from tovholder.people import services as people
from tovholder.placements import ladder_queries, ladder_rules, telling
from tovholder.placements.ladder_rules import HoursStep
from tovholder.placements.models import CitizenWeek
from tovholder.placements.services.moving import source_of


@transaction.atomic
def tell(*, placement_id: int, week: HoursStep, absent_days: int, actor: Actor, now: datetime) -> CitizenWeek:
    """Only the citizen, of the own stay. The same told twice is told once; something else is one more row.

    Refused for days outside the stay or to come, more hours than a week has, and for more days away than there are."""
    placement, party = telling.told_about(placement_id, actor=actor)
    if party != telling.CITIZEN:
        raise NotAllowed("own_week.of_the_citizen")
    people.require_open(placement.person)
    decision = ladder_rules.may_report(
        week, starts_on=placement.starts_on, ends_before=ladder_queries.end_of(placement), on=localdate(now)
    )
    if not decision.allowed:
        raise NotAllowed(decision.code, **decision.facts)
    if not 0 <= absent_days <= week.days:
        raise NotAllowed("ladder.more_days_away_than_days", days=week.days)
    told = {"ends_before": week.ends_before, "unpaid": week.unpaid, "paid": week.paid, "absent_days": absent_days}
    last = placement.citizen_weeks.filter(starts_on=week.starts_on).order_by("-at", "-pk").first()
    if last is not None and all(getattr(last, name) == value for name, value in told.items()):
        return last
    made = CitizenWeek.objects.create(
        placement=placement, starts_on=week.starts_on, by_id=actor.membership_id, at=now, **told
    )
    facts = {"from": week.starts_on.isoformat(), "again": last is not None}
    audit.record(
        actor=actor, action="placement.tell_own_week", person_id=placement.person_id, target=source_of(placement),
        facts=facts,
    )  # fmt: skip
    return made
