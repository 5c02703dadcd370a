"""Forecast demand from every source, industries with what is known of them, and the language of the trades."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache
from statistics import median_low

from django.db.models import Count, QuerySet
from django.utils.timezone import localdate

from tovholder import parameters
from tovholder.accounts import queries as accounts
from tovholder.accounts.actors import Actor
from tovholder.accounts.conflicts import OutOfReach
from tovholder.accounts.roles import COMPANY_STAFF, Role
from tovholder.companies import demand_rules as rules
from tovholder.companies import queries
from tovholder.companies.models import (
    CompanyAsk,
    DemandPlan,
    ForecastDemand,
    IndustryChoice,
    IndustryWeights,
    JobOrder,
    PlannedDemand,
    TradePhrase,
)
from tovholder.vocabulary import Vocabulary

READERS = COMPANY_STAFF | {Role.COORDINATOR, Role.STEERING_MEMBER, Role.SCHOOL_CONSULTANT, Role.LANGUAGE_ADVISER}
CHOOSERS = (Role.COORDINATOR, Role.TEAM_LEADER)
_YEAR = timedelta(days=365)


def _together(actor: Actor) -> QuerySet:
    return accounts.partner_organisations(actor=actor).values("pk")


def may_choose(actor: Actor) -> bool:
    """Who chooses the industries of a year: the secretariat, and the team leader of a municipality for its own."""
    return actor.role == Role.COORDINATOR or (actor.kind == "municipality" and actor.role == Role.TEAM_LEADER)


def plans(*, actor: Actor) -> QuerySet[DemandPlan]:
    """Plans and projects of the partnership."""
    if actor.role not in READERS:
        return DemandPlan.objects.none()
    return DemandPlan.objects.filter(organisation__in=_together(actor)).select_related("company", "organisation")


def plan(plan_id: int, *, actor: Actor) -> DemandPlan:
    """One plan with its needs, soonest first. Raises OutOfReach."""
    found = plans(actor=actor).filter(pk=plan_id).first()
    if found is None:
        raise OutOfReach("plan")
    return found


def needs(found: DemandPlan, *, words: Vocabulary) -> list[tuple[PlannedDemand, date]]:
    """What the plan needs, each with the last day its training can begin."""
    rows = PlannedDemand.objects.filter(plan=found).order_by("needed_on", "pk")
    return [(row, _train_by(row.needed_on, _industry(words, row.occupation), row.training_weeks)) for row in rows]


def demands(
    *, actor: Actor, on: date, until: date, words: Vocabulary, survey_rows: Iterable[rules.Demand] = ()
) -> list[rules.Demand]:
    """Everybody needed from `on` to before `until`, by whoever told: open orders, service agreements, plans.

    `survey_rows` is the way in for a job barometer: what it expects, made by `survey_row`. Four queries."""
    if actor.role not in READERS:
        return []
    found = [*_of_orders(actor, on, words), *_foretold(actor, words), *survey_rows]
    return sorted(
        (row for row in found if on <= row.needed_on < until), key=lambda row: (row.needed_on, row.source, row.title)
    )


def _foretold(actor: Actor, words: Vocabulary) -> list[rules.Demand]:
    """What is expected and not ordered yet, whenever it is needed."""
    return [*_of_agreements(actor, words), *_of_plans(actor, words)]


def survey_row(
    *, title: str, industry: str, occupation: str, needed_on: date, number: int, round_id: int | None = None
) -> rules.Demand:
    """One expectation of a survey among companies, as the demand it is; `round_id` is the round that told."""
    return _demand("survey", title, round_id, industry, occupation, needed_on, number)


def _of_orders(actor: Actor, on: date, words: Vocabulary) -> list[rules.Demand]:
    """Read as plain values, and an industry's weeks looked up once a day: twelve thousand orders may stand open."""
    orders = queries.visible_orders(actor=actor).filter(status="open").order_by()
    rows = orders.values_list(
        "pk", "title", "unit__company__name", "industry", "occupation", "start_earliest", "places"
    )
    weeks = cache(lambda industry, day: training_weeks(industry, on=day))
    found = []
    for pk, title, company, told, occupation, earliest, places in rows.iterator(chunk_size=5_000):
        industry, day = told or _industry(words, occupation), max(earliest or on, on)
        name = f"{title}, {company}"
        found.append(_demand("order", name, pk, industry, occupation, day, places, weeks(industry, day)))
    return found


def _of_agreements(actor: Actor, words: Vocabulary) -> list[rules.Demand]:
    rows = ForecastDemand.objects.filter(agreement__organisation__in=_together(actor))
    return [
        _demand(
            "agreement", f"{each.agreement.title}, {each.agreement.company.name}", each.agreement_id,
            _industry(words, each.occupation), each.occupation, each.needed_on, each.number,
        )
        for each in rows.select_related("agreement__company")
    ]  # fmt: skip


def _of_plans(actor: Actor, words: Vocabulary) -> list[rules.Demand]:
    rows = PlannedDemand.objects.filter(plan__organisation__in=_together(actor)).select_related("plan")
    return [
        _demand(
            "plan", each.plan.title, each.plan_id, _industry(words, each.occupation), each.occupation,
            each.needed_on, each.number, each.training_weeks,
        )
        for each in rows
    ]  # fmt: skip


def _demand(
    source: str, title: str, source_id: int | None, industry: str, occupation: str, needed_on: date, number: int,
    weeks: int | None = None,
) -> rules.Demand:  # fmt: skip
    return rules.Demand(
        source=source,
        title=title,
        source_id=source_id,
        industry=industry,
        occupation=occupation,
        needed_on=needed_on,
        number=number,
        train_by=_train_by(needed_on, industry, weeks),
    )


def _industry(words: Vocabulary, occupation: str) -> str:
    known = words.occupation(occupation)
    return known.industry if known else ""


def _train_by(needed_on: date, industry: str, weeks: int | None) -> date:
    told = weeks if weeks is not None else training_weeks(industry, on=needed_on)
    return rules.train_by(needed_on, weeks=told)


def training_weeks(industry: str, *, on: date) -> int:
    """How long people are trained for an industry, else for any."""
    if parameters.is_term("training_lengths", industry, on=on):
        return parameters.term("training_lengths", industry, on=on).whole("weeks")
    return parameters.value("training_weeks", on=on).whole()


@dataclass(frozen=True)
class Weighing:
    """The weights that hold for a year, and the decision behind them (None: the product's own)."""

    weights: dict[str, int]
    decision: IndustryWeights | None


def weighing(*, actor: Actor, year: int) -> Weighing:
    """The partnership's newest weights for the year."""
    decisions = IndustryWeights.objects.filter(organisation__in=_together(actor), year=year)
    newest = decisions.select_related("by__user", "organisation").order_by("-pk").first()
    if newest is not None:
        return Weighing(newest.weights, newest)
    shipped = parameters.value("industry_aim_weights", on=date(year, 1, 1))
    return Weighing({part: shipped.whole(part) for part in rules.PARTS}, None)


def choices(*, actor: Actor, year: int) -> list[IndustryChoice]:
    """All choices for the year that the actor's partnership made, newest first. None for those who may not read."""
    if actor.role not in READERS:
        return []
    found = IndustryChoice.objects.filter(organisation__in=_together(actor), year=year)
    return list(found.select_related("organisation", "by__user").order_by("-pk"))


def choice(*, actor: Actor, year: int) -> IndustryChoice | None:
    """The choice that holds for the actor: the own organisation's newest, else the secretariat's."""
    found = choices(actor=actor, year=year)
    own = (each for each in found if each.organisation_id == actor.organisation_id)
    common = (each for each in found if each.organisation.kind in ("secretariat", "authority"))
    return next(own, None) or next(common, None)


def ranking(*, actor: Actor, year: int, now: datetime, words: Vocabulary) -> tuple[rules.Aim, ...]:
    """All industries of the vocabulary, ranked for the year, each with its reasons."""
    on = localdate(now)
    forecast: Counter[str] = Counter()
    if actor.role in READERS:
        for row in _foretold(actor, words):
            forecast[row.industry] += row.number if on <= row.needed_on < on + _YEAR else 0
    orders = _orders_of_a_year(actor, now)
    campaigns = _campaigns(actor, now)
    known = {
        code: _known(code, orders.get(code, []), forecast[code], campaigns.get(code, (0, 0)), now)
        for code in words.industries
    }
    return rules.ranked(known, weighing(actor=actor, year=year).weights)


_Order = tuple[str, str, int, int | None, datetime]  # industry, status, places, Danish asked, received


def _orders_of_a_year(actor: Actor, now: datetime) -> dict[str, list[_Order]]:
    orders = queries.visible_orders(actor=actor) if actor.role in queries.READERS else _orders_of_partners(actor)
    rows = orders.exclude(industry="").filter(received_at__gte=now - _YEAR).order_by()
    by_industry: dict[str, list[_Order]] = defaultdict(list)
    for row in rows.values_list("industry", "status", "places", "danish_level", "received_at"):
        by_industry[row[0]].append(row)
    return by_industry


def _orders_of_partners(actor: Actor) -> QuerySet[JobOrder]:
    """For those who steer and see no single order: only sums of these leave this module."""
    return JobOrder.objects.filter(pending_import__isnull=True, taken_by__in=_together(actor))


def _campaigns(actor: Actor, now: datetime) -> dict[str, tuple[int, int]]:
    """(answers, of these yes) to campaigns of the last year, by the company's industry."""
    asks = CompanyAsk.objects.filter(
        organisation__in=_together(actor), kind="campaign", answered_at__gte=now - _YEAR, answer__in=("yes", "no")
    )
    found: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    for industry, answer, number in asks.order_by().values_list("company__industry", "answer").annotate(n=Count("pk")):
        found[industry][0] += number
        found[industry][1] += number if answer == "yes" else 0
    return {industry: (answers, yes) for industry, (answers, yes) in found.items()}


def _known(
    code: str, orders: Sequence[_Order], forecast: int, campaigns: tuple[int, int], now: datetime
) -> rules.Known:
    on = localdate(now)
    standing = [row for row in orders if row[1] == "open"]
    usual = timedelta(days=parameters.value("recruitment_trouble_days", on=on).whole())
    levels = [level for _, _, _, level, _ in orders if level is not None]
    asked = [row for row in orders if row[1] != "draft"]
    return rules.Known(
        open_places=sum(places for _, _, places, _, _ in standing),
        asked=len(asked),
        filled=sum(status == "filled" for _, status, *_ in asked),
        forecast=forecast,
        campaign_answers=campaigns[0],
        campaign_yes=campaigns[1],
        open_orders=len(standing),
        old_orders=sum(received < now - usual for *_, received in standing),
        danish=median_low(levels) if levels else None,
        training_weeks=training_weeks(code, on=on),
    )


def phrases(*, actor: Actor, industry: str) -> QuerySet[TradePhrase]:
    """What the partnership has added to the library of an industry, easiest first."""
    if actor.role not in READERS:
        return TradePhrase.objects.none()
    found = TradePhrase.objects.filter(organisation__in=_together(actor), industry=industry)
    return found.select_related("organisation").order_by("danish_level", "pk")
