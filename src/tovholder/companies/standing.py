"""What a company said of being asked, read along with whatever is about to ask it: no question of its own."""

from typing import Any

from django.db.models import OuterRef, Subquery

from tovholder.accounts import queries as accounts
from tovholder.accounts.actors import Actor
from tovholder.companies.models import PartnershipAgreement

WAITS = ("not_now", "pause")


def columns(company: str, actor: Actor) -> dict[str, Any]:
    """`waits_status` and `waits_until` for a row whose company is at `company`: None when it may be asked."""
    partners = accounts.partner_organisations(actor=actor).values("pk")
    told = PartnershipAgreement.objects.filter(company=OuterRef(company), status__in=WAITS)
    told = told.filter(organisation__in=partners).order_by("-since", "-pk")
    return {
        "waits_status": Subquery(told.values("status")[:1]),
        "waits_until": Subquery(told.values("ask_again_on")[:1]),
    }
