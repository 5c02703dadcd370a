"""The municipality takes a handover in: cases with everything that was told, so that nobody is asked twice.

Somebody with a case here goes on in that case: there are never two."""

from collections.abc import Mapping
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from tovholder.accounts.actors import Actor
from tovholder.accounts.conflicts import NotAllowed
from tovholder.pathways import reception_queries as queries
from tovholder.pathways import reception_rules as rules
from tovholder.pathways.models import Handover, HandoverPerson, ReceptionTask
from tovholder.pathways.reception_saving import current, saved
from tovholder.people import case_scope
from tovholder.people import queries as people_queries
from tovholder.people import services as people
from tovholder.people.facts import Danish, HeldSkill, NewPerson, Schooled, Spoken, Wanted, Worked
from tovholder.people.models import FamilyLink, Person

JOIN, NEW = "join", "new"
ACCESS = "competence_handover"  # why the centre still sees somebody


@transaction.atomic
def take_in(
    *, handover_id: int, version: int, choices: Mapping[int, str], actor: Actor, now: datetime, contact_id: int | None
) -> list[int]:
    """Open the cases of the grown-ups, tied to each other, with one named contact. Gives their ids.

    `choices` says of those who look known (by place) whether to go on in the case that is here (`join`) or to open a
    new one (`new`); with the same number there is no other than to go on."""
    handover = current(handover_id, version, actor)
    if not queries.is_receiver(actor) or handover.status != "sent":
        raise NotAllowed("reception.not_open_any_more")
    family = queries.members(handover)
    known = {match.place: match for match in queries.known_here(handover, family, actor=actor)}
    opened, today = [], timezone.localdate(now)
    for each in family:
        if each.person_id is None and rules.gets_a_case(relation=each.relation, born_on=each.born_on, on=today):
            match, choice = known.get(each.place), choices.get(each.place, "")
            each.person_id = _joined(each, match, choice, actor, now) or _opened(handover, each, contact_id, actor, now)
            each.save(update_fields=["person"])
            opened.append(each.person_id)
    _tie(family, actor, now)
    handover.status, handover.taken_in_at = "taken_in", now
    handover.contact_id = actor.membership_id if actor.only_own_cases else contact_id
    saved(handover, actor=actor, action="handover.take_in", now=now)
    _open_to_centre(handover, family, actor, now)
    return opened


def _joined(each: HandoverPerson, match: queries.Known | None, choice: str, actor: Actor, now: datetime) -> int | None:
    """The case that is here already, opened again where it was closed; None when a new one is to be opened."""
    if match is None or (choice == NEW and not match.by_number):
        return None
    if choice != JOIN:
        code = "reception.has_a_case" if match.by_number else "reception.looks_known"
        raise NotAllowed(code, name=each.given_name)
    person = people_queries.locked(match.person.pk, actor=actor)
    if not case_scope.may_work_on(person, actor):
        raise NotAllowed("person.not_your_case")
    if person.closed_on is not None:
        people.reopen_case(person_id=person.pk, version=person.version, actor=actor, now=now)
    return person.pk


def _opened(handover: Handover, each: HandoverPerson, contact_id: int | None, actor: Actor, now: datetime) -> int:
    facts = NewPerson(
        given_name=each.given_name,
        family_name=each.family_name,
        cpr=each.cpr,
        born_on=each.born_on,
        protected=each.protected,
        phone=each.phone,
        email=each.email,
        residence_from=each.residence_from,
        takeover_on=handover.takeover_on,
        residence_group=each.residence_group,
    )
    made = people.register(
        facts=facts, actor=actor, now=now, unit_id=actor.unit_id, contact_id=contact_id, birth_is_right=True
    )
    _fill(made.person_id, each, actor, now)
    return made.person_id


def _fill(person_id: int, each: HandoverPerson, actor: Actor, now: datetime) -> None:
    """What was told stands in the case, part by part, as if it had been asked here."""
    danish = Danish(
        literacy=each.literacy,
        needs_interpreter=each.needs_interpreter,
        interpreter_language=each.interpreter_language,
        danish_track=each.danish_track,
        danish_module=each.danish_module,
        danish_test="",
    )
    work = [Worked(title=title, months=months) for title, months in each.work]
    schooling = [Schooled(title=title, years=years) for title, years in each.schooling]
    on = timezone.localdate(now)
    parts = (
        (people.set_danish, {"danish": danish}),
        (people.set_languages, {"languages": [Spoken(code) for code in each.languages]}),
        (people.set_competences, {"competences": [HeldSkill(code) for code in each.skills], "on": on}),
        (people.set_experience, {"experience": work}),
        (people.set_education, {"education": schooling}),
        (people.set_wishes, {"wishes": [Wanted(industry=code) for code in each.wishes]}),
    )
    version = 1
    for service, told in parts:
        if all(told.values()):
            version = service(person_id=person_id, version=version, actor=actor, now=now, **told).version


def _tie(family: list[HandoverPerson], actor: Actor, now: datetime) -> None:
    """The ties to the first one, in both cases."""
    first = next((each.person_id for each in family if each.place == 0), None)
    for each in family:
        if first and each.place and each.person_id and each.person_id != first:
            version = Person.objects.values_list("version", flat=True).get(pk=first)
            people.link_family(
                person_id=first, version=version, relative_id=each.person_id, relation=each.relation, actor=actor,
                now=now,
            )  # fmt: skip


def _open_to_centre(handover: Handover, family: list[HandoverPerson], actor: Actor, now: datetime) -> None:
    """Until the takeover the centre works on: it sees whom it handed over. Nobody protected."""
    today, until = timezone.localdate(now), handover.takeover_on
    if handover.sender_id is None or until is None or until <= today or any(each.protected for each in family):
        return
    for each in family:
        if each.person_id:
            people.open_access(
                person_id=each.person_id, organisation_id=handover.sender_id, purpose=ACCESS, fields="contact",
                starts_on=today, ends_before=until, source=f"handover:{handover.pk}", actor=actor, now=now,
            )  # fmt: skip


@transaction.atomic
def begin_for_case(*, person_id: int, actor: Actor, now: datetime) -> Handover:
    """A checklist for a case nobody handed over here: somebody who came another way. One for each case."""
    person = people_queries.locked(person_id, actor=actor)
    if not case_scope.may_work_on(person, actor):
        raise NotAllowed("person.not_your_case")
    standing = queries.of_person(person_id, actor=actor)
    if standing is not None:
        return standing
    handover = Handover(
        receiver_id=person.organisation_id, came="case", status="taken_in", takeover_on=person.takeover_on,
        written_by_id=actor.membership_id, contact_id=person.contact_id, made_at=now, taken_in_at=now,
    )  # fmt: skip
    handover.touched_at = now
    handover.save()
    HandoverPerson.objects.create(
        handover=handover, place=0, given_name=person.given_name, family_name=person.family_name,
        name_key=queries.name_lookup(person.given_name, person.family_name), born_on=person.born_on, person=person,
    )  # fmt: skip
    _list_tasks(handover, person_id, timezone.localdate(now))
    return saved(handover, actor=actor, action="handover.begin", now=now)


def _list_tasks(handover: Handover, person_id: int, on: date) -> None:
    children = FamilyLink.objects.filter(person_id=person_id, relation="child").values_list(
        "relative__born_on", flat=True
    )
    due = rules.tasks_of(on=on, takeover_on=handover.takeover_on, births=list(children))
    rows = [ReceptionTask(handover=handover, code=each.code, side=each.side, due_on=each.due_on) for each in due]
    ReceptionTask.objects.bulk_create(rows)
