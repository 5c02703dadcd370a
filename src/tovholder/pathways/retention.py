"""What this room deletes when its period is over. Called by the retention step alone, which writes the audit line."""

from collections import Counter

from tovholder.pathways.models import Contact, StatusSpell


def forget_people(ids: list[int]) -> Counter[str]:
    """Conversations and spells of status, with every word of them."""
    talks = Contact.objects.filter(person_id__in=ids).delete()[1]
    return Counter(talks) + Counter(StatusSpell.objects.filter(person_id__in=ids).delete()[1])
