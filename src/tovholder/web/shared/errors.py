"""Error pages: what happened, what to do. Never what lies behind."""

import logging
from urllib.parse import urlsplit

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from tovholder.web.shared import unsent
from tovholder.web.shared.rules_of_views import page_at

logger = logging.getLogger("tovholder.errors")

# When even the page cannot be made, e.g. because the database is away: no frame, no style, two languages.
_LAST_WORDS = """<!doctype html><html lang="da"><head><meta charset="utf-8"><title>Tovholder</title></head><body><main>
<h1>Der er sket en fejl hos os</h1><p>Prøv igen om lidt. Intet af det, du sendte, er gemt halvt.</p>
<p lang="en">An error on our side. Try again in a while; nothing of what you sent was half saved.</p>
</main></body></html>
"""


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return render(request, "shared/error.html", {"error": "bad_request"}, status=400)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return render(request, "shared/error.html", {"error": "forbidden"}, status=403)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return render(request, "shared/error.html", {"error": "not_found"}, status=404)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The form's key is old or missing: a page open since yesterday, or cookies turned off."""
    if unsent.is_of_members(request):
        return unsent.page(request, "old_page" if request.user.is_authenticated else "signed_out")
    return render(request, "shared/error.html", {"error": "bad_request"}, status=403)


def only_by_its_button(request: HttpRequest, answer: HttpResponse) -> HttpResponse:
    """405: an address that only takes what a button sends, opened as a page, e.g. loaded again after signing in."""
    back = request.headers.get("Referer", "") if unsent.came_from_here(request) else ""
    if (
        back and page_at(urlsplit(back).path) != urlsplit(back).path
    ):  # the page after a refused step: no way back either
        back = page_at(request.path)
    told = render(request, "shared/error.html", {"error": "by_button", "back": back}, status=405)
    told["Allow"] = answer.get("Allow", "")
    return told


def server_error(request: HttpRequest) -> HttpResponse:
    """The page for what nobody foresaw. It must not fail itself."""
    try:
        return render(request, "shared/error.html", {"error": "server_error"}, status=500)
    except Exception:
        logger.exception("the error page could not be made")
        return HttpResponse(_LAST_WORDS, status=500)
