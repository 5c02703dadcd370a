"""Debian packages: installed when we may, else asked for in one line."""

import os
import shutil
from collections.abc import Sequence

from tools import programs
from tools.trouble import Trouble


def install(packages: Sequence[str], *, what: str) -> None:
    """Install with apt. Raises Trouble with the line to type when that is not allowed or does not work."""
    line = f"sudo apt-get update && sudo apt-get install -y {' '.join(packages)}"
    prefix = _allowed_prefix()
    if prefix is None:
        raise Trouble(f"{what} is missing and may not be installed by this user; type: {line}")
    apt = [*prefix, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-y", "-q", "-o", "DPkg::Lock::Timeout=300"]
    try:
        programs.run([*apt, "update"])
    except programs.Failed as fault:
        programs.note(f"apt-get update failed, going on with the lists there are: {fault}\n")
    try:
        programs.run([*apt, "install", "--no-install-recommends", *packages])
    except programs.Failed as fault:
        raise Trouble(f"{what} is missing and apt could not install it ({fault}); type: {line}") from fault


def _allowed_prefix() -> list[str] | None:
    if shutil.which("apt-get") is None:
        return None
    if os.geteuid() == 0:
        return []
    if shutil.which("sudo") and programs.answers(["sudo", "-n", "true"]) is not None:
        return ["sudo", "-n"]
    return None
