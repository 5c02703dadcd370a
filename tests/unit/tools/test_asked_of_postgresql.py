"""The list of tests that PostgreSQL need not run every day: no question is lost by it."""

from hypothesis import given
from hypothesis import strategies as st

from tests.asked_of_postgresql import cover, question

ASKED = st.dictionaries(st.sampled_from("abcdefgh"), st.sets(st.sampled_from("123456789")), min_size=1)


@given(ASKED, st.dictionaries(st.sampled_from("abcdefgh"), st.floats(0, 9)))
def test_the_tests_that_stay_ask_all_that_all_ask(asked: dict[str, set[str]], seconds: dict[str, float]) -> None:
    kept = cover(asked, seconds)
    assert set().union(*(asked[test] for test in kept)) == set().union(*asked.values())


def test_of_two_that_ask_the_same_the_quicker_stays() -> None:
    assert cover({"slow": {"1", "2"}, "quick": {"1", "2"}}, {"slow": 3.0, "quick": 0.1}) == {"quick"}


def test_a_question_is_the_same_whatever_its_values() -> None:
    assert question("SELECT x WHERE id IN (%s, %s, %s) AND t = 'a' LIMIT 21") == question(
        "SELECT x WHERE id IN (%s) AND t = 'b' LIMIT 5"
    )
    assert question('SAVEPOINT "s140_x12"') == question('SAVEPOINT "s77_x3"')
    assert question("SELECT x FROM a") != question("SELECT x FROM b")
