"""The bench of the pages: which municipality it takes, and what its table marks."""

from tovholder.cli import bench_pages


def test_the_nearest_municipality_and_the_largest_are_two_answers_and_a_tie_has_one() -> None:
    open_cases = {1: 28_500, 2: 4_502, 3: 5_498, 4: 28_500}
    assert bench_pages.municipality(open_cases, 5_000) == 2
    assert bench_pages.municipality(open_cases, None) == 1


def test_the_table_marks_a_page_over_the_goal_and_no_other() -> None:
    within = {"page": "a", "role": "r", "median_ms": 1, "p95_ms": 300, "processor_ms": 1, "queries": 15}
    slow, asking = within | {"page": "b", "p95_ms": 300.1}, within | {"page": "c", "queries": 16}
    pages = [page | {"times_baseline": 1.0} for page in (within, slow, asking)]
    figures = {"size": {"people": 9}, "municipalities": [{"which": "largest", "cases": 9, "pages": pages}]}
    marked = [line[0] for line in bench_pages.lines(figures) if "over the goal" in line]
    assert marked == ["b", "c"]
