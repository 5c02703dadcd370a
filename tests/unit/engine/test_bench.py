"""The bench reports every figure, by the clock it is handed."""

from itertools import count

from tovholder.engine.matching import bench


def test_the_bench_reports_median_p95_and_baseline_by_the_clock_it_is_handed() -> None:
    ticks = count()
    made = bench.measure(clock=lambda: float(next(ticks)), people=60, orders=4, lists=3, plain_lists=1)
    assert list(made) == ["size", "prepare", "one_order", "one_person", "plain_python", "region"]
    assert made["one_order"]["median_ms"] == made["one_order"]["p95_ms"] == 1000.0
    assert made["region"]["seconds"] == 1.0
