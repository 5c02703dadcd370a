"""For the secretariat: orders whose strains or kinds of stay are changed more often than usual, and letting them on."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from tovholder.accounts.access_rules import allows
from tovholder.accounts.conflicts import Stale
from tovholder.companies import asking_queries as queries
from tovholder.companies import asking_services as services
from tovholder.web.shared import sentences
from tovholder.web.shared.numbers import number_in
from tovholder.web.shared.requests import ActingRequest


@require_GET
@allows(*queries.READERS, purpose="misuse")
def index(request: ActingRequest) -> HttpResponse:
    """Which order, who changed it, when, and how often. No person, and not what was asked for."""
    now = timezone.now()
    usual = queries.usual(now)
    found = queries.beyond_usual(actor=request.actor, now=now)
    shown = {
        "rows": [(each, sentences.sentence(each.decision)) for each in found],
        "usual": usual.whole("changes"),
        "days": usual.whole("days"),
        "verified": usual.verified,
    }
    return render(request, "staff/orders/changed_asks.html", shown)


@require_POST
@allows(*queries.READERS, purpose="misuse")
def let_others_be_shown(request: ActingRequest, order_id: int) -> HttpResponse:
    """Somebody of the secretariat has looked: people of other municipalities stand on the order's list again."""
    seen = number_in(request.POST.get("seen", ""))
    try:
        services.let_others_be_shown(order_id=order_id, seen=seen, actor=request.actor, now=timezone.now())
        messages.success(request, _("People of other municipalities are shown on the list again."))
    except Stale:
        messages.warning(request, _("The job order was changed again while you were looking. Look once more."))
    return redirect("staff:changed_asks")
