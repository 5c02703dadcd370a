"""The lists the region is drawn from: this room's own data files, and the vocabulary's trades and places."""

import csv
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from tovholder.base import plain_yaml
from tovholder.simulate.dice import Odds
from tovholder.vocabulary import shipped as vocabulary

_DATA = Path(__file__).parent / "data"


@dataclass(frozen=True)
class Trade:
    """An occupation with its skills; `grade` is how much Danish and training it asks for (ISCO major group)."""

    code: str
    title: str
    industry: str
    grade: int
    essential: tuple[str, ...]
    optional: tuple[str, ...]


@dataclass(frozen=True)
class Town:
    municipality: str
    postcode: str
    name: str


@dataclass(frozen=True)
class Origin:
    country: str
    language: str
    script: str
    women: tuple[str, ...]
    men: tuple[str, ...]
    family: tuple[str, ...]


@lru_cache(maxsize=8)
def listing(name: str) -> Any:
    """One of the YAML files, as it stands."""
    return plain_yaml.load((_DATA / f"{name}.yaml").read_text(encoding="utf-8"))


@lru_cache(maxsize=1)
def municipalities() -> Odds[str]:
    """The codes of the region's municipalities, weighed by how many live there."""
    return Odds({row["code"]: float(row["weight"]) for row in _municipality_rows()})


@lru_cache(maxsize=1)
def towns() -> dict[str, list[Town]]:
    return {
        row["code"]: [Town(row["code"], *town.split(" ", 1)) for town in row["towns"].split("|")]
        for row in _municipality_rows()
    }


@lru_cache(maxsize=1)
def names_of_places() -> dict[str, str]:
    ours = {row["code"] for row in _municipality_rows()}
    return {row["code"]: row["name"] for row in vocabulary.rows("places.csv") if row["code"] in ours}


def _municipality_rows() -> list[dict[str, str]]:
    with (_DATA / "municipalities.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@lru_cache(maxsize=1)
def origins() -> tuple[dict[str, Origin], dict[int, Odds[str]]]:
    """Origins by country, and who came in which year."""
    rows = listing("names")
    found = {
        row["country"]: Origin(
            row["country"], row["language"], row["script"], tuple(row["women"]), tuple(row["men"]), tuple(row["family"])
        )
        for row in rows
    }
    years = sorted({year for row in rows for year in row["years"]})
    return found, {year: Odds({row["country"]: row["years"].get(year, 0) for row in rows}) for year in years}


@lru_cache(maxsize=1)
def arrival_years() -> Odds[int]:
    """When people came: the sum over all origins."""
    totals: dict[int, float] = {}
    for row in listing("names"):
        for year, weight in row["years"].items():
            totals[year] = totals.get(year, 0) + weight
    return Odds(totals)


@lru_cache(maxsize=1)
def skill_words() -> dict[str, str]:
    """Danish words of the skills that can be held at a level; certificates are licences, groups are none."""
    kept = ("skill", "knowledge", "attitude", "language")
    return {row["code"]: row["da"] for row in vocabulary.rows("skills.csv") if row["kind"] in kept}


@lru_cache(maxsize=1)
def trades() -> dict[str, Trade]:
    skills = {row["occupation"]: row for row in vocabulary.rows("occupation_skills.csv")}
    known = skill_words()

    def held(cell: str) -> tuple[str, ...]:
        return tuple(code for code in vocabulary.words(cell) if code in known)

    return {
        row["code"]: Trade(
            row["code"],
            row["da"],
            row["industry"],
            int(row["isco"][0]),
            held(skills[row["code"]]["essential"]),
            held(skills[row["code"]]["optional"]),
        )
        for row in vocabulary.rows("occupations.csv")
        if row["code"] in skills and held(skills[row["code"]]["essential"])
    }


@lru_cache(maxsize=1)
def trades_of_industry() -> dict[str, list[Trade]]:
    grouped: dict[str, list[Trade]] = {}
    for trade in trades().values():
        grouped.setdefault(trade.industry, []).append(trade)
    return grouped
