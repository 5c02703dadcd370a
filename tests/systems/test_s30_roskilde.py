"""S30, Roskilde at BC Hospitality Group: a base on site, a funnel both parties follow, and its figures out of data."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client

from tests.integration.alignment import written
from tests.integration.region import NOW, Region
from tovholder.accounts.conflicts import NotAllowed
from tovholder.accounts.models import Membership
from tovholder.companies.models import CompanyContact
from tovholder.people.models import Person
from tovholder.placements import group_queries, group_services
from tovholder.placements.group_services import GroupPlan
from tovholder.placements.models import GroupBase, GroupEntry, GroupMove, GroupNote, GroupStay

SignedIn = Callable[[Membership], Client]
LINE = ("candidate", "screening", "interview", "final_list", "started")
COMPLETED = (*LINE, "completed")
OFFERED = (*COMPLETED, "wage_subsidy")
# The seed's figures, as the ways of people. Autumn 2016: 29 began, 18 completed, 6 still attached.
AUTUMN_2016 = {(*LINE, "out"): 11, COMPLETED: 12, (*COMPLETED, "attached"): 6}
# The latest round: 30 enrolled, 10 on cash benefit and 20 on integration benefit; 14 offered wage subsidy, 6 of them
# stopped, 8 left, 1 in an ordinary job; 5 positions filled in Bella Center outside the course.
LATEST = {(*LINE, "out"): 9, COMPLETED: 7, (*OFFERED, "out"): 6, OFFERED: 7, (*OFFERED, "attached"): 1}
BENEFITS = {"cash_benefit": 10, "integration_benefit": 20}


def _group(region: Region, **facts: Any) -> GroupStay:
    actor = region.actor("company_consultant")
    told: dict[str, Any] = {
        "unit_id": region.workplace.pk, "title": "Bella Center", "trades": ["køkken", "teknisk service", "rengøring"],
        "places": 30, "starts_on": date(2026, 2, 2), "ends_before": date(2026, 5, 2),
        "mentors_instructed_on": date(2026, 1, 26),
    }  # fmt: skip
    return group_services.plan_group(new=GroupPlan(**(told | facts)), actor=actor, now=NOW)


def _cohort(region: Region, group: GroupStay, ways: dict[tuple[str, ...], int], benefits: dict[str, int]) -> None:
    """As rows: that the services write such rows is shown below, with one person."""
    each = [way for way, number in ways.items() for _ in range(number)]
    given = [code for code, number in benefits.items() for _ in range(number)] or [""] * len(each)
    people = Person.objects.bulk_create(
        Person(organisation=region.helsingor, given_name=f"Nr{at}", family_name="P", created_at=NOW, touched_at=NOW)
        for at in range(len(each))
    )
    entries = GroupEntry.objects.bulk_create(
        GroupEntry(group=group, person=person, organisation=region.helsingor, stage=way[-1], benefit=benefit)
        for person, way, benefit in zip(people, each, given, strict=True)
    )
    GroupMove.objects.bulk_create(
        GroupMove(
            entry=entry, at=NOW, source=way[at - 1] if at else "", target=stage,
            reason={"out": "stopped", "attached": "ordinary_job"}.get(stage, "fits"),
        )
        for entry, way in zip(entries, each, strict=True)
        for at, stage in enumerate(way)
    )  # fmt: skip


def _reached(group: GroupStay) -> dict[str, int]:
    return {step.stage: step.reached for step in group_queries.figures(group).steps}


def test_s30_1_29_began_18_completed_and_6_are_attached_as_data_and_on_both_parties_pages(
    region: Region, signed_in: SignedIn
) -> None:
    group = _group(region)
    _cohort(region, group, AUTUMN_2016, {})
    reached = _reached(group)
    assert (reached["started"], reached["completed"], reached["attached"]) == (29, 18, 6)
    staff = signed_in(region.member("company_consultant")).get(f"/samarbejde/grupper/{group.pk}/").content.decode()
    firm = signed_in(written.company_member(region)).get(f"/virksomhed/forventninger/gruppe/{group.pk}/")
    for page in (staff, firm.content.decode()):
        for number in (29, 18, 6):
            assert f'data-label="Nåede hertil">{number}<' in page


def test_s30_1_the_company_reads_names_from_the_interview_on_and_counts_before(
    region: Region, signed_in: SignedIn
) -> None:
    group, actor = _group(region), region.actor("company_consultant")
    entry = group_services.add_to_group(group_id=group.pk, person_id=region.person("Zahra").pk, actor=actor, now=NOW)
    Person.objects.update(called="Mina")
    client = signed_in(written.company_member(region))
    address = f"/virksomhed/forventninger/gruppe/{group.pk}/"
    assert "Mina" not in client.get(address).content.decode()
    for version, stage in enumerate(("screening", "interview"), start=1):
        group_services.move_in_group(
            entry_id=entry.pk, version=version, target=stage, reason="fits", actor=actor, now=NOW
        )
    page = client.get(address).content.decode()
    assert "Mina" in page
    assert "Zahra" not in page
    told = GroupMove.objects.order_by("pk").values_list("target", "reason", "by")
    assert [(stage, reason) for stage, reason, _by in told] == [
        ("candidate", ""), ("screening", "fits"), ("interview", "fits"),
    ]  # fmt: skip
    assert {by for *_rest, by in told} == {actor.membership_id}


def test_s30_2_staff_are_on_site_on_named_days_mentors_are_instructed_before_and_the_log_is_cleared_fast(
    region: Region, signed_in: SignedIn
) -> None:
    group, member = _group(region), region.member("company_consultant")
    client = signed_in(member)
    address = f"/samarbejde/grupper/{group.pk}/"
    assert client.post(f"{address}paa-stedet/", {"member": member.pk, "weekdays": ["0", "3"]}).status_code == 302
    assert GroupBase.objects.get().weekdays == [0, 3]
    line = {"on": "2026-03-04", "kind": "misunderstanding", "words": "Pause blev forstået som fyraften", "number": ""}
    assert client.post(f"{address}linje/", line).status_code == 302
    note = GroupNote.objects.get()
    client.post(f"{address}klaret/", {"note": note.pk})
    note.refresh_from_db()
    assert note.solved_on is not None
    page = client.get(address).content.decode()
    assert "Mandag, Torsdag" in page
    assert "26. januar 2026" in page
    late = group_services.GroupPlan(
        unit_id=region.workplace.pk, title="B", places=9, starts_on=date(2026, 2, 2), ends_before=date(2026, 3, 2),
        mentors_instructed_on=date(2026, 2, 3),
    )  # fmt: skip
    with pytest.raises(NotAllowed, match=r"group\.mentors_instructed_late"):
        group_services.plan_group(new=late, actor=region.actor("company_consultant"), now=NOW)


def test_s30_3_the_latest_rounds_figures_come_out_as_they_were_told(region: Region) -> None:
    group, actor = _group(region), region.actor("company_consultant")
    _cohort(region, group, LATEST, BENEFITS)
    group_services.note_for_group(
        group_id=group.pk, on=NOW.date(), kind="side_effect", words="Fem i Bella Center", number=5, actor=actor, now=NOW
    )
    steps = {step.stage: step for step in group_queries.figures(group).steps}
    assert steps["started"].reached == 30
    assert group_queries.benefits(group_queries.entries(group, actor=actor)) == BENEFITS
    figures = group_queries.figures(group)
    offered = steps["wage_subsidy"]
    assert (offered.reached, offered.left, offered.reached - offered.left) == (14, 6, 8)
    assert (steps["attached"].here, figures.attached) == (1, {"ordinary_job": 1})
    assert group_queries.filled_outside(group) == 5
    assert ("wage_subsidy", "stopped", 6) in figures.out


def test_s30_4_one_contact_and_a_leader_on_each_side_also_after_the_course(region: Region, signed_in: SignedIn) -> None:
    chef, boss = (CompanyContact.objects.create(company=region.company, name=name) for name in ("Kokken", "Direktøren"))
    leader = region.member("team_leader")
    group = _group(
        region, company_contact_id=chef.pk, company_leader_id=boss.pk, leader_id=leader.pk,
        supported_until=date(2026, 11, 2),
    )  # fmt: skip
    page = signed_in(region.member("company_consultant")).get(f"/samarbejde/grupper/{group.pk}/").content.decode()
    for words in ("Kokken", "Direktøren", leader.user.name, "2. november 2026"):
        assert words in page


def test_s30_1_the_company_chooses_at_the_interviews_and_the_funnel_of_both_parties_follows(
    region: Region, signed_in: SignedIn
) -> None:
    group = _group(region)
    meets = ("candidate", "screening", "interview")
    _cohort(region, group, AUTUMN_2016 | {meets: 2}, {})
    client, address = signed_in(written.company_member(region)), f"/virksomhed/forventninger/gruppe/{group.pk}/"
    yes, no = GroupEntry.objects.filter(group=group, stage="interview").order_by("pk")
    told = {"version": 1, "words": "Ring i morgen"}
    client.post(f"{address}svar/", told | {"entry": yes.pk, "answer": "final_list"})
    client.post(f"{address}svar/", told | {"entry": no.pk, "answer": "out", "reason": "danish"})
    steps = {step.stage: step for step in group_queries.figures(group).steps}
    assert (steps["interview"].reached, steps["interview"].left, steps["interview"].here) == (31, 1, 0)
    assert (steps["final_list"].reached, steps["final_list"].here) == (30, 1)
    assert (steps["started"].reached, steps["completed"].reached, steps["attached"].reached) == (29, 18, 6)
    staff = signed_in(region.member("company_consultant")).get(f"/samarbejde/grupper/{group.pk}/").content.decode()
    for page in (staff, client.get(address).content.decode()):
        for number in (31, 30, 29, 18, 6):
            assert f'data-label="Nåede hertil">{number}<' in page
    assert ("interview", "danish", 1) in group_queries.figures(group).out
    assert "Ring i morgen" in staff
