"""The one-time links that lead into an account, and what each of them is worth.

An invitation opens an account nobody has ever signed in to. A link of recovery opens nothing by itself: the account's
own second step is asked for too. A link of the installation opens an account whose ways in it has just closed."""

from dataclasses import dataclass
from typing import Any

from allauth.mfa.models import Authenticator
from django.contrib.auth.tokens import PasswordResetTokenGenerator
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_decode, urlsafe_base64_encode

from tovholder.accounts.models import User
from tovholder.accounts.roles import Role


@dataclass(frozen=True)
class Invitation:
    """A membership, and the two parts of a one-time link to its account; None when no link is needed.

    `recovers`: it is of use to whoever has the account's own second step, and to nobody else. `waits`: the person was
    invited before and has not answered; the link from then covers this too. `name` is the one that is kept."""

    membership_id: int
    link: tuple[str, str] | None
    recovers: bool = False
    name: str = ""
    waits: bool = False


class _Recovery(PasswordResetTokenGenerator):
    """Ends when it is begun: else whoever holds it could go on guessing codes for as long as it lasts."""

    key_salt = "tovholder.accounts.links.recovery"

    def _make_hash_value(self, user: Any, timestamp: int) -> str:
        return f"{super()._make_hash_value(user, timestamp)}{user.recoveries_begun}"


class _OfAccount(PasswordResetTokenGenerator):
    """Follows the account, not its address: an invitation nobody has used may have to give the address to another."""

    def _make_hash_value(self, user: Any, timestamp: int) -> str:
        return f"{user.pk}{user.password}{user.last_login}{timestamp}"


class _Invitation(_OfAccount):
    key_salt = "tovholder.accounts.links.invitation"


class _OfInstallation(_OfAccount):
    key_salt = "tovholder.accounts.links.installation"


class _ChoosingPassword:
    """What lets somebody choose a password without a second step: nobody else's account is behind it."""

    def check_token(self, user: User | None, token: str | None) -> bool:
        if user is None:
            return False
        first = user.last_login is None and _Invitation().check_token(user, token)
        return (first and _is_invited(user)) or _OfInstallation().check_token(user, token)


def _is_invited(user: User) -> bool:
    """A closed invitation leads nowhere: its link must not open a sign-in that acts for nobody."""
    return user.memberships.filter(active=True).exists()


choosing_password = _ChoosingPassword()


def invitation(user: User) -> tuple[str, str]:
    return _number(user), _Invitation().make_token(user)


def renewed_invitation(user_id: int) -> str:
    """For the session that has just used the link up; worth nothing once the account is signed in to."""
    return _Invitation().make_token(User.objects.get(pk=user_id))


def recovery(user: User) -> tuple[str, str]:
    return _number(user), _Recovery().make_token(user)


def of_installation(user: User) -> tuple[str, str]:
    return _number(user), _OfInstallation().make_token(user)


def user_of_invitation(uid: str, token: str) -> User | None:
    user = _user(uid)
    return user if choosing_password.check_token(user, token) else None


def user_of_own_invitation(uid: str, token: str) -> User | None:
    """Whose invitation this is, while nobody has signed in by it: not a link of the installation, for a member."""
    user = _user(uid)
    waits = user is not None and user.last_login is None and _is_invited(user)
    return user if waits and _Invitation().check_token(user, token) else None


def user_of_recovery(uid: str, token: str) -> User | None:
    """Whose recovery this is, while a second step of the account's own is there to ask for."""
    user = _user(uid)
    return user if user and has_second_step(user) and _Recovery().check_token(user, token) else None


def has_second_step(user: User) -> bool:
    steps = Authenticator.objects.filter(user_id=user.pk)
    return steps.exclude(type=Authenticator.Type.RECOVERY_CODES).exists()


def is_used(user: User) -> bool:
    """Whether anybody has, or could have, a way into the account but by a link of its invitation. A citizen's counts:
    it comes with a case."""
    has_way_in = user.is_persona or user.has_usable_password() or user.last_login is not None
    steps = Authenticator.objects.filter(user_id=user.pk)
    return has_way_in or steps.exists() or user.memberships.filter(role=Role.CITIZEN).exists()


def _number(user: User) -> str:
    return urlsafe_base64_encode(force_bytes(user.pk))


def _user(uid: str) -> User | None:
    try:
        number = urlsafe_base64_decode(uid).decode()
    except ValueError:
        return None
    return User.objects.filter(pk=number, is_active=True).first() if number.isdecimal() and len(number) < 19 else None
