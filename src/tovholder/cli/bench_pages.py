"""How long the pages take on the database at hand, asked for as each role through the whole product.

Baseline: the page that only shows the frame (choose organisation). Queries are those of both databases together.
Beside the time by the clock stands the processor time of this process, for machines that others use too."""

import random
import statistics
from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from typing import Any

from django.db import connections
from django.db.models import Count
from django.test import Client

from tovholder.accounts import queries as accounts
from tovholder.accounts.models import Membership, User
from tovholder.cli import bench_asked
from tovholder.cli.complaint import Complaint
from tovholder.people.models import Person
from tovholder.placements.models import Placement
from tovholder.proposals.models import Proposal
from tovholder.web.shared import settling

GOAL_MS, GOAL_QUERIES = 300, 15
NEAREST, LARGEST = "nearest", "largest"
MUNICIPALITIES: Mapping[str, Sequence[str]] = {"both": (NEAREST, LARGEST), NEAREST: (NEAREST,), LARGEST: (LARGEST,)}
_MUNICIPAL = ("caseworker", "company_consultant", "team_leader")


@dataclass(frozen=True)
class Clocks:
    """The time by the clock, and the processor time of this process, both in seconds."""

    wall: Callable[[], float]
    processor: Callable[[], float]


def measure(*, rounds: int, cases: int, which: str, clocks: Clocks) -> Mapping[str, Any]:
    """{size, goal, municipalities: [{which, cases, pages}]} of a demo database, a page as `_page` tells it.

    `which` is a key of MUNICIPALITIES; the nearest is the one whose number of open cases is nearest to `cases`."""
    settling.settle()  # as a server does before its first request
    if accounts.installation_kind() != "demo":
        raise Complaint("bench pages asks for a demo database: make one with ./tovholder simulate --people 100000.")
    open_cases = _open_cases()
    if not open_cases:
        raise Complaint("bench pages finds no open case here: make a demo with ./tovholder simulate --people 100000.")
    told = []
    for name in MUNICIPALITIES[which]:
        own = municipality(open_cases, cases if name == NEAREST else None)
        told.append({"which": name, "cases": open_cases[own], "pages": _pages(own, rounds, clocks)})
    return {"size": _size(), "goal": {"p95_ms": GOAL_MS, "queries": GOAL_QUERIES}, "municipalities": told}


def municipality(open_cases: Mapping[int, int], cases: int | None) -> int:
    """The organisation whose number of open cases is nearest to `cases`; the one with most when None. Never a tie."""
    if cases is None:
        return min(open_cases, key=lambda pk: (-open_cases[pk], pk))
    return min(open_cases, key=lambda pk: (abs(open_cases[pk] - cases), pk))


def _open_cases() -> dict[int, int]:
    rows = Person.objects.filter(closed_on=None).order_by().values_list("organisation_id").annotate(n=Count("pk"))
    return dict(rows)


def _pages(own: int, rounds: int, clocks: Clocks) -> list[dict[str, Any]]:
    pages = [_page(asked, own, rounds=rounds, clocks=clocks) for asked in bench_asked.asked(own)]
    base = next(page["median_ms"] for page in pages if page["page"] == bench_asked.BASELINE)
    return [page | {"times_baseline": round(page["median_ms"] / base, 1)} for page in pages]


def _size() -> dict[str, Any]:
    return {
        "database": connections["default"].vendor,
        "people": Person.objects.count(),
        "open cases": Person.objects.filter(closed_on=None).count(),
        "placements": Placement.objects.count(),
        "proposals": Proposal.objects.count(),
        "staff": Membership.objects.exclude(role__in=("citizen", "company_contact")).count(),
    }


def _page(asked: bench_asked.Asked, own: int, *, rounds: int, clocks: Clocks) -> dict[str, Any]:
    """{page, role, median_ms, p95_ms, processor_ms, queries}. Asked for once before, to warm what a process keeps."""
    client, chance = _signed_in(asked.role, own), random.Random(asked.name)  # noqa: S311 - the same pages each run
    client.get(asked.address(chance))
    times, efforts, queries = [], [], 0
    for _ in range(rounds):
        address = asked.address(chance)
        with _Counted() as counted:
            began, before = clocks.wall(), clocks.processor()
            response = client.get(address)
            times.append((clocks.wall() - began) * 1000)
            efforts.append((clocks.processor() - before) * 1000)
        if response.status_code != 200:
            raise Complaint(f"{address} as {asked.role} answered {response.status_code}.")
        queries = max(queries, counted.queries)
    return {"page": asked.name, "role": asked.role, "queries": queries} | _figures(times, efforts)


def _figures(times: list[float], efforts: list[float]) -> dict[str, float]:
    p95 = statistics.quantiles(times, n=20)[-1] if len(times) > 1 else times[0]
    told = {"median_ms": statistics.median(times), "p95_ms": p95, "processor_ms": statistics.median(efforts)}
    return {name: round(value, 1) for name, value in told.items()}


class _Counted:
    """How many queries both databases were asked, without the savepoints around them.

    Counted on the way, not kept: to write a query down as Django does for debugging takes longer than to ask many."""

    def __enter__(self) -> "_Counted":
        self.queries = 0
        self._stack = ExitStack()
        for alias in connections:
            self._stack.enter_context(connections[alias].execute_wrapper(self._count))
        return self

    def __exit__(self, *error: object) -> None:
        self._stack.close()

    def _count(self, run: Callable[..., Any], sql: str, *rest: Any) -> Any:
        self.queries += not sql.startswith(("SAVEPOINT", "RELEASE", "BEGIN", "COMMIT"))
        return run(sql, *rest)


def _signed_in(role: str, own: int) -> Client:
    """A member in the role, made a persona of this demo: in the municipality `own` when the role is municipal."""
    members = Membership.objects.filter(role=role, active=True)
    if role in _MUNICIPAL:
        members = members.filter(organisation_id=own)
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


def lines(figures: Mapping[str, Any]) -> list[str]:
    """The tables for people. A page over a goal is marked."""
    size = (f"{key} {value:,}" if isinstance(value, int) else str(value) for key, value in figures["size"].items())
    told = [", ".join(size)]
    for each in figures["municipalities"]:
        told += ["", f"the {each['which']} municipality, {each['cases']:,} open cases"]
        told += [
            f"{'page':<28} {'role':<20} {'median ms':>10} {'p95 ms':>8} {'cpu ms':>8} {'queries':>8} {'x frame':>8}"
        ]
        told += [_line(page) for page in each["pages"]]
    return told


def _line(page: Mapping[str, Any]) -> str:
    over = page["p95_ms"] > GOAL_MS or page["queries"] > GOAL_QUERIES
    return (
        f"{page['page']:<28} {page['role']:<20} {page['median_ms']:>10} {page['p95_ms']:>8}"
        f" {page['processor_ms']:>8} {page['queries']:>8}"
        f" {page['times_baseline']:>8}{'   over the goal' if over else ''}"
    )
