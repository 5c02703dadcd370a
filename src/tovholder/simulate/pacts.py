"""One tripartite agreement, one company on pause, one job fair with bookings and one network: enough for the
pages to show how they are used. The words and figures are invented."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from functools import partial

from django.db import transaction

from tovholder.accounts import queries as accounts
from tovholder.accounts.actors import Actor
from tovholder.accounts.models import Membership
from tovholder.accounts.roles import Role
from tovholder.companies import pact_services, partnership_services
from tovholder.companies import queries as companies
from tovholder.learning import booking_services, event_services, network_services
from tovholder.learning.facts import NewEvent
from tovholder.people import queries as people
from tovholder.simulate.personas import HOTEL
from tovholder.simulate.scale import Scale, moment, workday

_BOOKED = 12


@transaction.atomic
def write(scale: Scale) -> None:
    """What the first consultant among the personas did this morning, with companies she holds."""
    personas = Membership.objects.filter(user__is_persona=True, role=Role.COMPANY_CONSULTANT)
    karen = personas.select_related("user", "organisation").order_by("pk").first()
    if karen is None:
        return
    actor, at = accounts.actor_of(karen).for_purpose("simulation"), moment(scale.today, 7)
    held = companies.search(actor=actor, consultant_id=karen.pk).order_by("pk").values_list("pk", flat=True)
    if own := list(held[:2]):
        _pact(actor, own[0], at)
        _fair(actor, own[0], at)
        _pause(actor, own[-1], at)
    every = companies.search(actor=actor).filter(ended_on__isnull=True).order_by("pk")
    if hotel := every.filter(name=HOTEL).first():
        _network(actor, [hotel.pk, *every.exclude(pk=hotel.pk).values_list("pk", flat=True)[:3]], at)


def _pact(actor: Actor, company_id: int, at: datetime) -> None:
    day = at.date()
    pact = pact_services.make(
        kind="tripartite", title="Trepartsaftale om flere i job", words="Kommune, fagforening og erhvervsråd.",
        starts_on=day.replace(day=1, month=1), ends_before=day.replace(day=1, month=1, year=day.year + 4),
        target_a_year=40, extra_target=100, actor=actor, now=at,
    )  # fmt: skip
    party = partial(pact_services.add_party, pact_id=pact.pk, lead_id=None, actor=actor, now=at)
    union = party(kind="union", name="Fagforeningen", company_id=None)
    council = party(kind="business_council", name="Erhvervsrådet", company_id=None)
    company = party(kind="company", name="", company_id=company_id)
    promised = partial(pact_services.promise, actor=actor, now=at, due_on=day + timedelta(days=180))
    one = promised(party_id=union.pk, words="Finder medarbejdere, der kan være mentorer", amount=10)
    promised(party_id=council.pk, words="Skriver til alle medlemmer om småjob", amount=None)
    promised(party_id=company.pk, words="Åbner praktikpladser", amount=5)
    pact_services.move_promise(
        promise_id=one.pk, version=1, state="begun", words="Fire har meldt sig.", said_by="Mette, Fagforeningen",
        actor=actor, now=at,
    )  # fmt: skip
    figures = {"here": 4_200, "country": 780_000}
    pact_services.note_year(pact_id=pact.pk, year=day.year - 1, source="Opdigtede tal", actor=actor, now=at, **figures)


def _pause(actor: Actor, company_id: int, at: datetime) -> None:
    partnership_services.make(
        company_id=company_id, words="Vi tager imod to ad gangen.", status="pause",
        ask_again_on=at.date() + timedelta(days=60), stays_of=frozenset(), actor=actor, now=at,
    )  # fmt: skip


def _network(actor: Actor, company_ids: Iterable[int], at: datetime) -> None:
    """Those who hire meet; somebody has asked something, and the company of the personas can answer."""
    network = network_services.make(
        title="HR-netværk i Herlev", words="Vi mødes fire gange om året og spørger hinanden ind imellem.",
        actor=actor, now=at,
    )  # fmt: skip
    for company_id in company_ids:
        network_services.join(network_id=network.pk, company_id=company_id, actor=actor, now=at)
    words = "Hvem har en vagtplan med billeder, som andre må se?"
    network_services.post(network_id=network.pk, answers_id=None, words=words, actor=actor, now=at)


def _fair(actor: Actor, company_id: int, at: datetime) -> None:
    starts = moment(workday(at.date() + timedelta(days=30)), 10)
    event = event_services.plan(
        facts=NewEvent(
            kind="job_fair", title="Jobmesse i idrætshallen", place="Idrætshallen", organiser="Erhvervsrådet",
            starts_at=starts, ends_at=starts + timedelta(hours=4), seats=_BOOKED - 2,
        ),
        actor=actor, now=at,
    )  # fmt: skip
    session = event_services.ask_company(
        event_id=event.pk, company_id=company_id, title="Mød køkkenet", starts_at=starts,
        seats=_BOOKED, actor=actor, now=at,
    )  # fmt: skip
    event_services.answer(event_id=event.pk, session_id=session.pk, yes=True, actor=actor, now=at)
    event_services.add_bus(
        event_id=event.pk, departs_from="Stationen", departs_at=starts - timedelta(hours=1), seats=30, actor=actor,
        now=at,
    )  # fmt: skip
    own = people.own_open(actor=actor).filter(protected=False).order_by("pk").values_list("pk", flat=True)
    for person_id in own[:_BOOKED]:
        booking_services.book(
            event_id=event.pk, person_id=person_id, session_id=session.pk, bus_id=None, actor=actor, now=at
        )
