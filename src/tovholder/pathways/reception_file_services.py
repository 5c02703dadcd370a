"""Several handovers at once, from a file: drafts of a centre, each as it would write them on the page. All or none.

Written by the centre itself, or for it by the secretariat of the partnership, which sees no handover."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils.timezone import localdate

from tovholder.accounts import queries as accounts
from tovholder.accounts.actors import Actor
from tovholder.accounts.conflicts import NotAllowed
from tovholder.accounts.fields import lookup
from tovholder.accounts.models import Organisation
from tovholder.accounts.roles import OrganisationKind, Role
from tovholder.base.decision import Decision
from tovholder.pathways import reception_queries as queries
from tovholder.pathways.models import Handover, HandoverPerson
from tovholder.pathways.reception_facts import HandoverFacts, MemberFacts
from tovholder.pathways.reception_saving import saved
from tovholder.pathways.reception_services import tell_member, tell_move
from tovholder.people import queries as people
from tovholder.people import rules as person_rules

_STANDS = ("draft", "sent", "sent_back")


@dataclass(frozen=True)
class Family:
    """One family of the file. The first is the one the relations of the others are told of."""

    move: HandoverFacts
    members: tuple[MemberFacts, ...]


class RefusedMember(NotAllowed):
    """What stopped a family, and which of its members."""

    def __init__(self, place: int, refused: NotAllowed) -> None:
        super().__init__(refused.code, **refused.facts)
        self.place = place


@dataclass(frozen=True)
class Drafted:
    """What became of a family: a draft, or nothing, as the person stands in a handover already."""

    handover: Handover
    is_new: bool
    remarks: tuple[Decision, ...] = ()


def centres(*, actor: Actor) -> QuerySet[Organisation]:
    """Whose drafts the actor may write: the own centre's, or the secretariat those of the centres it works with."""
    if queries.is_centre(actor):
        return Organisation.objects.filter(pk=actor.organisation_id)
    if actor.kind == OrganisationKind.SECRETARIAT and actor.may(Role.COORDINATOR):
        return accounts.partner_organisations(actor=actor).filter(kind=OrganisationKind.ASYLUM_CENTRE).order_by("name")
    return Organisation.objects.none()


@transaction.atomic
def draft_families(*, families: Sequence[Family], sender_id: int, actor: Actor, now: datetime) -> list[Drafted]:
    """All families as drafts, or none: raises RefusedMember, with `line` the family's number from 0."""
    if not centres(actor=actor).filter(pk=sender_id).exists():
        raise NotAllowed("reception.only_the_centre")
    Organisation.objects.select_for_update().get(pk=sender_id)  # the same file twice at once comes one after the other
    found = []
    for line, family in enumerate(families):
        try:
            found.append(_drafted(family, sender_id, actor, now))
        except RefusedMember as refused:
            refused.facts["line"] = line
            raise
    return found


def _drafted(family: Family, sender_id: int, actor: Actor, now: datetime) -> Drafted:
    standing = _standing(family.members[0], sender_id, family.move.receiver_id, now)
    if standing is not None:
        return Drafted(standing, is_new=False)
    handover = Handover(
        sender_id=sender_id, came="page", status="draft", written_by_id=actor.membership_id, made_at=now,
        touched_at=now, request_key=_key(family, sender_id, now),
    )  # fmt: skip
    place, remarks = 0, list[Decision]()
    try:
        tell_move(family.move, handover, now)
        handover.save()
        for place, facts in enumerate(family.members):
            remarks += tell_member(handover, HandoverPerson(handover=handover, place=place), facts, now)
    except NotAllowed as refused:
        raise RefusedMember(place, refused) from refused
    saved(handover, actor=actor, action="handover.write", now=now, file=True)
    return Drafted(handover, is_new=True, remarks=tuple(remarks))


def _standing(first: MemberFacts, sender_id: int, receiver_id: int, now: datetime) -> Handover | None:
    """The handover the first of the family stands in already: open, or taken in and not long ago."""
    cpr = person_rules.parse_cpr(first.cpr or "")
    born = first.born_on or (person_rules.birth_date(cpr.digits) if cpr else None)
    name = Q(name_key=queries.name_lookup(first.given_name, first.family_name), born_on=born)
    same = Q(cpr_lookup=people.cpr_lookup(cpr.digits)) if cpr else name
    own = HandoverPerson.objects.filter(same, handover__sender_id=sender_id, handover__receiver_id=receiver_id)
    month = localdate(now).replace(day=1)
    recent = Q(handover__status="taken_in") & (
        Q(handover__takeover_on__isnull=True) | Q(handover__takeover_on__gte=month)
    )
    row = own.filter(Q(handover__status__in=_STANDS) | recent).select_related("handover").order_by("-pk").first()
    return row.handover if row is not None else None


def _key(family: Family, sender_id: int, now: datetime) -> str:
    """One file read twice within a moment is one draft, even where the rows name nobody by number or birth."""
    first = family.members[0]
    told = (sender_id, family.move.receiver_id, first.cpr, first.given_name, first.family_name, first.born_on, now)
    return lookup("handover", "|".join(map(str, told)))[:40]
