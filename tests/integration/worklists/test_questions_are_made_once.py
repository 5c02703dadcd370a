"""Questions of the day are made once for each shape, and answer everybody as if they were made for them."""

import gc
import logging
import weakref
from contextlib import suppress
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import connections
from django.db.models import QuerySet
from django.db.models.functions import Now
from django.db.transaction import TransactionManagementError

from tests.conftest import FULL
from tests.integration.region import NOW, TODAY, Region
from tests.integration.worklists.crowd import Crowd
from tovholder import parameters
from tovholder.accounts import kept_questions
from tovholder.accounts import queries as accounts
from tovholder.accounts.actors import Actor
from tovholder.accounts.conflicts import OutOfReach
from tovholder.accounts.kept_questions import Kept, all_kept, in_steps, kept
from tovholder.accounts.models import Membership
from tovholder.companies import queries as companies
from tovholder.companies.models import ProductionUnit
from tovholder.parameters import Book
from tovholder.people import queries as people
from tovholder.people.models import Person
from tovholder.placements import queries as placements
from tovholder.placements.models import Placement
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
        found, fresh = rows(question, **with_), question._make(**with_)
        answers = [[told(row) for row in each] for each in (found, fresh)]
        if not fresh.ordered:  # whoever asks it sorts it: PostgreSQL gives it in any order
            answers = [sorted(each, key=repr) for each in answers]
        assert answers[0] == answers[1], question.name
        asked.add(question.name)
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
            for member in {each for each, _holder in whose}:
                reads_one_by_one(accounts.actor_of(member))
    assert not caplog.records
    assert compared == {each.name for each in all_kept() if each.name.startswith("tovholder.")}


def reads_one_by_one(actor: Actor) -> None:
    """What every request asks, and what the pages and services of one case, stay and workplace do, within reach and
    not."""
    assert actor.user_id is not None
    assert actor.membership_id in [each.pk for each in accounts.memberships_of(actor.user_id)]
    for person_id in (*Person.objects.order_by("pk").values_list("pk", flat=True)[:3], 0, 10**30):
        with suppress(people.NoSuchPerson):
            assert people.case(person_id, actor=actor).pk == person_id
            assert people.locked(person_id, actor=actor).pk == person_id
    for stay_id in (*Placement.objects.order_by("pk").values_list("pk", flat=True)[:3], 0):
        with suppress(OutOfReach):
            assert placements.placement(stay_id, actor=actor).pk == stay_id
            assert placements.locked(stay_id, actor=actor).pk == stay_id
    for unit_id in (*ProductionUnit.objects.order_by("pk").values_list("pk", flat=True)[:2], 0):
        with suppress(OutOfReach):
            assert companies.unit(unit_id, actor=actor).pk == unit_id


def test_a_lock_is_refused_outside_a_transaction_each_time(region: Region, monkeypatch: pytest.MonkeyPatch) -> None:
    person, actor = region.person("Amina"), region.actor("caseworker")
    assert people.locked(person.pk, actor=actor) == person
    monkeypatch.setattr(connections["default"], "in_atomic_block", False)
    with pytest.raises(TransactionManagementError):
        people.locked(person.pk, actor=actor)
    assert people.case(person.pk, actor=actor) == person


def test_a_second_caseworker_costs_no_making_of_sql(region: Region) -> None:
    made: list[int] = []

    @kept()
    def own(*, actor: Actor) -> QuerySet[Person]:
        made.append(1)
        return people.own_open(actor=actor)

    mine, theirs = region.person("Amina"), region.person("Babak", at=region.fredensborg)
    actor = replace(region.actor("caseworker"), user_id=501, membership_id=502, unit_id=503)
    assert own.rows(actor=actor) == [mine]
    assert len(made) == 2  # with stand-ins, and as it was asked, to compare the two
    assert own.rows(actor=replace(actor, user_id=601, membership_id=602, organisation_id=region.fredensborg.pk)) == [
        theirs
    ]
    assert len(made) == 2
    assert own.rows(actor=replace(actor, unit_id=None)) == [mine]
    assert len(made) == 4


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
        "its parameter 0 is reckoned from a number or a moment, or tells who asks",
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


def test_nothing_of_who_asked_and_of_what_was_shown_is_kept(region: Region) -> None:
    @kept()
    def own(*, actor: Actor) -> QuerySet[Person]:
        return people.own_open(actor=actor)

    region.person("Amina")
    actor = region.actor("caseworker")
    found = own.rows(actor=actor)
    left = [weakref.ref(each) for each in (actor, actor.book, found[0])]
    del actor, found
    gc.collect()
    assert [each() for each in left] == [None] * 3
    [(key, made)] = own._made.items()
    assert "Helsingør" not in repr(key)
    assert made is not None
    assert made.compiler.connection is None  # which may be that of a thread that has ended


def test_ids_that_are_the_same_and_days_of_moments_are_other_shapes(region: Region) -> None:
    first, second = region.person("Amina"), region.person("Babak")

    @kept()
    def but_oneself(*, mine: int, asked: int) -> QuerySet[Person]:
        return Person.objects.filter(pk=asked, pending_import__isnull=mine != asked)

    @kept()
    def that_day(*, at: datetime) -> QuerySet[Person]:
        return Person.objects.filter(created_at__lt=at).exclude(created_at__date=at.date()).order_by("pk")

    @kept()
    def truth(*, asked: object) -> QuerySet[Person]:
        return Person.objects.filter(protected=asked is True).order_by("pk")

    assert but_oneself.rows(mine=first.pk, asked=second.pk) == [second]
    assert but_oneself.rows(mine=first.pk, asked=first.pk) == []
    assert but_oneself.rows(mine=second.pk, asked=first.pk) == [first]
    assert that_day.rows(at=NOW + timedelta(hours=1)) == []
    assert that_day.rows(at=NOW + timedelta(days=1)) == [first, second]
    assert truth.rows(asked=0) == [first, second]
    assert truth.rows(asked=False) == [first, second]
    assert truth.rows(asked=True) == []


def test_who_asks_is_part_of_no_question(region: Region, caplog: pytest.LogCaptureFixture) -> None:
    region.person("Amina")

    @kept()
    def named(*, actor: Actor) -> QuerySet[Person]:
        return Person.objects.filter(given_name=actor.name)

    with caplog.at_level(logging.WARNING):
        assert named.rows(actor=replace(region.actor("caseworker"), name="")) == []
        assert len(named.rows(actor=replace(region.actor("caseworker"), name="Amina"))) == 1
    assert "tells who asks" in caplog.text


def test_a_tried_book_a_fault_and_rows_read_along_are_not_kept(
    region: Region, caplog: pytest.LogCaptureFixture
) -> None:
    made: list[int] = []

    @kept()
    def counted(*, number: int) -> QuerySet[Person]:
        made.append(number)
        return Person.objects.filter(pk=number)

    @kept()
    def later(*, days: int) -> QuerySet[Person]:
        return Person.objects.filter(created_at__lt=NOW + timedelta(days=days))

    @kept()
    def along(*, number: int) -> QuerySet[Person]:
        return Person.objects.filter(pk=number).prefetch_related("wishes")

    person = region.person("Amina")
    with parameters.trying(Book({}, {})):
        assert counted.rows(number=person.pk) == [person]
    assert made == [person.pk]
    with caplog.at_level(logging.WARNING):
        assert later.rows(days=1) == [person]
        assert along.rows(number=person.pk) == [person]
    assert [record.getMessage().rpartition("time: ")[2] for record in caplog.records] == [
        "it cannot be made with numbers that stand in: OverflowError",
        "it reads other rows along: read them after",
    ]


def test_of_many_shapes_those_asked_last_are_kept_and_none_of_another_day(
    region: Region, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[str] = []

    @kept()
    def of(*, word: str) -> QuerySet[Person]:
        made.append(word)
        return Person.objects.filter(given_name=word)

    words = [f"w{number}" for number in range(40)]
    for word in words:
        of.rows(word=word)
    made.clear()
    for word in words[::-1]:
        of.rows(word=word)
    assert set(made) == set(words[:8])
    monkeypatch.setattr(kept_questions, "localdate", lambda: TODAY)
    of.rows(word="w39")
    assert len(of._made) == 1


@pytest.mark.parametrize(("ids", "length"), [([], 0), ([7], 1), ([7, 8], 2), ([7, 8, 9], 4), (list(range(1, 18)), 32)])
def test_lists_of_nearly_one_length_share_a_shape(ids: list[int], length: int) -> None:
    padded = in_steps(ids)
    assert len(padded) == len(set(padded)) == length
    assert list(padded[: len(ids)]) == ids
    assert all(number >= 2**62 for number in padded[len(ids) :])
