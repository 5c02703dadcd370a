"""The web server and the worker, side by side: both end when this command does, however it ends."""

import os
import signal
import socket
import subprocess
import sys
import time
from types import FrameType

from tovholder.cli.complaint import Complaint

_DEATH_SIGNAL = 1  # PR_SET_PDEATHSIG
_PATIENCE = 12.0  # seconds for a clean end


def serve(*, host: str, port: int, processes: int = 1, threads: int = 8, shown_host: str = "") -> int:
    """Run until Ctrl-C, a signal to stop, or the end of one of the two; says where once the port is known free."""
    _require_free(host, port)
    print(f"Serving on http://{shown_host or host}:{port}/  (Ctrl-C stops)", flush=True)
    web = [
        *(sys.executable, "-m", "granian", "--interface", "wsgi", "--host", host, "--port", str(port)),
        *("--workers", str(processes), "--blocking-threads", str(threads), "--backpressure", str(threads * 16)),
        *("--no-ws", "--log-level", "error", "tovholder.config.wsgi:application"),
    ]
    worker = [sys.executable, "-m", "tovholder.cli", "work"]
    return _watch([_start(web), _start(worker)])


def _require_free(host: str, port: int) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as fault:
            raise Complaint(f"port {port} is taken; choose another with --port.") from fault


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


def _watch(children: list[subprocess.Popen[bytes]]) -> int:
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, _stop)
    try:
        while all(child.poll() is None for child in children):
            time.sleep(0.5)
        return 1  # one of them ended by itself: that is a fault, and it has said why
    except _Stopped:
        return 0
    finally:
        _end(children)


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
