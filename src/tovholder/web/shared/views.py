"""Pages for everybody: choose the acting organisation, the way home, is the service alive."""

from django.db import connection
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_safe

from tovholder.accounts.access_rules import members_only, open_to_all
from tovholder.web.shared import menu
from tovholder.web.shared.requests import own_address


@require_GET
@members_only(purpose="own page")
def home(request: HttpRequest) -> HttpResponse:
    """Send each member to the page where the role's work starts."""
    return redirect(menu.start(request.actor))  # type: ignore[attr-defined]


@require_http_methods(["GET", "POST"])
@members_only(purpose="choose organisation")
def choose_organisation(request: HttpRequest) -> HttpResponse:
    """Choose for whom to act. Only one's own memberships can be chosen."""
    if request.method == "POST":
        chosen = request.POST.get("membership", "")
        if any(str(m.pk) == chosen for m in request.memberships):  # type: ignore[attr-defined]
            request.session["membership"] = int(chosen)
        return HttpResponseRedirect(_safe_next(request))
    return render(request, "shared/choose_organisation.html", {"next": _safe_next(request)})


def _safe_next(request: HttpRequest) -> str:
    return own_address(request) or reverse("home")


@require_GET
@open_to_all("the law asks that everybody can read it (webtilgængelighedsloven § 4)")
def accessibility(request: HttpRequest) -> HttpResponse:
    """How accessible the pages are, what was tested and where to complain."""
    return render(request, "shared/accessibility.html")


@require_safe
@open_to_all("probes of the machine that runs the service")
def alive(request: HttpRequest) -> HttpResponse:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return HttpResponse("ok", content_type="text/plain")
