"""Compiled code is kept between starts, and no longer than the sources it was made of."""

from collections.abc import Callable
from pathlib import Path

import pytest
from numba.core.caching import IndexDataCacheFile

from tovholder.engine import compiled
from tovholder.engine.assignment.paths import seat_people
from tovholder.engine.cohorts.prices import toll_of
from tovholder.engine.matching.sweep import match_tile

ENGINE = Path(compiled.__file__).parent


@pytest.mark.parametrize(
    ("made", "room"), [(seat_people, "assignment"), (toll_of, "cohorts"), (match_tile, "matching")]
)
def test_kept_code_is_bound_to_all_sources_it_may_have_been_made_of(made: Callable[..., object], room: str) -> None:
    assert made._cache._cache_file._source_stamp == compiled.stamp_of(ENGINE / room)  # type: ignore[attr-defined]


def test_kept_code_is_forgotten_when_any_file_of_its_folder_changes(tmp_path: Path) -> None:
    (tmp_path / "a.py").write_text("x = 1")
    before = compiled.stamp_of(tmp_path)
    compiled.stamp_of.cache_clear()
    (tmp_path / "b.py").write_text("y = 2")
    assert compiled.stamp_of(tmp_path) != before


def test_kept_code_that_names_a_file_that_is_gone_is_made_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    def read(_kept: object) -> dict[object, object]:
        raise ModuleNotFoundError("tovholder.engine.matching.gone")

    monkeypatch.setattr(IndexDataCacheFile, "_load_index", read)
    made = compiled.lean(doubled)
    assert made._cache._cache_file._load_index() == {}  # type: ignore[attr-defined]


def doubled(number: int) -> int:
    """A kernel of this test."""
    return 2 * number
