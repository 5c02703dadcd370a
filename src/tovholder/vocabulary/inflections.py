"""The endings a Danish or English name may carry in a running text, written out: nothing is cut off a word on a guess.

Cutting endings off would make `bag` (behind) a baker; writing them out finds `bagerne` and leaves `bag` alone.
"""

from collections.abc import Iterator

_NOUN = ("e", "en", "et", "er", "erne", "ene", "s", "es", "ens", "ets", "ers", "ernes", "enes")
_AGENT = ("e", "en", "ne", "s", "es", "ens", "nes")  # arbejder, arbejdere, arbejdernes
_AFTER_E = ("n", "r", "rne", "t", "s", "ns", "rs", "rnes", "ts")
_PLURAL_MEN = ("maend", "maends", "maendene", "manden", "folk", "folkene")
_DOUBLING = "bdfgklmnprst"
_VOWELS = "aeiouy"


def danish_forms(word: str) -> Iterator[str]:
    """Folded forms of a folded word, the word itself not among them."""
    if word.endswith("mand"):
        yield from (word[:-4] + ending for ending in _PLURAL_MEN)
    if word.endswith("er"):
        yield from (word + ending for ending in _AGENT)
        if word.endswith("center"):
            yield from (word[:-2] + ending for ending in ("ret", "re", "rets", "rene"))
        if word.endswith("arbejder"):
            yield from (word[:-1], word[:-1] + "t")  # lagerarbejde: the work stands for the worker
    elif word.endswith("e"):
        yield from (word + ending for ending in _AFTER_E)
        if word.endswith("ske"):
            yield word + "rske"
    else:
        yield from (word + ending for ending in _NOUN)
        if len(word) > 2 and word[-1] in _DOUBLING and word[-2] in _VOWELS and word[-3] not in _VOWELS:
            yield from (word + word[-1] + ending for ending in _NOUN if ending != "s")


def english_forms(word: str) -> Iterator[str]:
    """Plural and possessive of an English word."""
    yield word + "s"
    if word.endswith(("s", "x", "ch", "sh")):
        yield word + "es"
    elif word.endswith("y"):
        yield word[:-1] + "ies"
    elif word.endswith("man"):
        yield word[:-3] + "men"
