"""What a user may mean after the first letters: for fields that complete what is typed."""

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass

from tovholder.vocabulary.concepts import ESCO_CODE, Concept, Kind, Language, label, labels
from tovholder.vocabulary.folding import fold, without_danish_letters


@dataclass(frozen=True, slots=True)
class Suggestion:
    """`label` is the name to show, `matched` the name that was typed the beginning of (an alternative, perhaps)."""

    kind: Kind
    code: str
    label: str
    matched: str


# Folded beginning, 0 for the preferred name, number of concept (shipped ones first), the name itself.
_Entry = tuple[str, int, int, str]


class Beginnings:
    """The names of one kind of concept in one language, sorted by how they and each of their words begin."""

    def __init__(self, kind: Kind, language: Language, concepts: Iterable[Concept]) -> None:
        self._kind: Kind = kind
        self._language: Language = language
        self._concepts = tuple(concepts)
        self._shipped = sum(not each.code.startswith(ESCO_CODE) for each in self._concepts)
        self._entries = sorted(self._read())

    def find(self, typed: str, limit: int) -> tuple[Suggestion, ...]:
        """The best `limit` concepts: whole name first, then preferred names, then shipped concepts, then short ones."""
        wanted = without_danish_letters(fold(typed.strip()))
        if not wanted or limit < 1:
            return ()
        start, end = bisect_left(self._entries, (wanted,)), bisect_left(self._entries, (wanted + "\uffff",))
        ranked = sorted(self._entries[start:end], key=lambda entry: (entry[0] != wanted, *self._rank(entry)))
        best: dict[int, str] = {}
        for _, _, place, name in ranked:
            best.setdefault(place, name)
            if len(best) == limit:
                break
        return tuple(self._suggestion(place, name) for place, name in best.items())

    def _rank(self, entry: _Entry) -> tuple[int, bool, int]:
        _, preferred, place, name = entry
        return preferred, place >= self._shipped, len(name)

    def _suggestion(self, place: int, name: str) -> Suggestion:
        concept = self._concepts[place]
        return Suggestion(self._kind, concept.code, label(concept, self._language), name)

    def _read(self) -> Iterable[_Entry]:
        for place, concept in enumerate(self._concepts):
            names = labels(concept, self._language) or (label(concept, self._language),)
            for number, name in enumerate(names):
                whole = without_danish_letters(fold(name))
                yield whole, min(number, 1), place, name
                for at, letter in enumerate(whole):
                    if letter in " -/" and at + 1 < len(whole):
                        yield whole[at + 1 :], 2, place, name
