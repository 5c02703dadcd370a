"""Reads of users, memberships and the two logs."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from allauth.mfa.models import Authenticator
from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX
from django.db.models import Count, Exists, F, Max, Min, OuterRef, Q, QuerySet, Subquery
from django.db.models.fields.reverse_related import ForeignObjectRel
from django.db.models.functions import Coalesce, TruncDate
from django.utils import timezone

from tovholder.accounts import links
from tovholder.accounts.actors import SYSTEM_ROLE, Actor
from tovholder.accounts.kept_questions import kept
from tovholder.accounts.models import (
    AuditEntry,
    Installation,
    Membership,
    Organisation,
    PartnershipMember,
    ReadSubject,
    Unit,
    User,
)
from tovholder.accounts.readlog import alias
from tovholder.accounts.roles import COMPANY_STAFF, OrganisationKind, Role


def memberships_of(user_id: int) -> list[Membership]:
    """The active memberships of a user that count, with organisation.

    Asked by every request: few rows and a plain question, sorted out here.

    Nobody acts for a company who does other work here, or has a case, under the same address: a consultant would read
    along, and whoever lets a contact in is not told who works where."""
    own = _active_of.rows(user_id=user_id)
    # A mentor of the company may be its contact.
    does_other_work = any(each.organisation.kind != OrganisationKind.COMPANY for each in own)
    return [each for each in own if each.role != Role.COMPANY_CONTACT or not does_other_work]


@kept()
def _active_of(*, user_id: int) -> QuerySet[Membership]:
    rows = Membership.objects.filter(user_id=user_id, active=True).select_related("organisation", "user")
    return rows.order_by("id")


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
        reads_health=membership.reads_health,
    )


def invitation(uid: str, token: str) -> list[Membership]:
    """All that somebody who holds the link is invited as. One yes covers them, so all of them are shown with it."""
    user = links.user_of_invitation(uid, token)
    found = Membership.objects.filter(user=user, active=True) if user else Membership.objects.none()
    return list(found.select_related("organisation", "user").order_by("pk"))


def invitation_as_seen(invited: Iterable[Membership]) -> str:
    """What somebody saw of an invitation, so that the answer covers that and nothing that came in between."""
    return " ".join(sorted(f"{each.pk}:{each.role}" for each in invited))


def waiting_invitations(*, email: str) -> QuerySet[Membership]:
    """Invitations to the address of somebody who signs in here and has not answered them.

    For the one who has signed in under the address, and nobody else."""
    waiting = Membership.objects.filter(user__stands_for=email.lower(), user__stands_for__gt="", active=True)
    return waiting.select_related("organisation", "user").order_by("user_id", "pk")


def tried_invitations(*, email: str) -> QuerySet[Membership]:
    """Those of the waiting for which whoever had the link chose a password."""
    return waiting_invitations(email=email).exclude(user__password__startswith=UNUSABLE_PASSWORD_PREFIX)


def is_known(email: str) -> bool:
    """Whether somebody signs in under this address. Told to nobody but whoever signs in with it."""
    return User.objects.filter(email__iexact=email).exists()


def colleagues(*, actor: Actor) -> QuerySet[Membership]:
    """Members of the actor's own organisation."""
    return (
        Membership.objects.filter(organisation_id=actor.organisation_id, active=True)
        .select_related("user")
        .order_by("user__name")
    )


def departed(*, actor: Actor, ids: Collection[int]) -> QuerySet[Membership]:
    """Those of these who were members of the actor's own organisation and have stopped."""
    found = Membership.objects.filter(organisation_id=actor.organisation_id, active=False, pk__in=ids)
    return found.select_related("user").order_by("user__name")


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
    """Organisations in a partnership with the actor's own today, and the own one."""
    return together_with(actor.organisation_id, on=timezone.localdate())


def together_with(organisation_id: int | None, *, on: date) -> QuerySet[Organisation]:
    """Organisations that take part in one partnership with this one on the day, itself among them when it is in any."""
    partners = _partners(on)
    circles = partners.filter(organisation_id=organisation_id).values("partnership_id")
    return Organisation.objects.filter(pk__in=partners.filter(partnership__in=circles).values("organisation_id"))


def partnerships(*, on: date) -> list[frozenset[int]]:
    """Who takes part in each partnership on the day, by organisation."""
    circles: dict[int, set[int]] = defaultdict(set)
    for partnership_id, organisation_id in _partners(on).values_list("partnership_id", "organisation_id"):
        circles[partnership_id].add(organisation_id)
    return [frozenset(circle) for circle in circles.values()]


def partnerships_changed_at() -> datetime | None:
    """When somebody last joined or left a partnership, as far as that was noted."""
    found: datetime | None = PartnershipMember.objects.aggregate(last=Max("changed_at"))["last"]
    return found


def _partners(on: date) -> QuerySet[PartnershipMember]:
    begun = Q(starts_on__isnull=True) | Q(starts_on__lte=on)
    return PartnershipMember.objects.filter(begun, Q(ends_before__isnull=True) | Q(ends_before__gt=on))


def municipalities() -> QuerySet[Organisation]:
    """All municipalities of the installation, for commands that act for one of them."""
    return Organisation.objects.filter(kind="municipality").order_by("name")


def is_any_organisation() -> bool:
    """Whether anybody has been let in yet, for the command that serves a new installation."""
    return Organisation.objects.exists()


def installation_kind() -> str | None:
    row = Installation.objects.first()
    return row.kind if row else None


def reads_of_person(person_id: int, *, drafts: Collection[int] = ()) -> QuerySet[ReadSubject]:
    """Who has read a person's case, newest first, and the handovers (`drafts`) it was told in before it was a case. The
    caller has shown that the reader may know."""
    told = ReadSubject.objects.using(alias()).filter(person_id__in=[person_id, *(-number for number in drafts)])
    return told.select_related("event").order_by("-event__at")


@dataclass(frozen=True)
class LooksOfDay:
    """How often one reader looked at somebody on one day."""

    day: date
    organisation_id: int | None
    organisation_name: str
    role: str
    actor_name: str
    allowed: bool
    first: datetime
    last: datetime
    times: int

    @property
    def key(self) -> tuple[Any, ...]:
        return tuple(getattr(self, name) for name in ("day", *_READER))


_READER = ("organisation_id", "organisation_name", "role", "actor_name", "allowed")
_OF_DAY = {"day": TruncDate("event__at"), **{name: F(f"event__{name}") for name in _READER}}


def looks_by_day(person_id: int, *, but: int | None, drafts: Collection[int] = ()) -> list[LooksOfDay]:
    """The looks at somebody by day and reader, newest first, without those of one user. The caller has shown that the
    reader may know."""
    found = reads_of_person(person_id, drafts=drafts).exclude(event__user_id=but).order_by().values(**_OF_DAY)
    counted = found.annotate(first=Min("event__at"), last=Max("event__at"), times=Count("event_id", distinct=True))
    rows: Any = counted.order_by("-last", "actor_name")
    return [LooksOfDay(**row) for row in rows]


def seen_in(
    rows: Sequence[LooksOfDay], person_id: int, drafts: Collection[int] = ()
) -> list[tuple[tuple[Any, ...], str, str]]:
    """(key of the row, purpose, how much was shown) of these rows: each once."""
    if not rows:
        return []
    span = (min(row.first for row in rows), max(row.last for row in rows))
    found = reads_of_person(person_id, drafts=drafts).filter(event__at__range=span).order_by().values(**_OF_DAY)
    told = found.values_list("day", *_READER, "event__purpose", "fields").distinct()
    return [(tuple(each[:-2]), each[-2], each[-1]) for each in told]


def organisations_that_name_readers() -> frozenset[int]:
    """Each organisation decides for its own staff: no switch of a municipality tells the names of another's."""
    return frozenset(Organisation.objects.filter(shows_reader_names=True).values_list("pk", flat=True))


def writes_about_person(person_id: int) -> QuerySet[AuditEntry]:
    return AuditEntry.objects.filter(person_id=person_id).order_by("-at")


def members(*, actor: Actor) -> QuerySet[Membership]:
    """Members of the organisation the actor administers, closed memberships too. Citizens are no business of it."""
    if not actor.may(Role.ADMINISTRATOR):
        return Membership.objects.none()
    own = Membership.objects.filter(organisation_id=actor.organisation_id).exclude(role=Role.CITIZEN)
    return own.select_related("user", "unit", "organisation", "opened_by__user")


def units(*, actor: Actor) -> QuerySet[Unit]:
    """The units of the actor's own organisation."""
    return Unit.objects.filter(organisation_id=actor.organisation_id).order_by("name")


def units_with_members(*, actor: Actor) -> QuerySet[Unit, Unit]:
    """The units of the organisation the actor administers, each with `open_members`: how many it has now."""
    if not actor.may(Role.ADMINISTRATOR):
        return Unit.objects.none()
    there = Membership.objects.filter(unit_id=OuterRef("pk"), active=True).order_by().values("unit_id")
    counted = Subquery(there.annotate(n=Count("pk")).values("n"))
    return units(actor=actor).annotate(open_members=Coalesce(counted, 0))


def unit_is_in_use(unit: Unit) -> bool:
    """Whether anything at all hangs on it, of whatever room: the models are asked, so that none is forgotten."""
    return any(
        relation.related_model._base_manager.filter(**{relation.field.name: unit}).exists()
        for relation in Unit._meta.get_fields(include_hidden=True)
        if isinstance(relation, ForeignObjectRel)
    )


def members_of_unit(unit: Unit) -> int:
    """How many memberships belong to it, closed ones too: they keep it."""
    return Membership.objects.filter(unit=unit).count()


def unit_as_seen(unit: Unit) -> str:
    """What an administrator saw of a unit, to find out whether somebody else changed it meanwhile."""
    return f"{unit.field}|{unit.name}"


def state_of(membership: Membership) -> str:
    """What an administrator saw of a membership, to find out whether somebody else changed it meanwhile."""
    parts = (membership.role, membership.unit_id, membership.scope, membership.active, membership.phone)
    return "|".join(map(str, parts))


def own_organisation(*, actor: Actor) -> Organisation:
    """The organisation the actor acts for."""
    return Organisation.objects.get(pk=actor.organisation_id)
