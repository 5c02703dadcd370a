"""One way to compile a kernel: to machine code kept on disk, and without the lock that makes threads wait."""

from collections.abc import Callable
from typing import ParamSpec, TypeVar

from numba import njit

Arguments = ParamSpec("Arguments")
Answer = TypeVar("Answer")


def compiled(kernel: Callable[Arguments, Answer]) -> Callable[Arguments, Answer]:
    """The same function, compiled at its first call; the next process finds it ready."""
    made: Callable[Arguments, Answer] = njit(cache=True, nogil=True)(kernel)
    return made
