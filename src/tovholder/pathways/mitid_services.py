"""The way in for a citizen with MitID: case staff open the own pages once, and whom MitID proves to be that citizen
comes in.

The number is compared as a keyed hash and then forgotten; which number was tried in vain is written nowhere."""

from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet

from tovholder.accounts import audit, citizen_services
from tovholder.accounts.actors import Actor, oneself
from tovholder.accounts.conflicts import NotAllowed
from tovholder.accounts.models import Membership
from tovholder.pathways import own_queries, way_in_services
from tovholder.pathways.models import MitIDOpening
from tovholder.people import queries as people_queries
from tovholder.people import rules as people_rules
from tovholder.people.models import Person


@transaction.atomic
def open_by_mitid(*, person_id: int, actor: Actor, now: datetime) -> None:
    """Let the citizen of this case in by MitID. Needs the CPR number, as that is all MitID proves; a number the case
    gets later is not let in by it. Twice is once."""
    person = way_in_services.own_open_case(person_id, actor)
    if not person.cpr_lookup:
        raise NotAllowed("mitid.needs_cpr")
    way_in_services.give_sign_in(person, actor)
    if own_queries.is_open_by_mitid(person):
        return
    _openings(person.pk).update(ended_at=now)  # of a number the case had before
    MitIDOpening.objects.create(
        person=person, cpr_lookup=person.cpr_lookup, opened_at=now, opened_by_id=actor.membership_id
    )
    audit.record(actor=actor, action="way_in.open_mitid", person_id=person.pk)


@transaction.atomic
def close_mitid(*, person_id: int, actor: Actor, now: datetime) -> None:
    """MitID opens these pages no longer, and whoever is in is signed out. Twice is once; link and code still work."""
    person = way_in_services.own_open_case(person_id, actor)
    if not _openings(person.pk).update(ended_at=now):
        return
    if person.login is not None:
        citizen_services.end_sessions(person.login)
    audit.record(actor=actor, action="way_in.close_mitid", person_id=person.pk)


def _openings(person_id: int) -> QuerySet[MitIDOpening]:
    return MitIDOpening.objects.filter(person_id=person_id, ended_at__isnull=True)


@transaction.atomic
def come_in(*, cpr: str, now: datetime) -> Membership | None:
    """Whom the proved number lets in: the citizen of an open case whose own pages have been opened, or nobody.

    Of several municipalities the one with the newest case. No case, a closed one, one not opened and a sign-in that
    has been shut are answered alike."""
    known = people_rules.parse_cpr(cpr)
    if known is None:
        return None
    number = people_queries.cpr_lookup(known.digits)
    cases = Person.objects.filter(cpr_lookup=number, closed_on__isnull=True, pending_import__isnull=True)
    openings = MitIDOpening.objects.filter(cpr_lookup=number, ended_at__isnull=True)
    opened = cases.filter(login__isnull=False, pk__in=openings.values("person_id")).order_by("-pk")
    for person_id, user_id, organisation_id in opened.values_list("pk", "login_id", "organisation_id"):
        membership = citizen_services.citizens_membership(user_id, organisation_id)
        if membership is not None:
            citizen = oneself(membership.user_id, membership.user.name)
            audit.record(actor=citizen, action="way_in.mitid", person_id=person_id)
            return membership
    return None
