"""Questions of the day are made once for each shape, and answer everybody as if they were made for them."""

import logging
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db.models import QuerySet
from django.db.models.functions import Now

from tests.conftest import FULL
from tests.integration.region import NOW, TODAY, Region
from tests.integration.worklists.crowd import Crowd
from tovholder.accounts import queries as accounts
from tovholder.accounts.actors import Actor
from tovholder.accounts.kept_questions import Kept, in_steps, kept
from tovholder.accounts.models import Membership
from tovholder.people import queries as people
from tovholder.people.models import Person
from tovholder.worklists import items, queries


def told(row: Any) -> Any:
    """All that a row holds, its related rows included."""
    if not hasattr(row, "_state"):
        return row
    fields = {name: value for name, value in vars(row).items() if name != "_state"}
    return fields | {name: told(value) for name, value in row._state.fields_cache.items()}


@pytest.fixture
def compared(monkeypatch: pytest.MonkeyPatch) -> set[str]:
    """Each question is asked as it is kept and as it is made; the names of those that were."""
    asked, rows = set(), Kept.rows

    def both(question: Kept[Any, Any], **with_: Any) -> list[Any]:
        found, fresh = rows(question, **with_), list(question._make(**with_))
        assert [told(row) for row in found] == [told(row) for row in fresh], question.name
        asked.add(question.name.rpartition(".")[2])
        return found

    monkeypatch.setattr(Kept, "rows", both)
    return asked


def test_everybody_is_told_what_is_asked_for_them(
    region: Region, compared: set[str], caplog: pytest.LogCaptureFixture
) -> None:
    crowd = Crowd(region, seed=1)
    leader, elsewhere = region.member("team_leader"), region.member("caseworker", at=region.fredensborg)
    narrow = region.member("caseworker", initials="EGEN", scope="caseload")
    members = (*crowd.members, leader) if FULL else crowd.members[:2]
    whose: tuple[tuple[Membership, int | None], ...] = (
        *((member, member.pk) for member in (*members, elsewhere, narrow)),
        (leader, queries.NOBODY),
        (leader, None),
    )
    with caplog.at_level(logging.WARNING):
        for later in (timedelta(), timedelta(hours=7, seconds=11))[: 2 if FULL else 1]:
            limits = items.limits(NOW + later, TODAY)
            for member, holder in whose:
                actor = accounts.actor_of(member)
                queries.due_now(actor=actor, limits=limits, whose=queries.Whose(holder), most=99)
            queries.counts(actor=accounts.actor_of(leader), limits=limits)
    assert not caplog.records
    assert compared == {
        "_first", "_cases", "_orders_due", "_proposals_due", "_stays_due", "_others_due", "_counts_of_people",
        "_counts_of_others", "_counts_of_orders", "_counts_of_proposals", "_counts_of_stays",
    }  # fmt: skip


def test_a_second_caseworker_costs_no_making_of_sql(region: Region) -> None:
    made: list[int] = []

    @kept()
    def own(*, actor: Actor) -> QuerySet[Person]:
        made.append(1)
        return people.own_open(actor=actor)

    mine, theirs = region.person("Amina"), region.person("Babak", at=region.fredensborg)
    assert own.rows(actor=region.actor("caseworker")) == [mine]
    assert len(made) == 2  # with stand-ins, and as it was asked, to compare the two
    assert own.rows(actor=region.actor("caseworker", initials="TO")) == [mine]
    assert len(made) == 2
    assert own.rows(actor=region.actor("caseworker", at=region.fredensborg)) == [theirs]
    assert len(made) == 4  # who has no unit gives it another shape


def test_what_tells_the_database_more_than_the_numbers_is_made_each_time(
    region: Region, caplog: pytest.LogCaptureFixture
) -> None:
    person = region.person("Amina")

    @kept()
    def reckoned(*, number: int) -> QuerySet[Person]:
        return Person.objects.filter(pk=number - 1)

    @kept()
    def branches(*, number: int) -> QuerySet[Person]:
        return Person.objects.filter(pk=number) if number < 2_000_000_000 else Person.objects.filter(pk__lt=number)

    @kept()
    def asks(*, number: int) -> QuerySet[Person]:
        return Person.objects.filter(pk=number, protected=Person.objects.filter(pk=number, protected=True).exists())

    @kept(shaped_by=("most",))
    def limited(*, at: datetime, most: int) -> QuerySet[Person]:
        return Person.objects.filter(created_at__lte=at, created_at__lt=Now())[:most]

    with caplog.at_level(logging.WARNING):
        assert reckoned.rows(number=person.pk + 1) == [person]
        assert branches.rows(number=person.pk) == [person]
        assert asks.rows(number=person.pk) == [person]
        assert limited.rows(at=NOW, most=1) == [person]
        assert limited.rows(at=NOW - timedelta(seconds=1), most=1) == []
    assert [record.getMessage().rpartition(": ")[2] for record in caplog.records] == [
        "its parameter 0 is reckoned from a number or a moment",
        "its SQL is another for other numbers",
        "it asks the database while it is made",
    ]


def test_two_lists_of_three_ids_are_not_mixed_up(region: Region) -> None:
    first, second, third = (region.person(name).pk for name in ("Amina", "Babak", "Chen"))

    @kept()
    def with_but(*, those: tuple[int, ...], but: tuple[int, ...]) -> QuerySet[Person]:
        return Person.objects.filter(pk__in=those).exclude(pk__in=but).order_by("pk")

    assert [row.pk for row in with_but.rows(those=(first, second), but=(first,))] == [second]
    assert with_but.rows(those=(first,), but=(first, third)) == []
    assert [row.pk for row in with_but.rows(those=(third, second), but=(second,))] == [third]


@pytest.mark.parametrize("number", [10**30, -(10**30), 2**63, 0, -1])
def test_an_id_no_row_can_have_is_nobodys(region: Region, number: int, caplog: pytest.LogCaptureFixture) -> None:
    person = region.person("Amina")

    @kept()
    def one(*, number: int) -> QuerySet[Person]:
        return Person.objects.filter(pk=number)

    for asked in (number, person.pk, number):
        assert [row.pk for row in one.rows(number=asked)] == [person.pk] * (asked == person.pk)
    assert not caplog.records


def test_nobody_is_named_in_what_is_kept(region: Region) -> None:
    @kept()
    def own(*, actor: Actor) -> QuerySet[Person]:
        return people.own_open(actor=actor)

    own.rows(actor=region.actor("caseworker", initials="HEMMELIG"))
    assert "HEMMELIG" not in repr(own._made)
    assert "Helsingør" not in repr(own._made)


@pytest.mark.parametrize(("ids", "length"), [([], 0), ([7], 1), ([7, 8], 2), ([7, 8, 9], 4), (list(range(1, 18)), 32)])
def test_lists_of_nearly_one_length_share_a_shape(ids: list[int], length: int) -> None:
    padded = in_steps(ids)
    assert len(padded) == len(set(padded)) == length
    assert list(padded[: len(ids)]) == ids
    assert all(number >= 2**62 for number in padded[len(ids) :])
