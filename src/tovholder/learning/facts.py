"""What is told about an event, as plain values: what the service takes and the pages make."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, kw_only=True)
class NewEvent:
    """A day to plan. `kind` is a row of `event_kinds`; `network_id` when it is a network's meeting."""

    kind: str
    title: str
    place: str
    starts_at: datetime
    ends_at: datetime
    seats: int
    organiser: str = ""
    words: str = ""
    network_id: int | None = None
