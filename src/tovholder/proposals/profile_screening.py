"""People held against a published candidate profile, part by part: fulfils, ask first, lacks (S01-3). Never a score.

The own municipality's citizens by name, people in the partnership's pool under a pseudonym that is for this profile
alone. Only what the profile asks of anybody is told: Danish, required skills and licences; nothing of consideration,
benefit, residence, hours or travel. Looked at are those who want the industry, have worked in it or know one of its
skills."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet

from tovholder.accounts import queries as accounts
from tovholder.accounts.actors import Actor
from tovholder.companies import profile_queries, profile_rules
from tovholder.companies.models import ProfileVersion
from tovholder.companies.profile_rules import Content, Screened
from tovholder.engine.matching.columns import UNKNOWN
from tovholder.people import queries as people
from tovholder.people.models import Competence, Experience, Person, Wish
from tovholder.proposals import arrays, queries, shown
from tovholder.proposals.columns import Book, book

MOST = 1_000  # looked at on each side, those touched last: a page must not wait for a whole city
SHOWN = 25  # of each group


@dataclass(frozen=True)
class Row:
    """One line. `person` is None for people of other municipalities: there is only the pseudonym."""

    pseudonym: str
    person: Person | None
    parts: Screened


@dataclass(frozen=True)
class Group:
    """People whose parts came out alike, by name and then pseudonym: the order says nothing of who is better."""

    rows: tuple[Row, ...]
    own: int  # in all; the first of both together are shown
    others: int  # for pages to tell in bands: exact ones, before and after, would tell what changed of whom


@dataclass(frozen=True)
class Screening:
    """Three groups. `is_cut`: there are more people than were looked at."""

    fulfils: Group
    ask: Group
    lacks: Group
    is_cut: bool


_Line = tuple[int, Row]  # the person's id stays in here


def may_screen(actor: Actor) -> bool:
    """Those who may propose somebody for an order; no others need to know who fits."""
    return shown.may_read(actor)


def screen(version: ProfileVersion, *, actor: Actor, on: date) -> Screening | None:
    """The actor's own citizens, and the pool, against a version within the actor's reach. Those shown are noted."""
    if not may_screen(actor):
        return None
    content, words = profile_queries.content(version), book(on)
    grounds = _grounds(version, content, words)
    own = list(_lines(people.own_open(actor=actor).filter(grounds), version, on, words, named=True))
    others = list(_lines(_pool(actor, on).filter(grounds), version, on, words, named=False))
    lines = sorted(own + others, key=_by_name)
    return Screening(
        fulfils=_group([line for line in lines if not line[1].parts.ask and not line[1].parts.lacks], actor),
        ask=_group([line for line in lines if line[1].parts.ask and not line[1].parts.lacks], actor),
        lacks=_group([line for line in lines if line[1].parts.lacks], actor),
        is_cut=MOST in (len(own), len(others)),
    )


def _by_name(line: _Line) -> tuple[bool, str, str, str]:
    person = line[1].person
    return person is None, person.given_name if person else "", person.family_name if person else "", line[1].pseudonym


def _group(lines: list[_Line], actor: Actor) -> Group:
    """The first of them, noted: own people as matched, others as shown under a pseudonym."""
    listed = lines[:SHOWN]
    actor.book.note([pk for pk, row in listed if row.person], "match")
    actor.book.note([pk for pk, row in listed if not row.person], "pseudonym")
    own = sum(row.person is not None for _, row in lines)
    return Group(tuple(row for _, row in listed), own, len(lines) - own)


def _pool(actor: Actor, on: date) -> QuerySet[Person]:
    """People of partners in the pool; nobody for a member with a right to the own caseload only."""
    if actor.only_own_cases:
        return Person.objects.none()
    partners = accounts.partner_organisations(actor=actor).exclude(pk=actor.organisation_id)
    return people.shared_in_pool(on=on).filter(organisation__in=partners.values("pk"))


def _grounds(version: ProfileVersion, content: Content, words: Book) -> Q:
    """Some reason to look at somebody at all for this profile."""
    profile, of_person = version.profile, {"person_id": OuterRef("pk")}
    occupations = [code for code, each in words.words.occupations.items() if each.industry == profile.industry]
    wishes = Wish.objects.filter(Q(industry=profile.industry) | Q(occupation__in=occupations), **of_person)
    skills = Competence.objects.filter(skill__in=(*content.required, *content.useful), **of_person)
    worked = Experience.objects.filter(occupation__in=occupations, **of_person)
    return Q(Exists(wishes)) | Q(Exists(skills)) | Q(Exists(worked))


def _lines(found: QuerySet[Person], version: ProfileVersion, on: date, words: Book, *, named: bool) -> Iterator[_Line]:
    ids = list(found.order_by("-touched_at", "-pk").values_list("pk", flat=True)[:MOST])
    looked_at, content = Person.objects.filter(pk__in=ids), profile_queries.content(version)
    asked = arrays.Asked(
        occupation=version.profile.occupation, industry=version.profile.industry, danish_level=content.danish_level,
        required=content.required, useful=content.useful, licences=content.licences,
    )  # fmt: skip
    region = arrays.against_profile(people=looked_at, asked=asked, on=on, book=words)
    by_id = looked_at.in_bulk() if named else {}
    for at, person_id in enumerate(region.person_ids.tolist()):
        parts = profile_rules.screened(content, _answers(region, at, content, words))
        yield person_id, Row(_pseudonym(version, person_id), by_id.get(person_id), parts)


def _answers(region: arrays.Region, at: int, content: Content, words: Book) -> dict[str, str]:
    """What is known of one person for each question. A skill that is not listed is one nobody has asked about, and one
    beside it is none: a human asks."""
    person, told = region.problem.people, dict[str, str]()
    if content.danish_level and person.danish[at] != UNKNOWN:
        told["danish"] = _yes(person.danish[at] >= content.danish_level)
    held = set(person.skills.row(at)[0].tolist())
    held |= {int(words.skill_parents[skill]) for skill in held}  # who knows a narrower skill knows the wider one
    told |= {f"skill:{code}": "yes" for code in content.required if words.skills.get(code) in held}
    has, known = int(person.licences[at]), int(person.licences_known[at])
    for code in content.licences:
        if known & (bit := words.licence_bits([code])):
            told[f"licence:{code}"] = _yes(has & bit)
    return told


def _yes(met: object) -> str:
    return "yes" if met else "no"


def _pseudonym(version: ProfileVersion, person_id: int) -> str:
    """For this version alone: what is asked of people may be another thing in the next."""
    return queries.pseudonym_of(0, f"profile:{version.pk}", person_id)
