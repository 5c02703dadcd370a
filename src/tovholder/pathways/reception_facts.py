"""What is told in a handover, as plain values: what the services take."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, kw_only=True)
class HandoverFacts:
    """About the handover itself."""

    receiver_id: int
    sender_name: str = ""
    assigned_on: date | None = None
    takeover_on: date | None = None  # only where it is earlier than the law has it, or where nobody knows the assigning
    moves_on: date | None = None
    consent_on: date | None = None
    words: str = ""


@dataclass(frozen=True, kw_only=True)
class MemberFacts:
    """About one of the family. Only the name is needed. `cpr` None keeps the number that stands."""

    given_name: str
    family_name: str
    relation: str = ""
    cpr: str | None = None
    born_on: date | None = None
    protected: bool = False
    phone: str = ""
    email: str = ""
    residence_from: date | None = None
    residence_group: str = ""
    literacy: str = ""
    needs_interpreter: bool | None = None
    interpreter_language: str = ""
    danish_track: int | None = None
    danish_module: int | None = None
    languages: tuple[str, ...] = ()
    skills: tuple[str, ...] = ()
    work: tuple[tuple[str, int], ...] = ()
    schooling: tuple[tuple[str, int | None], ...] = ()
    wishes: tuple[str, ...] = ()
    words: str = ""


@dataclass(frozen=True)
class SentFile:
    """A file as it came: what it was called and what it holds."""

    name: str
    data: bytes
