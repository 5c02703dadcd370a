"""One of the first hundred was chosen by a company, and yesterday the placement was agreed on."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from decimal import Decimal
from itertools import chain

from tovholder.simulate import needs, stays, suggestions
from tovholder.simulate.dice import Dice
from tovholder.simulate.facts import Citizen, Fit, Order, Part, Stay, Suggestion
from tovholder.simulate.market import Market, Stretch
from tovholder.simulate.personas import STORY
from tovholder.simulate.region import Staff
from tovholder.simulate.scale import Scale, moment, monday

_PATH = ("contacted", "accepted_by_citizen", "shown_to_company", "interview", "chosen")
_KIND, _WEEKS = "work_placement", 4


def agree_one(
    part: Part, open_today: list[Suggestion], others: Iterable[Suggestion], scale: Scale, staff: Staff, dice: Dice
) -> list[Suggestion]:
    """The same proposals; the first that may, told on to the end, or else the first of `others` that may. Its stay is
    added to the part's. In a small region the dice may leave only proposals for the last place of an order."""
    for one in chain(open_today, others):
        told = _agreed(one, part, scale, staff, dice)
        if told is not None:
            return [each for each in open_today if each is not one] + [told]
    return open_today


def that_could_be(
    part: Part, fits: dict[int, list[Fit]], open_today: list[Suggestion], scale: Scale, staff: Staff, dice: Dice
) -> Iterator[Suggestion]:
    """For open orders with a place to spare: the people who fit and whom nobody has proposed, best first.

    The order of the story comes last: what is told of it shall change only when no other will do."""
    proposed = {one.person for one in open_today} | STORY
    citizens = {citizen.number: citizen for citizen in part.citizens}
    last = moment(scale.today - timedelta(days=1), 15)
    for order in sorted(part.orders, key=lambda order: order.number == 0):
        if not _leaves_a_place(order, part) or needs.since(order) > last - timedelta(days=1):
            continue
        for fit in fits.get(order.number, ()):
            citizen = citizens[fit.person]
            begun = max(order.columns["confirmed_at"], citizen.registered_at, last - timedelta(days=dice.whole(1, 12)))
            if fit.person not in proposed:
                yield suggestions.scored(suggestions.make(order, citizen, (), [begun], None, staff, dice), fit)


def _agreed(one: Suggestion, part: Part, scale: Scale, staff: Staff, dice: Dice) -> Suggestion | None:
    """The proposal told on to the placement; None when it may not be."""
    citizen = next(citizen for citizen in part.citizens if citizen.number == one.person)
    order = part.orders[one.order]
    starts = monday(max(order.columns["start_earliest"], scale.today + timedelta(days=7)))
    if one.person in STORY or not _leaves_a_place(order, part) or not _fits(order, citizen, part, starts):
        return None
    told = _chosen(one, order, citizen, scale, staff, dice)
    told.stay = _stay(told, order, citizen, starts, part, scale, staff, dice).number
    return told


def _leaves_a_place(order: Order, part: Part) -> bool:
    """So that the order stays open, and the list of who fits stands."""
    taken = sum(1 for stay in part.stays if stay.order == order.number and stay.agreed_at is not None)
    return bool(taken + 1 < order.columns["places"])


def _fits(order: Order, citizen: Citizen, part: Part, starts: date) -> bool:
    waits = any(stay.person == citizen.number and stay.columns["status"] == "planned" for stay in part.stays)
    return _KIND in order.columns["kinds"] and starts <= order.columns["start_latest"] and not waits


def _chosen(one: Suggestion, order: Order, citizen: Citizen, scale: Scale, staff: Staff, dice: Dice) -> Suggestion:
    before = moment(scale.today - timedelta(days=1), 12)
    days = suggestions.moments(one.created_at, before, len(_PATH) + 1)
    told = suggestions.make(order, citizen, _PATH, days, None, staff, dice)
    told.score, told.parts = one.score, one.parts
    return told


def _stay(
    told: Suggestion, order: Order, citizen: Citizen, starts: date, part: Part, scale: Scale, staff: Staff, dice: Dice
) -> Stay:
    setting = stays.Setting(Market(part.firms, part.orders), scale, staff)
    stretch = Stretch(_KIND, starts, starts + timedelta(weeks=_WEEKS, days=-2), scale.today, counted=True)
    earlier = [stay for stay in part.stays if stay.person == citizen.number]
    place = setting.market.workplaces[order.workplace]
    stay = stays.make(citizen, earlier[-1] if earlier else None, stretch, place, order, setting, dice)
    at = max(moment(scale.today - timedelta(days=1), 16), told.steps[-1].at + timedelta(minutes=20))
    hours = Decimal(min(order.columns["hours_max"], 37)).quantize(Decimal("0.1"))  # as somebody types it
    stay.number = len(part.stays)
    stay.columns |= {"created_at": at, "hours_unpaid": hours, "hours_paid": Decimal("0.0")}
    stays.agree(stay, at, citizen, staff, scale.today, dice)
    part.stays.append(stay)
    return stay
