"""Reads of what teachers have seen: the centre its own while the citizen is opened to it, case staff, the citizen."""

from dataclasses import dataclass
from datetime import date

from tovholder import parameters
from tovholder.accounts.actors import Actor
from tovholder.accounts.conflicts import OutOfReach
from tovholder.accounts.roles import Role
from tovholder.parameters.entry import Term
from tovholder.pathways.models import TeacherObservation
from tovholder.people import case_scope
from tovholder.people import queries as people
from tovholder.people.models import Competence, Person

OPENED_AS = "learning"  # the set of fields a class opens (people.Access)
MOST_MODULES = 6


@dataclass(frozen=True)
class Seen:
    """One answer with its question in the words of its day, and whether it stands in the case."""

    question: Term
    value: int
    is_taken: bool

    @property
    def step(self) -> str:
        """The code of the step; '' for a module."""
        if self.question.flag("module"):
            return ""
        rows = parameters.terms("observation_steps")
        return next((row.code for row in rows if row.whole("level") == self.value), "")


@dataclass(frozen=True)
class Told:
    """One observation as it is shown."""

    row: TeacherObservation
    answers: tuple[Seen, ...]

    @property
    def is_disputed(self) -> bool:
        return disputes(self.row)

    @property
    def left(self) -> tuple[Seen, ...]:
        """What may still be taken in."""
        return tuple(each for each in self.answers if not each.is_taken)


def disputes(row: TeacherObservation) -> bool:
    return bool(row.reply) and parameters.term("observation_replies", row.reply).flag("disputes")


def questions(*, on: date) -> tuple[Term, ...]:
    """The questions in force on the day something was seen."""
    return parameters.terms("observation_questions", on=on)


def is_teacher(person: Person, actor: Actor) -> bool:
    """Whether the citizen is opened to this language teacher for teaching."""
    return actor.may(Role.LANGUAGE_ADVISER) and OPENED_AS in people.opened_fields(person.pk, actor=actor)


def of_person(person: Person, *, actor: Actor) -> list[Told]:
    """Newest first, of somebody reached by `people.case`: all for case staff and the citizen, the own for a centre."""
    rows = TeacherObservation.objects.filter(person_id=person.pk, withdrawn_at__isnull=True)
    if is_teacher(person, actor):
        rows = rows.filter(organisation_id=actor.organisation_id)
    elif not (actor.is_citizen or case_scope.may_work_on(person, actor)):
        raise OutOfReach("observation")
    found = rows.select_related("organisation", "by__user", "taken_by__user").order_by("-on", "-pk")
    return [Told(row, _answers(row)) for row in found[:50]]


def _answers(row: TeacherObservation) -> tuple[Seen, ...]:
    asked = {term.code: term for term in questions(on=row.on)}
    return tuple(Seen(asked[code], value, code in row.taken) for code, value in row.answers.items() if code in asked)


def in_case(person: Person) -> dict[str, Competence | int]:
    """What the case says now, by the code of the question that may replace it. The caller has reached the person."""
    held = {row.skill: row for row in Competence.objects.filter(person_id=person.pk)}
    found: dict[str, Competence | int] = {}
    for term in parameters.terms("observation_questions"):
        if term.flag("module") and person.danish_module is not None:
            found[term.code] = person.danish_module
        elif term.text("skill") in held:
            found[term.code] = held[term.text("skill")]
    return found


def person_of(observation_id: int, *, actor: Actor) -> Person:
    """The citizen an observation is about, noted; a look at one out of reach is noted as refused."""
    person_id = TeacherObservation.objects.filter(pk=observation_id).values_list("person_id", flat=True).first()
    if person_id is None:
        raise OutOfReach("observation")
    return people.case(person_id, actor=actor)
