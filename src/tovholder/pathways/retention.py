"""What this room deletes when its period is over. Called by the retention step alone, which writes the audit line."""

from collections import Counter

from tovholder.pathways.models import Contact, Meeting, StatusSpell, WeekEntry


def forget_people(ids: list[int]) -> Counter[str]:
    """Conversations, spells of status, meetings and the week, with every word of them."""
    met = Meeting.objects.filter(person_id__in=ids).delete()[1]
    week = WeekEntry.objects.filter(person_id__in=ids).delete()[1]
    talks = Contact.objects.filter(person_id__in=ids).delete()[1]
    return (
        Counter(met)
        + Counter(week)
        + Counter(talks)
        + Counter(StatusSpell.objects.filter(person_id__in=ids).delete()[1])
    )
