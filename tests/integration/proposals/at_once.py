"""Two companies' orders at one workplace say yes to one person in the same instant, on two connections of their own."""

import contextlib
import sys
from threading import BrokenBarrierError, Thread
from unittest.mock import patch

LOOKED_FOR = 1.0  # seconds one yes waits for the other to have looked too; with a lock it never does


def two_shown() -> list[int]:
    """One person, shown to the company for two orders at the same workplace."""
    from tests.integration import region as regions
    from tests.integration.proposals.matching import fitting, need
    from tovholder.proposals.models import Proposal
    from tovholder.proposals.services import propose

    region = regions.make()
    person, consultant = fitting(region), region.actor("company_consultant")
    accepted_by = {"citizen_accepted_at": regions.NOW, "caseworker_accepted_at": regions.NOW}
    made = []
    for title in ("Rengøring på skole", "Rengøring på kontor"):
        order = need(region, title)
        told = propose(order_id=order.pk, person_id=person.pk, actor=consultant, why="", now=regions.NOW)
        made.append(told.pk)
    for status in ("contacted", "accepted_by_citizen", "shown_to_company"):
        Proposal.objects.filter(pk__in=made).update(status=status, **accepted_by)
    return made


def choose_both(proposal_ids: list[int]) -> list[str]:
    """What the two were told: "chosen", or the code of a refusal. Each waits until both have looked, or for a while."""
    from threading import Barrier

    from tovholder.proposals import queries

    both, looks, told = Barrier(2), queries.is_chosen_at, []

    def looks_and_waits(*args: object) -> bool:
        found = looks(*args)  # type: ignore[arg-type]
        with contextlib.suppress(BrokenBarrierError):
            both.wait(LOOKED_FOR)
        return found

    with patch.object(queries, "is_chosen_at", looks_and_waits):
        threads = [Thread(target=lambda one=one: told.append(_choose(one))) for one in proposal_ids]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(60)
    return sorted(told)


def _choose(proposal_id: int) -> str:
    from django.db import connections

    from tests.integration.region import NOW
    from tovholder.accounts import queries as accounts
    from tovholder.accounts.conflicts import NotAllowed
    from tovholder.accounts.models import Membership
    from tovholder.proposals import services
    from tovholder.proposals.models import Proposal

    try:
        actor = accounts.actor_of(Membership.objects.get(role="company_consultant"))
        proposal = Proposal.objects.get(pk=proposal_id)
        services.company_answers(
            proposal_id=proposal_id, version=proposal.version, actor=actor, answer="chosen", now=NOW
        )
    except NotAllowed as refused:
        return refused.code
    finally:
        connections.close_all()
    return "chosen"


if __name__ == "__main__":  # an installation of its own in TOVHOLDER_HOME, on a file as a real SQLite installation has
    import django

    django.setup()
    from django.core.management import call_command

    for database in ("default", "readlog"):
        call_command("migrate", database=database, verbosity=0)
    sys.stdout.write(",".join(choose_both(two_shown())))
