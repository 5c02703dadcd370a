"""The European Commission's ESCO classification, imported by an installation that has downloaded it.

The import compiles the download into one small file in the installation's own folder; the product ships nothing of it.
"""

import gzip
import hashlib
import json
import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tovholder.vocabulary.esco_reading import Esco, Record, read
from tovholder.vocabulary.esco_source import UnreadableEscoError

ATTRIBUTION = "This service uses the ESCO classification of the European Commission."
STORED_NAME = "esco.json.gz"
_FORMAT = 1


@dataclass(frozen=True, slots=True)
class EscoSummary:
    """What an import brought in. `danish_*` count those with a Danish name; the others are shown in English."""

    occupations: int
    skills: int
    relations: int
    danish_occupations: int
    danish_skills: int
    attribution: str = ATTRIBUTION


@dataclass(frozen=True)
class StoredEsco:
    """The compiled import: records in the order of their URIs, relations as places in those lists."""

    version: str
    occupations: list[dict[str, Any]]
    skills: list[dict[str, Any]]
    relations: list[list[int]]


def import_esco(source: Path, user_folder: Path) -> EscoSummary:
    """Compiles a folder or zip from the ESCO portal into the folder. What was imported before stays until it is done.

    Raises UnreadableEscoError with one line per fault. The caller then clears the caches (`lexicon.load`)."""
    esco = read(source)
    text = json.dumps(_compiled(esco), ensure_ascii=False, separators=(",", ":")).encode()
    user_folder.mkdir(parents=True, exist_ok=True)
    unfinished = user_folder / f"{STORED_NAME}.part"
    unfinished.write_bytes(gzip.compress(text, 6, mtime=0))
    os.replace(unfinished, user_folder / STORED_NAME)  # noqa: PTH105  one atomic step, also over an older import
    return EscoSummary(
        occupations=len(esco.occupations),
        skills=sum(skill.kind != "group" for skill in esco.skills.values()),
        relations=len(esco.relations),
        danish_occupations=sum(bool(each.names["da"]) for each in esco.occupations.values()),
        danish_skills=sum(bool(each.names["da"]) for each in esco.skills.values() if each.kind != "group"),
    )


def stored(user_folder: Path) -> StoredEsco | None:
    """What the installation imported; None when nothing. Raises UnreadableEscoError for a damaged file."""
    path = user_folder / STORED_NAME
    if not path.is_file():
        return None
    packed = path.read_bytes()
    try:
        found = json.loads(gzip.decompress(packed))
        if found["format"] != _FORMAT:
            raise KeyError("format")
        version = f"esco-{hashlib.sha256(packed).hexdigest()[:12]}"
        return StoredEsco(version, found["occupations"], found["skills"], found["relations"])
    except (OSError, EOFError, ValueError, KeyError, TypeError):
        raise UnreadableEscoError([f"{path.name}: damaged or of another version; import ESCO again"]) from None


def _compiled(esco: Esco) -> dict[str, Any]:
    occupations, skills = sorted(esco.occupations), sorted(esco.skills)
    occupation_place = {uri: place for place, uri in enumerate(occupations)}
    skill_place = {uri: place for place, uri in enumerate(skills)}
    relations = sorted((occupation_place[o], skill_place[s], int(essential)) for o, s, essential in esco.relations)
    return {
        "format": _FORMAT,
        "occupations": [_record(esco.occupations[uri], {}) for uri in occupations],
        "skills": [_record(esco.skills[uri], skill_place) for uri in skills],
        "relations": relations,
    }


def _record(record: Record, places: dict[str, int]) -> dict[str, Any]:
    return {
        "uri": record.uri,
        "kind": record.kind,
        "isco": record.isco,
        "parent": places.get(record.parent, -1),
        "en": record.names["en"],
        "da": record.names["da"],
    }
