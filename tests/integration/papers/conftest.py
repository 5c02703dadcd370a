"""The scene of papers, and the code that stands on the newest one."""

from collections.abc import Callable
from typing import Any

import pytest

from tests.integration.papers import scene as scenes
from tests.integration.region import Region
from tovholder.documents import rendering


@pytest.fixture
def scene(region: Region) -> scenes.Scene:
    return scenes.make(region)


@pytest.fixture
def printed(monkeypatch: pytest.MonkeyPatch) -> list[dict[str, Any]]:
    """What reached the templates, in order: facts and frame. The papers are made all the same."""
    found: list[dict[str, Any]] = []
    render: Callable[..., bytes] = rendering.render

    def noted(name: str, facts: dict[str, Any], **how: Any) -> bytes:
        found.append({"name": name, "facts": facts, **how})
        return render(name, facts, **how)

    monkeypatch.setattr(rendering, "render", noted)
    return found
