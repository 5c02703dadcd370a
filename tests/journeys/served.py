"""A demo served for the journeys: a database of its own, made once, and the product's own web server in front."""

import os
import secrets
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 60  # seconds to wait for the first answer


@dataclass(frozen=True)
class Demo:
    """Where the demo answers, and the environment its programs run in. localhost, because passkeys ask for a name."""

    address: str
    environment: Mapping[str, str]

    def run(self, module: str, *words: str) -> str:
        """Run one of the tests' own programs inside the demo; what it prints."""
        return _run([sys.executable, "-m", module, *words], self.environment)


Made = Callable[[str, Callable[[Path], None]], Path]
"""Gives a folder that is filled once for several processes; on SQLite each serves a copy of the same files."""


@contextmanager
def demo(home: Path, made: Made) -> Iterator[Demo]:
    """The small scene, with the static files collected, served until the journeys are over."""
    with _made_and_served("small-scene", _stage, home, made) as running:
        yield running


@contextmanager
def simulated(home: Path, people: int, made: Made) -> Iterator[Demo]:
    """The demo everybody gets, with fewer people, and Hanan in it (see loop_scene); served without its worker."""
    with _made_and_served("region", partial(_simulate, people), home, made) as running:
        yield running


@contextmanager
def _made_and_served(name: str, make: Callable[[Mapping[str, str]], None], home: Path, made: Made) -> Iterator[Demo]:
    on_postgresql = "TOVHOLDER_TEST_DATABASE_URL" in os.environ
    if not on_postgresql:
        shutil.copytree(made(name, lambda first: make(_environment(first))), home, dirs_exist_ok=True)
    environment = _environment(home)
    if on_postgresql:
        make(environment)
    with _served(home, environment) as running:
        yield running


def _stage(environment: Mapping[str, str]) -> None:
    manage = [sys.executable, "-m", "tovholder.cli", "manage"]
    _run([*manage, "migrate", "--verbosity=0"], environment)
    if "TOVHOLDER_DATABASE_URL" not in environment:
        _run([*manage, "migrate", "--verbosity=0", "--database=readlog"], environment)
    _run([*manage, "collectstatic", "--noinput", "--verbosity=0"], environment)
    _run([sys.executable, "-m", "tests.journeys.scene"], environment)


def _simulate(people: int, environment: Mapping[str, str]) -> None:
    _run([sys.executable, "-m", "tovholder.cli", "demo", "--no-serve", f"--people={people}", "--years=1"], environment)
    _run([sys.executable, "-m", "tests.journeys.loop_scene"], environment)


@contextmanager
def _served(home: Path, environment: Mapping[str, str]) -> Iterator[Demo]:
    port = _free_port()
    server = _serve(port, environment, home / "server.log")
    try:
        _wait(f"http://localhost:{port}/alive/", server, home / "server.log")
        yield Demo(f"http://localhost:{port}", environment)
    finally:
        server.terminate()
        server.wait(timeout=20)


def _environment(home: Path) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("TOVHOLDER_")}
    kept |= {
        "TOVHOLDER_MODE": "demo",
        "TOVHOLDER_HOME": str(home),
        "DJANGO_SETTINGS_MODULE": "tovholder.config.settings",
    }
    kept["PYTHONPATH"] = str(ROOT)
    given = os.environ.get("TOVHOLDER_TEST_DATABASE_URL")
    if given:
        kept["TOVHOLDER_DATABASE_URL"] = _database_of_its_own(given)
    return kept


def _database_of_its_own(address: str) -> str:
    import psycopg

    name = f"journey_{secrets.token_hex(4)}"
    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
    return f"{address.rpartition('/')[0]}/{name}"


def _run(command: list[str], environment: Mapping[str, str]) -> str:
    done = subprocess.run(command, cwd=ROOT, env=dict(environment), capture_output=True, text=True, check=False)
    if done.returncode:
        raise AssertionError(f"{' '.join(command[1:])} ended with {done.returncode}:\n{done.stdout}{done.stderr}")
    return done.stdout


def _serve(port: int, environment: Mapping[str, str], log: Path) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "granian", "--interface", "wsgi", "--host", "127.0.0.1", "--port", str(port)]
    command += ["--blocking-threads", "4", "--no-ws", "tovholder.config.wsgi:application"]
    with log.open("wb") as file:
        return subprocess.Popen(command, cwd=ROOT, env=dict(environment), stdout=file, stderr=subprocess.STDOUT)


def _free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])


def _wait(address: str, server: subprocess.Popen[bytes], log: Path) -> None:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        if server.poll() is not None:
            break
        try:
            with urllib.request.urlopen(address, timeout=2):
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.1)
    raise AssertionError(f"the demo does not answer:\n{log.read_text(errors='replace')[-4000:]}")
