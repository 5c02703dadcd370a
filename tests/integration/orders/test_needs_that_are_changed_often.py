"""Strains and kinds changed again and again could tell who has considerations: the secretariat is told, others wait."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from tests.integration.proposals.matching import fitting, need, shared
from tests.integration.region import Region
from tovholder.accounts import queries as accounts
from tovholder.accounts.actors import Actor
from tovholder.accounts.conflicts import NotAllowed, OutOfReach, Stale
from tovholder.accounts.models import AuditEntry, Membership, Organisation, Partnership, Unit
from tovholder.companies import asking_queries, asking_services, order_import_services, order_services, queries
from tovholder.companies.facts import OrderProfile, SkillNeed
from tovholder.companies.models import JobOrder
from tovholder.proposals import runs, services, shown

SignedIn = Callable[[Membership], Client]
USUAL = 3  # of the parameter as it stands; a test below reads it
STRAINS = ("heavy_lifting", "standing", "noise", "bending", "outdoors")


@pytest.fixture
def secretariat(region: Region) -> Membership:
    at = Organisation.objects.create(kind="secretariat", name="Partssekretariatet")
    Partnership.objects.get(name="Nord").organisations.add(at)
    return region.member("coordinator", at=at)


@pytest.fixture
def order(region: Region) -> JobOrder:
    """Open, with a list on which somebody of the other municipality stands."""
    shared(fitting(region, "Inde", at=region.fredensborg))
    made = need(region, occupation="cleaner")
    runs.nightly(now=timezone.now())
    return made


def profile(order: JobOrder, **facts: object) -> OrderProfile:
    told = {"title": order.title, "occupation": order.occupation, "kinds": tuple(order.kinds)}
    told |= {"strains": tuple(order.strains), "danish_level": 30, "skills": (SkillNeed("office_cleaning", True, 1),)}
    return replace(OrderProfile(**told), **facts)  # type: ignore[arg-type]


def change(region: Region, order: JobOrder, now: datetime | None = None, **facts: object) -> None:
    order.refresh_from_db()
    order_services.change_order(
        order_id=order.pk, version=order.version, profile=profile(order, **facts),
        actor=region.actor("company_consultant"), now=now or timezone.now(),
    )  # fmt: skip


def twin(region: Region, **facts: object) -> JobOrder:
    """A second order for the same work at the same workplace, as the pages make it."""
    actor, now = region.actor("company_consultant"), timezone.now()
    made = order_services.take_order(unit_id=region.workplace.pk, title="Tvilling", words="", actor=actor, now=now)
    told = profile(made, occupation="cleaner", kinds=("work_placement",))
    return order_services.confirm_order(
        order_id=made.pk, version=made.version, profile=replace(told, **facts), actor=actor, now=now
    )


def others(order: JobOrder, actor: Actor) -> int:
    runs.refresh(now=timezone.now())
    order.refresh_from_db()
    told = shown.for_order(order, actor=actor)
    return sum(row.person is None for row in (*told.ranked, *told.ask_first, *told.near_misses))


def beyond(member: Membership) -> list[asking_queries.ChangedOften]:
    return asking_queries.beyond_usual(actor=accounts.actor_of(member), now=timezone.now())


def test_after_the_usual_number_of_changes_nobody_of_others_is_shown_and_the_order_is_saved(
    region: Region, order: JobOrder
) -> None:
    reader = region.actor("company_consultant")
    for strain in STRAINS[:USUAL]:
        change(region, order, strains=(strain,))
        assert others(order, reader) == 1
    change(region, order, strains=())
    assert others(order, reader) == 0
    assert order.strains == []
    told = shown.for_order(order, actor=reader)
    assert told.held is not None
    assert (told.held.code, told.held.facts["changes"], told.counts) == ("order.asks_changed_often", USUAL + 1, {})


def test_own_citizens_stay_on_the_list(region: Region, order: JobOrder) -> None:
    mine = fitting(region, "Egen")
    for strain in STRAINS[: USUAL + 1]:
        change(region, order, strains=(strain,))
    change(region, order, strains=())
    runs.refresh(now=timezone.now())
    order.refresh_from_db()
    told = shown.for_order(order, actor=region.actor("company_consultant"))
    assert [row.person for row in (*told.ranked, *told.ask_first)] == [mine]


def test_own_citizens_outside_the_case_scope_are_held_back_with_the_others(
    region: Region, order: JobOrder, signed_in: SignedIn
) -> None:
    """Their names would fall off the list, or come back to it, with what is asked of health."""
    elsewhere = Unit.objects.create(organisation=region.helsingor, name="Jobteam", field="employment")
    colleagues = fitting(region, "Kollegas", unit=elsewhere)
    reader = region.actor("company_consultant")
    for strain in STRAINS[: USUAL + 1]:
        change(region, order, strains=(strain,))
    change(region, order, strains=())
    runs.refresh(now=timezone.now())
    order.refresh_from_db()
    leader, told = (shown.for_order(order, actor=each) for each in (region.actor("team_leader"), reader))
    assert [row.person for row in (*leader.ranked, *leader.ask_first)] == [colleagues]
    assert (told.ranked, told.ask_first, told.near_misses) == ((), (), ())
    page = signed_in(region.member("company_consultant")).get(f"/jobordrer/{order.pk}/").content.decode()
    assert "Kollegas" not in page
    assert "kun borgere, hvis sag du arbejder i" in page


def test_a_held_order_is_neither_on_the_own_list_of_such_a_citizen_nor_open_to_a_proposal(
    region: Region, order: JobOrder
) -> None:
    elsewhere = Unit.objects.create(organisation=region.helsingor, name="Jobteam", field="employment")
    person = fitting(region, "Kollegas", unit=elsewhere)
    runs.refresh(now=timezone.now())
    assert [each.pk for each, _ in shown.for_person(person, actor=region.actor("company_consultant")).orders] == [
        order.pk
    ]
    for strain in STRAINS[: USUAL + 1]:
        change(region, order, strains=(strain,))
    change(region, order, strains=())
    runs.refresh(now=timezone.now())
    assert shown.for_person(person, actor=region.actor("company_consultant")).orders == ()
    assert len(shown.for_person(person, actor=region.actor("team_leader")).orders) == 1
    JobOrder.objects.filter(pk=order.pk).update(
        hours_min=25, hours_max=37, start_earliest=date(2026, 4, 1), start_latest=date(2026, 5, 1)
    )
    asked: dict[str, Any] = {"order_id": order.pk, "person_id": person.pk, "why": "", "now": timezone.now()}
    with pytest.raises(NotAllowed, match=r"proposal\.not_possible_now"):
        services.propose(actor=region.actor("company_consultant"), **asked)
    assert services.propose(actor=region.actor("team_leader"), **asked).status == "proposed"


def test_changes_of_something_else_and_of_a_draft_are_not_counted(
    region: Region, order: JobOrder, secretariat: Membership
) -> None:
    for places in range(2, 9):
        change(region, order, places=places)
    draft = need(region, occupation="cleaner", status="draft")
    for strain in STRAINS:
        change(region, draft, strains=(strain,))
    assert others(order, region.actor("company_consultant")) == 1
    assert beyond(secretariat) == []


def test_twins_that_differ_in_strains_or_kinds_are_counted_with_the_order(
    region: Region, order: JobOrder, secretariat: Membership
) -> None:
    change(region, order, strains=("noise",))
    twin(region, strains=("heavy_lifting",))
    twin(region, kinds=("igu",))
    assert others(order, region.actor("company_consultant")) == 1
    last = twin(region, strains=("standing",))
    assert others(order, region.actor("company_consultant")) == 0
    assert others(last, region.actor("company_consultant", at=region.fredensborg)) == 0
    assert {each.order.pk for each in beyond(secretariat)} == set(JobOrder.objects.values_list("pk", flat=True))


def test_orders_alike_are_no_twins_that_tell_anything(region: Region, order: JobOrder, secretariat: Membership) -> None:
    for _ in range(USUAL + 2):
        twin(region)
    assert beyond(secretariat) == []


def test_an_order_moved_to_other_work_does_not_leave_its_lists_behind(region: Region, order: JobOrder) -> None:
    for strain in STRAINS[:USUAL]:
        change(region, order, strains=(strain,))
    change(region, order, occupation="kitchen_assistant")
    last = twin(region, strains=("bending",))
    assert others(last, region.actor("company_consultant")) == 0


def test_the_days_let_others_be_shown_again(region: Region, order: JobOrder) -> None:
    days = asking_queries.usual(timezone.now()).whole("days")
    long_ago = timezone.now() - timedelta(days=days, minutes=1)
    for strain in STRAINS[:USUAL]:
        change(region, order, long_ago, strains=(strain,))
    for strain in STRAINS[:USUAL]:
        change(region, order, strains=(strain,))
    assert others(order, region.actor("company_consultant")) == 1


def test_the_secretariat_reads_which_order_who_when_and_how_often(
    region: Region, order: JobOrder, secretariat: Membership, signed_in: SignedIn
) -> None:
    browser = signed_in(secretariat)
    empty = browser.get("/jobordrer/aendrede-krav/").content.decode()
    assert "Ingen jobordre er ændret oftere end sædvanligt." in empty
    for strain in STRAINS[: USUAL + 1]:
        change(region, order, strains=(strain,))
    (found,) = beyond(secretariat)
    assert [line.by for line in found.changes] == ["company_consultant"] * (USUAL + 1)
    page = browser.get("/jobordrer/aendrede-krav/").content.decode()
    assert order.title in page
    assert f"Krav til krop og sind eller slags forløb er ændret {USUAL + 1} gange på 30 dage" in page
    assert page.count(", company_consultant") == USUAL + 1
    assert "heavy_lifting" not in page


def test_the_secretariat_lets_others_be_shown_and_counting_begins_anew(
    region: Region, order: JobOrder, secretariat: Membership, signed_in: SignedIn
) -> None:
    for strain in STRAINS[: USUAL + 1]:
        change(region, order, strains=(strain,))
    (found,) = beyond(secretariat)
    browser = signed_in(secretariat)
    browser.post(f"/jobordrer/{order.pk}/vis-andre/", {"seen": str(found.seen)})
    assert beyond(secretariat) == []
    assert others(order, region.actor("company_consultant")) == 1
    assert AuditEntry.objects.filter(action=asking_queries.LET, target=f"order:{order.pk}").count() == 1
    assert browser.post(f"/jobordrer/{order.pk}/vis-andre/", {"seen": str(found.seen)}).status_code == 404


def test_what_was_changed_after_the_secretariat_looked_is_not_let_through(
    region: Region, order: JobOrder, secretariat: Membership
) -> None:
    for strain in STRAINS[: USUAL + 1]:
        change(region, order, strains=(strain,))
    (found,) = beyond(secretariat)
    change(region, order, strains=())
    actor = accounts.actor_of(secretariat)
    with pytest.raises(Stale):
        asking_services.let_others_be_shown(order_id=order.pk, seen=found.seen, actor=actor, now=timezone.now())


def test_only_the_secretariat_of_the_same_partnership_is_told(
    region: Region, order: JobOrder, secretariat: Membership, signed_in: SignedIn
) -> None:
    for strain in STRAINS[: USUAL + 1]:
        change(region, order, strains=(strain,))
    elsewhere = Organisation.objects.create(kind="secretariat", name="Et andet sekretariat")
    Partnership.objects.create(name="Syd").organisations.add(elsewhere)
    stranger = region.member("coordinator", at=elsewhere)
    assert beyond(stranger) == []
    (found,) = beyond(secretariat)
    with pytest.raises(OutOfReach):
        asking_services.let_others_be_shown(
            order_id=order.pk, seen=found.seen, actor=accounts.actor_of(stranger), now=timezone.now()
        )
    leader = region.member("team_leader")
    assert beyond(leader) == []
    assert signed_in(leader).get("/jobordrer/aendrede-krav/").status_code == 403
    assert signed_in(leader).post(f"/jobordrer/{order.pk}/vis-andre/", {"seen": "1"}).status_code == 403
    with pytest.raises(NotAllowed, match=r"order\.secretariat_only"):
        asking_services.let_others_be_shown(
            order_id=order.pk, seen=found.seen, actor=region.actor("team_leader"), now=timezone.now()
        )


def test_the_order_page_says_why_others_are_missing(region: Region, order: JobOrder, signed_in: SignedIn) -> None:
    for strain in STRAINS[: USUAL + 1]:
        change(region, order, strains=(strain,))
    page = signed_in(region.member("company_consultant")).get(f"/jobordrer/{order.pk}/").content.decode()
    assert "medmindre sekretariatet åbner for det" in page
    assert "Borgere, som intet lukker ude" not in page


def test_a_file_that_changes_strains_again_and_again_is_counted_too(region: Region, order: JobOrder) -> None:
    actor = region.actor("company_consultant")
    for number, strain in enumerate(STRAINS[: USUAL + 1]):
        order_import_services.change(order.pk, {"strains": [strain]}, import_id=number, actor=actor, now=timezone.now())
    assert asking_queries.decision_on(queries.order(order.pk, actor=actor), now=timezone.now()).refused


def test_the_number_of_this_file_is_that_of_the_method() -> None:
    assert asking_queries.usual(timezone.now()).whole("changes") == USUAL
