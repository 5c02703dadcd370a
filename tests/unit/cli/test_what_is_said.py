"""What a command says is true when it says it, and in plain words."""

import argparse
import socket
from typing import Any

import pytest

from tovholder.cli import organisation, serve
from tovholder.cli.complaint import Complaint


@pytest.fixture
def _live(monkeypatch: pytest.MonkeyPatch, settings: Any) -> None:
    """An installation that is ready, without making one."""
    settings.DEMO = False
    for module, name in ((serve.database, "migrate"), (serve.database, "require_live"), (serve.static, "collect")):
        monkeypatch.setattr(module, name, lambda: None)
    monkeypatch.setattr(serve.installation, "is_empty", lambda: False)
    monkeypatch.setattr(serve.accounts, "is_any_organisation", lambda: True)


@pytest.mark.usefixtures("_live")
def test_a_taken_port_is_told_and_not_that_it_is_served(capsys: pytest.CaptureFixture[str]) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        with pytest.raises(Complaint, match="is taken"):
            serve.run(argparse.Namespace(host="127.0.0.1", port=taken.getsockname()[1], processes=1, threads=1))
    assert "Serving on" not in capsys.readouterr().out


def test_one_organisation_is_one(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    for step in ("join_partnership", "leave_partnership"):
        monkeypatch.setattr(organisation.organisation_services, step, lambda **_: None)
    monkeypatch.setattr(organisation, "_check_numbers", lambda options: None)
    for command, said in ((organisation._join, "takes part in"), (organisation._leave, "is out of")):
        told = {"numbers": [1], "partnership": "Nord", "on": None}
        command(argparse.Namespace(**told))
        assert capsys.readouterr().out.startswith(f"1 organisation {said} Nord from ")
