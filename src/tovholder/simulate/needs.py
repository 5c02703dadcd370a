"""What the firms ask for: job orders in their own words and as a profile, over the years and open today."""

from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from tovholder import parameters
from tovholder.simulate import shipped
from tovholder.simulate.dice import Dice, Odds
from tovholder.simulate.facts import Demand, Firm, Order, Workplace
from tovholder.simulate.region import Staff
from tovholder.simulate.scale import Scale, moment, workday
from tovholder.simulate.shipped import Trade

PEOPLE_PER_OPEN_ORDER = 8
SATURDAY = 5

_PLACES = Odds({1: 62.0, 2: 24.0, 3: 9.0, 5: 5.0})
_HOURS = Odds({(37, 37): 44.0, (30, 37): 22.0, (20, 30): 14.0, (15, 25): 8.0, (10, 15): 6.0, (25, 37): 6.0})
_KINDS: Odds[tuple[str, ...]] = Odds(
    {
        ("work_placement",): 18.0,
        ("work_placement", "wage_subsidy_private"): 22.0,
        ("work_placement", "ordinary_hours"): 12.0,
        ("work_placement", "wage_subsidy_private", "ordinary_job"): 18.0,
        ("taster", "work_placement"): 6.0,
        ("igu",): 8.0,
        ("igu", "work_placement"): 5.0,
        ("ordinary_job",): 11.0,
    }
)
# Danish levels on the common scale, by how much the trade asks (ISCO major group).
_DANISH = {
    9: Odds({0: 2.0, 10: 4.0, 20: 5.0, 30: 2.0}),
    8: Odds({10: 1.0, 20: 4.0, 30: 4.0, 40: 1.0}),
    7: Odds({20: 3.0, 30: 5.0, 40: 3.0}),
    6: Odds({10: 2.0, 20: 5.0, 30: 2.0}),
    5: Odds({20: 2.0, 30: 3.0, 40: 5.0, 60: 2.0}),
}
_SKILLED = Odds({40: 2.0, 60: 5.0, 80: 2.0})
STRAINS = {
    "construction": ("heavy_lifting", "heights", "outdoors", "noise", "dust", "bending", "standing"),
    "landscaping": ("outdoors", "heavy_lifting", "bending", "noise", "cold_or_heat"),
    "cleaning": ("chemicals", "standing", "bending", "repetitive", "alone", "night_work", "high_pace"),
    "logistics": ("heavy_lifting", "driving", "night_work", "changing_hours", "high_pace", "cold_or_heat"),
    "kitchen": ("standing", "cold_or_heat", "high_pace", "many_people", "changing_hours", "noise"),
    "retail": ("customers", "many_people", "standing", "changing_hours", "reading"),
    "industry": ("noise", "repetitive", "standing", "high_pace", "night_work"),
    "agriculture": ("outdoors", "heavy_lifting", "animals", "repetitive", "cold_or_heat"),
    "care": ("personal_care", "changing_hours", "heavy_lifting", "reading", "many_people"),
}
PAPERS = {
    "construction": ("driving_b", "scaffolding", "epoxy", "hot_work", "lift_platform"),
    "landscaping": ("driving_b", "driving_be", "chainsaw", "road_work"),
    "cleaning": ("driving_b",),
    "logistics": ("driving_b", "driving_c", "forklift", "forklift_a", "adr", "professional_driver"),
    "kitchen": ("hygiene",),
    "retail": ("hygiene", "forklift_a"),
    "industry": ("forklift", "welding", "hygiene"),
    "agriculture": ("driving_b", "spraying"),
    "care": ("driving_b", "moving_people", "first_aid", "hygiene"),
}
_MONTHS = (
    "januar",
    "februar",
    "marts",
    "april",
    "maj",
    "juni",
    "juli",
    "august",
    "september",
    "oktober",
    "november",
    "december",
)
_LEVELS_IN_WORDS = {0: "0", 10: "0", 20: "1", 30: "2", 40: "2", 60: "3", 80: "4"}


# A draft is the firm's own words; the profile comes when somebody confirms it.
_OF_DRAFTS = frozenset(
    {
        *("title", "words", "industry", "places", "answer_by", "fresh_until"),
        *("status", "received_at", "answered_at", "confirmed_at", "touched_at"),
    }
)


def orders(firms: list[Firm], people: int, scale: Scale, staff: Staff, dice: Dice) -> list[Order]:
    """Open orders, some not confirmed yet, and those of the years before, whose end comes later."""
    now = max(people // PEOPLE_PER_OPEN_ORDER, 4)
    before = now * scale.years
    made: list[Order] = []
    for number in range(now + before):
        firm = dice.one_of(firms)
        workplace = dice.one_of(firm.workplaces)
        received = _received(scale, number < now, dice)
        made.append(_order(number, firm, workplace, received, scale, staff, dice, is_open=number < now))
    return made


def _received(scale: Scale, is_open: bool, dice: Dice) -> date:
    if is_open:
        day = scale.today - timedelta(days=dice.whole(4, 40))
        return day - timedelta(days=max(day.weekday() - 4, 0))
    return workday(dice.day(scale.begins_on, scale.today - timedelta(days=75)))


def _order(
    number: int,
    firm: Firm,
    workplace: Workplace,
    received: date,
    scale: Scale,
    staff: Staff,
    dice: Dice,
    *,
    is_open: bool,
) -> Order:
    trade = dice.one_of(shipped.trades_of_industry()[firm.industry])
    received_by = workplace.municipality if dice.chance(0.85) else dice.weighed(shipped.municipalities())
    taker = dice.one_of(staff.consultants[received_by])
    owner = taker if firm.consultant is None else firm.consultant
    papers = [paper for paper in PAPERS[firm.industry] if dice.chance(0.12)]
    columns = _columns(firm, workplace, trade, received, papers, dice)
    columns |= _standing(received, scale, dice, is_open=is_open)
    draft = columns["status"] == "draft"
    return Order(
        number=number,
        workplace=workplace.number,
        received_by=received_by,
        taken_by=staff.members[owner].body,
        taker=taker,
        owner=owner,
        liaison=dice.one_of(firm.liaisons).number,
        columns={name: value for name, value in columns.items() if name in _OF_DRAFTS} if draft else columns,
        skills=[] if draft else _demands(trade, dice),
        papers=[] if draft else papers,
    )


def _columns(
    firm: Firm, workplace: Workplace, trade: Trade, received: date, papers: list[str], dice: Dice
) -> dict[str, Any]:
    least, most = dice.weighed(_HOURS)
    places = min(dice.weighed(_PLACES), max(1, workplace.fte // 5))
    earliest = workday(received + timedelta(days=dice.whole(16, 40)))
    level = dice.weighed(_DANISH.get(trade.grade, _SKILLED))
    strains = sorted(strain for strain in STRAINS[firm.industry] if dice.chance(0.4))
    kinds: list[str] = [*dice.weighed(_KINDS)]
    columns: dict[str, Any] = {
        "title": trade.title.capitalize()[:160],
        "occupation": trade.code,
        "industry": firm.industry,
        "kinds": kinds,
        "strains": strains,
        "danish_level": level if dice.chance(0.92) else None,
        "tasks": _tasks(trade, dice),
        "hours_min": Decimal(least),
        "hours_max": Decimal(most),
        "places": places,
        "start_earliest": earliest,
        "start_latest": earliest + timedelta(days=dice.whole(21, 75)),
        "answer_by": received + timedelta(days=dice.whole(7, 21)) if dice.chance(0.6) else None,
        "fresh_until": _fresh_until(received),
    }
    columns["words"] = _words(firm, workplace, trade, columns, dice)
    return columns


def _fresh_until(received: date) -> date:
    return received + timedelta(days=parameters.value("order_fresh_days", on=received).whole())


def _standing(received: date, scale: Scale, dice: Dice, *, is_open: bool) -> dict[str, Any]:
    """When it came, when the firm got an answer, and whether a human has confirmed the profile."""
    came = moment(received, dice.whole(8, 15), dice.whole(0, 59))
    if is_open and dice.chance(0.08):
        came = _not_answered_since(scale.today, dice)
        fresh = {"fresh_until": _fresh_until(came.date()), "answer_by": None}  # its deadline was set from another day
        return fresh | {
            "status": "draft",
            "received_at": came,
            "answered_at": None,
            "confirmed_at": None,
            "touched_at": came,
        }
    answered = came + timedelta(hours=dice.whole(1, 24) if dice.chance(0.96) else dice.whole(25, 40))
    confirmed = answered + timedelta(hours=dice.whole(0, 20))
    return {
        "status": "open",
        "received_at": came,
        "answered_at": answered,
        "confirmed_at": confirmed,
        "touched_at": confirmed,
    }


def _not_answered_since(today: date, dice: Dice) -> datetime:
    """Some time in the last working day, so that the answer is due today; a few came the day before and are late."""
    days = [day for day in (today - timedelta(days=back) for back in range(1, 6)) if day.weekday() < SATURDAY]
    if dice.chance(0.15):
        return moment(days[1], dice.whole(8, 15), dice.whole(0, 59))
    return moment(days[0], dice.whole(12, 15), dice.whole(0, 59))


def _tasks(trade: Trade, dice: Dice) -> str:
    words = shipped.skill_words()
    return ", ".join(words[code] for code in dice.some_of(trade.essential, 3))


def _demands(trade: Trade, dice: Dice) -> list[Demand]:
    required = dice.some_of(trade.essential, dice.whole(1, min(3, len(trade.essential))))
    useful = dice.some_of(
        [code for code in (*trade.essential, *trade.optional) if code not in required], dice.whole(0, 4)
    )
    return [Demand(code, True, dice.one_of((1, 1, 2))) for code in required] + [
        Demand(code, False, 1) for code in useful
    ]


def _words(firm: Firm, workplace: Workplace, trade: Trade, columns: dict[str, Any], dice: Dice) -> str:
    """What the firm wrote, in Danish; it says what the profile says."""
    texts = shipped.listing("texts")["order"]
    least, most = columns["hours_min"], columns["hours_max"]
    town = next(town.name for town in shipped.towns()[workplace.municipality] if town.postcode == workplace.postcode)
    filled = {
        "firm": firm.name,
        "town": town,
        "places": columns["places"],
        "occupation": trade.title,
        "month": _MONTHS[columns["start_earliest"].month - 1],
        "tasks": columns["tasks"],
        "hours": f"{least}-{most}" if least != most else f"{most}",
    }
    lines = [dice.one_of(texts[piece]).format(**filled) for piece in ("opening", "tasks", "hours")]
    if columns["danish_level"] is not None:
        lines.append(dice.one_of(texts["danish"][_LEVELS_IN_WORDS[columns["danish_level"]]]))
    lines.append(dice.one_of(texts["close"]))
    return " ".join(lines)


def since(order: Order) -> datetime:
    """When the order came."""
    moment_received: datetime = order.columns["received_at"]
    return moment_received
