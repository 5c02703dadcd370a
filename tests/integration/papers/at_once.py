"""Two who issue a paper in the same instant, on two connections of their own."""

import sys
from threading import Barrier, Thread

CHECK_AT = "https://tovholder.example/papir/"


def two_stays() -> list[int]:
    from tests.integration import region as regions

    region = regions.make()
    region.member("company_consultant")
    return [region.stay(region.person(name)).pk for name in ("Amina", "Bashir")]


def issue_both(stays: list[int]) -> list[str]:
    """The numbers the two papers got, or what went wrong."""
    both, told = Barrier(2), list[str]()
    threads = [Thread(target=lambda one=one: told.append(_issue(one, both))) for one in stays]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    return sorted(told)


def _issue(placement_id: int, both: Barrier) -> str:
    from django.db import connections

    from tests.integration.region import NOW
    from tovholder.accounts import queries as accounts
    from tovholder.accounts.models import Membership
    from tovholder.placements.services import papers

    try:
        actor = accounts.actor_of(Membership.objects.get(role="company_consultant"))
        both.wait(30)
        paper = papers.issue_on_stay(
            placement_id=placement_id, kind="alignment", language="da", check_at=CHECK_AT, actor=actor, now=NOW
        )
        return paper.number
    except Exception as fault:
        return repr(fault)
    finally:
        connections.close_all()


if __name__ == "__main__":  # an installation of its own in TOVHOLDER_HOME, on a file as a real SQLite installation has
    import django

    django.setup()
    from django.core.management import call_command

    for database in ("default", "readlog"):
        call_command("migrate", database=database, verbosity=0)
    sys.stdout.write(",".join(issue_both(two_stays())))
