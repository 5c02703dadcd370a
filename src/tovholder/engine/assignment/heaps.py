"""Two binary heaps: the bids for one order's seats, cheapest on top, and the orders a path may go on from, nearest
on top."""

from tovholder.engine.compiled import kernel
from tovholder.engine.matching.columns import I32, I64


@kernel
def sink(bids: I64, holder: I32, first: int, last: int) -> None:
    """Move the bid at seat `first` down to where no cheaper one lies below it, within seats first..last - 1."""
    at = first
    bid, who = bids[at], holder[at]
    while True:
        child = 2 * at - first + 1
        if child >= last:
            break
        if child + 1 < last and bids[child + 1] < bids[child]:
            child += 1
        if bids[child] >= bid:
            break
        bids[at], holder[at] = bids[child], holder[child]
        at = child
    bids[at], holder[at] = bid, who


@kernel
def rise(bids: I64, holder: I32, first: int, at: int) -> None:
    """Move the bid at seat `at` up to where no dearer one lies above it."""
    bid, who = bids[at], holder[at]
    while at > first:
        above = first + (at - first - 1) // 2
        if bids[above] <= bid:
            break
        bids[at], holder[at] = bids[above], holder[above]
        at = above
    bids[at], holder[at] = bid, who


@kernel
def push(heap: I32, place: I32, reach: I64, size: int, order: int) -> int:
    """Put an order in, or move it up after its `reach` fell; returns the size. `place`: where each lies, -1 outside."""
    at = place[order]
    if at < 0:
        at = size
        size += 1
    while at > 0:
        above = (at - 1) >> 1
        if reach[heap[above]] <= reach[order]:
            break
        heap[at] = heap[above]
        place[heap[at]] = at
        at = above
    heap[at] = order
    place[order] = at
    return size


@kernel
def pop(heap: I32, place: I32, reach: I64, size: int) -> int:
    """Take the nearest order out of a heap of `size`, which is one smaller afterwards."""
    top, order = heap[0], heap[size - 1]
    size -= 1
    at = 0
    while True:
        child = 2 * at + 1
        if child >= size:
            break
        if child + 1 < size and reach[heap[child + 1]] < reach[heap[child]]:
            child += 1
        if reach[heap[child]] >= reach[order]:
            break
        heap[at] = heap[child]
        place[heap[at]] = at
        at = child
    heap[at] = order
    place[order] = at
    place[top] = -1
    return int(top)
