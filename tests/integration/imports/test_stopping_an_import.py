"""Whoever stops an import is told what has become of it; a dry run leaves nothing that anybody goes on with."""

import signal
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone

from tests.integration.region import Region
from tovholder.cli import __main__ as cli
from tovholder.imports import applying, queries, services, staging
from tovholder.imports.models import Import
from tovholder.people.models import Person

SAMPLES = Path(__file__).resolve().parents[3] / "docs" / "samples"
Run = Callable[..., tuple[int, str]]


@pytest.fixture(autouse=True)
def _heard() -> Iterator[None]:
    """A run in the background starts deaf to Ctrl-C; somebody at a terminal never is."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.fixture
def run(settings: object, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    settings.HOME = tmp_path  # type: ignore[attr-defined]
    settings.VOCABULARY_FOLDER = tmp_path / "vocabulary"  # type: ignore[attr-defined]
    monkeypatch.setattr("tovholder.cli.database.migrate", lambda: False)

    def command(*words: str) -> tuple[int, str]:
        code = cli.main(["import", "people", str(SAMPLES / "people.csv"), "--organisation", "0217", *words])
        return code, capsys.readouterr().err.strip().splitlines()[-1]

    return command


def stops(number: int = signal.SIGINT) -> Callable[..., Any]:
    def stopped(*_: object, **__: object) -> None:
        signal.raise_signal(number)

    return stopped


def test_stopped_while_it_is_read(region: Region, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(staging, "compare", stops())
    code, told = run()
    page = f"/import/{Import.objects.get().pk}/"
    assert code == 130
    assert told == (
        "tovholder: stopped; nothing is visible; a worker (./tovholder work) reads the file on, "
        f"and then it waits at {page}."
    )


def test_stopped_while_it_is_written(region: Region, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patched:
        patched.setattr(applying, "_write_batch", stops(signal.SIGTERM))
        code, told = run()
    file = Import.objects.get()
    assert (code, file.status) == (143, "writing")
    assert told == (
        "tovholder: stopped; the import is under way, a worker (./tovholder work) goes on with it, "
        f"and then it can be undone at /import/{file.pk}/."
    )
    services.work(now=timezone.localtime())
    assert Person.objects.filter(pending_import=None).count() == 4


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_dry_run_that_is_stopped_leaves_nothing(
    region: Region, run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, number: int
) -> None:
    monkeypatch.setattr(staging, "compare", stops(number))
    code, told = run("--dry-run")
    assert (code, told) == (
        128 + number,
        "tovholder: stopped; nothing was written, and nothing of the import is kept.",
    )
    assert not Import.objects.exists()
    assert not [path for path in tmp_path.rglob("*") if path.is_file() and "import" in path.parent.name]


class _Killed(BaseException):
    """As when the process is gone: nothing of it runs on."""


def test_nobody_goes_on_with_a_dry_run_that_was_killed(
    region: Region, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patched:
        patched.setattr(staging, "compare", _kill)
        with pytest.raises(_Killed):
            run("--dry-run")
    now = timezone.localtime()
    assert services.work(now=now) == []
    left = Import.objects.get()
    assert (left.status, left.rows.count()) == ("staging", 0)
    assert not queries.visible(actor=region.actor("team_leader")).exists()
    services.work(now=now + timedelta(days=2))
    assert not Import.objects.exists()


def _kill(*_: object, **__: object) -> None:
    raise _Killed
