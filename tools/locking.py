"""`./tovholder lock`: write the lock files anew from pyproject.toml. They hold versions and hashes, no address."""

import os
from pathlib import Path

from tools import index_settings, places, programs, python_packages, spark, steps
from tools.trouble import Trouble

_FORM = ["--generate-hashes", "--no-annotate", "--no-header", "--python-version", "3.11", "--quiet", "--upgrade"]


def write() -> None:
    """The other locks are held to the versions of the lock for running: what is tested is what runs."""
    pip = python_packages.find_pip()
    uv = python_packages.fetch_uv(pip) if pip else None
    if uv is None or pip is None:
        raise Trouble("writing lock files needs uv, which the Python index has not got for this machine.")
    # A house's extra index may hold a package for its own machines only; a lock is for all, so it asks the main index.
    extras = ("UV_INDEX", "UV_INDEX_STRATEGY", "UV_FIND_LINKS")
    settings = {name: value for name, value in index_settings.for_uv(pip, os.environ).items() if name not in extras}
    run, test = python_packages.LOCKS["run"], python_packages.LOCKS["test"]
    compile_words: list[str | Path] = [uv, "pip", "compile", places.ROOT / "pyproject.toml", *_FORM]
    try:
        programs.run([*compile_words, "-o", run], extra=settings)
        programs.run([*compile_words, "--extra", "test", "--constraints", run, "-o", test], extra=settings)
        beside = [flag for name in _names(run) for flag in ("--no-emit-package", name)]
        programs.run(
            [*compile_words, "--extra", "spark", *beside, "--constraints", run, "-o", spark.LOCK], extra=settings
        )
    except programs.Failed as fault:
        raise Trouble(f"writing lock files failed: {fault} (all of it: {places.LOG})") from fault
    steps.say(f"Wrote {run.name}, {test.name} and {spark.LOCK.name}.")


def _names(lock: Path) -> list[str]:
    """The packages of a lock file: what is there when one runs needs no second copy beside it."""
    lines = lock.read_text(encoding="utf-8").splitlines()
    return [line.split("==")[0] for line in lines if "==" in line]
