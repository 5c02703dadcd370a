"""How kernels are compiled: to machine code that runs without Python's lock and is kept for the next start.

A kernel that calls a kernel of another file holds a copy of it, and of the constants it reads. The place where they are
kept is therefore named after the text of them all: a new version never meets machine code of an old one.
"""

import hashlib
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any, ParamSpec, TypeVar, cast

import numba
from numba.core import types
from numba.extending import intrinsic

Given = ParamSpec("Given")
Made = TypeVar("Made")


_SAYS = (b"from .compiled import", b"NamedTuple", b"IntEnum", b"_MASK =", b"NO_END =", b"intrinsic")
"""Files with kernels, with what they are handed, or with constants they read."""


def _kept_by_version() -> None:
    beside = Path(__file__).parent / "__pycache__"
    folder = os.environ.get("NUMBA_CACHE_DIR") or (str(beside) if os.access(beside, os.W_OK) else "")
    if folder:
        files = [path.read_bytes() for path in sorted(Path(__file__).parent.glob("*.py"))]
        text = b"".join(each for each in files if any(word in each for word in _SAYS))
        cast(Any, numba.config).CACHE_DIR = str(Path(folder) / hashlib.sha256(text).hexdigest()[:16])


_kept_by_version()


_compiled: Any = numba.njit
_AS: dict[str, Any] = {"cache": True, "nogil": True, "error_model": "numpy", "_nrt": False}
"""Without Numba's runtime (_nrt): no references are counted, so a kernel cannot make arrays. It is handed all it needs.
Counting them took seven eighths of the time of a pair."""


def kernel(function: Callable[Given, Made]) -> Callable[Given, Made]:
    """The function compiled; division by zero is the caller's business, as in NumPy."""
    return cast(Callable[Given, Made], _compiled(**_AS)(function))


def inlined(function: Callable[Given, Made]) -> Callable[Given, Made]:
    """A kernel whose code is laid into its callers: a call that hands over tables costs more than a pair does."""
    return cast(Callable[Given, Made], _compiled(**_AS, forceinline=True)(function))


def _make_bit_count(_typing: Any, _word: Any) -> Any:
    def generate(_context: Any, builder: Any, _signature: Any, given: Any) -> Any:
        return builder.ctpop(given[0])

    return types.uint64(types.uint64), generate


def _make_lowest_bit(_typing: Any, _word: Any) -> Any:
    def generate(context: Any, builder: Any, _signature: Any, given: Any) -> Any:
        return builder.cttz(given[0], context.get_constant(types.boolean, 0))

    return types.uint64(types.uint64), generate


_bit_count: Any = intrinsic(_make_bit_count)
_lowest_bit: Any = intrinsic(_make_lowest_bit)


@inlined
def bit_count(word: Any) -> int:
    """How many bits are set."""
    return int(_bit_count(word))


@inlined
def lowest_bit(word: Any) -> int:
    """The place of the lowest bit set; 64 when there is none."""
    return int(_lowest_bit(word))
