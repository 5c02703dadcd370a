"""The plan of the complete case: a row in each of its tables, with words that must be gone one day."""

from tests.integration.region import NOW, TODAY, Region
from tovholder.pathways.models import (
    AroundPerson,
    Arrival,
    ClockSetAside,
    Contract,
    PlanPart,
    PlanText,
    SegmentMove,
    Transfer,
    Visitation,
)
from tovholder.people.models import Person

WORDS = (
    "Vil eje en skrædderbutik", "Kurset i Helsingbrogade", "Mål om egen forretning", "Kan begynde om en måned",
    "Er under tredive", "Hedvig fra bosætning", "Ring efter klokken tolv", "Boede i Skælskørgade",
    "Ligger på papir i Nørregade",
)  # fmt: skip


def make(region: Region, person: Person) -> None:
    who = {"person": person}
    PlanText.objects.create(number=1, own_goal=WORDS[0], written_at=NOW, **who)
    PlanPart.objects.create(kind="course", words=WORDS[1], starts_on=TODAY, added_at=NOW, **who)
    Contract.objects.create(number=1, goal=WORDS[2], efforts="Dansk", written_at=NOW, **who)
    Visitation.objects.create(code="job_ready", on=TODAY, reason=WORDS[3], made_at=NOW, **who)
    SegmentMove.objects.create(code="young", into=True, reason=WORDS[4], at=NOW, **who)
    AroundPerson.objects.create(role="housing", name=WORDS[5], starts_on=TODAY, **who)
    Transfer.objects.create(
        sender=region.helsingor, receiver=region.fredensborg, state="declined", moves_on=TODAY, words=WORDS[6],
        sent_at=NOW, **who,
    )  # fmt: skip
    ClockSetAside.objects.create(clock="contract", latest_by=TODAY, reason=WORDS[8], at=NOW, **who)
    Arrival.objects.create(came_from=region.fredensborg, on=TODAY, words=WORDS[7], **who)
