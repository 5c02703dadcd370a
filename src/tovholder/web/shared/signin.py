"""Sign-in: password and a second factor, by invitation only. Which pages of the sign-in library are open."""

import base64
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core.internal.ratelimit import get_ip
from allauth.mfa.adapter import DefaultMFAAdapter
from django.http import HttpRequest

from tovholder.accounts import fields
from tovholder.accounts.access_rules import Rule

_OPEN = Rule(None, "public", "sign-in pages come before anybody is known")


class InvitedOnly(DefaultAccountAdapter):
    """Nobody makes an account by themselves; an administrator invites."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def _get_login_attempts_cache_key(self, request: HttpRequest, **credentials: Any) -> str:
        """Counted by account and place: nobody shuts another out by guessing from somewhere else."""
        account: str = super()._get_login_attempts_cache_key(request, **credentials)
        return f"{account}:{get_ip(request)}"


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
