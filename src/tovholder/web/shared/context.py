"""What every page shows: who acts for whom, the menu of that role, the languages."""

from django.conf import settings
from django.http import HttpRequest

from tovholder.web.shared import menu, names, own_languages, second_step


def chrome(request: HttpRequest) -> dict[str, object]:
    """For the frame of the page. Works on error pages too, where the request may not have come far."""
    actor = getattr(request, "actor", None)
    return {
        "actor": actor,
        "acting_as": names.ROLES.get(actor.role, actor.role) if actor else "",
        "memberships": getattr(request, "memberships", []),
        "menu": menu.of(request),
        "demo": settings.DEMO,
        "mitid": settings.MITID is not None,
        "mitid_in_each": lambda: own_languages.in_each("Sign in with MitID"),  # asked by the page of the sign-in alone
        "address_without_language": own_languages.address_without(request),
        "page_languages": own_languages.offered(request),
        "is_unreviewed": own_languages.is_unreviewed(),
        "came_by_code": second_step.came_by_code(request),
    }
