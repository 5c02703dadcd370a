"""What all companies would answer, from those who did: intervals that hold, groups that stay hidden."""

import random
from collections import Counter

import pytest

from tovholder.companies import survey_estimates as estimates
from tovholder.companies.survey_estimates import Group, Stratum

GROUPS: list[Group] = [(industry, area) for industry in "abcd" for area in "12"]


def test_when_everybody_answered_nothing_is_unsure() -> None:
    whole = [Stratum(("a", "1"), 3, (1.0, 0.0, 1.0)), Stratum(("b", "1"), 2, (0.0, 0.0))]
    found, hires = estimates.share(whole), estimates.total(whole)
    assert found is not None
    assert hires is not None
    assert (found.value, found.low, found.high) == pytest.approx((0.4, 0.4, 0.4))
    assert (hires.value, hires.low, hires.high) == pytest.approx((2, 2, 2))


def test_a_group_counts_for_the_companies_it_has_and_not_for_those_who_answered() -> None:
    """90 builders of whom 10 answered no, 10 shops of whom all said yes: 10 percent, not 50."""
    found = estimates.share([Stratum(("a", "1"), 90, (0.0,) * 10), Stratum(("b", "1"), 10, (1.0,) * 10)])
    assert found is not None
    assert found.value == pytest.approx(0.1)


def test_answers_that_are_all_alike_are_not_taken_for_certain() -> None:
    found = estimates.share([Stratum(("a", "1"), 850, (1.0,) * 20)])
    assert found is not None
    assert 0.8 < found.low < 0.9
    assert found.high == 1


def test_few_answers_without_a_hire_do_not_make_the_number_certain() -> None:
    """Two areas: one of two, who both hire two; one of seven, of whom three hire nobody."""
    found = estimates.total([Stratum(("a", "1"), 2, (2.0, 2.0)), Stratum(("a", "2"), 7, (0.0, 0.0, 0.0))])
    nobody = estimates.total([Stratum(("a", "1"), 9, (0.0,) * 5)])
    assert found is not None
    assert nobody is not None
    assert (found.value, found.low) == (4, 4)
    assert found.high > 8
    assert (nobody.value, nobody.high) == (0, pytest.approx(2.4))


def test_nobody_answered_gives_no_number() -> None:
    assert estimates.share([Stratum(("a", "1"), 9, ())]) is None
    assert estimates.total([]) is None


def test_thin_groups_are_joined_and_no_company_is_lost() -> None:
    listed = {("a", "1"): 40, ("a", "2"): 3, ("b", "1"): 5, ("c", "1"): 7}
    answered = [(("a", "1"), 1.0), (("a", "1"), 0.0), (("a", "2"), 1.0), (("b", "1"), 1.0)]
    found = estimates.strata(listed, answered)
    assert sum(each.listed for each in found) == 55
    assert sum(len(each.values) for each in found) == 4
    assert all(len(each.values) > 1 for each in found)


def test_the_interval_of_a_share_holds_in_nearly_95_of_100_draws() -> None:
    """Of a made-up town of 200 companies in eight unlike groups, of which 40 percent answer."""
    dice = random.Random(4)
    town = dice.choices(GROUPS, [8, 1, 6, 2, 4, 4, 1, 1], k=200)
    likely = {group: dice.uniform(0.1, 0.5) for group in GROUPS}
    ready = [float(dice.random() < likely[group]) for group in town]
    listed, truth, draws, held = Counter(town), sum(ready) / 200, 300, 0
    for _ in range(draws):
        answered = [(group, value) for group, value in zip(town, ready, strict=True) if dice.random() < 0.4]
        found = estimates.share(estimates.strata(listed, answered))
        assert found is not None
        held += found.low <= truth <= found.high
    assert held / draws > 0.91


@pytest.mark.parametrize(
    ("answers", "hidden"),
    [
        ({"a": 9, "b": 8}, set()),
        ({"a": 9, "b": 8, "c": 2}, {"c", "b"}),
        ({"a": 9, "b": 8, "c": 2, "d": 1}, {"c", "d"}),
        ({"a": 9, "b": 0}, {"b"}),
        ({"a": 3}, {"a"}),
    ],
)
def test_a_small_group_is_hidden_and_cannot_be_found_by_subtraction(answers: dict[str, int], hidden: set[str]) -> None:
    assert estimates.hidden(answers, least=5) == hidden
