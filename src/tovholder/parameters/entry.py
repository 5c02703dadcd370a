"""One dated number or one dated word, with its source."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from tovholder.base.reference import Reference

Scalar = int | Decimal | str | bool | None
Value = Scalar | tuple[str, ...] | Mapping[str, Scalar | tuple[str, ...]]


class ParameterError(LookupError):
    """A parameter was asked for that is not there."""


class UnknownParameterError(ParameterError):
    """No entry, list or row has this name."""


class NotInForceError(ParameterError):
    """The entry exists, but no version of it holds on the date."""


def in_force(valid_from: date | None, valid_to: date | None, on: date) -> bool:
    """Both days are inside, as a law says "from" and "to"; None is without limit."""
    return (valid_from is None or valid_from <= on) and (valid_to is None or on <= valid_to)


@dataclass(frozen=True, slots=True)
class Entry:
    """One version of a limit. `valid_to` is the last day it holds; None is until further."""

    name: str
    value: Value = field(hash=False)
    unit: str
    reference: Reference
    selects_by: str
    valid_from: date | None
    valid_to: date | None
    about: str = ""  # what the limit is, for those who read the list of all

    @property
    def verified(self) -> bool:
        return self.reference.verified

    def whole(self, key: str = "") -> int:
        """The value, or its part `key`, as an integer. TypeError when it is anything else."""
        found = self._part(key)
        if isinstance(found, bool) or not isinstance(found, int):
            raise TypeError(f"{self.name} {key} is not a whole number")
        return found

    def amount(self, key: str = "") -> Decimal:
        """The value, or its part `key`, as a decimal. TypeError when it is no number."""
        found = self._part(key)
        if isinstance(found, bool) or not isinstance(found, int | Decimal):
            raise TypeError(f"{self.name} {key} is not a number")
        return Decimal(found)

    def flag(self, key: str = "") -> bool:
        """The value, or its part `key`, as yes or no."""
        found = self._part(key)
        if not isinstance(found, bool):
            raise TypeError(f"{self.name} {key} is not yes or no")
        return found

    def text(self, key: str = "") -> str:
        """The value, or its part `key`, as a text."""
        found = self._part(key)
        if not isinstance(found, str):
            raise TypeError(f"{self.name} {key} is not a text")
        return found

    def words(self, key: str = "") -> tuple[str, ...]:
        """The value, or its part `key`, as a list of words."""
        found = self._part(key)
        if not isinstance(found, tuple):
            raise TypeError(f"{self.name} {key} is not a list")
        return found

    def _part(self, key: str) -> object:
        if not key:
            return self.value
        if not isinstance(self.value, Mapping) or key not in self.value:
            raise TypeError(f"{self.name} has no part {key}")
        return self.value[key]


@dataclass(frozen=True, slots=True)
class Term:
    """One row of a list: a code with its words, and what the law or the method ties to it."""

    code: str
    da: str
    en: str
    reference: Reference
    valid_from: date | None
    valid_to: date | None
    attributes: Mapping[str, Scalar | tuple[str, ...]] = field(hash=False)

    def label(self, language: str) -> str:
        """The words for a reader of "da" or "en" (and "en-gb" and the like)."""
        return self.da if language.startswith("da") else self.en

    def flag(self, name: str) -> bool:
        """Whether the attribute is set. A row that leaves it out says no."""
        return self.attributes.get(name) is True

    def text(self, name: str) -> str:
        found = self.attributes.get(name)
        return found if isinstance(found, str) else ""

    def words(self, name: str) -> tuple[str, ...]:
        found = self.attributes.get(name)
        return found if isinstance(found, tuple) else ()

    def whole(self, name: str) -> int:
        """The attribute as an integer. KeyError when the row leaves it out."""
        found = self.attributes[name]
        if isinstance(found, bool) or not isinstance(found, int):
            raise TypeError(f"{self.code} {name} is not a whole number")
        return found

    def amount(self, name: str) -> Decimal | None:
        """The attribute as a decimal, None when the row leaves it out."""
        found = self.attributes.get(name)
        if found is None:
            return None
        if isinstance(found, bool) or not isinstance(found, int | Decimal):
            raise TypeError(f"{self.code} {name} is not a number")
        return Decimal(found)
