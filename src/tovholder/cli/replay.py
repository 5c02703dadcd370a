"""`./tovholder replay [RUN]`: match a night again from what it kept, and compare. Writes nothing."""

import argparse

from tovholder.cli import database
from tovholder.cli.complaint import Complaint
from tovholder.proposals import replays
from tovholder.proposals.models import MatchRun
from tovholder.proposals.runs import RULES_VERSION


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("run", type=int, nargs="?", metavar="RUN", help="its number on the page of runs; the newest")


def run(options: argparse.Namespace) -> int:
    database.require_there()
    kept = MatchRun.objects.exclude(inputs_path="").order_by("-pk")
    made = kept.filter(pk=options.run).first() if options.run is not None else kept.first()
    if made is None:
        raise Complaint(_missing(options.run))
    try:
        then, now = replays.replay(made.pk)
    except replays.CannotReplay as gone:
        raise Complaint(_missing(made.pk)) from gone
    print(f"  Run {made.pk} of {made.as_of:%Y-%m-%d %H:%M}: {made.people:,} people, {made.orders:,} orders")
    if then == now:
        print("  The same lists and the same plan.")
        return 0
    print(f"  NOT THE SAME. Kept: {then}\n  Made now:           {now}")
    if made.rules_version != RULES_VERSION:
        print(f"  The engine's rules have changed since: {made.rules_version} then, {RULES_VERSION} now.")
    return 1


def _missing(number: int | None) -> str:
    if number is not None and not MatchRun.objects.filter(pk=number).exists():
        return f"there is no run {number}; the page of runs has the number of each."
    if number is None:
        return "no night has kept what went into it; ./tovholder work --once runs one when it is due."
    return (
        f"run {number} cannot be made again: it kept nothing, or its file was deleted on its day; see the page of runs."
    )
