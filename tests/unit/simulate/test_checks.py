"""The employer rules asked of the simulated facts: who is there counts, and nobody is agreed without an answer."""

from collections import Counter
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from functools import lru_cache

import pytest

from tovholder.simulate import checks, making
from tovholder.simulate.facts import Part, Stay
from tovholder.simulate.scale import Scale

TODAY = date(2026, 11, 20)


@lru_cache(maxsize=1)
def parts() -> list[Part]:
    return list(making.make(Scale(today=TODAY, people=1000, seed=5, part=300)).parts())


def small_place(part: Part, *stays: Stay) -> Part:
    """The part with these stays only, all at its first workplace: it has one place and tells of no others."""
    place = part.firms[0].workplaces[0]
    months = [(date(2025 + at // 12, at % 12 + 1, 1), Decimal(4), TODAY) for at in range(23)]
    lone = replace(place, fte=4, headcounts=months, stated_stays=(Decimal(0), TODAY - timedelta(days=90)))
    firm = replace(part.firms[0], workplaces=[lone, *part.firms[0].workplaces[1:]])
    return replace(part, firms=[firm, *part.firms[1:]], stays=list(stays))


def full_time(part: Part, stay: Stay, number: int) -> Stay:
    columns = stay.columns | {"hours_unpaid": Decimal(37), "hours_paid": Decimal(0)}
    return replace(stay, number=number, workplace=part.firms[0].workplaces[0].number, columns=columns)


def running_placement() -> tuple[Part, Stay]:
    return next(
        (part, stay)
        for part in parts()
        for stay in part.stays
        if stay.columns["status"] == "started" and stay.columns["kind"] == "work_placement"
    )


def test_a_second_stay_at_a_workplace_with_one_place_is_refused_and_the_first_is_not() -> None:
    part, stay = running_placement()
    found = list(checks.of(small_place(part, full_time(part, stay, 0), full_time(part, stay, 1))))
    assert [any(one.code == "ratio.full" for one in check.agreement.decisions) for check in found] == [False, True]


def test_a_stay_that_nobody_may_answer_for_stops_the_making() -> None:
    part, stay = running_placement()
    without = full_time(part, stay, 0)
    without.columns["purpose"] = ""
    with pytest.raises(ValueError, match="nobody may agree on: purpose"):
        list(checks.of(small_place(part, without)))


def test_few_stays_are_refused_and_every_one_of_them_is_kept_with_its_answer() -> None:
    told = [(check, part.stays[check.stay]) for part in parts() for check in checks.of(part)]
    refused = [(check, stay) for check, stay in told if check.agreement.allowed is False]
    assert 0 < len(refused) < len(told) * 0.03
    assert all(checks.is_kept(check, stay) for check, stay in refused)
    codes = Counter(one.code for check, _ in refused for one in check.agreement.in_the_way if one.refused)
    assert codes["stay.over_cap"] < len(told) * 0.02
