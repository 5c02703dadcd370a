"""What hangs on a stay, read along with it: columns for the rows of stays, so that its page asks nothing more."""

from typing import Any

from django.db.models import Exists, OuterRef, Subquery

from tovholder.placements import objections
from tovholder.placements.models import Alignment, CitizenWeek, Observation, Placement, WorkplaceLesson


def of_its_page() -> dict[str, Any]:
    """`has_lessons`, `has_own_weeks` (the citizen told of some), who said no to it, and what `of_the_next_step` has."""
    lessons = WorkplaceLesson.objects.filter(placement=OuterRef("pk"))
    own_weeks = CitizenWeek.objects.filter(placement=OuterRef("pk"))
    told = {"has_lessons": Exists(lessons), "has_own_weeks": Exists(own_weeks)}
    return told | objections.columns() | of_the_next_step()


def of_the_next_step() -> dict[str, Any]:
    """`has_goals` for Danish, `danish_seen_on` last, `went_on`: the next stay is made."""
    goals = Alignment.objects.filter(placement=OuterRef("pk"), current=True).exclude(language_goals="")
    seen = Observation.objects.filter(placement=OuterRef("pk"), point="language").order_by("-on")
    following = Placement.objects.filter(previous=OuterRef("pk")).exclude(status="cancelled")
    return {
        "has_goals": Exists(goals),
        "danish_seen_on": Subquery(seen.values("on")[:1]),
        "went_on": Exists(following),
    }
