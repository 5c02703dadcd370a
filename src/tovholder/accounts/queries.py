"""Reads of users, memberships and the two logs."""

from allauth.mfa.models import Authenticator
from django.db.models import Exists, OuterRef, QuerySet

from tovholder.accounts.actors import SYSTEM_ROLE, Actor
from tovholder.accounts.models import AuditEntry, Installation, Membership, Organisation, ReadSubject, Unit
from tovholder.accounts.readlog import alias
from tovholder.accounts.roles import COMPANY_STAFF, OrganisationKind, Role


def memberships_of(user_id: int) -> QuerySet[Membership]:
    """The active memberships of a user, with organisation."""
    return Membership.objects.filter(user_id=user_id, active=True).select_related("organisation", "user").order_by("id")


def personas() -> QuerySet[Membership]:
    """The memberships one may sign in as in a demo."""
    return Membership.objects.filter(user__is_persona=True, active=True).select_related("user", "organisation")


def actor_of(membership: Membership) -> Actor:
    organisation = membership.organisation
    return Actor(
        user_id=membership.user_id,
        membership_id=membership.pk,
        organisation_id=organisation.pk,
        name=membership.user.name,
        organisation_name=organisation.name,
        role=membership.role,
        kind=organisation.kind,
        municipality_code=organisation.municipality_code,
        unit_id=membership.unit_id,
        scope=membership.scope,
        sees_health=membership.sees_health,
    )


def colleagues(*, actor: Actor) -> QuerySet[Membership]:
    """Members of the actor's own organisation."""
    return (
        Membership.objects.filter(organisation_id=actor.organisation_id, active=True)
        .select_related("user")
        .order_by("user__name")
    )


def sign_ins_at_company(*, actor: Actor, organisation_id: int | None) -> QuerySet[Membership]:
    """Who can sign in for a company: for company staff, and for those who can themselves. The caller has shown that
    the actor reaches the company. Each has `second_step`: whether a code or a passkey guards the sign-in."""
    staff = actor.role == SYSTEM_ROLE or (actor.kind == OrganisationKind.MUNICIPALITY and actor.may(*COMPANY_STAFF))
    if organisation_id is None or not (staff or actor.organisation_id == organisation_id):
        return Membership.objects.none()
    found = Membership.objects.filter(organisation_id=organisation_id, active=True)
    found = found.filter(organisation__kind=OrganisationKind.COMPANY)
    steps = Authenticator.objects.filter(user_id=OuterRef("user_id")).exclude(type=Authenticator.Type.RECOVERY_CODES)
    shown = found.annotate(second_step=Exists(steps)).select_related("user", "opened_by__user")
    return shown.order_by("user__name", "pk")


def partner_organisations(*, actor: Actor) -> QuerySet[Organisation]:
    """Organisations in a partnership with the actor's own, and the own one."""
    return Organisation.objects.filter(partnerships__organisations=actor.organisation_id).distinct()


def municipalities() -> QuerySet[Organisation]:
    """All municipalities of the installation, for commands that act for one of them."""
    return Organisation.objects.filter(kind="municipality").order_by("name")


def is_any_organisation() -> bool:
    """Whether anybody has been let in yet, for the command that serves a new installation."""
    return Organisation.objects.exists()


def installation_kind() -> str | None:
    row = Installation.objects.first()
    return row.kind if row else None


def reads_of_person(person_id: int) -> QuerySet[ReadSubject]:
    """Who has read a person's case, newest first. The caller has shown that the reader may know."""
    return ReadSubject.objects.using(alias()).filter(person_id=person_id).select_related("event").order_by("-event__at")


def writes_about_person(person_id: int) -> QuerySet[AuditEntry]:
    return AuditEntry.objects.filter(person_id=person_id).order_by("-at")


def members(*, actor: Actor) -> QuerySet[Membership]:
    """Members of the organisation the actor administers, closed memberships too. Citizens are no business of it."""
    if not actor.may(Role.ADMINISTRATOR):
        return Membership.objects.none()
    own = Membership.objects.filter(organisation_id=actor.organisation_id).exclude(role=Role.CITIZEN)
    return own.select_related("user", "unit", "organisation")


def units(*, actor: Actor) -> QuerySet[Unit]:
    """The units of the actor's own organisation."""
    return Unit.objects.filter(organisation_id=actor.organisation_id).order_by("name")


def state_of(membership: Membership) -> str:
    """What an administrator saw of a membership, to find out whether somebody else changed it meanwhile."""
    parts = (membership.role, membership.unit_id, membership.scope, membership.sees_health, membership.active)
    return "|".join(map(str, parts))
