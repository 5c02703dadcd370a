"""CPR numbers inside free text: where they stand, and how they are taken out.

Told from phone and CVR numbers by ten digits that begin with a birth date, and from P-numbers, which may begin so too:
ten digits in one are one only when the check digit fits or no check digit is kept for the day (CPR-kontoret: numbers
of 1 January ran out first), or when the text does not say what other number it is. No answer repeats a number."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from tovholder.people import rules
from tovholder.people.rules import CprKind

# 010190-1234, 010190 1234, 0101901234, and with the date apart when a hyphen comes before the last four: 01.01.90-1234,
# 01.01.1990-1234. `bare` is what other numbers are written like too, dates with a time among them: 01 01 90 1234.
_SPACE = "[ \u00a0\u2007\u2009\u202f]"
_HYPHEN = r"\s?[-\u2010-\u2015\u2212]\s?"
_SHAPE = re.compile(
    rf"(?<![\d+])(?:(?P<bare>\d{{10}}|\d{{6}}_\d{{4}}|\d{{2}}{_SPACE}\d{{2}}{_SPACE}\d{{2}}{_SPACE}\d{{4}})"
    rf"|\d{{6}}\s?[-\u2010-\u2015\u2212/.]\s?\d{{4}}|\d{{6}}{_SPACE}\d{{4}}"
    rf"|\d{{2}}(?P<apart>[ ./-])\d{{2}}(?P=apart)(?:\d{{4}}|\d{{2}}){_HYPHEN}\d{{4}})(?!\d)"
)
# What a reader does not see between two digits: soft hyphen, zero-width spaces and joiners, marks of direction.
_UNSEEN = re.compile("[\u00ad\u034f\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]")
# Words before a number that say that it is another one.
_OTHER = re.compile(
    r"\b(?:p[- ]?(?:nr|nummer|number|no)|produktionsenhed\w*|production unit|cvr\w*(?:[- ]?(?:nr|nummer))?|ean|gln"
    r"|konto(?:nr|nummer)?|account|tlf|telefon\w*|phone|ordre(?:nr|nummer)?)\b[\s.:#-]*$",
    re.IGNORECASE,
)
_DIGIT = re.compile(r"\d")
_WORDS_BEFORE = 24
_READ_BEFORE = 200  # signs; of what stands before a number no more is told, however long its line is
_CUT = re.compile("^[\\d \u00a0./-]+")


@dataclass(frozen=True, slots=True)
class Found:
    """A stretch of the text, the line it stands in (from 1), and the words before it on that line."""

    start: int
    end: int
    line: int
    before: str


def find(text: str, *, on: date) -> list[Found]:
    """Where numbers that look like a CPR number stand. `on`: nobody is born after it."""
    found: list[Found] = []
    line, read = 1, 0
    for start, end in _places(text, on):
        line, read = line + text.count("\n", read, start), start
        found.append(Found(start, end, line, _before(text, start)))
    return found


def is_in(text: str, *, on: date) -> bool:
    """Whether there is one at all."""
    return next(_places(text, on), None) is not None


def _places(text: str, on: date) -> Iterator[tuple[int, int]]:
    """Start and end of each in the text as it was given; it is read as it is seen."""
    seen = _UNSEEN.sub("", text)
    given = range(len(text)) if seen == text else [at for at, sign in enumerate(text) if not _UNSEEN.match(sign)]
    match = _SHAPE.search(seen)
    while match:
        is_one = _looks_like_one(match, seen[max(match.start() - _WORDS_BEFORE, 0) : match.start()], on)
        if is_one:
            yield given[match.start()], given[match.end() - 1] + 1
        match = _SHAPE.search(seen, match.end() if is_one else match.start() + 1)


def without(text: str, *, on: date) -> str:
    """The text with each digit of such numbers covered, of the same length as before."""
    parts, read = [], 0
    for start, end in _places(text, on):
        parts += [text[read:start], _DIGIT.sub("•", text[start:end])]
        read = end
    return "".join([*parts, text[read:]])


def _looks_like_one(match: re.Match[str], before: str, on: date) -> bool:
    digits = "".join(str(int(digit)) for digit in _DIGIT.findall(match[0]))  # in whatever script they are written
    year = len(digits) == 12 and digits[4:8]
    cpr = rules.parse_cpr(digits[:4] + digits[6:] if year else digits)
    if cpr is None or cpr.born_on > on or (year and int(year) != cpr.born_on.year):
        return False  # a date, and the year or the time behind it: the first of the last four says the century
    if match["bare"] is None:
        return True
    if _OTHER.search(before):
        return False
    has_no_check_digit = (cpr.born_on.day, cpr.born_on.month) == (1, 1) or cpr.kind is not CprKind.ORDINARY
    return has_no_check_digit or rules.follows_modulus_11(cpr)


def _before(text: str, start: int) -> str:
    """The last words before it on its line."""
    first = max(start - _READ_BEFORE, 0)
    begins = text.rfind("\n", first, start) + 1
    is_cut = not begins and first > 0
    words = text[begins or first : start].strip()
    before = _covered(_CUT.sub("", words) if is_cut else words)  # half a number is not known for one
    if is_cut or len(before) > _WORDS_BEFORE:
        before = "… " + before[-_WORDS_BEFORE:].partition(" ")[2]
    return before.strip()


def _covered(words: str) -> str:
    """Words to be told again: a number that stands among them is not."""
    return re.sub(r"\d[\d \u00a0./-]{4,}\d", "•••", words).strip()
