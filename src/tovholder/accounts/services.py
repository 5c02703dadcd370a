"""Organisations, their units and their members. Nobody makes an account alone: an administrator invites, and hands over
a link that works once. All changes are audited; all may raise NotAllowed."""

import secrets
from datetime import date, datetime

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from tovholder.accounts import audit, links, queries
from tovholder.accounts.actors import SYSTEM_ROLE, Actor
from tovholder.accounts.conflicts import NotAllowed, Stale
from tovholder.accounts.links import Invitation
from tovholder.accounts.models import (
    NOT_AN_ADDRESS,
    Membership,
    Organisation,
    Partnership,
    PartnershipMember,
    Unit,
    User,
)
from tovholder.accounts.roles import COMPANY_STAFF, OrganisationKind, Role, may_hold


@transaction.atomic
def create_organisation(*, actor: Actor, kind: str, name: str, municipality_code: str = "") -> Organisation:
    """A new organisation. Only for the installation's own runs: nobody in the pages may make one."""
    if actor.role != SYSTEM_ROLE:
        raise NotAllowed("organisation.only_by_installation")
    made = Organisation.objects.create(kind=kind, name=name, municipality_code=municipality_code)
    audit.record(actor=actor, action="organisation.create", target=f"organisation:{made.pk}")
    return made


@transaction.atomic
def join_partnership(*, actor: Actor, name: str, organisation_ids: list[int], on: date, now: datetime) -> Partnership:
    """Let organisations recruit together from a day on; the partnership is made when there is none of that name.

    Who takes part already goes on as before; who has left comes back. Only for the installation's own runs: who may
    see whom pseudonymously hangs on it."""
    if actor.role != SYSTEM_ROLE:
        raise NotAllowed("organisation.only_by_installation")
    partnership, _ = Partnership.objects.get_or_create(name=name)
    going_on = partnership.members.filter(ends_before__isnull=True).values_list("organisation_id", flat=True)
    for organisation_id in set(organisation_ids) - set(going_on):
        PartnershipMember.objects.update_or_create(
            partnership=partnership,
            organisation_id=organisation_id,
            defaults={"starts_on": on, "ends_before": None, "changed_at": now},
        )
    _audit_partners(actor, "partnership.join", partnership, organisation_ids, on)
    return partnership


@transaction.atomic
def leave_partnership(
    *, actor: Actor, name: str, organisation_ids: list[int], ends_before: date, now: datetime
) -> Partnership:
    """Let organisations leave: from `ends_before` on nobody new is listed, seen or proposed across.

    What citizen and caseworker have both accepted by then goes on to its end. Refused for who does not take part."""
    if actor.role != SYSTEM_ROLE:
        raise NotAllowed("organisation.only_by_installation")
    partnership = Partnership.objects.filter(name=name).first()
    leaving = PartnershipMember.objects.filter(partnership=partnership, organisation_id__in=organisation_ids)
    if partnership is None or leaving.count() != len(set(organisation_ids)):
        raise NotAllowed("organisation.not_in_partnership")
    for member in leaving:
        # Somebody who leaves before the first day was never there.
        member.starts_on = min(member.starts_on, ends_before) if member.starts_on else None
        member.ends_before, member.changed_at = ends_before, now
        member.save(update_fields=["starts_on", "ends_before", "changed_at"])
    _audit_partners(actor, "partnership.leave", partnership, organisation_ids, ends_before)
    return partnership


def _audit_partners(actor: Actor, action: str, partnership: Partnership, ids: list[int], on: date) -> None:
    facts: dict[str, object] = {"organisations": ids, "on": on.isoformat()}
    audit.record(actor=actor, action=action, target=f"partnership:{partnership.pk}", facts=facts)


@transaction.atomic
def create_unit(*, actor: Actor, organisation_id: int, name: str, field: str) -> Unit:
    """A new unit of the actor's own organisation."""
    _require_administrator(actor, organisation_id)
    made = Unit.objects.create(organisation_id=organisation_id, name=name, field=field)
    audit.record(actor=actor, action="unit.create", target=f"unit:{made.pk}")
    return made


def invite(
    *, actor: Actor, organisation_id: int | None, email: str, name: str, role: str, unit_id: int | None = None
) -> Invitation:
    """Make somebody a member, by a link that is shown once and handed over; a colleague gets the role without one.

    Refuses a role the kind of organisation does not have, another organisation's unit and a second membership in the
    same role. Nobody gives themselves a role: that is refused and noted. Whether the address is in use elsewhere, or a
    citizen's, is not told: the invitation is made just the same, and whoever has the address says yes to it.
    """
    _require_administrator(actor, organisation_id)
    _refuse_oneself(actor, role, email=email)
    with transaction.atomic():
        _require_lawful(organisation_id, role, unit_id)
        return _invited(actor, organisation_id, email, name, role, unit_id)


def _refuse_oneself(actor: Actor, role: str, *, email: str) -> None:
    """An administrator reads no cases, and must not open them alone. Noted outside the write that is refused."""
    if _is_own(actor, email):
        facts: dict[str, object] = {"role": role, "refused": "member.own_role"}
        audit.record(actor=actor, action="member.own_role_refused", facts=facts)
        raise NotAllowed("member.own_role")


@transaction.atomic
def invite_company_contact(*, actor: Actor, organisation_id: int, email: str, name: str) -> Invitation:
    """Let somebody at a company sign in for it, and see its orders and nothing else. No other role can be given so.

    For company staff of a municipality, who know the person at the company; whether they reach that company the
    caller has asked. Somebody who was invited before and never chose a password gets a fresh link; somebody whose
    sign-in was closed is let in again."""
    _require_company_staff(actor, organisation_id)
    if _is_own(actor, email):
        raise NotAllowed("member.address_in_use")
    own = _of_address(email).filter(organisation_id=organisation_id, role=Role.COMPANY_CONTACT)
    found = own.select_for_update(of=("self",)).first()
    if found is not None and not found.active:
        return _let_in_again(actor, found, name)
    if found is None or not _only_the_link_leads_in(found):
        return _invited(actor, organisation_id, email, name, Role.COMPANY_CONTACT, None)
    _name_anew(found, name)
    _invited_today(found)
    audit.record(actor=actor, action="member.new_link", target=f"membership:{found.pk}")
    return Invitation(found.pk, links.invitation(found.user))


def _name_anew(membership: Membership, name: str) -> None:
    """The newest name stands while nobody has signed in: the first may have been written wrongly."""
    user = membership.user
    if user.name == name.strip():
        return
    user.name, membership.initials = name.strip(), _initials(name)
    user.save(update_fields=["name"])
    membership.save(update_fields=["initials"])


@transaction.atomic
def recover_company_contact(*, actor: Actor, organisation_id: int, membership_id: int) -> Invitation:
    """A link for somebody at a company who has forgotten the password. The caller has asked who serves the company.

    Of use only together with the account's own second step; nothing changes before that is shown."""
    _require_company_staff(actor, organisation_id)
    own = Membership.objects.filter(organisation_id=organisation_id, active=True).select_related("user")
    membership = own.filter(pk=membership_id).first()
    if membership is None:
        raise NotAllowed("member.not_yours")
    return _recovery(actor, membership)


def _recovery(actor: Actor, membership: Membership) -> Invitation:
    if not links.has_second_step(membership.user):
        raise NotAllowed("member.no_second_step")
    audit.record(actor=actor, action="member.recovery_link", target=f"membership:{membership.pk}")
    return Invitation(membership.pk, links.recovery(membership.user), recovers=True, name=membership.user.name)


@transaction.atomic
def close_company_sign_in(*, actor: Actor, organisation_id: int, membership_id: int, why: str) -> bool:
    """Somebody may no longer act for a company, from the next page on. Whether there was anything left to close.

    Nothing is deleted: what the person wrote stays, and inviting the person again undoes it."""
    _require_company_staff(actor, organisation_id)
    own = Membership.objects.filter(organisation_id=organisation_id).select_for_update()
    membership = own.filter(pk=membership_id).first()
    if membership is None:
        raise NotAllowed("member.not_yours")
    if not membership.active:
        return False
    membership.active, membership.left_on = False, timezone.localdate()
    membership.save(update_fields=["active", "left_on"])
    audit.record(actor=actor, action="member.close", target=f"membership:{membership.pk}", facts={"why": why})
    return True


def _require_company_staff(actor: Actor, organisation_id: int) -> None:
    may = actor.kind == OrganisationKind.MUNICIPALITY and actor.may(*COMPANY_STAFF)
    company = Organisation.objects.filter(pk=organisation_id, kind=OrganisationKind.COMPANY)
    if not (may or actor.role == SYSTEM_ROLE) or not company.exists():
        raise NotAllowed("member.only_by_administrator")


def _is_own(actor: Actor, email: str) -> bool:
    return actor.user_id is not None and User.objects.filter(pk=actor.user_id, email__iexact=email.strip()).exists()


def _of_address(email: str) -> QuerySet[Membership]:
    """Memberships of whoever has the address, and invitations to it that nobody has said yes to."""
    address = email.strip()
    found = Membership.objects.filter(Q(user__email__iexact=address) | Q(user__stands_for__iexact=address))
    return found.select_related("user").order_by("user__stands_for", "pk")


def _only_the_link_leads_in(membership: Membership) -> bool:
    """Nobody has ever used the account: no password, no second step, no sign-in, and no work for others."""
    user = membership.user
    used = user.has_usable_password() or user.last_login is not None
    return not (used or _is_elsewhere(membership) or Authenticator.objects.filter(user_id=user.pk).exists())


def _is_elsewhere(membership: Membership) -> bool:
    """A user who works for others too gets no new link: it would open the others' cases to whoever holds it."""
    others = Membership.objects.filter(user_id=membership.user_id)
    return others.exclude(organisation_id=membership.organisation_id).exists()


def _let_in_again(actor: Actor, membership: Membership, name: str) -> Invitation:
    """Open the closed sign-in again; whoever has used it signs in with what they have.

    A link only for an account nobody has ever used: any other would hand a password and a second step that work to
    whoever let the person in. Refused under another name: a mailbox that was passed on would sign with the name of the
    one who left."""
    user = membership.user
    if user.name.casefold().split() != name.casefold().split():
        raise NotAllowed("member.mail_of_another", name=user.name)
    membership.active, membership.opened_at, membership.opened_by_id = True, timezone.now(), actor.membership_id
    membership.left_on, membership.invited_on = None, timezone.localdate()
    membership.save(update_fields=["active", "opened_at", "opened_by", "left_on", "invited_on"])
    audit.record(actor=actor, action="member.let_in_again", target=f"membership:{membership.pk}")
    if not _only_the_link_leads_in(membership):
        return Invitation(membership.pk, None)
    _end_links(user)
    return Invitation(membership.pk, links.invitation(user))


def _end_links(user: User) -> None:
    """The links made before carry a fingerprint of the password that was none."""
    user.set_unusable_password()
    user.save(update_fields=["password"])


def _invited(
    actor: Actor, organisation_id: int | None, email: str, name: str, role: str, unit_id: int | None
) -> Invitation:
    if _of_address(email).filter(organisation_id=organisation_id, role=role).exists():
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
    return Invitation(membership.pk, links.invitation(user) if made else None)


@transaction.atomic
def new_link(*, actor: Actor, membership_id: int) -> Invitation:
    """A link for a member who cannot sign in.

    An account with a second step gets a link of recovery: whoever makes it can do nothing with it. An account nobody
    ever signed in to gets a new invitation, only from the organisation that invited first and while the user works
    nowhere else. Any other has lost all that could prove who asks, and is the installation's to open.
    """
    membership = _own_membership(actor, membership_id)
    user = membership.user
    if not membership.active:
        raise NotAllowed("member.closed")
    if links.has_second_step(user):
        return _recovery(actor, membership)
    _require_first_inviter(membership)
    if user.last_login is not None:
        raise NotAllowed("member.no_second_step")
    _end_links(user)
    _invited_today(membership)
    audit.record(actor=actor, action="member.new_link", target=f"membership:{membership.pk}")
    return Invitation(membership.pk, links.invitation(user))


def _require_first_inviter(membership: Membership) -> None:
    others = Membership.objects.filter(user_id=membership.user_id, active=True).exclude(pk=membership.pk)
    if others.filter(~Q(organisation_id=membership.organisation_id) | Q(role=Role.CITIZEN)).exists():
        raise NotAllowed("member.works_elsewhere")
    first = Membership.objects.filter(user_id=membership.user_id).order_by("pk").first()
    if first is None or first.organisation_id != membership.organisation_id:
        raise NotAllowed("member.invited_elsewhere")


def change_member(
    *,
    actor: Actor,
    membership_id: int,
    seen: str,
    role: str,
    unit_id: int | None,
    scope: str,
    active: bool,
) -> Membership:
    """Change a member's role, unit and reach, or close the membership. `seen` is queries.state_of as it was shown.

    Takes effect at the member's next page. Refuses to leave the organisation without an administrator, and to give
    oneself anything: of one's own one may only close a membership and move to another unit.
    """
    _refuse_more_for_oneself(actor, membership_id, (role, scope, active))
    with transaction.atomic():
        return _changed(actor, membership_id, seen, role, unit_id, scope, active)


def _refuse_more_for_oneself(actor: Actor, membership_id: int, asked: tuple[str, str, bool]) -> None:
    own = Membership.objects.filter(pk=membership_id, user_id=actor.user_id).select_related("user").first()
    if own is None:
        return
    role, scope, active = asked
    same = (role, scope) == (own.role, own.scope)
    if not same or (active and not own.active):
        _refuse_oneself(actor, role, email=own.user.email)


def _changed(
    actor: Actor,
    membership_id: int,
    seen: str,
    role: str,
    unit_id: int | None,
    scope: str,
    active: bool,
) -> Membership:
    membership = _own_membership(actor, membership_id)
    if queries.state_of(membership) != seen:
        raise Stale
    _require_lawful(membership.organisation_id, role, unit_id)
    stays = active and role == Role.ADMINISTRATOR
    if membership.role == Role.ADMINISTRATOR and membership.active and not stays:
        _require_another_administrator(membership)
    if membership.active != active:
        membership.left_on = None if active else timezone.localdate()
    membership.role, membership.unit_id, membership.scope = role, unit_id, scope
    membership.active = active
    membership.save(update_fields=["role", "unit", "scope", "active", "left_on"])
    facts: dict[str, object] = {"role": role, "scope": scope, "active": active}
    audit.record(actor=actor, action="member.change", target=f"membership:{membership.pk}", facts=facts)
    return membership


def _invited_today(membership: Membership) -> None:
    membership.invited_on = timezone.localdate()
    membership.save(update_fields=["invited_on"])


def _require_administrator(actor: Actor, organisation_id: int | None) -> None:
    own = actor.may(Role.ADMINISTRATOR) and actor.organisation_id == organisation_id
    if not own and actor.role != SYSTEM_ROLE:
        raise NotAllowed("member.only_by_administrator")


def _require_lawful(organisation_id: int | None, role: str, unit_id: int | None) -> None:
    organisation = Organisation.objects.get(pk=organisation_id)
    # A citizen's sign-in is tied to a case: the case's own pages make it, not the list of members.
    if role == Role.CITIZEN or not may_hold(organisation.kind, role):
        raise NotAllowed("member.role_not_of_kind", role=role, kind=organisation.kind)
    if unit_id is not None and not Unit.objects.filter(pk=unit_id, organisation=organisation).exists():
        raise NotAllowed("member.unit_of_another")


def _require_another_administrator(membership: Membership) -> None:
    others = Membership.objects.filter(
        organisation_id=membership.organisation_id, role=Role.ADMINISTRATOR, active=True
    ).exclude(pk=membership.pk)
    if not others.exists():
        raise NotAllowed("member.last_administrator")


def _own_membership(actor: Actor, membership_id: int) -> Membership:
    membership = queries.members(actor=actor).select_for_update(of=("self",)).filter(pk=membership_id).first()
    if membership is None:
        raise NotAllowed("member.not_yours")
    return membership


def _user(actor: Actor, organisation_id: int | None, email: str, name: str) -> tuple[User, bool]:
    """The user a new membership hangs on, and whether it was made now.

    A colleague here is that one. Anybody else gets a row of their own, also when the address is known elsewhere: the
    same writes, the same link, and nothing of the account that is there is touched."""
    here = _of_address(email).filter(organisation_id=organisation_id, active=True).exclude(role=Role.CITIZEN).first()
    if here is not None:
        if _only_the_link_leads_in(here):
            _name_anew(here, name)
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


def _initials(name: str) -> str:
    return "".join(word[0] for word in name.split()[:3]).upper()
