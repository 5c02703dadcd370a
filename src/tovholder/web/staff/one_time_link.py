"""The page that shows a one-time link, once: it is kept nowhere, and handed over by whoever invited."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from tovholder.accounts.links import Invitation
from tovholder.web.shared.requests import ActingRequest


def shown(request: ActingRequest, made: Invitation, name: str, *, back: str) -> HttpResponse:
    """The link to hand over; words in its place when the person has a sign-in already. `back` is an address."""
    link = ""
    if made.link:
        uid, token = made.link
        page = "recover" if made.recovers else "welcome"
        link = request.build_absolute_uri(reverse(page, kwargs={"uidb64": uid, "token": token}))
    shown = {"link": link, "name": name or made.name, "back": back, "recovers": made.recovers}
    return render(request, "staff/members/link.html", shown)
