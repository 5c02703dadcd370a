"""How often is it changed what an order asks for in the gates nobody is told of: kinds of stay, and strains.

Whoever changes them, or makes twin orders that differ in them alone, can lay two lists side by side and see who falls
off: that would tell who has considerations. A few changes are ordinary work; more are shown to the secretariat."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from tovholder.base.decision import Decision, Fact
from tovholder.parameters.entry import Entry


@dataclass(frozen=True)
class Asked:
    """One line of the log: from here on the order asked for this."""

    pk: int
    order_id: int
    at: datetime
    by: str
    asks: str
    changed: bool  # False when the order was opened with it, or moved to another trade with it


def asks(kinds: Iterable[str], strains: Iterable[str]) -> str:
    """What of an order the untold gates hang on, as one word to compare."""
    return f"{','.join(sorted(kinds))}:{','.join(sorted(strains))}"


def changes(lines: Iterable[Asked]) -> list[Asked]:
    """Those lines, oldest first, that made a list which can be laid beside another one: a change of the order, or a
    twin that asks for something no other one asked for."""
    asked: dict[int, str] = {}
    found = []
    for line in lines:
        twins = {each for order_id, each in asked.items() if order_id != line.order_id}
        if line.changed or (twins and line.asks not in twins):
            found.append(line)
        asked[line.order_id] = line.asks
    return found


def is_usual(found: Sequence[Asked], *, usual: Entry) -> Decision:
    """Are so many changes usual? `until` is when enough of them have passed by themselves."""
    most, days = usual.whole("changes"), usual.whole("days")
    if len(found) <= most:
        return Decision.yes("order.asks_usual", changes=len(found), days=days, reference=usual.reference)
    passing = found[len(found) - most - 1].at + timedelta(days=days)
    told: dict[str, Fact] = {"changes": len(found), "usual": most, "days": days, "until": passing.date()}
    return Decision.no("order.asks_changed_often", reference=usual.reference, **told)
