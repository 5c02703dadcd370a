"""Writes on agreements of several parties: who signs, what each promises, where it stands, the figures of a year.

Refused for others than company staff of the lead municipality; a municipality that signed tells of its own promises."""

from datetime import date, datetime, time, timedelta
from typing import Any

from django.db import transaction
from django.utils.timezone import get_current_timezone, localdate

from tovholder import parameters
from tovholder.accounts import audit
from tovholder.accounts.actors import Actor
from tovholder.accounts.conflicts import NotAllowed, OutOfReach, Stale
from tovholder.accounts.models import Organisation
from tovholder.companies import ended_services, ledger_services, pacts_rules, queries
from tovholder.companies import pacts_queries as reads
from tovholder.companies.models import Pact, PactFollowUp, PactParty, PactPromise, PactPromiseMove, PactYear


@transaction.atomic
def make(
    *,
    kind: str,
    title: str,
    words: str,
    starts_on: date,
    ends_before: date,
    target_a_year: int | None,
    extra_target: int | None,
    actor: Actor,
    now: datetime,
) -> Pact:
    """Make a pact; the actor's municipality leads it and is its first party. Sent twice is one pact."""
    _writer(actor)
    if ends_before <= starts_on:
        raise NotAllowed("agreement.dates_crossed")
    own = Organisation.objects.select_for_update().get(pk=actor.organisation_id)
    facts = {"kind": kind, "title": title.strip(), "starts_on": starts_on, "ends_before": ends_before}
    more = {"words": words.strip(), "target_a_year": target_a_year, "extra_target": extra_target, "created_at": now}
    made, is_new = Pact.objects.get_or_create(organisation=own, defaults=more, **facts)
    if is_new:
        PactParty.objects.create(
            pact=made, kind="municipality", name=own.name, organisation=own, lead_id=actor.membership_id
        )
        months = parameters.value("pact_follow_up_months", on=starts_on).whole()
        days = pacts_rules.follow_up_days(starts_on=starts_on, ends_before=ends_before, months=months)
        PactFollowUp.objects.bulk_create(PactFollowUp(pact=made, due_on=day) for day in days)
        _audit(made, actor, "pact.make")
    return made


@transaction.atomic
def add_party(
    *, pact_id: int, kind: str, name: str, lead_id: int | None, company_id: int | None, actor: Actor, now: datetime
) -> PactParty:
    """Note that one more has signed. A municipality has one fixed lead, and is the organisation the lead belongs to."""
    pact = _led(pact_id, actor)
    lead = reads.leads(actor=actor).filter(pk=lead_id).first() if lead_id else None
    if kind == "municipality" and lead is None:
        raise NotAllowed("pact.municipality_without_lead")
    company = queries.company(company_id, actor=actor) if company_id else None
    if kind == "company" and company is None:
        raise NotAllowed("pact.which_company")
    if company is not None:
        ended_services.require_going_on(company)
    organisation = lead.organisation if lead and kind == "municipality" else None
    signed = organisation.name if organisation else company.name if company else name.strip()
    if not signed:
        raise NotAllowed("pact.party_without_name")
    told = {"kind": kind, "organisation": organisation, "company": company}
    party, is_new = PactParty.objects.get_or_create(pact=pact, name=signed, defaults=told | {"lead": lead})
    if lead and party.lead_id != lead.pk:
        party.lead = lead  # the fixed lead is somebody else from now on
        party.save(update_fields=["lead"])
    if is_new and company:
        ledger_services.ask(
            company_id=company.pk, kind="agreement", key=f"pact:{pact.pk}:party:{party.pk}", actor=actor, now=now,
            words=pact.title,
        )  # fmt: skip
        ledger_services.answered(key=f"pact:{pact.pk}:party:{party.pk}", answer="yes", now=now)
    _audit(pact, actor, "pact.add_party")
    return party


@transaction.atomic
def promise(
    *, party_id: int, words: str, amount: int | None, due_on: date | None, actor: Actor, now: datetime
) -> PactPromise:
    """Write down what a party takes upon itself. What a company promises is asked of it; the same twice is once."""
    _writer(actor)
    party = _party(party_id, actor)
    pact = _led(party.pact_id, actor)
    if party.company is not None:
        ended_services.require_going_on(party.company)
    if due_on is not None and due_on < pact.starts_on:
        raise NotAllowed("pact.due_before_start")
    made, is_new = PactPromise.objects.get_or_create(party=party, words=words.strip(), amount=amount, due_on=due_on)
    if is_new:
        _into_ledger(pact, party, made, actor, now)
        _audit(pact, actor, "pact.promise")
    return made


def _into_ledger(pact: Pact, party: PactParty, made: PactPromise, actor: Actor, now: datetime) -> None:
    """A company's promise is something asked of it; a municipality's with a day is a promise to the companies."""
    if party.company_id:
        ledger_services.ask(
            company_id=party.company_id, kind="agreement", key=f"pact_promise:{made.pk}", actor=actor, now=now,
            words=made.words, answer_by=made.due_on,
        )  # fmt: skip
    elif party.kind == "municipality" and made.due_on is not None:
        due_at = datetime.combine(made.due_on, time(23, 59), get_current_timezone())
        for company_id in pact.parties.filter(company__isnull=False).values_list("company_id", flat=True):
            key = f"pact_promise:{made.pk}:{company_id}"
            ledger_services.promise(
                company_id=company_id, words=made.words, key=key, due_at=due_at, actor=actor, now=now
            )


@transaction.atomic
def move_promise(
    *, promise_id: int, version: int, state: str, words: str, said_by: str, actor: Actor, now: datetime
) -> None:
    """Note where a promise stands now and who said so. The same told twice is told once."""
    _writer(actor)
    found = reads.promise(promise_id, actor=actor)
    found = PactPromise.objects.select_for_update().select_related("party__pact").get(pk=found.pk)
    if actor.organisation_id not in (found.party.pact.organisation_id, found.party.organisation_id):
        raise NotAllowed("pact.led_by_another", organisation=found.party.pact.organisation.name)
    if found.state == state and found.moves.filter(state=state, said_by=said_by.strip(), words=words.strip()).exists():
        return
    if found.version != version:
        raise Stale
    decision = pacts_rules.may_move(found.state, state, words=words, said_by=said_by)
    if decision.refused:
        raise NotAllowed(decision.code)
    told = {"words": words.strip(), "said_by": said_by.strip(), "by_id": actor.membership_id, "at": now}
    PactPromiseMove.objects.create(promise=found, state=state, **told)
    found.state, found.version = state, found.version + 1
    found.save()
    _close_in_ledger(found, state, now)
    _audit(found.party.pact, actor, "pact.move_promise", {"state": state})


def _close_in_ledger(found: PactPromise, state: str, now: datetime) -> None:
    if state in ("performed", "not_performed"):
        answer = "done" if state == "performed" else "no"
        ledger_services.answered(key=f"pact_promise:{found.pk}", answer=answer, now=now)
    if state == "performed":
        for company_id in found.party.pact.parties.filter(company__isnull=False).values_list("company_id", flat=True):
            ledger_services.kept(key=f"pact_promise:{found.pk}:{company_id}", now=now)


@transaction.atomic
def follow_up(*, pact_id: int, follow_up_id: int, held_on: date, words: str, actor: Actor, now: datetime) -> None:
    """Note that the parties looked at their promises. Refused for a day to come, or before the pact."""
    pact = _led(pact_id, actor)
    if held_on > localdate(now) or held_on < pact.starts_on:
        raise NotAllowed("pact.held_outside")
    told = {"held_on": held_on, "words": words.strip(), "by_id": actor.membership_id}
    PactFollowUp.objects.filter(pact=pact, pk=follow_up_id).update(**told)
    _audit(pact, actor, "pact.follow_up")


@transaction.atomic
def note_year(*, pact_id: int, year: int, source: str, actor: Actor, now: datetime, **figures: Any) -> PactYear:
    """Write the figures of a year with their source; they replace what stood there. `figures` are fields of PactYear.

    The year before the pact is the one that the others are held against."""
    pact = _led(pact_id, actor)
    first, last = pact.starts_on.year - 1, (pact.ends_before - timedelta(days=1)).year
    if not first <= year <= last:
        raise NotAllowed("pact.year_outside", first=first, last=last)
    performed, agreed = figures.get("cut_performed"), figures.get("cut_agreed")
    if performed is not None and agreed is None:
        raise NotAllowed("pact.performed_before_agreed")
    if (figures.get("performed_on") is not None) != (performed is not None):
        raise NotAllowed("pact.performed_when")
    told = figures | {"source": source.strip(), "by_id": actor.membership_id, "at": now}
    made, _is_new = PactYear.objects.update_or_create(pact=pact, year=year, defaults=told)
    _audit(pact, actor, "pact.note_year", {"year": year})
    return made


def _writer(actor: Actor) -> None:
    if not queries.may_write(actor):
        raise NotAllowed("company.not_your_work")


def _led(pact_id: int, actor: Actor) -> Pact:
    """The pact under lock, when the own municipality leads it."""
    _writer(actor)
    found = reads.pact(pact_id, actor=actor)
    if found.organisation_id != actor.organisation_id:
        raise NotAllowed("pact.led_by_another", organisation=found.organisation.name)
    return Pact.objects.select_for_update(of=("self",)).select_related("organisation").get(pk=found.pk)


def _party(party_id: int, actor: Actor) -> PactParty:
    reached = PactParty.objects.filter(pact__in=reads.pacts(actor=actor).values("pk"))
    found = reached.select_related("pact", "company").filter(pk=party_id).first()
    if found is None:
        raise OutOfReach("party")
    return found


def _audit(pact: Pact, actor: Actor, action: str, facts: dict[str, object] | None = None) -> None:
    audit.record(actor=actor, action=action, target=f"pact:{pact.pk}", facts=facts)
