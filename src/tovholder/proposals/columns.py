"""What each code is in the engine's columns: bits, rows of tables, levels. Built once for a day."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

import numpy as np
from django.conf import settings

from tovholder import parameters, vocabulary
from tovholder.engine.matching.columns import UNKNOWN
from tovholder.engine.matching.problem import FULL, Travel
from tovholder.parameters import ParameterError
from tovholder.placements.igu_rules import may_start_igu
from tovholder.vocabulary import places

# Rows of the travel table, in this order: metres a minute, and minutes spent before one is on the way.
_MEANS = {
    "foot": (75, 0),
    "bicycle": (230, 2),
    "transit": (450, 12),
    "moped": (420, 2),
    "car": (750, 5),
    "lift": (700, 8),
}
_STEP_UP = {-2: 1_000, -1: 2_000, 0: 5_000, 1: FULL, 2: 8_000, 3: 6_000, 4: 5_000}


@dataclass(frozen=True)
class Book:
    """Codes to columns on one day. Bits follow the order of the lists over all time, so that old runs keep theirs."""

    on: date
    words: vocabulary.Vocabulary
    map: places.Places

    @cached_property
    def kinds(self) -> dict[str, int]:
        return _bits("placement_kinds")

    @cached_property
    def kinds_in_force(self) -> int:
        today = {term.code for term in parameters.terms("placement_kinds", on=self.on)}
        return sum(bit for code, bit in self.kinds.items() if code in today)

    @cached_property
    def licences(self) -> dict[str, int]:
        """Bits of a licence and of those it includes."""
        own = _bits("licences")
        return {
            term.code: own[term.code] | sum({own[code] for code in term.words("includes")})
            for term in parameters.terms("licences")
        }

    @cached_property
    def all_licences(self) -> int:
        return sum(_bits("licences").values())

    @cached_property
    def strains(self) -> dict[str, int]:
        return _bits("strains")

    @cached_property
    def considerations(self) -> dict[str, int]:
        """The strains each consideration closes."""
        return {
            term.code: self.strain_bits(term.words("conflicts_with")) for term in parameters.terms("considerations")
        }

    def strain_bits(self, codes: Iterable[str]) -> int:
        return sum({self.strains.get(code, 0) for code in codes})

    def kind_bits(self, codes: Iterable[str]) -> int:
        return sum({self.kinds.get(code, 0) for code in codes}) & self.kinds_in_force

    def licence_bits(self, codes: Iterable[str]) -> int:
        own = _bits("licences")
        return sum({own.get(code, 0) for code in codes})

    @cached_property
    def skills(self) -> dict[str, int]:
        return self.words.arrays().skill_index

    @cached_property
    def skill_parents(self) -> Any:
        return self.words.arrays().skill_parent

    @cached_property
    def occupations(self) -> dict[str, int]:
        return self.words.arrays().occupation_index

    def group_of(self, occupation: str) -> int:
        """The occupation's minor group (the first three digits of its ISCO-08 group), or UNKNOWN."""
        row = self.occupations.get(occupation)
        isco = 0 if row is None else int(self.words.arrays().occupation_isco[row])
        return isco // 10 or UNKNOWN

    @cached_property
    def industries(self) -> dict[str, int]:
        return {code: 1 << at for code, at in self.words.arrays().industry_index.items()}

    @cached_property
    def means(self) -> dict[str, int]:
        return {code: row for row, code in enumerate(_MEANS)}

    @cached_property
    def travel(self) -> Travel:
        speeds, overheads = zip(*_MEANS.values(), strict=True)
        return Travel(
            metres_per_minute=np.array(speeds, np.int32),
            overhead_minutes=np.array(overheads, np.int32),
            near_minutes=parameters.value("near_minutes", on=self.on).whole(),
        )

    @cached_property
    def rungs(self) -> dict[str, int]:
        """Rung of each kind of stay on the way up (parameters: ladder)."""
        return {term.code: term.whole("rung") for term in parameters.terms("ladder")}

    def step_of(self, kinds_done: Iterable[str]) -> int:
        """The highest rung somebody has stood on; 0 for nobody's first stay."""
        return max((self.rungs.get(kind, 0) for kind in kinds_done), default=0)

    @cached_property
    def next_step_table(self) -> Any:
        """(rungs + 1, 32) how right a kind is as the next step from each rung, 0..10,000."""
        table = np.zeros((max(self.rungs.values()) + 1, 32), np.int16)
        for code, rung in self.rungs.items():
            column = self.kinds[code].bit_length() - 1
            for step in range(table.shape[0]):
                table[step, column] = _STEP_UP[min(max(rung - step, -2), 4)]
        return table

    def metres(self, postcode: str, municipality_code: str) -> tuple[int, int] | None:
        """Projected metres east and north of a postcode, else of the municipality's centre."""
        found = self.map.locate(postcode, municipality_code)
        return None if found is None else (round(found.point.east_km * 1000), round(found.point.north_km * 1000))


def _bits(name: str) -> dict[str, int]:
    codes = dict.fromkeys(term.code for term in parameters.terms(name))
    return {code: 1 << at for at, code in enumerate(codes)}


@lru_cache(maxsize=4)
def book(on: date) -> Book:
    folder = Path(settings.VOCABULARY_FOLDER)
    return Book(on, vocabulary.load(folder), places.load(folder))


@lru_cache(maxsize=256)
def danish_level(track: int | None, module: int | None, test: str) -> int:
    """The level on the common scale (0..100) of what is known, or UNKNOWN. The best of module and test counts."""
    known = []
    if track is not None and module is not None:
        known.append(0 if module == 0 else parameters.term("danish_modules", f"du{track}.{module}").whole("level"))
    if test:
        known.append(parameters.term("danish_tests", test).whole("level"))
    return max(known, default=UNKNOWN)


def lawful_kinds(
    book: Book, born_on: date | None, residence_from: date | None, group: str, on: date
) -> tuple[int, int]:
    """(lawful, known) bits of placement kinds for one person today. A fact that is missing leaves the kind unknown."""
    lawful = known = book.kinds_in_force
    igu = book.kinds["igu"]
    if book.kinds_in_force & igu:
        decision = _igu(born_on, residence_from, group, on)
        if decision is None:
            known &= ~igu
        if not decision:
            lawful &= ~igu
    return lawful, known


@lru_cache(maxsize=200_000)
def _igu(born_on: date | None, residence_from: date | None, group: str, on: date) -> bool | None:
    try:
        return may_start_igu(
            born_on=born_on, residence_from=residence_from, residence_group=group, starts_on=on
        ).allowed
    except ParameterError:
        return None
