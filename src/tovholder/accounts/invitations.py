"""What an invitation writes, whoever makes it: a membership, a user if the address is new, and the link that leads in.

Only for the services of members, which have asked who may; all write within the caller's transaction."""

import secrets

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.db.models import Q, QuerySet
from django.utils import timezone

from tovholder.accounts import audit, links
from tovholder.accounts.actors import SYSTEM_ROLE, Actor
from tovholder.accounts.conflicts import NotAllowed
from tovholder.accounts.links import Invitation
from tovholder.accounts.models import NOT_AN_ADDRESS, Membership, User
from tovholder.accounts.roles import Role


def create(
    actor: Actor, organisation_id: int | None, email: str, name: str, role: str, unit_id: int | None
) -> Invitation:
    if of_address(email).filter(organisation_id=organisation_id, role=role).exists():
        raise NotAllowed("member.already")
    user, made = _user(actor, organisation_id, email, name)
    membership = Membership.objects.create(
        user=user,
        organisation_id=organisation_id,
        role=role,
        unit_id=unit_id,
        initials=_initials(user.name),
        opened_at=timezone.now(),
        opened_by_id=actor.membership_id,
        invited_on=timezone.localdate(),
    )
    audit.record(actor=actor, action="member.invite", target=f"membership:{membership.pk}", facts={"role": role})
    waits = not made and _has_not_answered(user)
    return Invitation(membership.pk, links.invitation(user) if made else None, name=user.name, waits=waits)


def _user(actor: Actor, organisation_id: int | None, email: str, name: str) -> tuple[User, bool]:
    """The user a new membership hangs on, and whether it was made now.

    A colleague here is that one. Anybody else gets a row of their own, also when the address is known elsewhere: the
    same writes, the same link, and nothing of the account that is there is touched. The name given first is kept."""
    here = of_address(email).filter(organisation_id=organisation_id, active=True).exclude(role=Role.CITIZEN).first()
    if here is not None:
        return here.user, False
    known = User.objects.filter(email__iexact=email.strip()).first()
    if known is not None and actor.role == SYSTEM_ROLE:
        return known, False
    stands_for = email.strip().lower() if known else ""
    address = f"{secrets.token_hex(16)}@{NOT_AN_ADDRESS}" if known else email.strip()
    user = User.objects.create_user(address, None, name=name.strip(), stands_for=stands_for)
    # The sign-in library asks that an address is confirmed; the administrator, who knows the person, has done that.
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    return user, True


def _has_not_answered(user: User) -> bool:
    """As the list of members tells it: nobody has used a link yet. The same for an address in use and a new one."""
    return not (user.has_usable_password() or user.is_persona)


def _initials(name: str) -> str:
    return "".join(word[0] for word in name.split()[:3]).upper()


def count_from_today(membership: Membership) -> None:
    membership.invited_on = timezone.localdate()
    membership.save(update_fields=["invited_on"])


def name_anew(membership: Membership, name: str) -> None:
    """The newest name stands while nobody has signed in: the first may have been written wrongly."""
    user = membership.user
    if user.name == name.strip():
        return
    user.name, membership.initials = name.strip(), _initials(name)
    user.save(update_fields=["name"])
    membership.save(update_fields=["initials"])


def recovery(actor: Actor, membership: Membership) -> Invitation:
    if not links.has_second_step(membership.user):
        raise NotAllowed("member.no_second_step")
    audit.record(actor=actor, action="member.recovery_link", target=f"membership:{membership.pk}")
    return Invitation(membership.pk, links.recovery(membership.user), recovers=True, name=membership.user.name)


def end_links(user: User) -> None:
    """The links made before carry a fingerprint of the password that was none."""
    user.set_unusable_password()
    user.save(update_fields=["password"])


def is_own(actor: Actor, email: str) -> bool:
    return actor.user_id is not None and User.objects.filter(pk=actor.user_id, email__iexact=email.strip()).exists()


def of_address(email: str) -> QuerySet[Membership]:
    """Memberships of whoever has the address, and invitations to it that nobody has said yes to."""
    address = email.strip()
    found = Membership.objects.filter(Q(user__email__iexact=address) | Q(user__stands_for__iexact=address))
    return found.select_related("user").order_by("user__stands_for", "pk")


def only_the_link_leads_in(membership: Membership) -> bool:
    """Nobody has ever used the account: no password, no second step, no sign-in, and no work for others."""
    user = membership.user
    used = user.has_usable_password() or user.last_login is not None
    return not (used or _is_elsewhere(membership) or Authenticator.objects.filter(user_id=user.pk).exists())


def _is_elsewhere(membership: Membership) -> bool:
    """A user who works for others too gets no new link: it would open the others' cases to whoever holds it."""
    others = Membership.objects.filter(user_id=membership.user_id)
    return others.exclude(organisation_id=membership.organisation_id).exists()
