"""What this database is: a demo for ever, or a live installation. The mark is made once and never changed."""

from datetime import datetime
from typing import Any

from django.db.models import Model

from tovholder.accounts.models import Installation, Organisation, User

BEING_MADE, MADE = "being_made", "made"


def mark() -> Installation | None:
    """The mark, or None in a database nobody has used."""
    return Installation.objects.first()


def is_empty() -> bool:
    """No mark, no organisation and no user: nobody has put anything in."""
    kept: tuple[type[Model], ...] = (Installation, Organisation, User)
    return not any(model._default_manager.exists() for model in kept)


def begin_demo(*, now: datetime, facts: dict[str, Any]) -> None:
    """Mark a database that is about to be filled. Until it is finished it says that it is half made."""
    Installation.objects.create(pk=1, kind="demo", made_at=now, facts=facts | {"state": BEING_MADE})


def finish_demo(*, facts: dict[str, Any]) -> None:
    """The last write of a simulation: from here on the demo is whole."""
    row = Installation.objects.get(kind="demo")
    row.facts = row.facts | facts | {"state": MADE}
    row.save(update_fields=["facts"])


def is_half_made(row: Installation) -> bool:
    """The simulation was stopped on its way: the demo has to be made again."""
    return row.kind == "demo" and row.facts.get("state") != MADE


def mark_live(*, now: datetime) -> None:
    """Mark a database as a live installation; one that is marked already stays what it is."""
    Installation.objects.get_or_create(pk=1, defaults={"kind": "live", "made_at": now, "facts": {}})
