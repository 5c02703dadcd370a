"""Reads of progression: which sheets there are, one person's answers question by question, and colleagues' spread.

There is no list of people by what they answered, and none is to be made: answers are reached through one person."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
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
from tovholder.pathways.models import Instrument, InstrumentVersion, Measurement, MethodNote, Vignette, VignetteScore
from tovholder.pathways.progress_sheet import CASEWORKER, CITIZEN, Question, Sheet
from tovholder.people import case_scope
from tovholder.people import queries as people
from tovholder.people.models import Person


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


@dataclass(frozen=True)
class Given:
    """One answer to one question. `joins`: it was asked in the same words as today, so that a line may lead to it."""

    on: date
    value: int
    by: str
    moment: str
    number: int
    joins: bool


@dataclass(frozen=True)
class Line:
    """All that was answered to one axis by both, oldest first, and what can be said of it."""

    number: int
    axis: str
    citizen: Question | None
    caseworker: Question | None
    by_citizen: tuple[Given, ...]
    by_caseworker: tuple[Given, ...]
    citizen_moved: Decision
    caseworker_moved: Decision

    def name(self, language: str) -> str:
        question = self.citizen or self.caseworker
        return question.name(language) if question else ""

    @property
    def has_answers(self) -> bool:
        return bool(self.by_citizen or self.by_caseworker)


@dataclass(frozen=True)
class Belief:
    """What one named colleague believed on a day. About the colleague."""

    on: date
    by: str
    question: Question
    value: int
    step: progress_sheet.Words


@dataclass(frozen=True)
class Row:
    """One sheet as it was answered, question by question in the order of the lines: what the table shows."""

    on: date
    is_citizens: bool
    by: str
    older: bool
    values: tuple[tuple[Line, int | None], ...]


@dataclass
class Way:
    """One person's answers to one instrument."""

    instrument: Instrument
    sheet: Sheet
    lines: list[Line]
    due: Decision
    done: list[Measurement]
    apart: list[str]
    beliefs: list[Belief] = field(default_factory=list)

    @property
    def rows(self) -> list[Row]:
        """Newest first; by the day and who answered, not by what."""
        found = []
        for each in self.done:
            asked = [line.citizen if each.respondent == CITIZEN else line.caseworker for line in self.lines]
            told = zip(self.lines, asked, strict=True)
            values = tuple((line, each.answers.get(question.code) if question else None) for line, question in told)
            by = each.by.user.name if each.by is not None else ""
            on = localdate(each.done_at) if each.done_at is not None else date.max
            older = each.sheet.number < self.number
            found.append(Row(on, each.respondent == CITIZEN, by, older, values))
        return found

    @property
    def number(self) -> int:
        return max(each.sheet.number for each in self.done)

    @property
    def has_changed_words(self) -> bool:
        return any(not each.joins for line in self.lines for each in (*line.by_citizen, *line.by_caseworker))

    def axis_name(self, axis: str, language: str) -> str:
        return next((line.name(language) for line in self.lines if line.axis == axis), "")


@dataclass(frozen=True)
class Progress:
    """All of one person: what is begun, and the way by each instrument."""

    person: Person
    drafts: list[Measurement]
    ways: list[Way]
    sees_all: bool


def of_case(person_id: int, *, actor: Actor, on: date) -> Progress:
    """For staff who work in the case. What colleagues believe, and questions of health, within the case scope only."""
    person = people.case(person_id, actor=actor)
    if not case_scope.may_work_on(person, actor):
        raise OutOfReach
    within = case_scope.is_within_case_of(person, actor)
    rows = _of_person(person.pk)
    return Progress(person, _drafts(rows), _ways(rows, on=on, health=within, beliefs=within), within)


def own(*, actor: Actor, on: date) -> Progress | None:
    """For the citizen: the own answers, how staff saw it, and never what anybody believes."""
    person = people.own_case(actor=actor)
    if person is None:
        return None
    rows = _of_person(person.pk)
    mine = [draft for draft in _drafts(rows) if draft.respondent == CITIZEN]
    return Progress(person, mine, _ways(rows, on=on, health=True, beliefs=False), True)


def _of_person(person_id: int) -> list[Measurement]:
    rows = Measurement.objects.filter(person_id=person_id).select_related(
        "sheet", "instrument", "by__user", "asked_by__user"
    )
    return list(rows.order_by("done_at", "pk"))


def _drafts(rows: list[Measurement]) -> list[Measurement]:
    return [row for row in rows if row.done_at is None]


def _ways(rows: list[Measurement], *, on: date, health: bool, beliefs: bool) -> list[Way]:
    by_instrument: dict[int, list[Measurement]] = defaultdict(list)
    for row in rows:
        if row.done_at is not None:
            by_instrument[row.instrument_id].append(row)
    return [_way(done, on=on, health=health, beliefs=beliefs) for done in by_instrument.values()]


def _way(done: list[Measurement], *, on: date, health: bool, beliefs: bool) -> Way:
    sheets = {row.pk: progress_sheet.from_json(row.sheet.content) for row in done}
    newest = max(done, key=lambda row: (row.sheet.number, row.pk))
    sheet = sheets[newest.pk]
    shown = [question for question in sheet.questions if not question.belief and (health or not question.health)]
    given = {question.code: _given(question, done, sheets, sheet) for question in shown}
    lines = _lines(shown, given, on)
    latest = {code: rows[-1].value for code, rows in given.items() if rows}
    pairs = rules.paired(sheet, latest, latest)
    last = max(localdate(row.done_at) for row in done if row.done_at is not None)
    return Way(
        instrument=newest.instrument,
        sheet=sheet,
        lines=lines,
        due=rules.sheet_due(last_on=last, on=on),
        done=list(reversed(done)),
        apart=[axis for axis in rules.seen_differently(pairs, top=sheet.top) if any(x.axis == axis for x in lines)],
        beliefs=_beliefs(done, sheets) if beliefs else [],
    )


def _given(question: Question, done: list[Measurement], sheets: dict[int, Sheet], newest: Sheet) -> tuple[Given, ...]:
    found = []
    for row in done:
        value = row.answers.get(question.code)
        if value is not None and row.respondent == question.respondent and row.done_at is not None:
            joins = newest.means_the_same(sheets[row.pk], question.code)
            by = row.by.user.name if row.by is not None else ""
            found.append(Given(localdate(row.done_at), value, by, row.moment, row.sheet.number, joins))
    return tuple(found)


def _lines(shown: list[Question], given: dict[str, tuple[Given, ...]], on: date) -> list[Line]:
    axes: dict[str, dict[str, Question]] = {}
    for question in shown:
        axes.setdefault(question.axis, {})[question.respondent] = question
    found = []
    for number, (axis, asked) in enumerate(axes.items(), start=1):
        citizen, caseworker = asked.get(CITIZEN), asked.get(CASEWORKER)
        mine = given[citizen.code] if citizen else ()
        theirs = given[caseworker.code] if caseworker else ()
        moved = (rules.movement([each.value for each in rows if each.joins], on=on) for rows in (mine, theirs))
        found.append(Line(number, axis, citizen, caseworker, mine, theirs, *moved))
    return found


def _beliefs(done: list[Measurement], sheets: dict[int, Sheet]) -> list[Belief]:
    found = []
    for row in reversed(done):
        for code, value in row.beliefs.items():
            question = sheets[row.pk].question(code)
            if question is not None and value is not None and row.done_at is not None:
                by = row.by.user.name if row.by is not None else ""
                step = sheets[row.pk].scale[value - 1]
                found.append(Belief(localdate(row.done_at), by, question, value, step))
    return found


def measurement(measurement_id: int, *, actor: Actor) -> Measurement:
    """One sheet of somebody whose case the actor works in, or the citizen's own sheet to the citizen."""
    rows = Measurement.objects.select_related("sheet", "instrument", "by__user", "asked_by__user")
    found = rows.filter(pk=measurement_id).first()
    if found is None:
        raise OutOfReach
    found.person = people.case(found.person_id, actor=actor)
    if actor.is_citizen and found.respondent == CITIZEN:
        return found
    if not case_scope.may_work_on(found.person, actor):
        raise OutOfReach
    return found


def asked_now(measurement: Measurement, *, actor: Actor) -> tuple[Question, ...]:
    """The questions of the sheet that this reader may read the answers to."""
    sheet = progress_sheet.from_json(measurement.sheet.content)
    within = actor.is_citizen or case_scope.is_within_case_of(measurement.person, actor)
    own = measurement.by_id is not None and measurement.by_id == actor.membership_id
    return tuple(
        question
        for question in sheet.of(measurement.respondent)
        if (within or not question.health) and (within or own or not question.belief)
    )


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
    mine = next((answers for number, by, answers in rows if by == actor.membership_id and number == current), {})
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
    told, before = [], None
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
