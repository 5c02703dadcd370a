"""Forecast demand from every source, industries with what is known of them, and the language of the trades."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from django.db.models import Case, Count, DateField, F, Min, Q, QuerySet, Sum, Value, When, Window
from django.db.models.functions import Coalesce, RowNumber
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

    Twelve thousand orders may stand open, so those of an occupation in a quarter are one row here, which no page is
    about; `order_lines` has the first ones one by one. `survey_rows` is the way in for a job barometer: what it
    expects, made by `survey_row`. Four queries."""
    if actor.role not in READERS:
        return []
    found = [*_of_orders(actor, on, until, words), *_foretold(actor, words), *survey_rows]
    return sorted((row for row in found if on <= row.needed_on < until), key=_in_order)


def _in_order(row: rules.Demand) -> tuple[date, str, str]:
    return row.needed_on, row.source, row.title


def _foretold(actor: Actor, words: Vocabulary) -> list[rules.Demand]:
    """What is expected and not ordered yet, whenever it is needed."""
    return [*_of_agreements(actor, words), *_of_plans(actor, words)]


def survey_row(
    *, title: str, industry: str, occupation: str, needed_on: date, number: int, round_id: int | None = None
) -> rules.Demand:
    """One expectation of a survey among companies, as the demand it is; `round_id` is the round that told."""
    return _demand("survey", title, round_id, industry, occupation, needed_on, number)


def _open_orders(actor: Actor, on: date, until: date) -> QuerySet[JobOrder]:
    """With `day`, from when people are needed, and `quarter`, the first day of the quarter it lies in (or `on`).

    What needs people already needs them `on`. Quarters by comparison: a database knows no quarter quickly."""
    in_time = Q(start_earliest=None) | Q(start_earliest__lt=until)
    found = queries.visible_orders(actor=actor).filter(in_time, status="open").order_by()
    begins = rules.quarters(on, until)
    quarter = Case(
        *(When(start_earliest__gte=day, then=Value(day)) for day in reversed(begins[1:])),
        default=Value(begins[0]),
        output_field=DateField(),
    )
    day = Case(When(start_earliest__gt=on, then=F("start_earliest")), default=Value(on), output_field=DateField())
    return found.annotate(day=day, quarter=quarter)


def _of_orders(actor: Actor, on: date, until: date, words: Vocabulary) -> list[rules.Demand]:
    """What one occupation needs in one quarter, told on the first day somebody of it is needed."""
    groups = _open_orders(actor, on, until).values_list("quarter", "industry", "occupation")
    return [
        _demand("order", "", None, told or _industry(words, occupation), occupation, day, places)
        for _quarter, told, occupation, places, day in groups.annotate(Sum("places"), Min("day"))
    ]


def order_lines(
    *, actor: Actor, on: date, until: date, words: Vocabulary, industry: str = "", each: int
) -> list[rules.Demand]:
    """The first open orders of each quarter one by one, at most `each` of them; with `industry` only of that."""
    if actor.role not in READERS:
        return []
    orders = _open_orders(actor, on, until)
    if industry:
        known = [code for code, found in words.occupations.items() if found.industry == industry]
        orders = orders.filter(Q(industry=industry) | Q(industry="", occupation__in=known))
    first = Window(RowNumber(), partition_by=F("quarter"), order_by=(F("day"), F("pk")))
    chosen = [pk for pk, _place in orders.annotate(place=first).filter(place__lte=each).values_list("pk", "place")]
    rows = (
        JobOrder.objects.filter(pk__in=chosen)
        .order_by("pk")
        .values_list("pk", "title", "unit__company__name", "industry", "occupation", "start_earliest", "places")
    )
    found = [
        _demand(
            "order", f"{title}, {company}", pk, told or _industry(words, occupation), occupation,
            max(earliest or on, on), places,
        )
        for pk, title, company, told, occupation, earliest, places in rows
    ]  # fmt: skip
    return sorted(found, key=_in_order)


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
        code: _known(code, orders.get(code, _Year()), forecast[code], campaigns.get(code, (0, 0)), on)
        for code in words.industries
    }
    return rules.ranked(known, weighing(actor=actor, year=year).weights)


@dataclass(frozen=True, slots=True)
class _Year:
    """The orders of an industry that came in the last year: sums, and how many ask for each level of Danish."""

    industry: str = ""
    open_places: int = 0
    asked: int = 0
    filled: int = 0
    open_orders: int = 0
    old_orders: int = 0
    danish: Mapping[int, int] = field(default_factory=dict)


def _orders_of_a_year(actor: Actor, now: datetime) -> dict[str, _Year]:
    """By industry. Two queries that give a row for each industry, and for each level asked for in it."""
    orders = queries.visible_orders(actor=actor) if actor.role in queries.READERS else _orders_of_partners(actor)
    rows = orders.exclude(industry="").filter(received_at__gte=now - _YEAR).order_by()
    usual = timedelta(days=parameters.value("recruitment_trouble_days", on=localdate(now)).whole())
    stands = Q(status="open")
    sums = rows.values("industry").annotate(
        open_places=Coalesce(Sum("places", filter=stands), 0),
        asked=Count("pk", filter=~Q(status="draft")),
        filled=Count("pk", filter=Q(status="filled")),
        open_orders=Count("pk", filter=stands),
        old_orders=Count("pk", filter=stands & Q(received_at__lt=now - usual)),
    )
    levels: dict[str, dict[int, int]] = defaultdict(dict)
    asked = rows.exclude(danish_level=None).values_list("industry", "danish_level").annotate(Count("pk"))
    for industry, level, number in asked:
        levels[industry][level] = number
    return {row["industry"]: _Year(**row, danish=levels[row["industry"]]) for row in sums}


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


def _known(code: str, orders: _Year, forecast: int, campaigns: tuple[int, int], on: date) -> rules.Known:
    return rules.Known(
        open_places=orders.open_places,
        asked=orders.asked,
        filled=orders.filled,
        forecast=forecast,
        campaign_answers=campaigns[0],
        campaign_yes=campaigns[1],
        open_orders=orders.open_orders,
        old_orders=orders.old_orders,
        danish=rules.middle(orders.danish),
        training_weeks=training_weeks(code, on=on),
    )


def phrases(*, actor: Actor, industry: str) -> QuerySet[TradePhrase]:
    """What the partnership has added to the library of an industry, easiest first."""
    if actor.role not in READERS:
        return TradePhrase.objects.none()
    found = TradePhrase.objects.filter(organisation__in=_together(actor), industry=industry)
    return found.select_related("organisation").order_by("danish_level", "pk")
