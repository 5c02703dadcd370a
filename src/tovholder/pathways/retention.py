"""What this room deletes when its period is over. Called by the retention step alone, which writes the audit line."""

from collections import Counter

from tovholder.pathways.models import Contact, Correction, OwnChannel, OwnWayIn, StatusSpell, WelcomeCourse


def forget_people(ids: list[int]) -> Counter[str]:
    """Conversations, spells of status, what the citizen wrote and the way in, with every word of them."""
    gone: Counter[str] = Counter()
    for model in (Contact, StatusSpell, Correction, OwnChannel, OwnWayIn, WelcomeCourse):
        gone += Counter(model._default_manager.filter(person_id__in=ids).delete()[1])
    return gone
