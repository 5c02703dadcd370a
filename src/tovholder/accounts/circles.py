"""One member among very many, found by name. A circle is those an actor may choose among: nobody else is ever named."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db.models import QuerySet

from tovholder.accounts.actors import Actor
from tovholder.accounts.models import Membership
from tovholder.vocabulary.folding import fold

SHOWN = 20  # at a time; who is further down is found by writing more of the name


@dataclass(frozen=True)
class Colleague:
    """A member as the list of choices tells it."""

    pk: int
    name: str
    organisation: str
    unit: str
    role: str

    @property
    def label(self) -> str:
        return f"{self.name}, {self.organisation}"

    @cached_property
    def words(self) -> tuple[str, ...]:
        return tuple(_words(f"{self.name} {self.organisation} {self.unit}"))


class Circle:
    """Read once, in one query, and only when somebody asks. The own unit comes first, then the own organisation;
    among those, whoever `held` says holds most."""

    def __init__(
        self, members: QuerySet[Membership], *, actor: Actor, held: Callable[[], Mapping[int, int]] = dict
    ) -> None:
        self._members, self._actor, self._held = members, actor, held

    @cached_property
    def all(self) -> list[Colleague]:
        held = self._held()
        rows = self._members.order_by().values_list(
            "pk", "user__name", "organisation__name", "unit__name", "role", "unit_id", "organisation_id"
        )
        ranked = sorted(rows, key=lambda row: (*self._distance(row), -held.get(row[0], 0), fold(row[1]), row[0]))
        return [Colleague(pk, name, at, unit or "", role) for pk, name, at, unit, role, _, _ in ranked]

    def _distance(self, row: tuple[Any, ...]) -> tuple[bool, bool]:
        *_, unit_id, organisation_id = row
        own_unit = unit_id is not None and unit_id == self._actor.unit_id
        return not own_unit, organisation_id != self._actor.organisation_id

    def find(self, typed: str) -> list[Colleague]:
        """Those with words of name, organisation or unit that begin as typed; everybody for nothing typed."""
        wanted = _words(typed)
        return [each for each in self.all if all(any(has.startswith(w) for has in each.words) for w in wanted)]

    def called(self, typed: str) -> list[Colleague]:
        """Those who are called exactly what was typed, with or without their organisation."""
        return [each for each in self.all if fold(typed.strip()) in (fold(each.label), fold(each.name))]

    def named(self, typed: str) -> list[Colleague]:
        """Who can be meant by what was typed: whoever is called exactly so, or else whoever fits."""
        return self.called(typed) or (self.find(typed) if _words(typed) else [])

    def get(self, pk: int) -> Colleague | None:
        return next((each for each in self.all if each.pk == pk), None)


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", fold(text))
