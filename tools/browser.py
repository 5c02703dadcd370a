"""The Chromium the browser journeys drive."""

import os
import shutil

from tools import places, programs, system_packages
from tools.trouble import Trouble

_SHELL = "chromium-headless-shell"  # the same engine without windows, menus and extensions: journeys take a fifth less
_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def ensure() -> str:
    """Path of a Chromium; installed when missing. Raises Trouble with the line to type."""
    named = os.environ.get("TOVHOLDER_CHROMIUM")
    if named and not os.access(named, os.X_OK):
        raise Trouble(f"TOVHOLDER_CHROMIUM says {named}, and there is no program there.")
    found = named or shutil.which(_SHELL) or _installed()
    _ensure_driver()
    return found


def _ensure_driver() -> None:
    """The program through which the tests drive the browser needs a library that a bare Debian lacks."""
    driver = places.site_packages() / "playwright" / "driver" / "node"
    if programs.answers([driver, "--version"]) is None:
        system_packages.install(["libatomic1"], what="A library of the browser's driver")


def _installed() -> str:
    """The shell where it can be had, else a whole Chromium: older systems have no package of the shell."""
    try:
        system_packages.install([_SHELL], what="Chromium")
    except Trouble:
        if _whole() is None:
            system_packages.install(["chromium"], what="Chromium")
    found = shutil.which(_SHELL) or _whole()
    if found is None:
        raise Trouble("Chromium was installed, but no chromium program is found.")
    return found


def _whole() -> str | None:
    return next((path for path in map(shutil.which, _NAMES) if path), None)
