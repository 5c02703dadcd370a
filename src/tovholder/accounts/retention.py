"""What this room deletes when its period is over. Called by the retention step alone, which writes the audit line.

Nothing here knows a period: the step asks for rows and says which of them go."""

from collections import Counter
from collections.abc import Collection, Iterable, Sequence

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX
from django.contrib.sessions.models import Session
from django.db import transaction
from django.db.models import DateField, Exists, Max, OuterRef, ProtectedError, QuerySet, Subquery

from tovholder.accounts.actors import ONESELF
from tovholder.accounts.models import AuditEntry, Membership, PersonalLink, ReadEvent, ReadSubject, SignInCount, User
from tovholder.accounts.readlog import alias
from tovholder.accounts.roles import Role

NOBODY = "–"  # stands where a name was, in every language
_FORGOTTEN = "@forgotten.invalid"


def reads(*, held: Collection[int]) -> QuerySet[ReadEvent]:
    """The log of look-ups, without the events that show somebody whose case is held."""
    held_here = ReadSubject.objects.using(alias()).filter(event_id=OuterRef("pk"), person_id__in=list(held))
    events = ReadEvent.objects.using(alias())
    return events.exclude(Exists(held_here)) if held else events.all()


def forget_reads(ids: list[int]) -> Counter[str]:
    with transaction.atomic(using=alias()):
        return _deleted(ReadEvent.objects.using(alias()).filter(pk__in=ids))


def personal_links() -> QuerySet[PersonalLink]:
    """Links for people without a sign-in, counted from the day they stop working."""
    return PersonalLink.objects.all()


def forget_personal_links(ids: list[int]) -> Counter[str]:
    return _deleted(PersonalLink.objects.filter(pk__in=ids))


def writes(*, held: Collection[int]) -> QuerySet[AuditEntry]:
    """The log of changes, without the lines about somebody whose case is held."""
    kept = AuditEntry.objects.filter(person_id__in=list(held)).values("pk")
    return AuditEntry.objects.exclude(pk__in=kept) if held else AuditEntry.objects.all()


def forget_writes(ids: list[int]) -> Counter[str]:
    return _deleted(AuditEntry.objects.filter(pk__in=ids))


def former_users(*, held: Collection[int]) -> QuerySet[User]:
    """Users who act for nobody any more, with the day the last membership ended. Not those a held case needs named.

    Citizens are no business of it: their sign-in goes with the case."""
    own = Membership.objects.filter(user_id=OuterRef("pk"))
    last = own.order_by().values("user_id").annotate(last=Max("left_on")).values("last")
    wrote = AuditEntry.objects.filter(person_id__in=list(held)).values("membership_id")
    former = User.objects.annotate(left=Subquery(last, output_field=DateField())).filter(left__isnull=False)
    former = former.exclude(Exists(own.filter(active=True))).exclude(Exists(own.filter(role=Role.CITIZEN)))
    former = former.exclude(Exists(own.filter(pk__in=wrote))) if held else former
    return former.exclude(email__endswith=_FORGOTTEN)


def forget_users(ids: list[int]) -> Counter[str]:
    """Pseudonymise: decisions of others point to the membership, so it stays, as a role without a name."""
    gone = _way_in(ids)
    for user in User.objects.filter(pk__in=ids):
        user.name, user.email, user.stands_for = NOBODY, f"{user.pk}{_FORGOTTEN}", ""
        user.is_active, user.last_login = False, None
        user.set_unusable_password()
        user.save(update_fields=["name", "email", "stands_for", "is_active", "last_login", "password"])
        gone["accounts.User"] += 1
    gone["accounts.Membership"] += Membership.objects.filter(user_id__in=ids).update(initials="", phone="", colour=0)
    return gone


def _way_in(user_ids: Iterable[int]) -> Counter[str]:
    own = {"user_id__in": list(user_ids)}
    return _deleted(EmailAddress.objects.filter(**own)) + _deleted(Authenticator.objects.filter(**own))


def unused_invitations() -> QuerySet[Membership]:
    """Members who were invited and have never signed in. Personas of a demo need no password."""
    invited = Membership.objects.filter(active=True, invited_on__isnull=False, user__last_login__isnull=True)
    return invited.filter(user__is_persona=False, user__password__startswith=UNUSABLE_PASSWORD_PREFIX).exclude(
        role=Role.CITIZEN
    )


def forget_invitations(ids: list[int]) -> Counter[str]:
    """Delete the membership, and the user when it was the only one. What work points to is closed instead."""
    gone: Counter[str] = Counter()
    for membership in Membership.objects.filter(pk__in=ids):
        try:
            with transaction.atomic():
                gone += _deleted(Membership.objects.filter(pk=membership.pk))
        except ProtectedError:
            membership.active, membership.left_on = False, membership.invited_on
            membership.save(update_fields=["active", "left_on"])
            gone["accounts.Membership"] += 1
        gone += _users_of_nothing([membership.user_id])
    return gone


def _users_of_nothing(user_ids: Iterable[int]) -> Counter[str]:
    return _deleted(User.objects.filter(pk__in=list(user_ids), memberships__isnull=True))


def forget_citizens(logins: Iterable[tuple[int, int]], *, of_cases: Sequence[int] = ()) -> Counter[str]:
    """End the sign-in of citizens: (user, organisation). The logs keep that a citizen acted, not under which name; nor
    of the sign-in itself, which is written down before anybody acts for an organisation."""
    gone: Counter[str] = Counter()
    AuditEntry.objects.filter(role=ONESELF, person_id__in=of_cases).update(actor_name=NOBODY)
    for user_id, organisation_id in logins:
        own = Membership.objects.filter(user_id=user_id, organisation_id=organisation_id, role=Role.CITIZEN)
        ids = list(own.values_list("pk", flat=True))
        AuditEntry.objects.filter(membership_id__in=ids).update(actor_name=NOBODY)
        ReadEvent.objects.using(alias()).filter(membership_id__in=ids).update(actor_name=NOBODY)
        gone += _deleted(own) + _users_of_nothing([user_id])
    return gone


def sessions() -> QuerySet[Session]:
    return Session.objects.all()


def forget_sessions(ids: list[str]) -> Counter[str]:
    return _deleted(Session.objects.filter(pk__in=ids))


def sign_in_counts() -> QuerySet[SignInCount]:
    return SignInCount.objects.all()


def forget_sign_in_counts(ids: list[str]) -> Counter[str]:
    return _deleted(SignInCount.objects.filter(pk__in=ids))


def _deleted(rows: QuerySet) -> Counter[str]:
    return Counter(rows.delete()[1])
