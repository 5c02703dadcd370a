"""Proposals: those that became stays, those that came to nothing, and those that are open today."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from tovholder.simulate import shipped
from tovholder.simulate.dice import Dice, Odds
from tovholder.simulate.facts import Citizen, Fit, Order, Stay, Step, Suggestion
from tovholder.simulate.market import Market, may_be_matched
from tovholder.simulate.needs import since
from tovholder.simulate.region import Staff
from tovholder.simulate.scale import Scale, moment, workday

# How far a proposal came, and how it ended.
_PATHS: Odds[tuple[str, ...]] = Odds(
    {
        ("contacted", "declined_by_citizen"): 22.0,
        ("contacted", "withdrawn"): 8.0,
        ("withdrawn",): 6.0,
        ("contacted", "accepted_by_citizen", "withdrawn"): 8.0,
        ("contacted", "accepted_by_citizen", "shown_to_company", "not_chosen"): 30.0,
        ("contacted", "accepted_by_citizen", "shown_to_company", "interview", "not_chosen"): 20.0,
        ("contacted", "accepted_by_citizen", "shown_to_company", "interview", "declined_by_citizen"): 6.0,
    }
)
_OPEN_PATHS: Odds[tuple[str, ...]] = Odds(
    {
        (): 22.0,
        ("contacted",): 26.0,
        ("contacted", "accepted_by_citizen"): 16.0,
        ("contacted", "accepted_by_citizen", "shown_to_company"): 20.0,
        ("contacted", "accepted_by_citizen", "shown_to_company", "interview"): 14.0,
        ("contacted", "accepted_by_citizen", "shown_to_company", "interview", "chosen"): 3.0,
    }
)
_REASONS = {
    "declined_by_citizen": ("travel", "hours", "tasks", "other_plan", "start_date"),
    "not_chosen": ("other_chosen", "danish", "skills", "licence", "did_not_come"),
    "withdrawn": ("not_available", "order_filled", "no_answer", "other_plan"),
}
_CHOSEN = ("contacted", "accepted_by_citizen", "shown_to_company", "chosen")
_CHOSEN_AFTER_INTERVIEW = ("contacted", "accepted_by_citizen", "shown_to_company", "interview", "chosen")


def of_stay(stay: Stay, order: Order, citizen: Citizen, staff: Staff, dice: Dice) -> Suggestion:
    """The proposal that the stay came of: chosen on the day before the stay was planned, or earlier."""
    path = _CHOSEN_AFTER_INTERVIEW if dice.chance(0.6) else _CHOSEN
    planned: datetime = stay.columns["created_at"]
    begun = max(since(order), citizen.registered_at + timedelta(hours=1), planned - timedelta(days=dice.whole(6, 16)))
    return make(order, citizen, path, moments(begun, planned - timedelta(days=1), len(path) + 1), stay, staff, dice)


def that_failed(
    market: Market, citizens: list[Citizen], scale: Scale, staff: Staff, dice: Dice
) -> Iterator[Suggestion]:
    """For the closed orders: a few people each who were proposed and did not get the place."""
    for order in market.orders:
        if order.columns["status"] not in ("filled", "withdrawn"):
            continue
        for citizen in dice.some_of(_matchable(order, citizens, dice), dice.whole(0, 2)):
            begun = max(since(order), citizen.registered_at) + timedelta(days=dice.whole(1, 6))
            ended = begun + timedelta(days=dice.whole(5, 20))
            if citizen.closed and ended.date() >= citizen.closed[0]:
                continue
            path = dice.weighed(_PATHS)
            yield make(order, citizen, path, moments(begun, ended, len(path) + 1), None, staff, dice)


def that_are_open(
    orders: list[Order],
    citizens: dict[int, Citizen],
    fits: dict[int, list[Fit]],
    scale: Scale,
    staff: Staff,
    dice: Dice,
) -> Iterator[Suggestion]:
    """For the open orders: people whose gates are open now, each proposed once. `fits` is by the order's number."""
    proposed: set[int] = set()
    last = moment(scale.today - timedelta(days=1), 15)
    for order in orders:
        free = [fit for fit in fits.get(order.number, ()) if fit.person not in proposed]
        if since(order) > last - timedelta(days=1):
            continue
        for fit in dice.some_of(free[:6], dice.whole(0, 2)):
            proposed.add(fit.person)
            citizen = citizens[fit.person]
            path = dice.weighed(_OPEN_PATHS)
            begun = max(order.columns["confirmed_at"], citizen.registered_at, last - timedelta(days=dice.whole(1, 12)))
            yield scored(make(order, citizen, path, moments(begun, last, len(path) + 1), None, staff, dice), fit)


def scored(suggestion: Suggestion, fit: Fit) -> Suggestion:
    """With the score and the parts that stood beside the name when it was proposed."""
    suggestion.score, suggestion.parts = fit.score, fit.parts
    return suggestion


def _matchable(order: Order, citizens: list[Citizen], dice: Dice) -> list[Citizen]:
    """From forty people in a row: those who may be proposed and know or want the industry."""
    first = dice.whole(0, len(citizens) - 1)
    near = (citizens[(first + step) % len(citizens)] for step in range(min(40, len(citizens))))
    industry = order.columns["industry"]
    return [
        one
        for one in near
        if may_be_matched(one, order)
        and (shipped.trades()[one.trade].industry == industry or any(wish.industry == industry for wish in one.wishes))
    ]


def moments(begun: datetime, ended: datetime, count: int) -> list[datetime]:
    """`count` moments in order and in working hours: the first at `begun`, the last about `ended`."""
    whole = max((ended - begun).total_seconds(), 0)
    found = [begun]
    for step in range(1, count):
        wanted = (begun + timedelta(seconds=whole * step / (count - 1))).date()
        back = max(wanted.weekday() - 4, 0)
        found.append(max(moment(wanted - timedelta(days=back), 8 + step, 10), found[-1] + timedelta(minutes=20)))
    return found


def make(
    order: Order,
    citizen: Citizen,
    path: tuple[str, ...],
    at_moments: list[datetime],
    stay: Stay | None,
    staff: Staff,
    dice: Dice,
) -> Suggestion:
    """The proposal with its steps: each by the one who would take it, a no with its reason."""
    texts = shipped.listing("texts")
    proposer = order.owner if order.owner is not None else dice.one_of(staff.consultants[order.taken_by])
    own = citizen.contact if citizen.contact is not None else dice.one_of(staff.caseworkers[citizen.municipality])
    steps = [Step("", "proposed", at_moments[0], proposer, "", "")]
    for target, at in zip(path, at_moments[1:], strict=True):
        reasons = _REASONS.get(target)
        by = own if target in ("contacted", "accepted_by_citizen", "declined_by_citizen") else proposer
        reason = dice.one_of(reasons) if reasons else ""
        steps.append(Step(steps[-1].target, target, at, by, reason, dice.one_of(texts["refusal"]) if reasons else ""))
    accepted = next((step.at for step in steps if step.target == "accepted_by_citizen"), None)
    interview = next((step.at for step in steps if step.target == "interview"), None)
    return Suggestion(
        person=citizen.number,
        order=order.number,
        stay=stay.number if stay else None,
        proposed_by=proposer,
        why=dice.one_of(texts["why"]),
        created_at=at_moments[0],
        steps=steps,
        citizen_accepted_at=accepted,
        caseworker_accepted_at=accepted,
        interview_at=workday_moment(interview, dice) if interview else None,
    )


def workday_moment(told: datetime, dice: Dice) -> datetime:
    """An hour for an interview some days after it was agreed."""
    day: date = workday(told.date() + timedelta(days=dice.whole(1, 5)))
    return moment(day, dice.whole(9, 14))
