"""What the loop's journey finds in the simulated region: `python -m tests.journeys.loop_scene`, inside its demo.

Hanan lives in København, is shared in the pool, has a page of her own, and Aisha holds the rope for her. All gates to
kitchen work at the hotel in Herlev are open, so that the journey hangs on what people do and not on the dice. With the
number of an order the program tells her pseudonym there, which no page does; with "log" what the log says of her, with
"hotel" the hotel's numbers."""

import sys
from datetime import timedelta

import django
from django.utils import timezone

CITIZEN, FAMILY = "Hanan", "Alnahar"
CITIZEN_USER = "Hanan, borger i København"
CASEWORKER = "Aisha, sagsbehandler i København"
HOTEL = "Hotel Skrænthøj A/S"


def main(words: list[str]) -> None:
    django.setup()
    if words == ["log"]:
        print("\n".join(log()))
    elif words == ["hotel"]:
        print(hotel())
    elif words:
        print(pseudonym(int(words[0])))
    else:
        arrive()


def arrive() -> None:
    from tovholder.accounts import queries as accounts
    from tovholder.accounts.models import Membership, User
    from tovholder.people import services
    from tovholder.people.facts import NewPerson

    caseworker = Membership.objects.get(user__name=CASEWORKER)
    actor = accounts.actor_of(caseworker)
    made = services.register(
        facts=NewPerson(given_name=CITIZEN, family_name=FAMILY),
        actor=actor,
        contact_id=caseworker.pk,
        now=timezone.now(),
    )
    login = User.objects.create_user("hanan@borger.example", name=CITIZEN_USER, is_persona=True)
    Membership.objects.create(user=login, organisation=caseworker.organisation, role="citizen")
    know(made.person_id, login.pk)


def know(person_id: int, login_id: int) -> None:
    """Fill in all that matching asks for; nothing is left to be asked first."""
    from tovholder.people.models import Competence, Experience, Person, PoolSharing, Wish
    from tovholder.simulate import shipped

    today = timezone.localdate()
    trade = shipped.trades()["kitchen_helper"]
    Person.objects.filter(pk=person_id).update(
        login_id=login_id,
        born_on=today - timedelta(days=33 * 365),
        residence_from=today - timedelta(days=900),
        takeover_on=today - timedelta(days=870),
        residence_group="refugee",
        programme="introduction_programme",
        visitation="job_ready",
        danish_track=2,
        danish_module=4,
        zone="2400",
        travel_means="transit",
        travel_minutes=75,
        available_from=today - timedelta(days=10),
        hours_min=20,
        hours_max=37,
        licences_known=True,
        considerations_known=True,
        needs_interpreter=False,
        touched_at=timezone.now(),
    )
    for skill in trade.essential:
        Competence.objects.create(person_id=person_id, skill=skill, level=3, evidence="observed", noted_on=today)
    # Asked about work in Denmark, she has none: without an answer the rule on previous employment cannot say yes.
    Experience.objects.create(person_id=person_id, title="Kok på en skole", months=30, before_denmark=True)
    Wish.objects.create(person_id=person_id, industry=trade.industry, occupation=trade.code, rank=1)
    PoolSharing.objects.create(
        person_id=person_id,
        purpose="job_matching",
        legal_basis="gdpr_6_1_e",
        controller=Person.objects.get(pk=person_id).organisation,
        told="Fortalt mundtligt med tolk, hvad deling betyder, og at hun kan sige nej.",
        told_on=today - timedelta(days=30),
        starts_on=today - timedelta(days=30),
        ends_before=today + timedelta(days=335),
    )


def hotel() -> str:
    """CVR and P-number, as a file of orders names the workplace."""
    from tovholder.companies.models import ProductionUnit

    unit = ProductionUnit.objects.filter(company__name=HOTEL).order_by("pk")[0]
    return f"{unit.company.cvr};{unit.p_number}"


def pseudonym(order_id: int) -> str:
    from tovholder.companies.models import JobOrder
    from tovholder.people.models import Person
    from tovholder.proposals import queries

    order = JobOrder.objects.get(pk=order_id)
    return queries.pseudonym(order, Person.objects.get(given_name=CITIZEN, family_name=FAMILY).pk)


def log() -> list[str]:
    """Who read her case, as what, how much of it: one line for each kind of look."""
    from tovholder.accounts import queries
    from tovholder.people.models import Person

    person = Person.objects.get(given_name=CITIZEN, family_name=FAMILY)
    reads = queries.reads_of_person(person.pk)
    return sorted({f"{read.event.actor_name}: {read.event.role}, {read.fields}" for read in reads})


if __name__ == "__main__":
    main(sys.argv[1:])
