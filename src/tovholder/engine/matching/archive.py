"""A Problem as bytes, for replay, and its fingerprint. Whoever stores the bytes gives them a deletion date."""

import hashlib
import json
import zipfile
from collections.abc import Mapping
from dataclasses import fields
from io import BytesIO
from typing import Any, TypeVar

import numpy as np
import numpy.typing as npt

from .columns import UNKNOWN, Csr, Table
from .problem import Orders, People, Problem, Rules, Travel, Weights

VERSION = 4
"""Raised whenever columns or their meaning change: fingerprints then differ.

1 knew no partnerships: it is read as what it meant, everybody in one. 1 and 2 knew one number of hours of an order, the
fewest, and are read so. Those before 4 called any way near, however long. Others are refused.
"""

EVERYWHERE = 2**31 - 1  # minutes

Arrays = dict[str, npt.NDArray[Any]]
AnyTable = TypeVar("AnyTable", bound=Table)


def save(problem: Problem) -> bytes:
    """The problem as a compressed .npz: arrays by name, and the plain numbers as JSON."""
    arrays, numbers = _flat(problem)
    made = BytesIO()
    np.savez_compressed(made, allow_pickle=False, numbers=np.frombuffer(numbers.encode(), np.uint8), **arrays)
    return made.getvalue()


def load(content: bytes) -> Problem:
    """The problem that `save` made the bytes of. ValueError when they are anything else, or of another version."""
    try:
        with np.load(BytesIO(content), allow_pickle=False) as archive:
            arrays = {name: archive[name] for name in archive.files}
        numbers = json.loads(arrays.pop("numbers").tobytes())
    except (OSError, EOFError, KeyError, ValueError, zipfile.BadZipFile) as fault:
        raise ValueError("not an archived problem") from fault
    if numbers.get("version") == 1:
        arrays |= {f"{table}.partnerships": np.ones_like(arrays[f"{table}.key"]) for table in ("people", "orders")}
    if numbers.get("version") in (1, 2):
        arrays["orders.hours_most"] = np.full_like(arrays["orders.hours"], UNKNOWN)
    if numbers.get("version") in (1, 2, 3):
        numbers["travel"]["near_minutes"] = EVERYWHERE
    elif numbers.get("version") != VERSION:
        raise ValueError(f"archived with version {numbers.get('version')}, this is version {VERSION}")
    return Problem(
        people=_table(People, arrays),
        orders=_table(Orders, arrays),
        weights=Weights.of(numbers["weights"]),
        rules=_rules(numbers, arrays),
    )


def fingerprint(problem: Problem) -> str:
    """SHA-256 over every column, weight and rule, as hex: equal when, and only when, the problems are the same."""
    arrays, numbers = _flat(problem)
    digest = hashlib.sha256(numbers.encode())
    for name in sorted(arrays):
        array = arrays[name]
        digest.update(f"\n{name} {array.dtype.str} {array.shape}\n".encode())
        digest.update(np.ascontiguousarray(array).tobytes())
    return digest.hexdigest()


def _flat(problem: Problem) -> tuple[Arrays, str]:
    rules, travel = problem.rules, problem.rules.travel
    arrays = {
        **_columns("people", problem.people),
        **_columns("orders", problem.orders),
        **_arrays_of("rules", rules),
        **_arrays_of("travel", travel),
    }
    numbers = {
        "version": VERSION,
        "weights": problem.weights.by_name(),
        "rules": _numbers_of(rules),
        "travel": _numbers_of(travel),
    }
    return arrays, json.dumps(numbers, sort_keys=True)


def _columns(table: str, rows: Table) -> Arrays:
    made: Arrays = {}
    for each in fields(rows):
        column = getattr(rows, each.name)
        if isinstance(column, Csr):
            made |= {f"{table}.{each.name}.{name}": getattr(column, name) for name in ("indptr", "indices", "values")}
        else:
            made[f"{table}.{each.name}"] = column
    return made


def _arrays_of(name: str, record: Rules | Travel) -> Arrays:
    held = {each.name: getattr(record, each.name) for each in fields(record)}
    return {f"{name}.{key}": value for key, value in held.items() if isinstance(value, np.ndarray)}


def _numbers_of(record: Rules | Travel) -> Mapping[str, Any]:
    held = {each.name: getattr(record, each.name) for each in fields(record)}
    return {key: value for key, value in held.items() if isinstance(value, int | tuple)}


def _table(kind: type[AnyTable], arrays: Arrays) -> AnyTable:
    table = kind.__name__.lower()
    columns: dict[str, Any] = {}
    for each in fields(kind):
        name = f"{table}.{each.name}"
        if each.metadata.get("csr"):
            columns[each.name] = Csr(*(_found(arrays, f"{name}.{part}") for part in ("indptr", "indices", "values")))
        else:
            columns[each.name] = _found(arrays, name)
    return kind(**columns)


def _found(arrays: Arrays, name: str) -> Any:
    if name not in arrays:
        raise ValueError(f"not an archived problem: {name} is missing")
    return arrays[name]


def _rules(numbers: Mapping[str, Any], arrays: Arrays) -> Rules:
    about = dict(numbers["rules"])
    about["level_credit"] = tuple(about["level_credit"])
    travel = Travel(**numbers["travel"], **_named("travel", arrays))
    return Rules(**about, **_named("rules", arrays), travel=travel)


def _named(prefix: str, arrays: Arrays) -> dict[str, Any]:
    return {name.split(".", 1)[1]: array for name, array in arrays.items() if name.startswith(f"{prefix}.")}
