"""Every read of the company desk, scoped by actor: requests on a clock, the contact history, the ledger of burden.

Company staff of a partnership read each other's, so that a company is one company to all of them (S02-3). A company's
own people read their own requests. What is said about a company names no citizen."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from django.db.models import (
    Case,
    Count,
    DateField,
    DateTimeField,
    Exists,
    F,
    IntegerField,
    Max,
    Min,
    OuterRef,
    Prefetch,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Cast, Coalesce, Greatest, TruncDate
from django.utils.timezone import get_current_timezone, localtime

from tovholder import parameters
from tovholder.accounts import queries as accounts
from tovholder.accounts.actors import SYSTEM_ROLE, Actor
from tovholder.accounts.conflicts import OutOfReach
from tovholder.accounts.models import Membership, Unit
from tovholder.accounts.roles import COMPANY_STAFF, Role
from tovholder.companies import desk_rules, queries, survey_queries
from tovholder.companies.models import (
    Company,
    CompanyAsk,
    CompanyContact,
    CompanyContactEvent,
    CompanyOffer,
    CompanyPromise,
    CompanyRequest,
    HandoverNote,
    JobOrder,
    RequestStep,
)

STAFF = COMPANY_STAFF | {Role.COORDINATOR}
# Who writes down a contact: company staff, and whoever of a business or education unit meets companies (S02-3).
LOGGERS = STAFF | {Role.SCHOOL_CONSULTANT}
STAGES = ("late", "soon", "open", "unanswered", "closed", "escalated", "nobody")


def may_log(actor: Actor) -> bool:
    """May the actor write down a contact with a company, plan a visit, send a need on?"""
    return actor.role == SYSTEM_ROLE or (actor.kind in ("municipality", "secretariat") and actor.role in LOGGERS)


def _partners(field: str, actor: Actor) -> Q:
    partners = accounts.partner_organisations(actor=actor).values("pk")
    return Q(**{field: actor.organisation_id}) | Q(**{f"{field}__in": partners})


def visible_requests(*, actor: Actor) -> QuerySet[CompanyRequest]:
    """Requests of the partnership's companies; for a company contact the own company's."""
    found = CompanyRequest.objects.filter(company__pending_import__isnull=True)
    if actor.role == SYSTEM_ROLE:
        return found
    if actor.role in STAFF:
        return found.filter(_partners("received_by_id", actor) | Q(owner__organisation_id=actor.organisation_id))
    if actor.role == Role.COMPANY_CONTACT:
        return found.filter(company__organisation_id=actor.organisation_id)
    return found.none()


def is_late(now: datetime) -> Q:
    """The same as `desk_rules.stage`, asked of the database."""
    unanswered = Q(answered_at__isnull=True, due_at__lte=now)
    nobody_came = Q(arrived_at__isnull=True, arrive_by__lte=now)
    return Q(closed_at__isnull=True) & (unanswered | nobody_came)


def is_soon(now: datetime) -> Q:
    waits = Q(answered_at__isnull=True) | Q(arrived_at__isnull=True, arrive_by__isnull=False)
    return Q(closed_at__isnull=True, warn_at__lte=now) & waits & ~is_late(now)


def _stage(name: str, now: datetime) -> Q:
    return {
        "late": is_late(now),
        "soon": is_soon(now),
        "open": Q(closed_at__isnull=True),
        "unanswered": Q(closed_at__isnull=True, answered_at__isnull=True),
        "closed": Q(closed_at__isnull=False),
        "escalated": Q(closed_at__isnull=True) & (Q(escalated_at__isnull=False) | is_late(now)),
        "nobody": Q(closed_at__isnull=True, owner__isnull=True),
    }[name]


def requests(
    *, actor: Actor, now: datetime, stage: str = "", kind: str = "", owner_id: int | None = None
) -> QuerySet[CompanyRequest]:
    """Requests by stage, kind and owner."""
    found = visible_requests(actor=actor).select_related("company", "unit", "owner__user", "received_by")
    if stage in STAGES:
        found = found.filter(_stage(stage, now))
    if kind:
        found = found.filter(kind=kind)
    if owner_id is not None:
        found = found.filter(owner_id=owner_id)
    return found


def request(request_id: int, *, actor: Actor) -> CompanyRequest:
    """One request with its history. Raises OutOfReach."""
    steps = RequestStep.objects.select_related("by__user", "owner__user").order_by("at", "pk")
    found = visible_requests(actor=actor).filter(pk=request_id)
    found = found.select_related("company__consultant__user", "unit", "owner__user", "owner__organisation")
    row = found.select_related("received_by").prefetch_related(Prefetch("history", steps)).first()
    if row is None:
        raise OutOfReach("request")
    return row


def locked_request(request_id: int, *, actor: Actor) -> CompanyRequest:
    found = visible_requests(actor=actor).select_for_update(of=("self",)).filter(pk=request_id).first()
    if found is None:
        raise OutOfReach("request")
    return found


def standing(row: CompanyRequest) -> desk_rules.Standing:
    """The request as the rules read it."""
    clock = desk_rules.Clock(row.warn_at, row.due_at, row.arrive_by)
    return desk_rules.Standing(clock, row.answered_at, row.arrived_at, row.closed_at)


def clock_limit(on: date) -> Any:
    return parameters.value("company_request_clock", on=on)


def why(row: CompanyRequest, *, now: datetime) -> Any:
    """The stage of a request with its reason."""
    limit = clock_limit(localtime(row.received_at).date())
    return desk_rules.why(standing(row), now=now, limit=limit)


def stage(row: CompanyRequest, *, now: datetime) -> str:
    return desk_rules.stage(standing(row), now=now)


def visible_events(*, actor: Actor) -> QuerySet[CompanyContactEvent]:
    """The contact history of all units and municipalities of the partnership."""
    found = CompanyContactEvent.objects.filter(company__pending_import__isnull=True)
    if actor.role == SYSTEM_ROLE:
        return found
    return found.filter(_partners("organisation_id", actor)) if actor.role in queries.READERS else found.none()


def events(*, actor: Actor, company_id: int | None = None) -> QuerySet[CompanyContactEvent]:
    """What was talked about with whom, newest first."""
    found = visible_events(actor=actor).filter(cancelled_at__isnull=True)
    if company_id is not None:
        found = found.filter(company_id=company_id)
    related = found.select_related("by__user", "organisation", "company", "next_holder__user")
    day = Coalesce("held_on", "planned_on")
    return related.prefetch_related("units__organisation").annotate(day=day).order_by("-day", "-pk")


def event(event_id: int, *, actor: Actor) -> CompanyContactEvent:
    found = events(actor=actor).filter(pk=event_id).first()
    if found is None:
        raise OutOfReach("contact event")
    return found


def locked_event(event_id: int, *, actor: Actor) -> CompanyContactEvent:
    found = visible_events(actor=actor).select_for_update(of=("self",)).filter(pk=event_id).first()
    if found is None:
        raise OutOfReach("contact event")
    return found


def planned_visits(*, actor: Actor) -> QuerySet[CompanyContactEvent]:
    """Visits to come, and those whose day has gone without a word."""
    return events(actor=actor).filter(held_on__isnull=True)


def joint_visits_held(*, actor: Actor) -> int:
    """How many visits several units have made together (S02: 500 and more)."""
    return visible_events(actor=actor).filter(kind="joint_visit", held_on__isnull=False).count()


def open_steps(*, actor: Actor, company_id: int | None = None) -> QuerySet[CompanyContactEvent]:
    """Next steps agreed with companies that nobody has done yet, due first."""
    found = events(actor=actor, company_id=company_id).filter(next_on__isnull=False, next_done_at__isnull=True)
    return found.order_by("next_on", "pk")


def units(*, actor: Actor) -> QuerySet[Unit]:
    """Units that can take part: those of the partnership's municipalities, the own ones first."""
    if not actor.may(*queries.READERS, Role.ADMINISTRATOR):
        return Unit.objects.none()
    found = Unit.objects.filter(_partners("organisation_id", actor), organisation__kind="municipality")
    own_first = Case(When(organisation_id=actor.organisation_id, then=0), default=1)
    return found.select_related("organisation").order_by(own_first, "organisation__name", "field", "name", "pk")


@dataclass(frozen=True)
class Burden:
    """What lies at a company before the next call: counted in one question."""

    asked: int
    unanswered: int
    promises_open: int
    promises_late: int
    requests_open: int
    requests_late: int
    first_due_at: datetime | None
    last_contact_on: date | None
    offers_open: int
    said: survey_queries.Call | None
    days: int


_BURDEN = ("asked", "unanswered", "promised", "broken", "waiting", "late", "due", "last", "offered")


def burden(company_id: int, *, actor: Actor, now: datetime) -> Burden:
    """The block "before you call": one question, whatever lies there. The caller has reached the company.

    What was asked and promised is told as numbers, whoever asked; requests are those within reach."""
    row = Company.objects.filter(pk=company_id).annotate(**burden_columns(actor=actor, now=now)).first()
    if row is None:
        raise OutOfReach("company")
    return burden_of(row, now=now)


def burden_of(company: Company, *, now: datetime) -> Burden:
    """The same out of a company that was read with `burden_columns`."""
    said = survey_queries.newest_of({name: getattr(company, name) for name in survey_queries.NEWEST})
    counted = (getattr(company, f"burden_{name}") for name in _BURDEN)
    return Burden(*counted, said=said, days=_burden_days(now))


def burden_columns(*, actor: Actor, now: datetime) -> dict[str, Any]:
    """Columns to read with companies."""
    since = now - timedelta(days=_burden_days(now))
    asks, promises = (
        CompanyAsk.objects.filter(company=OuterRef("pk")),
        CompanyPromise.objects.filter(company=OuterRef("pk"), kept_at__isnull=True),
    )
    waiting = visible_requests(actor=actor).filter(company=OuterRef("pk"), closed_at__isnull=True)
    last = visible_events(actor=actor).filter(company=OuterRef("pk"), held_on__isnull=False).order_by("-held_on")
    first_due = _grouped(waiting.filter(answered_at__isnull=True)).annotate(n=Min("due_at")).values("n")
    return {
        "burden_asked": _count(asks.filter(asked_at__gte=since)),
        "burden_unanswered": _count(asks.filter(answered_at__isnull=True)),
        "burden_promised": _count(promises),
        "burden_broken": _count(promises.filter(due_at__lt=now)),
        "burden_waiting": _count(waiting),
        "burden_late": _count(waiting.filter(is_late(now))),
        "burden_due": Subquery(first_due),
        "burden_last": Subquery(last.values("held_on")[:1]),
        "burden_offered": _count(CompanyOffer.objects.filter(company=OuterRef("pk"), status="open")),
        **survey_queries.newest_columns("pk", actor),
    }


def _burden_days(now: datetime) -> int:
    return parameters.value("company_burden_days", on=localtime(now).date()).whole()


def _grouped(rows: QuerySet[Any]) -> QuerySet[Any]:
    return rows.order_by().values("company_id")


def _count(rows: QuerySet[Any]) -> Coalesce:
    return Coalesce(Subquery(_grouped(rows).annotate(n=Count("pk")).values("n")), 0)


def company(company_id: int, *, actor: Actor) -> Company:
    """One company with whom to call there, without its workplaces. Raises OutOfReach."""
    people = CompanyContact.objects.filter(active=True).order_by("-primary", "name")
    found = queries.visible(actor=actor).filter(pk=company_id).select_related("consultant__user")
    row = found.prefetch_related(Prefetch("contacts", people)).first()
    if row is None:
        raise OutOfReach("company")
    return row


def asks(company_id: int, *, actor: Actor, now: datetime) -> QuerySet[CompanyAsk]:
    """Everything anybody has asked of the company in the last days, and what still waits, newest first."""
    if not actor.may(*STAFF):
        return CompanyAsk.objects.none()
    since = now - timedelta(days=parameters.value("company_burden_days", on=localtime(now).date()).whole())
    found = CompanyAsk.objects.filter(company_id=company_id)
    found = found.filter(Q(asked_at__gte=since) | Q(answered_at__isnull=True))
    return found.select_related("organisation", "by__user", "unit").order_by("-asked_at", "-pk")


def promises(company_id: int, *, actor: Actor) -> QuerySet[CompanyPromise]:
    """What the company was promised: open ones first, then the newest."""
    if not actor.may(*STAFF):
        return CompanyPromise.objects.none()
    found = CompanyPromise.objects.filter(company_id=company_id).select_related("organisation", "by__user")
    return found.order_by(F("kept_at").desc(nulls_first=True), "due_at", "pk")


def handovers(company_id: int, *, actor: Actor) -> QuerySet[HandoverNote]:
    """What the one before told the next consultant, newest first."""
    if not actor.may(*STAFF):
        return HandoverNote.objects.none()
    found = HandoverNote.objects.filter(_partners("organisation_id", actor), company_id=company_id)
    return found.select_related("giver__user", "taker__user", "by__user").order_by("-at", "-pk")


REASONS = ("never", "stale", "step", "said")


def to_contact(
    *,
    actor: Actor,
    on: date,
    reason: str = "",
    municipality: str = "",
    industry: str = "",
    mine: bool = False,
    said: Mapping[int, int] | None = None,
) -> QuerySet[Company]:
    """Companies somebody should call, each with `last_on`, `step_on` and whether orders stand open.

    Never contacted: nobody of the partnership has written down a contact, and the company has asked for nothing.
    Stale: none for longer than the limit. Step: what was agreed is due (S18-1, S31-1). Said: it has answered a
    questionnaire that it is ready or in need, `said` by company (`survey_queries.last_turns`), the highest `said_rank`
    first; below nought are those who asked not to be called."""
    if not actor.may(*queries.READERS):
        return Company.objects.none()
    found = queries.search(actor=actor, industry=industry, municipality=municipality).filter(ended_on__isnull=True)
    if mine:
        found = found.filter(consultant_id=actor.membership_id)
    stale = on - timedelta(days=parameters.value("company_stale_days", on=on).whole())
    steps = _steps(actor).filter(next_on__lte=on)
    wanted = {
        "never": ~_heard_of(actor, _EVER),
        "stale": _heard_of(actor, _EVER) & ~_heard_of(actor, stale),
        "step": Q(pk__in=steps.values("company_id")),
        "said": Q(pk__in=[company_id for company_id, rank in (said or {}).items() if rank > 0]),
    }
    # Never heard of is not heard of lately: both together are one condition.
    any_of_them = ~_heard_of(actor, stale) | wanted["step"] | wanted["said"]
    return _with_last(found.filter(wanted.get(reason, any_of_them)), actor).annotate(said_rank=_said_rank(said or {}))


def _heard_of(actor: Actor, since: date) -> Q:
    """Companies with a contact, a request or an order since that day: three lists, each read once."""
    midnight = datetime.combine(since, time(0), tzinfo=get_current_timezone())
    held = visible_events(actor=actor).filter(held_on__gte=since)
    asked = CompanyRequest.objects.filter(received_at__gte=midnight)
    ordered = JobOrder.objects.filter(received_at__gte=midnight)
    return (
        Q(pk__in=held.values("company_id"))
        | Q(pk__in=asked.values("company_id"))
        | Q(pk__in=ordered.values("unit__company_id"))
    )


def _steps(actor: Actor) -> QuerySet[CompanyContactEvent]:
    """What was agreed with companies and is not done yet."""
    agreed = visible_events(actor=actor).filter(next_on__isnull=False)
    return agreed.filter(next_done_at__isnull=True, cancelled_at__isnull=True)


def _said_rank(said: Mapping[int, int]) -> Cast:
    by_rank: dict[int, list[int]] = defaultdict(list)
    for company_id, rank in said.items():
        by_rank[rank].append(company_id)
    ranks = [When(pk__in=ids, then=Value(rank)) for rank, ids in sorted(by_rank.items()) if rank]
    # Cast, as PostgreSQL would take a bare 0 for a column's place when nobody has answered.
    return Cast(Case(*ranks, default=Value(0), output_field=IntegerField()), IntegerField())


_EVER = date(1900, 1, 1)
_NEVER = datetime(1900, 1, 1, tzinfo=UTC)


def _with_last(found: QuerySet[Company], actor: Actor) -> QuerySet[Company]:
    """`newest_at` to order by, `last_on` and `step_on` to show: pages read these two for their own rows alone."""
    held = visible_events(actor=actor).filter(company=OuterRef("pk"), held_on__isnull=False)
    last = {
        "held": _newest(held, "company_id", Cast("held_on", DateTimeField())),
        "asked": _newest(CompanyRequest.objects.filter(company=OuterRef("pk")), "company_id", F("received_at")),
        "ordered": _newest(JobOrder.objects.filter(unit__company=OuterRef("pk")), "unit__company_id", F("received_at")),
    }
    never = Value(_NEVER, output_field=DateTimeField())
    newest = Greatest(*(Coalesce(each, never, output_field=DateTimeField()) for each in last.values()))
    steps = _steps(actor).filter(company=OuterRef("pk")).order_by("next_on")
    return found.annotate(newest_at=newest, step_on=Subquery(steps.values("next_on")[:1])).annotate(
        last_on=_or_nothing()
    )


def _newest(rows: QuerySet[Any], company: str, at: Any) -> Subquery:
    return Subquery(rows.order_by().values(company).annotate(at=Max(at)).values("at"), output_field=DateTimeField())


def _or_nothing() -> Any:
    day = TruncDate("newest_at")
    return Case(When(newest_at__gt=_NEVER, then=day), default=Value(None), output_field=DateField())


def waits_open(*, actor: Actor) -> Exists:
    """Whether something the company was asked still waits, so that nobody calls on top of it."""
    return Exists(CompanyAsk.objects.filter(company=OuterRef("pk"), answered_at__isnull=True))


def open_of(member_id: int, *, actor: Actor) -> dict[str, int]:
    """How much of each kind a colleague holds with companies: for the handover, before anything is moved."""
    held = Membership.objects.filter(pk=member_id)
    if not held.exists():
        raise OutOfReach("member")
    return {
        "companies": Company.objects.filter(consultant_id=member_id).count(),
        "requests": CompanyRequest.objects.filter(owner_id=member_id, closed_at__isnull=True).count(),
        "orders": JobOrder.objects.filter(owner_id=member_id, status__in=("draft", "open")).count(),
        "steps": CompanyContactEvent.objects.filter(
            next_holder_id=member_id, next_on__isnull=False, next_done_at__isnull=True
        ).count(),
    }
