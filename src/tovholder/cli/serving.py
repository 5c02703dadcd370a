"""The web server and the worker, side by side: both end when this command does, however it ends."""

import argparse
import errno
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Mapping
from types import FrameType

from tovholder.cli import numbers_asked
from tovholder.cli.complaint import Complaint

_DEATH_SIGNAL = 1  # PR_SET_PDEATHSIG
_PATIENCE = 12.0  # seconds for a clean end
_PATIENCE_WITH_REST = 3.0  # and for what a child that has ended left behind


def serve(*, host: str, port: int, processes: int = 1, threads: int = 8, shown_host: str = "") -> int:
    """Run until Ctrl-C, a signal to stop, or the end of one of the two; says where once the port is known free."""
    require_free(host, port)
    print(f"Serving on http://{shown_host or host}:{port}/  (Ctrl-C stops)", flush=True)
    web = [
        *(sys.executable, "-m", "granian", "--interface", "wsgi", "--host", host, "--port", str(port)),
        *("--workers", str(processes), "--blocking-threads", str(threads), "--backpressure", str(threads * 16)),
        *("--no-ws", "--log-level", "error", "tovholder.config.wsgi:application"),
    ]
    worker = [sys.executable, "-m", "tovholder.cli", "work"]
    return _watch({"web server": _start(web), "worker": _start(worker)})


def address_arguments(parser: argparse.ArgumentParser) -> None:
    port = numbers_asked.whole("--port", 1, 65_535)
    parser.add_argument("--port", type=port, default=8000, metavar="P", help="where to serve (8000)")
    parser.add_argument("--host", default="127.0.0.1", metavar="H", help="which address to listen on (127.0.0.1)")


def require_free(host: str, port: int) -> None:
    """Raises Complaint, with what stands in the way, where nothing could be served."""
    try:
        family, _, _, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        with socket.socket(family) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(address)
    except (socket.gaierror, UnicodeError) as fault:
        raise Complaint(f"there is no address {host}; choose another with --host.") from fault
    except OSError as fault:
        raise Complaint(_in_the_way(fault.errno, host, port)) from fault


def _in_the_way(number: int | None, host: str, port: int) -> str:
    if number == errno.EADDRINUSE:
        return f"port {port} is taken; choose another with --port."
    if number in (errno.EACCES, errno.EPERM):
        return f"you may not listen on port {port}; choose one above 1023 with --port."
    if number == errno.EADDRNOTAVAIL:
        return f"this machine has not the address {host}; choose another with --host."
    return f"port {port} of {host} cannot be listened on ({os.strerror(number or 0)}); choose others."


def _start(command: list[str]) -> subprocess.Popen[bytes]:
    """A child in a group of its own, so that Ctrl-C reaches it once and through us."""
    return subprocess.Popen(command, env=os.environ | {"PYTHONUNBUFFERED": "1"}, preexec_fn=_end_with_parent)  # noqa: PLW1509


def _end_with_parent() -> None:
    """Should this command be killed outright, the child is told to stop too (Linux)."""
    import ctypes

    os.setsid()
    system = ctypes.CDLL(None)
    if hasattr(system, "prctl"):
        system.prctl(_DEATH_SIGNAL, signal.SIGTERM)


class _Stopped(Exception):
    """Somebody asked for the end."""


def _stop(number: int, frame: FrameType | None) -> None:
    raise _Stopped


def _watch(children: Mapping[str, subprocess.Popen[bytes]]) -> int:
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, _stop)
    try:
        while all(child.poll() is None for child in children.values()):
            time.sleep(0.5)
        print(f"tovholder: {_why(children)}", file=sys.stderr, flush=True)
        return 1
    except _Stopped:
        return 0
    finally:
        _end(list(children.values()))


def _why(children: Mapping[str, subprocess.Popen[bytes]]) -> str:
    """Which of them ended by itself, and how: nothing else says it when it was killed."""
    told = []
    for name, child in children.items():
        if child.returncode is not None:
            how = f"signal {-child.returncode}" if child.returncode < 0 else f"exit code {child.returncode}"
            told.append(f"the {name} ended by itself ({how})")
    return f"{' and '.join(told)}, so everything is stopped. Start it again."


def _end(children: list[subprocess.Popen[bytes]]) -> None:
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, signal.SIG_IGN)
    for child in children:
        if child.poll() is None:
            child.terminate()
    last = time.monotonic() + _PATIENCE
    for child in children:
        try:
            child.wait(max(last - time.monotonic(), 0.1))
        except subprocess.TimeoutExpired:
            child.kill()
            child.wait()
    for child in children:
        _end_group(child.pid)


def _end_group(leader: int) -> None:
    """What a child started and left behind: a web process would keep the port, and answer from it for ever."""
    last = time.monotonic() + _PATIENCE_WITH_REST
    try:
        os.killpg(leader, signal.SIGTERM)
        while time.monotonic() < last:
            os.killpg(leader, 0)
            time.sleep(0.05)
        os.killpg(leader, signal.SIGKILL)
    except (ProcessLookupError, PermissionError):
        return  # nobody is left, or (macOS) only some that have ended
