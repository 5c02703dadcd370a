"""The page that shows a one-time link, once: it is kept nowhere, and handed over by whoever invited."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from tovholder.accounts.links import Invitation
from tovholder.web.shared.requests import ActingRequest


def shown(request: ActingRequest, made: Invitation, name: str, *, back: str, role: str = "") -> HttpResponse:
    """The link to hand over; words in its place when the person needs none. `name` is what was typed: where another is
    kept, that one is shown and it is said. `back` is an address; with a role an administrator may ask for a new link.
    """
    link = ""
    if made.link:
        uid, token = made.link
        page = "recover" if made.recovers else "welcome"
        link = request.build_absolute_uri(reverse(page, kwargs={"uidb64": uid, "token": token}))
    kept = made.name or name
    shown = {"link": link, "name": kept, "back": back, "made": made, "role": role, "was_typed": name not in ("", kept)}
    return render(request, "staff/members/link.html", shown)
