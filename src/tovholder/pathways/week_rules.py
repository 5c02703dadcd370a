"""One citizen's week as pure answers: what falls together, what the children's hours do not cover, sums of hours."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import time
from decimal import Decimal
from itertools import combinations

from tovholder import parameters
from tovholder.base.decision import Decision


@dataclass(frozen=True)
class Block:
    """What stands at one time of the week. `entry` is the row it is written in; None for what comes from elsewhere."""

    weekday: int
    begins_at: time
    ends_at: time
    kind: str  # parameters: week_kinds
    words: str = ""
    entry: int | None = None
    at_work: bool = False  # Danish in the hours of work

    @property
    def minutes(self) -> int:
        return _minutes(self.ends_at) - _minutes(self.begins_at)

    def meets(self, other: "Block") -> bool:
        if {self.kind, other.kind} == {"work", "danish"} and (self.at_work or other.at_work):
            return False
        return self.weekday == other.weekday and self.begins_at < other.ends_at and other.begins_at < self.ends_at


@dataclass(frozen=True)
class Clash:
    """Two things at one time; with `other` None something the children's hours do not cover."""

    one: Block
    other: Block | None = None


@dataclass(frozen=True)
class Untimed:
    """Hours of the week that stand at no time of it, and where they are; "" for what is not told here."""

    kind: str  # parameters: week_kinds
    hours: Decimal
    where: str = ""


def untimed(
    stays: Sequence[tuple[Decimal, str]], *, in_week: Decimal, set_aside: Decimal, set_aside_kind: str
) -> list[Untimed]:
    """What has no fixed time: of the stays (hours that week, where) what their times of work do not come to, and the
    hours that are set aside. Whose time of work it is stands nowhere, so of several stays the rest has no place."""
    planned = [(hours, where) for hours, where in stays if hours > 0]
    rest = sum((hours for hours, _where in planned), Decimal(0)) - in_week
    found = []
    if rest > 0 and not in_week:
        found = [Untimed("work", hours, where) for hours, where in planned]
    elif rest > 0:
        found = [Untimed("work", rest, planned[0][1] if len(planned) == 1 else "")]
    return [*found, Untimed(set_aside_kind, set_aside)] if set_aside > 0 else found


def _minutes(clock: time) -> int:
    return clock.hour * 60 + clock.minute


def is_cover(block: Block) -> bool:
    return parameters.term("week_kinds", block.kind).flag("cover")


def clashes(blocks: Sequence[Block]) -> list[Clash]:
    """What cannot be done as it stands. While children are looked after the rest goes on."""
    covers = [block for block in blocks if is_cover(block)]
    others = sorted(
        (block for block in blocks if not is_cover(block)), key=lambda block: (block.weekday, block.begins_at)
    )
    found = [Clash(one, other) for one, other in combinations(others, 2) if one.meets(other)]
    if covers:
        found += [Clash(block) for block in others if not _is_covered(block, covers)]
    return found


def _is_covered(block: Block, covers: Sequence[Block]) -> bool:
    """Whether the hours of the children reach from beginning to end, one after the other."""
    reached = block.begins_at
    for cover in sorted((each for each in covers if each.weekday == block.weekday), key=lambda each: each.begins_at):
        if cover.begins_at <= reached < cover.ends_at:
            reached = cover.ends_at
    return reached >= block.ends_at


def hours(blocks: Sequence[Block]) -> dict[str, Decimal]:
    """Hours in the week of each kind that counts, in the order of the list."""
    return {
        term.code: _sum(blocks, term.code)
        for term in parameters.terms("week_kinds")
        if term.flag("counts") and any(block.kind == term.code for block in blocks)
    }


def _sum(blocks: Sequence[Block], kind: str) -> Decimal:
    return (Decimal(sum(block.minutes for block in blocks if block.kind == kind and not block.at_work)) / 60).quantize(
        Decimal("0.1")
    )


def work_fits_plan(*, planned: Decimal, in_week: Decimal) -> Decision:
    """Whether the times of work in the week come to the hours the stays are planned with."""
    if planned == in_week:
        return Decision.yes("week.work_fits", planned=planned)
    code = "week.work_is_missing" if in_week < planned else "week.work_is_more"
    return Decision.no(code, planned=planned, in_week=in_week)


def days(blocks: Sequence[Block]) -> Iterator[tuple[int, list[Block]]]:
    """Each day of the week with what stands on it, in order."""
    for weekday in range(7):
        of_day = [block for block in blocks if block.weekday == weekday]
        yield weekday, sorted(of_day, key=lambda block: (block.begins_at, block.ends_at, block.kind))
