"""People as rows: the columns that the services would write for the same facts."""

from collections.abc import Iterator

from django.db import models

from tovholder.accounts.fields import lookup
from tovholder.people import queries
from tovholder.people.models import (
    Access,
    Address,
    Background,
    Competence,
    Consideration,
    Education,
    Experience,
    FamilyLink,
    LanguageSkill,
    Licence,
    Person,
    PoolSharing,
    Segment,
    Wish,
)
from tovholder.simulate.facts import Citizen, Part
from tovholder.simulate.frame_rows import Frame
from tovholder.simulate.numbering import Numbering

# Each section of a case is saved once after it was opened, and each save makes a version.
SECTIONS = 9
_INVERSE = {"spouse": "spouse", "sibling": "sibling"}


def rows(part: Part, ids: dict[int, int], frame: Frame, numbering: Numbering) -> Iterator[models.Model]:
    """The rows of the part's people, parents before children. `ids` is filled: number in the facts to id."""
    ties = {person for person, _, _ in part.families}
    for citizen in part.citizens:
        ids[citizen.number] = numbering.next(Person)
        yield _person(citizen, ids[citizen.number], frame, tied=citizen.number in ties)
    for citizen in part.citizens:
        yield from _sections(citizen, ids[citizen.number], frame, numbering)
    for person, relative, relation in part.families:
        for one, other, word in ((person, relative, relation), (relative, person, _INVERSE[relation])):
            yield FamilyLink(id=numbering.next(FamilyLink), person_id=ids[one], relative_id=ids[other], relation=word)


def _person(citizen: Citizen, number: int, frame: Frame, *, tied: bool) -> Person:
    case = citizen.case
    closed_on, reason = citizen.closed or (None, "")
    return Person(
        id=number,
        organisation_id=frame.organisations[citizen.municipality],
        unit_id=unit_of(citizen, frame),
        contact_id=frame.member(citizen.contact),
        login_id=frame.users[citizen.login] if citizen.login else None,
        **case,
        cpr_lookup=lookup("cpr", case["cpr"]) if case["cpr"] else None,
        name_key=queries.name_key(case["given_name"], case["family_name"]),
        closed_on=closed_on,
        closed_reason=reason,
        created_at=citizen.registered_at,
        touched_at=citizen.touched_at,
        version=1 + SECTIONS + tied + (citizen.closed is not None),
    )


def unit_of(citizen: Citizen, frame: Frame) -> int | None:
    return None if citizen.contact is None else frame.unit_of_member[citizen.contact]


def _sections(citizen: Citizen, person: int, frame: Frame, numbering: Numbering) -> Iterator[models.Model]:
    street, postcode, city = citizen.address
    yield Address(id=numbering.next(Address), person_id=person, street=street, postcode=postcode, city=city)
    for skill in citizen.skills:
        yield Competence(id=numbering.next(Competence), person_id=person, **skill._asdict())
    for school in citizen.schooling:
        yield Education(id=numbering.next(Education), person_id=person, **school._asdict())
    for work in citizen.work:
        yield Experience(id=numbering.next(Experience), person_id=person, **work._asdict())
    for tongue in citizen.tongues:
        yield LanguageSkill(id=numbering.next(LanguageSkill), person_id=person, **tongue._asdict())
    for rank, wish in enumerate(citizen.wishes, 1):
        yield Wish(id=numbering.next(Wish), person_id=person, rank=rank, **wish._asdict())
    for code in citizen.considerations:
        yield Consideration(id=numbering.next(Consideration), person_id=person, code=code)
    for paper in citizen.papers:
        yield Licence(id=numbering.next(Licence), person_id=person, **paper._asdict())
    if citizen.sharing is not None:
        yield PoolSharing(
            id=numbering.next(PoolSharing),
            person_id=person,
            purpose=queries.POOL_PURPOSE,
            controller_id=frame.organisations[citizen.municipality],
            **citizen.sharing._asdict(),
        )
    yield from beside(citizen, person, frame, numbering)


def beside(citizen: Citizen, person: int, frame: Frame, numbering: Numbering) -> Iterator[models.Model]:
    """What no service writes yet: background, groups, and what partners outside the municipality may see."""
    gender, citizenship, origin, tongue = citizen.background
    yield Background(
        id=numbering.next(Background),
        person_id=person,
        gender=gender,
        citizenship=citizenship,
        origin_country=origin,
        mother_tongue=tongue,
    )
    for group in citizen.groups:
        yield Segment(id=numbering.next(Segment), person_id=person, **group._asdict())
    for view in citizen.views:
        yield Access(
            id=numbering.next(Access),
            person_id=person,
            organisation_id=frame.organisations[view.body],
            membership_id=frame.member(view.member),
            purpose=view.purpose,
            fields=view.fields,
            starts_on=view.starts_on,
            source=view.source,
        )
