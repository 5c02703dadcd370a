"""`replay`: whoever doubts a list makes the night again from what it kept."""

import argparse

import pytest

from tests.integration.proposals.matching import fitting, need
from tests.integration.region import NOW, Region
from tovholder.cli import database, replay
from tovholder.cli.complaint import Complaint
from tovholder.proposals import runs
from tovholder.proposals.models import MatchRun


@pytest.fixture(autouse=True)
def _here(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(database, "require_there", lambda: None)


def asked(run: int | None = None) -> int:
    return replay.run(argparse.Namespace(run=run))


def test_the_newest_night_gives_the_same_lists_and_plan(region: Region, capsys: pytest.CaptureFixture[str]) -> None:
    fitting(region)
    need(region)
    run = runs.nightly(now=NOW)
    assert asked() == asked(run.pk) == 0
    told = capsys.readouterr().out
    assert f"Run {run.pk} of " in told
    assert "The same lists and the same plan." in told


def test_a_night_that_comes_out_otherwise_is_told_with_the_change_of_rules(
    region: Region, capsys: pytest.CaptureFixture[str]
) -> None:
    fitting(region)
    need(region)
    run = runs.nightly(now=NOW)
    run.facts["plan"]["digest"] = "of another plan"
    run.rules_version = "older"
    run.save()
    assert asked(run.pk) == 1
    told = capsys.readouterr().out
    assert "NOT THE SAME" in told
    assert "older then" in told


def test_what_was_never_kept_or_is_gone_is_said_in_one_line(region: Region) -> None:
    with pytest.raises(Complaint, match="no night has kept"):
        asked()
    with pytest.raises(Complaint, match="there is no run 99;"):
        asked(99)
    fitting(region)
    run = runs.nightly(now=NOW)
    MatchRun.objects.filter(pk=run.pk).update(inputs_path="")
    with pytest.raises(Complaint, match=f"run {run.pk} cannot be made again"):
        asked(run.pk)
