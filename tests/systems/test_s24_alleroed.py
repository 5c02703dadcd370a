"""S24, Allerød: target groups that overlap, with a reason each; one long path with the next step always in sight."""

import re
from collections.abc import Callable
from datetime import date, timedelta

from django.test import Client
from django.utils import timezone

from tests.integration.region import NOW, Region
from tovholder import parameters
from tovholder.accounts.models import Membership
from tovholder.pathways import segment_queries as queries
from tovholder.pathways.models import PlanPart, SegmentMove, SegmentRule
from tovholder.people.models import Segment, Wish

SignedIn = Callable[[Membership], Client]


def test_s24_1_a_group_is_suggested_by_rules_and_confirmed_by_somebody_with_a_reason(
    region: Region, signed_in: SignedIn
) -> None:
    today = timezone.localdate()
    person = region.person(born_on=today - timedelta(days=365 * 28), visitation="job_ready")
    client = signed_in(region.member("caseworker"))
    page = client.get(f"/plan/{person.pk}/maalgrupper/").content.decode()
    assert "Visiteret jobparat" in page
    assert "13 til 30 år" in page
    assert not Segment.objects.exists()  # a rule decides nothing
    filled = client.get(f"/plan/{person.pk}/maalgrupper/?forslag=age_13_30").content.decode()
    assert 'value="13 til 30 år"' in filled
    for code, reason in (("job_ready", "Klar til butik"), ("young", "Vil have fritidsjob")):
        told = {"code": code, "reason": reason}
        assert client.post(f"/plan/{person.pk}/maalgrupper/", told).status_code == 302
    page = client.get(f"/plan/{person.pk}/maalgrupper/").content.decode()
    assert "Kort virksomhedsforløb med oplæring" in page
    assert "Klar til butik" in page
    client.post(f"/plan/{person.pk}/maalgrupper/ud/", {"code": "young", "reason": "Har fået job"})
    assert list(SegmentMove.objects.order_by("at").values_list("code", "into")) == [
        ("job_ready", True),
        ("young", True),
        ("young", False),
    ]


def test_s24_1_groups_overlap_and_unknown_is_one_so_the_numbers_need_not_add_up(
    region: Region, signed_in: SignedIn
) -> None:
    """The seed's own: 31, 7, 22, 10, 10, 8 and 2 make 90 where 94 are to be placed. Here some stand in two, some in
    none, and those whose group speaks of health are counted nowhere on this page."""
    both, nowhere, hidden = (region.person(name) for name in ("Begge", "Ingen", "Skjult"))
    for person, code in ((both, "job_ready"), (both, "young"), (hidden, "physical"), (hidden, "special_support")):
        Segment.objects.create(person=person, code=code, reason="x", since=date(2026, 1, 1))
    counts, without, everybody = queries.segment_counts(actor=region.actor("caseworker"))
    assert (sum(row.number for row in counts), without, everybody) == (2, 2, 3)
    page = signed_in(region.member("caseworker")).get("/plan/maalgrupper/?gruppe=ingen").content.decode()
    assert {name in page for name in ("Ingen Prøve", "Skjult Prøve")} == {True}
    assert "Begge Prøve" not in page
    assert "Fysiske hensyn" not in page
    assert nowhere.pk


def test_s24_1_all_groups_of_the_application_are_there_and_those_of_health_behind_the_wall(
    region: Region, signed_in: SignedIn
) -> None:
    person = region.person()
    codes = {term.code: term.flag("health") for term in parameters.terms("segments")}
    assert {code for code, is_health in codes.items() if is_health} == {"special_support", "physical"}
    assert len(codes) == 9  # the eight of the application, and unknown
    Segment.objects.create(person=person, code="physical", reason="Ryggen", since=date(2026, 1, 1))
    client = signed_in(region.member("caseworker"))
    assert "Ryggen" not in client.get(f"/plan/{person.pk}/maalgrupper/").content.decode()
    refused = client.post(f"/plan/{person.pk}/maalgrupper/", {"code": "special_support", "reason": "x"})
    assert refused.status_code == 422
    for code in queries.shown_segments():
        assert parameters.is_term("segment_needs", code)
        assert parameters.is_term("segment_courses", code)


def test_s24_1_a_leader_changes_a_rule_from_a_day_on_after_seeing_what_it_would_do(
    region: Region, signed_in: SignedIn
) -> None:
    today = timezone.localdate()
    born = [today - timedelta(days=366 * years) for years in (33, 33, 33, 34, 34, 34, 40)]
    people = [region.person(f"P{number}", born_on=day) for number, day in enumerate(born)]
    page = "/plan/maalgrupper/regler/?regel=age_13_30"
    told = {
        "segment": "young", "words": "13 til 35 år", "age_from": "13", "age_below": "36", "seen": "0",
        "starts_on": today.isoformat(),
    }  # fmt: skip
    assert signed_in(region.member("caseworker")).post(page, told).status_code == 200
    leader = signed_in(region.member("team_leader"))
    asked = leader.post(page, told).text
    assert "<dd>6</dd>" in asked
    assert not SegmentRule.objects.exists()  # first the numbers
    few = leader.post(page, told | {"age_from": "34"}).text
    assert ("under 5" in few or "færre end 5" in few, "<dd>3</dd>" in few) == (True, False)
    checked = re.search(r'name="checked" value="([^"]+)"', asked)
    assert checked is not None
    assert leader.post(page, told | {"checked": checked[1]}).status_code == 302
    case = f"/plan/{people[0].pk}/maalgrupper/"
    assert "13 til 35 år" in signed_in(region.member("caseworker")).get(case).text
    assert (
        "13 til 35 år"
        not in signed_in(region.member("caseworker", at=region.fredensborg)).get("/plan/maalgrupper/regler/").text
    )
    stale = leader.post(page, told | {"words": "Andre ord", "checked": checked[1], "request_key": "b"})
    assert (stale.status_code, "ændret denne regel imens" in stale.text) == (422, True)
    wall = leader.post(page, told | {"segment": "physical"})
    assert (wall.status_code, "Fysiske hensyn" in wall.text) == (422, False)
    assert list(SegmentRule.objects.values_list("words", "starts_on")) == [("13 til 35 år", today)]


def test_s24_2_one_long_path_of_practice_wage_subsidy_and_ordinary_hours_with_the_next_step_in_sight(
    region: Region, signed_in: SignedIn
) -> None:
    person = region.person()
    client = signed_in(region.member("caseworker"))
    steps = (("work_placement", "2026-01-05"), ("wage_subsidy_private", "2026-04-06"), ("ordinary_job", "2026-10-05"))
    for kind, day in steps:
        told = {"kind": "company", "stay_kind": kind, "starts_on": day, "hours": "25"}
        assert client.post(f"/plan/{person.pk}/del/", told).status_code == 302
    assert "ikke skrevet endnu" in client.get(f"/plan/{person.pk}/").content.decode()
    told = {
        "number": "0",
        "agreed": "Trin for trin",
        "next_step": "Møde med køkkenchefen",
        "next_step_on": "2026-03-09",
    }
    assert client.post(f"/plan/{person.pk}/", told).status_code == 302
    page = client.get(f"/plan/{person.pk}/").content.decode()
    assert "Møde med køkkenchefen" in page
    assert page.index("Virksomhedspraktik") < page.index("Løntilskud") < page.index("Ordinært job")
    part = PlanPart.objects.order_by("starts_on").last()
    assert part is not None
    client.post(f"/plan/{person.pk}/del/slut/", {"part": part.pk, "last_day": "2026-03-01"})
    part.refresh_from_db()
    assert part.ends_before == part.starts_on  # it never began


def test_a_next_step_is_suggested_with_its_reason_and_nothing_is_chosen(region: Region, signed_in: SignedIn) -> None:
    person = region.person(takeover_on=timezone.localdate() - timedelta(days=60))
    Wish.objects.create(person=person, industry="cleaning", rank=1)
    region.order()
    client = signed_in(region.member("caseworker"))
    page = client.get(f"/plan/{person.pk}/naeste/").content.decode()
    assert "Lav kontrakten" in page
    assert "Ingen virksomhed endnu" in page
    assert "Åbne jobordrer i en branche, borgeren ønsker: 1" in page
    region.stay(person, status="ended", outcome="goal_reached", ended_on=NOW.date())
    page = client.get(f"/plan/{person.pk}/naeste/").content.decode()
    assert "Efter det seneste forløb er næste trin" in page
    assert not PlanPart.objects.exists()
