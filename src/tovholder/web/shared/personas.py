"""The page of personas. It exists only in demo mode, on a database marked as a demo."""

from django.conf import settings
from django.contrib.auth import login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from tovholder.accounts import queries
from tovholder.accounts.access_rules import open_to_all
from tovholder.web.shared import persona_groups
from tovholder.web.shared.numbers import number_in


@require_http_methods(["GET", "POST"])
@open_to_all("a demo is entered without a password; the page does not exist outside demo mode")
def choose(request: HttpRequest) -> HttpResponse:
    if not settings.DEMO or queries.installation_kind() != "demo":
        raise Http404
    personas = queries.personas()
    if request.method == "POST":
        chosen = personas.filter(pk=number_in(request.POST.get("membership", ""))).first()
        if chosen is None:
            raise Http404
        login(request, chosen.user, backend=settings.AUTHENTICATION_BACKENDS[0])
        request.session["membership"] = chosen.pk
        return redirect("home")
    return render(request, "shared/personas.html", {"groups": persona_groups.grouped(personas.order_by("id"))})
