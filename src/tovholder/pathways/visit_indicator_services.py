"""A follow-up of a stay with the fixed indicators of the visit, written together or not at all (S35-3)."""

from collections.abc import Mapping
from datetime import date, datetime, time
from typing import Any

from django.db import transaction
from django.utils.timezone import get_current_timezone, localdate

from tovholder.accounts import audit
from tovholder.accounts.actors import Actor
from tovholder.accounts.conflicts import NotAllowed
from tovholder.pathways import progress_instrument_services as instruments
from tovholder.pathways import progress_rules as rules
from tovholder.pathways import progress_sheet, visit_indicators
from tovholder.pathways.models import Measurement
from tovholder.pathways.progress_sheet import CASEWORKER
from tovholder.people import case_scope
from tovholder.people import queries as people
from tovholder.placements import ladder_services
from tovholder.placements.models import FollowUp, Placement


@transaction.atomic
def follow_up(
    *, placement_id: int, answers: Mapping[str, int | None], actor: Actor, now: datetime, **told: Any
) -> FollowUp:
    """A follow-up with the indicators of the visit: both or neither. Without answers it is a follow-up alone."""
    held = ladder_services.follow_up(placement_id=placement_id, actor=actor, now=now, **told)
    if answers:
        person_id = Placement.objects.values_list("person_id", flat=True).get(pk=placement_id)
        _note(person_id, answers, told["held_on"], actor, now)
    return held


def _note(person_id: int, answers: Mapping[str, int | None], held_on: date, actor: Actor, now: datetime) -> None:
    person = people.locked(person_id, actor=actor)
    if not case_scope.may_work_on(person, actor):
        raise NotAllowed("person.not_your_case")
    chosen = visit_indicators.code(on=localdate(now))
    version = instruments.version_to_use(chosen, organisation_id=person.organisation_id, now=now)
    sheet = progress_sheet.from_json(version.content)
    for name, value in answers.items():
        question = sheet.question(name)
        if question is None or question.respondent != CASEWORKER or not rules.is_answer(sheet, question, value):
            raise NotAllowed("progress.no_such_answer")
    if _stands(person.pk, version.pk, answers, held_on, actor):
        return
    at = now if held_on >= localdate(now) else datetime.combine(held_on, time(12), get_current_timezone())
    made = Measurement.objects.create(
        person=person, organisation_id=person.organisation_id, sheet=version, instrument_id=version.instrument_id,
        respondent=CASEWORKER, moment="along", by_id=actor.membership_id, answers=dict(answers), begun_at=now,
        changed_at=now, done_at=at,
    )  # fmt: skip
    facts: dict[str, object] = {"instrument": made.instrument_id, "of": CASEWORKER}
    audit.record(actor=actor, action="progress.send", person_id=person.pk, target=f"measurement:{made.pk}", facts=facts)


def _stands(person_id: int, sheet_id: int, answers: Mapping[str, int | None], held_on: date, actor: Actor) -> bool:
    """Whether the same visit was told by the same member already: a form sent twice is one."""
    told = Measurement.objects.filter(person_id=person_id, sheet_id=sheet_id, by_id=actor.membership_id)
    return any(row.answers == dict(answers) for row in told.filter(done_at__date=held_on))
