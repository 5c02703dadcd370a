"""Ready and needing companies first, with the reasons; who asked not to be called last. Reminders are numbered."""

from datetime import date, timedelta

import pytest

from tovholder import parameters
from tovholder.companies import campaigns_rules as rules
from tovholder.companies.campaigns_rules import Told

DAY = date(2026, 3, 4)
LIMIT = parameters.value("survey_reminders", on=DAY)


def test_companies_stand_in_the_order_in_which_a_call_helps() -> None:
    in_order = {
        "ready and needing": Told(hires=2, ready=("igu",)),
        "ready": Told(ready=("igu", "placement")),
        "needing": Told(hires=9, trouble="very"),
        "neither": Told(maybe=("igu",)),
        "not to be called": Told(hires=9, ready=("igu",), may_call=False),
    }
    found = sorted(in_order, key=lambda name: rules.turn(in_order[name], is_new=False).order, reverse=True)
    assert found == list(in_order)


def test_every_place_has_its_reasons() -> None:
    found = rules.turn(Told(hires=2, trouble="some", ready=("igu",), may_call=True), is_new=True)
    assert [reason.code for reason in found.reasons] == [
        "turn.ready", "turn.hires", "turn.trouble_some", "turn.may_call", "turn.never_contacted",
    ]  # fmt: skip


def test_answers_are_read_as_contact_needs_them() -> None:
    answers = {
        "hires": [{"occupation": "cook", "number": 2}, {"occupation": "x", "number": 3}],
        "igu": "yes",
        "call": "no",
    }
    told = rules.told(answers, readiness=frozenset({"igu", "mentor"}))
    assert told == Told(hires=5, ready=("igu",), may_call=False)
    assert rules.told({}, readiness=frozenset({"igu"})) == Told()


@pytest.mark.parametrize(
    ("reminders", "days", "code"),
    [
        (0, 6, "survey.reminded_lately"),
        (0, 7, "survey.may_remind"),
        (1, 7, "survey.may_remind"),
        (2, 99, "survey.reminded_enough"),
    ],
)
def test_a_company_is_reminded_so_often_with_days_between(reminders: int, days: int, code: str) -> None:
    last = DAY - timedelta(days=days)
    assert rules.may_remind(reminders=reminders, last_at=last, on=DAY, limit=LIMIT).code == code


def test_the_last_day_is_a_day_to_answer_on() -> None:
    assert rules.may_answer(closes_on=DAY, is_closed=False, on=DAY).allowed
    assert rules.may_answer(closes_on=DAY, is_closed=False, on=DAY + timedelta(days=1)).refused
    assert rules.may_answer(closes_on=DAY, is_closed=True, on=DAY).refused
