"""How long the pages take on the database at hand, asked for as each role through the whole product.

Baseline: the page that only shows the frame (choose organisation). Queries are those of both databases together."""

import random
import statistics
from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from typing import Any

from django.db import connections
from django.db.models import Count
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tovholder.accounts import queries as accounts
from tovholder.accounts.models import Membership, User
from tovholder.cli.complaint import Complaint
from tovholder.companies.models import Company, JobOrder
from tovholder.people.models import Person
from tovholder.placements.models import Placement
from tovholder.proposals.models import Proposal

GOAL_MS, GOAL_QUERIES = 300, 15
BASELINE = "frame only"
_MUNICIPAL = ("caseworker", "company_consultant", "team_leader")
Asked = tuple[str, str, Callable[[random.Random], str]]


def measure(*, rounds: int, cases: int, clock: Callable[[], float]) -> Mapping[str, Any]:
    """{size, pages: [{page, role, median_ms, p95_ms, queries, times_baseline}]} of a demo database."""
    if accounts.installation_kind() != "demo":
        raise Complaint("bench pages asks for a demo database: make one with ./tovholder simulate --people 100000.")
    pages = [_page(*asked, rounds=rounds, cases=cases, clock=clock) for asked in _asked(cases)]
    base = next(page["median_ms"] for page in pages if page["page"] == BASELINE)
    for page in pages:
        page["times_baseline"] = round(page["median_ms"] / base, 1)
    size = _size() | {"cases in the organisation": _cases_of(_municipality(cases))}
    return {"size": size, "goal": {"p95_ms": GOAL_MS, "queries": GOAL_QUERIES}, "pages": pages}


def _size() -> dict[str, Any]:
    return {
        "database": connections["default"].vendor,
        "people": Person.objects.count(),
        "placements": Placement.objects.count(),
        "proposals": Proposal.objects.count(),
        "staff": Membership.objects.exclude(role__in=("citizen", "company_contact")).count(),
    }


def _cases_of(organisation_id: int) -> int:
    return Person.objects.filter(organisation_id=organisation_id, closed_on=None).count()


def _page(
    name: str,
    role: str,
    path: Callable[[random.Random], str],
    *,
    rounds: int,
    cases: int,
    clock: Callable[[], float],
) -> dict[str, Any]:
    client, chance = _signed_in(role, cases), random.Random(name)  # noqa: S311 - the same pages in every run
    client.get(path(chance))  # warm: templates and translations are read once for each process
    times, queries = [], 0
    for _ in range(rounds):
        address = path(chance)
        with _Counted() as counted:
            began = clock()
            response = client.get(address)
            times.append((clock() - began) * 1000)
        if response.status_code != 200:
            raise Complaint(f"{address} as {role} answered {response.status_code}.")
        queries = max(queries, counted.queries)
    p95 = statistics.quantiles(times, n=20)[-1] if len(times) > 1 else times[0]
    return {
        "page": name,
        "role": role,
        "median_ms": round(statistics.median(times), 1),
        "p95_ms": round(p95, 1),
        "queries": queries,
    }


class _Counted:
    """How many queries both databases were asked, without the savepoints around them."""

    def __enter__(self) -> "_Counted":
        self._captured = [CaptureQueriesContext(connections[alias]) for alias in connections]
        for captured in self._captured:
            captured.__enter__()
        return self

    def __exit__(self, *error: object) -> None:
        for captured in self._captured:
            captured.__exit__(*error)  # type: ignore[arg-type]
        asked = [query["sql"] for captured in self._captured for query in captured.captured_queries]
        self.queries = sum(not sql.startswith(("SAVEPOINT", "RELEASE", "BEGIN", "COMMIT")) for sql in asked)


def _signed_in(role: str, cases: int) -> Client:
    """A member in the role, made a persona of this demo: in the municipality with about so many open cases."""
    members = Membership.objects.filter(role=role, active=True)
    if role in _MUNICIPAL:
        members = members.filter(organisation_id=_municipality(cases))
    member = members.select_related("user").first()
    if member is None:
        raise Complaint(f"nobody here is a {role}.")
    User.objects.filter(pk=member.user_id).update(is_persona=True)  # a demo's member: enters without a second factor
    client = Client(HTTP_ACCEPT_LANGUAGE="da")
    client.force_login(member.user)
    session = client.session
    session["membership"] = member.pk
    session.save()
    return client


@lru_cache(maxsize=4)
def _municipality(cases: int) -> int:
    """The municipality whose number of open cases is nearest to `cases`."""
    rows = Person.objects.filter(closed_on=None).values_list("organisation_id").annotate(n=Count("pk"))
    return int(min(rows, key=lambda row: (abs(row[1] - cases), row[0]))[0])


def _asked(cases: int) -> Iterator[Asked]:
    """Every list, board and case page, with the role that uses it most."""
    yield BASELINE, "caseworker", lambda _: reverse("choose_organisation")
    for name, role, route in _LISTS:
        yield name, role, lambda _, route=route: _address(route)
    for name, role, route, ids in _SINGLE:
        found = ids(_municipality(cases))
        if found:
            yield name, role, lambda chance, route=route, found=found: reverse(route, args=[chance.choice(found)])


def _address(route: str) -> str:
    name, _, query = route.partition("?")
    return reverse(name) + (f"?{query}" if query else "")


_LISTS = (
    ("my day", "company_consultant", "staff:my_day"),
    ("my day, team", "team_leader", "staff:my_day"),
    ("people", "caseworker", "staff:people"),
    ("people, search", "caseworker", "staff:people?q=moha"),
    ("boards", "company_consultant", "staff:boards"),
    ("nobody forgotten", "team_leader", "staff:nobody_forgotten"),
    ("companies", "company_consultant", "staff:companies"),
    ("job orders", "company_consultant", "staff:orders"),
    ("placements", "company_consultant", "staff:placements"),
    ("proposals", "company_consultant", "staff:proposals"),
    ("runs", "coordinator", "staff:runs"),
    ("overview", "steering_member", "staff:overview"),
)
_SINGLE: tuple[tuple[str, str, str, Callable[[int], list[int]]], ...] = (
    ("case", "caseworker", "staff:person", lambda own: _some(Person.objects.filter(organisation_id=own))),
    ("who read", "team_leader", "staff:person_log", lambda own: _some(Person.objects.filter(organisation_id=own))),
    (
        "orders for person",
        "caseworker",
        "staff:orders_for_person",
        lambda own: _some(Person.objects.filter(organisation_id=own, closed_on=None)),
    ),
    (
        "order with ranking",
        "company_consultant",
        "staff:order",
        lambda _: _some(JobOrder.objects.filter(status="open")),
    ),
    ("company", "company_consultant", "staff:company", lambda _: _some(Company.objects.all())),
    (
        "placement",
        "company_consultant",
        "staff:placement",
        lambda own: _some(Placement.objects.filter(organisation_id=own)),
    ),
    (
        "proposal",
        "company_consultant",
        "staff:proposal",
        lambda own: _some(Proposal.objects.filter(organisation_id=own)),
    ),
)


def _some(rows: Any) -> list[int]:
    return list(rows.order_by("pk").values_list("pk", flat=True)[:500])


def lines(figures: Mapping[str, Any]) -> list[str]:
    """The table for people. A page over a goal is marked."""
    size = ", ".join(
        f"{key} {value:,}" if isinstance(value, int) else f"{value}" for key, value in figures["size"].items()
    )
    told = [size, f"{'page':<20} {'role':<20} {'median ms':>10} {'p95 ms':>8} {'queries':>8} {'x frame':>8}"]
    for page in figures["pages"]:
        over = page["p95_ms"] > GOAL_MS or page["queries"] > GOAL_QUERIES
        told.append(
            f"{page['page']:<20} {page['role']:<20} {page['median_ms']:>10} {page['p95_ms']:>8} {page['queries']:>8}"
            f" {page['times_baseline']:>8}{'   over the goal' if over else ''}"
        )
    return told
