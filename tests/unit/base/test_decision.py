"""A decision is a code with facts, and survives the audit log unchanged."""

from datetime import date
from decimal import Decimal

import pytest

from tovholder.base.decision import Decision, as_json, from_json, overall
from tovholder.base.reference import Reference

LAW = Reference("LAB", "§ 61", "4 weeks", date(2020, 1, 1), verified=True)


def test_the_three_answers_are_told_apart() -> None:
    assert Decision.yes("a").allowed is True
    assert Decision.no("a").refused
    assert Decision.unknown("a").is_unknown
    assert not Decision.unknown("a").refused


def test_one_refusal_refuses_all_and_one_unknown_hides_no_refusal() -> None:
    yes, no, unknown = Decision.yes("y"), Decision.no("n"), Decision.unknown("u")
    assert overall([yes, yes]) is True
    assert overall([yes, unknown]) is None
    assert overall([yes, unknown, no]) is False


@pytest.mark.parametrize("reference", [LAW, Reference("LAB"), None])
def test_a_stored_decision_reads_back_equal(reference: Reference | None) -> None:
    decision = Decision.no(
        "stay.cap",
        reference=reference,
        on=date(2026, 3, 4),
        average=Decimal("9.25"),
        weeks=4,
        name=None,
        known=False,
    )
    assert from_json(as_json(decision)) == decision


def test_anything_else_than_a_stored_decision_is_refused() -> None:
    with pytest.raises(TypeError):
        from_json({"allowed": "yes", "code": "a", "facts": {}, "reference": None})


def test_changing_the_given_facts_later_does_not_change_the_decision() -> None:
    facts: dict[str, str | int] = {"weeks": 4}
    decision = Decision(True, "a", facts)
    facts["weeks"] = 5
    assert decision.facts["weeks"] == 4
