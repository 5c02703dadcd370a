"""What a room above hands in to have a paper issued, as plain values."""

from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, kw_only=True)
class Draft:
    """A paper to issue. `about` is the thing it is made of; `facts` are what its template asks for."""

    kind: str
    template: str
    language: str
    about: str
    organisation_id: int
    organisation_name: str
    facts: dict[str, Any] = field(hash=False)
    person_id: int | None = None
    company_id: int | None = None
    for_name: str = ""
