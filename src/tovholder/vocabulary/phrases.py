"""Finds known names in a text: a dictionary of word sequences, looked up at every word, the longest name first."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from tovholder.vocabulary import inflections, shipped
from tovholder.vocabulary.concepts import Language
from tovholder.vocabulary.folding import without_danish_letters
from tovholder.vocabulary.profile import Certainty
from tovholder.vocabulary.tokens import Token, phrase

_ORDER: tuple[Certainty, ...] = ("exact", "alternative", "inflected", "compound", "spelling")
# Second parts that leave the trade as it was: murersvend, malerarbejde, kokkeelev.
_HEADS = frozenset(
    shipped.words(
        "arbejde|arbejdet|arbejder|arbejdere|job|jobs|jobbet|stilling|stillinger|stillingen|svend|svende|laerling|"
        "laerlinge|elev|elever|mester|mestre|medhjaelper|medhjaelpere|hjaelper|hjaelpere|assistent|assistenter|vikar|"
        "vikarer|folk|mand|maend|opgaver|afloeser|afloesere|personale|fag|faget|uddannet|uddannelse|erfaring|praktik"
    )
)
# First parts that make another verb of it: fortjener is no tjener.
_VERB_PARTS = frozenset(shipped.words("for|be|ud|til|af|op|ind|med|sam|over|under|gen|fra|paa"))
_MIN_PART = 5
# Shorter words without their Danish letters are too often another word: a store (lager) is no doctors (læger).
_MIN_WORN = 7
_COORDINATORS = frozenset({"og", "eller", "samt", "and", "or"})


Name = tuple[str, str, Certainty]


@dataclass(frozen=True, slots=True)
class Hit:
    """Names found in tokens `first` up to, and not with, `after`: what kind of thing, its code and how surely."""

    first: int
    after: int
    names: tuple[Name, ...]


@dataclass
class Phrases:
    """Names and their inflected forms in one language. Filled once with `add`, then only read."""

    language: Language
    _names: dict[str, tuple[Name, ...]] = field(default_factory=dict)
    _worn: dict[str, str] = field(default_factory=dict)
    _longest: dict[str, int] = field(default_factory=dict)

    def add(self, kind: str, code: str, names: Iterable[str], *, inflect: bool = True) -> None:
        """The preferred name first. Surer ways to find the same thing win over later ones."""
        forms: Callable[[str], Iterator[str]] = (
            inflections.danish_forms if self.language == "da" else inflections.english_forms
        )
        for number, name in enumerate(names):
            words = phrase(name)
            if not words:
                continue
            certainty: Certainty = "alternative" if number else "exact"
            self._put(words, (kind, code), certainty)
            if len(words) > 1 and "-" in name and " " not in name:
                self._put(("".join(words),), (kind, code), certainty)
            if inflect and len(words[-1]) > 2:
                for form in forms(words[-1]):
                    self._put((*words[:-1], form), (kind, code), "inflected")
            if len(words) > 1 and self.language == "da" and words[0].endswith("e"):
                self._put((words[0] + "r", *words[1:]), (kind, code), "inflected")

    def _put(self, words: tuple[str, ...], target: tuple[str, str], certainty: Certainty) -> None:
        key = " ".join(words)
        known = self._names.get(key, ())
        surer = [name for name in known if name[:2] == target and _ORDER.index(name[2]) <= _ORDER.index(certainty)]
        if not surer:
            self._names[key] = (*(name for name in known if name[:2] != target), (*target, certainty))
        worn = tuple(without_danish_letters(word) for word in words)
        if worn != words:
            self._worn.setdefault(" ".join(worn), key)
        for first in {words[0], worn[0]}:
            self._longest[first] = max(self._longest.get(first, 0), len(words))

    def find(self, words: list[Token]) -> list[Hit]:
        """All names in the text, none inside a longer one, in the order of the text."""
        hits: list[Hit] = []
        place = 0
        while place < len(words):
            hit = self._longest_at(words, place) or self._coordinated(words, place) or self._compound(words, place)
            if hit is not None:
                hits.append(hit)
            # A hanging first part is read with the word it leans on, which is then read on its own.
            place = hit.after if hit and not words[place].hangs else place + 1
        return hits

    def _longest_at(self, words: list[Token], place: int) -> Hit | None:
        longest = min(self._longest.get(words[place].folded, 0), len(words) - place)
        for length in range(longest, 0, -1):
            names = self._lookup(" ".join(token.folded for token in words[place : place + length]))
            if names:
                return Hit(place, place + length, names)
        return None

    def _lookup(self, key: str) -> tuple[Name, ...]:
        """What the words name. Among things of one kind only the surest: a title of one may be an ending of another."""
        known = self._names.get(key)
        if known is None and len(key) < _MIN_WORN:
            return ()
        if known is None:
            return tuple((kind, code, "spelling") for kind, code, _ in self._names.get(self._worn.get(key, ""), ()))
        best: dict[str, int] = {}
        for kind, _, certainty in known:
            best[kind] = min(best.get(kind, len(_ORDER)), _ORDER.index(certainty))
        return tuple(name for name in known if _ORDER.index(name[2]) == best[name[0]])

    def _coordinated(self, words: list[Token], place: int) -> Hit | None:
        if not words[place].hangs or place + 2 >= len(words) or words[place + 1].folded not in _COORDINATORS:
            return None
        first, second = words[place].folded, words[place + 2].folded
        for cut in range(2, len(second) - 2):
            names = self._lookup(first + second[cut:])
            if names:
                return Hit(place, place + 3, _as_compound(names))
        return None

    def _compound(self, words: list[Token], place: int) -> Hit | None:
        word = words[place].folded
        if self.language != "da" or len(word) < _MIN_PART + 3:
            return None
        names = self._last_part(word) or self._first_part(word)
        return Hit(place, place + 1, _as_compound(names)) if names else None

    def _last_part(self, word: str) -> tuple[Name, ...]:
        for cut in range(3, len(word) - _MIN_PART + 1):
            if word[:cut] not in _VERB_PARTS:
                names = self._lookup(word[cut:])
                if names:
                    return names
        return ()

    def _first_part(self, word: str) -> tuple[Name, ...]:
        for cut in range(len(word) - 2, 2, -1):
            if word[cut:] in _HEADS:
                names = self._lookup(word[:cut]) or self._lookup(word[:cut].removesuffix("s"))
                if names:
                    return names
        return ()


def _as_compound(names: tuple[Name, ...]) -> tuple[Name, ...]:
    return tuple((kind, code, "compound") for kind, code, _ in names)
