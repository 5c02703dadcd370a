"""The files as they came, encrypted until the date they are deleted."""

import re
from datetime import date
from pathlib import Path

from tovholder.accounts.sealed_files import SealedFiles
from tovholder.people import cpr_in_words

files = SealedFiles("imports")


def shown_name(name: str) -> str:
    """A file's name without what may be a CPR number, and without a path."""
    plain = re.sub(r"\d{6}[-_ ]?\d{4}", "••••••-••••", Path(name.replace("\\", "/")).name)
    return cpr_in_words.without(plain, on=date.max)[:120] or "fil"
