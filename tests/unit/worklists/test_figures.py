"""Small counts are hidden, and cannot be worked out again."""

from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from tovholder.worklists.figures import LEAST, disclosed


def numbers(counts: dict[str, int]) -> dict[str, int | None]:
    return {cell.label: cell.number for cell in disclosed(counts).cells}


def test_large_counts_and_noughts_are_shown_with_their_total() -> None:
    table = disclosed({"a": 12, "b": 0, "c": 5})
    assert [cell.number for cell in table.cells] == [12, 0, 5]
    assert table.total == 17


def test_a_small_count_takes_the_next_larger_with_it() -> None:
    assert numbers({"a": 3, "b": 40, "c": 7}) == {"a": None, "b": 40, "c": None}


def test_small_counts_alone_take_the_total_with_them() -> None:
    assert disclosed({"a": 3, "b": 0}).total is None


counts_of_a_table = st.dictionaries(st.sampled_from("abcdefg"), st.integers(0, 40), min_size=1)


@given(counts_of_a_table)
def test_no_small_count_is_ever_shown(counts: dict[str, int]) -> None:
    assert all(number is None or number == 0 or number >= LEAST for number in numbers(counts).values())


@given(st.dictionaries(st.sampled_from("abcd"), st.integers(0, 12), min_size=1))
def test_no_small_count_follows_from_what_is_shown(counts: dict[str, int]) -> None:
    """All tables a reader could imagine that look exactly like this one do not agree on the small counts."""
    seen = disclosed(counts)
    small = [cell.label for cell in seen.cells if cell.small]
    if not small or seen.total is None:
        return
    hidden = [cell.label for cell in seen.cells if cell.number is None]
    imagined = [
        {**counts, **dict(zip(hidden, guess, strict=True))}
        for guess in product(range(1, 16), repeat=len(hidden))  # 12 and 4 may also be 15 and 1
        if sum(guess) == sum(counts[label] for label in hidden)
    ]
    alike = [table for table in imagined if disclosed(table) == seen]
    assert len({sum(table[label] for label in small) for table in alike}) > 1


def test_a_secret_that_total_and_method_give_away_takes_the_total_with_it() -> None:
    assert disclosed({"a": 1, "b": 5, "c": 30}).total is None  # 6 together can only be 1 and 5
    assert disclosed({"a": 4, "b": 7, "c": 7}).total is None  # the hidden 7 cannot be more than the shown 7
    assert disclosed({"a": 2, "b": 6, "c": 5}).total is None  # were c 6 too, b would be the shield
