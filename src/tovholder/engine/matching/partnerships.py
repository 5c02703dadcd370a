"""Who recruits together, as bits: two municipalities with a bit in common are in one partnership."""

from collections.abc import Iterable

BITS = 64


def bits(circles: Iterable[frozenset[int]]) -> dict[int, int]:
    """By municipality, from the municipalities of each partnership. Those alone have no entry.

    One that lies within another needs no bit of its own. ValueError when there are more than the columns can hold:
    nothing is matched then, rather than something across.
    """
    together = {circle for circle in circles if len(circle) > 1}
    needed = sorted(tuple(sorted(one)) for one in together if not any(one < other for other in together))
    if len(needed) > BITS:
        raise ValueError(f"partnerships: {len(needed)} that lie in no other, at most {BITS} can be told apart")
    made: dict[int, int] = {}
    for bit, circle in enumerate(needed):
        for municipality in circle:
            made[municipality] = made.get(municipality, 0) | 1 << bit
    return made
