"""Nobody forgotten: open cases that nothing has happened for, and what was last."""

from collections.abc import Collection
from datetime import UTC, date, datetime

from django.db.models import Exists, F, Max, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce

from tovholder.accounts.actors import Actor
from tovholder.pathways.models import Contact
from tovholder.people import queries as people
from tovholder.people.models import Person
from tovholder.placements.models import Placement
from tovholder.placements.transitions import HOLDS_A_PLACE
from tovholder.proposals.models import Proposal

EARLIEST = datetime.min.replace(tzinfo=UTC)


def cases(*, actor: Actor, before: datetime) -> QuerySet[Person]:
    """Open cases with no contact, no offer and no proposal since the moment `before`.

    Somebody in an agreed or running stay has an offer now; a case opened after `before` is not forgotten yet.
    `silent_since` sorts them: never met first. What else is told of them gives `last_events`."""
    contacts = Contact.objects.filter(person_id=OuterRef("pk"))
    proposed = Proposal.objects.filter(person_id=OuterRef("pk"), touched_at__gte=before)
    offered = _offers().filter(person_id=OuterRef("pk"))
    helped = Q(status__in=HOLDS_A_PLACE) | Q(last__gte=before.date())
    return (
        people.own_open(actor=actor)
        .select_related("contact__user")
        .filter(~Exists(contacts.filter(at__gte=before)), created_at__lt=before)
        .filter(~Exists(offered.filter(helped)), ~Exists(proposed))
        .annotate(holder=F("contact_id"), last_contact_at=Subquery(contacts.order_by("-at").values("at")[:1]))
        .annotate(silent_since=Coalesce("last_contact_at", Value(EARLIEST)))
    )


def _offers() -> QuerySet[Placement]:
    """Stays that were offered, with the `last` day of each."""
    stays = Placement.objects.exclude(status__in=("planned", "cancelled"))
    return stays.annotate(last=Coalesce("ended_on", "ends_before", "starts_on"))


def last_events(person_ids: Collection[int]) -> dict[int, tuple[datetime | None, date | None]]:
    """(newest proposal, last day of the last offer) of each of the few persons of a page: two queries."""
    proposed = Proposal.objects.filter(person_id__in=person_ids).order_by().values_list("person_id")
    offered = _offers().filter(person_id__in=person_ids).order_by().values_list("person_id")
    proposals, offers = dict(proposed.annotate(newest=Max("touched_at"))), dict(offered.annotate(newest=Max("last")))
    return {pk: (proposals.get(pk), offers.get(pk)) for pk in person_ids}
