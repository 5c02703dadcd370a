"""The dictionaries a text is read with, built once for each vocabulary and language."""

from collections.abc import Iterable
from functools import cache
from weakref import WeakKeyDictionary

from tovholder.vocabulary import shipped
from tovholder.vocabulary.concepts import Language, Skill, labels
from tovholder.vocabulary.lexicon import Vocabulary
from tovholder.vocabulary.phrases import Phrases

_built: "WeakKeyDictionary[Vocabulary, dict[Language, Phrases]]" = WeakKeyDictionary()


def phrases_of(vocabulary: Vocabulary, language: Language) -> tuple[Phrases, Phrases, Phrases]:
    """Concepts, kinds of stay and strains: three dictionaries, for one stretch may name a skill and a strain."""
    known = _built.setdefault(vocabulary, {})
    if language not in known:
        known[language] = _concepts(vocabulary, language)
    return known[language], _codes("kind", "kinds.csv"), _codes("strain", "strains.csv")


def _concepts(vocabulary: Vocabulary, language: Language) -> Phrases:
    phrases = Phrases(language)
    for industry in vocabulary.industries.values():
        phrases.add("industry", industry.code, labels(industry, language))
    for occupation in vocabulary.occupations.values():
        phrases.add("occupation", occupation.code, labels(occupation, language))
    for skill in vocabulary.skills.values():
        if skill.kind != "group":
            # Thousands of English phrases that begin with a verb gain nothing from endings.
            phrases.add("skill", skill.code, _skill_names(skill, language), inflect=language == "da")
    return phrases


def _skill_names(skill: Skill, language: Language) -> Iterable[str]:
    # Certificates go by their Danish names in English texts too.
    danish = labels(skill, "da") if language == "en" and skill.kind == "certificate" else ()
    return (*labels(skill, language), *danish)


@cache
def _codes(kind: str, file: str) -> Phrases:
    phrases = Phrases("da")
    for row in shipped.rows(file):
        phrases.add(kind, row["code"], shipped.words(row["words"]))
    return phrases
