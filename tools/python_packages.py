"""The environment in .venv: exactly what a lock file names, checked by hash; by uv where there is one, else by pip."""

import os
import shutil
import sys
import sysconfig
from collections.abc import Sequence
from pathlib import Path

from tools import index_settings, places, programs, system_packages
from tools.steps import Step, digest
from tools.trouble import Trouble

LOCKS = {"run": places.ROOT / "requirements.lock", "test": places.ROOT / "requirements-dev.lock"}
UV_LOCK = places.ROOT / "tools" / "locks" / "uv.txt"
STAMP = places.VENV / "tovholder-stamp"
WIDEST = places.SETUP / "packages-for"
HALF_DONE = places.VENV / "half-done"
_NO_NETWORK = (
    "NewConnectionError",
    "ConnectTimeout",
    "name resolution",
    "SSLError",
    "ProxyError",
    "Network is unreachable",
)

# A person's own pip settings that would send the packages elsewhere.
_PLAIN = {"PIP_USER": "0", "PIP_REQUIRE_VIRTUALENV": "0"}

Program = Sequence[str | Path]


def step(purpose: str) -> Step:
    """Packages for `run` or `test`. What is set up for tests serves for running too, and is not thrown away."""
    return Step(
        title="Python packages" if purpose == "run" else "Python packages, with those for tests",
        stamp=STAMP,
        mark=lambda: _mark(_serving(purpose)),
        is_there=lambda: places.PYTHON.exists() and not HALF_DONE.exists(),
        work=lambda: install(_serving(purpose)),
    )


def _mark(purpose: str) -> str:
    # The folder's own address counts: an environment cannot be moved.
    return f"{purpose} {digest([LOCKS[purpose]], str(places.ROOT), places.platform())}"


def _serving(purpose: str) -> str:
    """Asked anew each time: another start may have widened the environment while this one waited for its turn."""
    had = WIDEST.read_text(encoding="utf-8") if places.VENV.exists() and WIDEST.exists() else ""
    return "test" if "test" in (purpose, had) else "run"


def install(purpose: str) -> None:
    """Make .venv hold what the lock for `purpose` names and nothing else, and let it find the product's source."""
    lock = LOCKS[purpose]
    WIDEST.write_text(purpose, encoding="utf-8")
    pip = find_pip()
    uv = fetch_uv(pip) if pip else None
    if HALF_DONE.exists() or not _is_whole():
        shutil.rmtree(places.VENV, ignore_errors=True)
    if uv and pip:
        _install_with_uv(uv, pip, lock)
    else:
        _install_with_pip(lock)
    (places.site_packages() / "tovholder-source.pth").write_text(f"{places.SOURCE}\n", encoding="utf-8")
    HALF_DONE.unlink()


def _is_whole() -> bool:
    ask = "import sys; print('{}.{}'.format(*sys.version_info))"
    mine = f"{sys.version_info.major}.{sys.version_info.minor}"
    return places.PYTHON.exists() and programs.answers([places.PYTHON, "-c", ask]) == mine


def _install_with_uv(uv: Path, pip: Program, lock: Path) -> None:
    settings = index_settings.for_uv(pip, os.environ)
    if not places.VENV.exists():
        programs.run([uv, "venv", "--no-project", "--python", quickest(), places.VENV], extra=settings)
    HALF_DONE.touch()
    options = ["--python", str(places.PYTHON), "--require-hashes", "--compile-bytecode"]
    programs.run([uv, "pip", "sync", *options, lock], extra=settings)


def quickest() -> str:
    """This Python; or Debian's own of the same version, where this one was compiled by hand without the compiler's
    profile (as pyenv does unless told otherwise): that takes a seventh more processor time for everything."""
    debians = f"/usr/bin/python{sys.version_info.major}.{sys.version_info.minor}"
    words = sysconfig.get_config_var("CONFIG_ARGS") or ""
    by_hand = sys.base_prefix != "/usr" and "--enable-optimizations" not in words
    whole = by_hand and programs.answers([debians, "-c", "import ctypes, sqlite3, ssl"]) is not None
    return debians if whole else sys.executable


def _install_with_pip(lock: Path) -> None:
    if not _can_make_environments():
        system_packages.install(["python3-venv"], what="Python's venv module")
    programs.run([sys.executable, "-m", "venv", "--clear", places.VENV])
    HALF_DONE.touch()
    programs.run([places.PYTHON, "-m", "pip", "install", "--require-hashes", "--no-deps", "-r", lock])


def find_pip() -> Program | None:
    """A pip that works, from this Python or another; None when one can be had by making an environment."""
    pip = _present_pip()
    if pip is None and not _can_make_environments():
        system_packages.install(["python3-pip", "python3-venv"], what="pip")
        pip = _present_pip()
    return pip


def _present_pip() -> Program | None:
    found = (python for python in _pythons() if programs.answers([python, "-m", "pip", "--version"]))
    return next(([python, "-m", "pip"] for python in found), None)


def _pythons() -> list[str]:
    base = Path(sys.base_prefix) / "bin" / f"python{sys.version_info.major}.{sys.version_info.minor}"
    found = [sys.executable, str(base), shutil.which("python3.11"), shutil.which("python3")]
    return list(dict.fromkeys(path for path in found if path and Path(path).exists()))


def _can_make_environments() -> bool:
    """Debian keeps this part of Python in a package of its own."""
    return programs.answers([sys.executable, "-c", "import ensurepip; ensurepip.version()"]) is not None


def fetch_uv(pip: Program) -> Path | None:
    """uv in a folder of its own under var/; None when the index has none for this machine (then pip does the work)."""
    folder = places.SETUP / f"uv-{digest([UV_LOCK], places.platform())[:12]}"
    program = folder / "bin" / "uv"
    if program.exists() and programs.answers([program, "--version"]):
        return program
    shutil.rmtree(folder, ignore_errors=True)
    try:
        install_beside(pip, UV_LOCK, folder)
    except programs.Failed as fault:
        if any(sign in fault.said for sign in _NO_NETWORK):
            raise Trouble(
                "no Python package index can be reached; check the network or pip's index settings and start again "
                f"(details: {places.LOG.relative_to(places.ROOT)})."
            ) from fault
        return None
    return program if programs.answers([program, "--version"]) else None


def install_beside(pip: Program, lock: Path, folder: Path, *, builders: Path | None = None) -> None:
    """Install what `lock` names into a folder outside any environment; there all at once or not at all.

    Only what needs no building, unless a folder of `builders` is there to build with.
    """
    half = folder.with_name(folder.name + ".half")
    shutil.rmtree(half, ignore_errors=True)
    options = [
        "--retries",
        "2",
        "--no-deps",
        "--require-hashes",
        "--disable-pip-version-check",
        *(["--no-build-isolation"] if builders else ["--only-binary", ":all:"]),
    ]
    extra = _PLAIN | ({"PYTHONPATH": str(builders)} if builders else {})
    programs.run([*pip, "install", *options, "--target", half, "-r", lock], extra=extra)
    shutil.rmtree(folder, ignore_errors=True)
    half.rename(folder)
