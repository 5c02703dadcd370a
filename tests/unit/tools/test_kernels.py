"""What set-up compiles is what there is: a room nobody warms would let the first user wait."""

from pathlib import Path

import pytest

from tools import kernels, programs
from tovholder.engine import warm


def test_every_room_is_compiled_for_tests_and_what_pages_and_nights_use_for_a_run() -> None:
    assert set(kernels.TEST) == set(warm.ROOMS)
    assert set(kernels.RUN) == {"lists", "region", "plans"}


def test_each_room_is_compiled_once_and_a_failure_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []

    def run(command: list[str | Path], **_: object) -> str:
        asked.append(str(command[-1]))
        if command[-1] == "cohorts":
            raise programs.Failed("error: no room for it")
        return ""

    monkeypatch.setattr(programs, "run", run)
    with pytest.raises(programs.Failed, match="no room for it"):
        kernels.compile_all(kernels.TEST)
    assert sorted(asked) == sorted(kernels.TEST)
