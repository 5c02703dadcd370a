"""One way to compile a kernel: to machine code kept on disk, and without the lock that makes threads wait."""

from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import Any, ParamSpec, TypeVar

from numba import njit

Arguments = ParamSpec("Arguments")
Answer = TypeVar("Answer")


def sources_stamp(folder: Path) -> str:
    """Another one whenever a file of the folder changes."""
    digest = sha256()
    for path in sorted(folder.glob("*.py")):
        digest.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()


STAMP = sources_stamp(Path(__file__).parent)


def compiled(kernel: Callable[Arguments, Answer]) -> Callable[Arguments, Answer]:
    """The same function, compiled at its first call; the next process finds it ready.

    Numba takes kept code for valid as long as the kernel's own file is unchanged. A kernel holds those it calls, so
    that it is valid only as long as every file here is: the stamp says so.
    """
    made: Any = njit(cache=True, nogil=True)(kernel)
    kept = getattr(made, "_cache", None)
    if kept is not None and hasattr(kept, "_cache_file"):
        kept._cache_file._source_stamp = STAMP
    return made  # type: ignore[no-any-return]
