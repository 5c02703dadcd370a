"""The menu: for each role only what the addresses' own rules let it open, so that no entry is dead or forbidden."""

from dataclasses import dataclass
from functools import lru_cache

from django.http import HttpRequest
from django.urls import NoReverseMatch, resolve, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from tovholder.accounts.access_rules import permits
from tovholder.web.shared.rules_of_views import rule_of

# In the order they are shown. The rule of the view decides who gets the entry.
ENTRIES: tuple[tuple[str, str | Promise], ...] = (
    ("staff:my_day", _("My day")),
    ("staff:people", _("Citizens")),
    ("staff:opened_people", _("Opened to us")),
    ("staff:boards", _("Boards")),
    ("staff:orders", _("Job orders")),
    ("staff:proposals", _("Proposals")),
    ("staff:companies", _("Companies")),
    ("staff:placements", _("Placements")),
    ("staff:nobody_forgotten", _("Nobody forgotten")),
    ("staff:tasks", _("Recruitment tasks")),
    ("staff:agreements", _("Service agreements")),
    ("staff:courses", _("Joint courses")),
    ("staff:labour_notes", _("Local knowledge")),
    ("staff:imports", _("Import")),
    ("staff:weights", _("Weights")),
    ("staff:overview", _("Overview")),
    ("staff:members", _("Members")),
    ("citizen:home", _("My page")),
    ("citizen:readers", _("Who has read my case")),
    ("company:home", _("Our page")),
)


@dataclass(frozen=True)
class Item:
    """One entry as the page shows it. `current`: the page is here or below; `exact`: it is this page."""

    address: str
    label: str | Promise
    current: bool
    exact: bool


@lru_cache(maxsize=32)
def _addresses(role: str) -> tuple[tuple[str, str | Promise], ...]:
    found = []
    for name, label in ENTRIES:
        try:
            address = reverse(name)
        except NoReverseMatch:
            continue
        rule = rule_of(resolve(address).func)
        if rule is not None and permits(rule, role):
            found.append((address, label))
    return tuple(found)


def items(request: HttpRequest) -> list[Item]:
    """The entries for the acting role; none for somebody who acts for nobody."""
    actor = getattr(request, "actor", None)
    if actor is None:
        return []
    found = _addresses(actor.role)
    here = max((address for address, _label in found if request.path.startswith(address)), key=len, default="")
    return [Item(address, label, address == here, address == request.path) for address, label in found]
