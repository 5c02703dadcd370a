"""What a telephone writes in a photo stays with the citizen: place, time, owner. Which way up it is comes along."""

import struct

import pytest

from tests.integration.attendance import photos
from tests.integration.attendance.scene import AWAY_ON, NOW, make
from tests.integration.region import Region
from tovholder.accounts.conflicts import NotAllowed
from tovholder.pathways import evidence_services, photo_rules

KINDS = {"jpg": photos.JPG, "png": photos.PNG, "webp": photos.WEBP}
LYING = struct.pack(">HHIH", 0x0112, 3, 1, 6)


@pytest.mark.parametrize("kind", KINDS)
def test_only_the_picture_and_which_way_up_it_is_are_left(kind: str) -> None:
    sent = KINDS[kind]
    film = b"" if kind == "webp" else b"a film of the same moment, at N 56 E 12"
    kept = photo_rules.without_traces(kind, sent + film)
    assert any(trace in sent for trace in photos.TRACES)
    assert not [trace for trace in (*photos.TRACES, b"a film") if trace in kept]
    assert LYING in kept
    assert photo_rules.without_traces(kind, kept) == kept
    pixels = {"jpg": lambda data: data[data.rindex(b"\xff\xda") :], "png": _idat, "webp": _vp8}[kind]
    assert pixels(kept) == pixels(sent)
    for cut in range(4, len(sent), 7):
        with pytest.raises(photo_rules.Unreadable):
            photo_rules.without_traces(kind, sent[:cut])


def _idat(data: bytes) -> bytes:
    at = data.index(b"IDAT")
    return data[at : at + 4 + struct.unpack_from(">I", data, at - 4)[0]]


def _vp8(data: bytes) -> bytes:
    at = data.index(b"VP8 ")
    return data[at : at + 8 + struct.unpack_from("<I", data, at + 4)[0]]


def test_a_photo_is_kept_without_its_place_and_what_cannot_be_read_is_refused(region: Region) -> None:
    scene = make(region)

    def send(data: bytes) -> bytes:
        sent = evidence_services.Sent(AWAY_ON, AWAY_ON, "sms", data)
        row = evidence_services.send(person_id=scene.person.pk, sent=sent, actor=scene.caseworker, now=NOW)
        return evidence_services.files.read(row.file)

    assert b"TESTPHONE" not in send(photos.JPG)
    for before, behind in (("", "\n"), ("\ufeff\r\n", "\0" * 9_000), ("", "\r\n<html>" * 999)):
        whole = f"{before}%PDF-1.7\nwhole\r\nstartxref\r\n9\r\n%%EOF{behind}".encode()
        assert send(whole) == whole
    for data, why in (
        (b"\0\0\0\x18ftypheic\0\0\0\0mif1heic", "evidence.heic"),
        (photos.JPG[:300], "evidence.unreadable_photo"),
        (b"%PDF-1.7 cut off", "evidence.unreadable_pdf"),
        (b"%PDF-1.7 startxref 0 %%EOF the first part of one", "evidence.unreadable_pdf"),
        (b"%PDF-1.7 %%EOF startxref 9", "evidence.unreadable_pdf"),
        (b"MZ a program", "evidence.other_file"),
    ):
        with pytest.raises(NotAllowed) as refused:
            send(data)
        assert refused.value.code == why
