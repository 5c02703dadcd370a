"""Questions of the plan, as cases ask them."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

from tovholder.base.decision import Decision
from tovholder.pathways import plans_rules, segment_rules
from tovholder.pathways import rules as pathways


def _hours_against_duty(*, offers: list[dict[str, Any]], on: date) -> Decision:
    told = [
        plans_rules.Offer(**(row | {"hours": None if row.get("hours") is None else Decimal(row["hours"])}))
        for row in offers
    ]
    return plans_rules.hours_against_duty(told, on=on)


def _suggested_segments(*, on: date, **facts: Any) -> list[str]:
    return [each.rule for each in segment_rules.suggested_segments(segment_rules.GroupFacts(**facts), on=on)]


def _next_steps(*, on: date, **facts: Any) -> list[str]:
    told: dict[str, Any] = {name: tuple(fact) if isinstance(fact, list) else fact for name, fact in facts.items()}
    return [step.why.code for step in plans_rules.next_steps(plans_rules.WayFacts(**told), on=on)]


def _told_contract(*, takeover_on: date, on: date) -> Decision:
    clock = pathways.contract_due(takeover_on=takeover_on, contract_on=None, on=on)
    return plans_rules.told(clock, on=on)


def _duty(*, takeover_on: date | None, benefit: str, on: date) -> Decision:
    return plans_rules.duty([], takeover_on=takeover_on, benefit=benefit, on=on)


PLAN_QUESTIONS: dict[str, Callable[..., Any]] = {
    "plan_phase": plans_rules.phase,
    "contract_review": plans_rules.contract_review,
    "told_contract": _told_contract,
    "duty": _duty,
    "hours_against_duty": _hours_against_duty,
    "may_visit": plans_rules.may_visit,
    "may_move_on": plans_rules.may_move_on,
    "suggested_segments": _suggested_segments,
    "next_steps": _next_steps,
}
