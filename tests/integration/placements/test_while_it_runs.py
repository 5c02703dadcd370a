"""A stay starts, is followed up, changes hours, pauses, and ends with its outcome and the next step."""

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client

from tests.integration.region import NOW, TODAY, Region
from tovholder.accounts.conflicts import NotAllowed, OutOfReach, Stale
from tovholder.accounts.models import AuditEntry, Membership, Organisation, Unit
from tovholder.people.models import Person
from tovholder.placements import queries, services
from tovholder.placements.models import FollowUp, HoursPeriod, Placement


@pytest.fixture
def stay(region: Region) -> Placement:
    """Started a month ago, 20 hours unpaid, two follow-ups waiting."""
    found = region.stay(region.person(programme="introduction_programme"), hours_unpaid=20)
    HoursPeriod.objects.create(
        placement=found, starts_on=found.starts_on, ends_before=found.ends_before, unpaid=20, paid=0
    )
    for day in (date(2026, 2, 18), date(2026, 3, 18)):
        FollowUp.objects.create(placement=found, due_on=day)
    return found


def _fresh(stay: Placement) -> Placement:
    return Placement.objects.get(pk=stay.pk)


def _end(region: Region, stay: Placement, **told: object) -> Placement:
    facts: dict[str, object] = {
        "version": stay.version,
        "ended_on": TODAY,
        "outcome": "ordinary_job_here",
        "next_step": "aftercare",
        "reason": "found_job",
    }
    return services.end(
        placement_id=stay.pk,
        actor=region.actor("caseworker"),
        now=NOW,
        **(facts | told),  # type: ignore[arg-type]
    )


def test_nobody_starts_before_the_agreed_day_or_without_an_agreement(region: Region, stay: Placement) -> None:
    actor = region.actor("caseworker")
    for status, on, code in (
        ("agreed", stay.starts_on - timedelta(days=1), "placement.starts_later"),
        ("planned", stay.starts_on, "placement.no_such_step"),
    ):
        other = region.stay(region.person("Bilal"), status=status)
        with pytest.raises(NotAllowed) as refused:
            services.start(placement_id=other.pk, version=1, on=on, actor=actor, now=NOW)
        assert refused.value.code == code


def test_nobody_is_noted_as_begun_on_a_day_to_come(region: Region) -> None:
    begins = TODAY + timedelta(days=3)
    agreed = region.stay(region.person(), status="agreed", starts_on=begins)
    with pytest.raises(NotAllowed) as refused:
        services.start(placement_id=agreed.pk, version=1, on=begins, actor=region.actor("caseworker"), now=NOW)
    assert refused.value.code == "placement.not_begun_yet"


def test_a_conversation_meets_the_date_that_was_due_and_leaves_the_next(region: Region, stay: Placement) -> None:
    services.record_follow_up(
        placement_id=stay.pk, held_on=TODAY, words="Går godt.", actor=region.actor("caseworker"), now=NOW
    )
    rows = list(stay.follow_ups.order_by("due_on").values_list("due_on", "held_on", "words"))
    assert rows == [(date(2026, 2, 18), TODAY, "Går godt."), (date(2026, 3, 18), None, "")]


def test_a_follow_up_cannot_be_held_tomorrow(region: Region, stay: Placement) -> None:
    with pytest.raises(NotAllowed):
        services.record_follow_up(
            placement_id=stay.pk,
            held_on=TODAY + timedelta(days=1),
            words="",
            actor=region.actor("caseworker"),
            now=NOW,
        )


def test_an_ordinary_job_is_never_without_a_next_date(region: Region) -> None:
    job = region.stay(region.person("Bilal"), kind="ordinary_job", ends_before=None)
    services.record_follow_up(placement_id=job.pk, held_on=TODAY, words="", actor=region.actor("caseworker"), now=NOW)
    assert job.follow_ups.filter(held_on__isnull=True).get().due_on > TODAY


def test_a_new_step_on_the_hours_ladder_ends_the_step_before(region: Region, stay: Placement) -> None:
    answer = services.change_hours(
        placement_id=stay.pk,
        version=1,
        starts_on=TODAY,
        unpaid=Decimal(15),
        paid=Decimal(10),
        actor=region.actor("caseworker"),
        now=NOW,
    )
    assert answer.agreed
    rows = list(stay.hours.order_by("starts_on").values_list("starts_on", "ends_before", "unpaid", "paid"))
    assert rows == [(stay.starts_on, TODAY, 20, 0), (TODAY, stay.ends_before, 15, 10)]
    assert _fresh(stay).hours_paid == 10


def test_more_than_full_time_is_refused_and_changes_nothing(region: Region, stay: Placement) -> None:
    answer = services.change_hours(
        placement_id=stay.pk,
        version=1,
        starts_on=TODAY,
        unpaid=Decimal(30),
        paid=Decimal(8),
        actor=region.actor("caseworker"),
        now=NOW,
    )
    assert not answer.agreed
    assert stay.hours.count() == 1


@pytest.mark.parametrize(("weeks", "allowed"), [(26, True), (27, False)])
def test_a_stay_is_made_longer_up_to_the_cap_and_no_further(
    region: Region, stay: Placement, weeks: int, allowed: bool
) -> None:
    until = stay.starts_on + timedelta(weeks=weeks)
    answer = services.extend(
        placement_id=stay.pk, version=1, ends_before=until, actor=region.actor("caseworker"), now=NOW
    )
    assert answer.agreed is allowed
    assert (_fresh(stay).ends_before == until) is allowed


def test_every_end_has_an_outcome_and_a_next_step(region: Region, stay: Placement) -> None:
    for missing in ({"outcome": ""}, {"next_step": ""}, {"outcome": "no_such"}):
        with pytest.raises(NotAllowed):
            _end(region, stay, **missing)
    ended = _end(region, stay, next_step_on=TODAY + timedelta(days=14))
    assert (ended.status, ended.outcome, ended.next_step) == ("ended_early", "ordinary_job_here", "aftercare")
    assert not stay.follow_ups.filter(held_on__isnull=True).exists()


def test_an_early_end_says_why_and_an_end_on_time_needs_no_reason(region: Region, stay: Placement) -> None:
    with pytest.raises(NotAllowed):
        _end(region, stay, reason="")
    on_time = region.stay(region.person("Bilal"), ends_before=TODAY + timedelta(days=1))
    assert _end(region, on_time, reason="").status == "ended"


def test_what_a_colleague_did_in_the_meantime_is_not_run_over(region: Region, stay: Placement) -> None:
    services.interrupt(placement_id=stay.pk, version=1, reason="childcare", actor=region.actor("caseworker"), now=NOW)
    with pytest.raises(Stale):
        _end(region, stay)
    assert _fresh(stay).status == "interrupted"


def test_illness_is_told_inside_the_own_case_and_nowhere_else(region: Region, stay: Placement) -> None:
    company = Organisation.objects.create(kind="company", name="Strandhotellet")
    region.company.organisation = company
    region.company.save()
    services.interrupt(
        placement_id=stay.pk,
        version=1,
        reason="illness",
        words="Opereres torsdag.",
        actor=region.actor("caseworker"),
        now=NOW,
    )
    own = region.actor("caseworker")
    event = queries.events(queries.placement(stay.pk, actor=own), actor=own)[-1]
    assert (event.reason, event.words) == ("illness", "Opereres torsdag.")
    contact = region.actor("company_contact", at=company)
    event = queries.events(queries.placement(stay.pk, actor=contact), actor=contact)[-1]
    assert (event.target, event.reason, event.words) == ("interrupted", "", "")


def test_a_placement_is_seen_by_the_own_municipality_and_by_no_other(region: Region, stay: Placement) -> None:
    mine = region.actor("company_consultant")
    assert queries.placement(stay.pk, actor=mine).pk == stay.pk
    assert mine.book.shown == {stay.person_id: "placement"}
    for actor in (
        region.actor("company_consultant", at=region.fredensborg),
        region.actor("coordinator"),
        region.actor("steering_member"),
        region.actor("administrator"),
        region.actor("company_consultant", scope="caseload", initials="CL"),
    ):
        with pytest.raises(OutOfReach):
            queries.placement(stay.pk, actor=actor)


def test_a_plan_is_not_shown_to_the_company(region: Region) -> None:
    company = Organisation.objects.create(kind="company", name="Strandhotellet")
    region.company.organisation = company
    region.company.save()
    region.stay(region.person(), status="planned")
    region.stay(region.person("Bilal"), status="cancelled")
    agreed = region.stay(region.person("Chaman"), status="agreed")
    contact = region.actor("company_contact", at=company)
    assert [row.pk for row in queries.visible(actor=contact)] == [agreed.pk]


def test_what_ends_within_the_notice_stands_on_the_list(region: Region) -> None:
    soon = region.stay(region.person(), ends_before=TODAY + timedelta(days=21))
    region.stay(region.person("Bilal"), ends_before=TODAY + timedelta(days=22))
    region.stay(region.person("Chaman"), ends_before=TODAY, status="cancelled")
    assert [row.pk for row in queries.ending_soon(actor=region.actor("caseworker"), on=TODAY)] == [soon.pk]


def _follow_up(region: Region, stay: Placement, **told: object) -> FollowUp:
    facts: dict[str, object] = {"held_on": TODAY, "words": "Det går godt"}
    return services.record_follow_up(
        placement_id=stay.pk,
        actor=region.actor("caseworker"),
        now=NOW,
        **(facts | told),  # type: ignore[arg-type]
    )


@pytest.mark.parametrize(
    ("told", "code"),
    [
        ({"held_on": date(2026, 2, 3)}, "placement.held_before_stay"),
        ({"next_on": TODAY}, "placement.next_before_this"),
        ({"next_on": TODAY - timedelta(days=1)}, "placement.next_before_this"),
    ],
)
def test_a_follow_up_lies_inside_time(region: Region, stay: Placement, told: dict[str, object], code: str) -> None:
    with pytest.raises(NotAllowed, match=code):
        _follow_up(region, stay, **told)
    with pytest.raises(NotAllowed, match="held_before_stay"):
        services.plan_follow_up(
            placement_id=stay.pk, due_on=date(2026, 2, 3), actor=region.actor("caseworker"), now=NOW
        )


def test_a_follow_up_sent_twice_is_one(region: Region, stay: Placement) -> None:
    first = _follow_up(region, stay)
    assert _follow_up(region, stay) == first
    assert stay.follow_ups.filter(held_on__isnull=False).count() == 1
    assert _follow_up(region, stay, words="Ringede igen om eftermiddagen") != first


def test_hours_do_not_begin_after_the_stay_and_none_are_worked_tomorrow(region: Region, stay: Placement) -> None:
    step = {"placement_id": stay.pk, "version": 1, "unpaid": Decimal(10), "paid": Decimal(5), "now": NOW}
    step |= {"actor": region.actor("caseworker")}
    with pytest.raises(NotAllowed, match="hours_outside_stay"):
        services.change_hours(starts_on=stay.ends_before, **step)
    with pytest.raises(NotAllowed, match="hours_not_worked_yet"):
        services.change_hours(starts_on=TODAY + timedelta(days=1), real=True, **step)


def test_the_next_step_does_not_lie_before_the_end(region: Region, stay: Placement) -> None:
    with pytest.raises(NotAllowed, match="next_step_before_end"):
        _end(region, stay, next_step_on=TODAY - timedelta(days=1))
    assert _end(region, stay, next_step_on=TODAY).ended_on == TODAY


def test_another_unit_reads_neither_the_reason_of_health_nor_the_words_of_a_stay(
    region: Region, stay: Placement, signed_in: Callable[[Membership], Client]
) -> None:
    elsewhere = Unit.objects.create(organisation=region.helsingor, name="Jobteam", field="employment")
    Person.objects.filter(pk=stay.person_id).update(unit=elsewhere)
    services.end(
        placement_id=stay.pk,
        version=stay.version,
        ended_on=TODAY - timedelta(days=1),
        outcome="could_not_go_on",
        next_step="ordinary_job",
        actor=region.actor("caseworker"),
        now=NOW,
        words="Opereres torsdag.",
        reason="illness",
    )
    address = f"/forlob/{stay.pk}/"
    page = signed_in(region.member("caseworker")).get(address).content.decode()
    assert "Opereres torsdag." not in page
    assert "Sygdom" not in page
    leader = signed_in(region.member("team_leader")).get(address).content.decode()
    assert "Opereres torsdag." in leader
    assert "Sygdom" in leader
    assert "illness" not in str(list(AuditEntry.objects.values_list("facts", flat=True)))


def test_the_hours_of_a_job_are_changed_to_paid_ones_only(region: Region) -> None:
    job = region.stay(region.person("Bilal"), kind="ordinary_job", hours_paid=30, ends_before=None)
    told: Any = {
        "placement_id": job.pk,
        "version": 1,
        "starts_on": TODAY,
        "actor": region.actor("caseworker"),
        "now": NOW,
    }
    refused = services.change_hours(unpaid=Decimal(10), paid=Decimal(20), **told)
    assert [decision.code for decision in refused.in_the_way] == ["hours.unpaid_beside_pay"]
    assert not job.hours.exists()
    assert services.change_hours(unpaid=Decimal(0), paid=Decimal(35), **told).agreed
