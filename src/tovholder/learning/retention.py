"""What this room deletes when its period is over. Called by the retention step alone, which writes the audit line."""

from collections import Counter

from tovholder.learning.models import EventBooking


def forget_people(ids: list[int]) -> Counter[str]:
    """Bookings for events, with what came of them."""
    return Counter(EventBooking.objects.filter(person_id__in=ids).delete()[1])
