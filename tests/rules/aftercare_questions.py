"""The questions of the health side, of help after the start and of a leave, as the cases ask them."""

from collections.abc import Callable
from typing import Any

from tovholder.pathways import aftercare_rules, health_rules

AFTERCARE_QUESTIONS: dict[str, Callable[..., Any]] = {
    "indication": health_rules.indication,
    "team_review_on": health_rules.review_on,
    "team_review": health_rules.review,
    "aftercare_contact": aftercare_rules.contact_due,
    "aftercare_final_talk": aftercare_rules.final_talk,
    "leave": aftercare_rules.leave,
}
