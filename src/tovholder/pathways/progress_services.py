"""Sheets answered: begun, answered step by step or all at once, sent, or thrown away before that.

Case staff of the controller write in any sheet of the case; the citizen in the own sheets to the citizen. What is sent
stays. Raises NoSuchPerson, OutOfReach, NotAllowed, Stale."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.utils.timezone import localdate

from tovholder import parameters
from tovholder.accounts import audit
from tovholder.accounts.actors import Actor
from tovholder.accounts.conflicts import NotAllowed, OutOfReach, Stale
from tovholder.pathways import progress_instrument_services as instruments
from tovholder.pathways import progress_rules as rules
from tovholder.pathways import progress_sheet
from tovholder.pathways.models import Measurement
from tovholder.pathways.progress_sheet import CITIZEN, RESPONDENTS, Question, Sheet
from tovholder.people import case_scope
from tovholder.people import queries as people
from tovholder.people import services as people_services
from tovholder.people.models import Person


@transaction.atomic
def begin(
    *,
    person_id: int,
    choice: str,
    respondent: str,
    actor: Actor,
    now: datetime,
    moment: str = "along",
    together: bool = False,
    language: str = "da",
    second: str = "",
) -> Measurement:
    """A draft of the sheet `choice` names (`progress_queries.offered`). A draft that stands is gone on with.

    By staff and not `together`, a sheet to the citizen is one the citizen is asked to answer."""
    person = _writable(person_id, actor, respondent)
    if respondent not in RESPONDENTS or not parameters.is_term("progress_moments", moment):
        raise NotAllowed("progress.no_such_choice")
    version = instruments.version_to_use(choice, organisation_id=person.organisation_id, now=now)
    if not progress_sheet.from_json(version.content).of(respondent):
        raise NotAllowed("progress.nothing_asked_of_them")
    drafts = Measurement.objects.filter(person=person, respondent=respondent, done_at__isnull=True)
    standing = drafts.filter(instrument_id=version.instrument_id).select_related("sheet").first()
    if standing is not None:
        return _gone_on_with(standing, together=together, second=second)
    asks = respondent == CITIZEN and not actor.is_citizen and not together
    made = Measurement.objects.create(
        person=person, organisation_id=person.organisation_id, sheet=version, instrument_id=version.instrument_id,
        respondent=respondent, moment=moment, together=together, language=language, second=second,
        asked_by_id=actor.membership_id if asks else None, by_id=None if asks else actor.membership_id,
        begun_at=now, changed_at=now,
    )  # fmt: skip
    _audit(made, actor, "progress.ask" if asks else "progress.begin")
    return made


def _gone_on_with(draft: Measurement, *, together: bool, second: str) -> Measurement:
    """The draft that stands. One the citizen was asked for may be answered in a talk after all."""
    if together and not draft.together:
        draft.together, draft.second = True, draft.second or second
        draft.save(update_fields=["together", "second"])
    return draft


def _writable(person_id: int, actor: Actor, respondent: str) -> Person:
    person = people.locked(person_id, actor=actor)
    own = actor.is_citizen and respondent == CITIZEN
    if not own and not case_scope.may_work_on(person, actor):
        raise NotAllowed("person.not_your_case")
    people_services.require_open(person)
    return person


def _audit(measurement: Measurement, actor: Actor, action: str) -> None:
    """Never what was answered: whoever reads the log learns that it was."""
    facts: dict[str, object] = {"instrument": measurement.instrument_id, "of": measurement.respondent}
    audit.record(
        actor=actor, action=action, person_id=measurement.person_id, target=f"measurement:{measurement.pk}", facts=facts
    )


@transaction.atomic
def answer(
    *,
    measurement_id: int,
    code: str,
    value: int | None,
    seen: int | None,
    actor: Actor,
    now: datetime,
    language: str = "",
    second: str | None = None,
) -> Measurement:
    """One question of a sheet to the citizen. `seen` is the answer that stood on the page: Stale when it is another."""
    draft = _draft(measurement_id, actor)
    sheet = progress_sheet.from_json(draft.sheet.content)
    _put(draft, sheet, code, value, seen=seen, checked=True)
    if language:
        draft.language, draft.second = language, second or ""
    return _saved(draft, actor, now)


@transaction.atomic
def fill(
    *, measurement_id: int, answers: Mapping[str, int | None], version: int, actor: Actor, now: datetime, send: bool
) -> Measurement:
    """All questions at once, kept as a draft or sent. Stale when somebody saved since `version`."""
    draft = _draft(measurement_id, actor, version=version)
    sheet = progress_sheet.from_json(draft.sheet.content)
    for code, value in answers.items():
        _put(draft, sheet, code, value)
    if send:
        _send(draft, now)
    saved = _saved(draft, actor, now)
    if send:
        _audit(saved, actor, "progress.send")
    return saved


@transaction.atomic
def send(*, measurement_id: int, version: int, actor: Actor, now: datetime) -> Measurement:
    """The answers as they stand. From then on nobody changes them."""
    draft = _draft(measurement_id, actor, version=version)
    _send(draft, now)
    saved = _saved(draft, actor, now)
    _audit(saved, actor, "progress.send")
    return saved


def _send(draft: Measurement, now: datetime) -> None:
    if not any(value is not None for value in [*draft.answers.values(), *draft.beliefs.values()]):
        raise NotAllowed("progress.nothing_answered")
    draft.done_at = now


@transaction.atomic
def throw_away(*, measurement_id: int, version: int, actor: Actor, now: datetime) -> None:
    """A draft that should not have been begun, with its answers. What is sent is not thrown away."""
    draft = _draft(measurement_id, actor, version=version)
    if actor.is_citizen and draft.asked_by_id is not None:
        raise NotAllowed("progress.somebody_asks")
    _audit(draft, actor, "progress.throw_away")
    draft.delete()


def _draft(measurement_id: int, actor: Actor, *, version: int | None = None) -> Measurement:
    """The draft under lock, for somebody who may write in it. Stale when somebody saved or sent it since `version`."""
    found = Measurement.objects.filter(pk=measurement_id).values_list("person_id", "respondent").first()
    if found is None:
        raise OutOfReach
    _writable(found[0], actor, found[1])
    draft = (
        Measurement.objects.select_for_update(of=("self",)).select_related("sheet").filter(pk=measurement_id).first()
    )
    if draft is None:
        raise OutOfReach
    if draft.done_at is not None:
        raise NotAllowed("progress.sent_already", day=localdate(draft.done_at))
    if version is not None and draft.version != version:
        raise Stale
    return draft


def _put(
    draft: Measurement,
    sheet: Sheet,
    code: str,
    value: int | None,
    *,
    seen: int | None = None,
    checked: bool = False,
) -> None:
    question = sheet.question(code)
    if question is None or question.respondent != draft.respondent or not rules.is_answer(sheet, question, value):
        raise NotAllowed("progress.no_such_answer")
    kept = _kept(draft, question)
    if checked and kept.get(code) not in (seen, value):
        raise Stale
    kept[code] = value


def _kept(draft: Measurement, question: Question) -> dict[str, int | None]:
    found: dict[str, int | None] = draft.beliefs if question.belief else draft.answers
    return found


def _saved(draft: Measurement, actor: Actor, now: datetime) -> Measurement:
    draft.by_id, draft.changed_at = actor.membership_id, now
    draft.version += 1
    draft.save()
    return draft
