"""A day as an option of a command."""

import argparse
from datetime import date


def day(text: str) -> date:
    """Raises what argparse tells in one line: what was written, and how a day is written."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"“{text}” is no day. Write year, month and day, like 2026-02-28.") from None
