"""Whether this very session has shown the second step. That its user has one says nothing of who opened the session.

Asked of the session, so that one opened with a password alone stays shut when the owner adds a step later. A new
password ends the other sessions by itself: they carry a fingerprint of the old one."""

from collections.abc import Callable
from functools import wraps
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

_ADDED_HERE = "second_step_added_by"
_CAME_BY_CODE = "came_by_link_and_code"


def is_shown_in(request: HttpRequest) -> bool:
    """By signing in or confirming with it, or by adding the first one here."""
    from allauth.account.authentication import get_authentication_records

    return (
        came_by_code(request)
        or was_added_in(request)
        or any(each.get("method") == "mfa" for each in get_authentication_records(request, request.user))
    )


def comes_by_code(request: HttpRequest) -> None:
    """Note in the session, just begun, that a citizen showed a link and a code that went two ways: two steps."""
    request.session[_CAME_BY_CODE] = request.user.pk


def came_by_code(request: HttpRequest) -> bool:
    session = getattr(request, "session", None)  # an error page may not have come that far
    user = getattr(request, "user", None)
    if session is None or user is None or not user.is_authenticated:
        return False
    return bool(session.get(_CAME_BY_CODE) == user.pk)


def was_added_in(request: HttpRequest) -> bool:
    return bool(request.session.get(_ADDED_HERE) == request.user.pk)


def asked_for(request: HttpRequest) -> HttpResponse:
    """To the page that asks for the code or the passkey, and from there on to where the person was going."""
    from allauth.mfa.models import Authenticator
    from allauth.mfa.utils import is_mfa_enabled

    has_app = is_mfa_enabled(request.user, [Authenticator.Type.TOTP])
    page = reverse("mfa_reauthenticate" if has_app else "mfa_reauthenticate_webauthn")
    return redirect(f"{page}?{urlencode({'next': request.get_full_path()}, safe='/')}")


def adding_first(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Whoever adds the first step here has just shown it; the user's other sessions have not."""

    @wraps(view)
    def noted(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        from allauth.mfa.utils import is_mfa_enabled

        had = request.user.is_authenticated and is_mfa_enabled(request.user)
        answer = view(request, *args, **kwargs)
        if request.user.is_authenticated and not had and is_mfa_enabled(request.user):
            request.session.cycle_key()
            request.session[_ADDED_HERE] = request.user.pk
        return answer

    return noted
