"""Postcode areas, which the product does not ship: read from the public geodata file once an installation has it."""

import csv
import io
import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from tovholder.vocabulary.folding import fold

STORED_NAME = "postcodes.csv"
COLUMNS = ("postnr", "by", "lat", "lon", "kommuner")
# Denmark with Bornholm: a latitude or longitude outside is a swapped column or a foreign file.
LATITUDES, LONGITUDES = (54.0, 58.5), (7.5, 15.5)


class UnreadablePostcodesError(ValueError):
    """The file cannot be used. `faults` holds one line per fault, with its line number."""

    def __init__(self, faults: list[str]) -> None:
        super().__init__("\n".join(faults))
        self.faults = faults


@dataclass(frozen=True, slots=True)
class Area:
    """Postcodes `first` to `last` (most often one) with their centre and the municipalities they lie in."""

    first: int
    last: int
    town: str
    latitude: float
    longitude: float
    municipalities: tuple[str, ...]


@dataclass(frozen=True)
class Areas:
    """Postcode areas by their number. Empty when nothing was imported."""

    _by_number: dict[int, Area] = field(default_factory=dict)
    _by_town: dict[str, Area] = field(default_factory=dict)

    @classmethod
    def of(cls, areas: list[Area]) -> "Areas":
        numbers = {number: area for area in areas for number in range(area.first, area.last + 1)}
        return cls(numbers, {fold(area.town): area for area in reversed(areas)})

    def __len__(self) -> int:
        return len({id(area) for area in self._by_number.values()})

    def find(self, postcode: str) -> Area | None:
        word = postcode.strip().upper().removeprefix("DK").strip(" -")
        return self._by_number.get(int(word)) if word.isdecimal() else None

    def municipality_of_town(self, name: str) -> str | None:
        """The code where the town lies in one municipality only; None when it is unknown or lies in several."""
        area = self._by_town.get(fold(name.strip()))
        return area.municipalities[0] if area and len(area.municipalities) == 1 else None


def stored(folder: Path) -> Areas:
    """What was imported into the folder; empty when nothing was. Raises UnreadablePostcodesError when it is damaged."""
    path = folder / STORED_NAME
    return Areas.of(read(path)) if path.is_file() else Areas()


def keep(file: Path, folder: Path) -> int:
    """Checks the file and copies it into the folder in one step; returns the number of areas."""
    areas = read(file)
    folder.mkdir(parents=True, exist_ok=True)
    unfinished = folder / f"{STORED_NAME}.part"
    unfinished.write_bytes(file.read_bytes())
    os.replace(unfinished, folder / STORED_NAME)  # noqa: PTH105  one atomic step, also over an older import
    return len(areas)


def read(file: Path) -> list[Area]:
    """The areas of a postcode file. Raises UnreadablePostcodesError with every fault."""
    try:
        text = file.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        raise UnreadablePostcodesError([f"{file.name}: the file does not exist"]) from None
    except (UnicodeDecodeError, IsADirectoryError):
        raise UnreadablePostcodesError([f"{file.name}: not a CSV file in UTF-8"]) from None
    reader = csv.DictReader(io.StringIO(text, newline=""))
    missing = [name for name in COLUMNS if name not in (reader.fieldnames or ())]
    if missing:
        raise UnreadablePostcodesError([f"{file.name}, line 1: missing column {name}" for name in missing])
    faults: list[str] = []
    areas = list(_areas(reader, file.name, faults))
    if not areas and not faults:
        faults.append(f"{file.name}: no postcodes in the file")
    if faults:
        raise UnreadablePostcodesError(faults)
    return areas


def _areas(reader: "csv.DictReader[str]", name: str, faults: list[str]) -> Iterator[Area]:
    for row in reader:
        try:
            yield _area(row)
        except (ValueError, TypeError, AttributeError):
            faults.append(f"{name}, line {reader.line_num}: not a postcode with a place in Denmark: {row['postnr']}")


def _area(row: dict[str, str]) -> Area:
    first, _, last = row["postnr"].partition("-")
    latitude, longitude = float(row["lat"]), float(row["lon"])
    codes = tuple(code.strip().zfill(4) for code in row["kommuner"].split("|") if code.strip())
    area = Area(int(first), int(last or first), row["by"].strip(), latitude, longitude, codes)
    inside = LATITUDES[0] <= latitude <= LATITUDES[1] and LONGITUDES[0] <= longitude <= LONGITUDES[1]
    if not inside or not 0 < area.first <= area.last < 10_000:
        raise ValueError
    return area
