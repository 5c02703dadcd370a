"""The Chromium the browser journeys drive."""

import os
import shutil

from tools import system_packages
from tools.trouble import Trouble

_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def ensure() -> str:
    """Path of a Chromium; installed when missing. Raises Trouble with the line to type."""
    named = os.environ.get("TOVHOLDER_CHROMIUM")
    if named and not os.access(named, os.X_OK):
        raise Trouble(f"TOVHOLDER_CHROMIUM says {named}, and there is no program there.")
    found = named or _found()
    if found is None:
        system_packages.install(["chromium"], what="Chromium")
        found = _found()
    if found is None:
        raise Trouble("Chromium was installed, but no chromium program is found.")
    return found


def _found() -> str | None:
    return next((path for path in map(shutil.which, _NAMES) if path), None)
