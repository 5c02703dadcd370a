"""Writes a region: the frame, then part after part, each in a transaction of its own, with progress told."""

from collections.abc import Callable
from functools import partial

from django.db import transaction

from tovholder.accounts import audit
from tovholder.accounts.actors import system
from tovholder.people import services as case
from tovholder.placements.transitions import HOLDS_A_PLACE
from tovholder.proposals import weights
from tovholder.simulate import (
    aftercare,
    agreed,
    alongside,
    attendance,
    campaigns,
    conditions,
    demand,
    desk,
    firm_rows,
    fitting,
    frame_rows,
    health,
    inbox,
    ladder,
    making,
    meetings,
    method,
    observations,
    own,
    pacts,
    papers,
    people_rows,
    plans,
    reception,
    replay,
    replay_proposals,
    support,
)
from tovholder.simulate import progress as sheets
from tovholder.simulate.dice import Dice
from tovholder.simulate.facts import Part, Suggestion
from tovholder.simulate.firm_rows import Places
from tovholder.simulate.inserting import insert
from tovholder.simulate.life_rows import LifeRows
from tovholder.simulate.making import Region
from tovholder.simulate.numbering import Numbering, let_database_number_on
from tovholder.simulate.personas import KAREN, STORY
from tovholder.simulate.scale import FIRST_HUNDRED, VERSION, Scale, moment
from tovholder.simulate.together_rows import TogetherRows

Progress = Callable[[int, int], None]  # people written, people in all


def write(region: Region, *, progress: Progress) -> dict[str, int]:
    """Write everything. Gives how many people, orders, stays and events there are."""
    numbering = Numbering()
    weights.current(now=moment(region.scale.begins_on, 9))  # what counts stood before anybody was matched
    with transaction.atomic():
        frame = frame_rows.write(region.bodies, region.staff.members, numbering)
    counts = dict.fromkeys(("people", "companies", "orders", "stays", "proposals", "events"), 0)
    for part in region.parts():
        with transaction.atomic():
            if part.number == 0:
                tell_part(part, region, frame, numbering, progress=partial(_first, progress, region.scale))
                alongside.tell(region.scale.today)
                numbering.forget()
            else:
                write_part(part, region, frame, numbering)
            told = _counted(part)
            audit.record(actor=system("simulation"), action="simulation.part", facts={"part": part.number, **told})
        for name, number in told.items():
            counts[name] += number
        progress(counts["people"], region.scale.people)
    let_database_number_on()
    _tell_beside(region, frame)
    return counts


def _tell_beside(region: Region, frame: frame_rows.Frame) -> None:
    """What a few of the first hundred have of everything else, so that no page of the demo is empty."""
    demand.tell(region, frame)
    papers.tell(now=moment(region.scale.today, 8))
    with transaction.atomic():
        ladder.tell(region.scale.today)
    with transaction.atomic():
        meetings.tell(region.scale.today)
    with transaction.atomic():
        conditions.tell(region.scale.today)
    with transaction.atomic():
        attendance.tell(region.scale.today)
        sheets.tell(region.scale.today)
        health.tell(region.scale.today)
        aftercare.tell(region.scale.today)
        support.tell(region.scale.today)
        observations.tell(region.scale.today)
    pacts.write(region.scale)
    with transaction.atomic():
        own.tell(region.scale)
        inbox.tell(region.scale)
        method.tell(region.scale)
    if (consultant := frame.member(KAREN)) is not None:
        desk.tell(region.scale, consultant_id=consultant)
    with transaction.atomic():
        campaigns.tell(region.scale, frame)
    reception.tell(region.scale)
    with transaction.atomic():
        plans.tell(region.scale.today)


def _first(progress: Progress, scale: Scale, done: int, deeds: int) -> None:
    """The first hundred take as long as thousands in bulk: their progress is told deed by deed."""
    progress(min(FIRST_HUNDRED, scale.people) * done // deeds, scale.people)


def _silent(done: int, total: int) -> None:
    """Nobody watches."""


def _counted(part: Part) -> dict[str, int]:
    return {
        "people": len(part.citizens),
        "companies": len(part.firms),
        "orders": len(part.orders),
        "stays": len(part.stays),
        "proposals": len(part.suggestions),
        "events": part.events,
    }


def write_part(part: Part, region: Region, frame: frame_rows.Frame, numbering: Numbering) -> None:
    """One part by the bulk path: firms and orders, people, their lives, and what is under way today."""
    places, people = Places(), dict[int, int]()
    insert(firm_rows.rows(part, places, frame, numbering))
    insert(people_rows.rows(part, people, frame, numbering))
    lives = LifeRows(part, people, places, frame, numbering)
    insert(lives.rows())
    insert(TogetherRows(part, people, places, frame, region.staff, numbering).rows())
    propose(part, region, people, places, lives)


def tell_part(
    part: Part, region: Region, frame: frame_rows.Frame, numbering: Numbering, *, progress: Progress = _silent
) -> None:
    """The same through the services; what no service writes is written beside."""
    seats = replay.Desk(part, frame)
    replay.run(seats, progress)
    numbering.forget()
    for citizen in part.citizens:
        insert(people_rows.beside(citizen, seats.people[citizen.number], frame, numbering))
    lives = LifeRows(part, seats.people, seats.places, frame, numbering)
    lives.stays = seats.stays
    insert(lives.proposals(part.suggestions))
    let_database_number_on()  # the services go on where rows were written beside
    replay_proposals.tell(seats, _of_today(part, region, seats.people, seats.places))
    numbering.forget()


def propose(part: Part, region: Region, people: dict[int, int], places: Places, lives: LifeRows) -> None:
    """Write the proposals of today."""
    today = _of_today(part, region, people, places)
    insert(lives.proposals(today))
    for one in today:
        if one.stay is not None and (at := part.stays[one.stay].agreed_at) is not None:
            case.touch(person_id=people[one.person], now=at)


def _of_today(part: Part, region: Region, people: dict[int, int], places: Places) -> list[Suggestion]:
    """What is under way. It needs the rows of the part, because the engine is asked who may be proposed.

    For the first hundred it is asked again for the day of each proposal: their proposals go through the services."""
    scale = region.scale
    busy = {stay.person for stay in part.stays if stay.columns["status"] in HOLDS_A_PLACE} - STORY
    fits = fitting.fits(people, places.orders, busy=busy, now=moment(scale.today, 6))
    today = making.proposals_of_today(part, fits, scale, region.staff)
    if part.number == 0:
        today = list(fitting.on_their_days(today, people, places.orders))
        dice = Dice(scale.seed, VERSION, 0, 3)
        others = agreed.that_could_be(part, fits, today, scale, region.staff, dice)
        possible = fitting.on_their_days(others, people, places.orders)
        today = agreed.agree_one(part, today, possible, scale, region.staff, dice)
    part.suggestions += today
    return today
