"""S29-5: industries are ranked with every reason, people choose, and the share of stays and IGU in them is shown."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from tests.integration.demand.written_together import partner
from tests.integration.region import NOW, Region
from tovholder.accounts.conflicts import NotAllowed
from tovholder.accounts.models import Membership
from tovholder.companies import demand_queries as queries
from tovholder.companies import demand_services as services
from tovholder.companies.models import Company, CompanyAsk, IndustryChoice, IndustryWeights, ProductionUnit
from tovholder.placements import aimed
from tovholder.placements.aimed import Share
from tovholder.web.shared import concepts

SignedIn = Callable[[Membership], Client]
YEAR = 2026
EVEN = {"open_places": 100, "unfilled": 0, "forecast": 0, "campaigns": 0, "trouble": 0, "danish": 0, "training": 0}


def test_open_places_trouble_and_campaigns_speak_for_an_industry_each_with_what_is_known(region: Region) -> None:
    region.order(places=4, danish_level=20)
    region.order(places=1, danish_level=40, received_at=NOW - timedelta(days=31))
    region.order(status="filled")
    region.order(industry="kitchen", places=2)
    for number, answer in enumerate(("yes", "no", "yes")):
        CompanyAsk.objects.create(
            company=region.company, organisation=region.helsingor, kind="campaign", key=f"k{number}",
            asked_at=NOW, answered_at=NOW, answer=answer,
        )  # fmt: skip
    aims = queries.ranking(actor=region.actor("company_consultant"), year=YEAR, now=NOW, words=concepts.book())
    known = aims[0].known
    assert aims[0].industry == "cleaning"
    assert (known.open_places, known.asked, known.filled, known.old_orders, known.danish) == (5, 3, 1, 1, 20)
    assert {each.part: each.points for each in aims[0].reasons} == {
        "open_places": 100, "unfilled": 67, "forecast": 0, "campaigns": 67, "trouble": 50, "danish": 80, "training": 70,
    }  # fmt: skip


def test_what_nobody_knows_gives_no_points(region: Region) -> None:
    aims = queries.ranking(actor=region.actor("company_consultant"), year=YEAR, now=NOW, words=concepts.book())
    unknown = {each.part: each.points for each in aims[0].reasons if each.points is None}
    assert unknown.keys() == {"unfilled", "campaigns", "trouble", "danish"}


def test_the_secretariat_changes_the_weights_of_a_year_with_a_reason_and_nobody_else(region: Region) -> None:
    coordinator, leader = partner(region, "secretariat", "coordinator"), region.actor("team_leader")
    before = queries.weighing(actor=leader, year=YEAR)
    assert (before.decision, sum(before.weights.values())) == (None, 100)
    with pytest.raises(NotAllowed, match=r"aim\.secretariat_weighs"):
        services.weigh(year=YEAR, weights=EVEN, reason="Mangel", actor=leader, now=NOW)
    with pytest.raises(NotAllowed, match=r"aim\.weights_make_100"):
        services.weigh(year=YEAR, weights=EVEN | {"trouble": 1}, reason="Mangel", actor=coordinator, now=NOW)
    services.weigh(year=YEAR, weights=EVEN, reason="Kun pladser nu", actor=coordinator, now=NOW)
    assert queries.weighing(actor=leader, year=YEAR).weights == EVEN
    assert queries.weighing(actor=leader, year=YEAR + 1).decision is None
    assert IndustryWeights.objects.get().reason == "Kun pladser nu"


def test_a_municipalitys_own_choice_goes_before_the_secretariats_and_both_are_kept(region: Region) -> None:
    coordinator, leader = partner(region, "secretariat", "coordinator"), region.actor("team_leader")
    services.choose(year=YEAR, industries=["kitchen"], reason="Hotellerne", actor=coordinator, now=NOW)
    other = region.actor("team_leader", at=region.fredensborg)
    services.choose(year=YEAR, industries=["cleaning"], reason="Her mangler folk", actor=leader, now=NOW)
    holds = [queries.choice(actor=each, year=YEAR) for each in (leader, other)]
    assert [each.industries for each in holds if each] == [["cleaning"], ["kitchen"]]
    assert IndustryChoice.objects.count() == 2
    with pytest.raises(NotAllowed, match=r"aim\.not_your_choice"):
        services.choose(year=YEAR, industries=["care"], reason="x", actor=region.actor("caseworker"), now=NOW)


@pytest.mark.parametrize(
    ("here", "elsewhere", "told"),
    [
        (6, 0, Share(6, 6)),
        (5, 5, Share(10, 5)),
        (6, 2, Share(8, None)),
        (2, 6, Share(8, None)),
        (4, 0, Share(None, None)),
    ],
)
def test_the_share_in_chosen_industries_is_told_unless_it_could_be_somebody(
    region: Region, here: int, elsewhere: int, told: Share
) -> None:
    person = region.person()
    for number in range(here + elsewhere):
        stay = region.stay(person, kind="igu", starts_on=date(YEAR, 1, 1) + timedelta(days=number))
        if number >= here:
            stay.unit = _other_workplace(region)
            stay.save()
    region.stay(person, kind="igu", starts_on=date(YEAR - 1, 12, 31))
    found = aimed.shares(actor=region.actor("team_leader"), year=YEAR, industries=["cleaning"])
    assert found == {"all": told, "igu": told}


def _other_workplace(region: Region) -> ProductionUnit:
    company, _ = Company.objects.get_or_create(
        cvr="20000002", defaults={"name": "Køkkenet", "industry": "kitchen", "created_at": NOW}
    )
    unit, _ = ProductionUnit.objects.get_or_create(
        p_number="2000000002", defaults={"company": company, "name": "Køkkenet", "municipality_code": "0217"}
    )
    return unit


def test_a_team_leader_chooses_on_the_page_and_the_reasons_stand_beside(region: Region, signed_in: SignedIn) -> None:
    region.order(places=4, received_at=timezone.now())
    year = timezone.localdate().year
    leader = signed_in(region.member("team_leader"))
    answer = leader.post("/behov/brancher/", {"industries": ["cleaning"], "reason": "Hotellerne åbner"})
    assert answer.status_code == 302
    page = leader.get(f"/behov/brancher/?aar={year}").content.decode()
    assert "Hotellerne åbner" in page
    assert "Ledige pladser nu" in page
    assert "4 pladser" in page
    assert "for få til at blive vist" in page
