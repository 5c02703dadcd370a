"""Runs the cases that a jurist can read. An unknown word fails, and so does a rule's answer without a case."""

import inspect
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from tovholder.base.decision import Decision
from tovholder.companies import rules as companies
from tovholder.parameters.yaml_text import load
from tovholder.pathways import rules as pathways
from tovholder.people import rules as people
from tovholder.placements import rules as placements
from tovholder.placements import transitions as placement_steps
from tovholder.proposals import transitions as proposal_steps
from tovholder.web.shared import sentences

FOLDER = Path(__file__).parent
SOURCES = FOLDER.parents[1] / "src" / "tovholder"
CASE_KEYS = {"name", "when", "reference", "verified", "given", "expect"}
ANSWERS = {"yes": True, "no": False, "unknown": None}


@dataclass(frozen=True)
class Case:
    where: str
    name: str
    when: str
    given: dict[str, Any]
    expect: dict[str, Any]


def cases() -> list[Case]:
    found = []
    for path in sorted(FOLDER.glob("*.yaml")):
        written = load(path.read_text(encoding="utf-8"))
        assert isinstance(written, list), path.name
        for row in written:
            assert set(row) == CASE_KEYS, f"{path.name}: {row.get('name')}: {set(row) ^ CASE_KEYS}"
            assert isinstance(row["verified"], bool), f"{path.name}: {row['name']}"
            assert row["reference"], f"{path.name}: {row['name']}"
            found.append(Case(path.stem, row["name"], row["when"], row["given"], row["expect"]))
    return found


CASES = cases()


def _amounts(given: Any) -> Any:
    if isinstance(given, list):
        return tuple(None if number is None else Decimal(number) for number in given)
    return None if given is None else Decimal(given)


def _jobs(given: Any) -> Any:
    return None if given is None else tuple(placements.EarlierJob(**job) for job in given)


def _stays(given: Any) -> Any:
    return tuple(placements.OtherStay(**(stay | {"hours": Decimal(stay["hours"])})) for stay in given)


CONVERTED: dict[str, Callable[[Any], Any]] = {
    "monthly_fte": _amounts,
    "ours": _amounts,
    "others": _amounts,
    "wanted": _amounts,
    "average": _amounts,
    "hours_unpaid": _amounts,
    "hours_paid": _amounts,
    "jobs": _jobs,
    "stays": _stays,
}


def _arguments(given: Mapping[str, Any]) -> dict[str, Any]:
    return {name: CONVERTED.get(name, lambda as_is: as_is)(value) for name, value in given.items()}


def _within_cap(*, target_group: str, **stay: Any) -> Decision:
    return placements.within_cap(placements.Stay(**stay), target_group=target_group)


def _within_full_time(*, stays: Any = (), **stay: Any) -> Decision:
    return placements.within_full_time(placements.Stay(**stay), stays)


def _not_here_already(*, stays: Any, **stay: Any) -> Decision:
    return placements.not_here_already(placements.Stay(**stay), stays)


def _may_extend(*, target_group: str, new_end: Any, **stay: Any) -> Decision:
    return placements.may_extend(placements.Stay(**stay), target_group=target_group, ends_before=new_end)


def _may_overrule(*, code: str, allowed: Any, role: str, reason: str) -> Decision:
    return placements.may_overrule(Decision(ANSWERS[allowed], code), role=role, reason=reason)


def _may_agree(*, stay: Any, person: Any, unit: Any) -> placements.Agreement:
    return placements.may_agree(
        placements.Stay(**_arguments(stay)),
        placements.PersonFacts(**_arguments(person)),
        placements.UnitFacts(**_arguments(unit)),
    )


QUESTIONS: dict[str, Callable[..., Any]] = {
    "lawful_places": placements.lawful_places,
    "ratio_rule": placements.ratio_rule,
    "places_left": placements.places_left,
    "additional_employment": placements.additional_employment,
    "statement_required": placements.statement_required,
    "purpose_required": placements.purpose_required,
    "previous_employment": placements.previous_employment,
    "owned_by_spouse": placements.owned_by_spouse,
    "may_start_igu": placements.may_start_igu,
    "within_cap": _within_cap,
    "within_full_time": _within_full_time,
    "not_here_already": _not_here_already,
    "may_extend": _may_extend,
    "may_agree": _may_agree,
    "may_overrule": _may_overrule,
    "takeover_on": pathways.takeover_on,
    "offer_due": pathways.offer_due,
    "offer_gap": pathways.offer_gap,
    "contract_due": pathways.contract_due,
    "talk_due": pathways.talk_due,
    "is_forgotten": pathways.is_forgotten,
    "check_cpr": people.check_cpr,
    "birth_date": people.birth_date,
    "check_cvr": companies.check_cvr,
    "check_p_number": companies.check_p_number,
    "proposal_may_move": proposal_steps.may_move,
    "placement_may_move": placement_steps.may_move,
}


def _asked(case: Case) -> Any:
    question = QUESTIONS[case.when]
    positional = [
        name
        for name, parameter in inspect.signature(question).parameters.items()
        if parameter.kind is inspect.Parameter.POSITIONAL_OR_KEYWORD
    ]
    given = case.given if case.when == "may_agree" else _arguments(case.given)
    first = [given.pop(name) for name in positional if name in given]
    return question(*first, **given)


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.where}: {case.name}")
def test_the_rule_answers_as_the_case_says(case: Case) -> None:
    answer = _asked(case)
    if isinstance(answer, placements.Agreement):
        assert set(case.expect) == {"answer", "in_the_way"}
        assert [decision.code for decision in answer.in_the_way] == case.expect["in_the_way"]
        assert answer.allowed is ANSWERS[case.expect["answer"]]
    elif isinstance(answer, Decision):
        assert set(case.expect) <= {"answer", "code", "facts"}
        assert (answer.code, answer.allowed) == (case.expect["code"], ANSWERS[case.expect["answer"]])
        for name, fact in case.expect.get("facts", {}).items():
            assert answer.facts[name] == fact, name
    else:
        assert set(case.expect) == {"value"}
        assert answer == (None if case.expect["value"] == "unknown" else case.expect["value"])


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.where}: {case.name}")
def test_the_answer_is_worded_with_its_facts(case: Case) -> None:
    answer = _asked(case)
    decisions = answer.decisions if isinstance(answer, placements.Agreement) else [answer]
    for decision in decisions:
        if isinstance(decision, Decision):
            for language in ("da", "en"):
                told = sentences.say(decision, language)
                assert decision.code not in told
                assert "{" not in told


def test_no_two_cases_of_a_file_have_one_name() -> None:
    names = [(case.where, case.name) for case in CASES]
    assert len(names) == len(set(names)), {name for name in names if names.count(name) > 1}


def test_every_answer_a_rule_can_give_has_a_case() -> None:
    told = {case.expect["code"] for case in CASES if "code" in case.expect}
    told |= {code for case in CASES for code in case.expect.get("in_the_way", ())}
    assert codes_in_rules() - told <= NOT_SHOWN_ALONE


# Parts of a yes that is told as a whole by "igu.may_start".
NOT_SHOWN_ALONE = {"igu.age", "igu.residence", "igu.group"}


def codes_in_rules() -> set[str]:
    """Every code written in a pure rule: a quoted word with a dot, after an answer or chosen for one."""
    paths = [*SOURCES.glob("*/rules.py"), *SOURCES.glob("*/*_rules.py")]
    written = "\n".join(path.read_text(encoding="utf-8") for path in paths if "accounts" not in path.parts)
    return set(re.findall(rf'"((?:{"|".join(PREFIXES)})\.[a-z0-9_]+)"', written))


PREFIXES = (
    "ratio",
    "additional",
    "statement",
    "purpose",
    "hours",
    "stay",
    "kind",
    "previous",
    "spouse",
    "igu",
    "overrule",
    "offer",
    "contract",
    "talk",
    "forgotten",
    "cpr",
    "cvr",
    "p_number",
)
