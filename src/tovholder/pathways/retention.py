"""What this room deletes when its period is over. Called by the retention step alone, which writes the audit line."""

from collections import Counter

from tovholder.pathways.models import (
    AroundPerson,
    Arrival,
    Contact,
    Contract,
    PlanPart,
    PlanText,
    SegmentMove,
    StatusSpell,
    Transfer,
    Visitation,
)


def forget_people(ids: list[int]) -> Counter[str]:
    """Conversations, spells of status and the plan, with every word of them."""
    gone = Counter(Contact.objects.filter(person_id__in=ids).delete()[1])
    gone += Counter(StatusSpell.objects.filter(person_id__in=ids).delete()[1])
    gone += Counter(PlanText.objects.filter(person_id__in=ids).delete()[1])
    gone += Counter(PlanPart.objects.filter(person_id__in=ids).delete()[1])
    gone += Counter(Contract.objects.filter(person_id__in=ids).delete()[1])
    gone += Counter(Visitation.objects.filter(person_id__in=ids).delete()[1])
    gone += Counter(SegmentMove.objects.filter(person_id__in=ids).delete()[1])
    gone += Counter(AroundPerson.objects.filter(person_id__in=ids).delete()[1])
    gone += Counter(Transfer.objects.filter(person_id__in=ids).delete()[1])
    return gone + Counter(Arrival.objects.filter(person_id__in=ids).delete()[1])
