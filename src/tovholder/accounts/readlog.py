"""The log of reads: a database of its own on SQLite, so that a long write never blocks it.

Sikkerhed: art. 32 GDPR; the citizen's right to see look-ups: CJEU C-579/21, Datatilsynet 6 June 2024."""

from collections.abc import Mapping

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from tovholder.accounts.actors import Actor
from tovholder.accounts.models import ReadEvent, ReadSubject

_LOG_MODELS = frozenset({"readevent", "readsubject"})


def alias() -> str:
    """The database alias of the read log."""
    return str(settings.READLOG_ALIAS)


class Router:
    """Sends the log's two tables to the log's database and everything else to the default one."""

    def db_for_read(self, model: type, **hints: object) -> str | None:
        return alias() if model._meta.model_name in _LOG_MODELS else None  # type: ignore[attr-defined]

    db_for_write = db_for_read

    def allow_relation(self, one: object, other: object, **hints: object) -> bool | None:
        return None

    def allow_migrate(self, db: str, app_label: str, model_name: str | None = None, **hints: object) -> bool:
        if alias() == "default":
            return True
        is_log = app_label == "accounts" and model_name in _LOG_MODELS
        return is_log if db == alias() else not is_log


def write(*, actor: Actor, route: str, shown: Mapping[int, str], allowed: bool = True) -> None:
    """Write one event and one row per person. Raises when it cannot: the caller must then not show the data."""
    with transaction.atomic(using=alias()):
        event = ReadEvent.objects.using(alias()).create(
            at=timezone.now(),
            user_id=actor.user_id,
            membership_id=actor.membership_id,
            organisation_id=actor.organisation_id,
            organisation_name=actor.organisation_name,
            actor_name=actor.name,
            role=actor.role,
            purpose=actor.purpose,
            route=route,
            allowed=allowed,
        )
        ReadSubject.objects.using(alias()).bulk_create(
            [ReadSubject(event=event, person_id=person_id, fields=fields) for person_id, fields in shown.items()],
            batch_size=300,
        )
