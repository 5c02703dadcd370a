"""A file of people, from upload to cases everybody sees, and back: by a caseworker, on screenless services."""

import os
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone

from tests.integration.region import NOW, Region
from tovholder.accounts.conflicts import NotAllowed, OutOfReach, Stale
from tovholder.imports import originals, queries, services
from tovholder.imports.models import Import, ImportRow, KeptColumn
from tovholder.people import queries as people
from tovholder.people import services as cases
from tovholder.people.models import Competence, Person
from tovholder.people.rules import made_up_cpr
from tovholder.retention import services as retention

BORN = date(1990, 3, 1)
HEADER = "CPR-nummer;Fornavn;Efternavn;Fødselsdato;Telefon;Kompetencer\n"


@pytest.fixture(autouse=True)
def _home(settings: object, tmp_path: object) -> None:
    settings.HOME = tmp_path  # type: ignore[attr-defined]


def received(region: Region, text: str, **which: object) -> Import:
    return services.receive(
        data=text.encode("windows-1252"),
        name="borgere.csv",
        kind="people",
        actor=region.actor("caseworker"),
        now=NOW,
        **which,  # type: ignore[arg-type]
    )


def staged(region: Region, text: str) -> Import:
    file = received(region, text)
    chosen = {int(at): name for at, name in file.mapping.items()}
    assert not services.confirm_columns(
        import_id=file.pk, version=file.version, chosen=chosen, actor=region.actor("caseworker"), now=NOW
    )
    services.work(now=NOW)
    file.refresh_from_db()
    return file


def shown(region: Region, file: Import, *, leave_out: bool = False) -> Import:
    services.make_visible(
        import_id=file.pk, version=file.version, leave_out=leave_out, actor=region.actor("caseworker"), now=NOW
    )
    services.work(now=NOW)
    file.refresh_from_db()
    return file


def matches(file: Import) -> list[str]:
    return list(file.rows.order_by("number").values_list("match", flat=True))


def codes(file: Import) -> list[str]:
    return [fault.code for row in file.rows.order_by("number") for fault in queries.faults_of(row)]


def line(serial: int, name: str, phone: str = "", skills: str = "") -> str:
    return f"{made_up_cpr(BORN, serial)};{name};Prøve;;{phone};{skills}\n"


def test_a_file_becomes_cases_that_stand_as_if_registered_one_by_one(region: Region) -> None:
    file = shown(region, staged(region, HEADER + line(1, "Amina", "20 00 00 01", "rengøring 3") + line(2, "Åse")))
    assert file.status == "visible"
    amina = Person.objects.get(given_name="Amina")
    assert (amina.organisation_id, amina.born_on, amina.phone) == (region.helsingor.pk, BORN, "20 00 00 01")
    assert people.by_cpr(made_up_cpr(BORN, 1), actor=region.actor("caseworker")) == amina.pk
    assert [(each.level, each.evidence) for each in amina.competences.all()] == [(3, "told")]
    assert Person.objects.get(given_name="Åse").name_key == people.name_key("Åse", "Prøve")


def test_nobody_sees_anything_of_it_before_the_switch_and_all_of_it_after(region: Region, monkeypatch: object) -> None:
    text = HEADER + "".join(line(serial, f"Navn{serial}") for serial in range(7))
    file = staged(region, text)
    seen: list[int] = []
    reader = region.actor("team_leader")
    monkeypatch.setattr("tovholder.imports.applying.BATCH", 3)  # type: ignore[attr-defined]
    services.make_visible(
        import_id=file.pk, version=file.version, leave_out=False, actor=region.actor("caseworker"), now=NOW
    )
    for _ in range(6):
        services.work(now=NOW, stop=lambda: True)  # one batch, then killed
        seen.append(people.own_open(actor=reader).count())
    assert set(seen) == {0, 7}
    assert seen == sorted(seen)
    assert Person.objects.filter(pending_import__isnull=False).count() == 0


def test_a_killed_reader_goes_on_after_its_last_whole_batch(region: Region, monkeypatch: object) -> None:
    monkeypatch.setattr("tovholder.imports.staging.BATCH", 2)  # type: ignore[attr-defined]
    file = received(region, HEADER + "".join(line(serial, f"Navn{serial}") for serial in range(5)))
    chosen = {int(at): name for at, name in file.mapping.items()}
    services.confirm_columns(
        import_id=file.pk, version=file.version, chosen=chosen, actor=region.actor("caseworker"), now=NOW
    )
    looks = iter([False, True])
    services.work(now=NOW, stop=lambda: next(looks))
    file.refresh_from_db()
    assert (file.status, file.last_row, file.rows.count()) == ("staging", 3, 2)
    services.work(now=NOW)
    file.refresh_from_db()
    numbers = list(file.rows.order_by("number").values_list("number", flat=True))
    assert (file.status, numbers) == ("staged", [2, 3, 4, 5, 6])


def test_people_are_recognised_by_number_and_by_name_in_any_spelling_with_birth_date(region: Region) -> None:
    region.person("Bo", "Prøve", cpr=made_up_cpr(BORN, 1))
    region.person("Mohammed", "Yousef", born_on=BORN)
    file = staged(
        region,
        f"{HEADER}{made_up_cpr(BORN, 1)};Bo;Prøve;;;\n;Muhamad;Yusuf;01-03-1990;;\n;Muhamad;Yusuf;02-03-1990;;\n",
    )
    assert matches(file) == ["same", "changed", "new"]


def test_a_family_that_shares_a_phone_stays_as_many_people_as_it_is(region: Region) -> None:
    region.person("Amina", "Prøve", born_on=BORN, phone="20 00 00 01")
    file = staged(
        region,
        f"{HEADER};Fatima;Prøve;01-03-1960;20 00 00 01;\n;Yusuf;Prøve;01-03-1990;20 00 00 01;\n"
        ";Sara;Prøve;05-06-2001;20 00 00 01;\n",
    )
    assert matches(file) == ["new", "new", "new"]


def test_twins_with_numbers_of_their_own_are_two(region: Region) -> None:
    region.person("Amina", "Prøve", cpr=made_up_cpr(BORN, 1))
    assert matches(staged(region, HEADER + line(2, "Hassan") + line(3, "Hussein"))) == ["new", "new"]


def test_where_two_may_be_meant_a_human_chooses(region: Region) -> None:
    first = region.person("Amina", "Prøve", born_on=BORN)
    second = region.person("Aminah", "Prøve", born_on=BORN)
    file = staged(region, f"{HEADER};Amina;Prøve;01-03-1990;20 00 00 09;\n")
    row = file.rows.get()
    assert (row.match, row.is_faulty, set(row.candidates)) == ("choose", True, {first.pk, second.pk})
    actor = region.actor("caseworker")
    row = services.correct_row(import_id=file.pk, row_id=row.pk, cells={}, chosen=second.pk, actor=actor, now=NOW)
    assert (row.match, row.target_id, row.is_faulty) == ("changed", second.pk, False)
    row = (
        services.correct_row(import_id=file.pk, row_id=row.pk, cells={}, chosen=0, actor=actor, now=NOW)
        if (row.candidates)
        else row
    )


def test_somebody_new_among_those_alike_can_be_said(region: Region) -> None:
    region.person("Amina", "Prøve", born_on=BORN)
    region.person("Aminah", "Prøve", born_on=BORN)
    file = staged(region, f"{HEADER};Amina;Prøve;01-03-1990;;\n")
    row = services.correct_row(
        import_id=file.pk, row_id=file.rows.get().pk, cells={}, chosen=0, actor=region.actor("caseworker"), now=NOW
    )
    assert (row.match, row.is_faulty) == ("new", False)
    shown(region, file)
    assert Person.objects.filter(born_on=BORN).count() == 3


def test_a_fault_is_put_right_in_its_cell(region: Region) -> None:
    file = staged(region, f"{HEADER};Amina;Prøve;31-02-2018;;\n")
    assert codes(file) == ["date.no_such"]
    with pytest.raises(NotAllowed):
        shown(region, file)
    row = services.correct_row(
        import_id=file.pk,
        row_id=file.rows.get().pk,
        cells={"born_on": "28-02-1998"},
        actor=region.actor("caseworker"),
        now=NOW,
    )
    assert (row.is_faulty, row.match) == (False, "new")
    shown(region, file)
    assert Person.objects.get().born_on == date(1998, 2, 28)


def test_rows_with_faults_can_be_left_out_and_are_counted(region: Region) -> None:
    file = staged(region, f"{HEADER}{line(1, 'Amina')};;Prøve;01-03-1990;;\n")
    assert queries.summary(file).faulty == 1
    file = shown(region, file, leave_out=True)
    assert (Person.objects.count(), queries.summary(file).left_out) == (1, 1)


def test_the_same_person_twice_in_a_file_is_told_on_the_second_row(region: Region) -> None:
    file = staged(region, HEADER + line(1, "Amina") + line(1, "Aminah"))
    assert [(row.number, row.is_faulty) for row in file.rows.order_by("number")] == [(2, False), (3, True)]
    assert codes(file) == ["row.same_as"]


def test_a_change_says_what_changes_and_never_shortens_a_list(region: Region) -> None:
    person = region.person("Amina", "Prøve", cpr=made_up_cpr(BORN, 1), phone="1")
    Competence.objects.create(person=person, skill="floor_care", level=3, noted_on=NOW.date())
    file = staged(region, HEADER + line(1, "Amina", "20 00 00 01", "rengøring 2, gulvvask 1"))
    assert file.rows.get().changes == ["phone", "skills"]
    shown(region, file)
    person.refresh_from_db()
    assert (person.phone, person.version) == ("20 00 00 01", 2)
    assert dict(person.competences.values_list("skill", "level")) == {"floor_care": 3, "cleaning_methods": 2}


def test_an_undo_takes_back_what_nobody_touched_and_says_what_it_could_not(region: Region) -> None:
    region.person("Gammel", "Prøve", cpr=made_up_cpr(BORN, 1), phone="1")
    file = shown(region, staged(region, HEADER + line(1, "Gammel", "2") + line(2, "Ny") + line(3, "Brugt")))
    used = Person.objects.get(given_name="Brugt")
    cases.close_case(
        person_id=used.pk, version=1, reason="other", on=NOW.date(), actor=region.actor("caseworker"), now=NOW
    )
    services.undo(import_id=file.pk, version=file.version, actor=region.actor("caseworker"), now=NOW)
    services.work(now=NOW)
    file.refresh_from_db()
    assert file.status == "undone"
    assert set(Person.objects.values_list("given_name", "phone")) == {("Gammel", "1"), ("Brugt", "")}
    assert list(file.rows.order_by("number").values_list("outcome", flat=True)) == ["restored", "undone", "kept"]


def test_a_case_changed_since_is_not_turned_back(region: Region) -> None:
    person = region.person("Amina", "Prøve", cpr=made_up_cpr(BORN, 1), phone="1")
    file = shown(region, staged(region, HEADER + line(1, "Amina", "2")))
    Person.objects.filter(pk=person.pk).update(version=9, phone="3")
    services.undo(import_id=file.pk, version=file.version, actor=region.actor("caseworker"), now=NOW)
    services.work(now=NOW)
    person.refresh_from_db()
    assert (person.phone, file.rows.get().outcome) == ("3", "kept")


def test_after_its_time_an_import_cannot_be_undone_and_its_original_goes(region: Region, tmp_path: object) -> None:
    file = shown(region, staged(region, HEADER + line(1, "Amina")))
    kept = tmp_path / "imports"  # type: ignore[operator]
    assert b"Amina" not in b"".join(path.read_bytes() for path in kept.iterdir())
    late = NOW + timedelta(days=31)
    with pytest.raises(NotAllowed):
        services.undo(import_id=file.pk, version=file.version, actor=region.actor("caseworker"), now=late)
    retention.run(now=late)
    assert not list(kept.iterdir())
    assert set(ImportRow.objects.values_list("cells", "before", "key")) == {("", "", "")}


def test_only_old_files_that_no_import_names_go(region: Region, tmp_path: Path) -> None:
    """What is being kept just now has no row yet, and a file with one has a day of its own."""
    received(region, HEADER + line(1, "Amina"))
    named = Import.objects.get().original
    stray, fresh = originals.files.keep(b"gammel"), originals.files.keep(b"ny")
    unfinished = tmp_path / "imports" / "halv.bin.part"
    unfinished.write_bytes(b"halv")
    now = timezone.now()
    for name in (named, stray, unfinished.name):
        os.utime(tmp_path / "imports" / name, times=((now - timedelta(days=2)).timestamp(),) * 2)
    Import.objects.update(original_delete_on=timezone.localdate() + timedelta(days=9))
    assert retention.run(now=now)["import_stray"] == 2
    assert {path.name for path in (tmp_path / "imports").iterdir()} == {named, fresh}


def test_what_the_rows_say_is_not_readable_in_the_database(region: Region) -> None:
    from django.db import connection

    staged(region, HEADER + line(1, "Hemmelignavn", "20 00 00 01", "ukendtord"))
    with connection.cursor() as cursor:
        cursor.execute("SELECT cells, faults, key FROM imports_importrow")
        raw = str(cursor.fetchall())
    assert not [word for word in ("Hemmelignavn", "20 00 00 01", "ukendtord", made_up_cpr(BORN, 1)) if word in raw]


def test_the_choice_of_columns_is_kept_for_the_next_file(region: Region) -> None:
    file = received(region, "Nr;Borger;Født\n1;Amina Prøve;01-03-1990\n")
    assert file.mapping == {"1": "full_name", "2": "born_on"}
    services.confirm_columns(
        import_id=file.pk,
        version=file.version,
        chosen={0: "phone", 1: "full_name", 2: "born_on"},
        actor=region.actor("caseworker"),
        now=NOW,
    )
    again = received(region, "Født;Nr;Borger\n01-03-1990;2;Bo Prøve\n")
    assert again.mapping == {"0": "born_on", "1": "phone", "2": "full_name"}
    assert set(KeptColumn.objects.values_list("organisation_id", flat=True)) == {region.helsingor.pk}


def test_missing_columns_are_told_before_anything_is_read(region: Region) -> None:
    file = received(region, "Fornavn;Telefon\nAmina;1\n")
    missing = services.confirm_columns(
        import_id=file.pk, version=file.version, chosen={0: "given_name"}, actor=region.actor("caseworker"), now=NOW
    )
    assert [fault.code for fault in missing] == ["header.missing"]
    file.refresh_from_db()
    assert (file.status, file.rows.count()) == ("uploaded", 0)


@pytest.mark.parametrize("role", ["company_consultant", "benefits_officer", "ambassador", "administrator"])
def test_only_those_who_have_all_cases_in_sight_import_people(region: Region, role: str) -> None:
    with pytest.raises(NotAllowed):
        services.receive(data=b"a;b", name="x", kind="people", actor=region.actor(role), now=NOW)


def test_another_municipality_cannot_reach_an_import(region: Region) -> None:
    file = staged(region, HEADER + line(1, "Amina"))
    other = region.actor("caseworker", at=region.fredensborg)
    with pytest.raises(OutOfReach):
        services.make_visible(import_id=file.pk, version=file.version, leave_out=True, actor=other, now=NOW)


def test_two_who_throw_the_switch_at_once_throw_it_once(region: Region) -> None:
    file = staged(region, HEADER + line(1, "Amina"))
    services.make_visible(
        import_id=file.pk, version=file.version, leave_out=False, actor=region.actor("caseworker"), now=NOW
    )
    with pytest.raises(Stale):
        services.make_visible(
            import_id=file.pk, version=file.version, leave_out=False, actor=region.actor("caseworker"), now=NOW
        )


def test_a_form_sent_twice_makes_one_import(region: Region) -> None:
    text = HEADER + line(1, "Amina")
    assert received(region, text, request_key="k").pk == received(region, text, request_key="k").pk
    assert Import.objects.count() == 1


def test_the_key_of_another_municipalitys_or_members_form_is_no_key_here(region: Region) -> None:
    text = HEADER + line(1, "Amina")
    first = received(region, text, request_key="k")
    for actor in (region.actor("caseworker", at=region.fredensborg), region.actor("team_leader")):
        own = services.receive(data=text.encode(), name="b.csv", kind="people", actor=actor, now=NOW, request_key="k")
        assert own.pk != first.pk
    assert Import.objects.count() == 3


def test_a_number_taken_between_reading_and_writing_is_left_out_and_told(region: Region) -> None:
    file = staged(region, HEADER + line(1, "Amina") + line(2, "Bo"))
    region.person("Hurtig", "Prøve", cpr=made_up_cpr(BORN, 1))
    file = shown(region, file)
    assert Person.objects.filter(given_name__in=("Amina", "Bo")).count() == 1
    assert codes(file) == ["person.cpr_taken"]


def test_a_cpr_number_in_the_name_of_a_file_is_masked(region: Region) -> None:
    data = (HEADER + line(1, "Amina")).encode()
    file = services.receive(
        data=data, name="sag 010390-1234.csv", kind="people", actor=region.actor("caseworker"), now=NOW
    )
    assert file.file_name == "sag ••••••-••••.csv"


def test_days_of_a_file_that_the_days_of_the_case_contradict_stop_the_row(region: Region) -> None:
    region.person("Amina", "Prøve", cpr=made_up_cpr(BORN, 1))
    case = Person.objects.get()
    Person.objects.filter(pk=case.pk).update(available_until=date(2026, 5, 1))
    head = "CPR-nummer;Fornavn;Efternavn;Kan begynde;Overtagelsesdato\n"
    file = staged(region, f"{head}{made_up_cpr(BORN, 1)};Amina;Prøve;02-05-2026;28-02-1990\n")
    assert codes(file) == ["dates.before_birth"]
    file = staged(region, f"{head}{made_up_cpr(BORN, 1)};Amina;Prøve;02-05-2026;\n")
    assert codes(file) == ["dates.crossed"]


def test_a_birth_in_the_future_stops_the_row_and_one_of_long_ago_is_asked_about(region: Region) -> None:
    rows = ";Amina;Prøve;05-03-2026;;\n;Bo;Prøve;31-12-1899;;\n0181705003;Carl;Prøve;;;\n"
    file = staged(region, HEADER + rows)
    assert codes(file) == ["date.in_future", "birth.long_ago", "birth.long_ago"]
    assert list(file.rows.order_by("number").values_list("is_faulty", flat=True)) == [True, False, False]


def test_one_row_is_not_for_trying_one_number_after_the_other(region: Region) -> None:
    region.person("Amina", "Prøve", born_on=date(1990, 1, 1), cpr="010190-1234")
    text = "CPR-nummer;Fornavn;Efternavn;Fødselsdato\n010190-4320;Amina;Prøve;01-01-1990\n"
    file = staged(region, text)
    told: dict[str, Any] = {"import_id": file.pk, "row_id": file.rows.get().pk, "actor": region.actor("caseworker")}
    for ending in range(3):
        services.correct_row(cells={"cpr": f"010190-432{ending + 1}"}, now=NOW, **told)
    with pytest.raises(NotAllowed, match="number_tried"):
        services.correct_row(cells={"cpr": "010190-1234"}, now=NOW, **told)
    services.correct_row(cells={"family_name": "Prøve"}, now=NOW, **told)
