"""The company reads its own ledger: what everybody asked of it, and what it was promised."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from tovholder.accounts.access_rules import allows
from tovholder.accounts.roles import Role
from tovholder.companies import desk_rules, ledger_queries
from tovholder.web.shared.lists import page_of
from tovholder.web.shared.requests import ActingRequest

_SHOWN = 50


@require_GET
@allows(Role.COMPANY_CONTACT, purpose="own page")
def index(request: ActingRequest) -> HttpResponse:
    """What we have been asked for and promised, by all municipalities."""
    asks = ledger_queries.own_asks(actor=request.actor)
    now = timezone.now()
    shown = {
        "page": page_of(asks, request, sorts={"dag": ["asked_at"]}, first="-dag"),
        "promises": [_promise(row, now) for row in ledger_queries.own_promises(actor=request.actor)[:_SHOWN]],
        "words_of_staff": ledger_queries.WORDS_OF_STAFF,
        "today": timezone.localdate(now),
    }
    return render(request, "company/ledger.html", shown)


def _promise(row: Any, now: Any) -> dict[str, Any]:
    kept = desk_rules.was_kept(row.due_at, row.kept_at)
    return {"promise": row, "kept": kept, "late": row.kept_at is None and row.due_at <= now}
