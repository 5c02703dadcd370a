"""`./tovholder import`: the same services, one line for each fault, exit code 1, and nothing half-written."""

import io
import re
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from django.utils.timezone import localdate

from tests.integration.region import Region
from tovholder.accounts.models import Organisation
from tovholder.cli import __main__ as cli
from tovholder.companies import queries as companies
from tovholder.companies.models import Company, JobOrder, ProductionUnit
from tovholder.imports import queries, services
from tovholder.imports.models import Import
from tovholder.people.models import Person
from tovholder.simulate import frame_rows, making, writing
from tovholder.simulate.numbering import Numbering, let_database_number_on
from tovholder.simulate.scale import Scale

SAMPLES = Path(__file__).resolve().parents[3] / "docs" / "samples"
Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(settings: object, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    settings.HOME = tmp_path / "home"  # type: ignore[attr-defined]
    settings.VOCABULARY_FOLDER = tmp_path / "home" / "vocabulary"  # type: ignore[attr-defined]
    settings.HOME.mkdir()  # type: ignore[attr-defined]
    monkeypatch.setattr("tovholder.cli.database.migrate", lambda: False)

    def command(*words: object) -> tuple[int, str, str]:
        code = cli.main(["import", *map(str, words)])
        told = capsys.readouterr()
        return code, told.out, told.err

    return command


def test_the_sample_people_become_cases_of_the_named_municipality(region: Region, run: Run) -> None:
    code, out, _ = run("people", SAMPLES / "people.csv", "--organisation", "217")
    assert (code, "4 new, 0 changed, 0 unchanged, 0 with faults" in out) == (0, True)
    assert set(Person.objects.values_list("organisation_id", "pending_import")) == {(region.helsingor.pk, None)}
    code, out, _ = run("people", SAMPLES / "people.csv", "--organisation", "0217")
    assert (code, "4 unchanged" in out, Person.objects.count()) == (0, True, 4)


def test_rows_of_another_municipality_are_counted_and_told_before_anything_is_written(region: Region, run: Run) -> None:
    code, out, err = run("people", SAMPLES / "people.csv", "--organisation", "0217", "--dry-run", "--language", "da")
    assert (code, "2 name another municipality" in out, Person.objects.exists()) == (0, True, False)
    assert err.count("rækken siger Fredensborg, og filen indlæses hos Helsingør Kommune") == 2
    _, out, err = run("people", SAMPLES / "people.csv", "--organisation", "0210")
    assert ("2 name another municipality" in out, err.count("the row says Helsingør")) == (True, 2)


def test_the_sample_companies_and_orders_follow_one_another(region: Region, run: Run) -> None:
    assert run("companies", SAMPLES / "companies.csv", "--organisation", "0217")[0] == 0
    assert set(Company.objects.filter(cvr__startswith="99").values_list("name", flat=True)) == {
        "Strandhotellet",
        "Nordlager",
    }
    unit = ProductionUnit.objects.get(p_number="9999000020")
    assert (unit.municipality_code, unit.headcounts.get().fte) == ("0210", 48)
    assert run("orders", SAMPLES / "orders.csv", "--organisation", "0217")[0] == 0
    orders = companies.visible_orders(actor=region.actor("company_consultant"))
    assert set(orders.values_list("title", "status", "taken_by")) == {
        (title, "open", region.helsingor.pk)
        for title in ("Rengøringsassistent", "Køkkenmedhjælper", "Lagermedarbejder")
    }


@pytest.mark.any_database
def test_the_samples_can_be_read_into_the_demo(run: Run) -> None:
    demo = making.make(Scale(today=localdate(), people=130, years=1))
    numbering = Numbering()
    frame = frame_rows.write(demo.bodies, demo.staff.members, numbering)
    for part in demo.parts():
        writing.write_part(part, demo, frame, numbering)
    let_database_number_on()
    assert Person.objects.count() == 130
    for kind in ("companies", "orders", "people"):
        code, _, err = run(kind, SAMPLES / f"{kind}.csv", "--organisation", "0217")
        assert (kind, code, "belongs to another" in err) == (kind, 0, False)
    assert Import.objects.filter(status="visible").count() == 3


def test_orders_of_workplaces_that_are_not_here_are_told_one_by_one(region: Region, run: Run) -> None:
    code, _, err = run("orders", SAMPLES / "orders.csv", "--organisation", "0217")
    assert code == 1
    assert err.count("the workplace is not here") == 3
    assert not JobOrder.objects.exists()


def test_the_same_order_next_time_is_changed_and_not_made_again(region: Region, run: Run, tmp_path: Path) -> None:
    run("companies", SAMPLES / "companies.csv", "--organisation", "0217")
    run("orders", SAMPLES / "orders.csv", "--organisation", "0217")
    again = tmp_path / "orders.csv"
    text = (SAMPLES / "orders.csv").read_text(encoding="utf-8")
    again.write_text(text.replace(";20-37;2;", ";20-37;4;"), encoding="utf-8")
    code, out, _ = run("orders", again, "--organisation", "0217")
    assert (code, "0 new, 1 changed, 2 unchanged" in out) == (0, True)
    changed = JobOrder.objects.get(request_key__endswith="JO-1")
    assert (changed.places, changed.version, JobOrder.objects.count()) == (4, 2, 3)


def test_an_undo_takes_imported_companies_and_orders_back(region: Region, run: Run) -> None:
    from django.utils import timezone

    run("companies", SAMPLES / "companies.csv", "--organisation", "0217")
    run("orders", SAMPLES / "orders.csv", "--organisation", "0217")
    for file in Import.objects.order_by("-pk"):
        actor = region.actor("team_leader")
        services.undo(import_id=file.pk, version=file.version, actor=actor, now=timezone.now())
        services.work(now=timezone.now())
    assert (JobOrder.objects.count(), Company.objects.filter(cvr__startswith="99").count()) == (0, 0)


def test_faults_are_told_a_line_each_and_the_file_waits_on_the_page(region: Region, run: Run, tmp_path: Path) -> None:
    bad = tmp_path / "borgere.csv"
    bad.write_bytes("Fornavn;Efternavn;Opholdsdato\nBo;Prøve;31-02-2018\nAl;Prøve;=1+1\n".encode("cp1252"))
    code, _, err = run("people", bad, "--organisation", "0217")
    assert code == 1
    lines = err.splitlines()
    assert (
        "borgere.csv, row 2, column “Opholdsdato”: there is no such date. Write day-month-year, e.g. 28-02-2018."
        in lines
    )
    assert any("row 3, column “Opholdsdato”: the cell is a formula" in each for each in lines)
    assert not Person.objects.exists()
    assert Import.objects.get().status == "staged"
    assert bad.exists()


@pytest.mark.parametrize(
    ("name", "data", "told"),
    [
        ("x.xlsx", b"\x89PNG\r\n\x1a\n", "x.xlsx: this is a picture (PNG)"),
        ("x.csv", b"", "x.csv: the file is empty."),
        ("x.csv", b"Telefon;By\n1;2\n", "x.csv: no column holds “Name” or “First name”."),
        ("x.csv", b"Fornavn;Efternavn\n", "x.csv: the file is empty.|row"),
    ],
)
def test_a_bad_file_leaves_nothing_behind(
    region: Region, run: Run, tmp_path: Path, name: str, data: bytes, told: str
) -> None:
    (tmp_path / name).write_bytes(data)
    code, _, err = run("people", tmp_path / name, "--organisation", "0217")
    assert code == 1
    assert any(part in err for part in told.split("|"))
    assert not Import.objects.exists()
    assert not list((tmp_path / "home").rglob("*.bin"))


def test_a_dry_run_says_what_would_happen_and_leaves_nothing(region: Region, run: Run, tmp_path: Path) -> None:
    code, out, _ = run("people", SAMPLES / "people.csv", "--organisation", "0217", "--dry-run")
    assert (code, "4 new" in out, "Nothing was written" in out) == (0, True, True)
    assert not Person.objects.exists()
    assert not Import.objects.exists()


def test_a_workbook_is_imported_like_a_csv(region: Region, run: Run, tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    for line in (SAMPLES / "people.csv").read_text("utf-8-sig").splitlines():
        book.active.append(line.split(";"))
    made = io.BytesIO()
    book.save(made)
    (tmp_path / "people.xlsx").write_bytes(made.getvalue())
    assert run("people", tmp_path / "people.xlsx", "--organisation", "0217")[0] == 0
    assert Person.objects.count() == 4


def test_the_municipality_must_be_named_when_there_are_several(region: Region, run: Run) -> None:
    code, _, err = run("people", SAMPLES / "people.csv")
    assert (code, "--organisation CODE (0210, 0217)" in err) == (1, True)
    Organisation.objects.filter(pk=region.fredensborg.pk).update(kind="language_centre")
    assert run("people", SAMPLES / "people.csv")[0] == 0


def test_damaged_esco_and_places_are_told_in_one_line(run: Run, tmp_path: Path) -> None:
    bad = tmp_path / "x.csv"
    bad.write_text("a,b\n1,2\n")
    for what in ("esco", "places"):
        code, _, err = run(what, bad)
        assert code == 1
        assert err.startswith("x.csv")


def test_a_column_that_is_not_read_is_told(region: Region, run: Run, tmp_path: Path) -> None:
    (tmp_path / "x.csv").write_text("Fornavn;Efternavn;Kompetanser\nBo;Prøve;rengøring 3\n", encoding="utf-8")
    code, _, err = run("people", tmp_path / "x.csv", "--organisation", "0217", "--language", "da")
    assert (code, "kolonne “Kompetanser”: bemærk: kolonnen læses ikke. Omdøb den, hvis" in err) == (0, True)


def test_what_came_of_it_is_told_where_somebody_else_was_first(
    region: Region, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two imports of the same people at once: the second finds every number taken when it comes to writing."""
    words = ("people", SAMPLES / "people.csv", "--organisation", "0217")
    throw, codes = services.make_visible, []

    def after_another(**given: object) -> Import:
        monkeypatch.setattr(services, "make_visible", throw)
        codes.append(cli.main(["import", *map(str, words)]))
        return throw(**given)  # type: ignore[arg-type]

    monkeypatch.setattr(services, "make_visible", after_another)
    code, out, err = run(*words)
    assert (code, codes) == (1, [0])
    assert [each for each in out.splitlines() if "made visible" in each] == [
        "4 made visible, 0 left out.",
        "0 made visible, 4 left out.",
    ]
    assert out.count("It can be undone") == 1
    assert "4 left out: somebody else has been given this CPR number meanwhile." in err
    file = next(each for each in Import.objects.all() if f"/import/{each.pk}/?vis=left_out" in err)
    told = queries.summary(file)
    assert (told.new, told.passed_over, told.left_out, told.total) == (0, 4, 4, 4)
    assert (queries.rows(file, only="new").count(), queries.rows(file, only="left_out").count()) == (0, 4)


def test_rows_whose_faults_are_not_printed_are_counted(region: Region, run: Run, tmp_path: Path) -> None:
    rows = "".join(f"Bo{number};Prøve;31-02-2018\n" for number in range(450))
    (tmp_path / "x.csv").write_text(f"Fornavn;Efternavn;Opholdsdato\n{rows}", encoding="utf-8")
    code, _, err = run("people", tmp_path / "x.csv", "--organisation", "0217", "--dry-run")
    lines = err.splitlines()
    numbers = set(re.findall(r"^x\.csv, row (\d+)", err, re.MULTILINE))
    assert (code, lines[-1]) == (1, f"… and {450 - len(numbers)} more rows")
    assert len(lines) <= 202
