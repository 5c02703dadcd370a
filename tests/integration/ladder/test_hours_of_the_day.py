"""A plan of hours takes its next step at midnight, for all who read hours, though nobody saves the stay."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from tests.integration.region import NOW, TODAY, Region
from tovholder.placements import gathering, ladder_queries, ladder_services, plan_of_day
from tovholder.placements.facts import Stay
from tovholder.placements.ladder_rules import HoursStep
from tovholder.placements.models import Placement
from tovholder.worklists import boards, items
from tovholder.worklists import queries as worklists

STEP = TODAY + timedelta(days=5)
EVE = STEP - timedelta(days=1)
TWENTY, FULL, NONE = Decimal(20), Decimal(37), Decimal(0)


@pytest.fixture
def stay(region: Region) -> Placement:
    """Twenty hours without pay until the eve, then full time with pay. Saved on a day before, and never again."""
    stay = region.stay(region.person(), consultant=region.member("company_consultant"))
    ladder_services.plan_hours(
        placement_id=stay.pk,
        version=1,
        steps=(HoursStep(stay.starts_on, TWENTY, NONE), HoursStep(STEP, NONE, FULL)),
        actor=region.actor("company_consultant"),
        now=NOW,
    )
    stay.refresh_from_db()
    assert (stay.hours_unpaid, stay.hours_paid) == (TWENTY, NONE)
    stay.follow_ups.create(due_on=STEP)
    return stay


@pytest.mark.parametrize(("on", "unpaid", "paid"), [(EVE, TWENTY, NONE), (STEP, NONE, FULL)])
def test_the_board_tells_the_hours_of_the_day(
    region: Region, stay: Placement, on: date, unpaid: Decimal, paid: Decimal
) -> None:
    columns = boards.board(actor=region.actor("caseworker"), on=on, only=boards.Filter())
    told = [card.stay for column in columns for card in column.cards if card.stay is not None]
    assert [(each.unpaid, each.paid) for each in told] == [(unpaid, paid)]
    held = plan_of_day.hours_on(stay, stay.hours.all(), on)
    assert (held.unpaid, held.paid) == (unpaid, paid)


@pytest.mark.parametrize(("on", "asks"), [(EVE, True), (STEP, False)])
def test_pay_is_asked_for_until_the_day_it_is_paid(region: Region, stay: Placement, on: date, asks: bool) -> None:
    actor = region.actor("company_consultant")
    assert ladder_queries.running(actor=actor, on=on).exists() is asks
    limits = items.limits(NOW + (on - TODAY), on)
    row = worklists.due("follow_up", actor=actor, limits=limits, whose=worklists.Whose()).get()
    assert (row.unpaid_on > 0) is asks


def test_the_ratio_rule_counts_each_step_in_its_days_and_the_stay_once(region: Region, stay: Placement) -> None:
    def taken(starts_on: date, ends_before: date) -> Decimal:
        asked = Stay(kind="work_placement", starts_on=starts_on, ends_before=ends_before)
        counted = gathering.counted_stays([region.workplace.pk], stay=asked)[region.workplace.pk]
        return gathering.most_at_once(counted, asked)

    part = TWENTY / Decimal(37)
    assert taken(TODAY, STEP) == part
    assert taken(STEP, STEP + timedelta(days=9)) == 1
    assert taken(TODAY, STEP + timedelta(days=1)) == 1


def test_a_stay_takes_its_place_also_on_days_its_plan_does_not_name(region: Region) -> None:
    stay = region.stay(region.person(), hours_unpaid=20)
    stay.hours.create(starts_on=STEP, ends_before=stay.ends_before, unpaid=30, paid=0)
    asked = Stay(kind="work_placement", starts_on=TODAY, ends_before=EVE)
    assert len(gathering.counted_stays([region.workplace.pk], stay=asked)[region.workplace.pk]) == 1
