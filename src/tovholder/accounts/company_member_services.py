"""Who signs in for a company: let in by the municipality's company staff, who know the person, and closed by them.

All changes are audited; all may raise NotAllowed. Whether the actor reaches that company the caller has asked."""

from django.db import transaction
from django.utils import timezone

from tovholder.accounts import audit, invitations, links
from tovholder.accounts.actors import SYSTEM_ROLE, Actor
from tovholder.accounts.conflicts import NotAllowed
from tovholder.accounts.links import Invitation
from tovholder.accounts.models import Membership, Organisation
from tovholder.accounts.roles import COMPANY_STAFF, OrganisationKind, Role


@transaction.atomic
def invite_company_contact(*, actor: Actor, organisation_id: int, email: str, name: str) -> Invitation:
    """Let somebody at a company sign in for it, and see its orders and nothing else. No other role can be given so.

    For company staff of a municipality, who know the person at the company; whether they reach that company the
    caller has asked. Somebody who was invited before and never chose a password gets a fresh link; somebody whose
    sign-in was closed is let in again."""
    _require_company_staff(actor, organisation_id)
    if invitations.is_own(actor, email):
        raise NotAllowed("member.address_in_use")
    own = invitations.of_address(email).filter(organisation_id=organisation_id, role=Role.COMPANY_CONTACT)
    found = own.select_for_update(of=("self",)).first()
    if found is not None and not found.active:
        return _let_in_again(actor, found, name)
    if found is None or not invitations.only_the_link_leads_in(found):
        return invitations.create(actor, organisation_id, email, name, Role.COMPANY_CONTACT, None)
    invitations.name_anew(found, name)
    invitations.count_from_today(found)
    audit.record(actor=actor, action="member.new_link", target=f"membership:{found.pk}")
    return Invitation(found.pk, links.invitation(found.user))


@transaction.atomic
def recover_company_contact(*, actor: Actor, organisation_id: int, membership_id: int) -> Invitation:
    """A link for somebody at a company who has forgotten the password. The caller has asked who serves the company.

    Of use only together with the account's own second step; nothing changes before that is shown."""
    _require_company_staff(actor, organisation_id)
    own = Membership.objects.filter(organisation_id=organisation_id, active=True).select_related("user")
    membership = own.filter(pk=membership_id).first()
    if membership is None:
        raise NotAllowed("member.not_yours")
    return invitations.recovery(actor, membership)


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


def _let_in_again(actor: Actor, membership: Membership, name: str) -> Invitation:
    """Open the closed sign-in again; whoever has used it signs in with what they have.

    A link only for an account nobody has ever used: any other would hand a password and a second step that work to
    whoever let the person in. Refused under another name: a mailbox that was passed on would sign with the name of the
    one who left."""
    user = membership.user
    if user.name.casefold().split() != name.casefold().split():
        raise NotAllowed("member.mail_of_another", name=user.name)
    membership.active, membership.opened_at, membership.opened_by_id = True, timezone.now(), actor.membership_id
    membership.left_on, membership.declined_on, membership.invited_on = None, None, timezone.localdate()
    membership.save(update_fields=["active", "opened_at", "opened_by", "left_on", "declined_on", "invited_on"])
    audit.record(actor=actor, action="member.let_in_again", target=f"membership:{membership.pk}")
    if not invitations.only_the_link_leads_in(membership):
        return Invitation(membership.pk, None)
    invitations.end_links(user)
    return Invitation(membership.pk, links.invitation(user))
