"""The shapes the parameter files may have: keys, attributes, values. `report` takes (where, what)."""

from collections.abc import Callable, Mapping, Set
from datetime import date, datetime
from decimal import Decimal
from typing import TypeGuard

from tovholder.parameters.entry import Scalar, Term, Value, in_force

Report = Callable[[str, str], None]

ATTRIBUTE_KINDS: dict[str, tuple[type, ...]] = {
    "text": (str,),
    "flag": (bool,),
    "whole": (int,),
    "amount": (int, Decimal),
    "words": (list,),
}


def is_day(given: object) -> TypeGuard[date]:
    """A plain date; a time of day is none."""
    return isinstance(given, date) and not isinstance(given, datetime)


def check_keys(
    written: Mapping[str, object],
    required: Set[str],
    where: str,
    report: Report,
    *,
    optional: Set[str] = frozenset(),
) -> None:
    """Reports each missing and each unknown key."""
    for key in sorted(required - written.keys()):
        report(where, f"{key} is missing")
    for key in sorted(str(key) for key in written.keys() - required - optional):
        report(where, f"{key} is not a key we know")


def rows(written: Mapping[str, object], key: str, where: str, report: Report) -> list[Mapping[str, object]]:
    """The mappings of the list under `key`; reports everything else."""
    found = written.get(key)
    if not isinstance(found, list) or not found:
        report(where, f"{key} must be a list with at least one row")
        return []
    good: list[Mapping[str, object]] = [row for row in found if isinstance(row, dict)]
    if len(good) < len(found):
        report(where, f"every row of {key} must be a mapping")
    return good


def declared_attributes(written: Mapping[str, object], where: str, report: Report) -> dict[str, str]:
    """The list's own attributes: name to kind."""
    declared = written.get("attributes") or {}
    if not isinstance(declared, dict):
        report(where, "attributes must be a mapping from name to kind")
        return {}
    for name, kind in declared.items():
        if kind not in ATTRIBUTE_KINDS:
            report(where, f"attribute {name} has no kind we know: {kind!r}")
    return {str(name): str(kind) for name, kind in declared.items() if kind in ATTRIBUTE_KINDS}


def attributes(
    row: Mapping[str, object], declared: Mapping[str, str], where: str, report: Report
) -> dict[str, Scalar | tuple[str, ...]]:
    """The declared attributes that the row has. Reports those of another kind."""
    found: dict[str, Scalar | tuple[str, ...]] = {}
    for name, kind in declared.items():
        if name not in row:
            continue
        given = row[name]
        is_flag = isinstance(given, bool)
        if not isinstance(given, ATTRIBUTE_KINDS[kind]) or is_flag != (kind == "flag"):
            report(where, f"{name} {given!r} is not {kind}")
        elif isinstance(given, list):
            found[name] = tuple(str(word) for word in given)
        elif isinstance(given, str | int | Decimal):
            found[name] = given
    return found


def frozen(given: object, where: str, report: Report) -> Value:
    """A value that nobody can change: a scalar, a list of words, or a mapping of those."""
    if isinstance(given, dict):
        parts = {str(key): frozen(part, f"{where}: {key}", report) for key, part in given.items()}
        return {key: part for key, part in parts.items() if not isinstance(part, Mapping)}
    if isinstance(given, list):
        return tuple(str(word) for word in given)
    if isinstance(given, str | int | Decimal):
        return given
    report(where, f"value {given!r} is not a number, a text, yes or no, a list or a mapping of those")
    return None


def check_amounts(value: Value, unit: str, where: str, report: Report, *, mean_over: str = "") -> None:
    """No amount is below nought, what is one per so many is never one per nought, and no length leaves the calendar."""
    parts = value.items() if isinstance(value, Mapping) else [("", value)]
    for name, part in parts:
        if isinstance(part, bool) or not isinstance(part, int | Decimal):
            continue
        what = f"{name} {part}".strip()
        if part < 0:
            report(where, f"{what} is below nought")
        elif part == 0 and (name.startswith("per_") or (mean_over and name in ("", mean_over))):
            report(where, f"{what} must be at least 1")
        elif part > _longest(name, unit):
            report(where, f"{what} is more than {_longest(name, unit)}, which no limit is")


_LONGEST = {"days": 36_500, "weeks": 5_200, "months": 1_200, "years": 100}  # a hundred years
_MOST = 1_000_000_000


def _longest(name: str, unit: str) -> int:
    """The most a part may be: a length by its own name or by the unit of the value."""
    return _LONGEST.get(name.rpartition("_")[2], _LONGEST.get(unit, _MOST))


def check_like(pattern: Value, given: Value, unit: str, where: str, report: Report) -> None:
    """Reports the parts that a value lacks or has of another kind than its pattern."""
    if isinstance(pattern, Mapping) != isinstance(given, Mapping):
        report(where, "value must have parts" if isinstance(pattern, Mapping) else "value has no parts")
        return
    if not isinstance(pattern, Mapping) or not isinstance(given, Mapping):
        _check_kind("value", pattern, given, unit, where, report)
        return
    for name in sorted(pattern.keys() - given.keys()):
        report(where, f"{name} is missing in the value")
    for name in sorted(given.keys() - pattern.keys()):
        report(where, f"{name} is no part we know")
    for name in sorted(pattern.keys() & given.keys()):
        _check_kind(name, pattern[name], given[name], unit, where, report)


def _check_kind(name: str, pattern: object, given: object, unit: str, where: str, report: Report) -> None:
    kinds: dict[str, type | tuple[type, ...]] = {
        "yes or no": bool,
        "a whole number": int,
        "a number": (int, Decimal),
        "a text": str,
        "a list": tuple,
    }
    wanted = next((word for word, kind in kinds.items() if isinstance(pattern, kind)), "")
    if wanted == "a whole number" and unit.startswith(("kr", "percent")):
        wanted = "a number"
    if wanted and (not isinstance(given, kinds[wanted]) or isinstance(given, bool) != isinstance(pattern, bool)):
        report(where, f"{name} must be {wanted}")


def overlap(one: Term, other: Term) -> bool:
    """Whether two rows hold on the same day."""
    starts = [term.valid_from for term in (one, other) if term.valid_from is not None]
    later = max(starts, default=date.min)
    return all(in_force(term.valid_from, term.valid_to, later) for term in (one, other))
