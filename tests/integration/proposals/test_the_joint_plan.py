"""The plan beside the lists: who would go where at once, what it leaves alone, and how it follows the day."""

from collections.abc import Callable
from datetime import date, timedelta

import numpy as np
import pytest
from django.test import Client

from tests.integration.proposals.matching import fitting, need, shared
from tests.integration.region import NOW, TODAY, Region
from tovholder.accounts.models import Membership
from tovholder.companies.models import Headcount, JobOrder, StatedStays
from tovholder.people.models import Person
from tovholder.proposals import plans, replays, retention, runs, services, shown
from tovholder.proposals.models import MatchRun, PersonRanking, Ranking

LATER = NOW + timedelta(hours=3)
SignedIn = Callable[[Membership], Client]


def going(order: JobOrder) -> list[int]:
    return sorted(Ranking.objects.get(order=order).plan.get("people", []))


def planned(person: Person) -> int | None:
    order: int | None = PersonRanking.objects.get(person=person).plan.get("order")
    return order


def skilled(person: Person) -> Person:
    """Fits better than the others: more Danish beyond what is asked for, by more than a promise is worth."""
    Person.objects.filter(pk=person.pk).update(danish_module=6)
    person.refresh_from_db()
    return person


def staffed(region: Region, fte: int) -> None:
    """The workplace has so many ordinarily employed, and nobody else's stays."""
    months = [date(2025, 11, 1), date(2025, 12, 1), date(2026, 1, 1), date(2026, 2, 1)]
    Headcount.objects.bulk_create(
        Headcount(unit=region.workplace, month=month, fte=fte, stated_on=TODAY) for month in months
    )
    StatedStays.objects.create(unit=region.workplace, fte=0, stated_on=TODAY)


def test_two_orders_and_two_people_get_one_each_though_both_fit_the_first_best(region: Region) -> None:
    far = {"danish_level": 10}
    better, other = skilled(fitting(region, "Amina")), fitting(region, "Biniam")
    first, second = need(region), need(region, "Rengøring på skole", **far)
    runs.nightly(now=NOW)
    assert sorted([*going(first), *going(second)]) == sorted([better.pk, other.pk])
    assert {planned(better), planned(other)} == {first.pk, second.pk}


def test_the_order_marks_whom_the_plan_would_send_and_the_person_sees_why_not_elsewhere(region: Region) -> None:
    better, other = skilled(fitting(region, "Amina")), fitting(region, "Biniam")
    order = need(region)
    runs.nightly(now=NOW)
    actor = region.actor("company_consultant")
    page = shown.for_order(order, actor=actor)
    assert {row.person: row.planned for row in page.ranked} == {better: True, other: False}
    without = shown.for_person(other, actor=actor).plan
    assert without is not None
    assert without.order is None
    assert [(each.order, each.why, each.going) for each in without.instead] == [(order, "outbid", 1)]
    placed = shown.for_person(better, actor=actor).plan
    assert placed is not None
    assert (placed.order, placed.instead) == (order, ())


def test_somebody_the_list_has_no_room_for_is_on_it_when_the_plan_would_send_them(
    region: Region, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two orders seek the same best person; a list of one row shows the best only."""
    monkeypatch.setattr(runs, "_limits", lambda now: (1, 10))
    better, other = skilled(fitting(region, "Amina")), fitting(region, "Biniam")
    orders = [need(region), need(region, "Rengøring på skole")]
    runs.nightly(now=NOW)
    lists = {order.pk: [entry["person"] for entry in Ranking.objects.get(order=order).entries] for order in orders}
    assert all(set(going(order)) <= set(lists[order.pk]) for order in orders)
    assert sorted(person for order in orders for person in going(order)) == sorted([better.pk, other.pk])


def test_who_is_under_way_and_the_place_they_are_under_way_to_are_left_alone(region: Region) -> None:
    better, other = skilled(fitting(region, "Amina")), fitting(region, "Biniam")
    order = need(region)
    runs.nightly(now=NOW)
    actor = region.actor("company_consultant")
    services.propose(order_id=order.pk, person_id=other.pk, why="", actor=actor, now=NOW)
    runs.nightly(now=LATER)
    assert (going(order), planned(better), planned(other)) == ([], None, None)
    told = shown.for_person(Person.objects.get(pk=other.pk), actor=actor).plan
    assert told is not None
    assert told.under_way
    reason = shown.for_person(Person.objects.get(pk=better.pk), actor=actor).plan
    assert reason is not None
    assert [each.why for each in reason.instead] == ["no_places"]


def test_a_stay_that_goes_on_keeps_somebody_out_and_one_that_ends_soon_does_not(region: Region) -> None:
    stays_on, ends_soon = fitting(region, "Amina"), fitting(region, "Biniam")
    region.stay(stays_on, status="started", ends_before=TODAY + timedelta(days=90))
    region.stay(ends_soon, status="started", ends_before=TODAY + timedelta(days=10))
    order = need(region, places=2)
    runs.nightly(now=NOW)
    assert going(order) == [ends_soon.pk]


def test_two_orders_of_one_workplace_are_together_given_no_more_than_it_has_left(region: Region) -> None:
    staffed(region, 10)
    for name in ("Amina", "Biniam", "Chahira"):
        fitting(region, name)
    orders = [need(region), need(region, "Rengøring på skole", places=2)]
    runs.nightly(now=NOW)
    assert [len(going(order)) for order in orders] == [1, 1]


def test_nobody_outside_the_pool_or_protected_is_planned_for_elsewhere(region: Region) -> None:
    fitting(region, "Amina", at=region.fredensborg)
    shared(fitting(region, "Biniam", at=region.fredensborg, protected=True, zone=""))
    order = need(region)
    runs.nightly(now=NOW)
    assert going(order) == []


def test_yesterdays_plan_is_kept_when_nothing_better_by_more_than_a_trifle_is_found(region: Region) -> None:
    people = [fitting(region, name, hours_max=30) for name in ("Amina", "Biniam")]
    order = need(region)
    runs.nightly(now=NOW)
    first = going(order)
    loser = next(person for person in people if person.pk not in first)
    Person.objects.filter(pk=loser.pk).update(hours_max=31)
    runs.nightly(now=LATER)
    listed = [entry["person"] for entry in Ranking.objects.get(order=order).entries]
    assert (listed[0], going(order)) == (loser.pk, first)
    Person.objects.filter(pk=loser.pk).update(hours_max=35, danish_module=6)
    runs.nightly(now=LATER)
    assert going(order) == [loser.pk]


def test_an_order_that_comes_during_the_day_is_served_at_last_nights_prices(region: Region) -> None:
    better, other = skilled(fitting(region, "Amina")), fitting(region, "Biniam")
    first = need(region)
    runs.nightly(now=NOW)
    assert (planned(better), planned(other)) == (first.pk, None)
    second = need(region, "Rengøring på skole")
    runs.refresh(now=LATER)
    assert (going(second), planned(other), planned(better)) == ([other.pk], second.pk, first.pk)
    page = shown.for_order(second, actor=region.actor("company_consultant"))
    assert [row.person for row in page.ranked if row.planned] == [other]


def test_two_orders_of_the_day_do_not_count_on_the_same_person(region: Region) -> None:
    only = fitting(region, "Amina")
    unlike = need(region, danish_level=60)
    runs.nightly(now=NOW)
    assert going(unlike) == []
    orders = [need(region, f"Rengøring {number}") for number in range(2)]
    runs.refresh(now=LATER)
    assert sorted(person for order in orders for person in going(order)) == [only.pk]


def test_who_came_after_the_night_is_planned_for_by_the_day_only_beyond_what_they_would_have(region: Region) -> None:
    order = need(region)
    runs.nightly(now=NOW)
    newcomer = fitting(region, "Amina", touched_at=LATER)
    second = need(region, "Rengøring på skole")
    JobOrder.objects.filter(pk=second.pk).update(touched_at=LATER)
    runs.refresh(now=LATER)
    assert [*going(order), *going(second)].count(newcomer.pk) <= 1


def test_who_can_no_longer_come_loses_the_place_at_once_and_another_gets_it(region: Region) -> None:
    better, other = skilled(fitting(region, "Amina")), fitting(region, "Biniam")
    order = need(region)
    runs.nightly(now=NOW)
    Person.objects.filter(pk=better.pk).update(hours_max=10, hours_min=5, touched_at=LATER)
    runs.refresh(now=LATER)
    assert (going(order), planned(better), planned(other)) == ([other.pk], None, order.pk)


def test_a_stay_agreed_elsewhere_opens_the_planned_place(region: Region) -> None:
    better, other = skilled(fitting(region, "Amina")), fitting(region, "Biniam")
    order = need(region)
    runs.nightly(now=NOW)
    assert going(order) == [better.pk]
    region.stay(better, status="agreed", ends_before=TODAY + timedelta(days=200))
    Person.objects.filter(pk=better.pk).update(touched_at=LATER)
    runs.refresh(now=LATER)
    assert going(order) == [other.pk]


def test_a_proposal_made_during_the_day_opens_the_planned_place_and_takes_the_one_it_is_for(region: Region) -> None:
    first, second, third = (skilled(fitting(region, "Amina")), fitting(region, "Biniam"), fitting(region, "Chahira"))
    order, other = need(region), need(region, "Rengøring på skole")
    runs.nightly(now=NOW)
    planned_here = Person.objects.get(pk=going(order)[0])
    planned_there = Person.objects.get(pk=going(other)[0])
    left_out = ({first.pk, second.pk, third.pk} - {planned_here.pk, planned_there.pk}).pop()
    actor = region.actor("company_consultant")
    services.propose(order_id=other.pk, person_id=planned_here.pk, why="", actor=actor, now=LATER)
    runs.refresh(now=LATER + timedelta(minutes=1))
    assert planned(planned_here) is None
    assert going(other) == []
    assert going(order) in ([planned_there.pk], [left_out])
    told = shown.for_person(planned_here, actor=actor).plan
    assert told is not None
    assert told.under_way
    assert runs.refresh(now=LATER + timedelta(minutes=2)) is None


def test_a_closed_case_leaves_its_place_to_another_at_once(region: Region, signed_in: SignedIn) -> None:
    better, other = skilled(fitting(region, "Amina")), fitting(region, "Biniam")
    order = need(region)
    runs.nightly(now=NOW)
    Person.objects.filter(pk=better.pk).update(closed_on=TODAY)
    runs.refresh(now=LATER)
    assert (going(order), planned(better), planned(other)) == ([other.pk], None, order.pk)
    assert runs.refresh(now=LATER + timedelta(minutes=1)) is None
    page = signed_in(region.member("caseworker")).get(f"/borgere/{better.pk}/job/").text
    assert "Foreslå" not in page
    assert "Sagen er lukket" in page


def test_an_order_that_closes_lets_its_people_go_and_says_so(region: Region) -> None:
    person = fitting(region)
    order = need(region)
    runs.nightly(now=NOW)
    assert planned(person) == order.pk
    JobOrder.objects.filter(pk=order.pk).update(status="withdrawn", touched_at=LATER)
    runs.refresh(now=LATER)
    assert (planned(person), Ranking.objects.get(order=order).plan) == (None, {})
    need(region, "Rengøring på skole")
    runs.refresh(now=LATER + timedelta(minutes=1))
    assert planned(person) is not None


def test_nobody_is_told_that_others_have_a_place_that_is_not_open_any_more(region: Region) -> None:
    better, other = skilled(fitting(region, "Amina")), fitting(region, "Biniam")
    order = need(region)
    runs.nightly(now=NOW)
    assert planned(better) == order.pk
    JobOrder.objects.filter(pk=order.pk).update(status="withdrawn")
    assert shown.for_person(other, actor=region.actor("company_consultant")).plan is None


def test_the_planned_order_is_on_the_persons_own_list(region: Region, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(runs, "_limits", lambda now: (1, 10))
    for name in ("Amina", "Biniam"):
        fitting(region, name)
    orders = {need(region).pk, need(region, "Rengøring på skole").pk}
    runs.nightly(now=NOW)
    rows = PersonRanking.objects.order_by("pk")
    assert {row.plan["order"] for row in rows} == orders
    assert all(row.plan["order"] in [entry["order"] for entry in row.entries] for row in rows)
    third = need(region, "Kontor")
    late = fitting(region, "Chahira", touched_at=LATER)
    runs.refresh(now=LATER)
    own = PersonRanking.objects.get(person=late)
    assert own.plan["order"] == third.pk
    assert third.pk in [entry["order"] for entry in own.entries]


def test_an_order_nobody_asked_about_lately_gets_nobody(region: Region) -> None:
    fitting(region)
    order = need(region, fresh_until=TODAY - timedelta(days=1))
    runs.nightly(now=NOW)
    assert going(order) == []


def test_a_changed_list_keeps_whom_the_plan_would_send(region: Region, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(runs, "_limits", lambda now: (1, 10))
    better, other = skilled(fitting(region, "Amina")), fitting(region, "Biniam")
    orders = [need(region), need(region, "Rengøring på skole")]
    runs.nightly(now=NOW)
    Person.objects.filter(pk=better.pk).update(touched_at=LATER)
    runs.refresh(now=LATER)
    for order in orders:
        listed = [entry["person"] for entry in Ranking.objects.get(order=order).entries]
        assert set(going(order)) <= set(listed)
    assert {planned(better), planned(other)} == {order.pk for order in orders}


def test_before_the_first_night_the_day_plans_nothing(region: Region) -> None:
    fitting(region)
    MatchRun.objects.create(
        kind="nightly",
        as_of=NOW,
        weights=runs.weights.current(now=NOW),
        rules_version="x",
        started_at=NOW,
        finished_at=NOW,
    )
    order = need(region)
    runs.refresh(now=LATER)
    assert Ranking.objects.get(order=order).plan == {}


def test_the_plan_can_be_made_again_from_what_was_kept_warm_or_cold(region: Region) -> None:
    for name in ("Amina", "Biniam", "Chahira"):
        fitting(region, name)
    need(region)
    need(region, "Rengøring på skole")
    cold, warm = runs.nightly(now=NOW), runs.nightly(now=LATER)
    for run in (cold, warm):
        then, now = replays.replay(run.pk)
        assert then == now
        assert run.facts["plan"]["digest"] in then
    assert warm.facts["plan"]["kept"] == warm.facts["plan"]["served"] > 0


def test_a_run_kept_before_there_were_plans_is_still_read(region: Region) -> None:
    built = runs._build(NOW, runs.weights.current(now=NOW).weights)
    kept = replays.Kept(built.problem, np.zeros(built.person_ids.size, np.int32), 5, 3)
    assert replays.Kept.of_bytes(kept.to_bytes()).plan is None


def test_a_stopped_night_leaves_the_last_plan(region: Region) -> None:
    fitting(region)
    order = need(region)
    runs.nightly(now=NOW)
    before = Ranking.objects.get(order=order).plan
    asked = iter([False, True])
    run = runs.nightly(now=LATER, stop=lambda: next(asked, True))
    assert run.finished_at is None
    assert Ranking.objects.get(order=order).plan == before


def test_a_deleted_case_leaves_the_plan_too(region: Region) -> None:
    person = fitting(region)
    order = need(region)
    runs.nightly(now=NOW)
    assert going(order) == [person.pk]
    retention.forget_people([person.pk])
    assert going(order) == []


def test_the_page_of_runs_tells_sums_to_all_and_municipalities_to_those_who_steer(
    region: Region, signed_in: SignedIn
) -> None:
    for number in range(6):
        fitting(region, f"Amina{number}")
    need(region, places=6)
    runs.nightly(now=NOW)
    text = signed_in(region.member("caseworker")).get("/koersler/").text
    assert 'id="joint-plan"' in text
    assert "Helsingør Kommune</th>" not in text.split('id="joint-plan"')[1]
    steering = signed_in(region.member("steering_member")).get("/koersler/").text
    assert "Helsingør" in steering.split('id="joint-plan"')[1]


def test_small_counts_of_a_municipality_are_not_told(region: Region, signed_in: SignedIn) -> None:
    fitting(region)
    need(region)
    runs.nightly(now=NOW)
    told = signed_in(region.member("steering_member")).get("/koersler/").text.split('id="joint-plan"')[1]
    assert '<td class="number" data-label="Har en plads i fællesskab">1<' not in told


def test_facts_hold_no_person(region: Region) -> None:
    fitting(region)
    need(region)
    facts = runs.nightly(now=NOW).facts["plan"]
    assert plans.scale_of(facts).unit >= 1
    assert "people_key" not in str(facts)
