"""What the engine needs to know of stays: who has done which kinds, and which units have places left."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import QuerySet

from tovholder.people.models import Person
from tovholder.placements import queries as placements
from tovholder.placements.models import Placement
from tovholder.placements.transitions import ENDED, STARTED


def kinds_done(people: QuerySet[Person, Any]) -> dict[int, list[str]]:
    """Kinds of stay each person has begun: {person_id: [kind, ...]}."""
    done: dict[int, list[str]] = defaultdict(list)
    begun = Placement.objects.filter(person_id__in=people, status__in=(STARTED, ENDED))
    for person_id, kind in begun.values_list("person_id", "kind").iterator(chunk_size=5_000):
        done[person_id].append(kind)
    return done


def places_left(unit_ids: Iterable[int], *, on: date) -> dict[int, int]:
    """Places left under the ratio rule at each unit, as known here; units where nobody knows are left out."""
    answers = placements.ratio_at_units(unit_ids, on=on)
    return {unit: int(str(answer.facts["left"])) for unit, answer in answers.items() if "left" in answer.facts}
