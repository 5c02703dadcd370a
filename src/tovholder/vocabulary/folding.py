"""One way of writing a word, so that spelling never decides whether two words are the same word."""

import re
import unicodedata

_DANISH = str.maketrans(
    {"æ": "ae", "ø": "oe", "å": "aa", "ö": "oe", "ä": "ae", "ß": "ss", "’": "'", "‐": "-", "–": "-"}
)
_DIGRAPHS = re.compile("ae|oe|aa")
_LOSS = {"ae": "a", "oe": "o", "aa": "a"}


def fold(text: str) -> str:
    """Lower case, æøå as ae/oe/aa, other accents dropped: `Ærø` and `AEROE` fold alike, `måler` and `maler` do not."""
    if text.isascii():
        return text.lower()
    plain = text.lower().translate(_DANISH)
    if plain.isascii():
        return plain
    # An å may come as a and a ring, from a Mac or a PDF: compose before the letters are read.
    composed = unicodedata.normalize("NFC", plain).translate(_DANISH)
    return "".join(letter for letter in unicodedata.normalize("NFKD", composed) if not unicodedata.combining(letter))


def without_danish_letters(folded: str) -> str:
    """A folded word as a scanner or a foreign keyboard would have it: `koebenhavn` -> `kobenhavn`."""
    return _DIGRAPHS.sub(lambda found: _LOSS[found.group()], folded)


def either_spelling(pattern: str) -> str:
    """A regular expression written with æ, ø and å that also reads ae, oe and aa. Not for letters inside brackets."""
    return pattern.replace("æ", "(?:æ|ae)").replace("ø", "(?:ø|oe)").replace("å", "(?:å|aa)")
