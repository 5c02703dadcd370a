"""A proposal the company has chosen, ready to become a placement: what several tests here begin with."""

from datetime import date, timedelta
from decimal import Decimal

from django.utils import timezone

from tests.integration.region import NOW, Region
from tovholder.accounts.models import Organisation
from tovholder.companies.models import Headcount, JobOrder, StatedStays
from tovholder.people import services as people
from tovholder.people.facts import Worked
from tovholder.people.models import Person
from tovholder.placements import gathering
from tovholder.proposals.models import Proposal


def a_person(region: Region, name: str = "Amina", *, at: Organisation | None = None) -> Person:
    """In the programme, asked about earlier work."""
    person = region.person(name, at=at, programme="introduction_programme", takeover_on=date(2025, 11, 1))
    people.set_experience(
        person_id=person.pk,
        version=person.version,
        experience=[Worked("Syerske", 60)],
        actor=region.actor("caseworker", at=at),
        now=NOW,
    )
    return Person.objects.get(pk=person.pk)


def a_chosen_proposal(region: Region, person: Person, order: JobOrder | None = None, **facts: object) -> Proposal:
    """The citizen and the municipality have said yes, and so has the company."""
    order = order or region.order(hours_max=37)
    told: dict[str, object] = {
        "status": "chosen",
        "pseudonym": "AB12CD34",
        "citizen_accepted_at": NOW,
        "caseworker_accepted_at": NOW,
        "created_at": NOW,
        "touched_at": NOW,
        "proposed_by": region.member("company_consultant"),
        "organisation_id": person.organisation_id,
    }
    return Proposal.objects.create(order=order, person=person, **(told | facts))


def staffed(region: Region, fte: str) -> None:
    """So many ordinarily employed in each of the last months, nobody else's stays, as stated today."""
    today = timezone.localdate()
    Headcount.objects.bulk_create(
        Headcount(unit=region.workplace, month=month, fte=Decimal(fte), stated_on=today)
        for month in gathering.months_before(today + timedelta(days=40), 14)
    )
    StatedStays.objects.create(unit=region.workplace, fte=0, stated_on=today)
