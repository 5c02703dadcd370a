"""One step with the MitID broker: in time as a whole, bodies of bounded size, few at once in a process.

A time limit of the HTTP library counts each read alone, so a broker that sends one byte a second would hold a page for
hours. Here a thread of its own asks; whoever waits goes on when the time is over, and cuts the thread's lines."""

import contextlib
import socket
import threading
from collections.abc import Callable
from concurrent.futures import Future
from typing import Any, TypeVar

import requests
from requests.adapters import HTTPAdapter

SECONDS = 5  # for everything a page asks of the broker; whoever signs in does not wait longer
_AT_ONCE = 2  # in a process: the other threads of the server are there for everybody else
_LARGEST = 256 * 1024  # bytes, unpacked; a key set of a dozen keys is 20 KB
_PIECE = 16 * 1024

Told = TypeVar("Told")
_free = threading.BoundedSemaphore(_AT_ONCE)


class Busy(requests.RequestException):
    """As many ask the broker as may."""


class TooSlow(requests.RequestException):
    """The time for this step is over."""


class TooLarge(requests.RequestException):
    """More than any broker has to say."""


class Step:
    """What is asked within one deadline."""

    def __init__(self) -> None:
        self._lines: list[socket.socket] = []
        self._is_over = False
        self._one_by_one = threading.Lock()

    def mount(self, client: requests.Session) -> None:
        """All that this client asks belongs to the step."""
        for scheme in ("https://", "http://"):
            client.mount(scheme, _Line(self))

    def watch(self, line: socket.socket) -> None:
        """Cut it when the step is over. A second handle, as TLS takes the first away."""
        with self._one_by_one:
            self._lines.append(line.dup())
            if self._is_over:
                self._cut()

    def end(self) -> None:
        with self._one_by_one:
            self._is_over = True
            self._cut()

    def check(self) -> None:
        if self._is_over:
            raise TooSlow

    def _cut(self) -> None:
        while self._lines:
            with self._lines.pop() as line, contextlib.suppress(OSError):
                line.shutdown(socket.SHUT_RDWR)


def in_time(work: Callable[[Step], Told]) -> Told:
    """What the work tells. Raises Busy at once, TooSlow after SECONDS, and what the work raises."""
    if not _free.acquire(blocking=False):
        raise Busy
    step, told = Step(), Future[Any]()
    try:
        threading.Thread(target=_run, args=(work, step, told), daemon=True, name="mitid").start()
    except RuntimeError:  # no thread to be had
        _free.release()
        raise Busy from None
    try:
        said: Told = told.result(timeout=SECONDS)
        return said
    except TimeoutError:
        raise TooSlow from None
    finally:
        step.end()


def _run(work: Callable[[Step], Any], step: Step, told: Future[Any]) -> None:
    """The place is free before anybody hears of it, so that whoever comes right after finds it so."""
    try:
        said = work(step)
    except BaseException as fault:
        _free.release()
        told.set_exception(fault)
    else:
        _free.release()
        told.set_result(said)


class _Line(HTTPAdapter):
    def __init__(self, step: Step) -> None:
        super().__init__(max_retries=0)
        self._step = step

    def get_connection_with_tls_context(self, *args: Any, **more: Any) -> Any:
        pool: Any = super().get_connection_with_tls_context(*args, **more)
        if "ConnectionCls" not in vars(pool):
            pool.ConnectionCls = _watched(pool.ConnectionCls, self._step)
        return pool

    def send(self, request: Any, *_args: Any, **more: Any) -> requests.Response:
        """The whole body has come when this returns; the library itself would take any size."""
        self._step.check()
        reply = super().send(request, **(more | {"stream": True}))
        body = bytearray()
        for piece in reply.iter_content(_PIECE):
            body += piece
            self._step.check()
            if len(body) > _LARGEST:
                reply.close()
                raise TooLarge
        reply._content = bytes(body)
        return reply


def _watched(connection: Any, step: Step) -> Any:
    class Watched(connection):
        def _new_conn(self) -> socket.socket:
            line: socket.socket = super()._new_conn()
            step.watch(line)
            return line

    return Watched
