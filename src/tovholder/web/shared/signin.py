"""Sign-in: password and a second factor, by invitation only. Which pages of the sign-in library are open."""

import base64
import time
from typing import Any

from allauth.account import app_settings
from allauth.account.adapter import DefaultAccountAdapter
from allauth.core.internal.ratelimit import consume, get_ip
from allauth.mfa.adapter import DefaultMFAAdapter
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from tovholder.accounts import fields, queries
from tovholder.accounts.access_rules import Rule
from tovholder.web.shared import second_step

_OPEN = Rule(None, "public", "sign-in pages come before anybody is known")


class InvitedOnly(DefaultAccountAdapter):
    """Nobody makes an account by themselves; an administrator invites."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def post_login(self, request: HttpRequest, user: Any, **more: Any) -> HttpResponse:
        """Whoever's address somebody else tried to get in by is told first; not in the middle of getting back in."""
        answer: HttpResponse = super().post_login(request, user, **more)
        is_tried = queries.tried_invitations(email=user.email).exists()
        recovers = more.get("redirect_url") == reverse("recovered")
        return redirect("own_invitations") if is_tried and not recovers else answer

    def is_reauthentication_required(self, *, app: str, **more: Any) -> bool:
        """Whoever has just signed in and has no second step sets up the first at once, without the password again."""
        required: bool = super().is_reauthentication_required(app=app, **more)
        return required and not _is_setting_up_first_step(self.request)

    def _get_login_attempts_cache_key(self, request: HttpRequest, **credentials: Any) -> str:
        """Counted by account and place: nobody shuts another out by guessing from somewhere else."""
        account: str = super()._get_login_attempts_cache_key(request, **credentials)
        return f"{account}:{get_ip(request)}"


def comes_too_often(request: HttpRequest, action: str) -> bool:
    """Whether this place has used up what ACCOUNT_RATE_LIMITS gives it for the action. Reading a page counts."""
    return consume(request, app="allauth.account", action=action, limit_get=True) is None


def _is_setting_up_first_step(request: HttpRequest) -> bool:
    from allauth.account.authentication import get_authentication_records
    from allauth.mfa.utils import is_mfa_enabled

    if not request.user.is_authenticated:
        return False
    if is_mfa_enabled(request.user) and not second_step.was_added_in(request):  # the recovery codes come right after
        return False
    since = time.time() - app_settings.REAUTHENTICATION_TIMEOUT
    return any(each["at"] > since for each in get_authentication_records(request, request.user))


class SealedSecrets(DefaultMFAAdapter):
    """The app's secret and the recovery codes' seed lie encrypted in the database, as CPR numbers do."""

    def encrypt(self, text: str) -> str:
        return base64.b64encode(fields.encrypt(text.encode())).decode()

    def decrypt(self, encrypted_text: str) -> str:
        return fields.decrypt(base64.b64decode(encrypted_text)).decode()


def rule_of_foreign_view(view: object) -> Rule | None:
    """Pages of the sign-in library and static files are open to all: they guard themselves and show no case."""
    module = getattr(getattr(view, "view_class", view), "__module__", "")
    return _OPEN if module.startswith(("allauth.account", "allauth.mfa", "allauth.decorators")) else None
