"""Compiled code is kept between starts, and no longer than the sources it was made of."""

from tovholder.engine.assignment import kernel
from tovholder.engine.assignment.paths import seat_people


def test_kept_code_is_bound_to_all_sources_it_may_have_been_made_of() -> None:
    assert seat_people._cache._cache_file._source_stamp == kernel.STAMP  # type: ignore[attr-defined]
