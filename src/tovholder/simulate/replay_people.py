"""People through the services: the case, its sections, sharing, families, talks, moves on the board, and its end."""

from collections.abc import Iterator
from datetime import datetime
from functools import partial

from tovholder.pathways import board_moves
from tovholder.pathways import queries as pathway_queries
from tovholder.pathways import services as pathways
from tovholder.people import facts, queries, services
from tovholder.people.models import Person
from tovholder.simulate import people_rows
from tovholder.simulate.facts import Citizen, Spell, Talk
from tovholder.simulate.lives import CLOSED, SPELL_BEGINS, SPELL_ENDS, TOLD
from tovholder.simulate.replay import Deed, Desk
from tovholder.simulate.scale import moment

_OPEN, _TIE, _TALK, _MOVE, _CLOSE = 20, 21, 25, 26, 90
_OF_A_NEW_CASE = (
    *("given_name", "family_name", "cpr", "born_on", "protected", "phone", "email", "residence_from", "takeover_on"),
    *("residence_group", "programme", "benefit", "visitation", "visited_on"),
)
_OF_DANISH = (
    *("literacy", "needs_interpreter", "interpreter_language", "danish_track", "danish_module", "danish_test"),
)
_OF_REACH = ("travel_means", "travel_minutes", "available_from", "available_until", "hours_min", "hours_max")


def deeds(desk: Desk) -> Iterator[Deed]:
    for citizen in desk.part.citizens:
        yield Deed(citizen.registered_at, _OPEN, partial(_open, desk, citizen))
        yield from _sharing(desk, citizen)
        if citizen.closed is not None:
            yield Deed(moment(citizen.closed[0], CLOSED), _CLOSE, partial(_close, desk, citizen))
    for person, relative, relation in desk.part.families:
        at = max(desk.citizens[person].registered_at, desk.citizens[relative].registered_at)
        yield Deed(at, _TIE, partial(_tie, desk, person, relative, relation))
    for talk in desk.part.talks:
        yield Deed(talk.at, _TALK, partial(_talk, desk, talk))
    for spell in desk.part.spells:
        yield from _spell(desk, spell)


def _open(desk: Desk, citizen: Citizen) -> None:
    street, postcode, city = citizen.address
    told = {name: citizen.case[name] for name in _OF_A_NEW_CASE}
    registered = services.register(
        facts=facts.NewPerson(**told, street=street, postcode=postcode, city=city),
        actor=desk.nobody,
        now=citizen.registered_at,
        organisation_id=desk.frame.organisations[citizen.municipality],
        unit_id=people_rows.unit_of(citizen, desk.frame),
        contact_id=desk.frame.member(citizen.contact),
    )
    desk.people[citizen.number] = registered.person_id
    if citizen.login:
        Person.objects.filter(pk=registered.person_id).update(login_id=desk.frame.users[citizen.login])
    _sections(desk, citizen, registered.person_id)


def _sections(desk: Desk, citizen: Citizen, person: int) -> None:
    """The nine sections of a case, one after the other, each under the version the one before left."""
    case, now = citizen.case, citizen.registered_at
    on = now.date()
    papers = [facts.HeldLicence(paper.code, paper.expires_on) for paper in citizen.papers]
    held = [facts.HeldSkill(skill.skill, skill.level, skill.evidence) for skill in citizen.skills]
    tells = (
        partial(services.set_danish, danish=facts.Danish(**{name: case[name] for name in _OF_DANISH})),
        partial(services.set_reach, reach=facts.Reach(**{name: case[name] for name in _OF_REACH})),
        partial(services.set_competences, competences=held, on=on),
        partial(services.set_education, education=[facts.Schooled(**row._asdict()) for row in citizen.schooling]),
        partial(services.set_experience, experience=[facts.Worked(**row._asdict()) for row in citizen.work]),
        partial(services.set_languages, languages=[facts.Spoken(*row) for row in citizen.tongues]),
        partial(services.set_wishes, wishes=[facts.Wanted(*row) for row in citizen.wishes]),
        partial(services.set_licences, licences=papers, known=case["licences_known"]),
        partial(services.set_considerations, codes=citizen.considerations, known=case["considerations_known"]),
    )
    for version, tell in enumerate(tells, 1):
        tell(person_id=person, version=version, actor=desk.nobody, now=now)


def _sharing(desk: Desk, citizen: Citizen) -> Iterator[Deed]:
    if citizen.sharing is None:
        return
    yield Deed(moment(citizen.sharing.told_on, TOLD), 30, partial(_share, desk, citizen))
    if citizen.sharing.objected_on is not None:
        yield Deed(moment(citizen.sharing.objected_on, TOLD), 31, partial(_object, desk, citizen))


def _share(desk: Desk, citizen: Citizen) -> None:
    sharing = citizen.sharing
    if sharing is not None:
        services.share_in_pool(
            person_id=desk.people[citizen.number],
            purpose=queries.POOL_PURPOSE,
            legal_basis=sharing.legal_basis,
            told=sharing.told,
            told_on=sharing.told_on,
            starts_on=sharing.starts_on,
            ends_before=sharing.ends_before,
            actor=desk.nobody,
            now=moment(sharing.told_on, TOLD),
        )


def _object(desk: Desk, citizen: Citizen) -> None:
    if citizen.sharing is not None and citizen.sharing.objected_on is not None:
        on = citizen.sharing.objected_on
        services.object_to_sharing(
            person_id=desk.people[citizen.number], on=on, actor=desk.nobody, now=moment(on, TOLD)
        )


def _version(desk: Desk, number: int) -> int:
    return Person.objects.values_list("version", flat=True).get(pk=desk.people[number])


def _tie(desk: Desk, person: int, relative: int, relation: str) -> None:
    services.link_family(
        person_id=desk.people[person],
        version=_version(desk, person),
        relative_id=desk.people[relative],
        relation=relation,
        actor=desk.nobody,
        now=desk.citizens[person].registered_at,
    )


def _talk(desk: Desk, talk: Talk) -> None:
    pathways.register_contact(
        person_id=desk.people[talk.person],
        kind=talk.kind,
        at=talk.at,
        actor=desk.actor(talk.by),
        now=talk.at,
        words=talk.words,
        next_on=talk.next_on,
    )


def _spell(desk: Desk, spell: Spell) -> Iterator[Deed]:
    begins = moment(spell.starts_on, SPELL_BEGINS)
    yield Deed(begins, _MOVE, partial(_move, desk, spell, spell.code, begins))
    closed = desk.citizens[spell.person].closed
    if spell.ends_before is not None and (closed is None or spell.ends_before != closed[0]):
        ends = moment(spell.ends_before, SPELL_ENDS)
        yield Deed(ends, _MOVE, partial(_move, desk, spell, board_moves.START, ends))


def _move(desk: Desk, spell: Spell, target: str, now: datetime) -> None:
    person, on = desk.people[spell.person], now.date()
    standing = pathway_queries.spell_of(person, on=on)
    seen = board_moves.column(spell=standing.code if standing else "", kinds=pathway_queries.running_kinds(person))
    decision = pathways.move_on_board(
        person_id=person, target=target, on=on, seen=seen, actor=desk.actor(spell.by), now=now
    )
    if not decision.allowed:
        raise ValueError(f"the story moves somebody where the board does not let go: {decision.code}")


def _close(desk: Desk, citizen: Citizen) -> None:
    if citizen.closed is not None:
        on, reason = citizen.closed
        pathways.close_case(
            person_id=desk.people[citizen.number],
            version=_version(desk, citizen.number),
            reason=reason,
            on=on,
            actor=desk.nobody,
            now=moment(on, CLOSED),
        )
