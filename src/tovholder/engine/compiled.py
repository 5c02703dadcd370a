"""How the engine's loops are compiled: to machine code that runs without Python's lock and is kept for the next start.

Numba takes kept code for valid as long as the kernel's own file is unchanged. A kernel holds those it calls and the
constants it reads, so that it is valid only as long as every file of its folder is, and this one: the stamp says so.
A kernel therefore calls kernels of its own folder and of this file, and no others.
"""

from collections.abc import Callable
from functools import cache, partial
from hashlib import sha256
from pathlib import Path
from typing import Any, ParamSpec, TypeVar, cast

import numba
from numba.core import types
from numba.extending import intrinsic

Given = ParamSpec("Given")
Made = TypeVar("Made")

_KEPT: dict[str, Any] = {"cache": True, "nogil": True}
_LEAN: dict[str, Any] = _KEPT | {"error_model": "numpy", "_nrt": False}


@cache
def stamp_of(folder: Path) -> str:
    """Another one whenever a file of the folder changes, or this file."""
    digest = sha256(Path(__file__).read_bytes())
    for path in sorted(folder.glob("*.py")):
        digest.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()


def kernel(function: Callable[Given, Made]) -> Callable[Given, Made]:
    """The same function, compiled at its first call; the next process finds it ready."""
    return _made(function, **_KEPT)


def lean(function: Callable[Given, Made]) -> Callable[Given, Made]:
    """A kernel without Numba's runtime: it counts no references, and so cannot make arrays; it is handed all it needs.

    Counting took seven eighths of the time of a pair. Division by zero is the caller's business, as in NumPy.
    """
    return _made(function, **_LEAN)


def inlined(function: Callable[Given, Made]) -> Callable[Given, Made]:
    """A lean kernel whose code is laid into its callers: a call that hands over tables costs more than a pair does."""
    return _made(function, **_LEAN, forceinline=True)


def _made(function: Callable[Given, Made], **ways: Any) -> Callable[Given, Made]:
    made: Any = numba.njit(**ways)(function)
    kept = getattr(getattr(made, "_cache", None), "_cache_file", None)
    if kept is not None:
        kept._source_stamp = stamp_of(Path(function.__code__.co_filename).parent)
        kept._load_index = partial(_read_index, kept._load_index)
    return cast(Callable[Given, Made], made)


def _read_index(read: Callable[[], dict[Any, Any]]) -> dict[Any, Any]:
    """What is kept; nothing where it names a file that is gone: Numba reads it before it looks how old it is."""
    try:
        return read()
    except (ImportError, AttributeError):
        return {}


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
