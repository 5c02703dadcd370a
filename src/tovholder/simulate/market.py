"""Which workplaces have room, and which orders have seats left, at a time: nobody is placed where the law says no."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from tovholder.simulate.dice import Dice
from tovholder.simulate.facts import Citizen, Firm, Order, Workplace
from tovholder.simulate.needs import since

FAR = date(9999, 1, 1)


@dataclass(frozen=True)
class Stretch:
    """The days somebody would be at a workplace, in which kind of stay, and when it was agreed on."""

    kind: str
    starts_on: date
    ends_before: date | None
    proposed_on: date
    counted: bool  # in the employer's limit
    not_at: frozenset[int] = frozenset()  # firms where the person has been employed before


class Market:
    """The firms and orders of one part, and what is taken."""

    def __init__(self, firms: list[Firm], orders: list[Order]) -> None:
        self.workplaces = [place for firm in firms for place in firm.workplaces]
        self.firm_of = {place.number: firm for firm in firms for place in firm.workplaces}
        self.orders = orders
        self._by_industry: dict[str, list[Workplace]] = defaultdict(list)
        for place in self.workplaces:
            self._by_industry[self.firm_of[place.number].industry].append(place)
        self._orders_of: dict[str, list[Order]] = defaultdict(list)
        for order in orders:
            if order.columns["status"] != "draft":
                self._orders_of[order.columns["industry"]].append(order)
        self.taken: dict[int, int] = defaultdict(int)
        self._there: dict[int, list[tuple[date, date]]] = defaultdict(list)

    def order_for(self, industry: str, stretch: Stretch, citizen: Citizen, dice: Dice) -> Order | None:
        """An order by chance that fits: kind, dates, a seat left, room at the workplace, and who may be matched."""
        fitting = [order for order in self._candidates(industry, dice) if self._fits(order, stretch, citizen)]
        return dice.one_of(fitting) if fitting else None

    def _candidates(self, industry: str, dice: Dice) -> Iterator[Order]:
        """A dozen from a random place in the list: enough, and quick in a large part."""
        listed = self._orders_of[industry]
        first = dice.whole(0, max(len(listed) - 1, 0))
        return (listed[(first + step) % len(listed)] for step in range(min(len(listed), 12)))

    def _fits(self, order: Order, stretch: Stretch, citizen: Citizen) -> bool:
        columns = order.columns
        return (
            stretch.kind in columns["kinds"]
            and since(order).date() <= stretch.proposed_on
            and columns["start_earliest"] <= stretch.starts_on <= columns["start_latest"]
            and self.taken[order.number] < columns["places"]
            and may_be_matched(citizen, order)
            and self.may_be_at(self.workplaces[order.workplace], stretch)
        )

    def workplace_for(self, industry: str, stretch: Stretch, dice: Dice) -> Workplace | None:
        """A workplace with room, found by a few tries."""
        listed = self._by_industry[industry]
        for _ in range(8):
            place = dice.one_of(listed)
            if self.may_be_at(place, stretch):
                return place
        return None

    def may_be_at(self, place: Workplace, stretch: Stretch) -> bool:
        """Room, and not where the person was employed before: most kinds of stay may not follow a job there."""
        return self.firm_of[place.number].number not in stretch.not_at and self.has_room(place, stretch)

    def has_room(self, place: Workplace, stretch: Stretch) -> bool:
        """Whether the employer's limit leaves a place through the whole stay; ordinary work is not limited."""
        if not stretch.counted:
            return True
        before = stretch.ends_before or FAR
        inside = sum(1 for start, end in self._there[place.number] if start < before and end > stretch.starts_on)
        return inside < allowed(place.fte)

    def settle(self, place: Workplace, stretch: Stretch, order: Order | None) -> None:
        """Take the place, and the seat of the order."""
        if stretch.counted:
            self._there[place.number].append((stretch.starts_on, stretch.ends_before or FAR))
        if order is not None:
            self.taken[order.number] += 1


def allowed(fte: int) -> int:
    """One for each five employed up to fifty, always one; above that one for each ten (BEK 2636/2021 § 65)."""
    return max(1, fte // 5) if fte <= 50 else 10 + (fte - 50) // 10


def may_be_matched(citizen: Citizen, order: Order) -> bool:
    """Own municipality always; others only people in the pool who have not objected; protected people never."""
    if citizen.municipality == order.taken_by:
        return True
    sharing = citizen.sharing
    return sharing is not None and sharing.objected_on is None and not citizen.case["protected"]
