"""What the walk says: values for arguments that are no ids, and posts that no form on a page shows."""

from tests.architecture.leak_region import World
from tovholder.web.staff import (
    alignment,
    attendance,
    desk,
    groups,
    hearings,
    incidents,
    meeting_steps,
    placements,
    reception_page,
)
from tovholder.web.staff.people_sections import SECTIONS

# `route argument` is for one route, `argument` for all.
WORDS: dict[str, list[str]] = {
    "uidb64": ["MQ"],
    "token": ["set-password"],
    "pk": ["1"],
    "section": list(SECTIONS),
    "step": list(placements.FORMS),
    "staff:request_step step": list(desk.TITLES),
    "staff:alignment_step step": list(alignment.STEPS),
    "staff:attendance_step step": list(attendance.STEPS),
    "staff:hearing_step step": list(hearings.STEPS),
    "staff:incident_step step": list(incidents.STEPS),
    "staff:group_step step": list(groups.STEPS),
    "staff:handover_step step": list(reception_page.TITLES),
    "staff:meeting_step step": list(meeting_steps.STEPS),
    "kind": ["kompetence", "stilling"],
}


def posts(route: str, world: World) -> list[dict[str, str]]:
    """What else to send to a route, besides what its form on the page holds."""
    reveal = [{"what": what, "reason": "letter"} for what in ("cpr", "address")]
    numbers = [{"cpr": one.secrets.cpr} for one in world.somebodies if one.trait in ("quiet", "pending", "protected")]
    return {"staff:reveal": reveal, "staff:find_by_cpr": numbers}.get(route, [])
