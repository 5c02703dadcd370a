"""Reads the numbers of an order: how many people, how many hours a week, how much Danish."""

import re
from collections.abc import Iterator

from tovholder.vocabulary import shipped
from tovholder.vocabulary.demand import Demands
from tovholder.vocabulary.folding import either_spelling
from tovholder.vocabulary.profile import Demand, Evidence, FoundDanish, FoundRange

_NUMBER_WORDS = dict(
    zip(
        shipped.words("en|én|et|ét|to|tre|fire|fem|seks|syv|otte|ni|ti|elleve|tolv|one|two|three|four|five|six|ten"),
        (1, 1, 1, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 1, 2, 3, 4, 5, 6, 10),
        strict=True,
    )
)
_NUMBER = rf"(?:\d{{1,3}}|{'|'.join(_NUMBER_WORDS)})"
_COUNT = re.compile(rf"\b(?P<least>{_NUMBER})(?:\s*(?:-|–|til|eller|to|or)\s*(?P<most>{_NUMBER}))?\s+", re.IGNORECASE)
_UP_TO = re.compile(rf"\b(?:op til|up to)\s+(?P<most>{_NUMBER})\s+", re.IGNORECASE)
_PEOPLE = re.compile(
    r"(?:[\w-]+\s+){0,3}?(?:folk|mand|mænd|hjælpere|personer|person|medarbejdere?|kandidater|stillinger|pladser|hænder|"
    r"borgere|kolleger|kollegaer|praktikanter|praktikpladser|elever|lærlinge|people|persons|workers|candidates|places)\b",
    re.IGNORECASE,
)
_FOR_A_TASK = re.compile(r"(?:til|to)\b", re.IGNORECASE)
_NO_COUNT = re.compile(
    r"(?:timer|timers|t\.|år\w*|måned\w*|uger?|dage?|kr|km|pct|procent|kg|min\w*|modul|gange|hours|years|weeks|days)\b|%",
    re.IGNORECASE,
)
_WE_ARE = re.compile(r"\b(?:vi er|er vi|har|beskæftiger|ansatte|we are|team på|med|af)\s+(?:\w+\s+)?$", re.IGNORECASE)
_WANTED = re.compile(
    either_spelling(
        r"\b(?:søge[rs]?|mangle[rs]?|brug for|behov for|ansætte[rs]?|plads til|leder efter|looking for|need|hiring)\b"
    )
)

_HOURS = re.compile(
    r"(?P<least>\d{1,2}(?:[.,]\d{1,2})?)(?:\s*(?:-|–|til|to)\s*(?P<most>\d{1,2}(?:[.,]\d{1,2})?))?\s*"
    r"(?:ugentlige |ordinære |betalte )?(?:timer|timers|hours)\b(?P<per>[^.,;\n]{0,24})",
    re.IGNORECASE,
)
_A_DAY = re.compile(r"^\W*(?:om dagen|dagligt|pr\.? dag|per day|a day)", re.IGNORECASE)
_A_DEADLINE = re.compile(r"(?:inden for|indenfor|efter|senest|within|de sidste)\s+$", re.IGNORECASE)
_FULL_TIME = re.compile(r"\b(?:fuldtid\w*|fuld tid|full[- ]time)\b", re.IGNORECASE)
FULL_TIME_HOURS = 37.0
_MOST_HOURS = 60

_MODULE = re.compile(
    r"\b(?:DU|danskuddannelse)\s*-?(?P<track>[123])(?:\W{0,3}(?:på )?(?:modul|module|mod|m)?\.?\s*(?P<module>[1-6]))\b",
    re.IGNORECASE,
)
_TEST = re.compile(
    either_spelling(r"\b(?:PD|prøve i dansk|danish test)\s*-?(?P<number>[123])\b|\b(?P<study>studieprøven)\b"),
    re.IGNORECASE,
)
_CEFR = re.compile(
    r"\b(?:dansk|danish|sprog\w*|niveau|level)\b[^.,;\n]{0,20}?\b(?P<level>A1|A2|B1|B2|C1)\b", re.IGNORECASE
)


def _level_patterns() -> Iterator[str]:
    """One named alternative for each level of Danish, in the order of the file: the first that fits is kept."""
    for row in shipped.rows("danish_words.csv"):
        yield rf"(?P<{row['code']}>\b(?:{either_spelling(row['pattern'])})\b)"


_LEVEL = re.compile("|".join(_level_patterns()), re.IGNORECASE)


def places(text: str, occupation_starts: set[int]) -> FoundRange | None:
    """How many people are wanted. `occupation_starts` are the characters where an occupation was found."""
    weak = None
    for found in [*_UP_TO.finditer(text), *_COUNT.finditer(text)]:
        rest = text[found.end() : found.end() + 60]
        if _NO_COUNT.match(rest) or _WE_ARE.search(text[max(0, found.start() - 30) : found.start()]):
            continue
        people, title = _PEOPLE.match(rest), _title_near(text, found.end(), occupation_starts)
        wanted = bool(_WANTED.search(text[max(0, found.start() - 40) : found.start()].lower()))
        title = title or bool(wanted and _FOR_A_TASK.match(rest))
        if not (people or title):
            continue
        most = _number(found["most"] or found["least"])
        least = _number(found["least"]) if "least" in found.groupdict() else most
        end = found.end() + people.end() if people else found.end()
        result = FoundRange(least, most, _evidence(text, found.start(), end))
        if title or wanted:
            return result if 0 < least <= most else None
        weak = weak or result
    return weak


def weekly_hours(text: str) -> FoundRange | None:
    """Hours a week. Hours a day, deadlines in hours and impossible weeks are left alone."""
    for found in _HOURS.finditer(text):
        if _A_DAY.match(found["per"]) or _A_DEADLINE.search(text[max(0, found.start() - 14) : found.start()]):
            continue
        least, most = _decimal(found["least"]), _decimal(found["most"] or found["least"])
        if 0 < least <= most <= _MOST_HOURS:
            return FoundRange(least, most, _evidence(text, found.start(), found.start("per")))
    full = _FULL_TIME.search(text)
    return FoundRange(FULL_TIME_HOURS, FULL_TIME_HOURS, _evidence(text, *full.span())) if full else None


def danish(text: str, demands: Demands) -> FoundDanish | None:
    """The Danish asked for: a module before a test, a CEFR level and plain words; the most precise one is kept."""
    module = _MODULE.search(text)
    if module:
        return FoundDanish("module", f"du{module['track']}.{module['module']}", *_stand(text, module, demands))
    test = _TEST.search(text)
    if test:
        code = "studieproven" if test["study"] else f"pd{test['number']}"
        return FoundDanish("test", code, *_stand(text, test, demands))
    cefr = _CEFR.search(text)
    if cefr:
        return FoundDanish("cefr", cefr["level"].upper(), *_stand(text, cefr, demands))
    level = _LEVEL.search(text)
    if level:
        return FoundDanish("level", str(level.lastgroup), *_stand(text, level, demands))
    return None


def _stand(text: str, found: re.Match[str], demands: Demands) -> tuple[Demand, Evidence]:
    return demands.of(found.start(), found.end()), _evidence(text, *found.span())


def _title_near(text: str, after: int, starts: set[int]) -> bool:
    """An occupation within the next three words: `2 dygtige kokke`."""
    place = after
    for _ in range(3):
        if place in starts:
            return True
        blank = text.find(" ", place)
        if blank < 0 or any(mark in text[place:blank] for mark in ",.;"):
            return False
        place = blank + 1
    return False


def _evidence(text: str, start: int, end: int) -> Evidence:
    words = text[start:end].rstrip()
    return Evidence(start, start + len(words), words)


def _number(written: str) -> int:
    return int(written) if written.isdecimal() else _NUMBER_WORDS[written.lower()]


def _decimal(written: str) -> float:
    return float(written.replace(",", "."))
