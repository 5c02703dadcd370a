"""What every page shows: who acts for whom, the menu of that role, the languages."""

from django.conf import settings
from django.http import HttpRequest


def chrome(request: HttpRequest) -> dict[str, object]:
    return {
        "actor": getattr(request, "actor", None),
        "memberships": getattr(request, "memberships", []),
        "demo": settings.DEMO,
    }
