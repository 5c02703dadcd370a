"""The comparison of two databases: the same values are written alike, others are not."""

from datetime import UTC, datetime, timedelta, timezone
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as some

from tovholder.cli.fingerprints import canonical


def test_a_moment_is_the_same_in_every_zone() -> None:
    noon = datetime(2026, 1, 1, 12, tzinfo=UTC)
    assert canonical(noon) == canonical(noon.astimezone(timezone(timedelta(hours=1))))


def test_a_number_is_the_same_with_and_without_zeros_behind_the_point() -> None:
    assert canonical(Decimal(37)) == canonical(Decimal("37.0")) != canonical(Decimal("3.70"))


def test_a_mapping_is_the_same_in_every_order_and_a_list_is_not() -> None:
    assert canonical({"a": 1, "b": 2}) == canonical({"b": 2, "a": 1})
    assert canonical([1, 2]) != canonical([2, 1])


@given(some.text(), some.text())
def test_different_texts_are_written_differently(one: str, other: str) -> None:
    assert (canonical(one) == canonical(other)) == (one == other)


def test_nothing_is_not_the_empty_text() -> None:
    assert canonical(None) != canonical("")
