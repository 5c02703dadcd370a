"""S03-2, S15-2, S05-2: a plan to grow and a light rail tell whom they need and when; all sources stand in one list,
and each line says the last day training can begin."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from tests.integration.demand.written_together import partner
from tests.integration.proposals.matching import need
from tests.integration.region import NOW, TODAY, Region
from tovholder.accounts.conflicts import NotAllowed
from tovholder.accounts.models import Membership
from tovholder.companies import demand_queries as queries
from tovholder.companies import demand_rules as rules
from tovholder.companies import demand_services as services
from tovholder.companies.models import DemandPlan, ForecastDemand, PlannedDemand, ServiceAgreement
from tovholder.web.shared import concepts

SignedIn = Callable[[Membership], Client]


def rail(region: Region) -> DemandPlan:
    return services.plan(
        kind="project",
        title="Letbanen",
        builder="Letbaneselskabet",
        starts_on=TODAY,
        ends_before=date(2028, 1, 1),
        actor=region.actor("company_consultant"),
        now=NOW,
    )


def test_a_plan_becomes_dated_demand_with_the_day_training_must_begin(region: Region) -> None:
    """Twelve weeks for construction, as the parameters say; a plan may know better for one need."""
    plan, actor = rail(region), region.actor("company_consultant")
    day = date(2026, 9, 1)
    services.need(plan_id=plan.pk, needed_on=day, occupation="rail_worker", number=40, actor=actor)
    services.need(
        plan_id=plan.pk, needed_on=day, occupation="concrete_worker", number=8, training_weeks=20, actor=actor
    )
    found = queries.demands(actor=actor, on=TODAY, until=date(2027, 1, 1), words=concepts.book())
    assert {(row.occupation, row.number, row.train_by) for row in found} == {
        ("rail_worker", 40, day - timedelta(weeks=12)),
        ("concrete_worker", 8, day - timedelta(weeks=20)),
    }


def test_orders_agreements_plans_and_a_survey_are_summed_by_quarter_with_each_source_beside(region: Region) -> None:
    actor, day = region.actor("company_consultant"), date(2026, 4, 20)
    need(region, places=2, start_earliest=day)
    agreement = ServiceAgreement.objects.create(
        company=region.company, organisation=region.fredensborg, title="Hotellerne", starts_on=TODAY,
        ends_before=date(2027, 1, 1), created_at=NOW,
    )  # fmt: skip
    ForecastDemand.objects.create(agreement=agreement, needed_on=day, occupation="cleaner", number=5)
    services.need(plan_id=rail(region).pk, needed_on=day, occupation="cleaner", number=3, actor=actor)
    survey = queries.survey_row(
        title="Jobbarometer", industry="cleaning", occupation="cleaner", needed_on=date(2026, 6, 30), number=7
    )
    found = queries.demands(actor=actor, on=TODAY, until=date(2027, 1, 1), words=concepts.book(), survey_rows=[survey])
    (total,) = rules.totals(found)
    assert (total.year, total.quarter, total.number) == (2026, 2, 17)
    assert total.by_source == {"order": 2, "agreement": 5, "plan": 3, "survey": 7}
    assert total.train_by == day - timedelta(weeks=6)


def test_open_orders_are_one_sum_of_an_occupation_in_a_quarter_and_the_first_of_them_stand_one_by_one(
    region: Region,
) -> None:
    """What should have begun needs people today; what begins after the period is not of it."""
    actor = region.actor("company_consultant")
    past, soon, next_quarter = TODAY - timedelta(days=40), TODAY + timedelta(days=1), TODAY + timedelta(days=100)
    for places, day in ((1, past), (2, None), (4, soon), (8, next_quarter), (16, TODAY + timedelta(days=400))):
        need(region, places=places, start_earliest=day)
    period = {"actor": actor, "on": TODAY, "until": TODAY + timedelta(days=365), "words": concepts.book()}
    told = [(row.occupation, row.number, row.needed_on) for row in queries.demands(**period)]
    assert told == [("cleaner", 7, TODAY), ("cleaner", 8, next_quarter)]
    lines = [(row.number, row.needed_on) for row in queries.order_lines(each=2, **period)]
    assert lines == [(1, TODAY), (2, TODAY), (8, next_quarter)]
    assert queries.order_lines(each=2, industry="construction", **period) == []
    assert len(queries.order_lines(each=9, industry="cleaning", **period)) == 4


def test_only_who_wrote_a_plan_changes_it_and_only_within_its_period(region: Region) -> None:
    plan = rail(region)
    other, own = region.actor("company_consultant", at=region.fredensborg), region.actor("company_consultant")
    with pytest.raises(NotAllowed, match=r"plan\.by_its_writer"):
        services.need(plan_id=plan.pk, needed_on=TODAY, occupation="cleaner", number=1, actor=other)
    with pytest.raises(NotAllowed, match=r"plan\.needed_outside"):
        services.need(plan_id=plan.pk, needed_on=date(2028, 1, 1), occupation="cleaner", number=1, actor=own)
    for number in (4, 6):  # told again it is corrected
        services.need(plan_id=plan.pk, needed_on=TODAY, occupation="cleaner", number=number, actor=own)
    assert PlannedDemand.objects.get().number == 6


def test_a_consultant_writes_a_plan_and_a_school_reads_when_to_begin(region: Region, signed_in: SignedIn) -> None:
    today = timezone.localdate()
    consultant = signed_in(region.member("company_consultant"))
    told = {"kind": "growth", "title": "Ny fløj", "starts_on": today, "last_day": today + timedelta(days=400)}
    consultant.post(f"/behov/planer/?virksomhed={region.company.pk}", told)
    plan = DemandPlan.objects.get()
    assert plan.company == region.company
    soon = {"needed_on": today + timedelta(days=14), "occupation": "cleaner", "number": 12, "training_weeks": ""}
    consultant.post(f"/behov/planer/{plan.pk}/", soon)
    school = partner(region, "vocational_school", "school_consultant")
    page = signed_in(Membership.objects.get(pk=school.membership_id)).get("/behov/").content.decode()
    assert "Ny fløj" in page
    assert "Planer og projekter: 12" in page
    assert "er overskredet" in page  # six weeks of training, two weeks left


def test_the_list_is_folded_by_quarter_the_first_one_open_and_the_most_wanted_first(
    region: Region, signed_in: SignedIn
) -> None:
    today = timezone.localdate()
    actor = region.actor("company_consultant")
    plan = services.plan(
        kind="project", title="Sygehus", starts_on=today, ends_before=today + timedelta(days=700), actor=actor, now=NOW
    )
    for days, occupation, number in ((1, "cleaner", 2), (1, "rail_worker", 40), (400, "cleaner", 7)):
        day = today + timedelta(days=days)
        services.need(plan_id=plan.pk, needed_on=day, occupation=occupation, number=number, actor=actor)
    page = signed_in(region.member("company_consultant")).get("/behov/").content.decode()
    first, second = page.split('<details class="panel"')[1:]
    assert first.startswith(" open")
    assert not second.startswith(" open")
    assert f"{(today + timedelta(days=1)).year}: 42 personer, 2 stillinger" in first
    assert first.index('class="number">40<') < first.index('class="number">2<')
    assert "7 personer, 1 stilling" in second
