"""Links for one person and one thing, without a sign-in. Whoever holds one acts under the name it was made for.

The token is 32 random bytes and is shown once; the database keeps its SHA-256. The page behind a link shows nothing
about a citizen that the room has not decided to show there, and says the same to every link that does not work."""

import hashlib
import secrets
from datetime import datetime

from tovholder.accounts import audit
from tovholder.accounts.actors import Actor
from tovholder.accounts.models import PersonalLink

BY_LINK = "link"


class NoSuchLink(Exception):
    """The link is wrong, over, withdrawn or, where it may be used once, used."""


def make(*, purpose: str, target: str, name: str, ends_at: datetime, actor: Actor, now: datetime) -> str:
    """The token of a new link for `name`; those made before for the same purpose and target stop working."""
    withdraw(purpose=purpose, target=target, actor=actor, now=now)
    token = secrets.token_urlsafe(32)
    PersonalLink.objects.create(
        purpose=purpose,
        target=target,
        token_hash=hash_of(token),
        organisation_id=actor.organisation_id,
        name=name,
        made_at=now,
        ends_at=ends_at,
    )
    audit.record(actor=actor, action="link.make", target=target, at=now)
    return token


def opened(token: str, *, purpose: str, now: datetime) -> PersonalLink:
    """The link of a token that still works; the first opening is written down. Raises NoSuchLink."""
    link = (
        PersonalLink.objects.select_related("organisation").filter(purpose=purpose, token_hash=hash_of(token)).first()
    )
    if link is None or link.withdrawn_at is not None or link.ends_at <= now:
        raise NoSuchLink
    if link.opened_at is None:
        PersonalLink.objects.filter(pk=link.pk, opened_at__isnull=True).update(opened_at=now)
        link.opened_at = now
    return link


def use(link: PersonalLink, *, now: datetime) -> None:
    """Mark the link as used. Call it in the transaction of what it was used for."""
    PersonalLink.objects.filter(pk=link.pk).update(used_at=now)


def withdraw(*, purpose: str, target: str, actor: Actor, now: datetime) -> None:
    """Links for the purpose and target stop working."""
    working = PersonalLink.objects.filter(purpose=purpose, target=target, withdrawn_at__isnull=True, ends_at__gt=now)
    if working.update(withdrawn_at=now):
        audit.record(actor=actor, action="link.withdraw", target=target, at=now)


def acting(link: PersonalLink) -> Actor:
    """Whoever holds the link, for the audit: a name, an organisation it was made by, and no membership, so no case."""
    return Actor(
        None, None, link.organisation_id, link.name, link.organisation.name, BY_LINK, BY_LINK, purpose=link.purpose
    )


def hash_of(token: str) -> str:
    """What is kept of a token: 32 random bytes need no salt."""
    return hashlib.sha256(token.encode()).hexdigest()
