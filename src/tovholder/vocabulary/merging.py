"""Puts an imported ESCO beside the starter vocabulary. Starter codes keep their meaning; ESCO adds, it never renames.

An ESCO concept whose Danish name is a name in the starter *is* that starter concept and is not listed twice.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from typing import Any, TypeVar

from tovholder.vocabulary.concepts import ESCO_CODE, Occupation, Skill, labels
from tovholder.vocabulary.esco import StoredEsco
from tovholder.vocabulary.folding import fold

_Concept = TypeVar("_Concept", Occupation, Skill)


def merge(
    occupations: dict[str, Occupation], skills: dict[str, Skill], esco: StoredEsco
) -> tuple[dict[str, Occupation], dict[str, Skill]]:
    """Starter concepts first, in their order, then ESCO's by URI."""
    starter_skills = _names(skill for skill in skills.values() if skill.kind != "group")
    skill_codes = _codes(esco.skills, starter_skills)
    merged_skills = dict(skills)
    for place, record in enumerate(esco.skills):
        code = skill_codes[place]
        if code in skills:
            merged_skills[code] = _with_uri(merged_skills[code], record)
        else:
            merged_skills[code] = _skill(record, code, skill_codes, starter_skills)
    return _occupations(occupations, esco, skill_codes), merged_skills


def _occupations(occupations: dict[str, Occupation], esco: StoredEsco, skill_codes: list[str]) -> dict[str, Occupation]:
    starter_names = _names(occupations.values())
    codes = _codes(esco.occupations, starter_names)
    essential, optional = _related(esco, skill_codes)
    industries = _industry_by_isco(occupations.values())
    merged = dict(occupations)
    for place, record in enumerate(esco.occupations):
        code = codes[place]
        if code in occupations:
            merged[code] = _with_uri(merged[code], record)
            continue
        danish, english = _others(record["da"], starter_names), record["en"]
        merged[code] = Occupation(
            code=code,
            da=danish[0] if danish else "",
            en=english[0] if english else "",
            industry=industries.get(record["isco"], ""),
            isco=record["isco"],
            alternatives_da=tuple(danish[1:]),
            alternatives_en=tuple(english[1:]),
            essential=tuple(dict.fromkeys(essential[place])),
            optional=tuple(dict.fromkeys(skill for skill in optional[place] if skill not in essential[place])),
            esco_uri=record["uri"],
        )
    return merged


def _skill(record: dict[str, Any], code: str, codes: list[str], starter_names: dict[str, str]) -> Skill:
    danish, english = _others(record["da"], starter_names), record["en"]
    return Skill(
        code=code,
        parent=codes[record["parent"]] if record["parent"] >= 0 else "",
        kind=record["kind"],
        da=danish[0] if danish else "",
        en=english[0] if english else "",
        alternatives_da=tuple(danish[1:]),
        alternatives_en=tuple(english[1:]),
        esco_uri=record["uri"],
    )


def _names(concepts: Iterable[Occupation] | Iterable[Skill]) -> dict[str, str]:
    return {fold(name): concept.code for concept in concepts for name in labels(concept, "da")}


def _codes(records: list[dict[str, Any]], starter_names: dict[str, str]) -> list[str]:
    """The code of each record: the starter's where the preferred Danish name is known there, else one of its own."""
    codes = []
    for record in records:
        known = starter_names.get(fold(record["da"][0])) if record["da"] and record["kind"] != "group" else None
        codes.append(known or ESCO_CODE + record["uri"].partition("/esco/")[2].partition("/")[2])
    return codes


def _with_uri(concept: _Concept, record: dict[str, Any]) -> _Concept:
    """The URI is noted where the preferred names are the same, so that nothing is claimed on an everyday word."""
    same = fold(record["da"][0]) == fold(concept.da)
    return replace(concept, esco_uri=record["uri"]) if same and not concept.esco_uri else concept


def _others(names: list[str], starter_names: dict[str, str]) -> list[str]:
    """The names that do not already mean something in the starter; the preferred one is always kept."""
    return [name for place, name in enumerate(names) if place == 0 or fold(name) not in starter_names]


def _related(esco: StoredEsco, skill_codes: list[str]) -> tuple[dict[int, list[str]], dict[int, list[str]]]:
    essential, optional = defaultdict[int, list[str]](list), defaultdict[int, list[str]](list)
    for occupation, skill, is_essential in esco.relations:
        (essential if is_essential else optional)[occupation].append(skill_codes[skill])
    return essential, optional


def _industry_by_isco(occupations: Iterable[Occupation]) -> dict[str, str]:
    """ISCO groups whose starter occupations all lie in one industry: only there is the industry certain."""
    industries: dict[str, set[str]] = {}
    for occupation in occupations:
        industries.setdefault(occupation.isco, set()).add(occupation.industry)
    return {isco: next(iter(found)) for isco, found in industries.items() if len(found) == 1}
