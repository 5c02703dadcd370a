"""The quarter's memo to the committees (S24-6): each target with what is counted in the database, and of how many.

Small numbers are not told: the memo is read by politicians. And young people with or without a job beside school."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cached_property

from django.db.models import Count, Q, QuerySet
from django.utils.timezone import localdate, make_aware

from tovholder import parameters
from tovholder.accounts.actors import Actor
from tovholder.base.decision import Decision
from tovholder.base.period import months_after
from tovholder.companies import campaigns_queries
from tovholder.companies.models import CompanyOffer
from tovholder.parameters import Term
from tovholder.pathways import method_queries, support_queries
from tovholder.pathways import support_rules as rules
from tovholder.pathways.models import AroundPerson, Arrival, Measurement, PlanPart
from tovholder.pathways.plans_queries import SELF_SUPPORT
from tovholder.pathways.support_rules import Share
from tovholder.people import queries as people
from tovholder.people.models import Person
from tovholder.placements import queries as placements
from tovholder.placements.models import Placement

LEAST = 5  # the smallest count that is told
_BEGUN = ("started", "interrupted", "ended", "ended_early")
_YEARS_OF_STAY = 3
_WORKING = ("ordinary", "flex")


@dataclass(frozen=True)
class Period:
    """A quarter: its first day, and the day after its last."""

    since: date
    until: date

    @property
    def last(self) -> date:
        return self.until - timedelta(days=1)

    @property
    def day(self) -> date:
        """The day on which it is looked at who is where: the last one, or today while the quarter runs."""
        return min(self.last, localdate())

    @property
    def year_before(self) -> "Period":
        return Period(months_after(self.since, -12), months_after(self.until, -12))

    def moments(self) -> tuple[datetime, datetime]:
        return make_aware(datetime.combine(self.since, time())), make_aware(datetime.combine(self.until, time()))


@dataclass(frozen=True)
class Row:
    """One target: the counted share, whether it may be told, and how it stands."""

    term: Term
    share: Share
    is_told: bool
    standing: Decision


@dataclass(frozen=True)
class Shares:
    """Whose cases, and which quarter. What several targets are counted from is asked once."""

    actor: Actor
    period: Period

    @cached_property
    def offered(self) -> support_queries.Offered:
        return support_queries.offered(actor=self.actor, since=self.period.since, until=self.period.until)

    @property
    def year_before(self) -> "Shares":
        return Shares(self.actor, self.period.year_before)


def memo(*, actor: Actor, period: Period) -> list[Row]:
    """All targets that held on the quarter's last day, each counted."""
    shares = Shares(actor, period)
    return [_row(term, shares) for term in parameters.terms("memo_targets", on=period.last)]


def _row(term: Term, shares: Shares) -> Row:
    count, attributes = _COUNTED[term.code], term.attributes
    rise = term.whole("rise") if "rise" in attributes else None
    share = count(shares)
    if rise is not None:
        share = Share(share.number, share.of, before=count(shares.year_before))
    percent = term.whole("percent") if "percent" in attributes else None
    is_told = share.of == 0 or term.flag("of_staff") or rules.least_shown(share, least=LEAST)
    return Row(term, share, is_told, rules.against_target(share, percent=percent, rise=rise))


def _kinds(*families: str) -> list[str]:
    every = parameters.terms("placement_kinds")
    return list(dict.fromkeys(term.code for term in every if term.text("family") in families))


def _stays(actor: Actor) -> QuerySet[Placement]:
    return placements.visible(actor=actor).select_related(None).order_by().filter(status__in=_BEGUN)


def _living_by(actor: Actor, families: tuple[str, ...], on: date) -> QuerySet[Placement]:
    """Stays of these families that run on the day."""
    running = Q(ended_on__isnull=True) | Q(ended_on__gt=on)
    running &= Q(ends_before__isnull=True) | Q(ends_before__gt=on)
    return _stays(actor).filter(running, kind__in=_kinds(*families), starts_on__lte=on)


def _own(actor: Actor, on: date) -> QuerySet[Person]:
    """Cases open on the day: taken over or written down by then, not moved here later, and not closed."""
    found = people.visible(actor=actor).filter(organisation_id=actor.organisation_id)
    night = make_aware(datetime.combine(on + timedelta(days=1), time()))
    found = found.filter(Q(takeover_on__lte=on) | Q(created_at__lt=night))
    came_later = Arrival.objects.filter(on__gt=on).values("person_id")
    return found.filter(Q(closed_on__isnull=True) | Q(closed_on__gt=on)).exclude(pk__in=came_later).order_by()


def _share(of: QuerySet[Person], stays: QuerySet[Placement]) -> Share:
    counted = of.aggregate(of=Count("pk"), n=Count("pk", filter=Q(pk__in=stays.values("person_id"))))
    return Share(counted["n"], counted["of"])


def _self_supporting(shares: Shares) -> Share:
    programme = _own(shares.actor, shares.period.day).exclude(programme="")
    return _share(programme, _living_by(shares.actor, SELF_SUPPORT, shares.period.day))


def _employed(shares: Shares) -> Share:
    since = months_after(shares.period.day, -12 * _YEARS_OF_STAY)
    stayed = _own(shares.actor, shares.period.day).filter(residence_from__lte=since)
    return _share(stayed, _living_by(shares.actor, _WORKING, shares.period.day))


def _job_after(shares: Shares) -> Share:
    """Of the company-near stays that ended in the quarter: how many ended in an ordinary job."""
    ended = _stays(shares.actor).filter(kind__in=support_queries.near_kinds())
    ended = ended.filter(ended_on__gte=shares.period.since, ended_on__lt=shares.period.until)
    jobs = Count("pk", filter=Q(outcome__in=("ordinary_job_here", "ordinary_job_elsewhere")))
    counted = ended.aggregate(of=Count("pk"), n=jobs)
    return Share(counted["n"], counted["of"])


def _citizens(shares: Shares) -> Share:
    return shares.offered.citizens


def _companies(shares: Shares) -> Share:
    return shares.offered.companies


def _free_time_jobs(shares: Shares) -> Share:
    return _share(_young(shares.actor, shares.period.day), _living_by(shares.actor, ("ordinary",), shares.period.day))


def _course_thinking(shares: Shares) -> Share:
    """Of those with a step at a company in the plan: how many have several, one after the other."""
    own = _own(shares.actor, shares.period.day).values("pk")
    steps = PlanPart.objects.filter(kind="company", person__in=own, added_at__lt=shares.period.moments()[1])
    counted = [row["n"] for row in steps.order_by().values("person").annotate(n=Count("pk"))]
    return Share(sum(number > 1 for number in counted), len(counted))


def _progression(shares: Shares) -> Share:
    """Of the open cases: how many had a sheet answered in the quarter."""
    since, until = shares.period.moments()
    asked = Measurement.objects.filter(done_at__gte=since, done_at__lt=until).values("person_id")
    counted = _own(shares.actor, shares.period.day).aggregate(of=Count("pk"), n=Count("pk", filter=Q(pk__in=asked)))
    return Share(counted["n"], counted["of"])


def _methods(shares: Shares) -> Share:
    return method_queries.everywhere(actor=shares.actor)


_COUNTED: dict[str, Callable[[Shares], Share]] = {
    "self_supporting": _self_supporting,
    "employed_three_years": _employed,
    "job_after_activation": _job_after,
    "citizens_offered_mentor": _citizens,
    "companies_offered_mentor": _companies,
    "free_time_jobs": _free_time_jobs,
    "course_thinking": _course_thinking,
    "progression": _progression,
    "methods": _methods,
}


def _young(actor: Actor, on: date) -> QuerySet[Person]:
    """Own cases of an age for a job beside school."""
    rule = parameters.value("young_workers", on=on)
    oldest, youngest = (months_after(on, -12 * rule.whole(name)) for name in ("below_age", "from_age"))
    return _own(actor, on).filter(born_on__gt=oldest, born_on__lte=youngest)


@dataclass(frozen=True)
class Young:
    """One young person: what the rules say of work at that age, the job there is, and who at the youth guidance."""

    person: Person
    may: Decision
    stay: Placement | None
    hours: Decision | None
    guidance: AroundPerson | None


def young(*, actor: Actor, on: date) -> QuerySet[Person]:
    """For the page, by name."""
    return _young(actor, on).select_related("contact__user").order_by("given_name", "family_name", "pk")


def with_jobs(rows: list[Person], *, actor: Actor, on: date) -> list[Young]:
    """What the page tells of each, in two queries."""
    ids = [row.pk for row in rows]
    stays = _living_by(actor, ("ordinary",), on).filter(person_id__in=ids).select_related("unit__company")
    jobs = {stay.person_id: stay for stay in stays}
    helpers = AroundPerson.objects.filter(person_id__in=ids, role="youth_guidance").filter(people.in_force(on))
    guidance = {row.person_id: row for row in helpers}
    return [_one(row, jobs.get(row.pk), guidance.get(row.pk), on) for row in rows]


def _one(person: Person, stay: Placement | None, guidance: AroundPerson | None, on: date) -> Young:
    born_on = person.born_on or on  # _young asks for those whose day is known
    hours = rules.young_hours(hours=float(stay.hours_paid), on=on) if stay else None
    return Young(person, rules.young_work(born_on=born_on, on=on), stay, hours, guidance)


def openings(*, actor: Actor, on: date) -> list[CompanyOffer]:
    """Free-time jobs that companies have opened."""
    rows = campaigns_queries.offers(actor=actor, kind="free_time_job")
    still = Q(ends_before__isnull=True) | Q(ends_before__gt=on)
    return list(rows.filter(still).order_by("ends_before", "pk"))
