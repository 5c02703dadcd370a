"""A form sent twice makes one thing: the key a browser sends is made the sender's own before it is kept.

Nobody takes or finds the key of somebody else's form (see also `order_services`)."""

from collections.abc import Callable
from typing import Any

from django.db import IntegrityError, transaction

from tovholder.accounts.actors import Actor
from tovholder.accounts.fields import lookup


def key(request_key: str, actor: Actor) -> str:
    """The key as it is kept; "" for a form without one."""
    if not request_key:
        return ""
    return lookup("desk form", f"{actor.organisation_id}:{actor.user_id}:{request_key}")[:40]


def made(model: Any, request_key: str, actor: Actor, make: Callable[[str], Any]) -> Any:
    """What the form made already, or what `make` makes now with the kept key. Two at once make one."""
    kept = key(request_key, actor)
    if kept and (before := model.objects.filter(request_key=kept).first()):
        return before
    try:
        with transaction.atomic():
            return make(kept)
    except IntegrityError:
        before = model.objects.filter(request_key=kept).first() if kept else None
        if before is None:
            raise
        return before
