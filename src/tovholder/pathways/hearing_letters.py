"""What the two letters of a hearing say: what it is about and by when to answer, and what was decided and why."""

from datetime import date
from typing import Any

from tovholder import parameters
from tovholder.documents.drafts import Draft
from tovholder.pathways.hearing_transitions import SANCTION
from tovholder.pathways.models import Attendance, Hearing

LETTER, DECISION = "hearing_letter", "hearing_decision"


def hearing(found: Hearing) -> Draft:
    """The days, what is considered, and the day to answer by."""
    days = [
        {"day": each.on, "activity": _danish("attendance_activities", each.activity), "told_by": each.source.name}
        for each in _days(found)
    ]
    told = {"days": days, "intended": _danish("sanction_kinds", found.intended), "answer_by": found.answer_by}
    return _draft(found, LETTER, told)


def decision(found: Hearing) -> Draft:
    """Whether there is a deduction, the grounds, and that one can complain."""
    days = ", ".join(f"{each.on:%d.%m.%Y}" for each in _days(found))
    return _draft(found, DECISION, {"days": days, "sanction": found.state == SANCTION, "grounds": found.decision})


def _days(found: Hearing) -> list[Attendance]:
    return list(Attendance.objects.filter(hearing=found).select_related("source").order_by("on", "pk"))


def _draft(found: Hearing, kind: str, told: dict[str, Any]) -> Draft:
    person = found.person
    facts = {
        "citizen": f"{person.given_name} {person.family_name}",
        "contact": person.contact.user.name if person.contact else "",
        "rule": _rules_of(found.event_on),
    }
    return Draft(
        kind=kind,
        template=kind,
        language=found.language,
        about=f"hearing:{found.pk}",
        organisation_id=found.organisation_id,
        organisation_name=found.organisation.name,
        facts=facts | told,
        person_id=person.pk,
    )


def _danish(listed: str, code: str) -> str:
    return parameters.term(listed, code).da


def _rules_of(event_on: date) -> str:
    """The law behind the letter, as people cite it."""
    hearing_law = parameters.value("hearing_answer_days", on=event_on).reference
    return f"{hearing_law}, {parameters.value('sanction_decision', on=event_on).reference}"
