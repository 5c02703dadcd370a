"""The vocabulary in use: the shipped starter, with ESCO beside it where an installation has imported it."""

import hashlib
from collections.abc import Mapping
from functools import cache, cached_property
from importlib import resources
from pathlib import Path

from tovholder.vocabulary import esco, starter
from tovholder.vocabulary.arrays import VocabularyArrays, arrays_of
from tovholder.vocabulary.concepts import Concept, Industry, Kind, Language, Occupation, Skill, label
from tovholder.vocabulary.merging import merge
from tovholder.vocabulary.suggestions import Beginnings, Suggestion

STARTER_FILES = ("industries.csv", "occupations.csv", "skills.csv", "occupation_skills.csv")


class Vocabulary:
    """All concepts by code. Immutable; `load` gives the one to use.

    `version` names the words a ranking was made with; `attribution` must be shown where it is not empty."""

    def __init__(
        self,
        industries: dict[str, Industry],
        occupations: dict[str, Occupation],
        skills: dict[str, Skill],
        *,
        version: str,
        attribution: str = "",
    ) -> None:
        self.industries = industries
        self.occupations = occupations
        self.skills = skills
        self.version = version
        self.attribution = attribution
        self._beginnings: dict[tuple[Kind, Language], Beginnings] = {}

    def occupation(self, code: str) -> Occupation | None:
        return self.occupations.get(code)

    def skill(self, code: str) -> Skill | None:
        return self.skills.get(code)

    def label(self, kind: Kind, code: str, language: Language) -> str:
        """The name to show; the code itself when it is not in this vocabulary (an import taken back, say)."""
        concept = self._concepts(kind).get(code)
        return label(concept, language) if concept else code

    def wider(self, skill_code: str) -> tuple[str, ...]:
        """The skills and groups above one skill, nearest first; empty at the top or for an unknown code."""
        found: list[str] = []
        current = self.skills.get(skill_code)
        while current is not None and current.parent and current.parent not in found:
            found.append(current.parent)
            current = self.skills.get(current.parent)
        return tuple(found)

    @cached_property
    def licences(self) -> dict[str, str]:
        """Licence code -> the code of the certificate that is that licence."""
        return {each.licence: each.code for each in self.skills.values() if each.licence}

    def suggest(self, prefix: str, kind: Kind, language: Language = "da", limit: int = 10) -> tuple[Suggestion, ...]:
        """Concepts of one kind with a name, or a word of a name, that begins as typed; groups of skills left out."""
        if (kind, language) not in self._beginnings:
            concepts = [
                each for each in self._concepts(kind).values() if not (isinstance(each, Skill) and each.kind == "group")
            ]
            self._beginnings[kind, language] = Beginnings(kind, language, concepts)
        return self._beginnings[kind, language].find(prefix, limit)

    def arrays(self) -> VocabularyArrays:
        """The vocabulary as integers; computed once."""
        return self._arrays

    @cached_property
    def _arrays(self) -> VocabularyArrays:
        return arrays_of(self.version, self.industries, self.occupations, self.skills)

    def _concepts(self, kind: Kind) -> Mapping[str, Concept]:
        by_kind: dict[Kind, Mapping[str, Concept]] = {
            "industry": self.industries,
            "occupation": self.occupations,
            "skill": self.skills,
        }
        return by_kind[kind]


@cache
def load(user_folder: Path | None = None) -> Vocabulary:
    """The vocabulary of an installation: the starter, merged with the ESCO it imported into `user_folder`.

    Cached per folder: `load.cache_clear()` after an import. Raises esco.UnreadableEscoError for a damaged one."""
    occupations, skills = starter.occupations(), starter.skills()
    version, attribution = starter_version(), ""
    imported = esco.stored(user_folder) if user_folder else None
    if imported is not None:
        occupations, skills = merge(occupations, skills, imported)
        version, attribution = f"{version}+{imported.version}", esco.ATTRIBUTION
    return Vocabulary(starter.industries(), occupations, skills, version=version, attribution=attribution)


def import_esco(source: Path, user_folder: Path) -> esco.EscoSummary:
    """Imports an ESCO download (folder or zip) for one installation and puts it to use in this process.

    Raises esco.UnreadableEscoError with one line per fault; the vocabulary in use is then unchanged."""
    summary = esco.import_esco(source, user_folder)
    load.cache_clear()
    return summary


@cache
def starter_version() -> str:
    """Names the shipped words: it changes when, and only when, they do."""
    data = resources.files("tovholder.vocabulary").joinpath("data")
    digest = hashlib.sha256(b"".join(data.joinpath(name).read_bytes() for name in STARTER_FILES))
    return f"starter-{digest.hexdigest()[:12]}"
