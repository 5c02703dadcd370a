"""A file tells its reader no more of a case than the case page does, and writes no more into it."""

from dataclasses import replace
from datetime import date

import pytest

from tests.integration.region import NOW, Region
from tovholder.accounts.actors import Actor
from tovholder.accounts.conflicts import OutOfReach
from tovholder.accounts.models import Unit
from tovholder.imports import faults, queries, services
from tovholder.imports.models import Import
from tovholder.people.models import Address, Consideration, Person
from tovholder.people.rules import made_up_cpr

BORN = date(1990, 3, 1)
NUMBER = made_up_cpr(BORN, 1)


@pytest.fixture(autouse=True)
def _home(settings: object, tmp_path: object) -> None:
    settings.HOME = tmp_path  # type: ignore[attr-defined]


@pytest.fixture
def colleague(region: Region) -> Actor:
    """A caseworker of another unit than the cases of the region."""
    member = region.member("caseworker", initials="AI")
    member.unit = Unit.objects.create(organisation=region.helsingor, name="Sprogskolen", field="employment")
    member.save()
    return region.actor("caseworker", initials="AI")


def staged(text: str, actor: Actor) -> Import:
    file = services.receive(data=text.encode("windows-1252"), name="b.csv", kind="people", actor=actor, now=NOW)
    chosen = {int(at): name for at, name in file.mapping.items()}
    assert not services.confirm_columns(
        import_id=file.pk, version=file.version, chosen=chosen, actor=replace(actor), now=NOW
    )
    services.work(now=NOW)
    file.refresh_from_db()
    return file


def shown(file: Import, actor: Actor) -> None:
    services.make_visible(import_id=file.pk, version=file.version, leave_out=True, actor=actor, now=NOW)
    services.work(now=NOW)


def told(file: Import) -> list[tuple[str, list[str], list[str]]]:
    """Of each row what it becomes, what would change and its faults and remarks."""
    rows = file.rows.order_by("number")
    return [(row.match, row.changes, [fault.code for fault in queries.faults_of(row)]) for row in rows]


def with_a_consideration(region: Region, **facts: object) -> Person:
    person = region.person("Amina", "Prøve", cpr=NUMBER, **facts)
    Person.objects.filter(pk=person.pk).update(unit=region.unit)
    Consideration.objects.create(person=person, code="no_heavy_lifting")
    return person


HENSYN = "CPR-nummer;Fornavn;Efternavn;Telefon;Hensyn\n"


@pytest.mark.parametrize("word", ["ingen tunge løft", "rolige omgivelser"])
def test_a_file_does_not_say_which_considerations_a_citizen_of_another_unit_has(
    region: Region, colleague: Actor, word: str
) -> None:
    with_a_consideration(region)
    file = staged(f"{HENSYN}{NUMBER};Amina;Prøve;;{word}\n", colleague)
    assert told(file) == [("same", [], ["person.considerations_elsewhere"])]
    (fault,) = queries.faults_of(file.rows.get())
    assert (fault.warning, faults.words(fault, "da")) == (
        True,
        "hensyn for borgere uden for din enhed indlæses ikke her.",
    )


def test_a_file_writes_no_considerations_outside_the_unit_and_the_rest_of_the_row(
    region: Region, colleague: Actor
) -> None:
    person = with_a_consideration(region)
    file = staged(f"{HENSYN}{NUMBER};Amina;Prøve;20 00 00 01;rolige omgivelser\n", colleague)
    assert told(file) == [("changed", ["phone"], ["person.considerations_elsewhere"])]
    shown(file, colleague)
    person.refresh_from_db()
    assert (person.phone, list(person.considerations.values_list("code", flat=True))) == (
        "20 00 00 01",
        ["no_heavy_lifting"],
    )


def test_considerations_stay_out_when_the_member_has_left_before_they_are_written(
    region: Region, colleague: Actor
) -> None:
    person = with_a_consideration(region)
    file = staged(f"{HENSYN}{NUMBER};Amina;Prøve;20 00 00 01;rolige omgivelser\n", colleague)
    services.make_visible(import_id=file.pk, version=file.version, leave_out=True, actor=colleague, now=NOW)
    region.member("caseworker", initials="AI").__class__.objects.filter(pk=colleague.membership_id).update(active=False)
    services.work(now=NOW)
    assert list(person.considerations.values_list("code", flat=True)) == ["no_heavy_lifting"]


def test_the_own_unit_reads_considerations_in(region: Region) -> None:
    person = with_a_consideration(region)
    own = region.actor("caseworker")
    file = staged(f"{HENSYN}{NUMBER};Amina;Prøve;;rolige omgivelser\n", own)
    assert told(file) == [("changed", ["considerations"], [])]
    shown(file, own)
    assert person.considerations.count() == 2


def test_a_file_of_somebody_with_a_wider_scope_is_not_read_or_corrected_by_a_colleague_of_one_unit(
    region: Region, colleague: Actor
) -> None:
    with_a_consideration(region)
    text = f"{HENSYN}{NUMBER};Amina;Prøve;;rolige omgivelser\n"
    for sender in (region.actor("team_leader"), region.actor("caseworker")):
        file = staged(text, sender)
        assert not queries.visible(actor=colleague).exists()
        with pytest.raises(OutOfReach):
            services.correct_row(import_id=file.pk, row_id=file.rows.get().pk, cells={}, actor=colleague, now=NOW)
    Import.objects.update(by=None)  # from the command line
    assert not queries.visible(actor=colleague).exists()
    assert queries.visible(actor=region.actor("team_leader")).count() == 2


def test_files_of_companies_and_orders_are_the_whole_municipalitys(region: Region, colleague: Actor) -> None:
    consultant = region.actor("company_consultant")
    services.receive(data=b"CVR;Virksomhed\n99000012;A\n", name="b", kind="companies", actor=consultant, now=NOW)
    assert queries.visible(actor=colleague).count() == 1


ADRESSE = "CPR-nummer;Fornavn;Efternavn;Adresse;Postnummer;By;Navne- og adressebeskyttelse\n"


@pytest.mark.parametrize("street", ["Skjulvej 1", "Prøvevej 1"])
def test_a_file_neither_tells_nor_changes_a_protected_address(region: Region, street: str) -> None:
    person = region.person("Amina", "Prøve", cpr=NUMBER, protected=True)
    Address.objects.update_or_create(
        person=person, defaults={"street": "Skjulvej 1", "postcode": "3000", "city": "Helsingør"}
    )
    file = staged(f"{ADRESSE}{NUMBER};Amina;Prøve;{street};3000;Helsingør;ja\n", region.actor("caseworker"))
    assert told(file) == [("same", [], ["person.address_protected"])]
    assert Address.objects.get(person=person).street == "Skjulvej 1"


def test_somebody_new_with_protection_gets_the_address(region: Region) -> None:
    actor = region.actor("caseworker")
    file = staged(f"{ADRESSE}{NUMBER};Amina;Prøve;Skjulvej 1;3000;Helsingør;ja\n", actor)
    shown(file, actor)
    assert Address.objects.get(person=Person.objects.get()).street == "Skjulvej 1"
    assert Person.objects.get().zone == ""


def test_a_number_is_written_where_none_is_registered(region: Region) -> None:
    person = region.person("Amina", "Prøve", born_on=BORN)
    actor = region.actor("caseworker")
    file = staged(f"CPR-nummer;Fornavn;Efternavn\n{NUMBER};Amina;Prøve\n", actor)
    assert told(file) == [("changed", ["cpr"], [])]
    shown(file, actor)
    person.refresh_from_db()
    assert person.cpr == NUMBER


NAVN = "CPR-nummer;Fornavn;Efternavn\n"


def guesses(*names: str, first: int = 1) -> str:
    return NAVN + "".join(f"{made_up_cpr(BORN, n)};{name};Prøve\n" for n, name in enumerate(names, first))


def test_a_file_that_tries_numbers_on_one_citizen_does_not_say_which_is_right(
    region: Region, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The rows stand in batches of their own: the right one was compared before the next was read."""
    monkeypatch.setattr("tovholder.imports.staging.BATCH", 1)
    region.person("Amina", "Prøve", cpr=NUMBER, protected=True)
    file = staged(guesses("Amina", "Amina", "AMINA"), region.actor("caseworker"))
    assert told(file) == [("", [], ["person.several_cpr"])] * 3
    assert set(file.rows.values_list("target_id", "is_faulty")) == {(None, True)}


def test_a_file_that_tries_numbers_under_many_names_does_not_say_which_is_right(region: Region) -> None:
    region.person("Amina", "Prøve", cpr=NUMBER)
    names = [f"{first}{second}" for first in ("Am", "Bo", "Ka", "Li", "Mu", "No", "Pi", "Ru") for second in "bdfgklmn"]
    file = staged(guesses("Amina", *(f"{name}ina" for name in names)), region.actor("caseworker"))
    assert {tuple(codes) for _, _, codes in told(file)} == {("person.many_born_that_day",)}


def test_no_row_is_shown_before_the_whole_file_is_read(region: Region, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tovholder.imports.staging.BATCH", 1)
    actor = region.actor("caseworker")
    region.person("Amina", "Prøve", cpr=NUMBER)
    file = services.receive(data=guesses("Amina", "Amina").encode(), name="b.csv", kind="people", actor=actor, now=NOW)
    chosen = {int(at): name for at, name in file.mapping.items()}
    services.confirm_columns(import_id=file.pk, version=file.version, chosen=chosen, actor=actor, now=NOW)
    looks = iter([False, True])
    services.work(now=NOW, stop=lambda: next(looks))
    file.refresh_from_db()
    assert (file.rows.count(), queries.rows(file).count(), queries.summary(file).total) == (1, 0, 0)


def test_a_number_that_is_not_the_registered_one_is_asked_about_and_never_written(region: Region) -> None:
    person = region.person("Amina", "Prøve", cpr=NUMBER)
    actor = region.actor("caseworker")
    file = staged(guesses("Amina", first=2), actor)
    assert told(file) == [("choose", [], ["person.other_cpr"])]
    row = services.correct_row(
        import_id=file.pk, row_id=file.rows.get().pk, cells={}, chosen=person.pk, actor=actor, now=NOW
    )
    assert (row.match, [fault.code for fault in queries.faults_of(row)]) == ("same", ["person.cpr_stands"])


def test_two_people_of_one_name_can_still_be_two(region: Region) -> None:
    region.person("Amina", "Prøve", cpr=NUMBER)
    actor = region.actor("caseworker")
    file = staged(guesses("Amina", first=2), actor)
    services.correct_row(import_id=file.pk, row_id=file.rows.get().pk, cells={}, chosen=0, actor=actor, now=NOW)
    shown(file, actor)
    assert Person.objects.filter(given_name="Amina").count() == 2


def test_a_number_put_right_beside_another_of_the_same_name_closes_both(region: Region) -> None:
    region.person("Amina", "Prøve", cpr=NUMBER)
    actor = region.actor("caseworker")
    file = staged(f"{NAVN}{NUMBER};Amina;Prøve\n{made_up_cpr(BORN, 2)};Bo;\n", actor)
    assert [match for match, _, _ in told(file)] == ["same", ""]
    second = file.rows.order_by("-number").first()
    assert second is not None
    again = {"given_name": "Amina", "family_name": "Prøve"}
    services.correct_row(import_id=file.pk, row_id=second.pk, cells=again, actor=actor, now=NOW)
    assert told(file) == [("", [], ["person.several_cpr"])] * 2
