"""The files that came with handovers, encrypted in the home folder."""

import re
from datetime import date
from pathlib import Path

from tovholder.accounts.sealed_files import SealedFiles
from tovholder.people import cpr_in_words

files = SealedFiles("handovers")


def shown_name(name: str) -> str:
    """A file's name without a path and without what may be a CPR number."""
    plain = Path(name.replace("\\", "/")).name
    return cpr_in_words.without(re.sub(r"\d{6}[-_ ]?\d{4}", "••••••-••••", plain), on=date.max)[-120:] or "fil"
