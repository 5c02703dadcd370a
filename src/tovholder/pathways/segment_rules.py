"""When a target group is suggested: all that a rule asks must be known and fit. Nothing is added up, a human decides.

Method (Allerød), the usual rules in `terms/plans.yaml`; a municipality or its secretariat has its own versions of them.
Never sex, origin or health: no rule can ask for these."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from tovholder import parameters
from tovholder.base.decision import Decision

NUMBERS = ("age_from", "age_below", "module_below")
FLAGS = ("without_school", "without_work")
ASKS = (*NUMBERS, "visitation", *FLAGS)


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupFacts:
    """What the rules of target groups may ask."""

    age: int | None = None
    visitation: str = ""
    danish_module: int | None = None
    has_school: bool | None = None
    has_worked: bool | None = None


@dataclass(frozen=True)
class Rule:
    """One rule as it holds on a day. `words` in the language of whoever wrote it; the usual ones have two languages."""

    code: str
    segment: str
    asks: Mapping[str, Any]
    da: str
    en: str

    def label(self, language: str) -> str:
        return self.da if language.startswith("da") else self.en


@dataclass(frozen=True, slots=True)
class Suggested:
    """A target group, and the rule that suggests it."""

    segment: str
    rule: str
    told: Rule = field(compare=False)


def usual(*, on: date) -> tuple[Rule, ...]:
    """The rules that come with Tovholder."""
    return tuple(of_term(row) for row in parameters.terms("segment_rules", on=on))


def of_term(row: parameters.Term) -> Rule:
    asks = {name: row.attributes[name] for name in ASKS if name in row.attributes}
    return Rule(row.code, row.text("segment"), asks, row.da, row.en)


def suggested_segments(facts: GroupFacts, *, on: date, rules: Iterable[Rule] | None = None) -> tuple[Suggested, ...]:
    """The groups whose rules fit on the day. They may overlap. Nothing known, nothing suggested."""
    rows = usual(on=on) if rules is None else rules
    return tuple(Suggested(row.segment, row.code, row) for row in rows if fits(row.asks, facts))


def fits(asks: Mapping[str, Any], facts: GroupFacts) -> bool:
    """Whether all that is asked is known and so."""
    age, module = facts.age, facts.danish_module
    return all(
        (
            "age_from" not in asks or (age is not None and age >= asks["age_from"]),
            "age_below" not in asks or (age is not None and age < asks["age_below"]),
            not asks.get("visitation") or asks["visitation"] == facts.visitation,
            "module_below" not in asks or (module is not None and module < asks["module_below"]),
            not asks.get("without_school") or facts.has_school is False,
            not asks.get("without_work") or facts.has_worked is False,
        )
    )


def may_be_written(
    *, segment: str, asks: Mapping[str, Any], starts_on: date, on: date, is_off: bool, sees_health: bool
) -> Decision:
    """Whether a version of a rule may be written on the day. What has been suggested by before is not rewritten."""
    if not parameters.is_term("segments", segment):
        return Decision.no("segment.no_such_group")
    if parameters.term("segments", segment).flag("health") and not sees_health:
        return Decision.no("segment.behind_the_wall")
    if starts_on < on:
        return Decision.no("segment.rule_from_today")
    if not is_off and not any(asks.values()):
        return Decision.no("segment.rule_asks_nothing")
    if "age_from" in asks and "age_below" in asks and asks["age_from"] >= asks["age_below"]:
        return Decision.no("segment.rule_no_age")
    return Decision.yes("segment.rule_may_stand")
