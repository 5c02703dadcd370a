"""What may enter a Problem, and how the refusal reads."""

from collections.abc import Callable
from dataclasses import fields

import numpy as np
import pytest

from tests.unit.engine.problems import one_order, one_pair, one_person
from tovholder.engine.matching import Csr, Orders, People, Rules, Travel, Weights, rank_orders, rank_people

GROUP_ATTRIBUTES = ("gender", "sex", "origin", "tongue", "religion", "name", "citizen", "nation", "born", "age", "cpr")


def test_weights_that_do_not_sum_to_100_are_refused_with_their_sum() -> None:
    with pytest.raises(ValueError, match="must sum to 100, sum to 101"):
        Weights(travel=11)


def test_a_weight_below_zero_is_refused_by_name() -> None:
    with pytest.raises(ValueError, match=r"weights\.travel: must be 0 or more, is -1"):
        Weights(travel=-1, wish=21)


@pytest.mark.parametrize("weight", [10.0, True, "10"])
def test_a_weight_that_is_not_a_whole_number_is_refused_by_name(weight: object) -> None:
    with pytest.raises(ValueError, match=r"weights\.travel: must be a whole number"):
        Weights(travel=weight)  # type: ignore[arg-type]


def test_weights_from_a_mapping_name_the_part_that_is_foreign_or_missing() -> None:
    given = Weights().by_name()
    assert Weights.of(given) == Weights()
    with pytest.raises(ValueError, match="no such part: charm"):
        Weights.of(given | {"charm": 0})
    with pytest.raises(ValueError, match="not given: wish"):
        Weights.of({name: weight for name, weight in given.items() if name != "wish"})


@pytest.mark.parametrize("table", [People, Orders])
def test_no_column_holds_a_group_attribute(table: type) -> None:
    assert not [each.name for each in fields(table) if any(word in each.name.split("_") for word in GROUP_ATTRIBUTES)]


def test_a_value_that_does_not_fit_its_column_is_refused_by_name() -> None:
    with pytest.raises(ValueError, match=r"people\.danish: a value does not fit int8"):
        one_person(danish=[300])
    with pytest.raises(ValueError, match=r"people\.x: a value does not fit int32"):
        one_person(x=[0.5])


def test_a_column_of_another_length_is_refused_with_both_lengths() -> None:
    with pytest.raises(ValueError, match=r"orders\.hours: has 2 rows where key has 1"):
        one_order(hours=[20, 30])
    with pytest.raises(ValueError, match=r"people\.skills: has 2 rows where key has 1"):
        one_person(skills=Csr.empty(2))


def test_the_same_key_twice_is_refused() -> None:
    with pytest.raises(ValueError, match=r"orders\.key: the same key is given twice"):
        Orders.blank(np.array([4, 4]))


def test_columns_cannot_be_written_to_afterwards() -> None:
    with pytest.raises(ValueError, match="read-only"):
        one_person().danish[0] = 18


def test_a_blank_person_is_protected_unshared_and_unknown_in_everything() -> None:
    blank = People.blank(np.array([1]), controller=[0])
    assert blank.protected[0]
    assert not blank.shared[0]
    assert blank.danish[0] == blank.hours_max[0] == blank.means[0] == -1


@pytest.mark.parametrize(
    ("person", "order", "says"),
    [
        ({"skills": Csr.of([{5: 1}])}, {}, r"people\.skills: 5 is not a skill"),
        ({"skills": Csr.of([{2: 4}])}, {}, r"people\.skills: levels must be 1, 2 or 3"),
        ({}, {"required": Csr.of([[9]])}, r"orders\.required: 9 is not a skill"),
        ({"experience": Csr.of([{1: -2}])}, {}, "months must be 0 or more"),
        ({"step": [2]}, {}, r"people\.step: 2 is not a row"),
        ({"means": [4]}, {}, r"people\.means: 4 is not a means"),
        ({"controller": [-1]}, {}, "everybody has a municipality"),
        ({"hours_min": [31]}, {}, r"people\.hours_min: row 0 is above hours_max"),
        ({"available_before": [100]}, {}, r"people\.available_from.*row 0 is a window without a day"),
        ({}, {"start_before": [90]}, r"orders\.start_from.*row 0 is a window without a day"),
    ],
)
def test_rows_that_contradict_the_rules_or_themselves_are_refused(person: dict, order: dict, says: str) -> None:
    with pytest.raises(ValueError, match=says):
        one_pair(person, order)


@pytest.mark.parametrize(
    ("rules", "says"),
    [
        ({"tie_key": -1}, "tie_key"),
        ({"skill_parent": np.array([7])}, "must hold a skill's row"),
        ({"skill_parent": np.array([0])}, "cannot be its own parent"),
        ({"next_step": np.array([[10_001]])}, "next_step"),
        ({"level_credit": (9_000, 8_000, 10_000)}, "never fall with the level"),
        ({"sibling_credit": 10_001}, r"credits must lie in 0\.\.10000"),
        ({"margin_full_levels": 0}, "must be 1 or more"),
    ],
)
def test_rules_that_would_break_the_score_are_refused(rules: dict, says: str) -> None:
    with pytest.raises(ValueError, match=says):
        Rules(**{"tie_key": 1} | rules)


@pytest.mark.parametrize(
    ("travel", "says"),
    [
        ({"metres_per_minute": np.array([0, 1, 1, 1])}, "speeds must be above 0"),
        ({"overhead_minutes": np.array([0])}, "one number for each means"),
        ({"detour_percent": 99}, "detour must be 100 per cent or more"),
        ({"minutes": np.zeros((1, 2, 2), np.int16)}, "must be \\(means"),
    ],
)
def test_impossible_travel_is_refused(travel: dict, says: str) -> None:
    with pytest.raises(ValueError, match=says):
        Travel(**travel)


@pytest.mark.parametrize(
    ("indptr", "indices", "says"),
    [
        ([1, 2], [0, 1], "must start at 0"),
        ([0, 2, 1], [0, 1], "never fall"),
        ([0, 1], [0, 1], "as long as the last entry"),
        ([0, 2], [1, 1], "strictly increasing"),
        ([0, 1], [-1], "0 or more"),
    ],
)
def test_a_broken_csr_is_refused(indptr: list[int], indices: list[int], says: str) -> None:
    with pytest.raises(ValueError, match=says):
        Csr(np.array(indptr), np.array(indices), np.ones(len(indices), np.int16))


@pytest.mark.parametrize("asked", [rank_people, rank_orders])
def test_a_list_of_nothing_or_of_nobody_is_refused(asked: Callable[..., object]) -> None:
    with pytest.raises(ValueError, match="top: must be 1 or more, is 0"):
        asked(one_pair(), 0, top=0)
    for row in (-1, 1):
        with pytest.raises(IndexError, match=f"no such .*: {row} of 1"):
            asked(one_pair(), row, top=1)


def test_prices_of_another_region_are_refused() -> None:
    with pytest.raises(ValueError, match="one for each of 1 orders"):
        rank_orders(one_pair(), 0, top=1, prices=np.zeros(2, np.int32))


def test_a_csr_gives_back_its_rows_taken_in_any_order_and_inverted() -> None:
    csr = Csr.of([{5: 2, 1: 3}, {}, {1: 1}])
    assert [each.tolist() for each in csr.row(0)] == [[1, 5], [3, 2]]
    assert [each.tolist() for each in csr.take(np.array([2, 0])).row(1)] == [[1, 5], [3, 2]]
    assert [each.tolist() for each in csr.inverted(6).row(1)] == [[0, 2], [3, 1]]
