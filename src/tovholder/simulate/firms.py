"""Invented firms, from one-man firms to hotels: workplaces with monthly headcounts, contacts, one fixed consultant."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from tovholder.companies import rules as company_rules
from tovholder.simulate import shipped
from tovholder.simulate.dice import Dice, Odds
from tovholder.simulate.facts import Firm, Liaison, Workplace
from tovholder.simulate.region import Staff
from tovholder.simulate.scale import Scale, first_of_month, moment

PEOPLE_PER_FIRM = 6
MONTHS = 13  # of headcounts: a rule on additional employment looks twelve months back
SERIALS = 300  # invented company numbers kept for each part

_SIZES = Odds({0: 34.0, 1: 36.0, 2: 22.0, 3: 8.0})
_WORKPLACES = Odds({1: 82.0, 2: 12.0, 3: 6.0})


def firms(part: int, people: int, scale: Scale, staff: Staff, dice: Dice) -> list[Firm]:
    """The firms of one part of the region, about one for every six people."""
    kinds = shipped.listing("firms")["kinds"]
    odds = Odds({kind: float(row["weight"]) for kind, row in kinds.items()})
    made: list[Firm] = []
    serial = part * SERIALS
    for number in range(max(people // PEOPLE_PER_FIRM, len(kinds))):
        industry = odds.things[number] if number < len(kinds) else dice.weighed(odds)
        firm = _firm(serial + number, number, industry, kinds[industry], scale, staff, dice)
        made.append(firm)
    for count, workplace in enumerate(place for firm in made for place in firm.workplaces):
        workplace.number, workplace.p_number = count, company_rules.made_up_p_number(part * SERIALS * 3 + count)
    for count, liaison in enumerate(liaison for firm in made for liaison in firm.liaisons):
        liaison.number = count
    return made


def _firm(
    serial: int, number: int, industry: str, kind: dict[str, Any], scale: Scale, staff: Staff, dice: Dice
) -> Firm:
    words = shipped.listing("firms")
    size = kind["sizes"][min(dice.weighed(_SIZES), len(kind["sizes"]) - 1)]
    name = dice.one_of(kind["names"]).format(dice.one_of(words["roots"]))
    home = dice.one_of(shipped.towns()[dice.weighed(shipped.municipalities())])
    several = dice.weighed(_WORKPLACES) if size[0] > 5 else 1
    places = [home, *(dice.one_of(shipped.towns()[dice.weighed(shipped.municipalities())]) for _ in range(several - 1))]
    return Firm(
        number=number,
        cvr=company_rules.made_up_cvr(serial),
        name=f"{name} {dice.one_of(kind['forms'])}",
        industry=industry,
        db_code=kind["db"],
        body="",
        consultant=dice.maybe(0.9, dice.one_of(staff.consultants[home.municipality])),
        created_at=moment(scale.begins_on, 9),
        workplaces=[_workplace(name, town, size, several, scale, dice) for town in places],
        liaisons=[_liaison(words["titles"], dice) for _ in range(1 if size[1] < 25 else dice.whole(1, 3))],
    )


def _workplace(name: str, town: shipped.Town, size: list[int], several: int, scale: Scale, dice: Dice) -> Workplace:
    fte = dice.whole(*size)
    return Workplace(
        number=0,
        p_number="",
        name=f"{name}, {town.name}" if several > 1 else name,
        street=f"{dice.one_of(shipped.listing('firms')['streets'])} {dice.whole(1, 140)}",
        postcode=town.postcode,
        municipality=town.municipality,
        fte=fte,
        headcounts=_headcounts(fte, scale.today, dice) if dice.chance(0.86) else [],
        stated_stays=_stated_stays(scale.today, dice) if dice.chance(0.55) else None,
    )


def _headcounts(fte: int, today: date, dice: Dice) -> list[tuple[date, Decimal, date]]:
    """A year of months with a season in it. One firm in ten has not told the last month."""
    told: list[tuple[date, Decimal, date]] = []
    for back in range(MONTHS, 1 if dice.chance(0.1) else 0, -1):
        month = first_of_month(today, back)
        season = 1.08 if month.month in (5, 6, 7, 8) else 1.0
        count = max(fte * season * (0.94 + 0.12 * dice.roll()), 0.5)
        told.append((month, Decimal(f"{count:.2f}"), first_of_month(today, back - 1) + timedelta(days=9)))
    return [row for row in told if row[2] <= today]


def _stated_stays(today: date, dice: Dice) -> tuple[Decimal, date]:
    """What the employer has from others; sometimes told too long ago to count."""
    return Decimal(dice.one_of(("0", "0", "0", "0.5", "1"))), today - timedelta(days=dice.whole(2, 150))


def _liaison(titles: list[str], dice: Dice) -> Liaison:
    names = shipped.listing("staff_names")
    given, family = dice.one_of(names["given"]), dice.one_of(names["family"])
    return Liaison(
        number=0,
        name=f"{given} {family}",
        title=dice.one_of(titles),
        phone=telephone(dice),
        email="",
    )


def telephone(dice: Dice) -> str:
    """Eight digits that begin with 00: no Danish number does."""
    return f"00 {dice.whole(0, 99):02} {dice.whole(0, 99):02} {dice.whole(0, 99):02}"
