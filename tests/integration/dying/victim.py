"""A process that works until somebody kills it. It says "did N" only after the service has answered."""

import os
import sys
import time
from dataclasses import replace
from datetime import date, datetime, timedelta
from itertools import count
from zoneinfo import ZoneInfo

PEOPLE_IN_FILE = 900
GIVEN_NAME = "Kartotekskort"  # and a number: nobody in the simulated region is called so
LOOKS = 2  # how often the work may ask whether to stop before it is told to
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


def file() -> None:
    """Takes a file of people from upload to visible, a batch at a time; started again, goes on where it was."""
    from tovholder.accounts import queries as accounts
    from tovholder.accounts.models import Membership
    from tovholder.imports import services
    from tovholder.imports.models import Import
    from tovholder.people.rules import made_up_cpr

    member = Membership.objects.select_related("user", "organisation").filter(role="caseworker").first()
    assert member is not None
    actor = accounts.actor_of(member)
    told_before = Import.objects.filter(file_name="mange.csv").first()
    if told_before is None:
        lines = [
            f"{made_up_cpr(date(1991, 5, 4) + timedelta(days=serial), serial)};{GIVEN_NAME}{serial};Prøve"
            for serial in range(PEOPLE_IN_FILE)
        ]
        text = "CPR-nummer;Fornavn;Efternavn\n" + "\n".join(lines)
        services.receive(data=text.encode(), name="mange.csv", kind="people", actor=actor, now=NOW)
    while (now := Import.objects.get(file_name="mange.csv")).status != "visible":
        told(f"at {now.status}")
        if now.status == "uploaded":
            chosen = {int(at): name for at, name in now.mapping.items()}
            services.confirm_columns(import_id=now.pk, version=now.version, chosen=chosen, actor=actor, now=NOW)
        elif now.status == "staged":
            services.make_visible(import_id=now.pk, version=now.version, leave_out=False, actor=actor, now=NOW)
        looks = count()
        services.work(now=NOW, stop=lambda looks=looks: next(looks) >= LOOKS)  # type: ignore[misc]
    told(f"did {now.pk}")


def receiving() -> None:
    """Takes a file in, and tells when the original is kept and nothing knows of it yet."""
    from tovholder.accounts import queries as accounts
    from tovholder.accounts.models import Membership
    from tovholder.imports import services

    member = Membership.objects.select_related("user", "organisation").filter(role="caseworker").first()
    assert member is not None
    saved = services._saved_new

    def slowly(*given: object) -> object:
        told("at kept")
        time.sleep(1)
        return saved(*given)  # type: ignore[arg-type]

    services._saved_new = slowly  # type: ignore[assignment]
    text = b"Fornavn;Efternavn\nAmina;Pr\xc3\xb8ve\n"
    made = services.receive(data=text, name="en.csv", kind="people", actor=accounts.actor_of(member), now=NOW)
    told(f"did {made.pk}")


def later() -> None:
    """The worker's deletion, two days from now: files carry the time of the machine."""
    from tovholder.retention import services

    went = services.run(now=datetime.now(tz=NOW.tzinfo) + timedelta(days=2))
    told(f"did {went.get('import_stray', 0)}")


def deletion() -> None:
    """Deletes closed cases whose day has come, one batch after the other; started again, goes on with what is left."""
    from tovholder.people.models import Person
    from tovholder.retention import cases, kinds, services

    Person.objects.update(closed_on=NOW.date(), closed_reason="other")
    whole = cases.forget

    def slowly(ids: list[int]) -> object:
        gone = whole(ids)
        told(f"at {len(ids)}")  # everything is deleted, and nothing is kept of it yet
        time.sleep(0.02)
        return gone

    one = replace(kinds.of_name("case"), forget=slowly, size=5)  # type: ignore[arg-type]
    services.KINDS = (one, *(kind for kind in kinds.KINDS if kind.name != "case"))  # type: ignore[attr-defined]
    services.run(now=NOW + timedelta(days=1827))
    told(f"did {Person.objects.count()}")


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tovholder.config.settings")
    import django

    django.setup()
    works = {"notes": notes, "night": night, "file": file, "deletion": deletion, "receiving": receiving, "later": later}
    works[sys.argv[1]]()
