"""A process that works until somebody kills it. It says "did N" only after the service has answered."""

import os
import sys
from datetime import datetime
from zoneinfo import ZoneInfo

NOW = datetime(2026, 3, 4, 9, 30, tzinfo=ZoneInfo("Europe/Copenhagen"))


def told(words: str) -> None:
    sys.stdout.write(words + "\n")
    sys.stdout.flush()


def notes() -> None:
    """Registers conversations one after the other, each acknowledged with its id."""
    from tovholder.accounts import queries as accounts
    from tovholder.accounts.models import Membership
    from tovholder.pathways import services
    from tovholder.people.models import Person

    member = Membership.objects.select_related("user", "organisation").filter(role="caseworker").first()
    assert member is not None
    actor = accounts.actor_of(member)
    person = Person.objects.filter(organisation_id=member.organisation_id, closed_on=None).first()
    assert person is not None
    while True:
        made = services.register_contact(person_id=person.pk, kind="talk", at=NOW, words="ord", actor=actor, now=NOW)
        told(f"did {made.pk}")


def night() -> None:
    """Runs tonight's job over and over, telling each order matched and each run finished."""
    from tovholder.proposals import runs

    while True:
        run = runs.nightly(now=NOW, progress=lambda done, _: told(f"at {done}"))
        told(f"did {run.pk}")


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tovholder.config.settings")
    import django

    django.setup()
    {"notes": notes, "night": night}[sys.argv[1]]()
