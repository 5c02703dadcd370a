"""What newcomers need, read by the own municipality only: of a citizen by those who may see the case."""

from django.db.models import Exists, OuterRef, Q, QuerySet

from tovholder.accounts.actors import Actor
from tovholder.accounts.conflicts import OutOfReach
from tovholder.accounts.roles import COMPANY_STAFF
from tovholder.people import queries as people
from tovholder.placements.models import NewcomerNeed

READERS = COMPANY_STAFF


def needs(*, actor: Actor) -> QuerySet[NewcomerNeed]:
    """Needs of the own municipality's newcomers; with a right to own cases only those, and no newcomer without a case
    that somebody else has noted."""
    if actor.kind != "municipality" or not actor.may(*READERS):
        return NewcomerNeed.objects.none()
    found = NewcomerNeed.objects.filter(organisation_id=actor.organisation_id)
    own = Q(Exists(people.own_open(actor=actor).filter(pk=OuterRef("person_id"))))
    without_case = Q(person__isnull=True)
    if actor.only_own_cases:
        without_case &= Q(noted_by_id=actor.membership_id)
    return found.filter(own | without_case).select_related("person", "company", "order")


def need(need_id: int, *, actor: Actor) -> NewcomerNeed:
    """One need; its citizen is noted as shown. Raises OutOfReach, and notes the miss."""
    found = needs(actor=actor).filter(pk=need_id).first()
    if found is None:
        for person_id in NewcomerNeed.objects.filter(pk=need_id, person__isnull=False).values_list(
            "person_id", flat=True
        ):
            actor.book.refuse(person_id)
        raise OutOfReach("need")
    if found.person_id is not None:
        actor.book.note([found.person_id], "placement")
    return found


def of_person(person_id: int, *, actor: Actor) -> list[NewcomerNeed]:
    """The needs of a citizen within reach, newest first."""
    return list(needs(actor=actor).filter(person_id=person_id).order_by("-noted_on", "-pk"))
