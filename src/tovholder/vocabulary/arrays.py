"""The vocabulary as integers, for the engine: places in arrays instead of codes."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from tovholder.vocabulary.concepts import Industry, Occupation, Skill


@dataclass(frozen=True)
class VocabularyArrays:
    """Indices are stable for one `version` of the vocabulary; the starter concepts come first and never move.

    skill_parent      int32 [skills]       index of the wider skill, -1 at the top
    skill_is_group    bool  [skills]       a heading, not something a person can do
    occupation_isco   int32 [occupations]  ISCO-08 group of four digits, 0 when unknown
    occupation_industry int32 [occupations] index into industry_codes, -1 when unknown
    relation_occupation, relation_skill int32 [relations], relation_essential bool [relations]
    """

    version: str
    industry_codes: tuple[str, ...]
    occupation_codes: tuple[str, ...]
    skill_codes: tuple[str, ...]
    industry_index: dict[str, int]
    occupation_index: dict[str, int]
    skill_index: dict[str, int]
    skill_parent: NDArray[np.int32]
    skill_is_group: NDArray[np.bool_]
    occupation_isco: NDArray[np.int32]
    occupation_industry: NDArray[np.int32]
    relation_occupation: NDArray[np.int32]
    relation_skill: NDArray[np.int32]
    relation_essential: NDArray[np.bool_]


def arrays_of(
    version: str, industries: dict[str, Industry], occupations: dict[str, Occupation], skills: dict[str, Skill]
) -> VocabularyArrays:
    """Lays the concepts out in the order of the dictionaries."""
    industry_index, occupation_index, skill_index = _index(industries), _index(occupations), _index(skills)
    relations = [
        (occupation_index[each.code], skill_index[code], essential)
        for each in occupations.values()
        for codes, essential in ((each.essential, True), (each.optional, False))
        for code in codes
        if code in skill_index
    ]
    return VocabularyArrays(
        version=version,
        industry_codes=tuple(industries),
        occupation_codes=tuple(occupations),
        skill_codes=tuple(skills),
        industry_index=industry_index,
        occupation_index=occupation_index,
        skill_index=skill_index,
        skill_parent=np.array([skill_index.get(each.parent, -1) for each in skills.values()], np.int32),
        skill_is_group=np.array([each.kind == "group" for each in skills.values()], np.bool_),
        occupation_isco=np.array([int(each.isco or 0) for each in occupations.values()], np.int32),
        occupation_industry=np.array([industry_index.get(o.industry, -1) for o in occupations.values()], np.int32),
        relation_occupation=np.array([relation[0] for relation in relations], np.int32),
        relation_skill=np.array([relation[1] for relation in relations], np.int32),
        relation_essential=np.array([relation[2] for relation in relations], np.bool_),
    )


def _index(concepts: dict[str, Industry] | dict[str, Occupation] | dict[str, Skill]) -> dict[str, int]:
    return {code: place for place, code in enumerate(concepts)}
