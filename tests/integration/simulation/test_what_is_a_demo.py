"""A demo is made only in a database that nobody uses, is known by its mark, and is made again when it was cut short."""

from datetime import UTC, datetime

import pytest

from tovholder.accounts import installation
from tovholder.accounts.models import Organisation
from tovholder.cli import database
from tovholder.cli.complaint import Complaint

NOW = datetime(2026, 11, 20, 8, tzinfo=UTC)


def test_an_empty_database_may_become_a_demo() -> None:
    assert database.require_demo() is False


def test_a_database_in_use_without_a_mark_is_refused() -> None:
    Organisation.objects.create(kind="union", name="Et fagforbund")
    with pytest.raises(Complaint, match="not a demo"):
        database.require_demo()


def test_a_live_installation_is_refused_and_stays_live() -> None:
    installation.mark_live(now=NOW)
    with pytest.raises(Complaint, match="not a demo"):
        database.require_demo()
    installation.mark_live(now=NOW)
    database.require_live()


def test_a_demo_is_never_served_as_a_live_installation() -> None:
    installation.begin_demo(now=NOW, facts={"seed": 1})
    with pytest.raises(Complaint, match="demo for ever"):
        database.require_live()


def test_a_demo_cut_short_is_not_ready_and_a_finished_one_is() -> None:
    installation.begin_demo(now=NOW, facts={"seed": 1})
    assert database.require_demo() is False
    installation.finish_demo(facts={"counts": {}})
    assert database.require_demo() is True
