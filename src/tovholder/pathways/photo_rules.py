"""A photo without what the camera wrote in it: place, time, telephone, owner, a small copy, a film behind it. Pure.

The picture itself is not touched: only the parts of the file that are needed to show it are copied, and which way up
it is. A file that cannot be walked to its end raises Unreadable: what is not understood might be a place."""

import re
import struct
import zlib
from collections.abc import Callable, Iterator

_UPRIGHT = 1
_ORIENTATION = 0x0112
# JPEG: beside these marks only tables and the picture. JFIF, colour profile, and how Adobe wrote the colours.
_APP_KEPT = {0xE0: b"JFIF\0", 0xE2: b"ICC_PROFILE\0", 0xEE: b"Adobe"}
_EXIF, _SCAN, _END = 0xE1, 0xDA, 0xD9
_AFTER_SCAN = re.compile(rb"\xff+[^\x00\xff\xd0-\xd7]")
_PNG_BEGINS = b"\x89PNG\r\n\x1a\n"
_PNG_KEPT = set(b"IHDR PLTE IDAT IEND tRNS gAMA cHRM sRGB iCCP sBIT bKGD pHYs acTL fcTL fdAT cICP".split())
_WEBP_KEPT = {b"VP8 ", b"VP8L", b"VP8X", b"ALPH", b"ANIM", b"ANMF", b"ICCP"}
_WEBP_EXIF, _WEBP_XMP = 0x08, 0x04


class Unreadable(ValueError):
    """The file is cut off or no such picture at all."""


def without_traces(kind: str, data: bytes) -> bytes:
    """The same picture, the same way up. What is no photo (a PDF) is handed back as it came."""
    walk = _WALKS.get(kind)
    if walk is None:
        return data
    try:
        return walk(data)
    except (struct.error, IndexError) as fault:
        raise Unreadable(kind) from fault


def is_heic(data: bytes) -> bool:
    """The form in which an iPhone keeps photos, and others of its family."""
    return data[4:8] == b"ftyp" and data[8:12] in (
        b"heic",
        b"heix",
        b"hevc",
        b"heim",
        b"heis",
        b"mif1",
        b"msf1",
        b"avif",
    )


def _jpeg(data: bytes) -> bytes:
    kept, turned, at = [data[:2]], _UPRIGHT, 2
    for mark, body, begins, ends in _segments(data):
        at = ends
        if mark == _EXIF and body.startswith(b"Exif\0\0"):
            turned = turned if turned != _UPRIGHT else _orientation(body[6:])
        elif _is_needed(mark, body):
            kept.append(data[begins:ends])
    if turned != _UPRIGHT:
        exif = b"Exif\0\0" + _only_orientation(turned)
        kept.insert(1, b"\xff\xe1" + struct.pack(">H", len(exif) + 2) + exif)
    if data[at - 2 : at] != b"\xff\xd9":
        raise Unreadable("jpg")
    return b"".join(kept)


def _is_needed(mark: int, body: bytes) -> bool:
    if 0xE0 <= mark <= 0xEF:
        return mark in _APP_KEPT and body.startswith(_APP_KEPT[mark])
    return 0xC0 <= mark <= 0xDF


def _segments(data: bytes) -> Iterator[tuple[int, bytes, int, int]]:
    """Mark, content and where it stands, to the end of the picture; what lies behind that is not part of it."""
    at = 2
    while True:
        begins = at
        while data[at] == 0xFF:
            at += 1
        mark = data[at]
        if at == begins or mark in (0x00, 0xD8):
            raise Unreadable("jpg")
        if mark == _END:
            yield mark, b"", at - 1, at + 1
            return
        ends = at + 1 + struct.unpack_from(">H", data, at + 1)[0]
        body = data[at + 3 : ends]
        if mark == _SCAN:
            after = _AFTER_SCAN.search(data, ends)
            if after is None:
                raise Unreadable("jpg")
            ends = after.start()
        yield mark, body, at - 1, ends
        at = ends


def _png(data: bytes) -> bytes:
    kept, turned, at, name = [_PNG_BEGINS], b"", 8, b""
    while name != b"IEND":
        length, name = struct.unpack_from(">I4s", data, at)
        ends = at + 12 + length
        if ends > len(data):
            raise Unreadable("png")
        if name in _PNG_KEPT:
            kept.append(data[at:ends])
        elif name == b"eXIf" and (way := _orientation(data[at + 8 : ends - 4])) != _UPRIGHT:
            turned = _chunk(b"eXIf", _only_orientation(way))
        at = ends
    return b"".join([*kept[:2], turned, *kept[2:]])


def _chunk(name: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))


def _webp(data: bytes) -> bytes:
    kept: list[bytes] = []
    turned, at, whole = b"", 12, struct.unpack_from("<I", data, 4)[0] + 8
    if whole > len(data):
        raise Unreadable("webp")
    while at < whole:
        name, length = struct.unpack_from("<4sI", data, at)
        body, at = data[at + 8 : at + 8 + length], at + 8 + length + length % 2
        if len(body) != length:
            raise Unreadable("webp")
        if name in _WEBP_KEPT:
            kept.append(_part(name, body))
        elif name == b"EXIF" and (way := _orientation(body.removeprefix(b"Exif\0\0"))) != _UPRIGHT:
            turned = _part(b"EXIF", _only_orientation(way))
    if kept and kept[0].startswith(b"VP8X"):
        flags = kept[0][8] & ~(_WEBP_EXIF | _WEBP_XMP) | (_WEBP_EXIF if turned else 0)
        kept[0] = kept[0][:8] + bytes([flags]) + kept[0][9:]
        kept.append(turned)
    inner = b"WEBP" + b"".join(kept)
    return b"RIFF" + struct.pack("<I", len(inner)) + inner


def _part(name: bytes, body: bytes) -> bytes:
    return name + struct.pack("<I", len(body)) + body + b"\0" * (len(body) % 2)


def _orientation(tiff: bytes) -> int:
    """Which way up, as the camera told it; upright where it told nothing that can be read."""
    order = {b"II*\0": "<", b"MM\0*": ">"}.get(tiff[:4])
    if order is None:
        return _UPRIGHT
    try:
        first = struct.unpack_from(f"{order}I", tiff, 4)[0]
        for number in range(struct.unpack_from(f"{order}H", tiff, first)[0]):
            tag, kind, _count, told = struct.unpack_from(f"{order}HHIH", tiff, first + 2 + 12 * number)
            if tag == _ORIENTATION and kind == 3:
                return told if 1 <= told <= 8 else _UPRIGHT
    except struct.error:
        pass
    return _UPRIGHT


def _only_orientation(way: int) -> bytes:
    """The smallest EXIF there is: one entry."""
    return b"MM\0*\0\0\0\x08" + struct.pack(">HHHIHHI", 1, _ORIENTATION, 3, 1, way, 0, 0)


_WALKS: dict[str, Callable[[bytes], bytes]] = {"jpg": _jpeg, "png": _png, "webp": _webp}
