"""One more of everything the pages of a plan list, for the count of their questions."""

from django.utils import timezone

from tests.integration.region import Region
from tests.integration.rights.scene import linked
from tovholder.pathways.models import (
    AroundPerson,
    Arrival,
    Contract,
    PlanPart,
    PlanText,
    SegmentMove,
    Transfer,
    Visitation,
)
from tovholder.people.models import Person, Segment


def grow(region: Region, person: Person) -> None:
    """For the first person again and again, and a relative and a group for each new one."""
    first, now, today = Person.objects.order_by("pk")[0], timezone.now(), timezone.localdate()
    by, number = region.member("caseworker"), PlanText.objects.count() + 1
    if person != first:
        linked(first, person)
    told, written = {"person": first}, {"written_at": now, "written_by": by}
    PlanText.objects.create(number=number, own_goal="x", next_step="x", **written, **told)
    PlanPart.objects.create(kind="danish", starts_on=today, added_at=now, **told)
    Contract.objects.create(number=number, goal="x", efforts="x", staff_signed_by=by, **written, **told)
    Visitation.objects.create(code="job_ready", on=today, reason="x", by=by, made_at=now, **told)
    SegmentMove.objects.create(code="young", into=True, reason="x", at=now, by=by, **told)
    AroundPerson.objects.create(role="housing", name="x", starts_on=today, **told)
    Arrival.objects.create(came_from=region.fredensborg, on=today, **told)
    Segment.objects.create(person=person, code="young", reason="x", since=today)
    there = region.person(at=region.fredensborg)
    Transfer.objects.create(
        person=there, sender=region.fredensborg, receiver=region.helsingor, moves_on=today, sent_at=now,
        sent_by=region.member("caseworker", at=region.fredensborg),
    )  # fmt: skip
