"""A group at one company: each municipality its own citizens, moves with reasons, numbers that outlive the cases."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from tests.integration.placements.chosen import staffed
from tests.integration.region import NOW, Region
from tovholder.accounts.conflicts import NotAllowed, OutOfReach, Stale
from tovholder.accounts.models import Membership
from tovholder.base.decision import Decision
from tovholder.placements import group_queries, group_rules, retention
from tovholder.placements import group_services as services
from tovholder.placements.models import GroupEntry, GroupNote, GroupStay

SignedIn = Callable[[Membership], Client]


def _add(region: Region, group: GroupStay, **facts: object) -> GroupEntry:
    at = facts.pop("at", region.helsingor)
    person = region.person("Zahra", at=at, **facts)  # type: ignore[arg-type]
    actor = region.actor("caseworker", at=at)
    return services.add_to_group(group_id=group.pk, person_id=person.pk, actor=actor, now=NOW)


def test_another_municipality_adds_its_own_citizens_and_only_it_reads_their_names(
    region: Region, signed_in: SignedIn, group: GroupStay
) -> None:
    _add(region, group, at=region.fredensborg)
    ours = signed_in(region.member("caseworker")).get(f"/samarbejde/grupper/{group.pk}/").content.decode()
    theirs = signed_in(region.member("caseworker", at=region.fredensborg))
    assert "Zahra" not in ours
    assert "1 til, som du ikke ser navnet på." in ours
    assert "Zahra" in theirs.get(f"/samarbejde/grupper/{group.pk}/").content.decode()


def test_a_protected_citizen_is_not_put_in_another_municipalitys_group(region: Region, group: GroupStay) -> None:
    with pytest.raises(NotAllowed, match=r"group\.protected_elsewhere"):
        _add(region, group, at=region.fredensborg, protected=True)
    assert _add(region, group, protected=True).stage == "candidate"


def test_nobody_moves_another_municipalitys_citizen(region: Region, group: GroupStay) -> None:
    entry = _add(region, group, at=region.fredensborg)
    with pytest.raises(OutOfReach):
        services.move_in_group(
            entry_id=entry.pk, version=1, target="screening", reason="fits", actor=region.actor("caseworker"), now=NOW
        )


@pytest.mark.parametrize(
    ("source", "target", "reason", "code"),
    [
        ("candidate", "screening", "fits", "group.may_move"),
        ("candidate", "started", "agreed", "group.may_move"),
        ("interview", "out", "by_company", "group.may_move"),
        ("interview", "screening", "fits", "group.not_backwards"),
        ("interview", "screening", "mistake", "group.may_move"),
        ("interview", "out", "fits", "group.reason_of_another_move"),
        ("interview", "started", "stopped", "group.reason_of_another_move"),
        ("interview", "interview", "fits", "group.no_such_move"),
        ("interview", "started", "", "group.reason_missing"),
    ],
)
def test_a_move_goes_forward_or_out_with_a_reason_that_fits(source: str, target: str, reason: str, code: str) -> None:
    assert group_rules.may_move(source, target, reason).code == code


def test_a_mistake_put_right_is_counted_nowhere() -> None:
    moves = [("", "candidate", ""), ("candidate", "started", "fits"), ("started", "screening", "mistake")]
    way = group_rules.without_mistakes(moves)
    assert way == ["candidate", "screening"]
    assert {step.stage: step.reached for step in group_rules.funnel([way])}["started"] == 0


def test_stages_nobody_was_at_are_not_counted() -> None:
    told = {step.stage: step.reached for step in group_rules.funnel([["candidate", "attached"]])}
    assert {stage for stage, reached in told.items() if reached} == {"candidate", "attached"}


@pytest.mark.parametrize(("target", "answers"), [("final_list", True), ("started", False), ("attached", False)])
def test_nobody_has_begun_before_the_groups_first_day(target: str, *, answers: bool) -> None:
    first, before = date(2026, 2, 2), date(2026, 2, 1)
    decision = group_rules.may_be_there(target, starts_on=first, on=before)
    assert decision.allowed is answers
    assert group_rules.may_be_there(target, starts_on=first, on=first).allowed
    assert group_rules.may_be_there("out", starts_on=first, on=before).allowed


def test_a_move_to_begun_waits_for_the_groups_first_day(region: Region, group: GroupStay) -> None:
    entry, early = _add(region, group), datetime(2026, 1, 5, 9, tzinfo=UTC)
    told = {"entry_id": entry.pk, "version": 1, "actor": region.actor("caseworker"), "reason": "ordinary_job"}
    with pytest.raises(NotAllowed, match=r"group\.not_begun"):
        services.move_in_group(target="attached", now=early, **told)  # type: ignore[arg-type]


def test_who_moves_second_is_told(region: Region, group: GroupStay) -> None:
    entry = _add(region, group)
    told = {"entry_id": entry.pk, "version": 1, "actor": region.actor("caseworker"), "now": NOW}
    services.move_in_group(target="screening", reason="fits", **told)  # type: ignore[arg-type]
    with pytest.raises(Stale):
        services.move_in_group(target="interview", reason="fits", **told)  # type: ignore[arg-type]


def test_several_are_moved_in_one_press_or_nobody_is(region: Region, group: GroupStay, signed_in: SignedIn) -> None:
    actor, at = region.actor("caseworker"), f"/samarbejde/grupper/{group.pk}/"
    client = signed_in(region.member("caseworker"))
    first, *rest = (
        services.add_to_group(group_id=group.pk, person_id=region.person(name).pk, actor=actor, now=NOW)
        for name in ("Zahra", "Yonas", "Oksana")
    )
    told = {"chosen": [f"{each.pk}-1" for each in (first, *rest)], "target": "screening", "reason": "fits"}
    form = client.get(at).content.decode().partition("flyt-flere/")[2].partition("</form>")[0]
    assert [name in form for name in ("Zahra ", "Yonas ", "Oksana ", ": Kandidat")] == [True] * 4
    assert client.post(f"{at}flyt-flere/", told | {"chosen": ["x"]}).status_code == 422
    services.move_in_group(entry_id=rest[1].pk, version=1, target="out", reason="by_citizen", actor=actor, now=NOW)
    kept = client.post(f"{at}flyt-flere/", told | {"words": "De var der alle"}, follow=True).content.decode()
    assert "De var der alle" in kept  # one was moved meanwhile
    told["chosen"] = [f"{first.pk}-1", f"{rest[0].pk}-1", f"{rest[1].pk}-2"]
    refused = client.post(f"{at}flyt-flere/", told)
    assert refused.status_code == 422
    assert f"Ingen blev flyttet. Oksana {rest[1].person.family_name}: " in refused.content.decode()
    stages = GroupEntry.objects.order_by("pk").values_list("stage", flat=True)
    assert list(stages) == ["candidate", "candidate", "out"]
    told["chosen"] = told["chosen"][:2]
    assert client.post(f"{at}flyt-flere/", told).status_code == 302
    assert list(stages.all()) == ["screening", "screening", "out"]
    theirs = services.add_to_group(
        group_id=group.pk, person_id=region.person("Leyla", at=region.fredensborg).pk,
        actor=region.actor("caseworker", at=region.fredensborg), now=NOW,
    )  # fmt: skip
    mixed = [f"{first.pk}-2", f"{theirs.pk}-1"]
    assert client.post(f"{at}flyt-flere/", told | {"chosen": mixed, "target": "interview"}).status_code == 404
    assert list(stages.all()) == ["screening", "screening", "out", "candidate"]


def test_the_stay_at_the_company_is_tied_to_the_move(region: Region, group: GroupStay) -> None:
    entry = _add(region, group)
    stay = region.stay(entry.person)
    moved = services.move_in_group(
        entry_id=entry.pk, version=1, target="started", reason="fits", actor=region.actor("caseworker"), now=NOW
    )
    assert moved.placement_id == stay.pk


def test_the_numbers_outlive_the_cases_and_the_log_goes_with_the_last(region: Region, group: GroupStay) -> None:
    entry, actor = _add(region, group), region.actor("company_consultant")
    services.move_in_group(entry_id=entry.pk, version=1, target="started", reason="fits", actor=actor, now=NOW)
    services.note_for_group(group_id=group.pk, on=NOW.date(), kind="day", words="Rolig dag", actor=actor, now=NOW)
    before = group_queries.figures(group).steps
    retention.forget_people([entry.person_id])
    group.refresh_from_db()
    assert group_queries.figures(group).steps == before
    assert not GroupEntry.objects.exists()
    assert not GroupNote.objects.exists()


def test_two_who_change_the_plan_at_once_see_both_texts(region: Region, signed_in: SignedIn, group: GroupStay) -> None:
    client = signed_in(region.member("company_consultant"))
    told = {"version": 1, "title": "Mit navn", "places": 30, "starts_on": "2026-02-02", "last_day": "2026-05-01"}
    GroupStay.objects.filter(pk=group.pk).update(version=2, title="Kollegas navn")
    answer = client.post(f"/samarbejde/grupper/{group.pk}/ret/", told)
    assert answer.status_code == 409
    assert "Kollegas navn" in answer.content.decode()
    assert "Mit navn" in answer.content.decode()
    assert client.post(f"/samarbejde/grupper/{group.pk}/ret/", told | {"version": 2}).status_code == 302


@pytest.mark.parametrize(
    ("lawful", "left", "code"),
    [
        (30, 20, "group.places_enough"),
        (30, 19, "group.places_too_few"),
        (13, 13, "group.places_never_so_many"),
        (13, None, "group.places_never_so_many"),
        (30, None, "places.others_unknown"),
    ],
)
def test_a_group_is_held_against_the_lawful_places(lawful: int, left: int | None, code: str) -> None:
    room = Decision(None if left is None else True, "places.others_unknown", {"lawful": lawful, "left": left})
    assert group_rules.within_places(room, wanted=20).code == code


def test_the_page_of_a_group_to_come_says_that_the_workplace_has_fewer_places(
    region: Region, signed_in: SignedIn, group: GroupStay
) -> None:
    first_day = timezone.localdate() + timedelta(days=20)
    GroupStay.objects.filter(pk=group.pk).update(starts_on=first_day, ends_before=first_day + timedelta(days=90))
    staffed(region, "20")
    client = signed_in(region.member("company_consultant"))
    page = client.get(f"/samarbejde/grupper/{group.pk}/").content.decode()
    assert "Arbejdspladsen må have 4 lovlige pladser i alt, og gruppen er til 29" in page
    GroupStay.objects.filter(pk=group.pk).update(places=3)
    assert (
        "Der er 4 pladser tilbage på arbejdspladsen den første dag; gruppen er til 3"
        in client.get(f"/samarbejde/grupper/{group.pk}/").content.decode()
    )


def test_the_words_of_a_move_are_asked_for_without_health(
    region: Region, signed_in: SignedIn, group: GroupStay
) -> None:
    _add(region, group)
    page = signed_in(region.member("caseworker")).get(f"/samarbejde/grupper/{group.pk}/").content.decode()
    assert "Skriv om opgaverne, aldrig om helbred, tro eller familie." in page
