"""The 98 municipalities and, once imported, the postcode areas: where a place is and how far it is to another.

Only centres of areas are known, never addresses: a distance is between two centres and is shown to others in bands.
"""

import math
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from tovholder.vocabulary import postcodes, shipped
from tovholder.vocabulary.folding import fold, without_danish_letters

# Kilometres to a degree, and the parallel Denmark is laid flat around: within 1 % from Gedser to Skagen.
KM_PER_DEGREE = 111.195
MIDDLE_PARALLEL = 56.0
KM_PER_DEGREE_EAST = KM_PER_DEGREE * math.cos(math.radians(MIDDLE_PARALLEL))

# Upper edges of the travel bands in km: what another municipality may see instead of a distance.
BAND_EDGES_KM = (5.0, 15.0, 30.0, 60.0)


@dataclass(frozen=True, slots=True)
class Point:
    """A place on the flat map, in kilometres east and north of 0°E 0°N along the parallel of 56°N."""

    east_km: float
    north_km: float


@dataclass(frozen=True, slots=True)
class Municipality:
    """`code` has four digits; `rar_area` is the regional labour-market area as it was until 2024."""

    code: str
    name: str
    region: str
    rar_area: str
    alternatives: tuple[str, ...]
    latitude: float
    longitude: float

    @property
    def point(self) -> Point:
        return projected(self.latitude, self.longitude)


@dataclass(frozen=True, slots=True)
class Located:
    """Where a postcode lies. `exact` is False when only the municipality's centre is known."""

    point: Point
    exact: bool
    note: str = ""  # "" or "unknown_postcode"


@dataclass(frozen=True)
class Places:
    """Looks places up by code, name, spelling or postcode. Built once by `load`."""

    municipalities: dict[str, Municipality]
    areas: postcodes.Areas = field(default_factory=postcodes.Areas)
    _names: dict[str, tuple[str, ...]] = field(default_factory=dict)
    _towns: dict[str, str] = field(default_factory=dict)

    def municipality(self, text: str | int) -> Municipality | None:
        """One municipality by code (`163`, `0163`), name or known spelling; None when unknown or when two are meant."""
        found = self.municipalities_named(text)
        return found[0] if len(found) == 1 else None

    def municipalities_named(self, text: str | int) -> tuple[Municipality, ...]:
        """All municipalities a text stands for: `Tårnby-Dragør` is two that share their job centre."""
        word = str(text).strip()
        if word.isdecimal():
            one = self.municipalities.get(word.zfill(4))
            return (one,) if one else ()
        key = _name_key(word)
        # "Københavns Kommune", but "Assens Kommune": the name as it stands comes before the genitive.
        for spelling in (key, without_danish_letters(key), key.removesuffix("s")):
            if spelling in self._names:
                return tuple(self.municipalities[code] for code in self._names[spelling])
        return ()

    def town(self, name: str) -> Municipality | None:
        """The municipality of a well-known town (`Valby`), or of any town once postcodes are imported."""
        code = self._towns.get(fold(name.strip())) or self.areas.municipality_of_town(name)
        return self.municipalities.get(code) if code else None

    def locate(self, postcode: str, municipality_code: str = "") -> Located | None:
        """The centre of a postcode area; else the municipality's, saying so; None when neither is known."""
        area = self.areas.find(postcode)
        if area is not None:
            return Located(projected(area.latitude, area.longitude), exact=True)
        home = self.municipalities.get(municipality_code.zfill(4)) if municipality_code else None
        return Located(home.point, exact=False, note="unknown_postcode") if home else None


def projected(latitude: float, longitude: float) -> Point:
    """Degrees (WGS 84) to kilometres on the flat map."""
    return Point(longitude * KM_PER_DEGREE_EAST, latitude * KM_PER_DEGREE)


def distance_km(one: Point, other: Point) -> float:
    """The straight line between two points, in kilometres. Roads and water are not known here."""
    return math.hypot(one.east_km - other.east_km, one.north_km - other.north_km)


def travel_band(kilometres: float) -> int:
    """0 for up to 5 km, then 1 (15), 2 (30), 3 (60) and 4 for everything farther."""
    return sum(kilometres > edge for edge in BAND_EDGES_KM)


@cache
def load(user_folder: Path | None = None) -> Places:
    """The shipped municipalities, with the postcode areas the installation has imported into `user_folder`.

    Cached: call `load.cache_clear()` after an import. Raises UnreadablePostcodesError for a damaged import."""
    municipalities = {each.code: each for each in _shipped_municipalities()}
    towns = {fold(row["town"]): row["municipality"] for row in shipped.rows("towns.csv")}
    areas = postcodes.stored(user_folder) if user_folder else postcodes.Areas()
    return Places(municipalities, areas, _spellings(municipalities.values()), towns)


def import_places(file: Path, user_folder: Path) -> int:
    """Reads a postcode file (columns postnr, by, lat, lon, kommuner) into the folder; returns the number of areas.

    Nothing is kept when a row is wrong: raises postcodes.UnreadablePostcodesError with one line per fault."""
    count = postcodes.keep(file, user_folder)
    load.cache_clear()
    return count


def _shipped_municipalities() -> Iterable[Municipality]:
    for row in shipped.rows("places.csv"):
        yield Municipality(
            code=row["code"],
            name=row["name"],
            region=row["region"],
            rar_area=row["rar_area"],
            alternatives=shipped.words(row["alternatives"]),
            latitude=float(row["lat"]),
            longitude=float(row["lon"]),
        )


def _spellings(municipalities: Iterable[Municipality]) -> dict[str, tuple[str, ...]]:
    names: dict[str, tuple[str, ...]] = {}
    worn: dict[str, tuple[str, ...]] = {}
    for each in municipalities:
        for spelling in {_name_key(word) for word in (each.name, *each.alternatives)}:
            names[spelling] = (*names.get(spelling, ()), each.code)
            bare = without_danish_letters(spelling)
            worn[bare] = (*worn.get(bare, ()), each.code)
    return {**worn, **names}


def _name_key(name: str) -> str:
    """`Høje Tåstrup Kommune` and `HØJE-TAASTRUP` are one key."""
    key = fold(name).replace(" - ", "-").replace(" ", "-").strip("-.")
    return key.removesuffix("-kommune")
