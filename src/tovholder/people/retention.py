"""What this room deletes when its period is over. Called by the retention step alone, which writes the audit line."""

from collections import Counter
from datetime import date

from django.db.models import QuerySet

from tovholder.people.models import LegalHold, Person, PoolSharing


def held_ids(*, on: date) -> frozenset[int]:
    """People whose case must not be deleted today, nor any line of a log about it."""
    standing = LegalHold.objects.filter(lifted_on__isnull=True, ends_before__gt=on)
    return frozenset(standing.values_list("person_id", flat=True))


def closed_cases(*, held: frozenset[int]) -> QuerySet[Person]:
    """Cases with a day of closing. One that is opened again has none, so its clock has stopped."""
    return Person.objects.filter(closed_on__isnull=False).exclude(pk__in=held)


def logins(ids: list[int]) -> list[tuple[int, int]]:
    """(user, organisation) of those with a sign-in that opens no other case of the same municipality."""
    own = Person.objects.filter(pk__in=ids, login__isnull=False).values_list("login_id", "organisation_id")
    others = Person.objects.exclude(pk__in=ids)
    return [
        (user_id, organisation_id)
        for user_id, organisation_id in own
        if user_id is not None and not others.filter(login_id=user_id, organisation_id=organisation_id).exists()
    ]


def forget_cases(ids: list[int]) -> Counter[str]:
    """The person and everything in this room that hangs on it: of relatives the tie, and nothing of their case."""
    return Counter(Person.objects.filter(pk__in=ids).delete()[1])


def sharings(*, held: frozenset[int]) -> QuerySet[PoolSharing]:
    """Ended sharings. An objection stays as long as the case: it still forbids to share again on old words."""
    return PoolSharing.objects.filter(objected_on__isnull=True).exclude(person_id__in=held)


def forget_sharings(ids: list[int]) -> Counter[str]:
    return Counter(PoolSharing.objects.filter(pk__in=ids).delete()[1])
