"""Which pages the bench asks for: every list, board and case page, each as the role that uses it most."""

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from tovholder.companies.models import Company, JobOrder
from tovholder.people.models import Person
from tovholder.placements.models import Placement
from tovholder.proposals.models import Proposal

BASELINE = "frame only"


@dataclass(frozen=True)
class Asked:
    """`address` draws one of the page's addresses."""

    name: str
    role: str
    address: Callable[[random.Random], str]


def asked(own: int) -> Iterator[Asked]:
    """Every page, for the municipality with the id `own`."""
    yield Asked(BASELINE, "caseworker", lambda _: reverse("choose_organisation"))
    for name, role, route in _LISTS:
        yield Asked(name, role, lambda _, route=route: _address(route))
    for name, role, route, rows in _SINGLE:
        found = list(rows(own).order_by("pk").values_list("pk", flat=True)[:500])
        if found:
            yield Asked(name, role, _one_of(route, found))


def _one_of(route: str, ids: list[int]) -> Callable[[random.Random], str]:
    return lambda chance: reverse(route, args=[chance.choice(ids)])


def _address(route: str) -> str:
    name, _, query = route.partition("?")
    return reverse(name) + (f"?{query}" if query else "")


_LISTS = (
    ("my day", "company_consultant", "staff:my_day"),
    ("my day, caseworker", "caseworker", "staff:my_day"),
    ("my day, team", "team_leader", "staff:my_day"),
    ("my day, nobody's turn", "team_leader", "staff:my_day?konsulent=ingen"),
    ("my day, agreed talks", "team_leader", "staff:my_day?slags=agreed_talk"),
    ("my day, no contact", "team_leader", "staff:my_day?slags=no_contact"),
    ("my day, first offers", "team_leader", "staff:my_day?slags=first_offer"),
    ("my day, follow-ups", "team_leader", "staff:my_day?slags=follow_up"),
    ("my day, ending", "team_leader", "staff:my_day?slags=ending"),
    ("my day, to answer", "team_leader", "staff:my_day?slags=answer"),
    ("people", "caseworker", "staff:people"),
    ("people, search", "caseworker", "staff:people?navn=moha"),
    ("people, page 30", "caseworker", "staff:people?side=30"),
    ("people, by takeover", "caseworker", "staff:people?orden=-overtaget"),
    ("people, newest", "caseworker", "staff:people?orden=nyeste"),
    ("people, waiting", "caseworker", "staff:people?status=waiting"),
    ("people, in a stay", "caseworker", "staff:people?status=in_placement"),
    ("people, away", "company_consultant", "staff:people?status=away"),
    ("people, wish", "caseworker", "staff:people?branche=cleaning"),
    ("boards", "company_consultant", "staff:boards"),
    ("boards, nobody's", "team_leader", "staff:boards?kontakt=ingen"),
    ("board of waiting", "caseworker", "staff:boards?kolonne=waiting"),
    ("board of stays, page 9", "caseworker", "staff:boards?kolonne=in_placement&side=9"),
    ("nobody forgotten", "team_leader", "staff:nobody_forgotten"),
    ("nobody forgotten, name", "team_leader", "staff:nobody_forgotten?orden=navn"),
    ("nobody forgotten, a week", "team_leader", "staff:nobody_forgotten?dage=7"),
    ("companies", "company_consultant", "staff:companies"),
    ("companies, search", "company_consultant", "staff:companies?q=hotel"),
    ("companies, by consultant", "company_consultant", "staff:companies?orden=konsulent"),
    ("job orders", "company_consultant", "staff:orders"),
    ("job orders, by company", "company_consultant", "staff:orders?orden=virksomhed"),
    ("placements", "company_consultant", "staff:placements"),
    ("placements, by end", "company_consultant", "staff:placements?orden=slut"),
    ("placements, by name", "company_consultant", "staff:placements?orden=borger"),
    ("placements, by company", "company_consultant", "staff:placements?orden=virksomhed"),
    ("proposals", "company_consultant", "staff:proposals"),
    ("proposals, by order", "company_consultant", "staff:proposals?orden=order"),
    ("proposals, by status", "company_consultant", "staff:proposals?orden=status"),
    ("runs", "coordinator", "staff:runs"),
    ("tasks together", "company_consultant", "staff:tasks"),
    ("imports", "caseworker", "staff:imports"),
    ("members", "administrator", "staff:members"),
    ("overview", "steering_member", "staff:overview"),
    ("companies' requests", "company_consultant", "staff:requests"),
    ("whom to call", "company_consultant", "staff:to_contact"),
    ("whom to call, page 9", "company_consultant", "staff:to_contact?side=9"),
    ("visits", "company_consultant", "staff:visits"),
    ("plans with companies", "company_consultant", "staff:desk_plans"),
    ("coordination", "team_leader", "staff:coordination"),
    ("needs sent on", "company_consultant", "staff:referrals"),
    ("campaigns", "company_consultant", "staff:campaigns"),
    ("offers", "company_consultant", "staff:offers"),
    ("questionnaires", "company_consultant", "staff:surveys"),
    ("channels", "company_consultant", "staff:channels"),
    ("whom to reach", "company_consultant", "staff:outreach"),
    ("teams", "team_leader", "staff:teams"),
    ("demand", "company_consultant", "staff:demand"),
    ("demand, plans", "company_consultant", "staff:plans"),
    ("industries of the year", "company_consultant", "staff:aims"),
    ("candidate profiles", "company_consultant", "staff:profiles"),
    ("partnerships", "company_consultant", "staff:partnerships"),
    ("pacts", "company_consultant", "staff:pacts"),
    ("shared banks", "company_consultant", "staff:shared_banks"),
    ("events", "company_consultant", "staff:events"),
    ("newcomers", "company_consultant", "staff:newcomers"),
    ("talks about hours", "company_consultant", "staff:ladder_talks"),
    ("checks of jobs", "company_consultant", "staff:ladder_checks"),
    ("what stays became", "team_leader", "staff:ladder_became"),
    ("expectations", "company_consultant", "staff:alignments"),
    ("groups", "company_consultant", "staff:groups"),
    ("rules", "company_consultant", "staff:rules"),
    ("papers", "company_consultant", "staff:papers"),
    ("on the way here", "caseworker", "staff:reception"),
    ("target groups", "team_leader", "staff:segments"),
    ("moves", "caseworker", "staff:transfers"),
    ("meetings", "caseworker", "staff:meetings?alle=1&kollegers=1"),
    ("meetings held", "team_leader", "staff:met"),
    ("absence", "caseworker", "staff:attendance_home"),
    ("what absence did", "team_leader", "staff:sanction_effect"),
    ("aftercare", "caseworker", "staff:aftercare"),
)


def _cases(own: int) -> Any:
    return Person.objects.filter(organisation_id=own)


def _open_cases(own: int) -> Any:
    return _cases(own).filter(closed_on=None)


_SINGLE: tuple[tuple[str, str, str, Callable[[int], Any]], ...] = (
    ("case", "caseworker", "staff:person", _cases),
    ("who read", "team_leader", "staff:person_log", _cases),
    ("orders for person", "caseworker", "staff:orders_for_person", _open_cases),
    ("order with ranking", "company_consultant", "staff:order", lambda _: JobOrder.objects.filter(status="open")),
    ("company", "company_consultant", "staff:company", lambda _: Company.objects.all()),
    ("plan", "caseworker", "staff:citizen_plan", _open_cases),
    ("next step", "caseworker", "staff:citizen_next_steps", _open_cases),
    ("meetings of a citizen", "caseworker", "staff:meetings_of_person", _open_cases),
    ("week", "caseworker", "staff:week", _open_cases),
    ("absence of a citizen", "caseworker", "staff:attendance", _open_cases),
    ("placement", "company_consultant", "staff:placement", lambda own: Placement.objects.filter(organisation_id=own)),
    ("proposal", "company_consultant", "staff:proposal", lambda own: Proposal.objects.filter(organisation_id=own)),
)
