"""Compile every kernel once: `python -m tovholder.engine.warm`. Set-up does it, so that nobody waits at the first use.

Compiling takes a minute or two, and what was compiled is kept on disk. The instances are the smallest that reach all
kernels with the types the product hands them.
"""

import time

from tovholder.engine.assignment import bench as assignment
from tovholder.engine.cohorts import bench as cohorts


def main() -> None:
    cohorts.warm_up(seed=1)
    assignment.measure(
        clock=time.perf_counter,
        processor=time.process_time,
        peak=lambda: 0.0,
        people=300,
        orders=90,
        runs=1,
        plain_people=100,
        dense_people=100,
        flow=False,
    )


if __name__ == "__main__":
    main()
