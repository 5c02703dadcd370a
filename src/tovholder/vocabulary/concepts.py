"""What the vocabulary is made of. Codes are stable: rows and stored rankings point at them."""

from dataclasses import dataclass
from typing import Literal

Kind = Literal["industry", "occupation", "skill"]
Language = Literal["da", "en"]
SkillKind = Literal["group", "skill", "knowledge", "language", "certificate"]
# How the code of an imported concept begins; shipped codes have no colon.
ESCO_CODE = "esco:"
SKILL_KINDS: tuple[SkillKind, ...] = ("group", "skill", "knowledge", "language", "certificate")


@dataclass(frozen=True, slots=True)
class Industry:
    code: str
    da: str
    en: str
    alternatives_da: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Occupation:
    """`isco` is the four-digit ISCO-08 group. `essential` and `optional` are skill codes."""

    code: str
    da: str
    en: str
    industry: str
    isco: str
    alternatives_da: tuple[str, ...] = ()
    alternatives_en: tuple[str, ...] = ()
    essential: tuple[str, ...] = ()
    optional: tuple[str, ...] = ()
    esco_uri: str = ""


@dataclass(frozen=True, slots=True)
class Skill:
    """`parent` is the code of a wider skill or group, "" at the top. `licence` is the parameters' licence code."""

    code: str
    parent: str
    kind: SkillKind
    da: str
    en: str
    alternatives_da: tuple[str, ...] = ()
    alternatives_en: tuple[str, ...] = ()
    licence: str = ""
    esco_uri: str = ""


Concept = Industry | Occupation | Skill


def label(concept: Concept, language: Language) -> str:
    """The name to show; the other language where a concept has none in the one asked for."""
    return (concept.da or concept.en) if language == "da" else (concept.en or concept.da)


def labels(concept: Concept, language: Language) -> tuple[str, ...]:
    """The preferred name and then the others, in one language; empty when it has none."""
    if language == "da":
        preferred, others = concept.da, concept.alternatives_da
    else:
        preferred, others = concept.en, () if isinstance(concept, Industry) else concept.alternatives_en
    return (preferred, *others) if preferred else ()
