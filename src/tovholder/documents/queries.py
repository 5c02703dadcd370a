"""Reads of the register. Whoever asks has reached the thing a paper is about; this room knows only its numbers."""

import hashlib
import hmac
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from tovholder.documents import keeping
from tovholder.documents.models import IssuedPaper

_LONGEST = 64  # more than any number or code: what is longer is none


@dataclass(frozen=True)
class Verified:
    """All that anybody with number and code is told. Never whom the paper is about."""

    number: str
    version: int
    kind: str
    issuer: str
    issued_at: datetime
    sha256: str
    withdrawn_at: datetime | None
    withdrawn_reason: str
    is_replaced: bool
    shown_about: str  # what it was made of, where its holder has chosen to show more


def register() -> QuerySet[IssuedPaper]:
    """All papers, with what a line of the register shows."""
    return IssuedPaper.objects.select_related("organisation", "issued_by__user", "replaces", "replaced_by")


def about(thing: str) -> QuerySet[IssuedPaper]:
    """The papers made of one thing, newest first."""
    return register().filter(about=thing).order_by("-year", "-serial", "-version")


def with_deliveries(paper_id: int) -> IssuedPaper | None:
    return register().prefetch_related("deliveries__by__user").filter(pk=paper_id).first()


def pdf(paper: IssuedPaper) -> bytes:
    """The file as it was issued. Raises ValueError when it is no longer that file."""
    data = keeping.files.read(paper.file)
    if hashlib.sha256(data).hexdigest() != paper.sha256:
        raise ValueError(f"the file of {paper} has changed")
    return data


def hash_of(code: str) -> str:
    return hashlib.sha256(code.encode()).hexdigest()


def verified(number: str, code: str) -> Verified | None:
    """The paper with this number and secret code; None alike for a wrong number, a wrong code and no such paper."""
    typed, secret = number.strip(), code.strip()
    if not typed or not secret or max(len(typed), len(secret)) > _LONGEST:
        return None
    paper = register().filter(code_hash=hash_of(secret)).first()
    if paper is None or not hmac.compare_digest(paper.number.encode(), typed.encode()):
        return None
    return Verified(
        number=paper.number,
        version=paper.version,
        kind=paper.kind,
        issuer=paper.organisation.name,
        issued_at=paper.issued_at,
        sha256=paper.sha256,
        withdrawn_at=paper.withdrawn_at,
        withdrawn_reason=paper.withdrawn_reason,
        is_replaced=hasattr(paper, "replaced_by"),
        shown_about=paper.about if paper.holder_shows and paper.withdrawn_at is None else "",
    )
