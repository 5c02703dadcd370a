"""For which of their memberships somebody opened the page a form stands on.

Who acts in two organisations may change in another tab, and a membership may end meanwhile: the form is not saved for
the other one then."""

from django.http import HttpRequest

FIELD = "acting_for"
HEADER = "X-Acting-For"  # what the script sends without a form


def membership_of(request: HttpRequest | None) -> str:
    """The id of the membership the request acts for; empty for nobody."""
    actor = getattr(request, "actor", None)
    return str(actor.membership_id) if actor is not None and actor.membership_id else ""


def opened_for(request: HttpRequest) -> str:
    """What the form says of the membership its page was opened for; empty when it says nothing."""
    return request.POST.get(FIELD) or request.headers.get(HEADER, "")


def is_for_another(request: HttpRequest) -> bool:
    """Whether the form was opened for another membership than the one that acts now."""
    told = opened_for(request)
    return bool(told) and told != membership_of(request)


def may_be_sent_again(request: HttpRequest) -> bool:
    """Whether the membership it was opened for is still one of theirs: to act for it again is all that is missing."""
    told, mine = opened_for(request), getattr(request, "memberships", [])
    return not told or not request.user.is_authenticated or any(str(each.pk) == told for each in mine)
