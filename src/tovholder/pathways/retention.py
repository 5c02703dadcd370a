"""What this room deletes when its period is over. Called by the retention step alone, which writes the audit line."""

from collections import Counter

from tovholder.pathways.models import Contact, Measurement, StatusSpell


def forget_people(ids: list[int]) -> Counter[str]:
    """Conversations, spells of status and answers to sheets, with every word of them."""
    talks = Contact.objects.filter(person_id__in=ids).delete()[1]
    answers = Counter(Measurement.objects.filter(person_id__in=ids).delete()[1])
    return answers + Counter(talks) + Counter(StatusSpell.objects.filter(person_id__in=ids).delete()[1])
