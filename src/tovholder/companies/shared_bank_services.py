"""Writes on banks of candidates that several companies share, answered by a joint course (S22-2).

Refused for others than a municipality's company staff; citizens are put in and taken out by their own municipality."""

from datetime import date, datetime

from django.db import transaction

from tovholder.accounts import audit
from tovholder.accounts.actors import Actor
from tovholder.accounts.conflicts import NotAllowed
from tovholder.accounts.models import Organisation
from tovholder.companies import ended_services, ledger_services, queries, together_queries
from tovholder.companies import pacts_queries as reads
from tovholder.companies.models import SharedBank, SharedBankCompany, SharedBankEntry
from tovholder.people import queries as people
from tovholder.people.models import Person


@transaction.atomic
def make(*, title: str, words: str, actor: Actor, now: datetime) -> SharedBank:
    """Make a bank; the actor's municipality leads it. The same title twice is one bank."""
    _writer(actor)
    Organisation.objects.select_for_update().get(pk=actor.organisation_id)
    made, is_new = SharedBank.objects.get_or_create(
        organisation_id=actor.organisation_id,
        title=title.strip(),
        defaults={"words": words.strip(), "created_at": now},
    )
    if is_new:
        _audit(actor, "shared_bank.make", made)
    return made


@transaction.atomic
def share(*, bank_id: int, company_id: int, actor: Actor, on: date, now: datetime) -> None:
    """One more company draws on the bank. Twice is once."""
    bank, company = _led(bank_id, actor), queries.company(company_id, actor=actor)
    ended_services.require_going_on(company)
    _made, is_new = SharedBankCompany.objects.get_or_create(bank=bank, company=company, defaults={"joined_on": on})
    if is_new:
        key = f"shared_bank:{bank.pk}:{company.pk}"
        ledger_services.ask(company_id=company.pk, kind="agreement", key=key, actor=actor, now=now, words=bank.title)
        ledger_services.answered(key=key, answer="yes", now=now)
        _audit(actor, "shared_bank.share", bank)


@transaction.atomic
def link_course(*, bank_id: int, course_id: int | None, actor: Actor, on: date) -> None:
    """Say which joint course answers the bank, or that none does."""
    bank = _led(bank_id, actor)
    bank.course = together_queries.course(course_id, actor=actor, on=on) if course_id else None
    bank.save(update_fields=["course"])
    _audit(actor, "shared_bank.link_course", bank)


@transaction.atomic
def put_in(*, bank_id: int, person_id: int, actor: Actor, on: date) -> None:
    """Put an own citizen in the bank; twice is once."""
    person, bank = _own_person(person_id, actor), reads.bank(bank_id, actor=actor)
    SharedBankEntry.objects.get_or_create(
        bank=bank, person=person, defaults={"organisation_id": person.organisation_id, "added_on": on}
    )
    _audit(actor, "shared_bank.put_in", bank, person.pk)


@transaction.atomic
def take_out(*, bank_id: int, person_id: int, actor: Actor) -> None:
    person, bank = _own_person(person_id, actor), reads.bank(bank_id, actor=actor)
    SharedBankEntry.objects.filter(bank=bank, person=person).delete()
    _audit(actor, "shared_bank.take_out", bank, person.pk)


def _writer(actor: Actor) -> None:
    if not queries.may_write(actor):
        raise NotAllowed("company.not_your_work")


def _led(bank_id: int, actor: Actor) -> SharedBank:
    _writer(actor)
    bank = reads.bank(bank_id, actor=actor)
    if bank.organisation_id != actor.organisation_id:
        raise NotAllowed("pact.led_by_another", organisation=bank.organisation.name)
    return bank


def _own_person(person_id: int, actor: Actor) -> Person:
    """An own open case. Raises NoSuchPerson, and notes the miss, for everybody else."""
    _writer(actor)
    person = people.own_open(actor=actor).filter(pk=person_id).first()
    if person is None:
        actor.book.refuse(person_id)
        raise people.NoSuchPerson
    return person


def _audit(actor: Actor, action: str, bank: SharedBank, person_id: int | None = None) -> None:
    audit.record(actor=actor, action=action, target=f"shared_bank:{bank.pk}", person_id=person_id)
