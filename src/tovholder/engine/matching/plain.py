"""The same matching in plain Python, one pair at a time: slow, and easy to check against the words of the design.

It is the oracle of the tests and the naive baseline of the measurements; nothing else may use it. It shares no code
with the fast way but the names and the columns.
"""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from math import isqrt
from types import SimpleNamespace

from .codes import GATES, PARTS, Gate, GateState
from .columns import NO_END, UNKNOWN_DAY, UNKNOWN_PLACE, Csr, Table
from .problem import Problem, Rules, Travel

CLOSED, UNKNOWN, OPEN = GateState.CLOSED, GateState.UNKNOWN, GateState.OPEN


@dataclass(frozen=True)
class PlainPair:
    """What there is to say of one pair."""

    person: int
    order: int
    states: Mapping[Gate, GateState]
    parts: tuple[int, ...]
    score: int
    lot: int

    @property
    def state(self) -> GateState:
        """OPEN: a match. UNKNOWN: ask first. CLOSED: some gate is closed."""
        return min(self.states.values())


@dataclass(frozen=True)
class PlainProblem:
    """A Problem as rows of plain numbers and dicts."""

    people: list[SimpleNamespace]
    orders: list[SimpleNamespace]
    weights: list[int]
    rules: Rules
    parents: list[int]

    @classmethod
    def of(cls, problem: Problem) -> "PlainProblem":
        """The same problem, row by row."""
        return cls(
            people=_rows(problem.people),
            orders=_rows(problem.orders),
            weights=list(problem.weights.by_name().values()),
            rules=problem.rules,
            parents=problem.rules.skill_parent.tolist(),
        )


def _rows(table: Table) -> list[SimpleNamespace]:
    columns = {}
    for each in fields(table):
        column = getattr(table, each.name)
        if isinstance(column, Csr):
            rows = [column.row(row) for row in range(len(table))]
            columns[each.name] = [dict(zip(at.tolist(), values.tolist(), strict=True)) for at, values in rows]
        else:
            columns[each.name] = column.tolist()
    return [SimpleNamespace(**dict(zip(columns, row, strict=True))) for row in zip(*columns.values(), strict=True)]


def rank(problem: PlainProblem, order: int, top: int) -> list[PlainPair]:
    """The order's best matches: a pair is left at the first gate that is not open."""
    pairs = [pair(problem, person, order) for person in range(len(problem.people)) if _is_open(problem, person, order)]
    return sorted(pairs, key=lambda each: (-each.score, -each.lot, problem.people[each.person].key))[:top]


def _is_open(problem: PlainProblem, person: int, order: int) -> bool:
    one, other = problem.people[person], problem.orders[order]
    if _danish(one, other) is not OPEN or _kinds(one, other) is not OPEN or _hours_gate(one, other) is not OPEN:
        return False
    return min(_states(one, other, _minutes(one, other, problem.rules.travel)).values()) is OPEN


def pair(problem: PlainProblem, person: int, order: int) -> PlainPair:
    """Gates, parts, score and lot of one pair."""
    one, other, rules = problem.people[person], problem.orders[order], problem.rules
    way = _minutes(one, other, rules.travel)
    made = _parts(one, other, rules, problem.parents, way)
    return PlainPair(
        person=person,
        order=order,
        states=_states(one, other, way),
        parts=made,
        score=sum(weight * part for weight, part in zip(problem.weights, made, strict=True)),
        lot=_lot(one.key, other.key, rules.tie_key),
    )


def _minutes(person: SimpleNamespace, order: SimpleNamespace, travel: Travel) -> int | None:
    if person.means < 0:
        return None
    if travel.minutes is not None and person.zone >= 0 and order.zone >= 0:
        given = int(travel.minutes[person.means, person.zone, order.zone])
        if given >= 0:
            return given
    if UNKNOWN_PLACE in {person.x, person.y, order.x, order.y}:
        return None
    metres = isqrt((person.x - order.x) ** 2 + (person.y - order.y) ** 2)
    speed = int(travel.metres_per_minute[person.means]) * 100
    return int(travel.overhead_minutes[person.means]) + (metres * travel.detour_percent + speed - 1) // speed


def _states(person: SimpleNamespace, order: SimpleNamespace, way: int | None) -> dict[Gate, GateState]:
    same = person.controller == order.controller
    empty = not (person.skills or person.experience or person.wished_occupations or person.wished_industries)
    said = {
        Gate.KINDS: _kinds(person, order),
        Gate.DANISH: _danish(person, order),
        Gate.LICENCES: _licences(person, order),
        Gate.HOURS: _hours_gate(person, order),
        Gate.START: _start(person, order),
        Gate.TRAVEL: _at_most(way, person.max_minutes if person.max_minutes >= 0 else None),
        Gate.CONSIDERATIONS: _considerations(person, order),
        Gate.PROTECTION: CLOSED if person.protected and not same else OPEN,
        Gate.POOL: CLOSED if not person.shared and not same else OPEN,
        Gate.PLACES: UNKNOWN if order.places < 0 else CLOSED if order.places == 0 else OPEN,
        Gate.PROFILE: UNKNOWN if empty else OPEN,
        Gate.PARTNERSHIP: OPEN if same or person.partnerships & order.partnerships else CLOSED,
    }
    return {gate: said[gate] for gate in GATES}


def _at_most(value: int | None, limit: int | None) -> GateState:
    if value is None or limit is None:
        return UNKNOWN
    return OPEN if value <= limit else CLOSED


def _kinds(person: SimpleNamespace, order: SimpleNamespace) -> GateState:
    offered = [bit for bit in range(32) if order.kinds >> bit & 1]
    if not offered:
        return UNKNOWN
    if any(person.kinds >> bit & 1 for bit in offered):
        return OPEN
    return CLOSED if all(person.kinds_known >> bit & 1 for bit in offered) else UNKNOWN


def _danish(person: SimpleNamespace, order: SimpleNamespace) -> GateState:
    if order.danish == 0:
        return OPEN
    return _at_most(None if order.danish < 0 else order.danish, None if person.danish < 0 else person.danish)


def _licences(person: SimpleNamespace, order: SimpleNamespace) -> GateState:
    state = OPEN
    for bit in range(32):
        if order.licences >> bit & 1 and not person.licences >> bit & 1:
            state = min(state, CLOSED if person.licences_known >> bit & 1 else UNKNOWN)
    return state


def _hours_gate(person: SimpleNamespace, order: SimpleNamespace) -> GateState:
    least, fewest, most = (None if each < 0 else each for each in (person.hours_min, order.hours, person.hours_max))
    return min(_at_most(least, None if fewest is None else _most(order)), _at_most(fewest, most))


def _most(order: SimpleNamespace) -> int:
    return int(max(order.hours, order.hours_most))


def _start(person: SimpleNamespace, order: SimpleNamespace) -> GateState:
    state = OPEN
    for starts, ends in ((person.available_from, order.start_before), (order.start_from, person.available_before)):
        if ends == NO_END:
            continue
        if UNKNOWN_DAY in {starts, ends}:
            state = min(state, UNKNOWN)
        elif starts >= ends:
            state = CLOSED
    return state


def _considerations(person: SimpleNamespace, order: SimpleNamespace) -> GateState:
    if person.considerations & order.strains:
        return CLOSED
    if person.considerations_known and (order.strains_known or not person.considerations):
        return OPEN
    return OPEN if order.strains_known and not order.strains else UNKNOWN


def _parts(
    person: SimpleNamespace, order: SimpleNamespace, rules: Rules, parents: list[int], way: int | None
) -> tuple[int, ...]:
    months = min(person.experience.get(order.group, 0), rules.experience_full_months)
    made = (
        _skills(person.skills, order.required, rules, parents),
        _skills(person.skills, order.useful, rules, parents),
        months * 10_000 // rules.experience_full_months,
        _wish(person, order, rules),
        _margin(person, order, rules),
        _travel(way, rules.travel),
        _hours_part(person, order, rules),
        _next_step(person, order, rules),
    )
    if len(made) != len(PARTS):
        raise ValueError("a part is missing")
    return made


def _skills(held: dict[int, int], asked: dict[int, int], rules: Rules, parents: list[int]) -> int:
    total = 0
    for skill in asked:
        best = 0
        for own, level in held.items():
            credit = rules.level_credit[level - 1]
            if own != skill and (parents[own] == skill or parents[skill] == own):
                credit = credit * rules.parent_credit // 10_000
            elif own != skill and parents[own] >= 0 and parents[own] == parents[skill]:
                credit = credit * rules.sibling_credit // 10_000
            elif own != skill:
                credit = 0
            best = max(best, credit)
        total += best
    return total // len(asked) if asked else 0


def _wish(person: SimpleNamespace, order: SimpleNamespace, rules: Rules) -> int:
    if order.occupation in person.wished_occupations:
        return 10_000
    return rules.wish_industry_credit if person.wished_industries & order.industries else 0


def _margin(person: SimpleNamespace, order: SimpleNamespace, rules: Rules) -> int:
    if person.danish < 0 or order.danish < 0:
        return 0
    above = min(max(person.danish - order.danish, 0), rules.margin_full_levels)
    return int(above) * 10_000 // rules.margin_full_levels


def _travel(way: int | None, travel: Travel) -> int:
    if way is None:
        return 0
    band_starts = way // travel.band_minutes * travel.band_minutes
    return max(0, 10_000 - band_starts * 10_000 // travel.horizon_minutes)


def _hours_part(person: SimpleNamespace, order: SimpleNamespace, rules: Rules) -> int:
    if min(person.hours_min, person.hours_max, order.hours) < 0:
        return 0
    if not (person.hours_min <= _most(order) and order.hours <= person.hours_max):
        return 0
    room = min(person.hours_max - order.hours, rules.room_full_hours)
    return int(rules.hours_fit_credit + room * (10_000 - rules.hours_fit_credit) // rules.room_full_hours)


def _next_step(person: SimpleNamespace, order: SimpleNamespace, rules: Rules) -> int:
    if person.step < 0:
        return 0
    usable = [kind for kind in range(rules.next_step.shape[1]) if person.kinds & order.kinds & 1 << kind]
    return max((int(rules.next_step[person.step, kind]) for kind in usable), default=0)


def _lot(person_key: int, order_key: int, tie_key: int) -> int:
    word = 2**64 - 1

    def mixed(value: int) -> int:
        value = (value ^ value >> 30) * 0xBF58476D1CE4E5B9 & word
        value = (value ^ value >> 27) * 0x94D049BB133111EB & word
        return value ^ value >> 31

    return mixed(mixed(person_key ^ tie_key) + mixed(order_key) & word) >> 21
