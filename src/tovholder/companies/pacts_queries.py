"""Partnerships, pacts and shared banks, as each may see them. Nothing of a citizen but to the own municipality."""

from datetime import date

from django.db.models import Count, F, Prefetch, Q, QuerySet

from tovholder.accounts import queries as accounts
from tovholder.accounts.actors import SYSTEM_ROLE, Actor
from tovholder.accounts.conflicts import OutOfReach
from tovholder.accounts.models import Membership
from tovholder.accounts.roles import COMPANY_STAFF, Role
from tovholder.companies import together_queries
from tovholder.companies.models import (
    Pact,
    PactParty,
    PactPromise,
    PactPromiseMove,
    PartnershipAgreement,
    PartnershipStatus,
    SharedBank,
    SharedBankEntry,
)
from tovholder.people import queries as people
from tovholder.people.models import Person

STAFF = together_queries.STAFF
PARTNERS = together_queries.PARTNERS


def _together(actor: Actor) -> QuerySet:
    return accounts.partner_organisations(actor=actor).values("pk")


def partnerships(*, actor: Actor) -> QuerySet[PartnershipAgreement]:
    """Partnership agreements within reach: the partnership's for its staff, for a company its own."""
    found = PartnershipAgreement.objects.select_related("company__consultant__user", "organisation")
    found = found.filter(company__pending_import__isnull=True)
    if actor.role == Role.COMPANY_CONTACT:
        return found.filter(company__organisation_id=actor.organisation_id)
    if actor.role == SYSTEM_ROLE:
        return found
    return found.filter(organisation__in=_together(actor)) if actor.may(*STAFF) else found.none()


def partnership(agreement_id: int, *, actor: Actor) -> PartnershipAgreement:
    """One with its history, newest first. Raises OutOfReach."""
    told = PartnershipStatus.objects.select_related("by__user").order_by("-at", "-pk")
    found = partnerships(actor=actor).prefetch_related(Prefetch("history", told)).filter(pk=agreement_id).first()
    if found is None:
        raise OutOfReach("partnership")
    return found


def told_to_wait(company_id: int, *, actor: Actor) -> list[PartnershipAgreement]:
    """Agreements of a company that does not want to be asked now, for whoever is about to ask it."""
    found = partnerships(actor=actor).filter(company_id=company_id, status__in=("not_now", "pause"))
    return list(found.order_by("-since"))


def to_ask_again(*, actor: Actor, on: date) -> QuerySet[PartnershipAgreement]:
    """Companies that asked to be asked again by now, longest waiting first."""
    return partnerships(actor=actor).filter(ask_again_on__lte=on).order_by("ask_again_on", "pk")


def pacts(*, actor: Actor) -> QuerySet[Pact]:
    """Pacts of the partnership, and those the own organisation signed; newest first."""
    if not actor.may(*PARTNERS):
        return Pact.objects.none()
    signed = PactParty.objects.filter(organisation_id=actor.organisation_id).values("pact_id")
    found = Pact.objects.filter(Q(organisation__in=_together(actor)) | Q(pk__in=signed)).select_related("organisation")
    states = {
        f"n_{state}": Count("parties__promises", Q(parties__promises__state=state), distinct=True)
        for state in ("begun", "performed", "not_performed")
    }
    return found.annotate(n_promises=Count("parties__promises", distinct=True), **states)


def signed_by(*, actor: Actor) -> QuerySet[Pact]:
    """Pacts the own organisation is a party to: for a company also those it signed as the company it is."""
    own = Q(organisation_id=actor.organisation_id) | Q(company__organisation_id=actor.organisation_id)
    if actor.organisation_id is None:
        return Pact.objects.none()
    return Pact.objects.filter(pk__in=PactParty.objects.filter(own).values("pact_id"))


def pact(pact_id: int, *, actor: Actor) -> Pact:
    """One pact with its parties, promises, follow-ups and years. Raises OutOfReach."""
    moves = PactPromiseMove.objects.select_related("by__user").order_by("-at", "-pk")
    promises = PactPromise.objects.order_by(F("due_on").asc(nulls_last=True), "pk").prefetch_related(
        Prefetch("moves", moves)
    )
    parties = PactParty.objects.select_related("lead__user", "company").order_by("pk")
    found = (
        pacts(actor=actor)
        .prefetch_related(Prefetch("parties", parties), Prefetch("parties__promises", promises))
        .prefetch_related("follow_ups", "years")
        .filter(pk=pact_id)
        .first()
    )
    if found is None:
        raise OutOfReach("pact")
    return found


def promise(promise_id: int, *, actor: Actor) -> PactPromise:
    """One promise of a pact within reach. Raises OutOfReach."""
    reached = PactPromise.objects.filter(party__pact__in=pacts(actor=actor).values("pk"))
    found = reached.select_related("party__pact", "party__company").filter(pk=promise_id).first()
    if found is None:
        raise OutOfReach("promise")
    return found


def leads(*, actor: Actor) -> QuerySet[Membership]:
    """Who can be the fixed lead of a municipality: company staff of those that work together."""
    found = Membership.objects.filter(active=True, role__in=COMPANY_STAFF, organisation__in=_together(actor))
    return found.select_related("user", "organisation").order_by("organisation__name", "user__name")


def banks(*, actor: Actor) -> QuerySet[SharedBank]:
    """Banks that several companies share, of the partnership."""
    if not actor.may(*STAFF):
        return SharedBank.objects.none()
    found = SharedBank.objects.filter(organisation__in=_together(actor)).select_related("organisation", "course")
    return found.annotate(ready=Count("entries", distinct=True), sharing=Count("shared_by", distinct=True))


def bank(bank_id: int, *, actor: Actor) -> SharedBank:
    found = banks(actor=actor).prefetch_related("shared_by__company").filter(pk=bank_id).first()
    if found is None:
        raise OutOfReach("bank")
    return found


def own_in_bank(found: SharedBank, *, actor: Actor) -> list[Person]:
    """The own municipality's citizens in a shared bank, noted as shown."""
    ids = SharedBankEntry.objects.filter(bank=found).values("person_id")
    own = people.own_open(actor=actor).filter(pk__in=ids).order_by("given_name", "family_name")
    return people.noted(list(own), actor=actor, fields="list")
