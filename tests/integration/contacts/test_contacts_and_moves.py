"""A conversation is written down; a card is moved where that is lawful; a case is closed when nothing runs."""

from datetime import UTC, datetime, timedelta

import pytest

from tests.integration.region import NOW, TODAY, Region
from tovholder.accounts.conflicts import NotAllowed, Stale
from tovholder.pathways import board_moves, queries, services
from tovholder.pathways.models import Contact, StatusSpell
from tovholder.people.models import Person


def move(region: Region, person: Person, target: str, *, seen: str = "waiting", days: int = 0) -> object:
    return services.move_on_board(
        person_id=person.pk,
        target=target,
        seen=seen,
        on=TODAY + timedelta(days=days),
        actor=region.actor("caseworker"),
        now=NOW,
    )


def test_a_contact_stands_with_the_one_who_had_it(region: Region) -> None:
    person, consultant = region.person(), region.member("company_consultant", initials="BB")
    services.register_contact(
        person_id=person.pk, kind="phone", at=NOW, now=NOW, actor=region.actor("company_consultant", initials="BB")
    )
    assert Contact.objects.get().by == consultant


@pytest.mark.parametrize(("kind", "minutes"), [("shouting", 0), ("phone", 5)])
def test_a_contact_of_no_known_kind_or_in_the_time_to_come_is_refused(region: Region, kind: str, minutes: int) -> None:
    with pytest.raises(NotAllowed):
        services.register_contact(
            person_id=region.person().pk,
            kind=kind,
            at=NOW + timedelta(minutes=minutes),
            now=NOW,
            actor=region.actor("caseworker"),
        )


def registered(region: Region, person: Person, **more: object) -> Contact:
    told = {"kind": "talk", "at": NOW, "now": NOW, "actor": region.actor("caseworker")}
    return services.register_contact(person_id=person.pk, **(told | more))  # type: ignore[arg-type]


def test_the_next_talk_does_not_lie_before_the_talk_and_may_lie_on_its_day(region: Region) -> None:
    person, before = region.person(), NOW - timedelta(days=3)
    with pytest.raises(NotAllowed, match="next_before_this"):
        registered(region, person, at=before, next_on=TODAY - timedelta(days=4))
    assert registered(region, person, at=before, next_on=TODAY - timedelta(days=3)).next_on


def test_a_talk_of_long_ago_is_a_slip_in_the_year(region: Region) -> None:
    person = region.person(born_on=None)
    with pytest.raises(NotAllowed, match=r"contact\.long_ago"):
        registered(region, person, at=datetime(1900, 1, 1, 12, tzinfo=UTC))
    assert registered(region, person, at=NOW - timedelta(days=9 * 365))


def test_nobody_is_talked_with_before_being_born(region: Region) -> None:
    person = region.person(born_on=TODAY - timedelta(days=1))
    with pytest.raises(NotAllowed, match="before_birth"):
        registered(region, person, at=NOW - timedelta(days=2))


def test_a_contact_sent_twice_is_one_and_other_words_from_the_same_page_are_another(region: Region) -> None:
    person = region.person()
    first = registered(region, person, words="Vil gerne begynde", request_key="a" * 32)
    assert registered(region, person, words="Vil gerne begynde", request_key="a" * 32) == first
    assert Contact.objects.count() == 1
    assert registered(region, person, words="Har fundet et sted", request_key="a" * 32) != first
    assert registered(region, person, words="Vil gerne begynde", request_key="b" * 32) != first


def test_the_benefits_officer_writes_no_contacts(region: Region) -> None:
    with pytest.raises(NotAllowed):
        services.register_contact(
            person_id=region.person().pk, kind="phone", at=NOW, now=NOW, actor=region.actor("benefits_officer")
        )


def test_a_move_ends_the_standing_status_on_the_day_the_next_begins(region: Region) -> None:
    person = region.person()
    assert move(region, person, "in_course").allowed
    assert move(region, person, "sick", seen="in_course", days=5).allowed
    ended, open_spell = StatusSpell.objects.order_by("starts_on")
    assert (ended.ends_before, open_spell.starts_on, open_spell.ends_before) == (TODAY + timedelta(days=5),) * 2 + (
        None,
    )


def test_nobody_is_moved_into_a_placement_without_one(region: Region) -> None:
    person = region.person()
    decision = move(region, person, "in_placement")
    assert (decision.allowed, decision.code) == (False, "board.needs_a_stay")
    assert not StatusSpell.objects.exists()


def test_somebody_in_a_placement_is_not_waiting_but_may_be_sick_and_come_back(region: Region) -> None:
    person = region.person()
    region.stay(person)
    assert move(region, person, "waiting", seen="in_placement").code == "board.a_stay_runs"
    assert move(region, person, "sick", seen="in_placement").allowed
    assert move(region, person, "in_placement", seen="sick", days=3).allowed
    assert queries.spell_of(person.pk, on=TODAY + timedelta(days=3)) is None


def test_a_card_that_somebody_else_moved_is_not_moved_again_unseen(region: Region) -> None:
    person = region.person()
    move(region, person, "in_course")
    with pytest.raises(Stale):
        move(region, person, "paused", seen="waiting")


def test_a_case_is_closed_only_when_no_stay_runs(region: Region) -> None:
    person, actor = region.person(), region.actor("caseworker")
    stay = region.stay(person)
    closing = {"person_id": person.pk, "version": 1, "reason": "ordinary_job", "on": TODAY, "actor": actor, "now": NOW}
    with pytest.raises(NotAllowed, match="a_stay_runs"):
        services.close_case(**closing)
    stay.delete()
    services.close_case(**closing)
    assert Person.objects.get().closed_reason == "ordinary_job"


@pytest.mark.parametrize(
    ("spell", "kinds", "expected"),
    [
        ("", (), "waiting"),
        ("", ("igu",), "igu"),
        ("waiting", ("work_placement",), "in_placement"),
        ("sick", ("work_placement",), "sick"),
        ("", ("ordinary_hours", "work_placement"), "in_placement"),
        ("", ("ordinary_job",), "in_job"),
        ("maternity", (), "maternity"),
    ],
)
def test_where_somebody_stands(spell: str, kinds: tuple[str, ...], expected: str) -> None:
    assert board_moves.column(spell=spell, kinds=kinds) == expected
