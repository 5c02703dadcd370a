"""People and orders that fit each other, for the tests of rankings and proposals."""

from datetime import date

from tests.integration.region import NOW, Region
from tovholder.accounts.models import Organisation
from tovholder.companies.models import JobOrder, OrderSkill
from tovholder.people.models import Competence, Person, PoolSharing, Wish


def fitting(region: Region, name: str = "Amina", *, at: Organisation | None = None, **facts: object) -> Person:
    """A person with every gate open to `need`: what is known and enough of it."""
    told = {
        "born_on": date(1990, 5, 17),
        "residence_from": date(2020, 3, 1),
        "residence_group": "refugee",
        "danish_track": 2,
        "danish_module": 4,
        "zone": "3000",
        "travel_means": "transit",
        "travel_minutes": 60,
        "available_from": date(2026, 1, 1),
        "hours_min": 15,
        "hours_max": 37,
        "licences_known": True,
        "considerations_known": True,
        "touched_at": NOW,
    }
    person = region.person(name, at=at)
    Person.objects.filter(pk=person.pk).update(**(told | facts))
    Competence.objects.create(person=person, skill="office_cleaning", level=2, noted_on=NOW.date())
    Wish.objects.create(person=person, industry="cleaning", rank=1)
    person.refresh_from_db()
    return person


def shared(person: Person) -> Person:
    """The same person, shown to other municipalities under a pseudonym."""
    PoolSharing.objects.create(
        person=person,
        purpose="job_matching",
        legal_basis="gdpr_6_1_e",
        controller=person.organisation,
        told="Mundtligt på arabisk",
        told_on=NOW.date(),
        starts_on=date(2026, 1, 1),
        ends_before=date(2027, 1, 1),
    )
    return person


def need(region: Region, title: str = "Rengøring på hotel", **facts: object) -> JobOrder:
    """An open order that asks for what `fitting` people have."""
    told = {
        "danish_level": 30,
        "hours_min": 25,
        "hours_max": 37,
        "start_earliest": date(2026, 4, 1),
        "start_latest": date(2026, 5, 1),
    }
    order = region.order(title, **(told | facts))
    OrderSkill.objects.create(order=order, skill="office_cleaning", required=True)
    return order
