"""What single cells say: dates, numbers, answers, CPR numbers, hours, Danish. Text in, plain values out.

Every reader takes the cell's text and a Reading, and gives the facts it holds; NotUnderstood says what is wrong.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal, InvalidOperation
from typing import Any

from tovholder import parameters, vocabulary
from tovholder.companies import rules as company_rules
from tovholder.imports.faults import NotUnderstood
from tovholder.parameters import Term
from tovholder.people import rules as people_rules
from tovholder.vocabulary import amounts, places
from tovholder.vocabulary.concepts import Industry
from tovholder.vocabulary.demand import Demands
from tovholder.vocabulary.folding import fold

FactsOf = dict[str, Any]


@dataclass
class Reading:
    """What cells are read with: the words, the map, the day, and the warnings found on the way."""

    words: vocabulary.Vocabulary
    places: places.Places
    on: date
    own: tuple[str, str] = ("", "")  # code and name of the municipality a file is read into; none without a register
    warnings: list[tuple[str, dict[str, object]]] = field(default_factory=list)

    def warn(self, code: str, **facts: object) -> None:
        self.warnings.append((code, facts))


Reader = Callable[[str, Reading], FactsOf]

_DAY_FIRST = re.compile(r"(\d{1,2})[-./ ](\d{1,2})[-./ ](\d{4}|\d{2})")
_YEAR_FIRST = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ]00:00(?::00(?:\.0+)?)?)?")
_SERIAL = re.compile(r"[1-7]\d{4}")  # Excel's day number: 1927 to 2119
_EXCEL_ZERO = date(1899, 12, 30)
_YES = frozenset({"ja", "j", "x", "1", "yes", "y", "true", "sand", "sandt", "ok"})
_NO = frozenset({"nej", "n", "0", "no", "false", "falsk", "-"})
_UNSAID = frozenset({"?", "ved ikke", "ukendt", "uoplyst", "unknown", "not known", "ikke oplyst"})
_HOURS = re.compile(
    r"(\d{1,2}(?:[.,]\d{1,2})?)(?:\s*(?:-|–|til|to|/)\s*(\d{1,2}(?:[.,]\d{1,2})?))?\s*(?:timer|t\.?|hours|h)?"
)
_FULL_TIME = frozenset({"fuldtid", "fuld tid", "full time", "full-time"})
_MODULE = re.compile(
    r"(?:(?:du|danskuddannelse|danish education)\s*-?\s*)?(?P<track>[123])"
    r"\W*(?:modul|module|mod|m)?\.?\s*(?P<module>[0-6])"
)
_TRACK = re.compile(r"(?:du|danskuddannelse|danish education)\s*-?\s*(?P<track>[123])")
_ONLY_MODULE = re.compile(r"(?:modul|module|m)?\.?\s*(?P<module>[0-6])")
_TEST = re.compile(r"(?:pd|prøve i dansk|proeve i dansk|danish test)\s*-?\s*(?P<number>[123])")
_CEFR = re.compile(r"(a1-|a1\+|a1|a2|b1|b2|c1)", re.IGNORECASE)
_EMAIL = re.compile(r"[^@\s,;]+@[^@\s,;]+\.[^@\s,;.]{2,}")


def both(named: Iterable[Term | Industry]) -> tuple[str, str]:
    """The words of a list, (English, Danish)."""
    kept = list(named)
    return ", ".join(each.en for each in kept), ", ".join(each.da for each in kept)


def text(name: str, limit: int) -> Reader:
    """Words as they stand, at most `limit` characters."""

    def read(cell: str, reading: Reading) -> FactsOf:
        if len(cell) > limit:
            raise NotUnderstood("cell.too_long", limit=limit)
        return {name: cell}

    return read


_FIRST_YEAR = 1900


def day_of(cell: str, reading: Reading, *, first: int = _FIRST_YEAR) -> date:
    """The day a cell names. A number Excel made of a date is turned back, with a warning."""
    if _SERIAL.fullmatch(cell):
        found = _EXCEL_ZERO + timedelta(days=int(cell))
        reading.warn("date.serial", day=f"{found:%d-%m-%Y}")
        return found
    if match := _YEAR_FIRST.fullmatch(cell):
        year, month, day = match.groups()
    elif match := _DAY_FIRST.fullmatch(cell):
        day, month, year = match.groups()
        if len(year) == 2:
            raise NotUnderstood("date.short_year")
    else:
        raise NotUnderstood("date.not_understood")
    try:
        found = date(int(year), int(month), int(day))
    except ValueError:
        raise NotUnderstood("date.no_such") from None
    if not first <= found.year <= reading.on.year + 50:
        raise NotUnderstood("date.out_of_range")
    return found


def day(name: str) -> Reader:
    return lambda cell, reading: {name: day_of(cell, reading).isoformat()}


def birth(name: str) -> Reader:
    """A day that is not in the future; one before anybody alive was born is asked about."""

    def read(cell: str, reading: Reading) -> FactsOf:
        found = day_of(cell, reading, first=1800)
        if found > reading.on:
            raise NotUnderstood("date.in_future")
        if found < people_rules.FIRST_BIRTH:
            reading.warn("birth.long_ago", day=f"{found:%d-%m-%Y}")
        return {name: found.isoformat()}

    return read


def month(name: str) -> Reader:
    """A day in a month that has begun."""

    def read(cell: str, reading: Reading) -> FactsOf:
        found = day_of(cell, reading)
        if found.replace(day=1) > reading.on:
            raise NotUnderstood("date.in_future")
        return {name: found.isoformat()}

    return read


def decimal_of(cell: str) -> Decimal:
    """A number with Danish or English decimals: 1.250,5 and 1250.5 are the same."""
    plain = cell.replace(" ", "").replace("\xa0", "").replace("_", "?")  # which Decimal would pass over
    if "," in plain:
        plain = plain.replace(".", "").replace(",", ".")
    elif re.fullmatch(r"\d{1,3}(\.\d{3})+", plain):
        plain = plain.replace(".", "")
    try:
        found = Decimal(plain)
    except InvalidOperation:
        raise NotUnderstood("number.not_understood") from None
    if not found.is_finite() or abs(found) > 10**9:
        raise NotUnderstood("number.not_understood")
    return found


def whole(name: str, least: int, most: int) -> Reader:
    """A whole number; a unit behind it (min, mdr) is left out."""

    def read(cell: str, reading: Reading) -> FactsOf:
        found = decimal_of(re.sub(r"\s*[A-Za-zæøåÆØÅ.]+$", "", cell))
        if found != found.to_integral_value():
            raise NotUnderstood("number.not_understood")
        if not least <= found <= most:
            raise NotUnderstood("number.out_of_range", least=least, most=most)
        return {name: int(found)}

    return read


def amount(name: str, most: int) -> Reader:
    def read(cell: str, reading: Reading) -> FactsOf:
        found = decimal_of(cell)
        if not 0 <= found <= most:
            raise NotUnderstood("number.out_of_range", least=0, most=most)
        return {name: str(found)}

    return read


def yes_no(name: str) -> Reader:
    """Yes or no; a cell that says nobody knows is as if it were empty."""

    def read(cell: str, reading: Reading) -> FactsOf:
        word = cell.casefold().strip(" .")
        if word in _UNSAID:
            return {}
        if word not in _YES | _NO:
            raise NotUnderstood("yes_no.not_understood")
        return {name: word in _YES}

    return read


def cpr(cell: str, reading: Reading) -> FactsOf:
    """The ten digits. Nine are taken as ten whose zero Excel lost, when that gives a date."""
    digits = re.sub(r"[\s.-]", "", cell)
    if re.fullmatch(r"\d{9}", digits) and people_rules.parse_cpr("0" + digits):
        digits = "0" + digits
        reading.warn("cpr.restored")
    found = people_rules.parse_cpr(digits)
    if found is None or found.born_on > reading.on:
        raise NotUnderstood("cpr.wrong")
    if found.born_on < people_rules.FIRST_BIRTH:
        reading.warn("birth.long_ago", day=f"{found.born_on:%d-%m-%Y}")
    return {"cpr": found.digits}


def cvr(cell: str, reading: Reading) -> FactsOf:
    found = company_rules.clean_cvr(cell)
    if found is None:
        raise NotUnderstood("cvr.wrong")
    return {"cvr": found}


def p_number(cell: str, reading: Reading) -> FactsOf:
    found = company_rules.clean_p_number(cell)
    if found is None:
        raise NotUnderstood("p_number.wrong")
    return {"p_number": found}


def email(name: str) -> Reader:
    def read(cell: str, reading: Reading) -> FactsOf:
        if not _EMAIL.fullmatch(cell) or len(cell) > 254:
            raise NotUnderstood("email.wrong")
        return {name: cell}

    return read


def postcode(cell: str, reading: Reading) -> FactsOf:
    """Four digits; a town behind them is left out."""
    found = re.fullmatch(r"(?:DK[- ]?)?(\d{4})(?:\s+\D*)?", cell, re.IGNORECASE)
    if found is None:
        raise NotUnderstood("postcode.wrong")
    return {"postcode": found[1]}


def municipality(cell: str, reading: Reading) -> FactsOf:
    found = reading.places.municipality(cell) or reading.places.town(cell)
    if found is None:
        raise NotUnderstood("municipality.unknown")
    return {"municipality_code": found.code}


def partnerships(cell: str, reading: Reading) -> FactsOf:
    """The names of those the municipality takes part in, with commas between."""
    return {"partnerships": sorted({name.casefold() for name in re.split(r"\s*[,;]\s*", cell.strip()) if name})}


def hours(cell: str, reading: Reading) -> FactsOf:
    """Weekly hours: one number or a span."""
    word = cell.casefold().strip()
    if word in _FULL_TIME:
        return {"hours_min": "37", "hours_max": "37"}
    found = _HOURS.fullmatch(word)
    if found is None:
        raise NotUnderstood("hours.not_understood")
    least = decimal_of(found[1])
    most = decimal_of(found[2] or found[1])
    if most > 60:
        raise NotUnderstood("number.out_of_range", least=0, most=60)
    if least > most:
        raise NotUnderstood("hours.crossed")
    return {"hours_min": str(least), "hours_max": str(most)}


def danish(cell: str, reading: Reading) -> FactsOf:
    """Track and module, a test, or both: `DU2 modul 3`, `2.3`, `PD2`."""
    word = cell.casefold().strip()
    facts: FactsOf = {}
    if "studieprøve" in word or "studieproeve" in word:
        facts["danish_test"] = "studieproven"
        word = ""
    elif test := _TEST.search(word):
        facts["danish_test"] = f"pd{test['number']}"
        word = word.replace(test[0], "").strip(" ,;.")
    if word and (found := _MODULE.fullmatch(word)):
        facts |= {"danish_track": int(found["track"]), "danish_module": int(found["module"])}
    elif word and (found := _TRACK.fullmatch(word)):
        facts["danish_track"] = int(found["track"])
    elif word:
        raise NotUnderstood("danish.not_understood")
    return facts


def danish_track(cell: str, reading: Reading) -> FactsOf:
    found = _TRACK.fullmatch(cell.casefold()) or re.fullmatch(r"(?P<track>[123])", cell)
    if found is None:
        raise NotUnderstood("danish.not_understood")
    return {"danish_track": int(found["track"])}


def danish_module(cell: str, reading: Reading) -> FactsOf:
    found = _ONLY_MODULE.fullmatch(cell.casefold())
    if found is None:
        raise NotUnderstood("danish.not_understood")
    return {"danish_module": int(found["module"])}


def danish_test(cell: str, reading: Reading) -> FactsOf:
    facts = danish(cell, reading)
    if set(facts) != {"danish_test"}:
        raise NotUnderstood("danish.not_understood")
    return facts


def danish_level(cell: str, reading: Reading) -> FactsOf:
    """The Danish a task asks for, on the common scale: a CEFR level, a module or test, or words."""
    terms = parameters.terms("danish_levels")
    if _CEFR.fullmatch(cell):
        return {"danish_level": next(term.whole("level") for term in terms if term.text("cefr") == cell.upper())}
    wanted = fold(cell)
    for term in terms:
        if wanted in (term.code, fold(term.da), fold(term.en)):
            return {"danish_level": term.whole("level")}
    found = amounts.danish(cell, Demands(cell, []))
    if found is None:
        raise NotUnderstood("danish_level.not_understood", known=both(terms))
    names = {"module": "danish_modules", "test": "danish_tests", "level": "danish_levels"}
    if found.kind == "cefr":
        return danish_level(found.code, reading)
    return {"danish_level": parameters.term(names[found.kind], found.code).whole("level")}
