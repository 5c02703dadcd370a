"""Reads of instruments, notes about the method, and the spread of colleagues' scores. Never about a citizen."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Max, Q, QuerySet
from django.utils.timezone import localdate

from tovholder.accounts import queries as accounts
from tovholder.accounts.actors import Actor
from tovholder.accounts.conflicts import OutOfReach
from tovholder.accounts.roles import Role
from tovholder.base.decision import Decision
from tovholder.pathways import progress_rules as rules
from tovholder.pathways import progress_sheet
from tovholder.pathways.models import Instrument, InstrumentVersion, MethodNote, Vignette, VignetteScore
from tovholder.pathways.progress_sheet import CASEWORKER, Question, Sheet


def may_make(actor: Actor) -> bool:
    """Who may enter instruments and invented cases: a team leader, and the secretariat's coordinator."""
    return actor.may(Role.TEAM_LEADER, Role.COORDINATOR)


def instruments_for(organisation_id: int | None, *, on: date) -> QuerySet[Instrument]:
    """The own ones, our examples, and those a secretariat of one's partnership holds for all of it."""
    partners = accounts.together_with(organisation_id, on=on).filter(kind="secretariat")
    reach = Q(organisation_id=organisation_id) | Q(organisation__isnull=True) | Q(organisation__in=partners)
    return Instrument.objects.filter(reach)


@dataclass(frozen=True)
class Choice:
    """A sheet that may be used: `code` is what `begin` takes."""

    code: str
    sheet: Sheet
    instrument: Instrument | None = None
    number: int = 1
    holder: str = ""


def offered(organisation_id: int | None, *, on: date) -> list[Choice]:
    """Every sheet in use: our examples first, then by title."""
    examples = [Choice(code, sheet) for code, sheet in progress_sheet.own_examples(on=on).items()]
    rows = instruments_for(organisation_id, on=on).filter(organisation__isnull=False, retired_on__isnull=True)
    found = list(rows.select_related("organisation").order_by("title", "pk"))
    newest = _newest_versions(found)
    made = [
        Choice(str(row.pk), progress_sheet.from_json(newest[row.pk].content), row, newest[row.pk].number, _holder(row))
        for row in found
        if row.pk in newest
    ]
    return examples + made


def _holder(row: Instrument) -> str:
    return row.organisation.name if row.organisation is not None else ""


def _newest_versions(rows: Iterable[Instrument]) -> dict[int, InstrumentVersion]:
    versions = InstrumentVersion.objects.filter(instrument__in=rows).order_by("number")
    return {version.instrument_id: version for version in versions}


@dataclass(frozen=True)
class Held:
    """An instrument with all its versions, newest first."""

    instrument: Instrument
    versions: list[InstrumentVersion]
    may_change: bool

    @property
    def sheet(self) -> Sheet:
        return progress_sheet.from_json(self.versions[0].content)


def instruments(*, actor: Actor) -> QuerySet[Instrument]:
    """All one may use or has retired, for the list."""
    rows = instruments_for(actor.organisation_id, on=localdate()).select_related("organisation")
    return rows.annotate(newest=Max("versions__number"))


def instrument(instrument_id: int, *, actor: Actor) -> Held:
    """One of them, with its versions."""
    found = instruments(actor=actor).filter(pk=instrument_id).first()
    if found is None:
        raise OutOfReach
    versions = list(found.versions.select_related("by__user").order_by("-number"))
    own = actor.organisation_id is not None and found.organisation_id == actor.organisation_id
    return Held(found, versions, own and may_make(actor))


def method_notes(*, actor: Actor) -> QuerySet[MethodNote]:
    """The own house's, and what others one works together with have shared."""
    partners = accounts.partner_organisations(actor=actor)
    reach = Q(organisation_id=actor.organisation_id) | Q(shared=True, organisation__in=partners)
    return MethodNote.objects.filter(reach).select_related("by__user", "organisation", "instrument")


def scored(sheet: Sheet) -> tuple[Question, ...]:
    """What colleagues score in an invented case: the caseworker's questions but the beliefs."""
    return tuple(question for question in sheet.of(CASEWORKER) if not question.belief)


def vignettes(*, actor: Actor) -> QuerySet[Vignette]:
    return Vignette.objects.filter(organisation_id=actor.organisation_id).select_related("sheet", "sheet__instrument")


@dataclass(frozen=True)
class Round:
    """How one question was scored in one round: the own answer, and the others' only as a spread."""

    number: int
    on: date
    mine: int | None
    spread: rules.Spread | None
    alike: Decision
    drift: Decision | None


@dataclass(frozen=True)
class Scored:
    vignette: Vignette
    sheet: Sheet
    questions: tuple[Question, ...]
    mine: dict[str, int]
    rounds: dict[str, list[Round]]
    has_scored: bool

    @property
    def rows(self) -> list[tuple[Question, list[Round]]]:
        return [(question, self.rounds[question.code]) for question in self.questions]


def vignette(vignette_id: int, *, actor: Actor, on: date) -> Scored:
    """One invented case. Of the round that runs the others' answers are shown to those who have given their own."""
    found = vignettes(actor=actor).filter(pk=vignette_id).first()
    if found is None:
        raise OutOfReach
    sheet = progress_sheet.from_json(found.sheet.content)
    rows = list(VignetteScore.objects.filter(vignette=found).values_list("round", "by_id", "answers"))
    current = len(found.rounds)
    own = [answers for number, by, answers in rows if by == actor.membership_id and number == current]
    mine: dict[str, int] = own[0] if own else {}
    asked = scored(sheet)
    rounds = {question.code: _rounds(question.code, found, rows, actor, on, bool(mine)) for question in asked}
    return Scored(found, sheet, asked, mine, rounds, bool(mine))


def _rounds(
    code: str,
    found: Vignette,
    rows: Sequence[tuple[int, int, dict[str, int]]],
    actor: Actor,
    on: date,
    has_scored: bool,
) -> list[Round]:
    told: list[Round] = []
    before: list[int] | None = None
    for number, day in enumerate(found.rounds, start=1):
        values = [answers[code] for which, _, answers in rows if which == number and code in answers]
        mine = next(
            (answers.get(code) for which, by, answers in rows if which == number and by == actor.membership_id), None
        )
        if number == len(found.rounds) and not has_scored and not may_make(actor):
            break
        alike = rules.alike(values, on=on)
        shown = None if alike.is_unknown else rules.spread(values)
        drift = rules.drift(before, values, on=on) if before is not None else None
        told.append(Round(number, date.fromisoformat(day), mine, shown, alike, drift))
        before = values
    return told
