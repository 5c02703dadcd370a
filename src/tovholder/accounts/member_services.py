"""Members of an organisation. Nobody makes an account alone: an administrator invites, and hands over a link that works
once. All changes are audited; all may raise NotAllowed."""

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from tovholder.accounts import audit, invitations, links, queries
from tovholder.accounts.actors import SYSTEM_ROLE, Actor
from tovholder.accounts.conflicts import NotAllowed, Stale
from tovholder.accounts.links import Invitation
from tovholder.accounts.models import Membership, Organisation, Unit
from tovholder.accounts.roles import CASE_ROLES, Role, may_hold

_CHANGED = ("role", "unit", "scope", "active", "phone", "reads_health")


def invite(
    *, actor: Actor, organisation_id: int | None, email: str, name: str, role: str, unit_id: int | None = None
) -> Invitation:
    """Make somebody a member, by a link that is shown once and handed over; a colleague gets the role without one.

    Refuses a role the kind of organisation does not have, another organisation's unit and a second membership in the
    same role. Nobody gives themselves a role: that is refused and noted. Whether the address is in use elsewhere, or a
    citizen's, is not told: the invitation is made just the same, and whoever has the address says yes to it.
    """
    require_administrator(actor, organisation_id)
    _refuse_oneself(actor, role, email=email)
    with transaction.atomic():
        _require_lawful(organisation_id, role, unit_id)
        return invitations.create(actor, organisation_id, email, name, role, unit_id)


def _refuse_oneself(actor: Actor, role: str, *, email: str) -> None:
    """An administrator reads no cases, and must not open them alone. Noted outside the write that is refused."""
    if invitations.is_own(actor, email):
        facts: dict[str, object] = {"role": role, "refused": "member.own_role"}
        audit.record(actor=actor, action="member.own_role_refused", facts=facts)
        raise NotAllowed("member.own_role")


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
        return invitations.recovery(actor, membership)
    _require_first_inviter(membership)
    if user.last_login is not None:
        raise NotAllowed("member.no_second_step")
    invitations.end_links(user)
    invitations.count_from_today(membership)
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
    phone: str,
) -> Membership:
    """Change a member's role, unit, reach and telephone, or close it. `seen` is queries.state_of as it was shown.

    Takes effect at the member's next page. Refuses to leave the organisation without an administrator, and to give
    oneself anything: of one's own one may only close a membership and move to another unit.
    """
    _refuse_more_for_oneself(actor, membership_id, (role, scope, active))
    with transaction.atomic():
        return _changed(actor, membership_id, seen, role, unit_id, scope, active, phone.strip())


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
    phone: str,
) -> Membership:
    membership = _own_membership(actor, membership_id)
    if queries.state_of(membership) != seen:
        raise Stale
    _require_lawful(membership.organisation_id, role, unit_id)
    stays = active and role == Role.ADMINISTRATOR
    if membership.role == Role.ADMINISTRATOR and membership.active and not stays:
        _require_another_administrator(membership)
    if membership.active != active:
        _opened_or_closed(membership, actor, active)
    membership.role, membership.unit_id, membership.scope = role, unit_id, scope
    membership.active, membership.phone = active, phone
    # The right to health goes with the task it was given for, and is given anew or not at all.
    membership.reads_health = membership.reads_health and active and role in CASE_ROLES
    membership.save(update_fields=[*_CHANGED, "left_on", "declined_on", "opened_at", "opened_by"])
    facts: dict[str, object] = {"role": role, "scope": scope, "active": active}
    audit.record(actor=actor, action="member.change", target=f"membership:{membership.pk}", facts=facts)
    return membership


def _opened_or_closed(membership: Membership, actor: Actor, active: bool) -> None:
    """Who opened it again stands beside it, as who invited did: colleagues look for it there."""
    membership.left_on, membership.declined_on = None if active else timezone.localdate(), None
    if active:
        membership.opened_at, membership.opened_by_id = timezone.now(), actor.membership_id


def require_administrator(actor: Actor, organisation_id: int | None) -> None:
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
    """All of them under lock: two who close each other at once would leave none."""
    all_of_it = Membership.objects.filter(organisation_id=membership.organisation_id, role=Role.ADMINISTRATOR)
    there = all_of_it.filter(active=True).select_for_update(of=("self",)).order_by("pk")
    if {each.pk for each in there} <= {membership.pk}:
        raise NotAllowed("member.last_administrator")


def _own_membership(actor: Actor, membership_id: int) -> Membership:
    membership = queries.members(actor=actor).select_for_update(of=("self",)).filter(pk=membership_id).first()
    if membership is None:
        raise NotAllowed("member.not_yours")
    return membership
