"""The request as a page with a rule gets it: the walls in front have seen to it that somebody acts."""

from typing import TYPE_CHECKING

from django.http import HttpRequest

from tovholder.accounts.actors import Actor

if TYPE_CHECKING:
    from django_htmx.middleware import HtmxDetails


class ActingRequest(HttpRequest):
    """For annotations only: a request with its actor. `htmx` is true when only a piece of the page is asked for."""

    actor: Actor
    htmx: "HtmxDetails"
