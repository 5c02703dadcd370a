"""Reads the tables of an ESCO download into plain records: what exists, what it is called, how it hangs together."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from tovholder.vocabulary.concepts import SkillKind
from tovholder.vocabulary.esco_source import EscoFile, UnreadableEscoError, files

# The tables an import cannot do without; the first two in English or Danish or both.
TABLES = ("occupations", "skills", "occupationSkillRelations", "broaderRelationsSkillPillar")
LANGUAGES = ("en", "da")
_KINDS: dict[str, SkillKind] = {"skill/competence": "skill", "knowledge": "knowledge"}


@dataclass
class Record:
    """One occupation, skill or skill group. The first name of a language is the preferred one."""

    uri: str
    kind: Literal["occupation"] | SkillKind
    isco: str = ""
    parent: str = ""
    names: dict[str, list[str]] = field(default_factory=lambda: {"en": [], "da": []})

    def add_names(self, language: str, names: list[str]) -> None:
        known = self.names[language]
        clean = dict.fromkeys(" ".join(name.split()) for name in names)
        known += [name for name in clean if name and name not in known]


@dataclass
class Esco:
    """A download as read: records by URI, and (occupation URI, skill URI, essential) for each relation."""

    occupations: dict[str, Record]
    skills: dict[str, Record]
    relations: list[tuple[str, str, bool]]


def read(source: Path) -> Esco:
    """Reads a folder or zip. Raises UnreadableEscoError with one line per fault."""
    found = files(source)
    tables = {
        name: [file for file in found if file.table == name and file.language in ("", *LANGUAGES)] for name in TABLES
    }
    faults = [f"{source.name}: {_file_name(name)} is missing" for name in TABLES if not tables[name]]
    if faults:
        raise UnreadableEscoError(faults)
    occupations, skills = _occupations(tables["occupations"]), _skills(tables["skills"])
    _add_groups([file for file in found if file.table == "skillGroups"], skills)
    for file in found:
        _add_labels(file, occupations, skills)
    _add_parents(tables["broaderRelationsSkillPillar"][0], skills)
    return Esco(occupations, skills, list(_relations(tables["occupationSkillRelations"][0], occupations, skills)))


def _file_name(table: str) -> str:
    return f"{table}_en.csv or {table}_da.csv" if table in TABLES[:2] else f"{table}.csv"


def _occupations(tables: list[EscoFile]) -> dict[str, Record]:
    records: dict[str, Record] = {}
    for file in tables:
        for row in file.rows("conceptUri", "iscoGroup", "preferredLabel", "altLabels"):
            uri = row["conceptUri"]
            record = records.setdefault(uri, Record(uri, "occupation", isco=row["iscoGroup"].removeprefix("C")))
            record.add_names(file.language or "en", [row["preferredLabel"], *row["altLabels"].split("\n")])
    return records


def _skills(tables: list[EscoFile]) -> dict[str, Record]:
    records: dict[str, Record] = {}
    for file in tables:
        for row in file.rows("conceptUri", "skillType", "preferredLabel", "altLabels"):
            uri = row["conceptUri"]
            record = records.setdefault(uri, Record(uri, _KINDS.get(row["skillType"], "skill")))
            record.add_names(file.language or "en", [row["preferredLabel"], *row["altLabels"].split("\n")])
    return records


def _add_groups(tables: list[EscoFile], skills: dict[str, Record]) -> None:
    for file in tables:
        if file.language in ("", *LANGUAGES):
            for row in file.rows("conceptUri", "preferredLabel"):
                record = skills.setdefault(row["conceptUri"], Record(row["conceptUri"], "group"))
                record.add_names(file.language or "en", [row["preferredLabel"]])


def _add_labels(file: EscoFile, occupations: dict[str, Record], skills: dict[str, Record]) -> None:
    """Lists of Danish names by URI, preferred ones (rank 0) first; a file of another kind is left alone."""
    if "labels" not in file.name or not file.name.endswith("_da.csv"):
        return
    ranked: dict[str, list[tuple[int, str]]] = {}
    if "isco" in file.name:
        return
    for row in file.rows("uri", "rank", "label_da"):
        if row["uri"] in occupations or row["uri"] in skills:
            rank = int(row["rank"]) if row["rank"].isdecimal() else 99
            ranked.setdefault(row["uri"], []).append((rank, row["label_da"].strip()))
    for uri, names in ranked.items():
        record = occupations.get(uri) or skills[uri]
        record.add_names("da", [name for _, name in sorted(names, key=lambda name: name[0])])


def _add_parents(file: EscoFile, skills: dict[str, Record]) -> None:
    """ESCO lets a skill have several wider ones; we keep one: a skill before a group, then the first by URI."""
    wider: dict[str, list[tuple[bool, str]]] = {}
    for row in file.rows("conceptUri", "broaderUri"):
        child, parent = row["conceptUri"], row["broaderUri"]
        if child in skills and parent in skills:
            wider.setdefault(child, []).append((skills[parent].kind == "group", parent))
    for child, parents in sorted(wider.items()):
        skills[child].parent = next((uri for _, uri in sorted(parents) if not _leads_to(uri, child, skills)), "")


def _leads_to(start: str, goal: str, skills: dict[str, Record]) -> bool:
    """Whether going up from `start` meets `goal`: such a parent would close a ring."""
    current = start
    while current:
        if current == goal:
            return True
        current = skills[current].parent
    return False


def _relations(
    file: EscoFile, occupations: dict[str, Record], skills: dict[str, Record]
) -> Iterator[tuple[str, str, bool]]:
    for row in file.rows("occupationUri", "relationType", "skillUri"):
        if row["occupationUri"] in occupations and row["skillUri"] in skills:
            yield row["occupationUri"], row["skillUri"], row["relationType"] == "essential"
