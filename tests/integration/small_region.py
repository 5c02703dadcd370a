"""A small simulated installation on SQLite, made once for all tests that kill, move or copy one."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.made_once import made_once

ROOT = Path(__file__).resolve().parents[2]
MAKE = ("simulate", "--people", "100", "--years", "1", "--events", "8")


def environment(home: Path) -> dict[str, str]:
    """A demo of its own in `home`, on SQLite whatever database the tests use."""
    inherited = {name: value for name, value in os.environ.items() if not name.startswith(("TOVHOLDER_", "DJANGO_"))}
    return inherited | {
        "TOVHOLDER_MODE": "demo",
        "TOVHOLDER_HOME": str(home),
        "PYTHONPATH": os.pathsep.join([str(ROOT / "src"), str(ROOT)]),
    }


def small_region(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Its home. Copy it before changing anything."""
    return made_once("a-small-region", _simulate, tmp_path_factory)


def _simulate(home: Path) -> None:
    command = [sys.executable, "-m", "tovholder.cli", *MAKE]
    subprocess.run(command, check=True, env=environment(home), capture_output=True)
