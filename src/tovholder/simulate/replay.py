"""The first hundred through the services: every fact is told again, in the order of time, by the one who would have.

What no service writes is written beside: background, groups, views of partners, a citizen's sign-in. So are the
proposals of the past: what was known then of a person is gone, and with it whether the gates were open.
"""

from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any, NamedTuple

from tovholder.accounts import queries as accounts
from tovholder.accounts.actors import Actor, system
from tovholder.accounts.models import Membership
from tovholder.simulate.facts import Part
from tovholder.simulate.firm_rows import Places
from tovholder.simulate.frame_rows import Frame


class Deed(NamedTuple):
    """Something done at a time. `turn` orders what is done at the same time."""

    at: datetime
    turn: int
    do: Callable[[], Any]


class Desk:
    """Whom the deeds are done by, and where the rows they make are found."""

    def __init__(self, part: Part, frame: Frame) -> None:
        self.part, self.frame = part, frame
        self.places, self.people, self.stays = Places(), dict[int, int](), dict[int, int]()
        self.agreements, self.courses = dict[int, int](), dict[int, int]()
        self.citizens = {citizen.number: citizen for citizen in part.citizens}
        self.nobody = system("simulation")
        rows = Membership.objects.filter(pk__in=frame.memberships.values()).select_related("user", "organisation")
        self._rows = {row.pk: row for row in rows}

    def actor(self, member: int | None) -> Actor:
        """The member, or the simulation itself where nobody is named."""
        if member is None:
            return self.nobody
        return accounts.actor_of(self._rows[self.frame.memberships[member]]).for_purpose("simulation")


def run(desk: Desk, progress: Callable[[int, int], None]) -> None:
    """Do all deeds of the part, in the order of time. `progress` hears of deeds done and deeds in all."""
    from tovholder.simulate import replay_firms, replay_people, replay_stays, replay_together

    deeds = sorted(_all(desk, (replay_firms, replay_people, replay_stays, replay_together)), key=lambda deed: deed[:2])
    for done, deed in enumerate(deeds, 1):
        deed.do()
        progress(done, len(deeds))


def _all(desk: Desk, rooms: tuple[Any, ...]) -> Iterator[Deed]:
    for room in rooms:
        yield from room.deeds(desk)
