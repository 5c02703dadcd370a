"""Which column of a file is which of ours: guessed from headers and content, confirmed by a human, then kept."""

import difflib
import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from tovholder.imports.columns import Column, by_header, by_name, key
from tovholder.imports.faults import Fault
from tovholder.people import cpr_in_words

# What the content of a column shows when its header says nothing, by kind of file.
_CONTENT: dict[str, tuple[tuple[str, re.Pattern[str]], ...]] = {
    "people": (
        ("cpr", re.compile(r"\d{6}[- ]\d{4}|[0-7]\d{9}")),
        ("email", re.compile(r"[^@\s]+@[^@\s]+\.\w+")),
        ("danish", re.compile(r"(?i)du\s?[123].*")),
        ("postcode", re.compile(r"[1-9]\d{3}( \D+)?")),
    ),
    "companies": (
        ("p_number", re.compile(r"[1-9]\d{9}")),
        ("cvr", re.compile(r"(DK ?)?[1-9]\d{7}")),
        ("contact_email", re.compile(r"[^@\s]+@[^@\s]+\.\w+")),
        ("postcode", re.compile(r"[1-9]\d{3}( \D+)?")),
    ),
    "orders": (("p_number", re.compile(r"[1-9]\d{9}")), ("cvr", re.compile(r"(DK ?)?[1-9]\d{7}"))),
}
_LOOKS_LIKE_CPR = re.compile(r"\d{6}[-\s]?\d{3,4}")
_LOOKS_LIKE_P_NUMBER = re.compile(r"[1-9]\d{9}")
MASKED = "••••••-••••"


def is_known(kind: str, header: str) -> bool:
    """Whether the word is the name of a column."""
    return key(header) in by_header(kind)


def guess(
    kind: str, header: Sequence[str], samples: Sequence[Sequence[str]], kept: Mapping[str, str] | None = None
) -> dict[int, str]:
    """Place of a column in the file -> name of ours. What the organisation chose before comes first, then the headers,
    then the content. Each of our columns is given once."""
    found: dict[int, str] = {}
    names = by_header(kind)
    for wanted in (kept or {}, names):
        for at, word in enumerate(header):
            name = wanted.get(key(word))
            if at not in found and name is not None and (name == "" or name not in found.values()):
                found[at] = name
    for at in range(len(header)):
        if at in found:
            continue
        name = _by_content(kind, [row[at] for row in samples if at < len(row)])
        if name and name not in found.values():
            found[at] = name
    return {at: name for at, name in sorted(found.items()) if name}


def _by_content(kind: str, values: Iterable[str]) -> str:
    filled = [value for value in values if value]
    for name, pattern in _CONTENT[kind]:
        if len(filled) >= 2 and sum(bool(pattern.fullmatch(value)) for value in filled) >= 0.8 * len(filled):
            return name
    return ""


def faults(kind: str, mapping: Mapping[int, str], *, without_register: bool = False) -> list[Fault]:
    """What the file as a whole lacks. `without_register`: orders stand alone and must say where they are."""
    ours, have = by_name(kind), set(mapping.values())
    chosen = list(mapping.values())
    twice = sorted({name for name in chosen if chosen.count(name) > 1})
    found = [Fault("header.chosen_twice", facts={"wanted": _named(ours[name])}) for name in twice]
    found += [
        Fault("header.missing", facts={"wanted": _named(column)})
        for column in ours.values()
        if column.required and column.name not in have
    ]
    if kind == "people" and not ({"given_name", "family_name"} <= have or "full_name" in have):
        found.append(Fault("header.missing", facts={"wanted": _or(ours, "full_name", "given_name")}))
    if kind == "orders":
        places = ("municipality", "postcode") if without_register else ("p_number", "cvr")
        if not have & set(places):
            found.append(Fault("header.missing", facts={"wanted": _or(ours, *places)}))
    return found


def unread(
    kind: str, header: Sequence[str], mapping: Mapping[int, str], kept: Mapping[str, str] | None = None
) -> list[Fault]:
    """A note for each column that is not read, with the name that was perhaps meant. None for those that the
    organisation has said are not to be read."""
    places = {name: at for at, name in mapping.items()}
    names, unwanted = by_header(kind), {word for word, name in (kept or {}).items() if not name}
    free = [word for word, name in names.items() if name not in places]
    notes = []
    for at, word in enumerate(header):
        if not word or at in mapping or key(word) in unwanted:
            continue
        near = difflib.get_close_matches(key(word), free, n=1, cutoff=0.75)
        meant = names.get(key(word)) or (names[near[0]] if near else "")
        facts: dict[str, object] = {"wanted": _named(by_name(kind)[meant])} if meant else {}
        code = "header.near" if meant else "header.not_read"
        if meant in places:
            code, facts["other"] = "header.given_already", shown(header[places[meant]])
        notes.append(Fault(code, 0, shown(word), facts, warning=True))
    return notes


def _named(column: Column) -> tuple[str, str]:
    """The heading in English and in Danish, as the words of faults take it."""
    return f"“{column.label('en')}”", f"“{column.label('da')}”"


def _or(ours: Mapping[str, Column], *names: str) -> tuple[str, str]:
    english, danish = zip(*(_named(ours[name]) for name in names), strict=True)
    return " or ".join(english), " eller ".join(danish)


def shown(text: str, name: str = "") -> str:
    """A cell as a page may show it: a CPR number is never shown, in whichever column it stands.

    Ten digits in the column of P-numbers are one; with a hyphen, or beginning as no P-number may, they are covered."""
    if not text:
        return ""
    if name == "p_number" and _LOOKS_LIKE_P_NUMBER.fullmatch(text.strip()):
        return text
    return MASKED if name == "cpr" else cpr_in_words.without(_LOOKS_LIKE_CPR.sub(MASKED, text), on=date.max)
