"""Change one part of the case at a time, so that two colleagues who write in different parts do not collide for long.

Lists are handed in whole: what is not in the list any more is removed."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict
from datetime import date, datetime
from typing import Any

from django.db import models, transaction
from django.utils import timezone

from tovholder.accounts.actors import Actor
from tovholder.accounts.conflicts import NotAllowed
from tovholder.people import queries
from tovholder.people.facts import (
    Danish,
    HeldLicence,
    HeldSkill,
    Profile,
    Reach,
    Schooled,
    Spoken,
    Wanted,
    Worked,
)
from tovholder.people.models import (
    Competence,
    Consideration,
    Education,
    Experience,
    FamilyLink,
    LanguageSkill,
    Licence,
    Person,
    Wish,
)
from tovholder.people.services.case import check_days, saved, writable, writable_open

_INVERSE = {"spouse": "spouse", "sibling": "sibling", "child": "parent", "parent": "child"}


@transaction.atomic
def set_profile(
    *, person_id: int, version: int, profile: Profile, actor: Actor, now: datetime, birth_is_right: bool = False
) -> Person:
    """Refused for days no life has. A birth before 1900 is asked about when it is new, until `birth_is_right`."""
    person = writable_open(person_id, actor=actor, version=version)
    changed = _copied(profile, person)
    check_days(person, on=timezone.localdate(now), birth_is_right=birth_is_right or "born_on" not in changed)
    person.name_key = queries.name_key(person.given_name, person.family_name)
    return saved(person, actor=actor, action="person.set_profile", now=now, changed=changed)


@transaction.atomic
def set_danish(*, person_id: int, version: int, danish: Danish, actor: Actor, now: datetime) -> Person:
    person = writable_open(person_id, actor=actor, version=version)
    return saved(person, actor=actor, action="person.set_danish", now=now, changed=_copied(danish, person))


@transaction.atomic
def set_reach(*, person_id: int, version: int, reach: Reach, actor: Actor, now: datetime) -> Person:
    """Hours, dates and travel. The citizen may change them too. Refused when the least is more than the most."""
    person = writable_open(person_id, actor=actor, version=version, citizen=True)
    if reach.hours_min is not None and reach.hours_max is not None and reach.hours_min > reach.hours_max:
        raise NotAllowed("person.hours_crossed")
    if reach.available_from and reach.available_until and reach.available_from > reach.available_until:
        raise NotAllowed("person.dates_crossed")
    return saved(person, actor=actor, action="person.set_reach", now=now, changed=_copied(reach, person))


@transaction.atomic
def set_called(*, person_id: int, version: int, called: str, actor: Actor, now: datetime) -> Person:
    """What companies may call the citizen from an interview on. Empty takes it back: a label stands there again."""
    person = writable_open(person_id, actor=actor, version=version)
    changed = ["called"] if person.called != called.strip() else []
    person.called = called.strip()
    return saved(person, actor=actor, action="person.set_called", now=now, changed=changed, matching=False)


def _copied(facts: object, person: Person) -> list[str]:
    """Put the facts on the person; the names of those that are new."""
    told = asdict(facts)  # type: ignore[call-overload]
    changed = [name for name, value in told.items() if getattr(person, name) != value]
    for name in changed:
        setattr(person, name, told[name])
    return changed


@transaction.atomic
def set_competences(
    *, person_id: int, version: int, competences: Sequence[HeldSkill], on: date, actor: Actor, now: datetime
) -> Person:
    """The skills, each with level and evidence. What stands unchanged keeps the day it was noted."""
    person = writable_open(person_id, actor=actor, version=version)
    standing = {row.skill: row for row in Competence.objects.filter(person=person)}
    wanted = {row.skill: row for row in competences}
    Competence.objects.filter(person=person, skill__in=standing.keys() - wanted.keys()).delete()
    for skill, held in wanted.items():
        row = standing.get(skill)
        if row is None or (row.level, row.evidence) != (held.level, held.evidence):
            Competence.objects.update_or_create(
                person=person,
                skill=skill,
                defaults={"level": held.level, "evidence": held.evidence, "noted_on": on},
            )
    return saved(person, actor=actor, action="person.set_competences", now=now, changed=["competences"])


@transaction.atomic
def set_wishes(*, person_id: int, version: int, wishes: Sequence[Wanted], actor: Actor, now: datetime) -> Person:
    """Industries and occupations, best first. The citizen may change them too."""
    person = writable_open(person_id, actor=actor, version=version, citizen=True)
    rows = (
        Wish(person=person, industry=wish.industry, occupation=wish.occupation, rank=rank)
        for rank, wish in enumerate(wishes, 1)
    )
    _replaced(Wish, person, rows)
    return saved(person, actor=actor, action="person.set_wishes", now=now, changed=["wishes"])


@transaction.atomic
def set_licences(
    *, person_id: int, version: int, licences: Iterable[HeldLicence], known: bool, actor: Actor, now: datetime
) -> Person:
    """Licences; `known` says that somebody asked, so that an empty list means none."""
    person = writable_open(person_id, actor=actor, version=version)
    _replaced(Licence, person, (Licence(person=person, **asdict(row)) for row in licences))
    person.licences_known = known
    return saved(person, actor=actor, action="person.set_licences", now=now, changed=["licences"])


@transaction.atomic
def set_considerations(
    *, person_id: int, version: int, codes: Iterable[str], known: bool, actor: Actor, now: datetime
) -> Person:
    """What a workplace must take into account; `known` says that somebody asked. Never the reason behind."""
    person = writable_open(person_id, actor=actor, version=version)
    _replaced(Consideration, person, (Consideration(person=person, code=code) for code in dict.fromkeys(codes)))
    person.considerations_known = known
    return saved(person, actor=actor, action="person.set_considerations", now=now, changed=["considerations"])


@transaction.atomic
def set_languages(*, person_id: int, version: int, languages: Iterable[Spoken], actor: Actor, now: datetime) -> Person:
    person = writable_open(person_id, actor=actor, version=version)
    rows = (LanguageSkill(person=person, **asdict(row)) for row in languages)
    return _list_saved(LanguageSkill, person, rows, actor=actor, now=now, name="languages")


@transaction.atomic
def set_experience(
    *, person_id: int, version: int, experience: Iterable[Worked], actor: Actor, now: datetime
) -> Person:
    """Refused for work that ended in the time to come or before the birth."""
    person = writable_open(person_id, actor=actor, version=version)
    experience = list(experience)
    ends = [row.ended_on for row in experience if row.ended_on is not None]
    if any(day > timezone.localdate(now) or (person.born_on and day < person.born_on) for day in ends):
        raise NotAllowed("person.work_ended_outside_life")
    rows = (Experience(person=person, **asdict(row)) for row in experience)
    return _list_saved(Experience, person, rows, actor=actor, now=now, name="experience")


@transaction.atomic
def set_education(
    *, person_id: int, version: int, education: Iterable[Schooled], actor: Actor, now: datetime
) -> Person:
    person = writable_open(person_id, actor=actor, version=version)
    rows = (Education(person=person, **asdict(row)) for row in education)
    return _list_saved(Education, person, rows, actor=actor, now=now, name="education")


def _list_saved(
    model: type[models.Model], person: Person, rows: Iterable[Any], *, actor: Actor, now: datetime, name: str
) -> Person:
    _replaced(model, person, rows)
    return saved(person, actor=actor, action=f"person.set_{name}", now=now, changed=[name])


def _replaced(model: type[models.Model], person: Person, rows: Iterable[Any]) -> None:
    model._default_manager.filter(person=person).delete()
    model._default_manager.bulk_create(list(rows))


@transaction.atomic
def link_family(
    *, person_id: int, version: int, relative_id: int, relation: str, actor: Actor, now: datetime
) -> Person:
    """Tie two cases of one controller together: `relation` says what the relative is to the person."""
    person = writable_open(person_id, actor=actor, version=version)
    relative = writable_open(relative_id, actor=actor, version=None)
    if relation not in _INVERSE or relative.pk == person.pk or relative.organisation_id != person.organisation_id:
        raise NotAllowed("person.no_such_relation")
    for one, other, word in ((person, relative, relation), (relative, person, _INVERSE[relation])):
        FamilyLink.objects.update_or_create(person=one, relative=other, defaults={"relation": word})
    return saved(person, actor=actor, action="person.link_family", now=now, changed=["family"], matching=False)


@transaction.atomic
def unlink_family(*, person_id: int, version: int, relative_id: int, actor: Actor, now: datetime) -> Person:
    """Take a tie away again, in both cases: who does it works on both."""
    person = writable(person_id, actor=actor, version=version)
    relative = writable(relative_id, actor=actor, version=None)
    FamilyLink.objects.filter(person=person, relative=relative).delete()
    FamilyLink.objects.filter(person=relative, relative=person).delete()
    return saved(person, actor=actor, action="person.unlink_family", now=now, changed=["family"], matching=False)
