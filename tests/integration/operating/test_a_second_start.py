"""A demo that stands is started again: what cannot be had without making it anew is told."""

import argparse
from datetime import UTC, datetime

import pytest

from tovholder.accounts import installation
from tovholder.cli import simulate


def _options(*words: str) -> argparse.Namespace:
    parser = argparse.ArgumentParser()
    simulate.scale_arguments(parser)
    return parser.parse_args(words)


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ((), ""),
        (("--people", "300"), "--people 300"),
        (("--people", "3200", "--seed", "7"), "--seed 7"),
        (("--people", "5000"), ""),
    ],
)
def test_a_size_that_is_not_the_standing_one_is_told(db: object, words: tuple[str, ...], told: str) -> None:
    made = {"people": 5000, "seed": 2018, "years": 3, "events": 16}
    installation.begin_demo(now=datetime(2026, 3, 2, tzinfo=UTC), facts=made)
    assert simulate.asked_differently(_options(*words)) == told
