"""Which characters the fonts of papers can show: read from their cmap tables (OpenType, formats 4 and 12).

A paper that is accessible may not hold a character without a picture; one that cannot be shown becomes a lozenge, so
that the reader sees that something stood there."""

import struct
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

LOZENGE = "\u25ca"
_KEPT = "\n\u200c\u200d"  # new lines, and what joins letters in Arabic and Persian
_PLATFORMS = ((3, 1), (3, 10), (0, 3), (0, 4))


def shown(text: str, fonts: Path) -> str:
    """The text as the fonts can show it. What steers (control characters, turned directions) is left out."""
    known = _known(fonts)
    return "".join(_one(each, known) for each in unicodedata.normalize("NFC", text.replace("\r\n", "\n")))


def _one(character: str, known: frozenset[int]) -> str:
    if character in _KEPT:
        return character
    if character == "\t":
        return " "
    if unicodedata.category(character) in ("Cc", "Cf", "Cs"):
        return ""
    return character if ord(character) in known else LOZENGE


@lru_cache(maxsize=4)
def _known(fonts: Path) -> frozenset[int]:
    files = sorted(fonts.glob("*-Regular.ttf"))
    return frozenset(code for file in files for code in _codes(file.read_bytes()))


def _codes(font: bytes) -> Iterator[int]:
    tables = (struct.unpack_from(">4sLLL", font, 12 + 16 * n) for n in range(struct.unpack_from(">H", font, 4)[0]))
    cmap = next(offset for tag, _sum, offset, _length in tables if tag == b"cmap")
    for n in range(struct.unpack_from(">H", font, cmap + 2)[0]):
        platform, encoding, offset = struct.unpack_from(">HHL", font, cmap + 4 + 8 * n)
        if (platform, encoding) in _PLATFORMS:
            yield from _of_table(font, cmap + offset)


def _of_table(font: bytes, at: int) -> Iterator[int]:
    kind = struct.unpack_from(">H", font, at)[0]
    if kind == 12:
        for n in range(struct.unpack_from(">L", font, at + 12)[0]):
            first, last, _glyph = struct.unpack_from(">LLL", font, at + 16 + 12 * n)
            yield from range(first, last + 1)
    elif kind == 4:
        yield from _of_segments(font, at)


def _of_segments(font: bytes, at: int) -> Iterator[int]:
    count = struct.unpack_from(">H", font, at + 6)[0] // 2
    ends, starts, deltas, ranges = (at + 14 + place for place in (0, 2 * count + 2, 4 * count + 2, 6 * count + 2))
    for n in range(count):
        places = (starts, ends, deltas, ranges)
        first, last, delta, offset = (struct.unpack_from(">H", font, place + 2 * n)[0] for place in places)
        for code in range(first, min(last, 0xFFFE) + 1):
            glyph = code
            if offset:
                glyph = struct.unpack_from(">H", font, ranges + 2 * n + offset + 2 * (code - first))[0]
                if not glyph:
                    continue
            if (glyph + delta) & 0xFFFF:
                yield code
