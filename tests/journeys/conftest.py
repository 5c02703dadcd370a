"""What journeys share: one served demo, one browser, and people who walk through the pages."""

import os
import re
from collections.abc import Callable, Iterator
from functools import partial

import pytest
from playwright.sync_api import Browser, ViewportSize, sync_playwright

from tests.journeys import served
from tests.journeys.walking import WIDE, Walk
from tests.made_once import made_once

PEOPLE = 300
FLAGS = [
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
]  # fmt: skip


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """One process begins with the region and the others with the small scene, so that none waits while one is made."""
    here = [at for at, item in enumerate(items) if "journeys" in item.nodeid.split("/")]
    region = [items[at] for at in here if "region" in getattr(items[at], "fixturenames", ())]
    scene = [items[at] for at in here if items[at] not in region]
    for at, item in zip(here, region[:1] + scene + region[1:], strict=True):
        items[at] = item


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[served.Demo]:
    with served.demo(tmp_path_factory.mktemp("demo"), partial(made_once, tmp_path_factory=tmp_path_factory)) as running:
        yield running


@pytest.fixture(scope="session")
def region(tmp_path_factory: pytest.TempPathFactory) -> Iterator[served.Demo]:
    """The simulated region of the personas, with Hanan in it; see loop_scene."""
    made = partial(made_once, tmp_path_factory=tmp_path_factory)
    with served.simulated(tmp_path_factory.mktemp("served"), PEOPLE, made) as running:
        yield running


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        program = os.environ.get("TOVHOLDER_CHROMIUM", "/usr/bin/chromium")
        started = playwright.chromium.launch(executable_path=program, args=FLAGS)
        yield started
        started.close()


@pytest.fixture
def somebody(demo: served.Demo, browser: Browser, request: pytest.FixtureRequest) -> Iterator[Callable[..., Walk]]:
    """Somebody new at a browser of their own; `size` is WIDE unless said otherwise."""
    yield from _arriving(demo, browser, request)


@pytest.fixture
def persona(region: served.Demo, browser: Browser, request: pytest.FixtureRequest) -> Iterator[Callable[..., Walk]]:
    """Somebody new in the simulated region, as `somebody` is in the small scene."""
    yield from _arriving(region, browser, request)


def _arriving(demo: served.Demo, browser: Browser, request: pytest.FixtureRequest) -> Iterator[Callable[..., Walk]]:
    contexts = []

    def arrive(size: ViewportSize = WIDE, locale: str = "da-DK", **options: object) -> Walk:  # type: ignore[assignment]
        context = browser.new_context(viewport=size, locale=locale, timezone_id="Europe/Copenhagen", **options)  # type: ignore[arg-type]
        context.set_default_timeout(15_000)
        contexts.append(context)
        name = re.sub(r"\W+", "-", f"{request.node.name}-{len(contexts)}").strip("-")
        return Walk(context.new_page(), demo.address, name, scripted=options.get("java_script_enabled", True) is True)

    yield arrive
    for context in contexts:
        context.close()
