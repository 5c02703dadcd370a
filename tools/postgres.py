"""A PostgreSQL of one's own for a test run: a fresh cluster in a temporary folder, stopped and gone afterwards."""

import contextlib
import os
import pwd
import secrets
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from tools import places, programs, system_packages
from tools.trouble import Trouble

OLDEST = 15
START_SECONDS = 30
# Durability is not what the tests ask of this server: they ask it of the program that uses it.
_SETTINGS = {
    "listen_addresses": "127.0.0.1",
    "unix_socket_directories": "",
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "max_connections": "60",
    "shared_buffers": "128MB",
    "log_min_messages": "warning",
}


def ensure_programs() -> Path:
    """The folder with initdb and postgres, newest first; installed when missing, or Trouble."""
    found = _programs()
    if found is None:
        system_packages.install(["postgresql"], what=f"PostgreSQL {OLDEST} or newer")
        found = _programs()
    if found is None:
        raise Trouble(f"PostgreSQL was installed, but no initdb of version {OLDEST} or newer is found.")
    return found


def _programs() -> Path | None:
    debian = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: _number(path.parent.name), reverse=True)
    on_path = shutil.which("initdb")
    folders = [*debian, *([Path(on_path).resolve().parent] if on_path else [])]
    for folder in folders:
        if (folder / "postgres").exists() and (folder / "initdb").exists() and _version(folder) >= OLDEST:
            return folder
    return None


def _version(folder: Path) -> int:
    said = programs.answers([folder / "postgres", "--version"]) or ""
    return max((_number(word.split(".")[0]) for word in said.split()), default=0)


def _number(word: str) -> int:
    return int(word) if word.isdigit() else 0


@contextlib.contextmanager
def running() -> Iterator[str]:
    """A running server's address, for the time of the block."""
    folder = ensure_programs()
    home = Path(tempfile.mkdtemp(prefix="tovholder-postgresql-"))
    owner = _owner()
    password = secrets.token_urlsafe(24)
    try:
        _make_cluster(folder, home, owner, password)
        server, port = _start(folder, home, owner)
        try:
            yield f"postgresql://tovholder:{password}@127.0.0.1:{port}/postgres"
        finally:
            _stop(server)
    finally:
        shutil.rmtree(home, ignore_errors=True)


def _owner() -> str | None:
    """The user the server runs as: it refuses root. None stays with the present user."""
    if os.geteuid() != 0:
        return None
    known = {user.pw_name for user in pwd.getpwall()}
    return "postgres" if "postgres" in known else "nobody"


def _as_owner(owner: str | None) -> dict[str, object]:
    if owner is None:
        return {}
    return {"user": owner, "group": pwd.getpwnam(owner).pw_gid, "extra_groups": []}


def _make_cluster(folder: Path, home: Path, owner: str | None, password: str) -> None:
    secret = home / "password"
    secret.write_text(password, encoding="utf-8")
    if owner:
        for path in (home, secret):
            shutil.chown(path, owner, pwd.getpwnam(owner).pw_gid)
    words = [str(folder / "initdb"), "-D", str(home / "data"), "-U", "tovholder", "-A", "scram-sha-256"]
    words += [f"--pwfile={secret}", "--encoding=UTF8", "--locale=C.UTF-8", "--no-sync", "--no-instructions"]
    done = subprocess.run(words, cwd=home, capture_output=True, text=True, check=False, **_as_owner(owner))  # type: ignore[call-overload]
    programs.note(done.stdout + done.stderr)
    if done.returncode:
        raise Trouble(f"PostgreSQL's initdb failed: {programs.last_words(done.stdout + done.stderr)}")


def _start(folder: Path, home: Path, owner: str | None) -> tuple[subprocess.Popen[bytes], int]:
    log = home / "log"
    for _ in range(3):  # between asking for a free port and taking it, somebody else may
        port = _free_port()
        settings = [
            word for name, value in (_SETTINGS | {"port": str(port)}).items() for word in ("-c", f"{name}={value}")
        ]
        with log.open("ab") as out:
            server = subprocess.Popen(
                [str(folder / "postgres"), "-D", str(home / "data"), *settings],
                cwd=home,
                stdin=subprocess.DEVNULL,
                stdout=out,
                stderr=out,
                start_new_session=True,
                preexec_fn=programs.end_with_parent,  # noqa: PLW1509 - this process has one thread
                **_as_owner(owner),  # type: ignore[call-overload]
            )
        if _is_ready(server, home / "data" / "postmaster.pid"):
            return server, port
        _stop(server)
    programs.note(log.read_text(encoding="utf-8", errors="replace"))
    raise Trouble(f"PostgreSQL did not start within {START_SECONDS} s; see {places.LOG.relative_to(places.ROOT)}.")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _is_ready(server: subprocess.Popen[bytes], status: Path) -> bool:
    """The server writes 'ready' into its own status file; an open port alone may still turn callers away."""
    until = time.monotonic() + START_SECONDS
    while time.monotonic() < until and server.poll() is None:
        with contextlib.suppress(OSError):
            if "ready" in status.read_text(encoding="utf-8").split():
                return True
        time.sleep(0.05)
    return False


def _stop(server: subprocess.Popen[bytes]) -> None:
    server.send_signal(signal.SIGINT)  # "fast": ends sessions, no waiting for them
    try:
        server.wait(timeout=20)
    except subprocess.TimeoutExpired:
        server.kill()
        server.wait()
