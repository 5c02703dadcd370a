"""Numbers that come as text from outside: a version in a form, an id in an address."""

_MOST_DIGITS = 18  # more than any id or version has, and few enough for every database


def number_in(text: str) -> int:
    """The whole number written in the text; 0, which nothing has, for anything else."""
    return int(text) if text.isdecimal() and len(text) <= _MOST_DIGITS else 0
