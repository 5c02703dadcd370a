"""What a language teacher has seen: told, taken back, answered by the citizen, taken into the case by case staff.

Only the fields of the case that matching reads anyway are written, with who saw it. Raises NoSuchPerson, OutOfReach,
NotAllowed, Stale."""

from collections.abc import Collection, Mapping
from dataclasses import fields
from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import localdate

from tovholder import parameters
from tovholder.accounts import audit
from tovholder.accounts.actors import Actor
from tovholder.accounts.conflicts import NotAllowed, OutOfReach, Stale
from tovholder.base.period import months_after
from tovholder.parameters.entry import Term
from tovholder.pathways import observation_queries as queries
from tovholder.pathways.models import TeacherObservation
from tovholder.people import case_scope
from tovholder.people import queries as people
from tovholder.people.facts import Danish, HeldSkill
from tovholder.people.models import Competence, Person
from tovholder.people.services import sections


@transaction.atomic
def tell(
    *,
    person_id: int,
    on: date,
    answers: Mapping[str, int],
    told_how: str,
    actor: Actor,
    now: datetime,
    request_key: str = "",
) -> TeacherObservation:
    """A teacher of somebody opened for teaching tells what was seen; the citizen knows of it (`told_how`)."""
    person = people.locked(person_id, actor=actor)
    if not queries.is_teacher(person, actor):
        raise NotAllowed("observation.only_the_teacher")
    standing = TeacherObservation.objects.filter(
        person=person, organisation_id=actor.organisation_id, request_key=request_key
    )
    if request_key and (found := standing.first()) is not None:
        return found
    _check(answers, on, told_how, now)
    made = TeacherObservation.objects.create(
        person=person, organisation_id=actor.organisation_id, by_id=actor.membership_id, on=on, answers=dict(answers),
        told_how=told_how, made_at=now, request_key=request_key,
    )  # fmt: skip
    _audit(made, actor, "observation.tell")
    return made


def _check(answers: Mapping[str, int], on: date, told_how: str, now: datetime) -> None:
    if not parameters.is_term("observation_told", told_how):
        raise NotAllowed("observation.tell_the_citizen")
    if on > localdate(now):
        raise NotAllowed("observation.day_to_come")
    years = parameters.value("contact_years_back", on=localdate(now)).whole()
    if on < months_after(localdate(now), -12 * years):
        raise NotAllowed("observation.day_long_past")
    if not answers:
        raise NotAllowed("observation.nothing_seen")
    asked = {term.code: term for term in queries.questions(on=on)}
    if any(code not in asked or not _is_answer(asked[code], value) for code, value in answers.items()):
        raise NotAllowed("observation.no_such_answer")


def _is_answer(question: Term, value: int) -> bool:
    if question.flag("module"):
        return 0 <= value <= queries.MOST_MODULES
    return any(row.whole("level") == value for row in parameters.terms("observation_steps"))


def _audit(row: TeacherObservation, actor: Actor, action: str, **facts: object) -> None:
    """Which questions, never what was answered."""
    told: dict[str, object] = {"from": row.organisation_id, **facts}
    audit.record(actor=actor, action=action, person_id=row.person_id, target=f"observation:{row.pk}", facts=told)


@transaction.atomic
def take_back(*, observation_id: int, version: int, actor: Actor, now: datetime) -> TeacherObservation:
    """The centre takes back what it told by mistake, until somebody has taken it into the case."""
    person, row = _locked(observation_id, version, actor)
    if not queries.is_teacher(person, actor) or row.organisation_id != actor.organisation_id:
        raise NotAllowed("observation.only_the_teacher")
    if row.taken_at is not None:
        raise NotAllowed("observation.in_the_case_already")
    row.withdrawn_at = now
    return _saved(row, actor, "observation.take_back")


@transaction.atomic
def reply(
    *, observation_id: int, version: int, answer: str, words: str, actor: Actor, now: datetime
) -> TeacherObservation:
    """The citizen says that it is right, says something about it, or says how it is right instead."""
    person, row = _locked(observation_id, version, actor)
    if not actor.is_citizen or person.organisation_id != actor.organisation_id:
        raise NotAllowed("observation.only_the_citizen")
    if not parameters.is_term("observation_replies", answer):
        raise NotAllowed("observation.no_such_answer")
    if parameters.term("observation_replies", answer).flag("disputes") and not words.strip():
        raise NotAllowed("observation.needs_words")
    row.reply, row.reply_words, row.replied_at = answer, words.strip(), now
    return _saved(row, actor, "observation.reply", reply=answer)


@transaction.atomic
def take_in(
    *,
    observation_id: int,
    version: int,
    codes: Collection[str],
    actor: Actor,
    now: datetime,
    talked_through: bool = False,
) -> TeacherObservation:
    """Case staff take single answers into the case: a skill as observed, or the module of Danish. What the citizen
    says is wrong is taken in only once it has been talked through."""
    person, row = _locked(observation_id, version, actor)
    if not case_scope.may_work_on(person, actor):
        raise NotAllowed("person.not_your_case")
    chosen = {code: row.answers[code] for code in codes if code in row.answers}
    if not chosen or len(chosen) != len(set(codes)):
        raise NotAllowed("observation.choose_answers")
    if queries.disputes(row) and not talked_through:
        raise NotAllowed("observation.talk_first")
    _into_case(person, row, chosen, actor, now)
    row.taken = sorted({*row.taken, *chosen})
    row.taken_at, row.taken_by_id = now, actor.membership_id
    return _saved(row, actor, "observation.take_in", codes=sorted(chosen))


def _into_case(person: Person, row: TeacherObservation, chosen: Mapping[str, int], actor: Actor, now: datetime) -> None:
    asked = {term.code: term for term in queries.questions(on=row.on)}
    told = {"person_id": person.pk, "actor": actor, "now": now}
    module = next((value for code, value in chosen.items() if asked[code].flag("module")), None)
    if module is not None:
        danish = {each.name: getattr(person, each.name) for each in fields(Danish)} | {"danish_module": module}
        person = sections.set_danish(version=person.version, danish=Danish(**danish), **told)  # type: ignore[arg-type]
    skills = {asked[code].text("skill"): value for code, value in chosen.items() if asked[code].text("skill")}
    if skills:
        held = {each.skill: HeldSkill(each.skill, each.level, each.evidence) for each in _held(person)}
        held |= {skill: HeldSkill(skill, level, "in_class") for skill, level in skills.items()}
        wanted = list(held.values())
        sections.set_competences(version=person.version, competences=wanted, on=row.on, **told)  # type: ignore[arg-type]


def _held(person: Person) -> list[Competence]:
    return list(Competence.objects.filter(person=person))


def _locked(observation_id: int, version: int, actor: Actor) -> tuple[Person, TeacherObservation]:
    """The citizen and then the row under lock. Stale when somebody wrote in it since `version`."""
    person_id = TeacherObservation.objects.filter(pk=observation_id).values_list("person_id", flat=True).first()
    if person_id is None:
        raise OutOfReach("observation")
    person = people.locked(person_id, actor=actor)
    row = TeacherObservation.objects.select_for_update().get(pk=observation_id)
    if row.withdrawn_at is not None:
        raise OutOfReach("observation")
    if row.version != version:
        raise Stale
    return person, row


def _saved(row: TeacherObservation, actor: Actor, action: str, **facts: object) -> TeacherObservation:
    row.version += 1
    row.save()
    _audit(row, actor, action, **facts)
    return row
