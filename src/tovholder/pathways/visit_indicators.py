"""The fixed indicators that a company consultant answers at each visit to a workplace, and what was answered last (S35-3).

They are a sheet as any other: each question for itself, read where progression is read, by the citizen too."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from django.db import transaction
from django.utils.timezone import get_current_timezone, localdate

from tovholder import parameters
from tovholder.accounts import audit
from tovholder.accounts.actors import Actor
from tovholder.accounts.conflicts import NotAllowed
from tovholder.pathways import progress_instrument_services as instruments
from tovholder.pathways import progress_rules as rules
from tovholder.pathways import progress_sheet
from tovholder.pathways.models import Measurement
from tovholder.pathways.progress_sheet import CASEWORKER, Question, Sheet
from tovholder.people import case_scope
from tovholder.people import queries as people
from tovholder.people.models import Person
from tovholder.placements import ladder_services
from tovholder.placements.models import FollowUp, Placement


@dataclass(frozen=True)
class Asked:
    """The sheet of today, its questions, and the newest answer to each that was asked in the same words."""

    sheet: Sheet
    questions: tuple[Question, ...]
    last: Mapping[str, int]
    last_on: date | None


def code(*, on: date) -> str:
    """Which instrument is the fixed one; '' on a day without any."""
    return next((row.code for row in parameters.terms("progress_instruments", on=on) if row.flag("at_visits")), "")


def asked(person: Person, *, actor: Actor, on: date) -> Asked | None:
    """What is asked at a visit, for those who work in the citizen's case; the stay of another's citizen asks nothing."""
    chosen = code(on=on)
    if not chosen or not case_scope.may_work_on(person, actor):
        return None
    sheet = progress_sheet.own_examples(on=on)[chosen]
    done = Measurement.objects.filter(person_id=person.pk, instrument__code=chosen, done_at__isnull=False)
    newest = done.select_related("sheet").order_by("-done_at", "-pk").first()
    if newest is None or newest.done_at is None:
        return Asked(sheet, sheet.of(CASEWORKER), {}, None)
    before = progress_sheet.from_json(newest.sheet.content)
    last = {name: value for name, value in newest.answers.items() if value and sheet.means_the_same(before, name)}
    return Asked(sheet, sheet.of(CASEWORKER), last, localdate(newest.done_at))


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
    version = instruments.version_to_use(code(on=localdate(now)), organisation_id=person.organisation_id, now=now)
    sheet = progress_sheet.from_json(version.content)
    for name, value in answers.items():
        question = sheet.question(name)
        if question is None or question.respondent != CASEWORKER or not rules.is_answer(sheet, question, value):
            raise NotAllowed("progress.no_such_answer")
    at = now if held_on >= localdate(now) else datetime.combine(held_on, time(12), get_current_timezone())
    made = Measurement.objects.create(
        person=person, organisation_id=person.organisation_id, sheet=version, instrument_id=version.instrument_id,
        respondent=CASEWORKER, moment="along", by_id=actor.membership_id, answers=dict(answers), begun_at=now,
        changed_at=now, done_at=at,
    )  # fmt: skip
    facts: dict[str, object] = {"instrument": made.instrument_id, "of": CASEWORKER}
    audit.record(actor=actor, action="progress.send", person_id=person.pk, target=f"measurement:{made.pk}", facts=facts)
