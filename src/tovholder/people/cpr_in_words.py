"""CPR numbers inside free text: where they stand, and how they are taken out.

Told from phone and CVR numbers by ten digits that begin with a birth date, and from P-numbers, which may begin so too:
ten digits in one are one only when the check digit fits or no check digit is kept for the day (CPR-kontoret: numbers
of 1 January ran out first), or when the text does not say what other number it is. No answer repeats a number."""

import re
from dataclasses import dataclass
from datetime import date

from tovholder.people import rules
from tovholder.people.rules import CprKind

# 010190-1234, 010190 1234, 0101901234, and with the date apart when a hyphen comes before the last four: 01.01.90-1234.
_SHAPE = re.compile(
    r"(?<![\d+])(?:(?P<bare>\d{10})|\d{6}\s?[-\u2010-\u2015\u2212/.]\s?\d{4}|\d{6}[ \u00a0]\d{4}"
    r"|\d{2}([ ./-])\d{2}\2\d{2}\s?[-\u2010-\u2015\u2212]\s?\d{4})(?!\d)"
)
# Words before a number that say that it is another one.
_OTHER = re.compile(
    r"\b(?:p[- ]?(?:nr|nummer|number|no)|produktionsenhed\w*|production unit|cvr\w*(?:[- ]?(?:nr|nummer))?|ean|gln"
    r"|konto(?:nr|nummer)?|account|tlf|telefon\w*|phone|ordre(?:nr|nummer)?)\b[\s.:#-]*$",
    re.IGNORECASE,
)
_DIGIT = re.compile(r"\d")
_WORDS_BEFORE = 24


@dataclass(frozen=True, slots=True)
class Found:
    """A stretch of the text, the line it stands in (from 1), and the words before it on that line."""

    start: int
    end: int
    line: int
    before: str


def find(text: str, *, on: date) -> list[Found]:
    """Where numbers that look like a CPR number stand. `on`: nobody is born after it."""
    return [
        _told(text, match.start(), match.end())
        for match in _SHAPE.finditer(text)
        if _looks_like_one(match, text[: match.start()], on)
    ]


def without(text: str, *, on: date) -> str:
    """The text with each digit of such numbers covered, of the same length as before."""
    for found in find(text, on=on):
        covered = _DIGIT.sub("•", text[found.start : found.end])
        text = text[: found.start] + covered + text[found.end :]
    return text


def _looks_like_one(match: re.Match[str], before: str, on: date) -> bool:
    digits = "".join(str(int(digit)) for digit in _DIGIT.findall(match[0]))  # in whatever script they are written
    cpr = rules.parse_cpr(digits)
    if cpr is None or cpr.born_on > on:
        return False
    if match["bare"] is None:
        return True
    if _OTHER.search(before[-_WORDS_BEFORE:]):
        return False
    has_no_check_digit = (cpr.born_on.day, cpr.born_on.month) == (1, 1) or cpr.kind is not CprKind.ORDINARY
    return has_no_check_digit or rules.follows_modulus_11(cpr)


def _told(text: str, start: int, end: int) -> Found:
    begins = text.rfind("\n", 0, start) + 1
    before = _covered(text[begins:start].strip())
    if len(before) > _WORDS_BEFORE:
        before = "… " + before[-_WORDS_BEFORE:].partition(" ")[2]
    return Found(start, end, text.count("\n", 0, start) + 1, before.strip())


def _covered(words: str) -> str:
    """Words to be told again: a number that stands among them is not."""
    return re.sub(r"\d[\d \u00a0./-]{4,}\d", "•••", words).strip()
