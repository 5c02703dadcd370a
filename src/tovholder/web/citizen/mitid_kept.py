"""What a browser that was sent to MitID must still know when it is back, for each of its tabs, in the session.

Written at once and under a lock, not at the end of the request: two answers at once must not both find it, and Django
does not save a session of an answer that says the server failed."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from django.conf import settings
from django.http import HttpRequest

from tovholder.accounts import session_lock

_ASKED, _ANSWERED = "mitid_asked_by_state", "mitid_answered"
_TABS = 3  # the newest are kept


def keep(request: HttpRequest, kept: Mapping[str, Any]) -> None:
    """Beside what this browser's other tabs have asked."""
    with _alone(request) as session:
        asked = list(session.get(_ASKED, {}).items())[1 - _TABS :]
        session[_ASKED] = dict(asked) | {kept["state"]: dict(kept)}


def take(request: HttpRequest, state: str) -> tuple[dict[str, Any] | None, bool]:
    """What was kept, used up from here on whatever the answer says; and whether an answer to it came before this one.

    (None, False) is what this browser has not asked, or asked too long ago."""
    kept: dict[str, Any] | None = None
    was_asked = state in request.session.get(_ASKED, {})
    if was_asked:
        with _alone(request) as session:
            asked = dict(session.get(_ASKED, {}))
            kept = asked.pop(state, None)
            if kept is not None:
                session[_ASKED] = asked
                session[_ANSWERED] = [*session.get(_ANSWERED, []), state][-_TABS:]
    _leave_cookie(request)
    return kept, kept is None and (was_asked or state in request.session.get(_ANSWERED, []))


def _leave_cookie(request: HttpRequest) -> None:
    """A session that is no more makes Django take the cookie away, and by now it may hold the key of the new one."""
    if request.session.is_empty():
        request.COOKIES.pop(settings.SESSION_COOKIE_NAME, None)


@contextmanager
def _alone(request: HttpRequest) -> Iterator[Any]:
    with session_lock.alone_with(request.session) as session:
        request.session = session
        yield session
