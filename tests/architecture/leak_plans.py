"""The plan of a citizen of every kind, for the walk: words, parts, contract, helpers, groups, and a move."""

from typing import TYPE_CHECKING

from tests.architecture import leak_secrets as secret
from tovholder.pathways.models import AroundPerson, Contract, PlanPart, PlanText, SegmentMove, Transfer, Visitation
from tovholder.people.models import Segment

if TYPE_CHECKING:
    from tests.architecture.leak_region import World


def make(world: "World", home: str) -> None:
    """One of each of the quiet one; the protected one is on the way to the neighbour, where no name may stand."""
    one = world.person(f"{home}/quiet")
    words, told = one.secrets.words(secret.NOTES), {"person": one.row}
    PlanText.objects.create(number=1, own_goal=words, agreed=words, next_step=words, written_at=world.now, **told)
    PlanPart.objects.create(kind="danish", words=words[:200], starts_on=world.today, added_at=world.now, **told)
    PlanPart.objects.create(kind="health", starts_on=world.today, hours=2, added_at=world.now, **told)
    Contract.objects.create(number=1, goal=words, efforts=words, written_at=world.now, **told)
    AroundPerson.objects.create(role="housing", name="Hanne Bolig", starts_on=world.today, **told)
    Visitation.objects.create(code="job_ready", on=world.today, reason=words, made_at=world.now, **told)
    Segment.objects.create(code="young", reason=words[:200], since=world.today, **told)
    SegmentMove.objects.create(code="young", into=True, reason=words[:200], at=world.now, **told)
    moving = world.person(f"{home}/protected")
    sent = Transfer.objects.create(
        person=moving.row, sender=world.homes[home], receiver=world.homes["odense"], moves_on=world.today,
        sent_at=world.now,
    )  # fmt: skip
    world.keep("transfer_id", sent)
