"""The engine's kernels: compiled at set-up and kept, because the first use would wait a minute or two for it."""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from tools import places, programs
from tools.steps import Step, digest

ENGINE = places.SOURCE / "tovholder" / "engine"
RUN = ("lists", "region", "plans")
"""What pages and nights use."""

TEST = ("lists", "cohorts", "region", "plans", "register", "assignment", "matching")
"""All. The longest first, but for those that find most of theirs made by another."""

AT_ONCE = 2  # a room takes one processor and half a gigabyte


def step(purpose: str) -> Step:
    """For `run` those of one list, of a region and of the nightly plan, which pages and nights use; for `test` all."""
    rooms = RUN if purpose == "run" else TEST
    return Step(
        title="The engine's kernels",
        stamp=places.SETUP / f"kernels-for-{purpose}",
        mark=lambda: digest([*sorted(ENGINE.rglob("*.py")), places.ROOT / "requirements.lock"], places.platform()),
        is_there=lambda: any(folder().rglob("*.nbi")),
        work=lambda: compile_all(rooms),
    )


def folder() -> Path:
    return Path(places.environment()["NUMBA_CACHE_DIR"])


def compile_all(rooms: Sequence[str]) -> None:
    """What is kept and still valid is not compiled again. Two rooms at a time, each in a process of its own."""
    with ThreadPoolExecutor(AT_ONCE) as pool:
        made = [pool.submit(programs.run, [places.PYTHON, "-m", "tovholder.engine.warm", room]) for room in rooms]
        for each in made:
            each.result()
