"""`cohorts --explain`: a person or a class in sentences, with what is in the way and how much of it."""

from collections.abc import Iterator

from tovholder.cli.amounts import counted, people
from tovholder.cli.assign_words import named
from tovholder.cli.cohorts_reading import Asked
from tovholder.cli.cohorts_words import REASONS, class_named, class_of, lacking
from tovholder.engine.cohorts import (
    POINT,
    Bar,
    ClassExplained,
    Gate,
    Lack,
    Missing,
    PersonExplained,
    Result,
    Way,
    explain,
)

_BARS = {
    Bar.NO_SEAT: "its seats are all taken",
    Bar.DEMAND: "the industry wants no more trained",
    Bar.NO_GAIN: "a seat there adds nothing to the plan",
}
_GATES = {
    Bar.DANISH: "the course asks for {n} {levels} of Danish more",
    Bar.CIRCLE: "the course is for the people of others",
    Bar.NOT_OFFERED: "no site offers it",
    Bar.TRAVEL: "the nearest site is {n} {minutes} beyond the travel limit",
    Bar.WINDOW: "no class could start, and end, within the weeks the person is open",
    Bar.RULED_OUT: "a wish or a promise rules it out",
}
_CLOSED = {
    Bar.NOT_OFFERED: "the site does not offer the course",
    Bar.TOO_LATE: "it would start too late, or not end within the weeks there are",
    Bar.RULED_OUT: "a wish closes it",
}


def explained(asked: Asked, result: Result, name: str) -> Iterator[str]:
    """Of the person and of the class of that name."""
    if name in asked.people:
        yield from _person(asked, result, explain(asked.problem, result, person=asked.people.index(name)))
    if (klass := class_of(asked, name)) is not None:
        yield from _class(asked, explain(asked.problem, result, klass=klass))


def _person(asked: Asked, result: Result, told: PersonExplained) -> Iterator[str]:
    name = asked.people[told.person]
    if told.seat is None:
        possible = counted(told.possible, "class was", "classes were")
        yield f"Person {name} has no seat: {REASONS[told.reason]}. {possible} possible."
    else:
        others = counted(len(result.held[result.seat[told.person]].people) - 1, "other", "others")
        yield f"Person {name} has a seat in class {class_named(asked, told.seat.klass)}, with {others}."
        away, waits = counted(told.seat.minutes, "minute", "minutes"), counted(told.seat.waits, "week", "weeks")
        yield f"  It is {away} away and starts {waits} after the first possible."
    for way in told.ways:
        yield f"  Not class {class_named(asked, way.klass)}: {_bar(asked, way)}{_worth(told, way)}."
    for gate in told.gates:
        yield f"  Not course {asked.courses[gate.course]}: {_gate(gate)}."


def _bar(asked: Asked, way: Way) -> str:
    if way.missing is not None:
        return f"it is not held; it lacks {_lacks(asked, way.missing)}"
    return _BARS[way.bar]


def _worth(told: PersonExplained, way: Way) -> str:
    """What the seat would add beyond the one the person has."""
    if told.seat is None:
        return ""
    kind = "more" if way.gain > 0 else "less"
    return f"; a seat there is worth {abs(way.gain) / POINT:,.1f} points {kind}" if way.gain else "; worth the same"


def _gate(gate: Gate) -> str:
    if gate.bar is Bar.TRAVEL and not gate.amount:
        return "there is no way to a site that offers it"
    one = gate.amount == 1
    words = {"levels": "level" if one else "levels", "minutes": "minute" if one else "minutes"}
    return _GATES[gate.bar].format(n=gate.amount, **words)


def _class(asked: Asked, told: ClassExplained) -> Iterator[str]:
    name = f"Class {class_named(asked, told.klass)}"
    for each in told.held:
        wished = ", because a wish keeps it" if each.wished else ""
        seats = f"{people(len(each.people))}, worth {each.worth / POINT:,.1f}{wished}"
        yield f"{name} is held with {seats}: {', '.join(asked.people[row] for row in each.people)}."
    if told.held:
        yield f"  {told.free} more could come, and {told.spare} could drop out before it is below its minimum."
    elif told.missing is None:
        yield f"{name} is not held: {_CLOSED[told.bar]}."
    else:
        yield f"{name} is not held. It lacks {_lacks(asked, told.missing)}."
        waiting = told.missing.people
        yield f"  {len(waiting)} without a seat could come: {named(asked.people, waiting) or 'nobody'}."
        if told.elsewhere:
            many = len(told.elsewhere)
            yield f"  {many} who sit where one may leave could come too: {named(asked.people, told.elsewhere)}."


def _lacks(asked: Asked, missing: Missing) -> str:
    """What would have to be added; people with where from and by when."""
    where = named(asked.municipalities, missing.controllers)
    end = f" from {where} by week {missing.by_week}" if missing.lack(Lack.PEOPLE) and where else ""
    first, *others = lacking(missing).split(", ")
    return ", ".join([f"{first}{end}", *others])
