"""Reads the days an order names: when to start, and by when to answer."""

import re
from datetime import date, timedelta

from tovholder.vocabulary.profile import Evidence, FoundWindow

_MONTHS = ("jan", "feb", "mar", "apr", "maj", "jun", "jul", "aug", "sep", "okt", "nov", "dec")
_ENGLISH_MONTHS = {"may": 5, "oct": 10}
_MONTH = r"(?P<month>jan(?:uary?|uar)?|feb(?:ruary?|ruar)?|mar(?:ts|ch)?|apr(?:il)?|maj|may|jun[ie]?|jul[iy]|"
_MONTH += r"aug(?:ust)?|sept?(?:ember)?|o[kc]t(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b\.?"
_YEAR = r"(?:\s*(?P<year>20\d\d)\b)?"
_DAY = re.compile(rf"\b(?:d\.\s*)?(?P<day>\d{{1,2}})(?:\.|st|nd|rd|th)?\s*{_MONTH}{_YEAR}", re.IGNORECASE)
_SPAN = re.compile(
    rf"\b(?P<first>\d{{1,2}})\.?\s*(?:-|–|til|og|to)\s*(?P<day>\d{{1,2}})\.?\s*{_MONTH}{_YEAR}", re.IGNORECASE
)
# Without a year a dash or a point is as likely a span or a decimal number, so only a slash or `d.` makes a day of it.
_NUMERIC = re.compile(
    r"\b(?:d\.\s*)?(?P<day>\d{1,2})[-./](?P<month>\d{1,2})[-./](?P<year>20\d\d|\d\d)\b", re.IGNORECASE
)
_SHORT = re.compile(
    r"\b(?:d\.\s*(?P<day>\d{1,2})[./](?P<month>\d{1,2})|(?P<day2>\d{1,2})/(?P<month2>\d{1,2}))\b(?![-./]?\d)",
    re.IGNORECASE,
)
_ISO = re.compile(r"\b(?P<year>20\d\d)-(?P<month>\d\d)-(?P<day>\d\d)\b")
_PART = re.compile(rf"\b(?P<part>primo|medio|ultimo|starten af|midt i|slutningen af)\s+{_MONTH}{_YEAR}", re.IGNORECASE)
_WHOLE = re.compile(rf"\b(?:i|til|in|from|fra)\s+{_MONTH}{_YEAR}", re.IGNORECASE)
_SEASON = re.compile(
    rf"\b{_MONTH}\s*(?:-|–|til|to)\s*(?:jan|feb|mar|apr|maj|may|jun|jul|aug|sep|o[kc]t|nov|dec)\w*(?P<year>)?",
    re.IGNORECASE,
)
_WEEK = re.compile(r"\b(?:uge|week)\s+(?P<week>\d{1,2})\b", re.IGNORECASE)
_NOW = re.compile(
    r"\b(?:hurtigst muligt|snarest(?: muligt)?|straks|med det samme|omgående|asap|as soon as possible)\b", re.IGNORECASE
)
_PARTS = {"primo": (1, 10), "starten af": (1, 10), "medio": (11, 20), "midt i": (11, 20)}

_ABOUT_START = re.compile(r"start\w*|opstart\w*|begynd\w*|tiltræd\w*|påbegynd\w*|ansættelse\w*", re.IGNORECASE)
_ABOUT_ANSWER = re.compile(r"frist\w*|deadline|svar\w*|ansøg\w*|tilbagemelding|apply|reply|samtaler", re.IGNORECASE)
# What may stand between the word and the day: a day of the week and an article.
_LED = r"\W+(?:(?:på|on)\s+)?(?:(?:man|tirs|ons|tors|fre|lør|søn)dag\w*\W+|"
_LED += r"(?:mon|tues|wednes|thurs|fri|satur|sun)day\W+)?"
_LED += r"(?:den\s+|the\s+|d\.\s*)?$"
_AT_LATEST = re.compile(rf"\b(?:senest|inden|før|latest|before|by){_LED}", re.IGNORECASE)
_FROM = re.compile(rf"\b(?:fra|tidligst|efter|from|after|earliest)(?:\W+og med)?{_LED}", re.IGNORECASE)
_BEGINS_FROM = re.compile(r"(?:fra|from)\b", re.IGNORECASE)
_REACH = 45


def windows(text: str, on: date) -> tuple[FoundWindow | None, FoundWindow | None]:
    """(start, answer by) as far as the text names them; a day without a year is the next one from `on`."""
    start = answer = None
    for found in _all(text, on):
        about = _about(text, found.evidence)
        if about == "answer":
            answer = answer or found
        elif start is None and (about == "start" or found.earliest != found.latest or not _PAST.search(text)):
            start = found
    return start, answer


_PAST = re.compile(r"\b(?:åbnede|etableret|siden|grundlagt|since|founded)\b", re.IGNORECASE)


def _about(text: str, evidence: Evidence) -> str:
    """What the nearest word before the day, in the same sentence, says it is about."""
    before = re.split(r"[.!?]\s+(?=[A-ZÆØÅ])|\n", text[max(0, evidence.start - _REACH) : evidence.start])[-1]
    last_start = max((word.end() for word in _ABOUT_START.finditer(before)), default=-1)
    last_answer = max((word.end() for word in _ABOUT_ANSWER.finditer(before)), default=-1)
    if last_start == last_answer:
        return "start" if _ABOUT_START.match(text[evidence.end :].lstrip(" ,")) else ""
    return "start" if last_start > last_answer else "answer"


def _all(text: str, on: date) -> list[FoundWindow]:
    found: list[FoundWindow] = []
    for pattern, read in _READERS:
        for match in pattern.finditer(text):
            if any(known.evidence.start < match.end() and match.start() < known.evidence.end for known in found):
                continue
            days = read(match, on)
            if days is not None:
                found.append(_bounded(text, match, *days))
    return sorted(found, key=lambda window: window.evidence.start)


def _bounded(text: str, match: re.Match[str], first: date, last: date | None) -> FoundWindow:
    before = text[max(0, match.start() - _REACH) : match.start()]
    words = match.group().rstrip(" .")
    evidence = Evidence(match.start(), match.start() + len(words), words)
    if _AT_LATEST.search(before):
        return FoundWindow(None, last, evidence)
    is_open = _FROM.search(before) or _BEGINS_FROM.match(match.group())
    return FoundWindow(first, None if is_open else last, evidence)


_Days = tuple[date, date | None] | None


def _day(match: re.Match[str], on: date) -> _Days:
    found = _date(match["year"], _month(match["month"]), int(match["day"]), on)
    return (found, found) if found else None


def _short(match: re.Match[str], on: date) -> _Days:
    found = _date(None, int(match["month"] or match["month2"]), int(match["day"] or match["day2"]), on)
    return (found, found) if found else None


def _span(match: re.Match[str], on: date) -> _Days:
    month = _month(match["month"])
    last = _date(match["year"], month, int(match["day"]), on)
    first = _date(str(last.year), month, int(match["first"]), on) if last else None
    return (first, last) if first and last and first <= last else None


def _part(match: re.Match[str], on: date) -> _Days:
    first, last = _PARTS.get(match["part"].lower(), (21, 0))
    return _inside(match, on, first, last)


def _whole(match: re.Match[str], on: date) -> _Days:
    return _inside(match, on, 1, 0)


def _inside(match: re.Match[str], on: date, first: int, last: int) -> _Days:
    """From day `first` to day `last` of the month; 0 is its last day. A month under way counts as this year's."""
    month = _month(match["month"])
    year = int(match["year"]) if match["year"] else on.year + (month < on.month)
    ends = date(year, month, last) if last else date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)
    return date(year, month, first), ends


def _week(match: re.Match[str], on: date) -> _Days:
    """Monday to Friday of the next week with that number."""
    for year in (on.year, on.year + 1):
        try:
            monday = date.fromisocalendar(year, int(match["week"]), 1)
        except ValueError:
            continue
        if monday + timedelta(days=6) >= on:
            return monday, monday + timedelta(days=4)
    return None


def _now(match: re.Match[str], on: date) -> _Days:
    return on, None


_READERS = (
    (_ISO, _day),
    (_SPAN, _span),
    (_DAY, _day),
    (_NUMERIC, _day),
    (_SHORT, _short),
    (_PART, _part),
    (_SEASON, _whole),
    (_WHOLE, _whole),
    (_WEEK, _week),
    (_NOW, _now),
)


def _month(written: str) -> int:
    if written.isdecimal():
        return int(written)
    head = written[:3].lower()
    return _ENGLISH_MONTHS.get(head) or _MONTHS.index(head) + 1


def _date(year: str | None, month: int, day: int, on: date) -> date | None:
    """A day that exists, in the year written or else the first not before `on`."""
    years = (int(year) + (2000 if len(year) == 2 else 0),) if year else (on.year, on.year + 1)
    for candidate in years:
        try:
            found = date(candidate, month, day)
        except ValueError:
            continue
        if year or found >= on:
            return found
    return None
