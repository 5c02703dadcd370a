"""My day and nobody forgotten, from facts: each appears when it is due and goes when it is done."""

from datetime import date, timedelta

import pytest

from tests.integration.region import NOW, TODAY, Region
from tovholder.accounts.models import Membership
from tovholder.pathways import services as pathways
from tovholder.people.models import Person
from tovholder.placements.models import FollowUp
from tovholder.proposals.models import Proposal
from tovholder.worklists import forgotten, items, queries

pytestmark = pytest.mark.by_turns

LIMITS = items.limits(NOW, TODAY)
LONG_AGO = NOW - timedelta(days=90)


def due(region: Region, kind: str, *, whose: int | None = None, role: str = "team_leader") -> list[object]:
    return list(queries.due(kind, actor=region.actor(role), limits=LIMITS, whose=queries.Whose(whose)))


def old(person: Person) -> Person:
    Person.objects.filter(pk=person.pk).update(created_at=LONG_AGO)
    return person


def test_no_offer_two_weeks_after_takeover_is_due_until_there_is_a_stay(region: Region) -> None:
    late = region.person(takeover_on=date(2026, 2, 1))
    region.person("Ny", takeover_on=date(2026, 3, 1))
    region.person("Før loven", takeover_on=date(2014, 3, 1))
    assert due(region, "first_offer") == [late]
    region.stay(late, status="agreed")
    assert due(region, "first_offer") == []


def test_nobody_talked_with_for_the_days_of_the_parameter_is_due_until_somebody_does(region: Region) -> None:
    person = old(region.person())
    assert due(region, "no_contact") == [person]
    pathways.register_contact(person_id=person.pk, kind="phone", at=NOW, now=NOW, actor=region.actor("caseworker"))
    assert due(region, "no_contact") == []


def test_an_agreed_talk_is_due_on_its_day_until_the_next_contact(region: Region) -> None:
    person, actor = region.person(), region.actor("caseworker")
    pathways.register_contact(
        person_id=person.pk, kind="phone", at=NOW - timedelta(days=9), now=NOW, next_on=TODAY, actor=actor
    )
    assert due(region, "agreed_talk") == [person]
    pathways.register_contact(person_id=person.pk, kind="talk", at=NOW, now=NOW, actor=actor)
    assert due(region, "agreed_talk") == []


def test_follow_ups_are_told_a_week_ahead_and_only_while_the_stay_runs(region: Region) -> None:
    stay = region.stay(region.person())
    soon = FollowUp.objects.create(placement=stay, due_on=TODAY + timedelta(days=7))
    FollowUp.objects.create(placement=stay, due_on=TODAY + timedelta(days=8))
    assert due(region, "follow_up") == [soon]
    stay.status, stay.outcome = "ended", "goal_reached"
    stay.save()
    assert due(region, "follow_up") == []


def test_a_stay_is_told_three_weeks_before_it_ends(region: Region) -> None:
    ending = region.stay(region.person(), ends_before=TODAY + timedelta(days=21))
    region.stay(region.person("Senere"), ends_before=TODAY + timedelta(days=22))
    assert due(region, "ending") == [ending]


@pytest.mark.parametrize(
    ("kind", "facts"),
    [
        ("unanswered", {"received_at": NOW - timedelta(hours=25), "answered_at": None}),
        ("ownerless", {"owner": None}),
        ("stale", {"fresh_until": TODAY - timedelta(days=1)}),
    ],
)
def test_an_order_is_told_for_what_is_wrong_with_it_and_for_nothing_else(
    region: Region, kind: str, facts: dict[str, object]
) -> None:
    in_order = {"owner": region.member("company_consultant"), "answered_at": NOW}
    region.order(**(in_order | facts))
    told = {each for each in items.ORDER_KINDS if due(region, each)}
    assert told == {kind}


def proposed(region: Region, person: Person, by: Membership, **facts: object) -> Proposal:
    told = {"status": "proposed", "pseudonym": "AB12CD34", "created_at": NOW, "touched_at": NOW}
    order = region.order(owner=by)
    return Proposal.objects.create(
        order=order, person=person, organisation_id=person.organisation_id, proposed_by=by, **(told | facts)
    )


def test_a_proposal_waits_for_the_contact_first_and_for_the_owner_of_the_order_when_both_said_yes(
    region: Region,
) -> None:
    contact, owner = region.member("caseworker", initials="CC"), region.member("company_consultant", initials="OO")
    proposal = proposed(region, region.person(contact=contact), owner)
    assert due(region, "answer", whose=contact.pk) == [proposal]
    for status in ("contacted", "accepted_by_citizen"):
        proposal.status = status
        proposal.citizen_accepted_at = proposal.caseworker_accepted_at = NOW
        proposal.save()
    assert due(region, "answer", whose=contact.pk) == []
    assert due(region, "company", whose=owner.pk) == [proposal]


def test_what_the_team_leader_counts_is_what_each_list_holds(region: Region) -> None:
    anna, bo = region.member("caseworker", initials="AA"), region.member("company_consultant", initials="BB")
    for contact in (anna, anna, bo, None):
        person = old(region.person(contact=contact, takeover_on=date(2026, 1, 1)))
    stay = region.stay(region.person(contact=bo), ends_before=TODAY + timedelta(days=3))
    FollowUp.objects.create(placement=stay, due_on=TODAY)
    proposed(region, person, bo)
    region.order(received_at=LONG_AGO)
    counted = queries.counts(actor=region.actor("team_leader"), limits=LIMITS)
    everybody = counted.pop(queries.EVERYBODY)
    assert counted[anna.pk]["first_offer"] == 2
    for holder, kinds in counted.items():
        for kind, number in kinds.items():
            assert len(due(region, kind, whose=holder)) == number, (holder, kind)
    for kind in items.KINDS:
        assert len(due(region, kind)) == sum(kinds[kind] for kinds in counted.values()) == everybody[kind]
    for holder in counted:
        together = queries.due_now(
            actor=region.actor("team_leader"), limits=LIMITS, whose=queries.Whose(holder), most=99
        )
        apart = {kind: due(region, kind, whose=holder) for kind in items.KINDS}
        assert together == {kind: rows for kind, rows in apart.items() if rows}


@pytest.mark.parametrize("role", ["benefits_officer", "steering_member", "school_consultant", "mentor"])
def test_others_than_case_staff_have_no_worklist_of_cases(region: Region, role: str) -> None:
    old(region.person(takeover_on=date(2026, 1, 1)))
    assert not any(due(region, kind, role=role) for kind in items.KINDS)


def test_no_worklist_shows_another_municipality(region: Region) -> None:
    old(region.person(takeover_on=date(2026, 1, 1), at=region.fredensborg))
    assert not any(due(region, kind) for kind in items.KINDS)


def whom_nobody_met(region: Region) -> list[Person]:
    return list(forgotten.cases(actor=region.actor("team_leader"), before=LIMITS.contact_before))


def test_somebody_without_contact_offer_or_proposal_is_forgotten_and_each_of_the_three_helps(region: Region) -> None:
    person = old(region.person())
    region.person("Ny")
    assert whom_nobody_met(region) == [person]
    proposal = proposed(region, person, region.member("company_consultant"))
    assert whom_nobody_met(region) == []
    proposal.delete()
    stay = region.stay(person, status="agreed")
    assert whom_nobody_met(region) == []
    stay.delete()
    region.stay(person, status="ended", outcome="goal_reached", ended_on=TODAY - timedelta(days=90))
    assert whom_nobody_met(region) == [person]
    pathways.register_contact(person_id=person.pk, kind="note", at=NOW, now=NOW, actor=region.actor("caseworker"))
    assert whom_nobody_met(region) == []
