"""What became of stays, in numbers: by kind and period, small jobs, matches by type and year, still in the job.

Counted over the cases within reach, a person once in a count. Sums of deleted cases are told beside, never mixed in."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from statistics import median
from typing import Any

from django.db.models import Count, Min, Q, QuerySet

from tovholder import parameters
from tovholder.accounts.actors import Actor
from tovholder.accounts.native_time import YearOf
from tovholder.base.period import months_after
from tovholder.parameters import Term
from tovholder.placements import queries
from tovholder.placements.models import JobCheck, Placement

_BEGUN = ("started", "interrupted", "ended", "ended_early")
_OPEN = ("agreed", "started", "interrupted")
NOTHING, UNDER_WAY = "nothing", "under_way"


@dataclass(frozen=True)
class Line:
    """How many of the people, and how many weeks it took half of them, from the first day; None without anybody."""

    code: str
    number: int
    median_weeks: int | None


@dataclass(frozen=True)
class Became:
    people: int
    lines: tuple[Line, ...]
    self_supporting: int


@dataclass(frozen=True)
class _Fate:
    code: str
    on: date | None = None
    self_support: bool = False


def _begun(actor: Actor, since: date, until: date) -> QuerySet[Placement]:
    found = queries.visible(actor=actor).select_related(None).order_by()
    return found.filter(status__in=_BEGUN, starts_on__gte=since, starts_on__lt=until)


_READ = (
    "pk", "person_id", "previous_id", "kind", "status", "starts_on", "ended_on", "outcome", "person__closed_on",
    "person__closed_reason",
)  # fmt: skip


def what_became(*, actor: Actor, kinds: Sequence[str], since: date, until: date) -> Became:
    """Of those who began such a stay in the period: what it led to, the best once. Three numbers that add up."""
    fates = [(first, fate) for first, fate in _fates(actor, kinds, since, until)]
    rows = [*(term.code for term in parameters.terms("became")), UNDER_WAY, NOTHING]
    lines = tuple(_line(code, fates) for code in rows)
    return Became(len(fates), lines, sum(fate.self_support for _first, fate in fates))


def _line(code: str, fates: Iterable[tuple[dict[str, Any], _Fate]]) -> Line:
    mine = [(first, fate) for first, fate in fates if fate.code == code]
    weeks = [max((fate.on - first["starts_on"]).days, 0) // 7 for first, fate in mine if fate.on is not None]
    return Line(code, len(mine), int(median(weeks)) if weeks else None)


def _fates(actor: Actor, kinds: Sequence[str], since: date, until: date) -> Iterable[tuple[dict[str, Any], _Fate]]:
    asked = _begun(actor, since, until).filter(kind__in=kinds)
    everything = queries.visible(actor=actor).select_related(None).exclude(status__in=("planned", "cancelled"))
    of_person: dict[int, list[dict[str, Any]]] = defaultdict(list)
    for row in everything.filter(person_id__in=asked.values("person_id")).order_by("starts_on", "pk").values(*_READ):
        of_person[row["person_id"]].append(row)
    for rows in of_person.values():
        first = next(row for row in rows if row["kind"] in kinds and since <= row["starts_on"] < until)
        yield first, _fate(first, _after(first, rows))


def _after(first: dict[str, Any], rows: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """The stay and what came of it by the chain."""
    found = {first["pk"]}
    while more := {row["pk"] for row in rows if row["previous_id"] in found} - found:
        found |= more
    return [row for row in rows if row["pk"] in found]


def _fate(first: dict[str, Any], chain: Sequence[dict[str, Any]]) -> _Fate:
    for term in parameters.terms("became"):
        days = _days_of(term, first, chain)
        if days:
            return _Fate(term.code, min(days), term.flag("self_support"))
    return _Fate(UNDER_WAY if any(row["status"] in _OPEN for row in chain) else NOTHING)


def _days_of(term: Term, first: dict[str, Any], chain: Sequence[dict[str, Any]]) -> list[date]:
    """The days on which the chain led to this: a stay of the kind began, one ended so, or the case closed so."""
    kinds, outcomes = term.words("kinds"), term.words("outcomes")
    days = [row["starts_on"] for row in chain if row is not first and row["kind"] in kinds and row["status"] in _BEGUN]
    days += [row["ended_on"] for row in chain if row["outcome"] in outcomes and row["ended_on"] is not None]
    closed = first["person__closed_on"]
    if closed is not None and first["person__closed_reason"] in term.words("closed"):
        days.append(max(closed, first["starts_on"]))
    return days


@dataclass(frozen=True)
class SmallJobs:
    """`people` began one; `followed` long enough to tell; `in_time` of these became self-supporting in time."""

    months: int
    people: int
    followed: int
    in_time: int
    companies: int


def small_jobs(*, actor: Actor, since: date, until: date, on: date) -> SmallJobs:
    """Small jobs followed to self-support within the parameter's months. Who began too lately is not judged yet."""
    months = parameters.value("small_job_followed_months", on=since).whole()
    kinds = ("ordinary_hours",)
    followed = in_time = people = 0
    for first, fate in _fates(actor, kinds, since, until):
        limit = months_after(first["starts_on"], months)
        in_time += fate.self_support and fate.on is not None and fate.on <= limit
        followed += limit <= on
        people += 1
    asked = _begun(actor, since, until).filter(kind__in=kinds)
    companies = asked.values("unit__company_id").distinct().count()
    return SmallJobs(months, people, followed, in_time, companies)


def matches(*, actor: Actor) -> dict[int, dict[str, int]]:
    """Stays that began, by year and type of match. One query."""
    type_of = {kind: term.code for term in parameters.terms("match_types") for kind in term.words("kinds")}
    begun = queries.visible(actor=actor).select_related(None).order_by().filter(status__in=_BEGUN)
    found: dict[int, Counter[str]] = defaultdict(Counter)
    rows = begun.annotate(year=YearOf("starts_on")).values("year", "kind").annotate(n=Count("pk"))
    for row in rows:
        found[row["year"]][type_of.get(row["kind"], "other")] += row["n"]
    return {year: dict(found[year]) for year in sorted(found, reverse=True)}


def matches_by_programme(*, actor: Actor, since: date, until: date) -> dict[str, int]:
    """The same stays of one period by the citizen's legal programme. Not by origin: reports may not read it."""
    rows = _begun(actor, since, until).values("person__programme").annotate(n=Count("pk"))
    return {row["person__programme"]: row["n"] for row in rows}


def first_year(*, actor: Actor) -> date | None:
    """The first day of the first stay within reach."""
    found = queries.visible(actor=actor).select_related(None).order_by().aggregate(first=Min("starts_on"))
    day: date | None = found["first"]
    return day


@dataclass(frozen=True)
class StillThere:
    months: int
    asked: int
    still: int
    left: int


def still_in_job(*, actor: Actor) -> list[StillThere]:
    """Of the jobs asked about after so many months: still there, left. Whose answer nobody knows is in neither."""
    still = [term.code for term in parameters.terms("job_check_answers") if term.flag("still")]
    left = [term.code for term in parameters.terms("job_check_answers") if term.flag("final")]
    mine = JobCheck.objects.filter(placement__in=queries.visible(actor=actor)).order_by("months")
    rows = mine.values("months").annotate(
        n=Count("pk"), still=Count("pk", filter=Q(answer__in=still)), left=Count("pk", filter=Q(answer__in=left))
    )
    return [StillThere(row["months"], row["n"], row["still"], row["left"]) for row in rows]
