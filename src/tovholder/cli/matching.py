"""The matching as the commands use it; None while the room has no runs to offer."""

import importlib
import importlib.util
from typing import Any


def runs() -> Any:
    """The module of nightly and refreshing runs."""
    name = "tovholder.proposals.runs"
    return importlib.import_module(name) if importlib.util.find_spec(name) else None
