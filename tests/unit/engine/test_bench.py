"""The bench reports every figure, by the clock it is handed."""

from itertools import count

from tovholder.engine.matching import bench


def test_the_bench_reports_median_p95_and_baselines_by_the_clock_it_is_handed() -> None:
    ticks = count()
    made = bench.measure(clock=lambda: float(next(ticks)), people=60, orders=4, lists=3, plain_lists=1, sizes=(30, 60))
    assert list(made) == [
        "size", "bandwidth", "prepare", "top_explained", "one_order", "one_person", "refresh_order", "refresh_person",
        "numpy", "plain_python", "all_pairs", "region", "by_size",
    ]  # fmt: skip
    assert made["one_order"]["median_ms"] == made["one_order"]["p95_ms"] == 1000.0
    assert made["all_pairs"]["seconds"] == made["region"]["seconds"] == 1.0
    assert list(made["by_size"]) == ["30", "60"]
