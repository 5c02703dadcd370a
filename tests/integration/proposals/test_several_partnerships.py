"""One installation, several partnerships: each list is made of those inside, and what an ended partnership means."""

from collections.abc import Callable
from datetime import date, datetime, timedelta

import pytest
from django.utils import timezone

from tests.integration.proposals.matching import fitting, need, shared
from tests.integration.region import NOW, Region
from tovholder.accounts import organisation_services as members
from tovholder.accounts import queries as accounts
from tovholder.accounts.actors import system
from tovholder.accounts.conflicts import NotAllowed
from tovholder.accounts.models import AuditEntry, Organisation, Partnership, PartnershipMember
from tovholder.companies import queries as companies
from tovholder.people.models import Competence, Person
from tovholder.proposals import queries, runs, services, shown
from tovholder.proposals.models import PersonRanking, Proposal, Ranking

RUN = system("organisation")


@pytest.fixture
def south(region: Region) -> Organisation:
    """A municipality of another partnership."""
    koege = Organisation.objects.create(kind="municipality", name="Køge Kommune", municipality_code="0259")
    solroed = Organisation.objects.create(kind="municipality", name="Solrød Kommune", municipality_code="0269")
    Partnership.objects.create(name="Syd").organisations.set([koege, solroed])
    return koege


def leave(region: Region, on: date, *, now: datetime) -> None:
    members.leave_partnership(actor=RUN, name="Nord", organisation_ids=[region.fredensborg.pk], ends_before=on, now=now)


def people_on(ranking: Ranking) -> set[int]:
    return {entry["person"] for part in (ranking.entries, ranking.ask_first, ranking.near_misses) for entry in part}


def test_a_list_is_full_where_twenty_stand_inside_though_better_ones_stand_outside(
    region: Region, south: Organisation
) -> None:
    inside = [shared(fitting(region, f"Inde{n}", at=region.fredensborg)) for n in range(22)]
    outside = [shared(fitting(region, f"Ude{n}", at=south)) for n in range(22)]
    Competence.objects.filter(person__in=outside).update(level=3)
    order = need(region)
    runs.nightly(now=NOW)
    ranking = Ranking.objects.get(order=order)
    # Of 22 who fit alike the joint plan may choose one beyond the first twenty: whom it chose stands there too.
    full = 20 + len(set(ranking.plan["people"]) - {entry["person"] for entry in ranking.entries[:20]})
    assert len(ranking.entries) == full
    assert people_on(ranking) <= {person.pk for person in inside}
    assert ranking.gate_counts["possible"] == ranking.gate_counts["others"]["pairs"] == 22
    rows = shown.for_order(order, actor=region.actor("company_consultant")).ranked
    assert len(rows) == full


def test_no_list_question_near_miss_or_count_holds_somebody_outside_in_either_direction(
    region: Region, south: Organisation
) -> None:
    away = [
        shared(fitting(region, "Passer", at=south)),
        shared(fitting(region, "Spørges", at=south, travel_means="")),
        shared(fitting(region, "Næsten", at=south, danish_module=2)),
    ]
    order = need(region)
    for made_by in ("nightly", "refresh"):
        getattr(runs, made_by)(now=NOW)
        ranking = Ranking.objects.get(order=order)
        assert people_on(ranking) == set()
        assert ranking.gate_counts["others"] == {"pairs": 0, "closed": {}}
        for person in away:
            own = PersonRanking.objects.get(person=person)
            assert (own.entries, own.reason_none) == ([], {"code": "none.no_orders", "gate": ""})
        Person.objects.update(touched_at=NOW + timedelta(minutes=1))


def test_a_municipality_in_both_partnerships_meets_both_and_they_do_not_meet_each_other(
    region: Region, south: Organisation
) -> None:
    Partnership.objects.get(name="Syd").organisations.add(region.fredensborg)
    here, both, there = (
        shared(fitting(region, name, at=at, travel_minutes=240))
        for name, at in (("Her", region.helsingor), ("Begge", region.fredensborg), ("Der", south))
    )
    north_order, south_order = need(region), need(region, "Rengøring i Køge", taken_by=south)
    runs.nightly(now=NOW)
    assert people_on(Ranking.objects.get(order=north_order)) == {here.pk, both.pk}
    assert people_on(Ranking.objects.get(order=south_order)) == {there.pk, both.pk}


def test_nobody_outside_can_be_proposed_even_by_somebody_who_sees_both(region: Region, south: Organisation) -> None:
    person, order = shared(fitting(region, at=south)), need(region)
    with pytest.raises(NotAllowed, match=r"proposal\.not_possible_now"):
        services.propose(order_id=order.pk, person_id=person.pk, actor=system("night"), why="", now=NOW)
    with pytest.raises(queries.NoSuchProposal):
        services.propose(
            order_id=order.pk, person_id=person.pk, actor=region.actor("caseworker"), why="", now=timezone.now()
        )


@pytest.mark.parametrize(
    ("days", "meet"),
    [
        ({}, True),
        ({"starts_on": -1}, True),
        ({"starts_on": 0}, True),
        ({"starts_on": 1}, False),
        ({"ends_before": 1}, True),
        ({"ends_before": 0}, False),
        ({"starts_on": -9, "ends_before": -2}, False),
    ],
)
def test_who_recruits_together_is_asked_of_the_day(region: Region, days: dict[str, int], meet: bool) -> None:
    today = timezone.localdate()
    PartnershipMember.objects.filter(organisation=region.fredensborg).update(
        **{name: today + timedelta(days=offset) for name, offset in days.items()}
    )
    order = need(region, taken_by=region.fredensborg)
    person = shared(fitting(region))
    actor = region.actor("company_consultant")
    assert companies.visible_orders(actor=actor).filter(pk=order.pk).exists() is meet
    assert (region.fredensborg in accounts.partner_organisations(actor=actor)) is meet
    runs.nightly(now=timezone.localtime())
    assert people_on(Ranking.objects.get(order=order)) == ({person.pk} if meet else set())


def test_a_list_made_before_somebody_left_shows_them_no_more_and_all_lists_are_made_again(region: Region) -> None:
    person, order = shared(fitting(region, at=region.fredensborg)), need(region)
    now = timezone.localtime()
    runs.nightly(now=now)
    assert not runs.is_due(now=now)
    actor = region.actor("company_consultant")
    assert [row.pseudonym for row in shown.for_order(order, actor=actor).ranked]
    leave(region, now.date(), now=now + timedelta(minutes=5))
    assert shown.for_order(order, actor=region.actor("company_consultant")).ranked == ()
    assert runs.is_due(now=now + timedelta(minutes=6))
    runs.nightly(now=now + timedelta(minutes=6))
    assert not runs.is_due(now=now + timedelta(minutes=7))
    assert people_on(Ranking.objects.get(order=order)) == set()
    assert PersonRanking.objects.get(person=person).entries == []


def across(region: Region) -> Proposal:
    person, order = shared(fitting(region, at=region.fredensborg)), need(region)
    return services.propose(
        order_id=order.pk, person_id=person.pk, actor=region.actor("company_consultant"), why="", now=timezone.now()
    )


def said_yes(region: Region, proposal: Proposal) -> Proposal:
    actor, now = region.actor("caseworker", at=region.fredensborg), timezone.now()
    proposal = services.contacted(proposal_id=proposal.pk, version=proposal.version, actor=actor, now=now)
    proposal = services.citizen_answers(
        proposal_id=proposal.pk, version=proposal.version, actor=actor, accepts=True, now=now
    )
    return services.caseworker_accepts(proposal_id=proposal.pk, version=proposal.version, actor=actor, now=now)


def test_after_the_end_a_waiting_proposal_opens_nothing_and_can_be_withdrawn(region: Region) -> None:
    proposal = across(region)
    leave(region, timezone.localdate(), now=timezone.now())
    with pytest.raises(NotAllowed, match=r"proposal\.no_longer_together"):
        said_yes(region, proposal)
    assert not Person.objects.get(pk=proposal.person_id).accesses.exists()
    proposal.refresh_from_db()
    done = services.withdraw(
        proposal_id=proposal.pk,
        version=proposal.version,
        actor=region.actor("company_consultant"),
        reason="order_closed",
        now=timezone.now(),
    )
    assert done.status == "withdrawn"


def test_what_both_had_accepted_before_the_end_goes_on(region: Region) -> None:
    proposal = said_yes(region, across(region))
    leave(region, timezone.localdate(), now=timezone.now())
    done = services.show_to_company(
        proposal_id=proposal.pk, version=proposal.version, actor=region.actor("company_consultant"), now=timezone.now()
    )
    assert done.status == "shown_to_company"
    assert queries.is_named(done, actor=region.actor("company_consultant"))


def test_who_left_may_come_back_and_both_are_in_the_log(region: Region) -> None:
    today, now = timezone.localdate(), timezone.now()
    leave(region, today, now=now)
    members.join_partnership(
        actor=RUN, name="Nord", organisation_ids=[region.fredensborg.pk, region.helsingor.pk], on=today, now=now
    )
    rows = PartnershipMember.objects.order_by("organisation_id").values_list("starts_on", "ends_before")
    assert list(rows) == [(None, None), (today, None)]
    assert set(AuditEntry.objects.filter(action__startswith="partnership.").values_list("action", flat=True)) == {
        "partnership.leave",
        "partnership.join",
    }


def _join(region: Region) -> None:
    members.join_partnership(
        actor=region.actor("administrator"), name="Nord", organisation_ids=[], on=NOW.date(), now=NOW
    )


def _leave(region: Region) -> None:
    members.leave_partnership(
        actor=region.actor("administrator"), name="Nord", organisation_ids=[], ends_before=NOW.date(), now=NOW
    )


@pytest.mark.parametrize("write", [_join, _leave])
def test_only_the_installation_says_who_recruits_together(region: Region, write: Callable[[Region], None]) -> None:
    with pytest.raises(NotAllowed, match=r"organisation\.only_by_installation"):
        write(region)


def test_leaving_what_one_is_not_in_is_refused(region: Region, south: Organisation) -> None:
    with pytest.raises(NotAllowed, match=r"organisation\.not_in_partnership"):
        members.leave_partnership(actor=RUN, name="Nord", organisation_ids=[south.pk], ends_before=NOW.date(), now=NOW)
