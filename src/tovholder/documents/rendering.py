"""Facts become a tagged PDF (PDF/UA-1). Facts reach the template as data, never as text of the template.

Nothing is fetched: templates and fonts lie in the package, where set-up lays the fonts; system fonts are not used."""

import json
from dataclasses import asdict, dataclass
from datetime import date
from decimal import Decimal
from functools import lru_cache
from io import BytesIO
from pathlib import Path
from typing import Any, Literal

import segno
import typst

from tovholder.documents import glyphs, words

TEMPLATES = Path(__file__).parent / "papers"
FONTS = Path(__file__).parent / "fonts"
VERSION = "2026-3"  # of the templates: a paper of another version may look different


class CannotRender(Exception):
    """The paper could not be made. Nothing was kept."""


@dataclass(frozen=True)
class Frame:
    """What stands around the facts: who issues, which paper it is, and where it can be verified."""

    organisation: str
    number: str
    version: int
    issued_on: date
    check_at: str  # the address without the code, for people to type
    check_link: str  # with number and code, in the QR code
    code: str


def render(
    name: str, facts: dict[str, Any], *, language: str, frame: Frame, form: Literal["pdf", "png"] = "pdf"
) -> bytes:
    """The paper `name` (a template) with these facts in one language. Raises CannotRender.

    `form` "png" gives the pages as pictures, for looking at; only "pdf" is tagged."""
    told = {"facts": plain(facts), "frame": plain(asdict(frame)), "qr": _qr(frame.check_link), **_in(language)}
    told["day"] = [frame.issued_on.year, frame.issued_on.month, frame.issued_on.day]
    try:
        made: Any = typst.compile(
            str(TEMPLATES / f"{name}.typ"),
            root=str(TEMPLATES),
            font_paths=[str(FONTS)],
            ignore_system_fonts=True,
            format=form,
            sys_inputs={"told": json.dumps(told, ensure_ascii=False)},
            pdf_standards="ua-1" if form == "pdf" else None,
        )
    except (typst.TypstError, RuntimeError) as fault:
        raise CannotRender(name) from fault
    return bytes(made[0] if isinstance(made, list) else made)  # pictures come one a page


def plain(value: Any) -> Any:
    """Facts as they are written on a paper: 04.03.2026, 37,5. Everything else becomes text, lists and tables."""
    if isinstance(value, dict):
        return {str(name): plain(each) for name, each in value.items()}
    if isinstance(value, list | tuple):
        return [plain(each) for each in value]
    if isinstance(value, date):
        return f"{value:%d.%m.%Y}"
    if isinstance(value, Decimal):
        return f"{value.normalize():f}".replace(".", ",")
    return "" if value is None else value if isinstance(value, bool) else glyphs.shown(str(value), FONTS)


@lru_cache(maxsize=16)
def _in(language: str) -> dict[str, Any]:
    chosen = words.of(language)
    return {
        "language": chosen.code,
        "direction": chosen.direction,
        "reviewed": chosen.reviewed,
        "words": chosen.words,
        "danish": words.of(words.DANISH).words,
    }


def _qr(link: str) -> str:
    """The picture as SVG text."""
    drawn = BytesIO()
    segno.make(link, error="m", micro=False).save(drawn, kind="svg", border=2, scale=4)
    return drawn.getvalue().decode()
