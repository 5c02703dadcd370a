"""From a company's own words to a profile to confirm: what is wanted, where it stands in the text, and how sure we are.

Nothing is guessed silently. Whatever is found carries its evidence; whatever is not found is named as unanswered.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from tovholder.vocabulary import amounts, dates, shipped
from tovholder.vocabulary.concepts import Language
from tovholder.vocabulary.demand import Demands
from tovholder.vocabulary.indexes import phrases_of
from tovholder.vocabulary.lexicon import Vocabulary
from tovholder.vocabulary.phrases import Hit, Phrases
from tovholder.vocabulary.places import Places
from tovholder.vocabulary.profile import Certainty, Demand, Evidence, FoundCode, FoundConcept, StructuredProfile
from tovholder.vocabulary.tokens import Token, tokens

LONGEST_TEXT = 20_000  # characters; the rest of a longer text is not read
_DANISH_WORDS = frozenset(shipped.words("og|vi|til|en|et|er|du|som|soeger|med|af|paa|i|skal|har|kan"))
_ENGLISH_WORDS = frozenset(shipped.words("and|we|the|for|you|are|with|to|of|need|looking|a|must|have|is|in"))
# Danish verbs that are titles too, when somebody does them: "du lærer", "man tjener".
_VERBS = frozenset({"laerer", "tjener", "bager", "maler", "fisker", "trykker", "driver"})
_DOERS = frozenset({"du", "man", "vi", "jeg", "der", "som", "han", "hun"})
_PLACE = re.compile(
    r"(?:\b(?i:i|ved|nær|på|fra|til|omkring|syd for|nord for|in|near|arbejdssted:?|sted:?|adresse:?)\s+|^|[,(:]\s*)?"
    r"(?:\b(?P<postcode>[1-9]\d{3})\s+)?(?P<name>[A-ZÆØÅ]\w+(?:[ -][A-ZÆØÅ]\w*){0,2})",
    re.MULTILINE,
)
_DEMANDS: tuple[Demand, ...] = ("required", "useful", "stated")
_CERTAINTIES: tuple[Certainty, ...] = ("exact", "alternative", "inflected", "compound", "spelling")


@dataclass(frozen=True, slots=True)
class _Finding:
    kind: str
    code: str
    certainty: Certainty
    evidence: Evidence


def read(text: str, *, vocabulary: Vocabulary, places: Places, on: date) -> StructuredProfile:
    """The profile found in one text, to be confirmed. `on` is the day it is read: days without a year follow it."""
    text = text[:LONGEST_TEXT]
    words = tokens(text)
    language = _language(words)
    findings = _findings(text, words, phrases_of(vocabulary, language))
    where = tuple(_places(text, places))
    spans = [(each.evidence.start, each.evidence.end) for each in findings if each.kind in ("occupation", "skill")]
    demands = Demands(text, spans)
    start, answer_by = dates.windows(text, on)
    titles = {each.evidence.start for each in findings if each.kind == "occupation"}
    skills = _concepts("skill", findings, demands)
    return StructuredProfile(
        language=language,
        occupations=_concepts("occupation", findings, demands),
        skills=skills,
        industries=_concepts("industry", findings, demands),
        licences=_licences(skills, vocabulary),
        kinds=_codes("kind", findings, demands),
        strains=_codes("strain", findings, demands),
        municipalities=tuple(each for kind, each in where if kind == "municipality"),
        postcodes=tuple(each for kind, each in where if kind == "postcode"),
        places=amounts.places(text, titles),
        weekly_hours=amounts.weekly_hours(text),
        start=start,
        answer_by=answer_by,
        danish=amounts.danish(text, demands),
        version=vocabulary.version,
    )


def occupations_in(text: str, *, vocabulary: Vocabulary) -> tuple[FoundConcept, ...]:
    """Only the occupations of a short text, such as a title in an imported cell."""
    words = tokens(text[:LONGEST_TEXT])
    return _concepts("occupation", _findings(text, words, phrases_of(vocabulary, _language(words))), Demands(text, []))


def skills_in(text: str, *, vocabulary: Vocabulary) -> tuple[FoundConcept, ...]:
    """Only the skills of a short text, such as a list in an imported cell."""
    words = tokens(text[:LONGEST_TEXT])
    findings = _findings(text, words, phrases_of(vocabulary, _language(words)))
    spans = [(each.evidence.start, each.evidence.end) for each in findings]
    return _concepts("skill", findings, Demands(text, spans))


def _language(words: list[Token]) -> Language:
    english = sum(word.folded in _ENGLISH_WORDS for word in words)
    return "en" if english > sum(word.folded in _DANISH_WORDS for word in words) else "da"


def _findings(text: str, words: list[Token], indexes: Iterable[Phrases]) -> list[_Finding]:
    found = []
    for phrases in indexes:
        for hit in phrases.find(words):
            if not _is_verb(hit, words):
                start, end = words[hit.first].start, words[hit.after - 1].end
                evidence = Evidence(start, end, text[start:end])
                found += [_Finding(kind, code, certainty, evidence) for kind, code, certainty in hit.names]
    return found


def _is_verb(hit: Hit, words: list[Token]) -> bool:
    return (
        hit.after == hit.first + 1
        and hit.first > 0
        and words[hit.first].folded in _VERBS
        and words[hit.first - 1].folded in _DOERS
    )


def _concepts(kind: str, findings: list[_Finding], demands: Demands) -> tuple[FoundConcept, ...]:
    """Each code once: the surest place it was found, and the strongest demand made anywhere."""
    best: dict[str, FoundConcept] = {}
    for each in (finding for finding in findings if finding.kind == kind):
        demand = demands.of(each.evidence.start, each.evidence.end)
        found = FoundConcept(each.code, each.certainty, demand, each.evidence)
        best[each.code] = _stronger(best[each.code], found) if each.code in best else found
    return tuple(best.values())


def _stronger(one: FoundConcept, other: FoundConcept) -> FoundConcept:
    demand = min(one.demand, other.demand, key=_DEMANDS.index)
    surest = min(one, other, key=lambda found: _CERTAINTIES.index(found.certainty))
    return FoundConcept(surest.code, surest.certainty, demand, surest.evidence)


def _codes(kind: str, findings: list[_Finding], demands: Demands) -> tuple[FoundCode, ...]:
    return tuple(FoundCode(each.code, each.demand, each.evidence) for each in _concepts(kind, findings, demands))


def _licences(skills: tuple[FoundConcept, ...], vocabulary: Vocabulary) -> tuple[FoundCode, ...]:
    codes = ((vocabulary.skills[each.code].licence, each) for each in skills)
    return tuple(FoundCode(code, each.demand, each.evidence) for code, each in codes if code)


def _places(text: str, places: Places) -> Iterator[tuple[str, FoundCode]]:
    """Municipalities, towns and postcodes, each once, written with a capital where a place would stand."""
    seen: set[tuple[str, str]] = set()
    for match in _PLACE.finditer(text):
        for kind, code, span in _place(match, text, places):
            if (kind, code) not in seen:
                seen.add((kind, code))
                yield kind, FoundCode(code, "stated", Evidence(*span, text[span[0] : span[1]]))


def _place(match: re.Match[str], text: str, places: Places) -> Iterator[tuple[str, str, tuple[int, int]]]:
    name, start = match["name"], match.start("name")
    while name:
        municipality = places.municipality(name) or places.town(name)
        if municipality is not None:
            if match["postcode"]:
                yield "postcode", match["postcode"], match.span("postcode")
            yield "municipality", municipality.code, (start, start + len(name))
            return
        name = name.rpartition(" ")[0]
