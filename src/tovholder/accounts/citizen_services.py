"""The sign-in of a citizen without MitID: a user and a membership, made when somebody gives the first link.

It has no password and no address: a link and a code lead in (pathways), and nothing else does."""

import secrets

from django.utils import timezone

from tovholder.accounts import audit
from tovholder.accounts.actors import Actor
from tovholder.accounts.models import NOT_AN_ADDRESS, Membership, User
from tovholder.accounts.roles import Role


def give_sign_in(*, name: str, organisation_id: int, person_id: int, actor: Actor) -> User:
    """A new citizen's user at the municipality. Within the caller's transaction, which ties it to the case."""
    user = User.objects.create_user(f"{secrets.token_hex(16)}@{NOT_AN_ADDRESS}", None, name=name)
    Membership.objects.create(
        user=user,
        organisation_id=organisation_id,
        role=Role.CITIZEN,
        opened_at=timezone.now(),
        opened_by_id=actor.membership_id,
    )
    audit.record(actor=actor, action="citizen.give_sign_in", person_id=person_id, target=f"user:{user.pk}")
    return user


def citizens_membership(user_id: int, organisation_id: int) -> Membership | None:
    """The open membership by which the user acts as a citizen of the municipality, if that is all the user is."""
    own = Membership.objects.filter(user_id=user_id, user__is_active=True, active=True).select_related("user")
    found = list(own)
    is_citizen_only = [each.role for each in found] == [Role.CITIZEN]
    return found[0] if is_citizen_only and found[0].organisation_id == organisation_id else None


def end_sessions(user: User) -> None:
    """Sign the citizen out everywhere: a session carries a fingerprint of the password, and there is a new one.

    A password and keys go too where the user has no address to sign in by: whoever came in by the code may have set
    them. Where there is an address, they are another way in, which is the citizen's own."""
    from allauth.mfa.models import Authenticator

    if user.email.endswith(f"@{NOT_AN_ADDRESS}") or not user.has_usable_password():
        user.set_unusable_password()
        user.save(update_fields=["password"])
        Authenticator.objects.filter(user=user).delete()
