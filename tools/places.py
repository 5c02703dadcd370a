"""Where things lie in the folder, and the environment every started program gets."""

import os
import sys
import sysconfig
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
SOURCE = ROOT / "src"
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
VAR = ROOT / "var"
SETUP = VAR / "setup"
LOG = VAR / "setup.log"
NODE_MODULES = ROOT / "node_modules"
KERNELS = VAR / "kernels"
STATIC = SOURCE / "tovholder" / "web" / "static" / "dist"


def site_packages() -> Path:
    version = f"python{sys.version_info.major}.{sys.version_info.minor}"
    return VENV / "lib" / version / "site-packages"


def platform() -> str:
    """One word for interpreter and machine: what was installed for another one cannot be used."""
    return f"{sys.version_info.major}.{sys.version_info.minor}-{sysconfig.get_platform()}"


def environment() -> dict[str, str]:
    """The caller's environment, minus what would lead a started program to another Python's packages, and minus a
    wish to keep no compiled modules: every program started would compile eight hundred of them again."""
    unwanted = ("PYTHONHOME", "PYTHONPATH", "VIRTUAL_ENV", "PYTHONDONTWRITEBYTECODE")
    kept = {name: value for name, value in os.environ.items() if name not in unwanted}
    kept["PYTHONUTF8"] = "1"
    # Compiled kernels are kept beside the rest of what set-up makes: the source may belong to somebody else.
    kept.setdefault("NUMBA_CACHE_DIR", str(KERNELS))
    home = Path(kept.get("HOME") or "/nonexistent")
    if not os.access(home, os.W_OK):
        kept.setdefault("XDG_CACHE_HOME", str(VAR / "cache"))
        kept.setdefault("UV_CACHE_DIR", str(VAR / "cache" / "uv"))
        kept.setdefault("npm_config_cache", str(VAR / "cache" / "npm"))
    return kept
