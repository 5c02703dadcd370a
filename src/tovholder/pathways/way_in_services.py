"""The way in for a citizen without MitID: two verified ways, a link by one of them and a code by the other.

We send nothing: link and code are shown once to whoever makes them, to be handed over, read out or sent by the
municipality's own system. Of both only a hash is kept. A code alone opens nothing, and neither does a link."""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F, QuerySet, Value
from django.db.models.functions import Replace
from django.utils import timezone

from tovholder import parameters
from tovholder.accounts import audit, citizen_services, personal_links
from tovholder.accounts.actors import SYSTEM_ROLE, Actor, oneself
from tovholder.accounts.conflicts import NotAllowed
from tovholder.accounts.fields import lookup
from tovholder.accounts.models import Membership
from tovholder.pathways import own_queries, own_rules
from tovholder.pathways.models import OwnChannel, OwnWayIn
from tovholder.people import case_scope
from tovholder.people import queries as people_queries
from tovholder.people import services as people
from tovholder.people.models import Person

_DIGITS = 6
SHARED = "channel.another_has_it"  # in the log of changes, without whose


@dataclass(frozen=True)
class Answered:
    """What a code led to: a membership to sign in as, or None and how many tries are left."""

    membership: Membership | None
    left: int = 0


def verify_channel(*, person_id: int, kind: str, value: str, check_how: str, actor: Actor, now: datetime) -> OwnChannel:
    """Write down that a way reaches this citizen alone, and how that was made sure of. The former of the kind ends.

    Refused for a number or an address another citizen of the municipality has: whoever shares it could sign in. Who
    lives elsewhere is not compared with: the refusal would tell whose number it is. Refusals are counted and beyond the
    usual number nothing is answered (parameters `cpr_search_misses`). The same told twice by one member on a day is
    told once, and the links that go that way still hold."""
    people.require_patience(SHARED, waits="channel.waits", actor=actor, now=now)
    made = _verified(person_id=person_id, kind=kind, value=value, check_how=check_how, actor=actor, now=now)
    if made is None:
        audit.record(actor=actor, action=SHARED, at=now)
        raise NotAllowed("channel.shared")
    return made


@transaction.atomic
def _verified(
    *, person_id: int, kind: str, value: str, check_how: str, actor: Actor, now: datetime
) -> OwnChannel | None:
    """None for a number or an address another has."""
    person = own_open_case(person_id, actor)
    if not parameters.is_term("own_channels", kind) or not parameters.is_term("own_channel_checks", check_how):
        raise NotAllowed("channel.no_such")
    if kind not in parameters.term("own_channel_checks", check_how).words("for"):
        raise NotAllowed("channel.not_checked_so")
    value = value.strip() if parameters.term("own_channels", kind).flag("needs_value") else ""
    key, key_before = _keys(kind, value, person.organisation_id)
    if key and _is_somebody_elses(person, kind, value, (key, key_before), actor):
        return None
    same = {
        "person": person,
        "kind": kind,
        "value_lookup": key,
        "check_how": check_how,
        "verified_on": timezone.localdate(now),
        "verified_by_id": actor.membership_id,
    }
    standing = OwnChannel.objects.filter(ended_on__isnull=True, **same).first()
    if standing is not None:
        return standing
    end_channel(person_id=person_id, kind=kind, actor=actor, now=now)
    made = OwnChannel.objects.create(value=value, **same)
    facts: dict[str, object] = {"kind": kind, "how": check_how}
    audit.record(actor=actor, action="channel.verify", person_id=person.pk, facts=facts)
    return made


def _keys(kind: str, value: str, organisation_id: int) -> tuple[str, str]:
    """What a number or an address is compared by within its municipality, and what it was by before December 2026, when
    it was one for all (the database takes an open one once). Raises NotAllowed for one that is none."""
    if not parameters.term("own_channels", kind).flag("needs_value"):
        return "", ""
    told = own_rules.one_number(value) if kind == "phone" else value.casefold()
    if len(told) < 8 or (kind == "email" and "@" not in told):
        raise NotAllowed("channel.not_a_value")
    of_kind = f"own_channel_{kind}"
    return lookup(f"{of_kind}_{organisation_id}", told), lookup(of_kind, told)


def _is_somebody_elses(person: Person, kind: str, value: str, keys: tuple[str, str], actor: Actor) -> bool:
    """Whether an open case of somebody else in the municipality has it, as a channel or in the case itself.

    To be told so is a look at them: it stands in their log, as refused where the actor does not reach them."""
    others = _others(person)
    as_channel = OwnChannel.objects.filter(value_lookup__in=keys, ended_on__isnull=True, person__in=others)
    found = set(as_channel.values_list("person_id", flat=True))
    if kind == "email":
        in_case = others.filter(email__iexact=value)
    else:
        digits = own_rules.one_number(value)
        in_case = others.annotate(digits=_without_marks(F("phone"))).filter(digits__endswith=digits)
    found |= set(in_case.values_list("pk", flat=True))
    reached = set(people_queries.visible(actor=actor).filter(pk__in=found).values_list("pk", flat=True))
    actor.book.note(sorted(reached), "list")
    for number in found - reached:
        actor.book.refuse(number)
    return bool(found)


def _require_still_own(person: Person, kind: str, actor: Actor) -> None:
    """A number may have become somebody else's too since it was made sure of: a child's, a spouse's."""
    row = OwnChannel.objects.filter(person=person, kind=kind, ended_on__isnull=True).first()
    if row is None or not row.value:
        return
    keys = _keys(kind, row.value, person.organisation_id)
    if _is_somebody_elses(person, kind, row.value, keys, actor):
        raise NotAllowed("channel.shared")


def _others(person: Person) -> QuerySet[Person]:
    """Everybody else's open cases at the same municipality."""
    own = Person.objects.filter(organisation_id=person.organisation_id, closed_on__isnull=True)
    others = own.filter(pending_import__isnull=True).exclude(pk=person.pk)
    return others.exclude(cpr_lookup=person.cpr_lookup) if person.cpr_lookup else others


def _without_marks(phone: F) -> Replace:
    bare: F | Replace = phone
    for mark in (" ", "-", ".", "(", ")"):
        bare = Replace(bare, Value(mark), Value(""))
    return bare  # type: ignore[return-value]


@transaction.atomic
def end_channel(*, person_id: int, kind: str, actor: Actor, now: datetime) -> None:
    """The way does not hold any more: a lost phone, a new number. A link or a code that went that way ends with it."""
    person = _own_case(person_id, actor)
    standing = OwnChannel.objects.filter(person=person, kind=kind, ended_on__isnull=True)
    if not standing.update(ended_on=timezone.localdate(now)):
        return
    audit.record(actor=actor, action="channel.end", person_id=person.pk, facts={"kind": kind})
    link = OwnWayIn.objects.select_for_update().filter(person=person, withdrawn_at__isnull=True).first()
    if link is not None and kind == link.link_by:
        _withdraw(link, actor, now)
    elif link is not None and kind == link.code_by:
        OwnWayIn.objects.filter(pk=link.pk).update(code_hash="")


@transaction.atomic
def make_link(*, person_id: int, link_by: str, actor: Actor, now: datetime) -> str:
    """A new link that goes by one verified way; the one before stops working. The token is told once."""
    person = own_open_case(person_id, actor)
    kinds = {each.kind for each in own_queries.channels_of(person.pk)}
    if link_by not in kinds or not parameters.term("own_channels", link_by).flag("carries_link"):
        raise NotAllowed("way_in.not_verified")
    if not any(parameters.term("own_channels", each).flag("carries_code") for each in kinds - {link_by}):
        raise NotAllowed("way_in.needs_another_way")
    _require_still_own(person, link_by, actor)
    give_sign_in(person, actor)
    for link in OwnWayIn.objects.select_for_update().filter(person=person, withdrawn_at__isnull=True):
        _withdraw(link, actor, now)
    token, days = secrets.token_urlsafe(32), parameters.value("own_link_days", on=timezone.localdate(now)).whole()
    OwnWayIn.objects.create(
        person=person,
        token_hash=personal_links.hash_of(token),
        link_by=link_by,
        made_at=now,
        made_by_id=actor.membership_id,
        ends_at=now + timedelta(days=days),
    )
    audit.record(actor=actor, action="way_in.make_link", person_id=person.pk, facts={"by": link_by})
    return token


def give_sign_in(person: Person, actor: Actor) -> None:
    if person.login_id is not None:
        if citizen_services.citizens_membership(person.login_id, person.organisation_id) is None:
            raise NotAllowed("way_in.sign_in_is_shut")
        return
    name = f"{person.given_name} {person.family_name}".strip()
    user = citizen_services.give_sign_in(
        name=name, organisation_id=person.organisation_id, person_id=person.pk, actor=actor
    )
    people.tie_login(person_id=person.pk, user_id=user.pk)


@transaction.atomic
def make_code(*, person_id: int, code_by: str, actor: Actor, now: datetime) -> str:
    """A new code for the standing link, told by another verified way. The one before is dead. Told once."""
    person = own_open_case(person_id, actor)
    link = _standing(person, now)
    verified = {each.kind: True for each in own_queries.channels_of(person.pk)}
    decision = own_rules.may_go_two_ways(verified=verified, link_by=link.link_by, code_by=code_by)
    if decision.refused:
        raise NotAllowed(decision.code)
    _require_still_own(person, code_by, actor)
    code = f"{secrets.randbelow(10**_DIGITS):0{_DIGITS}}"
    hours = parameters.value("own_code", on=timezone.localdate(now)).whole("hours")
    link.code_hash, link.code_by, link.wrong = _code_hash(link, code), code_by, 0
    link.code_made_at, link.code_ends_at = now, now + timedelta(hours=hours)
    link.save(update_fields=["code_hash", "code_by", "wrong", "code_made_at", "code_ends_at"])
    audit.record(actor=actor, action="way_in.make_code", person_id=person.pk, facts={"by": code_by})
    return code


def _standing(person: Person, now: datetime) -> OwnWayIn:
    link = OwnWayIn.objects.select_for_update().filter(person=person, withdrawn_at__isnull=True).first()
    if link is None or link.ends_at <= now:
        raise NotAllowed("way_in.no_link")
    return link


@transaction.atomic
def withdraw_link(*, person_id: int, actor: Actor, now: datetime) -> None:
    """Link and code stop working, and whoever came in by them is out: a lost paper, a look over a shoulder."""
    person = _own_case(person_id, actor)
    for link in OwnWayIn.objects.select_for_update().filter(person=person, withdrawn_at__isnull=True):
        _withdraw(link, actor, now)


def _withdraw(link: OwnWayIn, actor: Actor, now: datetime) -> None:
    link.withdrawn_at, link.code_hash = now, ""
    link.save(update_fields=["withdrawn_at", "code_hash"])
    if link.person.login is not None:
        citizen_services.end_sessions(link.person.login)
    audit.record(actor=actor, action="way_in.withdraw", person_id=link.person_id)


def open_link(token: str, *, now: datetime) -> OwnWayIn:
    """The link behind a token; the first opening is written down. Raises NoSuchLink."""
    link = own_queries.way_in(token, now=now)
    if link is None:
        raise personal_links.NoSuchLink
    if link.opened_at is None:
        OwnWayIn.objects.filter(pk=link.pk, opened_at__isnull=True).update(opened_at=now)
    return link


@transaction.atomic
def try_code(*, token: str, code: str, now: datetime) -> Answered:
    """Whom link and code together let in. A right code is used up; wrong ones are counted, and end code and link.

    Raises NoSuchLink. A wrong, an old and a dead code are answered alike."""
    link = own_queries.way_in(token, now=now)
    if link is None or (login := link.person.login) is None:
        raise personal_links.NoSuchLink
    link = OwnWayIn.objects.select_for_update(of=("self",)).select_related("person__login").get(pk=link.pk)
    limit = parameters.value("own_code", on=timezone.localdate(now))
    citizen = oneself(login.pk, login.name)
    works = bool(link.code_hash) and link.code_ends_at is not None and link.code_ends_at > now
    works = works and link.withdrawn_at is None
    if not works or not secrets.compare_digest(link.code_hash, _code_hash(link, code)):
        return Answered(
            None, left=_counted(link, works, limit.whole("tries"), limit.whole("tries_in_all"), citizen, now)
        )
    membership = citizen_services.citizens_membership(login.pk, link.person.organisation_id)
    if membership is None:
        raise personal_links.NoSuchLink
    link.code_hash, link.used_at, link.wrong_in_all = "", now, 0
    link.save(update_fields=["code_hash", "used_at", "wrong_in_all"])
    audit.record(actor=citizen, action="way_in.sign_in", person_id=link.person_id)
    return Answered(membership)


def _counted(link: OwnWayIn, works: bool, tries: int, in_all: int, citizen: Actor, now: datetime) -> int:
    """Count a wrong code; how many tries are left at this one."""
    if not works:
        return 0
    link.wrong, link.wrong_in_all = link.wrong + 1, link.wrong_in_all + 1
    left = max(tries - link.wrong, 0)
    if not left:
        link.code_hash = ""
        audit.record(actor=citizen, action="way_in.code_is_dead", person_id=link.person_id)
    link.save(update_fields=["wrong", "wrong_in_all", "code_hash"])
    if link.wrong_in_all >= in_all:
        _withdraw(link, citizen, now)
    return left


def _code_hash(link: OwnWayIn, code: str) -> str:
    """Keyed by the link, which the database does not hold, and stretched: six digits are guessed at once otherwise."""
    digits = own_rules.digits_of(code)
    return hashlib.pbkdf2_hmac(
        "sha256", digits.encode(), f"{lookup('own_code', link.token_hash)}".encode(), 100_000
    ).hex()


def _own_case(person_id: int, actor: Actor) -> Person:
    """The person under lock, for those who work in the case itself: link and code open all that the citizen reads."""
    person = people_queries.locked(person_id, actor=actor)
    if actor.role != SYSTEM_ROLE and not case_scope.is_within_case_of(person, actor):
        actor.book.refuse(person_id)
        raise NotAllowed("person.not_within_case")
    return person


def own_open_case(person_id: int, actor: Actor) -> Person:
    person = _own_case(person_id, actor)
    if person.closed_on is not None:
        raise NotAllowed("own.case_closed")
    return person
