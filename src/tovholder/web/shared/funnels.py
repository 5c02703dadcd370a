"""A funnel as bars, with the same numbers beside them as in the table."""

from typing import Any

from django.utils.translation import get_language

from tovholder import parameters
from tovholder.placements.group_rules import Step


def bars(steps: list[Step]) -> list[dict[str, Any]]:
    """For shared/components/parts_bars.html: the length is the share of the largest stage."""
    most = max((step.reached for step in steps), default=0) or 1
    language = get_language() or "da"
    return [
        {
            "label": parameters.term("group_stages", step.stage).label(language),
            "share": round(100 * step.reached / most),
            "number": step.reached,
            "asked": True,
            "against": False,
        }
        for step in steps
    ]
