"""What leads on from a stay that has ended: the way to the next step that was chosen for the citizen."""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from tovholder.people import queries as people
from tovholder.placements import queries
from tovholder.web.shared.requests import ActingRequest

ENDED = ("ended", "ended_early")
_AGREE, _PLAN = _("Agree the next stay"), _("Write the next step into the plan")
# Next step (parameters: next_steps): the page that takes it, and what its button says.
_WAYS: dict[str, tuple[str, str | Promise]] = {
    **dict.fromkeys(("ordinary_job", "more_hours", "new_placement", "wage_subsidy", "igu"), ("placement_find", _AGREE)),
    **dict.fromkeys(("course", "danish", "education"), ("citizen_plan", _PLAN)),
    "talk": ("meetings_of_person", _("Agree a meeting")),
    "visitation": ("citizen_visitation", _("Go to the visitation")),
    "aftercare": ("aftercare_person", _("Go to the aftercare")),
    "closed": ("person", _("Open the case")),
}


@dataclass(frozen=True)
class Onwards:
    """The main button of the page, and whether the next stay may be made of this one at the same place."""

    address: str
    label: str | Promise
    same_place: bool = False


def onwards(request: ActingRequest, stay: Any) -> Onwards | None:
    """Where a stay that has ended leads: the stay that came after it, else the page of the chosen next step.

    None for one that has not ended, for a next step nobody leads from, and for other municipalities' citizens."""
    if stay.status not in ENDED or not people.is_own_case(stay.person, actor=request.actor):
        return None
    after = queries.of_person(stay.person_id, actor=request.actor).filter(starts_on__gt=stay.starts_on)
    following = after.exclude(status="cancelled").order_by("starts_on", "pk").values_list("pk", flat=True).first()
    if following is not None:
        return Onwards(reverse("staff:placement", args=[following]), _("See the next stay"))
    if stay.next_step not in _WAYS:
        return None
    page, label = _WAYS[stay.next_step]
    return Onwards(reverse(f"staff:{page}", args=[stay.person_id]), label, same_place=page == "placement_find")
