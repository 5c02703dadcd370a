"""Words of health inside free text, told from a dated list: they are asked about, never taken out.

Work with health is no health: a nurse is no word of the list, and who wrote it knows best."""

import re
from datetime import date
from functools import lru_cache

from tovholder import parameters


@lru_cache(maxsize=8)
def _shape(on: date) -> re.Pattern[str]:
    rows = parameters.terms("health_words", on=on)
    each = [
        re.escape(row.label(language).casefold()) + (r"(?!\w)" if row.flag("whole") else r"\w*")
        for row in rows
        for language in ("da", "en")
    ]
    return re.compile(rf"(?<!\w)(?:{'|'.join(each)})", re.IGNORECASE)


def find(text: str, *, on: date) -> list[str]:
    """Each word of the list as it stands in the text, in order, once."""
    return list(dict.fromkeys(_shape(on).findall(text)))
