"""Instruments made and changed, notes about the method, and invented cases scored: nothing here is about a citizen.

Team leaders and the secretariat make instruments; those who work on cases write notes and score. Raises NotAllowed,
OutOfReach, Stale."""

from collections.abc import Mapping
from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import localdate

from tovholder import parameters
from tovholder.accounts import audit
from tovholder.accounts.actors import Actor
from tovholder.accounts.conflicts import NotAllowed, OutOfReach, Stale
from tovholder.pathways import progress_instrument_queries as queries
from tovholder.pathways import progress_rules as rules
from tovholder.pathways import progress_sheet
from tovholder.pathways.models import Instrument, InstrumentVersion, Measurement, MethodNote, Vignette, VignetteScore
from tovholder.pathways.progress_sheet import CASEWORKER, Sheet


@transaction.atomic
def make_instrument(*, sheet: Sheet, actor: Actor, now: datetime, request_key: str = "") -> Instrument:
    """A new instrument with its first version. The same `request_key` twice is one instrument."""
    _require_maker(actor)
    _check(sheet)
    standing = Instrument.objects.filter(organisation_id=actor.organisation_id, request_key=request_key)
    if request_key and (found := standing.first()) is not None:
        return found
    made = Instrument.objects.create(
        organisation_id=actor.organisation_id, title=sheet.name("da"), by_id=actor.membership_id, made_at=now,
        request_key=request_key,
    )  # fmt: skip
    _add_version(made, sheet, actor.membership_id, now)
    _audit(actor, "instrument.make", made.pk)
    return made


def _require_maker(actor: Actor) -> None:
    if not queries.may_make(actor):
        raise NotAllowed("progress.not_your_instrument")


def _check(sheet: Sheet) -> None:
    decision = rules.may_be_used(sheet)
    if not decision.allowed:
        raise NotAllowed(decision.code, **decision.facts)


def _audit(actor: Actor, action: str, pk: int, **facts: object) -> None:
    audit.record(actor=actor, action=action, target=f"{action.split('.', maxsplit=1)[0]}:{pk}", facts=facts)


def _add_version(instrument: Instrument, sheet: Sheet, member_id: int | None, now: datetime) -> InstrumentVersion:
    """A version somebody has answered stays; one that nobody has used yet is put right in place."""
    content = progress_sheet.as_json(sheet)
    newest = instrument.versions.order_by("-number").first()
    if newest is not None and newest.content == content:
        return newest
    Instrument.objects.select_for_update().filter(pk=instrument.pk).first()  # two at once make one version
    newest = instrument.versions.order_by("-number").first()
    if newest is not None and newest.content == content:
        return newest
    if newest is not None and not _is_used(newest):
        newest.content, newest.made_at, newest.by_id = content, now, member_id
        newest.save()
        return newest
    number = newest.number + 1 if newest is not None else 1
    told = {"number": number, "content": content, "made_at": now, "by_id": member_id}
    return InstrumentVersion.objects.create(instrument=instrument, **told)


def _is_used(version: InstrumentVersion) -> bool:
    answered = Measurement.objects.filter(sheet=version).exists()
    return answered or Vignette.objects.filter(sheet=version).exists()


@transaction.atomic
def change_instrument(
    *, instrument_id: int, version: int, sheet: Sheet, actor: Actor, now: datetime
) -> InstrumentVersion:
    """Other words: a new version, unless nobody has answered the newest yet. Old answers keep the words they had."""
    found = _own(instrument_id, actor, version)
    _check(sheet)
    made = _add_version(found, sheet, actor.membership_id, now)
    found.title = sheet.name("da")
    found.version += 1
    found.save()
    _audit(actor, "instrument.change", found.pk, number=made.number)
    return made


@transaction.atomic
def retire_instrument(*, instrument_id: int, version: int, again: bool, actor: Actor, now: datetime) -> Instrument:
    """No new answers from today, or take it into use again. What was answered is shown as before."""
    found = _own(instrument_id, actor, version)
    found.retired_on = None if again else localdate(now)
    found.version += 1
    found.save()
    _audit(actor, "instrument.retire", found.pk, again=again)
    return found


def _own(instrument_id: int, actor: Actor, version: int) -> Instrument:
    _require_maker(actor)
    mine = Instrument.objects.select_for_update().filter(organisation_id=actor.organisation_id)
    found = mine.filter(pk=instrument_id).first() if actor.organisation_id is not None else None
    if found is None:
        raise OutOfReach
    if found.version != version:
        raise Stale
    return found


def version_to_use(choice: str, *, organisation_id: int | None, now: datetime) -> InstrumentVersion:
    """The newest version of the instrument that a choice names: a row's number, or the code of one of our examples,
    which is written down when it is first used. Only inside another service."""
    if choice.isdecimal():
        rows = queries.instruments_for(organisation_id, on=localdate(now)).filter(retired_on__isnull=True)
        found = rows.filter(pk=int(choice[:18])).first()
    else:
        found = _example(choice, now)
    newest = found.versions.order_by("-number").first() if found is not None else None
    if newest is None:
        raise NotAllowed("progress.no_such_sheet")
    return newest


def _example(code: str, now: datetime) -> Instrument | None:
    sheet = progress_sheet.own_examples(on=localdate(now)).get(code)
    if sheet is None:
        return None
    found, _ = Instrument.objects.get_or_create(code=code, defaults={"title": sheet.name("da"), "made_at": now})
    _add_version(found, sheet, None, now)
    return found


@transaction.atomic
def note_method(
    *,
    kind: str,
    on: date,
    words: str,
    actor: Actor,
    now: datetime,
    instrument: str = "",
    group: str = "",
    verdict: str = "",
    shared: bool = False,
    request_key: str = "",
) -> MethodNote:
    """What was seen in a talk, a grip that works, or whether another group should have the sheet. About no citizen."""
    if not actor.works_on_cases and not queries.may_make(actor):
        raise NotAllowed("progress.not_your_instrument")
    if not parameters.is_term("method_note_kinds", kind):
        raise NotAllowed("progress.no_such_choice")
    asks_verdict = parameters.term("method_note_kinds", kind).flag("verdict")
    if asks_verdict and not (group.strip() and parameters.is_term("method_note_verdicts", verdict)):
        raise NotAllowed("progress.verdict_needs_group")
    if on > localdate(now):
        raise NotAllowed("progress.day_to_come")
    standing = MethodNote.objects.filter(organisation_id=actor.organisation_id, request_key=request_key)
    if request_key and (found := standing.first()) is not None:
        return found
    about = version_to_use(instrument, organisation_id=actor.organisation_id, now=now) if instrument else None
    made = MethodNote.objects.create(
        organisation_id=actor.organisation_id, kind=kind, on=on, words=words, group=group[:80], at=now,
        verdict=verdict if asks_verdict else "", shared=shared, by_id=actor.membership_id, request_key=request_key,
        instrument_id=about.instrument_id if about else None,
    )  # fmt: skip
    _audit(actor, "method_note.write", made.pk, kind=kind)
    return made


@transaction.atomic
def make_vignette(
    *, title: str, words: str, choice: str, actor: Actor, now: datetime, request_key: str = ""
) -> Vignette:
    """An invented case to score with the caseworkers' questions of an instrument. Its first round begins today."""
    if not queries.may_make(actor):
        raise NotAllowed("progress.not_your_instrument")
    standing = Vignette.objects.filter(organisation_id=actor.organisation_id, request_key=request_key)
    if request_key and (found := standing.first()) is not None:
        return found
    version = version_to_use(choice, organisation_id=actor.organisation_id, now=now)
    if not queries.scored(progress_sheet.from_json(version.content)):
        raise NotAllowed("progress.nothing_asked_of_them")
    made = Vignette.objects.create(
        organisation_id=actor.organisation_id, sheet=version, title=title[:120], words=words, by_id=actor.membership_id,
        made_at=now, rounds=[localdate(now).isoformat()], request_key=request_key,
    )  # fmt: skip
    _audit(actor, "vignette.make", made.pk)
    return made


@transaction.atomic
def next_round(*, vignette_id: int, version: int, actor: Actor, now: datetime) -> Vignette:
    """The same case once more, to see whether the scale has drifted. Not twice on one day."""
    if not queries.may_make(actor):
        raise NotAllowed("progress.not_your_instrument")
    found = _vignette(vignette_id, actor)
    if found.version != version:
        raise Stale
    today = localdate(now).isoformat()
    if today in found.rounds:
        raise NotAllowed("progress.round_began_today")
    found.rounds = [*found.rounds, today]
    found.version += 1
    found.save()
    _audit(actor, "vignette.next_round", found.pk, number=len(found.rounds))
    return found


def _vignette(vignette_id: int, actor: Actor) -> Vignette:
    rows = Vignette.objects.select_for_update(of=("self",)).select_related("sheet")
    found = rows.filter(pk=vignette_id, organisation_id=actor.organisation_id).first()
    if found is None:
        raise OutOfReach
    return found


@transaction.atomic
def score(*, vignette_id: int, answers: Mapping[str, int | None], actor: Actor, now: datetime) -> VignetteScore:
    """The own answers in the round that runs; given again, they are put right. Others read them in the spread only."""
    if not actor.works_on_cases or actor.membership_id is None:
        raise NotAllowed("progress.not_your_instrument")
    found = _vignette(vignette_id, actor)
    sheet = progress_sheet.from_json(found.sheet.content)
    for code, value in answers.items():
        question = sheet.question(code)
        if question is None or question.respondent != CASEWORKER or not rules.is_answer(sheet, question, value):
            raise NotAllowed("progress.no_such_answer")
    told = {code: value for code, value in answers.items() if value is not None}
    if not told:
        raise NotAllowed("progress.nothing_answered")
    made, _ = VignetteScore.objects.update_or_create(
        vignette=found, round=len(found.rounds), by_id=actor.membership_id, defaults={"answers": told, "at": now}
    )
    _audit(actor, "vignette.score", found.pk, round=made.round)
    return made
