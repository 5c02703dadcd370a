"""Numbers that come as text from outside: a version in a form, an id in an address, an amount people write."""

from decimal import Decimal
from typing import Any

from django import forms

_MOST_DIGITS = 18  # more than any id or version has, and few enough for every database


def number_in(text: str) -> int:
    """The whole number written in the text; 0, which nothing has, for anything else."""
    return int(text) if text.isdecimal() and len(text) <= _MOST_DIGITS else 0


class AmountField(forms.DecimalField):
    """A number with decimals as people write it: 37,5 in Danish. One that is not whole shows one or two decimals."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(localize=True, min_value=0, **kwargs)
        self.widget.attrs["inputmode"] = "decimal"

    def prepare_value(self, value: Any) -> Any:
        return value.normalize() + 0 if isinstance(value, Decimal) and value == value.to_integral() else value
