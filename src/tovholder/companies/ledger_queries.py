"""A company reads its own ledger: what anybody asked of it and promised it. Of every municipality, of no citizen."""

from typing import Any

from django.db.models import F, QuerySet

from tovholder.accounts.actors import Actor
from tovholder.accounts.roles import Role
from tovholder.companies.models import CompanyAsk, CompanyPromise

# Their words are a note among staff: why they call, and what a campaign is called in the house.
WORDS_OF_STAFF = ("call", "visit", "joint_visit", "campaign")


def own_asks(*, actor: Actor) -> QuerySet[CompanyAsk]:
    """Everything asked of the actor's own company."""
    return _own(CompanyAsk.objects.all(), actor).select_related("organisation", "unit")


def own_promises(*, actor: Actor) -> QuerySet[CompanyPromise]:
    """Everything the actor's own company was promised: open ones first, then the newest."""
    found = _own(CompanyPromise.objects.all(), actor).select_related("organisation")
    return found.order_by(F("kept_at").desc(nulls_first=True), "due_at", "pk")


def _own(rows: QuerySet[Any], actor: Actor) -> QuerySet[Any]:
    if not actor.may(Role.COMPANY_CONTACT) or actor.organisation_id is None:
        return rows.none()
    return rows.filter(company__organisation_id=actor.organisation_id)
