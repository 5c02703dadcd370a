"""Which Chromium the journeys get."""

import shutil
from collections.abc import Sequence

import pytest

from tools import browser, system_packages
from tools.trouble import Trouble


@pytest.mark.parametrize(
    ("there", "can_be_had", "found"),
    [
        (["chromium-headless-shell", "chromium"], [], "chromium-headless-shell"),
        (["chromium"], ["chromium-headless-shell"], "chromium-headless-shell"),
        (["chromium"], [], "chromium"),
        ([], ["chromium"], "chromium"),
        ([], [], None),
    ],
)
def test_the_shell_where_it_can_be_had_else_a_whole_chromium(
    monkeypatch: pytest.MonkeyPatch, there: list[str], can_be_had: list[str], found: str | None
) -> None:
    def install(packages: Sequence[str], *, what: str) -> None:
        if not set(packages) <= set(can_be_had):
            raise Trouble(f"{what} cannot be had")
        there.extend(packages)

    monkeypatch.delenv("TOVHOLDER_CHROMIUM", raising=False)
    monkeypatch.setattr(browser, "_ensure_driver", lambda: None)
    monkeypatch.setattr(shutil, "which", lambda name: name if name in there else None)
    monkeypatch.setattr(system_packages, "install", install)
    if found is None:
        with pytest.raises(Trouble):
            browser.ensure()
    else:
        assert browser.ensure() == found
