"""`./tovholder demo`: a simulated region with tonight's lists, served with a page of personas to sign in as."""

import argparse

from django.utils import timezone

from tovholder.cli import database, in_use, serving, simulate, static, summary
from tovholder.cli.steps import step
from tovholder.proposals import runs


def arguments(parser: argparse.ArgumentParser) -> None:
    simulate.scale_arguments(parser)
    parser.add_argument("--reset", action="store_true", help="throw the demo away and make it anew")
    parser.add_argument("--no-serve", action="store_true", help="stop after the summary")
    serving.address_arguments(parser)


def run(options: argparse.Namespace) -> int:
    if not options.no_serve:
        serving.require_free(options.host, options.port)  # before the work, not after it
    print("Tovholder demo: a simulated region. Nobody in it is real.", flush=True)
    with in_use.in_turn():
        _make_or_find(options)
    print(summary.text(), flush=True)
    if options.no_serve:
        return 0
    print(flush=True)
    return serving.serve(host=options.host, port=options.port, shown_host="localhost")


def _make_or_find(options: argparse.Namespace) -> None:
    with step("Database"):
        database.migrate()
    ready = database.require_demo()
    if options.reset or not ready:
        simulate.make(options)
    elif other := simulate.asked_differently(options):
        print(f"  This demo was made before, and {other} has no effect on it; --reset makes it anew.", flush=True)
    _match()
    with step("Static files"):
        static.collect()


def _match() -> None:
    """Tonight's job, unless it has been done; lists touched since are the worker's."""
    now = timezone.localtime()
    if not runs.is_due(now=now):
        return
    with step("Tonight's job: match both ways") as line:
        runs.nightly(now=now, progress=line.progress)
