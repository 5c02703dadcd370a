"""Occupations, skills and industries for pages: their words, and the codes of words that somebody typed."""

from collections.abc import Iterable, Mapping
from functools import lru_cache

from django.conf import settings
from django.utils.text import capfirst

from tovholder import vocabulary
from tovholder.vocabulary.concepts import Concept, Kind, Language, labels
from tovholder.vocabulary.folding import fold
from tovholder.vocabulary.suggestions import Suggestion

KINDS: tuple[Kind, ...] = ("occupation", "skill", "industry")


def book() -> vocabulary.Vocabulary:
    return vocabulary.load(settings.VOCABULARY_FOLDER)


def label(code: str, language: str) -> str:
    """The words of any concept; the code itself where no vocabulary knows it, '' for none."""
    if not code:
        return ""
    words = book()
    for kind in KINDS:
        if code in known(words, kind):
            return words.label(kind, code, _language(language))
    return code


def job_title(title: str, occupation: str, language: str) -> str:
    """A job's title for this reader: the vocabulary's name where the title is the occupation's name in the other
    language. Anything else is somebody's own words, and stays as it was written."""
    concept = book().occupations.get(occupation)
    if concept is None or _is_named(title, concept, language):
        return title
    other: Language = "en" if _language(language) == "da" else "da"
    return capfirst(label(occupation, language)) if _is_named(title, concept, other) else title


def _is_named(title: str, concept: Concept, language: str) -> bool:
    return fold(title.strip()) in {fold(name) for name in labels(concept, _language(language))}


def known(words: vocabulary.Vocabulary, kind: Kind) -> Mapping[str, Concept]:
    """All concepts of a kind by code."""
    by_kind: dict[Kind, Mapping[str, Concept]] = {
        "occupation": words.occupations,
        "skill": words.skills,
        "industry": words.industries,
    }
    return by_kind[kind]


def _language(language: str) -> Language:
    """Jobs, skills and industries are called in Danish to whoever reads neither: the name one meets at work here."""
    return "en" if language.startswith("en") else "da"


def choices(kind: Kind, language: str) -> list[tuple[str, str]]:
    """(code, words) of all concepts of a kind that people choose from, by words. Groups of skills are left out."""
    return _choices(book(), kind, _language(language))


@lru_cache(maxsize=16)
def _choices(words: vocabulary.Vocabulary, kind: Kind, language: Language) -> list[tuple[str, str]]:
    codes = [code for code, concept in known(words, kind).items() if getattr(concept, "kind", "") != "group"]
    return sorted(((code, words.label(kind, code, language)) for code in codes), key=lambda pair: fold(pair[1]))


def code_of(kind: Kind, typed: str, standing: Iterable[str] = ()) -> str:
    """The code of a concept by its name in either language, or ''. Spelling of æ, ø and å does not matter.

    `standing` are codes that the form filled in by their names: such a name keeps its code, also where another code
    has the same name, where it is a group, and where no vocabulary knows the code any more."""
    wanted = fold(typed.strip())
    for code in standing:
        if wanted in {fold(label(code, language)) for language in ("da", "en")}:
            return code
    for language in ("da", "en"):
        for code, name in choices(kind, language):
            if fold(name) == wanted:
                return code
    return ""


def suggest(kind: Kind, typed: str, language: str, limit: int = 10) -> tuple[Suggestion, ...]:
    """Concepts with a name that begins as typed, best first; for fields that complete what is typed."""
    return book().suggest(typed, kind, _language(language), limit)
