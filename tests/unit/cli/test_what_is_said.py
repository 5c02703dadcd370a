"""What a command says is true when it says it, and in plain words."""

import argparse
import errno
import os
import socket
import sys
import threading
import time
from pathlib import Path
from typing import Any

import pytest

from tovholder.cli import demo, organisation, serve, serving
from tovholder.cli.__main__ import main
from tovholder.cli.complaint import Complaint
from tovholder.config import environment


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


@pytest.mark.parametrize(
    ("host", "number", "told"),
    [
        ("127.0.0.1", errno.EADDRINUSE, "port 80 is taken"),
        ("127.0.0.1", errno.EACCES, "you may not listen on port 80; choose one above 1023"),
        ("192.0.2.1", errno.EADDRNOTAVAIL, "this machine has not the address 192.0.2.1"),
        ("127.0.0.1", errno.ENOBUFS, "port 80 of 127.0.0.1 cannot be listened on"),
    ],
)
def test_what_stands_in_the_way_of_a_port_is_told(
    monkeypatch: pytest.MonkeyPatch, host: str, number: int, told: str
) -> None:
    def bind(*_: object) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(serving.socket.socket, "bind", bind, raising=False)
    with pytest.raises(Complaint, match=told):
        serving.require_free(host, 80)


@pytest.mark.parametrize("host", ["nowhere.invalid", "a..b", "x" * 70 + ".dk"])
def test_a_host_there_is_not_is_told(monkeypatch: pytest.MonkeyPatch, host: str) -> None:
    def unknown(*_: object, **__: object) -> None:
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    if host.endswith(".invalid"):  # nobody is asked for it
        monkeypatch.setattr(serving.socket, "getaddrinfo", unknown)
    with pytest.raises(Complaint, match=r"there is no address .*; choose another with --host"):
        serving.require_free(host, 8000)


@pytest.mark.parametrize("command", ["demo", "serve"])
@pytest.mark.parametrize("port", ["0", "99999", "-1", "eighty"])
def test_a_port_there_is_not_is_told_before_anything_is_made(
    command: str, port: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("TOVHOLDER_MODE", "test")
    assert main([command, "--port", port]) == 1
    assert f"--port must be a whole number from 1 to 65535, and is '{port}'" in capsys.readouterr().err


def test_a_taken_port_is_told_before_the_demo_is_made(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(demo.database, "migrate", lambda: pytest.fail("the demo was made"))
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        asked = argparse.Namespace(host="127.0.0.1", port=taken.getsockname()[1], no_serve=False, reset=False)
        with pytest.raises(Complaint, match="is taken"):
            demo.run(asked)


def test_a_second_demo_waits_until_the_first_is_made(
    monkeypatch: pytest.MonkeyPatch, settings: Any, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    settings.HOME = tmp_path
    began, told = threading.Event(), []

    def made(options: argparse.Namespace) -> None:
        began.set()
        told.append("begun")
        time.sleep(0.2)
        told.append("made")

    monkeypatch.setattr(demo, "_make_or_find", made)
    monkeypatch.setattr(demo.summary, "text", lambda: "")
    asked = argparse.Namespace(no_serve=True, reset=False)
    first = threading.Thread(target=demo.run, args=(asked,))
    first.start()
    assert began.wait(5)
    demo.run(asked)
    first.join()
    assert told == ["begun", "made"] * 2
    assert "waiting for it" in capsys.readouterr().out


def test_who_stops_reading_ends_the_command_without_a_word(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    with os.fdopen(writing, "w") as closed, monkeypatch.context() as patched:
        patched.setattr(sys, "stdout", closed)
        assert main(["--help"]) == 141
    assert capsys.readouterr().err == ""


@pytest.mark.parametrize("method", ["exists", "mkdir"])
def test_a_home_of_somebody_else_is_told_in_one_line(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, method: str
) -> None:
    def refused(path: Path, *_: object, **__: object) -> bool:
        raise PermissionError(errno.EACCES, "Permission denied", str(path))

    monkeypatch.setenv("TOVHOLDER_HOME", str(tmp_path))
    monkeypatch.setattr(Path, method, refused)
    with pytest.raises(environment.Misconfigured, match="start as its owner, or name a folder of your own"):
        environment.keys(environment.home("demo"))
