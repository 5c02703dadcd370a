"""Writes a region: the frame, then part after part, each in a transaction of its own, with progress told."""

from collections import defaultdict
from collections.abc import Callable, Iterable

from django.db import models, transaction

from tovholder.simulate import firm_rows, frame_rows, people_rows
from tovholder.simulate.facts import Part
from tovholder.simulate.firm_rows import Places
from tovholder.simulate.life_rows import LifeRows
from tovholder.simulate.making import Region
from tovholder.simulate.numbering import Numbering, let_database_number_on

Progress = Callable[[int, int], None]  # people written, people in all


def write(region: Region, *, progress: Progress) -> dict[str, int]:
    """Write everything. Gives how many people, orders, stays and events there are."""
    numbering = Numbering()
    with transaction.atomic():
        frame = frame_rows.write(region.bodies, region.staff.members, numbering)
    counts = dict.fromkeys(("people", "companies", "orders", "stays", "proposals", "events"), 0)
    for part in region.parts():
        with transaction.atomic():
            write_part(part, frame, numbering)
        for name, number in _counted(part).items():
            counts[name] += number
        progress(counts["people"], region.scale.people)
    let_database_number_on()
    return counts


def _counted(part: Part) -> dict[str, int]:
    return {
        "people": len(part.citizens),
        "companies": len(part.firms),
        "orders": len(part.orders),
        "stays": len(part.stays),
        "proposals": len(part.suggestions),
        "events": part.events,
    }


def write_part(part: Part, frame: frame_rows.Frame, numbering: Numbering) -> None:
    """One part by the bulk path: firms and orders, people, then their lives."""
    places, people = Places(), dict[int, int]()
    insert(firm_rows.rows(part, places, frame, numbering))
    insert(people_rows.rows(part, people, frame, numbering))
    insert(LifeRows(part, people, places, frame, numbering).rows())


def insert(rows: Iterable[models.Model]) -> None:
    """Rows of several tables, table by table in the order in which the tables first appear."""
    of_table: dict[type[models.Model], list[models.Model]] = defaultdict(list)
    for row in rows:
        of_table[type(row)].append(row)
    for model, found in of_table.items():
        model._default_manager.bulk_create(found)
