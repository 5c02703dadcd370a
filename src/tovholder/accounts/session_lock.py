"""A session with nobody else at it: what one request takes out of it, another at the same moment does not find."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import router, transaction


@contextmanager
def alone_with(session: Any) -> Iterator[Any]:
    """The session as it is now, held until the end and saved then, whatever becomes of the answer: Django does not save
    one of an answer that says the server failed. One without a key is not kept yet, and nobody else's anyway."""
    key = session.session_key
    if key is None:
        yield session
        return
    store: Any = type(session)
    rows = store.get_model_class().objects
    with transaction.atomic(using=router.db_for_write(rows.model)):
        rows.select_for_update().filter(pk=key).first()
        held = store(key)
        yield held
        if held.modified and held.session_key == key:  # one ended meanwhile does not come back to life
            held.save()
            held.modified = False
