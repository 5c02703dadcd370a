"""The fixed words of papers, as data for each language. What nobody has reviewed says so on the paper."""

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from tovholder.base import plain_yaml

FOLDER = Path(__file__).parent / "words"
DANISH = "da"
# In the order they are offered. The last six for citizens; forms and companies read Danish or English.
LANGUAGES = ("da", "en", "ar", "fa", "ti", "so", "uk", "kmr")


@dataclass(frozen=True)
class Words:
    """One language: what it calls itself, which way it is written, whether somebody has reviewed it, and its words."""

    code: str
    name: str
    direction: str
    reviewed: bool
    words: dict[str, str]


@lru_cache(maxsize=16)
def of(language: str) -> Words:
    """The words of a language of LANGUAGES. Raises KeyError for another one."""
    if language not in LANGUAGES:
        raise KeyError(language)
    told = plain_yaml.load((FOLDER / f"{language}.yaml").read_text(encoding="utf-8"))
    return Words(language, told["name"], told["direction"], told["reviewed"], told["words"])


def choices(*, citizens: bool) -> list[tuple[str, str]]:
    """Languages a paper may be asked for in: all of them where it concerns a citizen."""
    return [(code, of(code).name) for code in (LANGUAGES if citizens else LANGUAGES[:2])]
