"""Agreements, shared banks, events, networks and what newcomers need, for the walk: with somebody protected in each."""

from datetime import timedelta
from typing import Any

from tovholder.companies.models import (
    Company,
    Pact,
    PactFollowUp,
    PactParty,
    PactPromise,
    PactPromiseMove,
    PartnershipAgreement,
    PartnershipStatus,
    SharedBank,
    SharedBankCompany,
    SharedBankEntry,
)
from tovholder.learning.models import (
    Event,
    EventBooking,
    EventBus,
    EventSession,
    Network,
    NetworkMember,
    NetworkPost,
)
from tovholder.placements.models import NewcomerNeed, Placement


def keep(world: Any, home: str) -> None:
    """One of each, of this home."""
    at, company = world.homes[home], Company.objects.get(cvr="10000009")
    _pact(world, at, company)
    bank = world.keep("bank_id", SharedBank.objects.create(organisation=at, title=f"Bank {home}", created_at=world.now))
    SharedBankCompany.objects.create(bank=bank, company=company, joined_on=world.today)
    event, session = _event(world, at, company)
    for trait in ("shared", "protected"):
        one = world.person(f"{home}/{trait}")
        SharedBankEntry.objects.create(bank=bank, person=one.row, organisation=at, added_on=world.today)
        booking = EventBooking.objects.create(
            event=event, person=one.row, organisation=at, session=session, booked_at=world.now
        )
        world.keep("booking_id", booking, one)
        stay = Placement.objects.filter(person=one.row).first()
        need = NewcomerNeed.objects.create(
            organisation=at, person=one.row, placement=stay, company=company, kind="housing", noted_on=world.today
        )
        world.keep("need_id", need, one)
    job = NewcomerNeed.objects.create(
        organisation=at, job="Ingeniør, maj", company=company, kind="school", noted_on=world.today
    )
    world.keep("need_id", job)


def _pact(world: Any, at: Any, company: Company) -> None:
    told = {"organisation": at, "created_at": world.now}
    agreement = PartnershipAgreement.objects.create(company=company, status="pause", since=world.today, **told)
    PartnershipStatus.objects.create(agreement=agreement, status="pause", by_company=True, at=world.now)
    pact = Pact.objects.create(
        kind="tripartite", title="Trepart", starts_on=world.today, ends_before=world.today + timedelta(days=700), **told
    )
    party = PactParty.objects.create(pact=pact, kind="company", name=company.name, company=company)
    PactFollowUp.objects.create(pact=pact, due_on=world.today + timedelta(days=180))
    promise = PactPromise.objects.create(party=party, words="Fem pladser")
    PactPromiseMove.objects.create(promise=promise, state="agreed", said_by="Bo, hotellet", at=world.now)
    world.keep("pact_id", pact)
    world.keep("promise_id", promise)


def _event(world: Any, at: Any, company: Company) -> tuple[Event, EventSession]:
    network = Network.objects.create(organisation=at, title="HR", created_at=world.now)
    NetworkMember.objects.create(network=network, company=company, joined_on=world.today)
    NetworkPost.objects.create(network=network, company=company, words="Hvem kender en kok?", at=world.now)
    starts = world.now + timedelta(days=14)
    event = Event.objects.create(
        organisation=at, network=network, kind="job_fair", title="Messe", place="Hallen", starts_at=starts,
        ends_at=starts + timedelta(hours=4), seats=20, created_at=world.now,
    )  # fmt: skip
    EventBus.objects.create(event=event, departs_from="Torvet", departs_at=starts - timedelta(hours=1), seats=9)
    session = EventSession.objects.create(event=event, company=company, starts_at=starts, seats=9)
    world.keep("network_id", network)
    world.keep("event_id", event)
    world.keep("session_id", session)
    return event, session
