"""The stays of one life at companies: a ladder from a taste of work to a job, with steps, hours and follow-ups."""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from tovholder.placements import facts, gathering, rules
from tovholder.placements.services import rhythm
from tovholder.simulate import shipped
from tovholder.simulate.dice import Dice, Odds
from tovholder.simulate.facts import Citizen, Order, Stay, Step, Visit, Workplace
from tovholder.simulate.market import Market, Stretch
from tovholder.simulate.region import Staff
from tovholder.simulate.scale import Scale, moment, monday, workday

COUNTED = frozenset({"taster", "intro_placement", "work_placement", "language_placement", "wage_subsidy_private"})
UNPAID = frozenset({"taster", "intro_placement", "work_placement", "language_placement"})

_STILL_LATE = timedelta(days=18)  # no follow-up stays open longer than this
_SHARE_LATE = 0.05
_FIRST_OFFER = 60
_SHARE_OVER_CAP = 0.08  # of those that would be too long: agreed all the same, for a reason

_FIRST = Odds({"taster": 10.0, "intro_placement": 18.0, "work_placement": 52.0, "language_placement": 20.0})
_SECOND = Odds(
    {"work_placement": 38.0, "wage_subsidy_private": 26.0, "igu": 10.0, "ordinary_hours": 16.0, "ordinary_job": 10.0}
)
_LATER = Odds(
    {"work_placement": 16.0, "wage_subsidy_private": 22.0, "igu": 10.0, "ordinary_hours": 18.0, "ordinary_job": 34.0}
)
_WEEKS = {
    "taster": (1, 2),
    "intro_placement": (4, 6),
    "work_placement": (4, 13),
    "language_placement": (4, 13),
    "wage_subsidy_private": (13, 26),
    "igu": (104, 104),
    "ordinary_hours": (13, 40),
    "ordinary_job": (20, 70),
}
# Days between stays, by how far the person is from a job, when sixteen things happen to a person.
_GAPS = {
    "self_supporting": (20, 240),
    "job_ready": (30, 420),
    "education": (120, 900),
    "women_under_50": (160, 1000),
    "aged_50_plus": (160, 1000),
    "special_support": (700, 3000),
    "physical": (400, 2000),
    "young": (120, 800),
    "unknown": (200, 1200),
}
_GOOD_ENDS = {
    "ordinary_job": Odds({"ordinary_job_elsewhere": 5.0, "goal_reached": 3.0, "education": 2.0}),
    "ordinary_hours": Odds({"ordinary_job_here": 4.0, "goal_reached": 3.0, "ordinary_hours": 3.0}),
    "igu": Odds({"ordinary_job_here": 6.0, "education": 2.0, "apprenticeship": 2.0}),
}
_ENDS = Odds(
    {
        "ordinary_job_here": 16.0,
        "ordinary_job_elsewhere": 8.0,
        "ordinary_hours": 12.0,
        "wage_subsidy": 14.0,
        "igu": 6.0,
        "new_placement": 18.0,
        "goal_reached": 10.0,
        "education": 4.0,
        "goal_not_reached": 12.0,
    }
)
_EARLY = Odds(
    {
        ("stopped_by_citizen", "childcare"): 10.0,
        ("stopped_by_citizen", "transport"): 12.0,
        ("stopped_by_company", "no_tasks"): 14.0,
        ("stopped_by_company", "danish_too_hard"): 10.0,
        ("absent", "absence"): 18.0,
        ("could_not_go_on", "illness"): 12.0,
        ("could_not_go_on", "birth"): 4.0,
        ("ordinary_job_elsewhere", "found_job"): 14.0,
        ("company_closed", "no_tasks"): 3.0,
        ("moved", "moved"): 3.0,
    }
)
NEXT_STEPS = {
    "ordinary_job_here": "aftercare",
    "ordinary_job_elsewhere": "aftercare",
    "ordinary_hours": "more_hours",
    "education": "education",
    "apprenticeship": "education",
    "igu": "igu",
    "wage_subsidy": "wage_subsidy",
    "new_placement": "new_placement",
    "goal_reached": "ordinary_job",
    "goal_not_reached": "talk",
    "stopped_by_citizen": "talk",
    "stopped_by_company": "new_placement",
    "absent": "talk",
    "could_not_go_on": "visitation",
    "moved": "closed",
    "company_closed": "new_placement",
}


@dataclass(frozen=True)
class Setting:
    """Where a life is lived."""

    market: Market
    scale: Scale
    staff: Staff


def stays(citizen: Citizen, setting: Setting, dice: Dice) -> list[Stay]:
    """From the first talk until the case closed or today; the last one may be running or yet to come."""
    end = citizen.closed[0] if citizen.closed else setting.scale.today
    gap = setting.scale.gap(_GAPS[citizen.leaning])
    cursor = citizen.registered_at.date() + timedelta(days=_until_first_offer(gap, dice))
    found: list[Stay] = []
    while cursor < end:
        stay = _next(citizen, found, cursor, setting, dice)
        if stay is None and not found:
            cursor += timedelta(days=28)  # no room anywhere: asked again next month
            continue
        if stay is None or (citizen.closed and _last_day(stay) > end):
            break
        found.append(stay)
        if stay.columns["status"] not in ("ended", "ended_early", "cancelled"):
            break
        cursor = _last_day(stay) + timedelta(days=dice.whole(*gap) + 7)
    return found


def _until_first_offer(gap: tuple[int, int], dice: Dice) -> int:
    """Days. The law wants a first offer within a month of the takeover; most come about then, a few months late."""
    days = dice.whole(*gap)
    if days <= _FIRST_OFFER:
        return days
    return dice.whole(_FIRST_OFFER, 240) if dice.chance(_SHARE_LATE) else dice.whole(21, _FIRST_OFFER)


def _last_day(stay: Stay) -> date:
    if stay.columns["status"] == "cancelled":
        return stay.steps[-1].at.date()
    last: date = stay.columns["ended_on"] or stay.columns["ends_before"] or date(9999, 1, 1)
    return last


def _next(citizen: Citizen, before: list[Stay], cursor: date, setting: Setting, dice: Dice) -> Stay | None:
    employed = _employed_at(before, setting.market)
    stretch = replace(_stretch(citizen, before, monday(cursor), setting.scale.today, dice), not_at=employed)
    industry = shipped.trades()[citizen.trade].industry
    order = setting.market.order_for(industry, stretch, citizen, dice) if dice.chance(0.85) else None
    place = (
        setting.market.workplaces[order.workplace] if order else setting.market.workplace_for(industry, stretch, dice)
    )
    if place is None:
        return None
    if not citizen.closed or (stretch.ends_before and stretch.ends_before <= citizen.closed[0]):
        setting.market.settle(place, stretch, order)
    stay = make(citizen, before[-1] if before else None, stretch, place, order, setting, dice)
    _live(stay, citizen, setting, dice)
    return stay


def _employed_at(before: list[Stay], market: Market) -> frozenset[int]:
    paid = (stay for stay in before if stay.columns["kind"] not in COUNTED)
    return frozenset(market.firm_of[stay.workplace].number for stay in paid)


def _stretch(citizen: Citizen, before: list[Stay], starts: date, today: date, dice: Dice) -> Stretch:
    kind = _kind(citizen, before, starts, today, dice)
    weeks = dice.whole(*_WEEKS[kind])
    ends: date | None = starts + timedelta(weeks=weeks, days=-2)  # whole weeks, Monday to Friday
    if kind == "ordinary_job" and not citizen.closed and dice.chance(0.6):
        ends = None
    ends = _within_cap(kind, starts, ends, citizen, dice)
    return Stretch(kind, starts, ends, starts - timedelta(days=dice.whole(11, 24)), kind in COUNTED)


def _within_cap(kind: str, starts: date, ends: date | None, citizen: Citizen, dice: Dice) -> date | None:
    """As many whole weeks as the rules give this kind and this person; a few stays are longer all the same."""
    case = citizen.case
    group = gathering.target_group(case["programme"], case["benefit"], case["visitation"])
    answer = rules.within_cap(facts.Stay(kind=kind, starts_on=starts, ends_before=ends), target_group=group)
    last = answer.facts.get("last_lawful_day")
    if not answer.refused or not isinstance(last, date) or dice.chance(_SHARE_OVER_CAP):
        return ends
    return starts + timedelta(weeks=max(((last - starts).days + 3) // 7, 1), days=-2)


def _kind(citizen: Citizen, before: list[Stay], starts: date, today: date, dice: Dice) -> str:
    if citizen.leaning == "self_supporting" and (len(before) > 1 or dice.chance(0.25)):
        return "ordinary_job"
    odds = (_FIRST, _SECOND)[len(before)] if len(before) < 2 else _LATER
    kind = dice.weighed(odds)
    if kind == "igu" and not _may_begin_igu(citizen, before, starts):
        return "wage_subsidy_private"
    return kind


def _may_begin_igu(citizen: Citizen, before: list[Stay], starts: date) -> bool:
    """Well inside every version of the law: 18 to 39 years, under five years of residence, none before, one's adult."""
    residence: date = citizen.case["residence_from"]
    here = (starts - residence).days
    had = any(stay.columns["kind"] in ("igu", "ordinary_job") for stay in before)
    group = citizen.case["residence_group"]
    return 21 <= citizen.age < 40 and here < 5 * 365 and not had and group in ("refugee", "family_of_refugee")


def make(
    citizen: Citizen,
    before: Stay | None,
    stretch: Stretch,
    place: Workplace,
    order: Order | None,
    setting: Setting,
    dice: Dice,
) -> Stay:
    """The stay as it was planned."""
    consultant = dice.one_of(setting.staff.consultants[citizen.municipality])
    columns = _planned(stretch, order, citizen, dice)
    liaisons = setting.market.firm_of[place.number].liaisons
    return Stay(
        number=0,
        person=citizen.number,
        workplace=place.number,
        order=order.number if order else None,
        previous=before.number if before and before.columns["status"] != "cancelled" else None,
        consultant=consultant,
        liaison=dice.one_of(liaisons).number,
        columns=columns,
    )


def _planned(stretch: Stretch, order: Order | None, citizen: Citizen, dice: Dice) -> dict[str, Any]:
    unpaid, paid = _hours(stretch.kind, citizen, dice)
    return {
        "kind": stretch.kind,
        "purpose": _purpose(stretch.kind, paid, dice),
        "status": "planned",
        "starts_on": stretch.starts_on,
        "ends_before": stretch.ends_before,
        "hours_unpaid": unpaid,
        "hours_paid": paid,
        "tasks": order.columns["tasks"] if order else "",
        "goals": dice.one_of(shipped.listing("texts")["goals"]),
        "ended_on": None,
        "outcome": "",
        "end_words": "",
        "next_step": "",
        "next_step_on": None,
        "created_at": moment(workday(stretch.starts_on - timedelta(days=9)), 10),
    }


def _hours(kind: str, citizen: Citizen, dice: Dice) -> tuple[Decimal, Decimal]:
    most = int(citizen.case["hours_max"] or 30)
    if kind in UNPAID:
        paid = Decimal(dice.one_of((0, 0, 0, 3, 5, 8))) if kind == "work_placement" else Decimal(0)
        return Decimal(max(min(most, 37) - int(paid), 5)), paid
    if kind == "ordinary_hours":
        return Decimal(0), Decimal(dice.one_of((6, 8, 10, 12, 15)))
    return Decimal(0), Decimal(max(min(most, 37), 25))


def _purpose(kind: str, paid: Decimal, dice: Dice) -> str:
    purposes = {
        "taster": ("clarifying",),
        "intro_placement": ("clarifying", "training"),
        "language_placement": ("training", "clarifying"),
        "work_placement": ("paid_hours", "training", "clarifying"),
    }
    found = dice.one_of(purposes[kind]) if kind in purposes else ""
    return "training" if found == "paid_hours" and not paid else found


def _live(stay: Stay, citizen: Citizen, setting: Setting, dice: Dice) -> None:
    """Walk the stay along its lawful steps as far as today lets it come."""
    today = setting.scale.today
    columns = stay.columns
    starts: date = columns["starts_on"]
    if starts - timedelta(days=6) >= today:
        return  # planned, not agreed yet
    if dice.chance(0.04) and starts < today:
        reason = dice.one_of(("found_job", "no_tasks", "transport", "moved"))
        _move(stay, "cancelled", moment(workday(starts - timedelta(days=6)), 13), reason)
        return
    _agree(stay, citizen, setting.staff)
    if starts < today:
        _move(stay, "started", moment(starts, 8))
        _finish(stay, citizen, today, dice)
    stay.visits = _visits(stay, today, dice)


def _agree(stay: Stay, citizen: Citizen, staff: Staff) -> None:
    """A team leader of the person's municipality signs."""
    at = moment(workday(stay.columns["starts_on"] - timedelta(days=6)), 11)
    _move(stay, "agreed", at, by=staff.leaders[citizen.municipality][0])


def agree(stay: Stay, at: datetime, citizen: Citizen, staff: Staff, today: date, dice: Dice) -> None:
    """A stay that is agreed on at a time of its own and waits for its first day."""
    _move(stay, "agreed", at, by=staff.leaders[citizen.municipality][0])
    stay.visits = _visits(stay, today, dice)


def run(stay: Stay, citizen: Citizen, staff: Staff, today: date, dice: Dice) -> None:
    """A stay that goes as planned: agreed, started, and ended when its time is over."""
    starts, ends = stay.columns["starts_on"], stay.columns["ends_before"]
    _agree(stay, citizen, staff)
    _move(stay, "started", moment(starts, 8))
    if ends <= today:
        _end(stay, "ended", ends - timedelta(days=1), "new_placement", "", dice)
    stay.visits = _visits(stay, today, dice)


def _finish(stay: Stay, citizen: Citizen, today: date, dice: Dice) -> None:
    columns = stay.columns
    starts, ends = columns["starts_on"], columns["ends_before"]
    length = ((ends or today) - starts).days
    if ends is not None and length > 14 and dice.chance(0.14):
        stopped = workday(starts + timedelta(days=dice.whole(7, max(length - 6, 7))))
        if stopped < today:
            outcome, reason = dice.weighed(_EARLY)
            _end(stay, "ended_early", stopped, outcome, reason, dice)
            return
    if ends is not None and ends <= today - timedelta(days=3 if dice.chance(0.03) else 0):
        outcome = dice.weighed(_GOOD_ENDS.get(columns["kind"], _ENDS))
        _end(stay, "ended", ends - timedelta(days=1), outcome, "", dice)
    elif length > 30 and dice.chance(0.05) and not citizen.closed:
        since = workday(max(starts + timedelta(days=10), today - timedelta(days=dice.whole(4, 25))))
        if since < today:
            _move(stay, "interrupted", moment(since, 9), dice.one_of(("illness", "childcare", "birth")))


def _end(stay: Stay, status: str, on: date, outcome: str, reason: str, dice: Dice) -> None:
    _move(stay, status, moment(on, 15), reason, dice.one_of(shipped.listing("texts")["ended"]))
    stay.columns |= {
        "ended_on": on,
        "outcome": outcome,
        "end_words": stay.steps[-1].words,
        "next_step": NEXT_STEPS[outcome],
        "next_step_on": workday(on + timedelta(days=dice.whole(7, 21))),
    }


def _move(stay: Stay, target: str, at: Any, reason: str = "", words: str = "", by: int | None = None) -> None:
    stay.steps.append(Step(stay.columns["status"], target, at, stay.consultant if by is None else by, reason, words))
    stay.columns["status"] = target


def _visits(stay: Stay, today: date, dice: Dice) -> list[Visit]:
    """The dates of the method's rhythm. A talk meets the dates that had passed; the end drops what nobody held.

    Talks are held on time but for a few that are days late; only of the newest some have not been held at all."""
    columns = stay.columns
    ended: date | None = columns["ended_on"]
    last = ended or today - timedelta(days=1)
    texts = shipped.listing("texts")["follow_up"]
    waiting = rhythm.dates(columns["starts_on"], columns["ends_before"])
    found: list[Visit] = []
    while waiting and waiting[0] <= last:
        due = waiting[0]
        if ended is None and due > today - _STILL_LATE and dice.chance(_SHARE_LATE):
            break
        held = min(workday(due + timedelta(days=_days_late(dice))), last)
        found.append(Visit(due, held, stay.consultant, dice.one_of(texts)))
        waiting = [day for day in waiting if day > held]
        if not waiting and columns["ends_before"] is None:
            waiting = [rhythm.next_after(held, columns["starts_on"])]
    return found + ([] if ended else [Visit(day, None, None, "") for day in waiting])


def _days_late(dice: Dice) -> int:
    return dice.whole(5, 16) if dice.chance(_SHARE_LATE) else dice.whole(0, 3)
