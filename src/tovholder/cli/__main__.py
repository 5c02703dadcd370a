"""The commands of ./tovholder. Each parses its arguments and calls services; nothing is decided here.

What a command says is English; a document it writes for Danish users is Danish, unless --language says otherwise.
A new command is a module with `arguments(parser)` and `run(options) -> int`, and a line in COMMANDS.
"""

import argparse
import importlib
import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass

from tovholder.cli.complaint import Complaint


@dataclass(frozen=True)
class Command:
    """A demo command is a demo whatever the environment says. One that `writes` is not run while a move is, and keeps
    a move from starting. One that `hears` is stopped by SIGTERM as by Ctrl-C; server and worker hear it their own way.
    """

    module: str
    told: str
    demo: bool = False
    database: bool = True
    writes: bool = False
    hears: bool = False


COMMANDS = {
    "demo": Command(
        "tovholder.cli.demo", "set up a simulated region and serve it on http://localhost:8000", demo=True, writes=True
    ),
    "simulate": Command("tovholder.cli.simulate", "make the simulated region and stop", demo=True, writes=True),
    "serve": Command("tovholder.cli.serve", "serve a live installation, with its worker", writes=True),
    "work": Command(
        "tovholder.cli.work", "the worker alone: refresh lists, nightly run, deletions that are due", writes=True
    ),
    "replay": Command("tovholder.cli.replay", "match a night again from what it kept, and compare"),
    "bench": Command("tovholder.cli.bench", "measure the engine, or the pages of a demo", demo=True),
    "check": Command("tovholder.cli.check", "one page on how this installation stands"),
    "organisation": Command(
        "tovholder.cli.organisation", "organisations, first administrators, partnerships", writes=True
    ),
    "import": Command(
        "tovholder.cli.imports",
        "people, companies or orders from a file; ESCO; postcode areas",
        writes=True,
        hears=True,
    ),
    "match": Command(
        "tovholder.cli.match_files",
        "proposals from a file of people and a file of orders, without a database",
        database=False,
    ),
    "assign": Command(
        "tovholder.cli.assign", "who goes where, from weights of pairs and places of orders", database=False
    ),
    "cohorts": Command("tovholder.cli.cohorts", "which classes can be held, from five files", database=False),
    "rules-dry-run": Command("tovholder.cli.rules_dry_run", "whom a coming law would affect, from a file"),
    "move": Command("tovholder.cli.move", "copy everything from SQLite to an empty PostgreSQL, and compare"),
}

# Words the launcher takes itself, before this program is there to be asked (tools/launch.py).
OF_THE_LAUNCHER = {
    "test": "run the tests; a part of them by its name; full for everything",
    "setup": "set up what is missing, and stop",
    "lock": "write the lock files of the dependencies anew, for those who develop",
}


class Terminated(KeyboardInterrupt):
    """SIGTERM: as Ctrl-C, so that nothing is left by halves."""


def _terminated(_received: int, _frame: object) -> None:
    raise Terminated


@contextmanager
def _heard() -> Iterator[None]:
    """SIGTERM is heard as Ctrl-C inside the block."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGTERM, _terminated)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before or signal.SIG_DFL)


def main(words: list[str]) -> int:
    """Returns the exit code: 0 done, 1 a fault told in one line, 2 words nobody understands, 130 or 143 stopped, 141
    nobody reads on."""
    try:
        code = _said(words)
        sys.stdout.flush()
        return code
    except BrokenPipeError:  # as of `| head`; what is not written yet goes nowhere, or the end would fail on it
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 141


def _said(words: list[str]) -> int:
    if words[:1] in ([], ["--help"], ["-h"], ["help"]):
        print(overview())
        return 0
    try:
        return _run(words[0], words[1:])
    except Complaint as complaint:
        print(f"tovholder: {complaint}", file=sys.stderr)
        return 1
    except KeyboardInterrupt as stop:
        print(f"\ntovholder: stopped{f'; {stop}' if str(stop) else ''}.", file=sys.stderr)
        return 143 if isinstance(stop, Terminated) else 130


def overview() -> str:
    told = {name: command.told for name, command in COMMANDS.items()} | OF_THE_LAUNCHER
    lines = [f"  {name:<13} {words}" for name, words in told.items()]
    return "\n".join(["usage: ./tovholder COMMAND [--help]", "", *lines])


def _run(name: str, words: list[str]) -> int:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tovholder.config.settings")
    if name == "manage":  # Django's own commands, for those who develop
        from django.core.management import execute_from_command_line

        execute_from_command_line(["tovholder manage", *words])
        return 0
    command = COMMANDS.get(name)
    if command is None:
        raise Complaint(f"there is no command '{name}'; ./tovholder --help lists them.")
    if command.demo:
        os.environ["TOVHOLDER_MODE"] = "demo"
    if command.database:
        _set_up()
    module = importlib.import_module(command.module)
    parser = argparse.ArgumentParser(prog=f"./tovholder {name}", description=command.told)
    module.arguments(parser)
    options = parser.parse_args(words)
    with (
        _heard() if command.hears or not command.database else nullcontext(),
        _sharing() if command.writes else nullcontext(),
    ):
        code: int = _in_english(module.run, options) if command.database else module.run(options)
    return code


def _sharing() -> AbstractContextManager[None]:
    from tovholder.cli import in_use  # needs Django, which the commands on files do without

    return in_use.held()


def _in_english(run: Callable[[argparse.Namespace], int], options: argparse.Namespace) -> int:
    """What a command says is English, though the pages are Danish unless asked; a document says its own language."""
    from django.utils import translation

    with translation.override("en"):
        return run(options)


def _set_up() -> None:
    """Load the settings; what the environment asks for and cannot be is told in one line."""
    import django
    from django.core.exceptions import ImproperlyConfigured

    try:
        django.setup()
    except ImproperlyConfigured as fault:
        raise Complaint(str(fault)) from fault


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
