"""What the citizen writes on the own pages, and what case staff answer: corrections, the choice of industries."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from tovholder import parameters
from tovholder.accounts import audit
from tovholder.accounts.actors import Actor
from tovholder.accounts.conflicts import NotAllowed, OutOfReach, Stale
from tovholder.accounts.fields import lookup
from tovholder.accounts.roles import Role
from tovholder.pathways import own_queries, own_rules
from tovholder.pathways.models import Correction, IndustryPackage, WelcomeCourse
from tovholder.people import case_scope
from tovholder.people import queries as people_queries
from tovholder.people import services as people
from tovholder.people.facts import Wanted
from tovholder.people.models import Person, Wish


@transaction.atomic
def propose_correction(
    *, person_id: int, about: str, words: str, actor: Actor, now: datetime, request_key: str = ""
) -> Correction:
    """The citizen says that something in the own case is wrong. The same `request_key` twice is one, and so are the
    same words while nobody has answered: a page gone back to has a new key."""
    person = _own_case_of_citizen(person_id, actor)
    key = lookup("correction", f"{request_key}|{about}|{words}")[:40] if request_key else ""
    standing = Correction.objects.filter(person=person, request_key=key).first() if key else None
    if standing is not None:
        return standing
    if not parameters.is_term("correction_fields", about) or not words.strip():
        raise NotAllowed("correction.needs_words")
    same = Correction.objects.filter(person=person, about=about, answered_at__isnull=True)
    if (said := next((each for each in same if each.words == words.strip()), None)) is not None:
        return said
    made = Correction.objects.create(person=person, about=about, words=words.strip(), told_at=now, request_key=key)
    facts: dict[str, object] = {"about": about}
    audit.record(actor=actor, action="correction.propose", person_id=person.pk, facts=facts)
    return made


@transaction.atomic
def answer_correction(
    *, person_id: int, correction_id: int, version: int, answer: str, words: str, actor: Actor, now: datetime
) -> Correction:
    """Case staff of the controller answer. Stale when somebody answered since; what was answered before is not lost:
    the page shows it. Whoever corrects does it in the case itself; this says so to the citizen."""
    person = _written_by_staff(person_id, actor)
    found = Correction.objects.select_for_update().filter(person=person, pk=correction_id).first()
    if found is None:
        raise OutOfReach("correction")
    if found.version != version:
        raise Stale
    if not parameters.is_term("correction_answers", answer):
        raise NotAllowed("correction.no_such_answer")
    if parameters.term("correction_answers", answer).flag("needs_words") and not words.strip():
        raise NotAllowed("correction.answer_needs_words")
    found.answer, found.answer_words = answer, words.strip()
    found.answered_at, found.answered_by_id = now, actor.membership_id
    found.version += 1
    found.save()
    facts: dict[str, object] = {"about": found.about, "answer": answer}
    audit.record(actor=actor, action="correction.answer", person_id=person.pk, facts=facts)
    return found


@transaction.atomic
def choose_industries(*, person_id: int, version: int, chosen: Sequence[str], actor: Actor, now: datetime) -> Person:
    """The citizen's wishes among the industries offered, best first: they become the wishes of the case.

    Occupations that stand there of a chosen industry stay. Refused for too few, and for what is not offered."""
    person = _own_case_of_citizen(person_id, actor)
    on = timezone.localdate(now)
    course = WelcomeCourse.objects.select_for_update().filter(person=person).first()
    offered = own_queries.offered_to(person, course, on=on)
    decision = own_rules.may_choose(chosen=chosen, offered=offered, on=on)
    if decision.refused:
        raise NotAllowed(decision.code, **dict(decision.facts))
    saved = people.set_wishes(
        person_id=person_id, version=version, wishes=_wishes(person, chosen), actor=actor, now=now
    )
    if course is not None:
        course.chosen, course.chosen_at = list(chosen), now
        course.version += 1
        course.save(update_fields=["chosen", "chosen_at", "version"])
    facts: dict[str, object] = {"industries": len(chosen)}
    audit.record(actor=actor, action="industries.choose", person_id=person.pk, facts=facts)
    return saved


def _wishes(person: Person, chosen: Sequence[str]) -> list[Wanted]:
    named: dict[str, list[Wanted]] = {}
    for wish in Wish.objects.filter(person=person).exclude(occupation="").order_by("rank"):
        named.setdefault(wish.industry, []).append(Wanted(wish.industry, wish.occupation))
    return [each for industry in chosen for each in named.get(industry) or [Wanted(industry)]]


@transaction.atomic
def plan_welcome(
    *, person_id: int, version: int, starts_on: date, practice_weeks: int, actor: Actor, now: datetime
) -> WelcomeCourse:
    """Plan the welcome course or move it; the days follow by rule. The industries are those offered on its first day.

    `version` 0 is a course nobody has planned yet."""
    person = _written_by_staff(person_id, actor)
    standing = WelcomeCourse.objects.select_for_update().filter(person=person).first()
    if (standing.version if standing else 0) != version:
        raise Stale
    decision = own_rules.may_plan(starts_on=starts_on, practice_weeks=practice_weeks)
    if decision.refused:
        raise NotAllowed(decision.code, **dict(decision.facts))
    course = standing or WelcomeCourse(person=person, version=0)
    course.starts_on, course.practice_weeks = starts_on, practice_weeks
    course.industries = own_queries.package_of(person.organisation_id, on=starts_on)
    course.planned_by_id = actor.membership_id
    course.version += 1
    course.save()
    audit.record(actor=actor, action="welcome.plan", person_id=person.pk, facts={"starts_on": starts_on.isoformat()})
    return course


@transaction.atomic
def offer_industries(*, industries: Sequence[str], starts_on: date, actor: Actor, now: datetime) -> IndustryPackage:
    """The list of the municipality from a day on. Courses that are planned already keep theirs."""
    if actor.kind != "municipality" or not actor.may(Role.TEAM_LEADER) or actor.organisation_id is None:
        raise NotAllowed("industries.by_leader")
    known = [code for code in dict.fromkeys(industries) if parameters.is_term("own_industries", code)]
    least = parameters.value("industries_to_choose", on=starts_on).whole()
    if len(known) < least or len(known) != len(industries):
        raise NotAllowed("industries.too_few_offered", least=least)
    if starts_on < timezone.localdate(now):
        raise NotAllowed("industries.from_today_on")
    package, _is_new = IndustryPackage.objects.update_or_create(
        organisation_id=actor.organisation_id,
        starts_on=starts_on,
        defaults={"industries": known, "set_by_id": actor.membership_id},
    )
    audit.record(actor=actor, action="industries.offer", facts={"starts_on": starts_on.isoformat(), "codes": known})
    return package


def _own_case_of_citizen(person_id: int, actor: Actor) -> Person:
    person = people_queries.locked(person_id, actor=actor)
    if not actor.is_citizen:
        raise NotAllowed("own.only_the_citizen")
    if person.closed_on is not None:
        raise NotAllowed("own.case_closed")
    return person


def _written_by_staff(person_id: int, actor: Actor) -> Person:
    person = people_queries.locked(person_id, actor=actor)
    if not case_scope.may_work_on(person, actor):
        raise NotAllowed("person.not_your_case")
    return person
