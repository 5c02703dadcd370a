"""Cuts a text into words that remember where they stood."""

import re
from dataclasses import dataclass

from tovholder.vocabulary.folding import fold

_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Token:
    """One word, folded, with its half-open place in the text. `hangs` marks `køkken-` in `køkken- og kantinehjælp`."""

    folded: str
    start: int
    end: int
    hangs: bool


def tokens(text: str) -> list[Token]:
    """The words of a text; hyphens and slashes part words, so `vvs-montør` and `vvs montør` are the same two."""
    found = []
    for word in _WORD.finditer(text):
        end = word.end()
        hangs = text[end : end + 1] in "-–" and not text[end + 1 : end + 2].strip()
        found.append(Token(fold(word.group()), word.start(), end, hangs and end < len(text)))
    return found


def phrase(text: str) -> tuple[str, ...]:
    """A name as the folded words it is looked up by."""
    return tuple(token.folded for token in tokens(text))
