"""Whether answers are worth a talk with somebody trained, and whether a team looks at its decision again. Pure.

Method (S39): an indication, read by a human inside the closet. Kept nowhere, so that it is no score on anybody."""

from collections.abc import Mapping
from datetime import date, timedelta

from tovholder import parameters
from tovholder.base.decision import Decision


def indication(answers: Mapping[str, str], *, on: date) -> Decision:
    """Do the answers of this day tell of so much that somebody trained should talk with the person?"""
    limit = parameters.value("screening_indication", on=on)
    tells = {term.code for term in parameters.terms("health_answers", on=on) if term.flag("tells")}
    asked = [term.code for term in parameters.terms("health_questions", on=on)]
    told = [answers[code] for code in asked if answers.get(code) not in (None, "", "no_answer")]
    facts = {"answered": len(told), "asked": len(asked), "often": sum(answer in tells for answer in told)}
    if not told:
        return Decision.unknown("health.nothing_answered", reference=limit.reference)
    if facts["often"] >= limit.whole("answers"):
        return Decision.yes("health.worth_a_talk", reference=limit.reference, **facts)
    return Decision.no("health.nothing_stands_out", reference=limit.reference, **facts)


def review_on(decided_on: date) -> date:
    """When a decision is looked at again, where the team says nothing else."""
    return decided_on + timedelta(weeks=parameters.value("team_decision_review_weeks", on=decided_on).whole())


def review(*, due_on: date, ended_on: date | None, on: date) -> Decision:
    """Is a decision to be looked at again? Refused is overdue; one that has ended is not looked at."""
    if ended_on is not None:
        return Decision.yes("health.effort_ended", day=ended_on)
    if due_on < on:
        return Decision.no("health.review_late", day=due_on, days=(on - due_on).days)
    return Decision.yes("health.review_by", day=due_on)
