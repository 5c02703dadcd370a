"""A plan of classes in words: reasons, what is missing, wishes that cannot hold, and how good the plan is."""

from collections.abc import Iterator

from tovholder.cli.amounts import counted
from tovholder.cli.cohorts_reading import Asked
from tovholder.engine.cohorts import POINT, Again, Clash, Conflict, Klass, Lack, Missing, Reason, Relax, Result

REASONS = {
    Reason.SEATED: "has a seat",
    Reason.NO_COURSE: "wants no course that is open to the person (level of Danish)",
    Reason.NO_SITE: "no site that offers one of the courses is within the travel limit",
    Reason.NO_WEEK: "no class could start, and end, within the weeks the person is open",
    Reason.RULED_OUT: "only what the wishes rule out was possible",
    Reason.TOO_FEW: "never enough people at one place and time, whoever joined",
    Reason.FULL: "a class the person could join is held, and its seats are worth more to others",
    Reason.DEMAND: "the industry wants no more trained",
    Reason.NO_ROOM: "no room or teacher is left",
    Reason.OTHERS: "not enough others are left, or one more class would gain too little",
}
_LACKS = {
    Lack.PEOPLE: ("{n} more person", "{n} more people"),
    Lack.ROOM: ("a room in {n} week", "a room in {n} weeks"),
    Lack.TEACHER: ("a teacher in {n} week", "a teacher in {n} weeks"),
    Lack.DEMAND: ("demand for {n} more", "demand for {n} more"),
}
_CLASHES = {
    Clash.CLOSED: "{klass} is to be held, and is closed",
    Clash.NOT_OFFERED: "{klass} is to be held, but the site does not offer the course",
    Clash.TOO_LATE: "{klass} would start too late, or not end within the weeks there are",
    Clash.ROOMS: "site {site} has too few rooms in week {week} for the classes that are to be held",
    Clash.TEACHERS: "course {course} has too few teachers in week {week} for the classes that are to be held",
    Clash.DEMAND: "industry {industry} wants fewer trained than the classes that are to be held need",
    Clash.TOO_FEW: "{klass} is to be held, and its minimum cannot be reached",
    Clash.GATE: "person {person} is to sit in {klass}, and cannot (course, Danish, way or weeks)",
    Clash.NO_SEAT: "person {person} is to have a seat, and none was found",
}
_RELAXES = {
    Relax.DROP_CLOSED: "take it from the closed classes",
    Relax.DROP_WISH: "drop the wish",
    Relax.EARLIER: "start {n} {weeks} earlier",
    Relax.ROOMS: "{n} more {rooms}",
    Relax.TEACHERS: "{n} more {teachers}",
    Relax.DEMAND: "demand for {n} more",
    Relax.LOWER_MINIMUM: "lower the minimum by {n}, or find {n} more {people}",
    Relax.LOOSEN_GATE: "another course, site or week, or a wider window or travel limit",
}


def class_named(asked: Asked, klass: Klass) -> str:
    """As `--explain` takes it: course/site/week."""
    return f"{asked.courses[klass.course]}/{asked.sites[klass.site]}/{klass.week}"


def class_of(asked: Asked, name: str) -> Klass | None:
    """The class of such a name; None when it is no class's."""
    course, _, rest = name.partition("/")
    site, _, week = rest.rpartition("/")
    if course in asked.courses and site in asked.sites and week.isdecimal():
        return Klass(asked.courses.index(course), asked.sites.index(site), int(week))
    return None


def conflict(asked: Asked, clash: Conflict) -> str:
    """One line: which wish cannot hold, by name, and what would let it."""
    facts: dict[str, object] = {"n": clash.amount, "week": clash.week}
    one = clash.amount == 1
    facts |= {"weeks": "week" if one else "weeks", "people": "person" if one else "people"}
    facts |= {"rooms": "room" if one else "rooms", "teachers": "teacher" if one else "teachers"}
    if clash.klass is not None:
        facts["klass"] = f"class {class_named(asked, clash.klass)}"
    if clash.person >= 0:
        facts["person"] = asked.people[clash.person]
    for kind, name, names in (
        (Clash.ROOMS, "site", asked.sites),
        (Clash.TEACHERS, "course", asked.courses),
        (Clash.DEMAND, "industry", asked.industries),
    ):
        if clash.clash is kind:
            facts[name] = names[clash.row]
    doubt = "" if clash.proved else " (no way was found, which is no proof that there is none)"
    return f"{_CLASHES[clash.clash]}; {_RELAXES[clash.relax]}{doubt}.".format_map(facts)


def lacking(missing: Missing) -> str:
    """Everything that would have to be added, in words."""
    said = [
        f"{amount / POINT:,.1f} points more of worth"
        if lack is Lack.GAIN
        else _LACKS[lack][amount != 1].format(n=amount)
        for lack, amount in missing.lacks
    ]
    return ", ".join(said) or "nothing but the gain over this plan"


def totals(asked: Asked, result: Result) -> Iterator[str]:
    """Objective, proof, and what greed gives."""
    held = len(result.held)
    yield f"  served        {result.served:,} of {len(asked.people):,} people in {counted(held, 'class', 'classes')}"
    yield f"  objective     {result.objective / POINT:,.1f}"
    yield f"  bound         {result.bound / POINT:,.1f} (no plan is worth more)"
    yield f"  proved gap    {100 * result.gap:.2f} %"
    for name, value in (("all together", result.greedy_pooled), ("each municipality alone", result.greedy_alone)):
        over = f" ({100 * (result.objective / value - 1):+.1f} %)" if value > 0 else ""
        yield f"  greedy        {name}: {value / POINT:,.1f}{over}"
    yield f"  rounds        {result.rounds:,}"


def again(asked: Asked, told: Again) -> Iterator[str]:
    """Who moves, how many must, and what no plan that moves no more can pass."""
    moved, sat = len(told.moved), len(told.sat)
    share = f" ({100 * moved / sat:.1f} %)" if sat else ""
    yield f"  moved         {moved:,} of {sat:,} who sat and still can{share}; in every plan at least {told.forced:,}"
    yield f"  bound         {told.bound / POINT:,.1f} where no more than {told.allowed:,} move"
    if asked.passed_over:
        yield f"  dropped out   {asked.passed_over:,} who sat and are not among the people any more"
