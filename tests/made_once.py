"""Something dear that several tests read, made once for all the processes of a test run."""

import fcntl
import os
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import pytest

FOR_ALL_PARTS = "TOVHOLDER_TEST_ONCE"
"""Names the folder that `./tovholder test` keeps for all its parts; a pytest started by hand uses its own."""


def made_once(name: str, make: Callable[[Path], None], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder `name`, filled by the first who asks while the others wait. Read it or copy it; do not change it."""
    place = _base(tmp_path_factory) / name
    with place.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        done = place.with_suffix(".done")
        if not done.exists():
            place.mkdir()
            make(place)
            done.touch()
    return place


_SEEN: set[str] = set()


def is_first(of: str) -> bool:
    """Whether nobody in this test run has come with these words before, in any of its processes."""
    folder = os.environ.get(FOR_ALL_PARTS)
    if not folder:
        new = of not in _SEEN
        _SEEN.add(of)
        return new
    seen = Path(folder, "seen")
    seen.mkdir(exist_ok=True)
    try:
        (seen / sha256(of.encode()).hexdigest()).touch(exist_ok=False)
    except FileExistsError:
        return False
    return True


def _base(tmp_path_factory: pytest.TempPathFactory) -> Path:
    if FOR_ALL_PARTS in os.environ:
        return Path(os.environ[FOR_ALL_PARTS])
    base = tmp_path_factory.getbasetemp()
    # Beside the folders of the processes, where there are several.
    return base.parent if "PYTEST_XDIST_WORKER" in os.environ else base
