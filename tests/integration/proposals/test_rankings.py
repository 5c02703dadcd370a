"""Tonight's job: who is listed for an order, what is told to whom, and that it can be made again."""

import json
from datetime import date, timedelta

import pytest

from tests.integration.proposals.matching import fitting, need, shared
from tests.integration.region import NOW, Region
from tovholder.accounts.models import Organisation
from tovholder.companies.models import JobOrder
from tovholder.people.models import Background, Person
from tovholder.proposals import queries, replays, runs, services, shown
from tovholder.proposals.models import MatchRun, PersonRanking, Ranking
from tovholder.retention import services as retention


def listed(order_id: int) -> list[int]:
    return [entry["person"] for entry in Ranking.objects.get(order_id=order_id).entries]


def test_somebody_with_every_gate_open_is_listed_and_the_parts_add_up(region: Region) -> None:
    person, order = fitting(region), need(region)
    runs.nightly(now=NOW)
    row = shown.for_order(order, actor=region.actor("company_consultant")).ranked[0]
    assert row.person == person
    assert sum(part.share for part in row.parts) == row.score > 0


def test_something_unknown_is_asked_first_and_is_no_match(region: Region) -> None:
    fitting(region, travel_means="")
    order = need(region)
    runs.nightly(now=NOW)
    page = shown.for_order(order, actor=region.actor("company_consultant"))
    assert page.ranked == ()
    assert page.ask_first[0].gates == ("gate.travel",)


def test_a_near_miss_names_the_shortest_way_in(region: Region) -> None:
    fitting(region, danish_module=2)
    order = need(region)
    runs.nightly(now=NOW)
    page = shown.for_order(order, actor=region.actor("company_consultant"))
    assert [change["code"] for change in page.near_misses[0].changes] == ["change.danish_levels"]
    assert page.near_misses[0].changes[0]["amount"] == 10


def test_other_municipalities_see_a_pseudonym_that_is_new_for_each_order(region: Region) -> None:
    person = shared(fitting(region, "Biniam", at=region.fredensborg))
    first, second = need(region), need(region, "Rengøring på skole")
    runs.nightly(now=NOW)
    actor = region.actor("company_consultant")
    rows = [shown.for_order(order, actor=actor).ranked[0] for order in (first, second)]
    assert [row.person for row in rows] == [None, None]
    assert rows[0].pseudonym != rows[1].pseudonym
    assert actor.book.shown == {person.pk: "pseudonym"}


def test_people_who_are_not_shared_are_not_listed_elsewhere(region: Region) -> None:
    fitting(region, "Biniam", at=region.fredensborg)
    order = need(region)
    runs.nightly(now=NOW)
    assert listed(order.pk) == []


def test_protected_people_are_matched_by_their_own_municipality_only(region: Region) -> None:
    own = fitting(region, protected=True, zone="")
    shared(fitting(region, "Biniam", at=region.fredensborg, protected=True, zone=""))
    order = need(region)
    runs.nightly(now=NOW)
    assert listed(order.pk) == [own.pk]
    page = shown.for_order(order, actor=region.actor("company_consultant", at=region.fredensborg))
    assert page.ranked == ()


@pytest.mark.parametrize(
    ("facts", "untold"), [({"residence_group": "", "kinds": ["igu"]}, "gate.kinds"), ({}, "gate.considerations")]
)
def test_nothing_of_benefit_residence_or_consideration_is_told_across(
    region: Region, facts: dict[str, object], untold: str
) -> None:
    kinds = facts.pop("kinds", ["work_placement"])
    if untold == "gate.considerations":
        facts = {"considerations_known": False}
    shared(fitting(region, "Biniam", at=region.fredensborg, **facts))
    order = need(region, kinds=kinds, strains=["heavy_lifting"])
    runs.nightly(now=NOW)
    page = shown.for_order(order, actor=region.actor("company_consultant"))
    assert (page.ranked, page.ask_first, page.near_misses) == ((), (), ())
    assert untold not in json.dumps(page.counts["others"])


def test_gender_origin_and_name_do_not_matter(region: Region) -> None:
    people = [fitting(region, name) for name in ("Amina", "Biniam", "Chahira")]
    for person, gender in zip(people, "KMK", strict=True):
        Background.objects.create(person=person, gender=gender, origin_country="SY", mother_tongue="ar")
    order = need(region)
    before = _digests(runs.nightly(now=NOW))
    rows = list(Background.objects.order_by("person_id"))
    for row, other in zip(rows, rows[1:] + rows[:1], strict=True):
        Background.objects.filter(pk=row.pk).update(gender=other.gender, origin_country="ER", mother_tongue="ti")
    for person, name in zip(people, ("Zahra", "Omar", "Ali"), strict=True):
        Person.objects.filter(pk=person.pk).update(given_name=name, name_key=name.lower())
    first = Ranking.objects.get(order=order).entries
    assert _digests(runs.nightly(now=NOW)) == before
    assert Ranking.objects.get(order=order).entries == first


def _digests(run: MatchRun) -> tuple[str, str]:
    return run.facts["digest"], run.facts["plan"]["digest"]


def test_a_run_can_be_made_again_from_what_it_kept(region: Region) -> None:
    fitting(region)
    need(region)
    run = runs.nightly(now=NOW)
    then, now = replays.replay(run.pk)
    assert then == now


def test_kept_inputs_hold_no_ids_and_go_on_their_date(region: Region) -> None:
    fitting(region)
    need(region)
    run = runs.nightly(now=NOW)
    assert "run_inputs" not in retention.run(now=NOW)
    late = NOW + timedelta(days=91)
    assert retention.run(now=late)["run_inputs"] == 1
    with pytest.raises(replays.CannotReplay):
        replays.replay(run.pk)


def test_a_touched_person_is_looked_at_again_and_nobody_else(region: Region) -> None:
    person, order = fitting(region, travel_means=""), need(region)
    runs.nightly(now=NOW)
    later = NOW + timedelta(minutes=5)
    assert runs.refresh(now=later) is None
    Person.objects.filter(pk=person.pk).update(travel_means="car", touched_at=later)
    assert runs.refresh(now=later + timedelta(seconds=1)) is not None
    assert listed(order.pk) == [person.pk]
    assert PersonRanking.objects.get(person=person).entries[0]["order"] == order.pk
    assert runs.refresh(now=later + timedelta(seconds=2)) is None


def test_everybody_has_an_order_or_a_reason(region: Region) -> None:
    listed_one, asked, closed = (
        fitting(region),
        fitting(region, "B", travel_means=""),
        fitting(region, "C", danish_module=1),
    )
    need(region)
    runs.nightly(now=NOW)
    reasons = {row.person_id: (bool(row.entries), row.reason_none.get("code")) for row in PersonRanking.objects.all()}
    assert reasons == {listed_one.pk: (True, None), asked.pk: (False, "none.ask"), closed.pk: (False, "none.closed")}


def test_a_run_that_died_leaves_the_old_lists_and_tonight_is_still_due(region: Region) -> None:
    fitting(region)
    order = need(region)
    runs.nightly(now=NOW)
    late = NOW + timedelta(days=1)
    MatchRun.objects.create(
        kind="nightly", as_of=late, weights=queries.current_weights(), rules_version="x", started_at=late
    )
    assert len(listed(order.pk)) == 1
    assert runs.is_due(now=late)


def test_somebody_proposed_often_enough_this_week_makes_room_for_others(region: Region) -> None:
    sought, other = fitting(region), fitting(region, "Biniam")
    actor = region.actor("company_consultant")
    for title in ("Hotel", "Skole", "Kontor"):
        services.propose(order_id=need(region, title).pk, person_id=sought.pk, actor=actor, why="", now=NOW)
    order = need(region)
    run = runs.nightly(now=NOW)
    assert listed(order.pk) == [other.pk]
    assert replays.replay(run.pk)[0] == replays.replay(run.pk)[1]
    runs.nightly(now=NOW + timedelta(days=8))
    assert set(listed(order.pk)) == {sought.pk, other.pk}


def test_a_night_that_was_stopped_is_still_due(region: Region) -> None:
    fitting(region)
    need(region)
    run = runs.nightly(now=NOW, stop=lambda: True)
    assert run.finished_at is None
    assert runs.is_due(now=NOW)


def test_a_persons_list_shows_no_order_of_municipalities_that_do_not_recruit_together(region: Region) -> None:
    elsewhere = Organisation.objects.create(kind="municipality", name="Aalborg Kommune", municipality_code="0851")
    person, order = fitting(region), need(region, taken_by=elsewhere)
    shared(person)
    runs.nightly(now=NOW)
    assert shown.for_person(person, actor=region.actor("caseworker")).orders == ()
    JobOrder.objects.filter(pk=order.pk).update(taken_by=region.fredensborg)
    runs.nightly(now=NOW)
    assert [found.pk for found, _ in shown.for_person(person, actor=region.actor("caseworker")).orders] == [order.pk]


def test_a_stay_is_remarked_of_the_own_citizens_and_of_nobody_elses(region: Region) -> None:
    own, foreign = fitting(region), shared(fitting(region, "Biniam", at=region.fredensborg))
    order = need(region)
    for person in (own, foreign):
        region.stay(person)
    runs.nightly(now=NOW)
    page = shown.for_order(order, actor=region.actor("company_consultant"))
    told = {row.person: row.stay for row in (*page.ranked, *page.ask_first, *page.near_misses)}
    assert told == {own: shown.StayShown("Strandhotellet", date(2026, 5, 6)), None: None}
