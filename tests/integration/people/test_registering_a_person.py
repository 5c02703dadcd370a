"""Somebody opens a case: what is taken, what is refused, what stands in the database."""

from datetime import date

import pytest
from django.db import connection

from tests.integration.region import NOW, Region
from tovholder.accounts.conflicts import NotAllowed
from tovholder.accounts.models import AuditEntry
from tovholder.people import queries, services
from tovholder.people.facts import NewPerson
from tovholder.people.models import Person


def test_a_case_belongs_to_the_municipality_of_the_one_who_opened_it(region: Region) -> None:
    person = region.person("Yusuf", "Prøve", takeover_on=date(2026, 2, 1))
    assert person.organisation == region.helsingor
    assert AuditEntry.objects.get(action="person.register").person_id == person.pk


def test_the_number_is_found_again_however_it_is_written_and_never_stands_in_plain_text(region: Region) -> None:
    person = region.person(cpr="010190-1234")
    assert queries.by_cpr("0101901234", actor=region.actor("caseworker")) == person.pk
    with connection.cursor() as cursor:
        cursor.execute("SELECT cpr, cpr_lookup FROM people_person")
        assert "0101901234" not in "".join(cursor.fetchone())


def test_two_cases_with_one_number_are_refused_in_one_municipality_and_not_in_two(region: Region) -> None:
    region.person(cpr="010190-1234")
    region.person(cpr="010190-1234", at=region.fredensborg)
    with pytest.raises(NotAllowed, match="cpr_has_a_case"):
        region.person("Anden", cpr="0101901234")


@pytest.mark.parametrize("role", ["benefits_officer", "steering_member", "mentor", "citizen", "administrator"])
def test_only_case_staff_open_cases(region: Region, role: str) -> None:
    with pytest.raises(NotAllowed):
        services.register(facts=NewPerson(given_name="A", family_name="B"), actor=region.actor(role), now=NOW)
    assert not Person.objects.exists()


def test_a_protected_person_has_no_open_postcode(region: Region) -> None:
    person = region.person(protected=True, postcode="3000", street="Strandgade 1", city="Helsingør")
    assert person.zone == ""
    assert person.address.postcode == "3000"


@pytest.mark.parametrize("typed", ["mohamed", "Muhammad hus", "HUSSEIN", "housein moh"])
def test_a_name_is_found_in_another_spelling(region: Region, typed: str) -> None:
    person = region.person("Mohammed", "Hussain")
    region.person("Olena", "Kovalenko")
    assert list(Person.objects.filter(queries.matching_name(typed))) == [person]


@pytest.mark.parametrize(
    ("number", "warning"),
    [("0101901234", "cpr.modulus_11_warning"), ("670190-1234", "cpr.replacement"), ("018190-0001", "cpr.test")],
)
def test_an_odd_number_is_taken_and_told(region: Region, number: str, warning: str) -> None:
    registered = services.register(
        facts=NewPerson(given_name="A", family_name="B", cpr=number), actor=region.actor("caseworker"), now=NOW
    )
    assert [told.code for told in registered.warnings] == [warning]


@pytest.mark.parametrize("number", ["010190123", "320190-1234", "abc", "0101270000000"])
def test_what_is_no_number_is_refused_and_never_repeated(region: Region, number: str) -> None:
    with pytest.raises(NotAllowed) as refusal:
        region.person(cpr=number)
    assert number not in str(refusal.value)


def test_the_birth_date_is_read_from_the_number_where_nobody_says_it(region: Region) -> None:
    assert region.person(cpr="670190-1234").born_on == date(1990, 1, 7)


def test_a_case_opened_twice_by_one_form_is_one_and_a_brother_from_the_same_page_is_another(region: Region) -> None:
    told = {"actor": region.actor("caseworker"), "now": NOW, "request_key": "a" * 32}
    names = ("Amina", "Amina", "Bilal")
    made = [
        services.register(facts=NewPerson(given_name=name, family_name="Prøve"), **told).person_id for name in names
    ]
    assert (made[0] == made[1], made[2] != made[0], Person.objects.count()) == (True, True, 2)


def test_a_form_with_another_fault_tells_nothing_of_a_number(region: Region) -> None:
    """The number is held against the cases last: a wrong guess opens a case that bears the guesser's name."""
    region.person(cpr="010190-1234")
    for number in ("010190-1234", "010190-4321"):
        with pytest.raises(NotAllowed) as told:
            region.person("Aa", cpr=number, residence_from=date(1901, 1, 1))
        assert told.value.code != "person.cpr_has_a_case"


def test_whoever_is_told_that_a_number_has_a_case_has_looked_at_it(region: Region) -> None:
    person, actor = region.person(cpr="010190-1234"), region.actor("caseworker")
    with pytest.raises(NotAllowed, match="cpr_has_a_case"):
        services.register(facts=NewPerson(given_name="Aa", family_name="Bb", cpr="010190-1234"), actor=actor, now=NOW)
    assert actor.book.shown == {person.pk: "cpr"}


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("Yusra Al", {"Yusra Al-Shami"}),
        ("Al", {"Yusra Al-Shami", "Mona El Al Masri", "Christian Ilunga"}),  # the last one by its sound
        ("al-s", {"Yusra Al-Shami"}),
        ("Yusra Al-S", {"Yusra Al-Shami"}),
        ("yus", {"Yusra Al-Shami"}),
        ("masri el", {"Mona El Al Masri"}),
        ("al shami yusra", {"Yusra Al-Shami"}),
        ("øs å", {"Åse Østergård"}),
        ("Yusra Bo", set()),
        ("%", set()),
        ("", {"Yusra Al-Shami", "Mona El Al Masri", "Christian Ilunga", "Åse Østergård"}),
    ],
)
def test_the_beginning_of_any_part_of_a_name_finds_it(region: Region, typed: str, found: set[str]) -> None:
    for given, family in (
        ("Yusra", "Al-Shami"),
        ("Mona", "El Al Masri"),
        ("Christian", "Ilunga"),
        ("Åse", "Østergård"),
    ):
        region.person(given, family)
    met = {f"{one.given_name} {one.family_name}" for one in Person.objects.filter(queries.matching_name(typed))}
    assert met == found
