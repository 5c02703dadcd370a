"""What a person does with a one-time link: say yes to an invitation, or get back in; and what the installation does for
somebody who has lost every way in. All is audited."""

import secrets

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.db import transaction
from django.utils import timezone

from tovholder.accounts import audit, links, queries
from tovholder.accounts.actors import SYSTEM_ROLE, Actor, oneself
from tovholder.accounts.conflicts import NotAllowed, Stale
from tovholder.accounts.models import NOT_AN_ADDRESS, Membership, User
from tovholder.accounts.roles import OrganisationKind, Role

# Why the installation closed the ways into an account. Codes, because no free text goes into the log.
REASONS = ("lost", "stolen", "broken", "never_set_up")


@transaction.atomic
def accept_invitation(*, user_id: int, uid: str, token: str, seen: str) -> Membership:
    """Become what one was invited as, under one's own sign-in. Until this, nothing of the account was touched.

    The yes covers what was read: `seen` is queries.invitation_as_seen of it, and Stale when it is something else by
    now. What was closed is not taken along.

    Refused to whoever is not the invited one. Refused too where two sides would meet under one address: a citizen's is
    for the own case, and nobody reads along at a company from a municipality."""
    user = User.objects.select_for_update().get(pk=user_id)
    stand_in, given = _require_acceptable(user, uid, token)
    if queries.invitation_as_seen(given) != seen:
        raise Stale
    for membership in given:
        membership.user = user
        membership.save(update_fields=["user"])
        audit.record(actor=oneself(user.pk, user.name), action="member.accept", target=f"membership:{membership.pk}")
    if not stand_in.memberships.exists():
        stand_in.delete()
    return given[0]


def why_not_accept(*, user_id: int, uid: str, token: str) -> NotAllowed | None:
    """What would refuse a yes, to say it before the question is put. None: nothing does."""
    try:
        with transaction.atomic():
            _require_acceptable(User.objects.get(pk=user_id), uid, token)
    except NotAllowed as refused:
        return refused
    return None


def _require_acceptable(user: User, uid: str, token: str) -> tuple[User, list[Membership]]:
    stand_in = links.user_of_invitation(uid, token)
    if stand_in is None or not user.is_active or not stand_in.stands_for or stand_in.stands_for != user.email.lower():
        raise NotAllowed("invitation.of_another")
    own = Membership.objects.select_for_update(of=("self",)).select_related("organisation")
    User.objects.select_for_update().filter(pk=stand_in.pk).first()  # another role waits, or would go with the row
    given = list(own.filter(user_id=stand_in.pk, active=True).order_by("pk"))
    _require_one_side(user, given)
    for membership in given:
        _require_new(user, membership)
    return stand_in, given


def _require_new(user: User, membership: Membership) -> None:
    same = Membership.objects.filter(user=user, organisation_id=membership.organisation_id, role=membership.role)
    if same.exists():
        raise NotAllowed("invitation.already")


def _require_one_side(user: User, given: list[Membership]) -> None:
    held = Membership.objects.filter(user=user, active=True).select_related("organisation")
    if len({_side(each) for each in (*held, *given)}) > 1:
        raise NotAllowed("invitation.another_side")


def _side(membership: Membership) -> str:
    if membership.role == Role.CITIZEN:
        return Role.CITIZEN
    return "company" if membership.organisation.kind == OrganisationKind.COMPANY else "staff"


@transaction.atomic
def choose_first_password(*, user_id: int, password: str) -> None:
    """The first password of a new member; for an address that has a sign-in it becomes nobody's, and that is noted.

    Both are answered alike, and look alike to whoever invited: the one with the link may be trying who is here. The
    link is used up either way."""
    user = User.objects.select_for_update().get(pk=user_id)
    _move_aside_who_never_came(user.stands_for)
    if user.stands_for and queries.is_known(user.stands_for):
        user.set_password(secrets.token_urlsafe(32))
        user.save(update_fields=["password"])
        _audit_own(user, "member.password_for_known_address")
    else:
        _save_first_password(user, password)


@transaction.atomic
def decline_invitation(*, user_id: int, membership_id: int, seen: str) -> None:
    """No to an invitation to one's own address, signed in under it. It is closed, with every role that was shown
    together with it: `seen` is queries.invitation_as_seen, and Stale when there are others by now.

    Refused for anybody else's."""
    user = User.objects.get(pk=user_id)
    waiting = queries.waiting_invitations(email=user.email).filter(pk=membership_id).first()
    if waiting is None:
        raise NotAllowed("invitation.of_another")
    _decline(waiting.user, seen, by=oneself(user.pk, user.name))


@transaction.atomic
def decline_by_link(*, uid: str, token: str, seen: str) -> None:
    """No from whoever was handed the link, without a sign-in: so a refusal does not tell that the address has one."""
    invited = links.user_of_own_invitation(uid, token)
    if invited is None:
        raise NotAllowed("invitation.of_another")
    _decline(invited, seen, by=oneself(invited.pk, invited.name))


def _decline(invited: User, seen: str, *, by: Actor) -> None:
    User.objects.select_for_update().filter(pk=invited.pk).first()  # another role waits its turn
    together = list(Membership.objects.select_for_update().filter(user_id=invited.pk, active=True))
    if queries.invitation_as_seen(together) != seen:
        raise Stale
    for membership in together:
        membership.active = False
        membership.left_on = membership.declined_on = timezone.localdate()
        membership.unit = None  # or the unit could not be closed down for somebody who never came
        membership.save(update_fields=["active", "left_on", "declined_on", "unit"])
        audit.record(actor=by, action="member.decline", target=f"membership:{membership.pk}")
    invited.set_unusable_password()  # the link is dead, and inviting again gives one as if nobody had used it
    invited.save(update_fields=["password"])


def _move_aside_who_never_came(address: str) -> None:
    """Of several invitations to a new address the one that is opened first gets it; the others wait for that one's yes.

    Their links go on working, and nobody has ever signed in by them."""
    first = User.objects.select_for_update().filter(email=address, is_active=True).first() if address else None
    if first is None or links.is_used(first):
        return
    first.stands_for = address
    _call(first, f"{secrets.token_hex(16)}@{NOT_AN_ADDRESS}")
    first.save(update_fields=["email", "stands_for"])
    _audit_own(first, "member.gave_address_to_another")


def _call(user: User, address: str) -> None:
    user.email = address
    EmailAddress.objects.filter(user=user).update(email=address)


def _save_first_password(user: User, password: str) -> None:
    if user.stands_for:  # nobody signs in under it any more, or yet: the invitation becomes a sign-in of its own
        _call(user, user.stands_for)
        user.stands_for = ""
    user.set_password(password)
    user.save(update_fields=["email", "stands_for", "password"])
    _audit_own(user, "member.first_password")


@transaction.atomic
def begin_recovery(*, uid: str, token: str) -> User:
    """Use the link of recovery up: what comes next is the second step, tried a few times in a quarter of an hour.

    Refused when the link does not work any more."""
    found = links.user_of_recovery(uid, token)
    user = User.objects.select_for_update().get(pk=found.pk) if found else None
    if user is None or user.recoveries_begun != found.recoveries_begun:  # type: ignore[union-attr]
        raise NotAllowed("invitation.of_another")
    user.recoveries_begun += 1
    user.save(update_fields=["recoveries_begun"])
    _audit_own(user, "member.recovery_begun")
    return user


@transaction.atomic
def choose_password_again(*, user_id: int, password: str) -> None:
    """Whoever came by a link of recovery and the own second step chooses a password. Ends all other sessions: they
    carry a fingerprint of the old one. The caller has shown both."""
    user = User.objects.select_for_update().get(pk=user_id)
    user.set_password(password)
    user.save(update_fields=["password"])
    _audit_own(user, "member.recovered")


@transaction.atomic
def close_ways_in(*, actor: Actor, email: str, reason: str) -> tuple[str, str]:
    """For somebody whose second step is lost too: forget it, end the password and all sessions, and give the link by
    which the person chooses a password and sets up a second step anew.

    Only for the installation, that knows by other ways than an e-mail who asks; never on a page."""
    if actor.role != SYSTEM_ROLE:
        raise NotAllowed("organisation.only_by_installation")
    user = User.objects.select_for_update().filter(email__iexact=email.strip(), is_active=True).first()
    if user is None or reason not in REASONS:
        raise NotAllowed("member.not_yours")
    gone = Authenticator.objects.filter(user_id=user.pk).delete()[0]
    user.set_unusable_password()
    user.save(update_fields=["password"])
    facts: dict[str, object] = {"reason": reason, "steps": gone}
    audit.record(actor=actor, action="member.close_ways_in", target=f"user:{user.pk}", facts=facts)
    return links.of_installation(user)


def _audit_own(user: User, action: str) -> None:
    audit.record(actor=oneself(user.pk, user.name), action=action, target=f"user:{user.pk}")
