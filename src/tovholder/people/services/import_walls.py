"""What a file may neither ask about nor change of a case that is here: what the case page hides from its reader.

A comparison tells: "nothing new" says that the file is right. So what is closed is left out before anything is
compared, and the row says so in the same words whatever the case holds."""

from collections.abc import Iterable, Mapping
from typing import Any

from tovholder.accounts.actors import SYSTEM_ROLE, Actor
from tovholder.people import case_scope
from tovholder.people.models import Person

Facts = Mapping[str, Any]
ADDRESS = ("street", "postcode", "city")
HEALTH = ("considerations",)
# Why a fact is left out, by the code its sentence has: health of a case that is not the actor's own, a protected
# address, and a number that is registered already (it is changed in the case, one at a time and with a reason).
NO_HEALTH, NO_ADDRESS, NO_CPR = "person.considerations_elsewhere", "person.address_protected", "person.cpr_stands"


def within(actor: Actor, person_ids: Iterable[int]) -> set[int]:
    """Of these cases those the actor works inside, and whose considerations the actor may see."""
    ids = set(person_ids)
    if actor.role == SYSTEM_ROLE:
        return ids
    return set(Person.objects.filter(case_scope.within(actor), pk__in=ids).values_list("pk", flat=True))


def closed(facts: Facts, known: Facts, *, is_within: bool) -> dict[str, str]:
    """Facts of a file that stay outside -> why."""
    found = {} if is_within else dict.fromkeys(HEALTH, NO_HEALTH)
    if known["protected"]:
        found |= dict.fromkeys(ADDRESS, NO_ADDRESS)
    if known["cpr"]:
        found["cpr"] = NO_CPR
    return {name: why for name, why in found.items() if name in facts}


def opened(facts: Facts, known: Facts, *, is_within: bool) -> dict[str, Any]:
    """The facts that may be compared with the case and written into it."""
    shut = closed(facts, known, is_within=is_within)
    return {name: value for name, value in facts.items() if name not in shut}
