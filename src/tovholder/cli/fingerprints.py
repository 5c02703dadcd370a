"""A table's fingerprint: its number of rows, and a checksum whatever their order and the database's make."""

import hashlib
import json
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any, NamedTuple

from django.db import models

_ROOM = 2**256


class Fingerprint(NamedTuple):
    rows: int
    checksum: str


def of(model: type[models.Model], *, using: str) -> Fingerprint:
    """Each row's values as Python sees them (encrypted ones opened), hashed; the hashes are added up."""
    names = [field.attname for field in model._meta.concrete_fields]
    total, rows = 0, 0
    for row in model._default_manager.using(using).order_by().values_list(*names).iterator(chunk_size=2_000):
        told = "\x1f".join(canonical(value) for value in row)
        total = (total + int.from_bytes(hashlib.sha256(told.encode()).digest())) % _ROOM
        rows += 1
    return Fingerprint(rows, f"{total:064x}")


def canonical(value: Any) -> str:
    """One way of writing a value, whichever database it came from."""
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return format(value.normalize(), "f")
    if isinstance(value, dict | list):
        return json.dumps(value, sort_keys=True, ensure_ascii=False)
    return repr(value)
