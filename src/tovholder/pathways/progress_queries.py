"""Reads of one person's answers, question by question.

There is no list of people by what they answered, and none is to be made: answers are reached through one person."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.db.models import Max, OuterRef, QuerySet, Subquery
from django.utils.timezone import localdate

from tovholder import parameters
from tovholder.accounts.actors import Actor
from tovholder.accounts.conflicts import OutOfReach
from tovholder.base.decision import Decision
from tovholder.base.period import months_after
from tovholder.pathways import progress_rules as rules
from tovholder.pathways import progress_sheet
from tovholder.pathways.models import Instrument, Measurement
from tovholder.pathways.progress_sheet import CASEWORKER, CITIZEN, Question, Sheet
from tovholder.people import case_scope
from tovholder.people import queries as people
from tovholder.people.models import Person


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


def moved(person: Person, *, actor: Actor, on: date) -> list[str]:
    """How each question has moved of which enough is told to say so, as codes. For staff who work in the case: of what
    anybody believes nothing, and of health only within the case. The caller has reached the person."""
    if not case_scope.may_work_on(person, actor):
        return []
    within = case_scope.is_within_case_of(person, actor)
    ways = _ways(_of_person(person.pk), on=on, health=within, beliefs=False)
    told = [each for way in ways for line in way.lines for each in (line.citizen_moved, line.caseworker_moved)]
    return [each.code for each in told if each.allowed]


def waits_for_citizen(person_id: int) -> bool:
    """Whether somebody has asked the citizen to answer a sheet that is not sent. The caller has reached the person."""
    drafts = Measurement.objects.filter(person_id=person_id, done_at__isnull=True, respondent=CITIZEN)
    return drafts.filter(asked_by__isnull=False).exists()


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
        apart=[axis for axis in rules.seen_differently(pairs) if any(x.axis == axis for x in lines)],
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


def due_again(*, actor: Actor, on: date) -> QuerySet[Person]:
    """Those the actor is the named contact of who have answered a sheet, so long ago that it is soon time again.
    With `last`, when they answered; what they answered is not read."""
    every = parameters.value("progress_every", on=on)
    before = months_after(on + timedelta(days=every.whole("soon_days")), -every.whole("months"))
    sent = Measurement.objects.filter(person_id=OuterRef("pk"), done_at__isnull=False).order_by()
    newest = sent.values("person_id").annotate(at=Max("done_at")).values("at")
    mine = people.own_open(actor=actor).filter(contact_id=actor.membership_id, contact__isnull=False)
    return mine.annotate(last=Subquery(newest)).filter(last__date__lte=before)
