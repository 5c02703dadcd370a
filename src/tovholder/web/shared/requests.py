"""The request as a page with a rule gets it: the walls in front have seen to it that somebody acts."""

from typing import TYPE_CHECKING

from django.http import HttpRequest
from django.utils.http import url_has_allowed_host_and_scheme

from tovholder.accounts.actors import Actor

if TYPE_CHECKING:
    from django_htmx.middleware import HtmxDetails


class ActingRequest(HttpRequest):
    """For annotations only: a request with its actor. `htmx` is true when only a piece of the page is asked for."""

    actor: Actor
    htmx: "HtmxDetails"


def own_address(request: HttpRequest) -> str:
    """The page of ours that `next` names, to go on to; empty for anything else, so that the caller chooses."""
    wanted = request.POST.get("next") or request.GET.get("next") or ""
    is_ours = wanted.startswith("/") and url_has_allowed_host_and_scheme(wanted, allowed_hosts={request.get_host()})
    return wanted if is_ours else ""
