"""The menu: for each role only what the addresses' own rules let it open, so that no entry is dead or forbidden."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import NoReverseMatch, resolve, reverse
from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from tovholder.accounts.access_rules import permits
from tovholder.accounts.actors import Actor
from tovholder.accounts.roles import OrganisationKind, Role
from tovholder.web.shared.rules_of_views import rule_of

# In the order they are shown, under a heading where they fold out. The rule of the view decides who gets the entry.
_COMPANIES, _STAYS, _DEMAND = _("Companies"), _("Placements"), _("Demand and knowledge")
_TOGETHER, _HOUSE = _("Together"), _("The house")
ENTRIES: tuple[tuple[str, str | Promise, str | Promise], ...] = (
    ("staff:my_day", _("My day"), ""),
    ("staff:people", _("Citizens"), ""),
    ("staff:opened_people", _("Opened to us"), ""),
    ("staff:boards", _("Boards"), ""),
    ("staff:orders", _("Job orders"), ""),
    ("staff:proposals", _("Proposals"), ""),
    ("staff:companies", _("Companies"), ""),
    ("staff:inbox", _("Inbox"), ""),
    ("staff:placements", _("Placements"), ""),
    ("staff:requests", _("Requests"), ""),
    ("staff:attendance_home", _("Absence"), ""),
    ("staff:nobody_forgotten", _("Nobody forgotten"), ""),
    ("staff:meetings", _("Meetings"), ""),
    ("staff:aftercare", _("After the start"), ""),
    ("staff:health", _("Health"), ""),
    ("staff:companions", _("Where I go along"), ""),
    ("staff:campaigns", _("Campaigns"), _COMPANIES),
    ("staff:surveys", _("Questionnaires"), _COMPANIES),
    ("staff:offers", _("Offers of companies"), _COMPANIES),
    ("staff:partnerships", _("Partnerships"), _COMPANIES),
    ("staff:agreements", _("Service agreements"), _COMPANIES),
    ("staff:pacts", _("Tripartite agreements"), _COMPANIES),
    ("staff:networks", _("Networks"), _COMPANIES),
    ("staff:reception", _("Reception"), _STAYS),
    ("staff:handover_file_in", _("Handovers from a file"), _STAYS),
    ("staff:alignments", _("Expectations to sign"), _STAYS),
    ("staff:support", _("Support of placements"), _STAYS),
    ("staff:school", _("School of IGU"), _STAYS),
    ("staff:local_courses", _("Our courses"), _STAYS),
    ("staff:young", _("Jobs beside school"), _STAYS),
    ("staff:ladder_talks", _("Talks about paid hours"), _STAYS),
    ("staff:groups", _("Groups at companies"), _STAYS),
    ("staff:ladder_checks", _("Still in the job?"), _STAYS),
    ("staff:ladder_became", _("What became of it"), _STAYS),
    ("staff:progress", _("Progression"), _STAYS),
    ("staff:papers", _("Papers"), _STAYS),
    ("staff:rules", _("The rules"), _STAYS),
    ("staff:demand", _("Demand to come"), _DEMAND),
    ("staff:profiles", _("Candidate profiles"), _DEMAND),
    ("staff:labour_notes", _("Local knowledge"), _DEMAND),
    ("staff:segments", _("Target groups"), _DEMAND),
    ("staff:methods", _("Common routines"), _DEMAND),
    ("staff:memo", _("The quarter's memo"), _DEMAND),
    ("staff:tasks", _("Recruitment tasks"), _TOGETHER),
    ("staff:transfers", _("Moves between municipalities"), _TOGETHER),
    ("staff:shared_banks", _("Shared banks"), _TOGETHER),
    ("staff:courses", _("Joint courses"), _TOGETHER),
    ("staff:events", _("Events"), _TOGETHER),
    ("staff:newcomers", _("Newcomers"), _TOGETHER),
    ("staff:method", _("Method and goals"), _HOUSE),
    ("staff:imports", _("Import"), _HOUSE),
    ("staff:weights", _("Weights"), _HOUSE),
    ("staff:segment_rules", _("Rules of the target groups"), _HOUSE),
    ("staff:overview", _("Overview"), _HOUSE),
    ("staff:investment", _("Investment account"), _HOUSE),
    ("staff:changed_asks", _("Changed needs"), _HOUSE),
    ("staff:own_setup", _("The citizens' pages"), _HOUSE),
    ("staff:members", _("Members"), _HOUSE),
    ("staff:retention", _("Deletion"), _HOUSE),
    ("citizen:home", _("My page"), ""),
    ("citizen:meetings", _("My meetings"), ""),
    ("citizen:week", _("My week"), ""),
    ("citizen:plan", _("My plan"), ""),
    ("citizen:readers", _("Who has read my case"), ""),
    ("citizen:papers", _("My papers"), ""),
    ("citizen:absence", _("My absence"), ""),
    ("company:home", _("Our page"), ""),
    ("company:requests", _("Ask us"), ""),
    ("company:partnership", _("Ready or pause"), ""),
    ("company:papers", _("Papers"), ""),
    ("company:events", _("Events"), ""),
    ("company:offers", _("Our offers"), ""),
    ("company:surveys", _("Questionnaires"), ""),
    ("company:profiles", _("Candidate profiles"), ""),
    ("company:groups", _("Groups with you"), ""),
)


OF_SECRETARIATS = frozenset({"staff:handover_file_in"})  # a centre has the same beside its own handovers
OF_HEALTH = frozenset({"staff:health"})  # for members with that right, whatever their role
ON_ONE_LINE = 9  # what more there is stands behind one word, so that the menu takes one line


# Where the work of a role begins, when it is not my day: such a role has no day to look at.
STARTS: dict[str, str] = {
    Role.CITIZEN: "citizen:home",
    Role.COMPANY_CONTACT: "company:home",
    Role.BENEFITS_OFFICER: "staff:people",
    Role.LANGUAGE_ADVISER: "staff:opened_people",
    Role.SCHOOL_CONSULTANT: "staff:opened_people",
    Role.MENTOR: "staff:opened_people",
    Role.COORDINATOR: "staff:overview",
    Role.STEERING_MEMBER: "staff:overview",
    Role.ADMINISTRATOR: "staff:members",
}


# At an asylum centre somebody works with handovers alone; the rules open no companies, days or overviews there.
OF_CENTRES = ("staff:reception", "staff:opened_people")


def start(actor: Actor) -> str:
    """Where the work of somebody who acts begins."""
    if actor.kind == OrganisationKind.ASYLUM_CENTRE and actor.role == Role.CASEWORKER:
        return "staff:reception"
    return STARTS.get(actor.role, "staff:my_day")


@dataclass(frozen=True, eq=False)
class Menu:
    """All entries, for a phone; and the same as those on the line and those behind "More"."""

    entries: tuple["Item", ...]

    @property
    def drawn(self) -> SafeString:
        """As HTML in the language of the page."""
        return _drawn(self, get_language() or "")

    @property
    def line(self) -> tuple["Item", ...]:
        return self.entries if len(self.entries) <= ON_ONE_LINE + 1 else self.entries[:ON_ONE_LINE]

    @property
    def more(self) -> tuple["Item", ...]:
        return self.entries[len(self.line) :]

    @property
    def current_is_in_more(self) -> bool:
        return any(item.current for item in self.more)

    def __iter__(self) -> Iterator["Item"]:
        return iter(self.entries)

    def __bool__(self) -> bool:
        return bool(self.entries)


@dataclass(frozen=True)
class Item:
    """One entry as the page shows it. `current`: the page is here or below; `exact`: it is this page."""

    address: str
    label: str | Promise
    group: str | Promise
    current: bool
    exact: bool

    @property
    def link(self) -> SafeString:
        """As HTML. A template of its own for each of some seventy took a tenth of a page's time."""
        here = ("page" if self.exact else "true") if self.current else ""
        marked = format_html(' aria-current="{}"', here) if here else ""
        return format_html('<a href="{}"{}>{}</a>', self.address, marked, str(self.label))


# One menu stands on every page of a role at the same place: drawn anew for each it took a tenth of a page's time.
_PLACES = 1024  # a role's places in a language, some 12 kB each


@lru_cache(maxsize=_PLACES)
def _drawn(menu: Menu, language: str) -> SafeString:
    return render_to_string("shared/components/menu.html", {"menu": menu})


@lru_cache(maxsize=128)
def _addresses(
    role: str, kind: str = "", reads_health: bool = False
) -> tuple[tuple[str, str | Promise, str | Promise], ...]:
    found = []
    for name, label, group in ENTRIES:
        if name == "staff:my_day" and role in STARTS:
            continue
        if kind == OrganisationKind.ASYLUM_CENTRE and role == Role.CASEWORKER and name not in OF_CENTRES:
            continue
        if name in OF_SECRETARIATS and kind != OrganisationKind.SECRETARIAT:
            continue
        if name in OF_HEALTH and not reads_health:
            continue
        try:
            address = reverse(name)
        except NoReverseMatch:
            continue
        rule = rule_of(resolve(address).func)
        if rule is not None and permits(rule, role, kind):
            found.append((address, label, group))
    return tuple(found)


def of(request: HttpRequest) -> Menu:
    """The menu of the acting role; an empty one for somebody who acts for nobody."""
    actor = getattr(request, "actor", None)
    if actor is None:
        return _NONE
    role = (actor.role, actor.kind, actor.reads_health)
    above = (address for address, *_rest in _addresses(*role) if request.path.startswith(address))
    here = max(above, key=len, default="")
    return _menu(*role, here, exact=here == request.path)


_NONE = Menu(())


@lru_cache(maxsize=_PLACES)
def _menu(role: str, kind: str, reads_health: bool, here: str, *, exact: bool) -> Menu:
    found = _addresses(role, kind, reads_health)
    return Menu(tuple(Item(*entry, entry[0] == here, exact and entry[0] == here) for entry in found))
