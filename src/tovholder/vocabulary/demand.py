"""How much an order asks for what it names: the words of demand around a finding (`krav`, `gerne`, `en fordel`)."""

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from typing import Literal

from tovholder.vocabulary import shipped
from tovholder.vocabulary.folding import either_spelling
from tovholder.vocabulary.profile import Demand

_USEFUL = (
    r"(?:en |et )?(?:stor |klar )?fordel(?:agtigt?)?|gerne|ønskelig\w*|ønskes|et plus|"
    r"ikke (?:et |noget )?(?:krav|nødvendig\w*|påkrævet)|foretrække\w*|værdsætte\w*|godt,? hvis|"
    r"nice to have|(?:an )?advantage|preferabl\w*|preferred|a plus|ideally|not (?:required|necessary)"
)
_REQUIRED = (
    r"krav(?:ene|et)?|kræve[rst]?|påkrævet|skal|nødvendigt?|forudsæt\w*|betingelse|du har|har du|"
    r"must|required|requires?|requirements?|you have"
)
_CUE = re.compile(either_spelling(rf"\b(?:(?P<useful>{_USEFUL})|(?P<required>{_REQUIRED}))\b"), re.IGNORECASE)
_HARD_END = re.compile(r"(?<!\d)[.!?](?=\s|$)|[;\n•]")
_SOFT_END = re.compile(r",|\bmen\b|\bbut\b", re.IGNORECASE)
# What may stand between a cue and what it is about.
_TRANSPARENT = frozenset(
    shipped.words(
        "er|vil|være|vaere|som|anses|det|dog|også|ogsaa|meget|men|klar|stor|en|et|og|eller|samt|kunne|have|om|at|til|i|"
        "for|med|kan|der|du|is|are|be|would|will|and|or|an|a|of|to|in|with"
    )
)
_WORDS = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class _Cue:
    start: int
    end: int
    demand: Literal["required", "useful"]


class Demands:
    """The words of demand in one text, and what they say about a stretch of it."""

    def __init__(self, text: str, findings: list[tuple[int, int]]) -> None:
        """`findings` are the half-open stretches found in the text: a list of things shares one word of demand."""
        self._bare = _without(text, findings)
        self._findings = sorted(findings)
        self._hard = [found.start() for found in _HARD_END.finditer(text)]
        self._soft = sorted(self._hard + [found.start() for found in _SOFT_END.finditer(text)])
        self._cues = [
            _Cue(found.start(), found.end(), "useful" if found["useful"] else "required")
            for found in _CUE.finditer(text)
        ]

    def of(self, start: int, end: int) -> Demand:
        """The nearest word of demand that speaks of the stretch; `stated` when none does."""
        before = [cue for cue in self._cues if cue.end <= start and self._together(self._hard, cue.end, start)]
        after = [cue for cue in self._cues if cue.start >= end and self._together(self._hard, end, cue.start)]
        near = bool(before) and self._together(self._soft, before[-1].end, start)
        if after and self._joined(end, after[0].start) and not (near and self._parted(end, after[0].start)):
            return after[0].demand
        if before and (near or (self._leads(before[-1]) and self._joined(before[-1].end, start))):
            return before[-1].demand
        return "stated"

    def _together(self, ends: list[int], start: int, end: int) -> bool:
        return bisect_left(ends, start) == bisect_right(ends, end - 1)

    def _joined(self, start: int, end: int) -> bool:
        """Only findings and small words between."""
        return all(word.lower() in _TRANSPARENT for word in _WORDS.findall(self._bare[start:end]))

    def _parted(self, start: int, end: int) -> bool:
        """Another finding, a comma or a `but` stands between."""
        between = any(start <= found[0] < end for found in self._findings)
        return between or not self._together(self._soft, start, end)

    def _leads(self, cue: _Cue) -> bool:
        """The cue opens a list (`krav om a, b og c`); one that closes a list (`a og b er en fordel`) does not."""
        last = max((found[1] for found in self._findings if found[1] <= cue.start), default=None)
        if last is None or not self._together(self._soft, last, cue.start):
            return True
        return not self._joined(last, cue.start)


def _without(text: str, findings: list[tuple[int, int]]) -> str:
    letters = list(text)
    for start, end in findings:
        letters[start:end] = " " * (end - start)
    return "".join(letters)
