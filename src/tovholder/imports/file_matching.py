"""People and orders of two files as the engine's Problem: the main job without a register, a database or an account.

The same codes to columns as a stored run (proposals.columns). What a file cannot say is unknown, and asked about.
Without a column for the common pool everybody who is not protected is in it, and without a column for partnerships
all recruit together: somebody put both files together.
"""

import hashlib
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any

import numpy as np

from tovholder.engine.matching import partnerships
from tovholder.engine.matching.columns import I16, I32, NO_END, UNKNOWN, UNKNOWN_DAY, UNKNOWN_PLACE, Csr
from tovholder.engine.matching.problem import Orders, People, Problem, Rules, Weights
from tovholder.proposals.columns import Book, danish_level, lawful_kinds

Facts = Mapping[str, Any]
_NOWHERE = (UNKNOWN_PLACE, UNKNOWN_PLACE)


@dataclass(frozen=True, eq=False)
class Minutes:
    """Ways from outside between zones: postcodes, or municipalities by their code where the postcode is not there."""

    zones: Mapping[str, int]
    matrix: I16  # (means, zones, zones)

    def zone(self, facts: Facts) -> int:
        """Nobody's protected address takes part, not even as a postcode."""
        if facts.get("protected"):
            return UNKNOWN
        postcode, municipality = facts.get("postcode", ""), facts.get("municipality_code", "")
        return self.zones.get(postcode, self.zones.get(municipality, UNKNOWN))


def problem_of(
    people: Sequence[Facts],
    orders: Sequence[Facts],
    *,
    weights: Weights,
    book: Book,
    seed: int = 0,
    minutes: Minutes | None = None,
) -> Problem:
    """The question of two files. Rows are numbered as given; names and CPR numbers are not looked at.

    `seed` is of the draw between equals."""
    rules = Rules(
        tie_key=_key("ties", seed),
        skill_parent=book.skill_parents,
        next_step=book.next_step_table,
        travel=book.travel if minutes is None else replace(book.travel, minutes=minutes.matrix),
        margin_full_levels=30,  # as in a stored run: on the common scale of Danish
    )
    together = _together([*people, *orders])
    asked, offered = _people(people, book, together), _orders(orders, book, together)
    if minutes is not None:
        asked = replace(asked, zone=_zones(people, minutes))
        offered = replace(offered, zone=_zones(orders, minutes))
    return Problem(people=asked, orders=offered, weights=weights, rules=rules)


def _zones(rows: Sequence[Facts], minutes: Minutes) -> I32:
    return np.array([minutes.zone(facts) for facts in rows], np.int32)


def _together(rows: Sequence[Facts]) -> dict[int, int]:
    """Bits by municipality. What one row says of its municipality holds for all of that municipality's rows."""
    circles: dict[str, set[int]] = defaultdict(set)
    for facts in rows:
        for name in facts.get("partnerships", ()):
            circles[name].add(_municipality(facts))
    if not circles:
        circles[""] = {_municipality(facts) for facts in rows}
    return partnerships.bits(frozenset(circle) for circle in circles.values())


def _municipality(facts: Facts) -> int:
    return int(facts.get("municipality_code") or 0)


def _key(kind: str, number: int) -> int:
    return int.from_bytes(hashlib.sha256(f"files:{kind}:{number}".encode()).digest()[:8])


def _keys(kind: str, count: int) -> Any:
    return np.array([_key(kind, number) for number in range(count)], np.uint64)


def _columns(rows: Sequence[dict[str, Any]]) -> dict[str, Any]:
    columns: dict[str, list[Any]] = defaultdict(list)
    for row in rows:
        for name, value in row.items():
            columns[name].append(value)
    return {name: Csr.of(held) if isinstance(held[0], dict | list) else held for name, held in columns.items()}


def _people(people: Sequence[Facts], book: Book, together: dict[int, int]) -> People:
    pooled = not any("shared" in facts for facts in people)
    rows = [{**_case(facts, book, pooled), **_reach(facts, book), **_abilities(facts, book)} for facts in people]
    bits = np.array([together.get(_municipality(facts), 0) for facts in people], np.uint64)
    return People.blank(_keys("person", len(people)), partnerships=bits, **_columns(rows))


def _case(facts: Facts, book: Book, pooled: bool) -> dict[str, Any]:
    protected = bool(facts.get("protected"))
    born, residence = _date(facts.get("born_on")), _date(facts.get("residence_from"))
    lawful, known = lawful_kinds(book, born, residence, facts.get("residence_group", ""), book.on)
    return {
        "controller": _municipality(facts),
        "protected": protected,
        "shared": not protected and (pooled or bool(facts.get("shared"))),
        "kinds": lawful,
        "kinds_known": known,
        "danish": danish_level(facts.get("danish_track"), facts.get("danish_module"), facts.get("danish_test", "")),
        "considerations": sum({book.considerations[code] for code in facts.get("considerations", ())}),
        "considerations_known": "considerations" in facts,
    }


def _reach(facts: Facts, book: Book) -> dict[str, Any]:
    x, y = _place(facts, book)
    least, most = facts.get("hours_min"), facts.get("hours_max")
    return {
        "hours_min": UNKNOWN if least is None else int(-(-Decimal(least) // 1)),
        "hours_max": UNKNOWN if most is None else int(Decimal(most) // 1),
        "available_from": _day(facts.get("available_from")),
        "available_before": _day(facts.get("available_until"), NO_END if "available_from" in facts else UNKNOWN_DAY),
        "means": book.means.get(facts.get("travel_means", ""), UNKNOWN),
        "max_minutes": facts.get("travel_minutes", UNKNOWN),
        "x": x,
        "y": y,
        "step": book.step_of(()),
    }


def _abilities(facts: Facts, book: Book) -> dict[str, Any]:
    held = facts.get("licences", ())
    licences = 0
    for code in held:
        licences |= book.licences.get(code, 0)
    months: dict[int, int] = {}
    for _title, code, length in facts.get("experience", ()):
        if (group := book.group_of(code)) != UNKNOWN:
            months[group] = min(months.get(group, 0) + length, 600)
    wished = (book.occupations.get(code) for code in facts.get("wished_occupations", ()))
    return {
        "licences": licences,
        "licences_known": book.all_licences if "licences" in facts else 0,
        "wished_industries": sum({book.industries[code] for code in facts.get("wished_industries", ())}),
        "wished_occupations": {row: 1 for row in wished if row is not None},
        "skills": {book.skills[code]: level for code, level in facts.get("skills", ()) if code in book.skills},
        "experience": months,
    }


def _orders(orders: Sequence[Facts], book: Book, together: dict[int, int]) -> Orders:
    bits = np.array([together.get(_municipality(facts), 0) for facts in orders], np.uint64)
    columns = _columns([_order(facts, book) for facts in orders])
    return Orders.blank(_keys("order", len(orders)), partnerships=bits, **columns)


def _order(facts: Facts, book: Book) -> dict[str, Any]:
    x, y = _place(facts, book)
    hours, most = facts.get("hours_min", facts.get("hours_max")), facts.get("hours_max")
    fewest = UNKNOWN if hours is None else int(-(-Decimal(hours) // 1))
    earliest = max(_date(facts.get("start_earliest")) or book.on, book.on)
    latest = _date(facts.get("start_latest"))
    return {
        "controller": _municipality(facts),
        "kinds": book.kind_bits(facts.get("kinds", ())),
        "danish": facts.get("danish_level", UNKNOWN),
        "licences": book.licence_bits(facts.get("licences", ())),
        "hours": fewest,
        "hours_most": fewest if most is None else max(fewest, int(Decimal(most) // 1)),
        "start_from": _day(earliest.isoformat()),
        "start_before": NO_END if latest is None else _day(max(latest, earliest).isoformat()) + 1,
        "strains": book.strain_bits(facts.get("strains", ())),
        "strains_known": "strains" in facts,
        "places": 1,  # how many are employed is asked before a placement is agreed
        "occupation": book.occupations.get(facts.get("occupation", ""), UNKNOWN),
        "group": book.group_of(facts.get("occupation", "")),
        "industries": book.industries.get(facts.get("industry", ""), 0),
        "x": x,
        "y": y,
        "required": [book.skills[code] for code in facts.get("required_skills", ()) if code in book.skills],
        "useful": [book.skills[code] for code in facts.get("useful_skills", ()) if code in book.skills],
    }


def _place(facts: Facts, book: Book) -> tuple[int, int]:
    """Nobody's protected address takes part, not even as a postcode."""
    postcode = "" if facts.get("protected") else facts.get("postcode", "")
    return book.metres(postcode, facts.get("municipality_code", "")) or _NOWHERE


def _date(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _day(text: str | None, unknown: int = UNKNOWN_DAY) -> int:
    return unknown if not text else (date.fromisoformat(text) - date(1970, 1, 1)).days
