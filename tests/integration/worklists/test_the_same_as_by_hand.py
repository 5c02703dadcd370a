"""Boards and worklists over random cases say what the slow definition says, whatever the queries behind them."""

from collections import Counter, defaultdict
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.utils import timezone

from tests.conftest import FULL, ON_POSTGRESQL
from tests.integration.region import NOW, TODAY, Region
from tests.integration.worklists import plain
from tests.integration.worklists.crowd import Crowd
from tovholder.accounts import queries as accounts
from tovholder.pathways.models import StatusSpell
from tovholder.people.models import Person
from tovholder.placements.models import Placement
from tovholder.worklists import boards, forgotten, items, queries, standing

pytestmark = pytest.mark.by_turns

SEEDS = (1, 2, 3) if FULL else (2,) if ON_POSTGRESQL else (1,)  # crowds; the full run tries all of them
LIMITS = items.limits(NOW, TODAY)


@pytest.fixture(params=SEEDS)
def crowd(region: Region, request: pytest.FixtureRequest) -> Crowd:
    return Crowd(region, seed=request.param)


def shown(actor: Any, **only: Any) -> dict[str, tuple[int, list[int]]]:
    columns = boards.board(actor=actor, on=TODAY, only=boards.Filter(**only))
    return {each.code: (each.count, [card.person.pk for card in each.cards]) for each in columns if each.count}


def test_the_board_counts_and_orders_everybody_as_by_hand(crowd: Crowd, region: Region) -> None:
    for member in (region.member("team_leader"), region.member("benefits_officer"), *crowd.members):
        actor = accounts.actor_of(member)
        by_hand = plain.board(plain.open_cases(region), actor, TODAY)
        assert shown(actor, cards=99) == {code: (len(ids), ids) for code, ids in by_hand.items()}
        assert shown(actor, cards=2) == {code: (len(ids), ids[:2]) for code, ids in by_hand.items()}
        for code, ids in by_hand.items():
            assert shown(actor, column=code, start=1, cards=2) == {code: (len(ids), ids[1:3])}


def test_the_filters_of_the_board_take_those_of_the_contact_and_of_the_unit(crowd: Crowd, region: Region) -> None:
    actor, contact, unit = region.actor("team_leader"), crowd.members[0].pk, crowd.business.pk
    cases = plain.open_cases(region)
    for only, taken in (
        ({"contact_id": contact}, [each for each in cases if each.contact_id == contact]),
        ({"contact_id": 0}, [each for each in cases if each.contact_id is None]),
        ({"unit_id": unit}, [each for each in cases if each.unit_id == unit]),
    ):
        by_hand = plain.board(taken, actor, TODAY)
        assert shown(actor, cards=99, **only) == {code: (len(ids), ids) for code, ids in by_hand.items()}


def test_the_list_of_people_in_a_column_has_those_of_the_board(crowd: Crowd, region: Region) -> None:
    for member in (region.member("team_leader"), *crowd.members):
        actor = accounts.actor_of(member)
        cases = Person.objects.filter(pk__in=[each.pk for each in plain.open_cases(region)])
        for code, ids in plain.board(cases, actor, TODAY).items():
            found = standing.in_column(cases, code, actor=actor, on=TODAY).values_list("pk", flat=True)
            assert sorted(found) == sorted(ids), code


@pytest.mark.usefixtures("crowd")
def test_every_kind_of_what_is_due_has_the_rows_and_the_order_as_by_hand(region: Region) -> None:
    actor, by_hand = region.actor("team_leader"), plain.due(region, LIMITS)
    assert {kind for kind, rows in by_hand.items() if rows} == set(items.KINDS)
    for kind, rows in by_hand.items():
        found = queries.due(kind, actor=actor, limits=LIMITS, whose=queries.Whose())
        assert [(row.holder, row.pk) for row in found] == rows, kind


def test_the_whole_page_of_one_member_has_what_each_list_has(crowd: Crowd, region: Region) -> None:
    actor, by_hand = region.actor("team_leader"), plain.due(region, LIMITS)
    by_hand["ended"] += plain.told_too(region, LIMITS)
    for holder in (*(member.pk for member in crowd.members), queries.NOBODY):
        found = queries.due_now(actor=actor, limits=LIMITS, whose=queries.Whose(holder), most=999)
        wanted = {kind: [pk for whose, pk in rows if (whose or 0) == holder] for kind, rows in by_hand.items()}
        assert {kind: [row.pk for row in rows] for kind, rows in found.items() if kind != "ended"} == {
            k: v for k, v in wanted.items() if v and k != "ended"
        }
        assert sorted(row.pk for row in found.get("ended", [])) == sorted(wanted["ended"])


@pytest.mark.usefixtures("crowd")
def test_the_counts_of_the_team_are_those_of_the_lists(region: Region) -> None:
    wanted: dict[int, Counter[str]] = defaultdict(Counter)
    for kind, rows in plain.due(region, LIMITS).items():
        wanted[queries.EVERYBODY][kind] = len(rows)
        for holder, _pk in rows:
            wanted[holder or queries.NOBODY][kind] += 1
    for holder, _pk in plain.told_too(region, LIMITS):
        wanted[holder]["ended"] += 1
    wanted[region.member("team_leader").pk]["move"] += wanted[queries.EVERYBODY]["move"]
    wanted[region.member("team_leader").pk]["request"] += len(plain.lifted(region, LIMITS))
    found = queries.counts(actor=region.actor("team_leader"), limits=LIMITS)
    wanted[queries.EVERYBODY] = +wanted[queries.EVERYBODY]
    assert {holder: +Counter(kinds) for holder, kinds in found.items()} == dict(wanted)


@pytest.mark.usefixtures("crowd")
@pytest.mark.parametrize("days", [7, 30, 60])
def test_nobody_forgotten_has_those_found_by_hand(region: Region, days: int) -> None:
    before = items.day_after(NOW, TODAY - timedelta(days=days))
    found = forgotten.cases(actor=region.actor("team_leader"), before=before)
    in_order = list(found.order_by("silent_since", "created_at", "pk"))
    assert [person.pk for person in in_order] == plain.forgotten(region, before)
    told = forgotten.last_events([person.pk for person in in_order])
    days_of = {pk: (timezone.localdate(at) if at else None, day) for pk, (at, day) in told.items()}
    assert days_of == {person.pk: plain.facts_of_forgotten(person.pk) for person in in_order}


def steps_of_a_board(region: Region) -> int:
    """How many thousands of SQLite's own steps the whole board takes."""
    found: list[None] = []
    connection.connection.set_progress_handler(lambda: found.append(None), 1000)
    try:
        shown(region.actor("team_leader"))
    finally:
        connection.connection.set_progress_handler(None, 0)
    return len(found)


@pytest.mark.skipif(connection.vendor != "sqlite", reason="SQLite counts its steps")
def test_twice_the_cases_take_the_board_about_twice_the_steps_without_statistics(region: Region) -> None:
    steps = []
    for _ in range(2):
        people = [
            Person(organisation=region.helsingor, takeover_on=TODAY, created_at=NOW, touched_at=NOW)
            for _ in range(1_500)
        ]
        Person.objects.bulk_create(people)
        facts: dict[str, Any] = {"starts_on": TODAY, "organisation": region.helsingor}
        StatusSpell.objects.bulk_create(StatusSpell(person=each, code="in_course", **facts) for each in people)
        stay = {"unit": region.workplace, "kind": "work_placement", "status": "started", "created_at": NOW}
        Placement.objects.bulk_create(Placement(person=each, **stay, **facts) for each in people)
        steps.append(steps_of_a_board(region))
    assert steps[1] < 2.6 * steps[0]
