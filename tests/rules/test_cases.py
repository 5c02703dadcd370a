"""Runs the cases that a jurist can read. An unknown word fails, and so does a rule's answer without a case."""

import inspect
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from tests.rules.aftercare_questions import AFTERCARE_QUESTIONS
from tests.rules.attendance_questions import ATTENDANCE_QUESTIONS
from tests.rules.ladder_questions import LADDER_QUESTIONS
from tests.rules.meetings_questions import MEETING_QUESTIONS
from tests.rules.plan_questions import PLAN_QUESTIONS
from tests.rules.progress_questions import PROGRESS_QUESTIONS
from tests.rules.reception_questions import RECEPTION_QUESTIONS
from tests.rules.support_questions import SUPPORT_QUESTIONS
from tovholder.base.decision import Decision
from tovholder.companies import rules as companies
from tovholder.parameters.yaml_text import load
from tovholder.pathways import rules as pathways
from tovholder.people import rules as people
from tovholder.placements import conditions_rules, money_rules, places_rules
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
    return tuple(
        placements.OtherStay(**(stay | {"hours": Decimal(stay["hours"]), "paid": Decimal(stay.get("paid", 0))}))
        for stay in given
    )


def _earlier(given: Any) -> Any:
    return tuple(placements.EarlierStay(**stay) for stay in given)


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
    "earlier": _earlier,
    "support_kr": _amounts,
    "wage_kr": _amounts,
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


def _workplace_open(*, last_day: Any, **stay: Any) -> Decision:
    return conditions_rules.workplace_open(placements.Stay(**stay), last_day=last_day)


def _prior_unemployment(*, kind: str, starts_on: Any, **person: Any) -> Decision:
    stay = placements.Stay(kind=kind, starts_on=starts_on)
    return conditions_rules.prior_unemployment(stay, placements.PersonFacts(**person))


def _within_course(*, earlier: Any = (), **stay: Any) -> Decision:
    return conditions_rules.within_course(placements.Stay(**stay), earlier)


def _places_ahead(*, stays: Any, monthly_fte: Any, others: Any, **days: Any) -> list[list[Any]]:
    spans = places_rules.places_over_time(
        stays=[(starts, ends, Decimal(share)) for starts, ends, share in stays],
        monthly_fte=_amounts(monthly_fte),
        others=_amounts(others),
        **days,
    )
    told = [(span.starts_on, span.decision.code, span.decision.facts) for span in spans]
    return [[day, code, facts.get("left", facts.get("most_left", "unknown"))] for day, code, facts in told]


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
    "paid_as_the_kind": placements.paid_as_the_kind,
    "not_here_already": _not_here_already,
    "may_extend": _may_extend,
    "may_agree": _may_agree,
    "may_overrule": _may_overrule,
    "employer_kind": conditions_rules.employer_kind,
    "repeat_stay": conditions_rules.repeat_stay,
    "prior_unemployment": _prior_unemployment,
    "within_course": _within_course,
    "workplace_open": _workplace_open,
    "igu_hours": conditions_rules.igu_hours,
    "igu_new_starts": conditions_rules.igu_new_starts,
    "igu_places_in_the_country": conditions_rules.igu_places_in_the_country,
    "subsidy_rate": money_rules.subsidy_rate,
    "aid_intensity": money_rules.aid_intensity,
    "least_wage": money_rules.least_wage,
    "igu_bonus": money_rules.igu_bonus,
    "igu_registration": money_rules.igu_registration,
    "approved_before_start": money_rules.approved_before_start,
    "places_ahead": _places_ahead,
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
    **AFTERCARE_QUESTIONS,
    **SUPPORT_QUESTIONS,
    **LADDER_QUESTIONS,
    **RECEPTION_QUESTIONS,
    **ATTENDANCE_QUESTIONS,
    **MEETING_QUESTIONS,
    **PROGRESS_QUESTIONS,
    **PLAN_QUESTIONS,
}


def _asked(case: Case) -> Any:
    question = QUESTIONS[case.when]
    positional = [
        name
        for name, parameter in inspect.signature(question).parameters.items()
        if parameter.kind is inspect.Parameter.POSITIONAL_OR_KEYWORD
    ]
    given = dict(case.given) if case.when in ("may_agree", "places_ahead") else _arguments(case.given)
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
# No version says so: the day the minister stops new ones it is written, with a case (test_a_coming_law.py tries one).
NOT_SHOWN_ALONE |= {"igu.stopped_by_minister"}


def codes_in_rules() -> set[str]:
    """Every code written in a pure rule: a quoted word with a dot, after an answer or chosen for one."""
    paths = [*SOURCES.glob("*/rules.py"), *SOURCES.glob("*/*_rules.py")]
    written = "\n".join(path.read_text(encoding="utf-8") for path in paths if "accounts" not in path.parts)
    return set(re.findall(rf'"((?:{"|".join(PREFIXES)})\.[a-z0-9_]+)"', written))


PREFIXES = (
    "progress",
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
    "workplace",
    "employer",
    "repeat",
    "prior",
    "course",
    "rate",
    "aid",
    "wage",
    "bonus",
    "approval",
    "ladder",
    "reception",
    "attendance",
    "hearing",
    "sanction",
    "decision",
    "meeting",
    "week",
)
