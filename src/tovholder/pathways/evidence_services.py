"""What citizens send about being away: words and a photo, at any time. Raises NotAllowed, OutOfReach.

A file is known by what is in it, never by its name. Sent while a hearing about those days is open, it counts in it."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import partial

from django.db import transaction
from django.utils.timezone import localdate

from tovholder import parameters
from tovholder.accounts import audit
from tovholder.accounts.actors import Actor
from tovholder.accounts.conflicts import NotAllowed
from tovholder.accounts.fields import lookup
from tovholder.accounts.sealed_files import SealedFiles
from tovholder.pathways import attendance_queries as queries
from tovholder.pathways import hearing_services, photo_rules
from tovholder.pathways.models import AbsenceEvidence
from tovholder.people import case_scope
from tovholder.people import queries as people
from tovholder.people import services as people_services
from tovholder.people.models import Person

files = SealedFiles("absence")
_BEGINS: tuple[tuple[str, Callable[[bytes], bool]], ...] = (
    ("jpg", lambda data: data.startswith(b"\xff\xd8\xff")),
    ("png", lambda data: data.startswith(b"\x89PNG\r\n\x1a\n")),
    ("webp", lambda data: data.startswith(b"RIFF") and data[8:12] == b"WEBP"),
    ("pdf", lambda data: data.lstrip(b"\xef\xbb\xbf\r\n\t \0").startswith(b"%PDF-")),
)
_PDF_ENDS = re.compile(rb"startxref\s+(\d{1,12})\s+%%EOF")
CONTENT_TYPES = {"jpg": "image/jpeg", "png": "image/png", "webp": "image/webp", "pdf": "application/pdf"}


@dataclass(frozen=True)
class Sent:
    """What is sent: of which days, in words, with a file or without."""

    first_day: date
    last_day: date
    words: str = ""
    data: bytes = b""


def most_bytes(*, on: date) -> int:
    """The largest file that is taken."""
    return parameters.value("evidence_size", on=on).whole("megabytes") * 1_000_000


def check_size(size: int, *, on: date) -> None:
    """Raises NotAllowed for a file that is too large, before it is read."""
    if size > most_bytes(on=on):
        raise NotAllowed("evidence.too_large", limit=most_bytes(on=on) // 1_000_000)


def kind_of(data: bytes) -> str:
    """What the file is by what stands in it. Raises NotAllowed for anything a citizen need not send."""
    kind = next((name for name, fits in _BEGINS if fits(data)), "")
    if not kind and photo_rules.is_heic(data):
        raise NotAllowed("evidence.heic")
    if not kind:
        raise NotAllowed("evidence.other_file")
    return kind


def cleaned(data: bytes) -> bytes:
    """The file as it is kept: a photo without where, when and with what it was taken. Raises NotAllowed.

    One that cannot be read to its end is refused: what is not understood might be a place."""
    kind = kind_of(data)
    if kind == "pdf" and not _is_whole_pdf(data):
        raise NotAllowed("evidence.unreadable_pdf")
    try:
        return photo_rules.without_traces(kind, data)
    except photo_rules.Unreadable as fault:
        raise NotAllowed("evidence.unreadable_photo") from fault


def _is_whole_pdf(data: bytes) -> bool:
    """A PDF says at its end where its parts stand (ISO 32000-1, 7.5.5); one that was cut off on its way does not. What
    a scanner or a web server wrote behind the end is no part of it; what stands first in one that is to be shown before
    all of it has come says nought."""
    found = _PDF_ENDS.findall(data)
    return bool(found) and 0 < int(found[-1]) < len(data)


@transaction.atomic
def send(*, person_id: int, sent: Sent, actor: Actor, now: datetime, request_key: str = "") -> AbsenceEvidence:
    """The citizen sends it, or a caseworker writes down what was handed in. The same `request_key` twice is one."""
    person = people.locked(person_id, actor=actor)
    if not (case_scope.may_work_on(person, actor) or actor.is_citizen):
        raise NotAllowed("person.not_your_case")
    key = lookup("evidence", f"{request_key}|{sent.words}|{len(sent.data)}")[:40] if request_key else ""
    standing = AbsenceEvidence.objects.filter(person=person, request_key=key).first() if key else None
    if standing is not None:
        return standing
    _check(sent, now)
    _require_taken(person, sent)
    data = cleaned(sent.data) if sent.data else b""
    row = AbsenceEvidence(
        person=person,
        organisation_id=person.organisation_id,
        sent_at=now,
        first_day=sent.first_day,
        last_day=sent.last_day,
        words=sent.words.strip(),
        file_kind=kind_of(data) if data else "",
        request_key=key,
    )
    _kept(row, data)
    audit.record(actor=actor, action="evidence.send", person_id=person.pk, target=f"evidence:{row.pk}")
    _into_hearing(row, person, actor, now)
    return row


def _require_taken(person: Person, sent: Sent) -> None:
    """In a closed case nobody looks for it, unless it answers a hearing that runs: that one is on its list."""
    about = hearing_services.open_hearings_about(person.pk, first=sent.first_day, last=sent.last_day)
    if not about:
        people_services.require_open(person)


def _check(sent: Sent, now: datetime) -> None:
    if not sent.words.strip() and not sent.data:
        raise NotAllowed("evidence.nothing")
    if sent.last_day < sent.first_day:
        raise NotAllowed("evidence.days_turned_round")
    _check_period(sent, localdate(now))
    check_size(len(sent.data), on=localdate(now))


def _check_period(sent: Sent, on: date) -> None:
    """Days nobody means, 2020 or 2030, are a slip of the finger."""
    limit = parameters.value("evidence_period", on=on)
    earliest, latest = on - timedelta(days=limit.whole("back")), on + timedelta(days=limit.whole("ahead"))
    if not earliest <= sent.first_day <= sent.last_day <= latest:
        raise NotAllowed("evidence.days_too_far", earliest=earliest, latest=latest)
    if (sent.last_day - sent.first_day).days >= limit.whole("span"):
        raise NotAllowed("evidence.days_too_many", most=limit.whole("span"))


def _kept(row: AbsenceEvidence, data: bytes) -> None:
    """The file first, then the row; without its row the file goes again."""
    if data:
        row.file = files.keep(data)
    try:
        with transaction.atomic():
            row.save()
    except BaseException:
        files.delete(row.file)
        raise


def _into_hearing(row: AbsenceEvidence, person: Person, actor: Actor, now: datetime) -> None:
    """It answers the hearings about one of its days, and no other."""
    about = hearing_services.open_hearings_about(person.pk, first=row.first_day, last=row.last_day)
    for hearing in about:
        hearing_services.heard(hearing, actor=actor, now=now)
    if about:
        row.hearing = about[0]
        row.save(update_fields=["hearing"])


@transaction.atomic
def fetch(*, evidence_id: int, actor: Actor, now: datetime) -> tuple[AbsenceEvidence, bytes]:
    """The file, for those who may read it; that a caseworker has opened it is noted, and takes it off the list."""
    row = queries.evidence(evidence_id, actor=actor)
    data = files.read(row.file) if row.file else b""
    _seen(row, actor, now)
    return row, data


def _seen(row: AbsenceEvidence, actor: Actor, now: datetime) -> None:
    if row.seen_at is not None or not actor.works_on_cases:
        return
    row.seen_at, row.seen_by_id = now, actor.membership_id
    row.save(update_fields=["seen_at", "seen_by"])
    audit.record(actor=actor, action="evidence.see", person_id=row.person_id, target=f"evidence:{row.pk}")


def forget_files(names: list[str]) -> None:
    """Delete files once their rows are gone for good."""
    for name in names:
        transaction.on_commit(partial(files.delete, name))
