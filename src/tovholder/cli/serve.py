"""`./tovholder serve`: the web server and the worker of a live installation."""

import argparse

from django.utils import timezone

from tovholder.accounts import installation
from tovholder.accounts import queries as accounts
from tovholder.cli import database, in_use, serving, static
from tovholder.cli.complaint import Complaint
from tovholder.cli.steps import step


def arguments(parser: argparse.ArgumentParser) -> None:
    serving.address_arguments(parser)
    parser.add_argument("--processes", type=int, default=1, metavar="N", help="how many web processes (1)")
    parser.add_argument("--threads", type=int, default=8, metavar="N", help="threads in each (8)")


def run(options: argparse.Namespace) -> int:
    from django.conf import settings

    if settings.DEMO:
        raise Complaint("TOVHOLDER_MODE is demo; serve is for live installations. Use ./tovholder demo.")
    serving.require_free(options.host, options.port)  # before the work, not after it
    with in_use.in_turn():
        with step("Database"):
            database.migrate()
        database.require_live()
        if installation.is_empty():
            installation.mark_live(now=timezone.now())
    with step("Static files"):
        static.collect()
    if not accounts.is_any_organisation():
        print("Nobody can sign in yet: ./tovholder organisation add makes the first organisation and administrator.")
    return serving.serve(host=options.host, port=options.port, processes=options.processes, threads=options.threads)
