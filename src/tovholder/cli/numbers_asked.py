"""Numbers as options of a command: told in one line, with the option's name, when they cannot be used."""

import math
from collections.abc import Callable

from tovholder.cli.complaint import Complaint

MOST_SEED = 2**64 - 1


def whole(option: str, least: int, most: int) -> Callable[[str], int]:
    """What argparse calls with what was written."""

    def number(text: str) -> int:
        digits = text.strip().removeprefix("-")
        if digits.isascii() and digits.isdecimal() and len(digits) < 30 and least <= int(text) <= most:
            return int(text)
        raise Complaint(f"{option} must be a whole number from {least} to {most}, and is {text[:40]!r}.")

    return number


def seconds(option: str) -> Callable[[str], float]:
    def number(text: str) -> float:
        try:
            asked = float(text.replace("_", "?"))
        except ValueError:
            asked = math.nan
        if math.isfinite(asked) and asked > 0:
            return asked
        raise Complaint(f"{option} must be a number of seconds above 0, like 60 or 0.5, and is {text[:40]!r}.")

    return number


seed = whole("--seed", 0, MOST_SEED)
