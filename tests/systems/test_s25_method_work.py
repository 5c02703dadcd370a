"""S25, I mål med integration: how a municipality works on its method; texts, yearly wheel and indicators."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from io import BytesIO

import openpyxl
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from tests.integration.region import Region
from tovholder import parameters
from tovholder.accounts.models import AuditEntry, Membership
from tovholder.imports import faults, indicator_list
from tovholder.learning import indicator_rules, wheel_rules
from tovholder.learning.indicator_rules import Figure
from tovholder.learning.models import IndicatorFigure, IndicatorFile, MethodTask, MethodText, WheelItem
from tovholder.people.models import Person
from tovholder.vocabulary import places

SignedIn = Callable[[Membership], Client]
HEAD = "indikator;kommune;baseline periode;baseline;seneste periode;seneste\n"
GOOD = (
    "2;Helsingør;2016M12;12,5;2017M10;40,1\n2;Fredensborg;2016M12;*;2017M10;22\n"
    "2;Hele landet;2016M12;20,0;2017M10;25,0 %\n2;Projektet;2016M12;15;2017M10;31\n"
)


def sent(text: str) -> SimpleUploadedFile:
    return SimpleUploadedFile("tal.csv", (HEAD + text).encode())


def test_s25_4_a_file_is_read_in_and_shown_with_averages_change_and_what_is_suppressed(
    region: Region, signed_in: SignedIn
) -> None:
    lead = signed_in(region.member("team_leader"))
    assert lead.post("/metode/indikatorer/fil/", {"file": sent(GOOD)}).status_code == 302
    assert IndicatorFigure.objects.count() == 4
    page = signed_in(region.member("caseworker")).get("/metode/indikatorer/").content.decode()
    for words in ("12,5 %", "40,1 %", "+27,6 procentpoint", "skjult", "Projektets gennemsnit", "Hele landet"):
        assert words in page
    assert "1 af 2 kommuner med tal ligger nu over landsgennemsnittet, 0 af 1 ved starten" in page
    assert page.count("chart-mine-mark") == 2 + 1  # one each, and the key's
    assert page.count("chart-first-mark") == 1 + 1  # what is suppressed is not in the drawing either
    assert signed_in(region.member("caseworker", initials="X")).get("/metode/indikatorer/fil/").status_code == 403
    assert indicator_rules.change(Figure(None, Decimal(22))) is None  # it would give the other away


def test_s25_4_a_file_that_was_wrong_is_taken_back_with_its_reason_by_whoever_read_it_in(
    region: Region, signed_in: SignedIn
) -> None:
    reader = region.member("team_leader")
    lead, other = signed_in(reader), region.member("team_leader", initials="LE")
    lead.post("/metode/indikatorer/fil/", {"file": sent(GOOD)})
    file = IndicatorFile.objects.get()
    at, told = f"/metode/indikatorer/{file.pk}/tilbage/", {"why": "Tal, der skulle være skjult"}
    assert "Tag filen tilbage" not in signed_in(other).get("/metode/indikatorer/").content.decode()
    for who, status in ((signed_in(other), 422), (signed_in(region.member("caseworker")), 403)):
        assert who.post(at, told).status_code == status
    assert signed_in(region.member("team_leader", at=region.fredensborg)).post(at, told).status_code == 404
    assert "Tag filen tilbage" in lead.get("/metode/indikatorer/").content.decode()
    assert lead.post(at, {"why": " "}).status_code == 422
    assert IndicatorFigure.objects.count() == 4
    assert lead.post(at, told).status_code == 302
    assert not IndicatorFigure.objects.exists()
    page = lead.get("/metode/indikatorer/").content.decode()
    assert "40,1 %" not in page
    assert "Tal, der skulle være skjult" in page
    entry = AuditEntry.objects.get(action="indicators.take_back")
    assert (entry.membership_id, entry.facts["rows"]) == (reader.pk, 4)
    assert lead.post(at, told).status_code == 404  # gone already: a second press changes nothing


def test_s25_4_who_leads_takes_back_what_somebody_read_in_who_has_left(region: Region, signed_in: SignedIn) -> None:
    gone, other = region.member("team_leader"), region.member("team_leader", initials="LE")
    signed_in(gone).post("/metode/indikatorer/fil/", {"file": sent(GOOD)})
    Membership.objects.filter(pk=gone.pk).update(active=False)
    at = f"/metode/indikatorer/{IndicatorFile.objects.get().pk}/tilbage/"
    assert signed_in(other).post(at, {"why": "Forkert år"}).status_code == 302
    assert not IndicatorFigure.objects.exists()


def test_s25_4_every_fault_of_a_file_is_one_line_with_its_place_and_nothing_is_kept(
    region: Region, signed_in: SignedIn
) -> None:
    wrong = (
        "9;Helsingør;2016M12;1;2017M10;2\n2;Andeby;2016M12;1;2017M10;2\n2;Helsingør;2016M12;101;2017M10;2\n"
        "2;Helsingør;2016M12;1;;2\n2;Helsingør;2016M12;1;2017M10;0,345\n2;Odense;2016M12;1;2017M10;2\n"
        "2;Odense;2016M12;1;2017M10;\n2;Odense;2016M12;1;2017M10;3\n"
    )
    read = indicator_list.read_all((HEAD + wrong).encode(), places.load())
    told = [faults.line(each, "tal.csv", "da") for each in read.faults]
    assert [line.split(":")[0] for line in told] == [
        "tal.csv, række 2, kolonne “indikator”", "tal.csv, række 3, kolonne “kommune”",
        "tal.csv, række 4, kolonne “baseline”", "tal.csv, række 5, kolonne “seneste periode”",
        "tal.csv, række 6, kolonne “seneste”", "tal.csv, række 8, kolonne “seneste”", "tal.csv, række 9",
    ]  # fmt: skip
    answer = signed_in(region.member("team_leader")).post("/metode/indikatorer/fil/", {"file": sent(wrong)})
    assert answer.status_code == 422
    assert "samme indikator og kommune som række 7" in answer.content.decode()
    assert not IndicatorFigure.objects.exists()
    missing = indicator_list.read_all(b"indikator;kommune\n2;Odense\n", places.load())
    assert [each.facts["wanted"] for each in missing.faults][:2] == ["baseline periode", "baseline"]


def test_s25_4_a_workbook_says_the_same_as_the_text(region: Region) -> None:
    book, kept = openpyxl.Workbook(), BytesIO()
    for cells in (HEAD.strip().split(";"), ["Jobparate", "0217", "2016M12", 12.5, "2017M10", 40.1]):
        book.active.append(cells)
    book.save(kept)
    (row,) = indicator_list.read_all(kept.getvalue(), places.load()).rows
    assert (row.indicator, row.municipality_code) == ("job_ready", "0217")
    assert row.figure == Figure(Decimal("12.5"), Decimal("40.1"), "2016M12", "2017M10")


def test_s25_2_two_write_the_theory_of_change_and_both_texts_are_shown(region: Region, signed_in: SignedIn) -> None:
    one, other = signed_in(region.member("caseworker")), signed_in(region.member("team_leader"))
    at = "/metode/tekst/change_theory/"
    told = {"number": 0, "t_cant_will": "Nyankomne uden dansk: sprogpraktik fra uge 3", "why": "Første udkast"}
    assert one.post(at, told).status_code == 302
    late = other.post(at, told | {"t_cant_will": "Nyankomne: dansk først"})
    page = late.content.decode()
    assert late.status_code == 409
    assert "sprogpraktik fra uge 3" in page
    assert "dansk først" in page
    assert other.post(at, told | {"number": 1, "t_cant_will": "Dansk og sprogpraktik"}).status_code == 302
    assert list(MethodText.objects.order_by("number").values_list("number", flat=True)) == [1, 2]
    page = one.get(at).content.decode()
    assert "Det sættes aldrig på en borger" in page
    assert "sprogpraktik fra uge 3" in one.get(f"{at}1/").content.decode()
    sections = {row.code for row in parameters.terms("method_sections")}
    assert not sections & {field.name for field in Person._meta.get_fields()}
    assert one.post(at, told | {"number": 2, "t_long": "Se 010190-1234"}).status_code == 422  # no citizen in it


def test_s25_2_every_template_has_its_sections_and_the_plan_its_tasks_in_five_areas(
    region: Region, signed_in: SignedIn
) -> None:
    staff = signed_in(region.member("caseworker"))
    plan = [row.code for row in parameters.terms("method_sections") if row.text("template") == "action_plan"]
    assert len(plan) == len(parameters.terms("method_areas")) == 5
    for template in parameters.terms("method_templates"):
        assert staff.get(f"/metode/tekst/{template.code}/").status_code == 200
    due = timezone.localdate().isoformat()
    told = {"area": "tools", "words": "Kompetencekort ved hver praktik", "due_on": due, "request_key": "k"}
    for _twice in range(2):
        assert staff.post("/metode/", told).status_code == 302
    task = MethodTask.objects.get()
    followed = {"version": 1, "state": "partly", "words": "Bruges i tre virksomheder", "due_on": due}
    assert staff.post(f"/metode/aftale/{task.pk}/", followed).status_code == 302
    assert staff.post(f"/metode/aftale/{task.pk}/", followed | {"words": "Min tekst"}).status_code == 409
    page = staff.get("/metode/").content.decode()
    assert "Delvist på plads" in page
    assert "Bruges i tre virksomheder" in page
    elsewhere = signed_in(region.member("caseworker", at=region.fredensborg))
    assert "Kompetencekort" not in elsewhere.get("/metode/").content.decode()
    assert elsewhere.get(f"/metode/aftale/{task.pk}/").status_code == 404


def test_s25_3_a_year_is_laid_out_as_the_method_says_and_tells_what_is_due_and_what_was_held(
    region: Region, signed_in: SignedIn
) -> None:
    lead, today = signed_in(region.member("team_leader")), timezone.localdate()
    year = today.year + 1
    for _twice in range(2):
        assert lead.post("/metode/aarshjul/laeg/", {"year": year}).status_code == 302
    kinds = list(WheelItem.objects.values_list("kind", flat=True))
    assert {kind: kinds.count(kind) for kind in ("visit", "network", "status", "questionnaire", "seminar")} == {
        "visit": 2, "network": 2, "status": 4, "questionnaire": 4, "seminar": 1,
    }  # fmt: skip
    item = WheelItem.objects.filter(kind="visit").earliest("due_on")
    WheelItem.objects.filter(pk=item.pk).update(due_on=date(today.year, 1, 1))
    assert "Skulle være holdt senest" in lead.get(f"/metode/aarshjul/?aar={today.year}").content.decode()
    told = {"step": "holdt", "version": 1, "held_on": today, "took_part": 6, "words": "Vi så tre forløb"}
    at = f"/metode/aarshjul/{item.pk}/"
    assert lead.post(at, told | {"words": ""}).status_code == 422
    assert lead.post(at, told).status_code == 302
    again = lead.post(at, told | {"words": "Mine ord"})
    assert again.status_code == 409
    assert "Mine ord" in again.content.decode()
    assert "6 var med" in lead.get(f"/metode/aarshjul/?aar={today.year}").content.decode()
    assert signed_in(region.member("caseworker")).post("/metode/aarshjul/laeg/", {"year": year}).status_code == 403


def test_a_thing_of_the_wheel_is_late_the_day_after_it_was_due() -> None:
    (due,) = wheel_rules.due_days(["6"], 2026)
    for on, held, code in (
        (date(2026, 6, 30), None, "wheel.due"),
        (date(2026, 7, 1), None, "wheel.late"),
        (date(2026, 7, 2), date(2026, 6, 30), "wheel.held"),
        (date(2026, 7, 2), date(2026, 7, 1), "wheel.held_late"),
    ):
        assert wheel_rules.why(due_on=due, held_on=held, is_called_off=False, on=on).code == code


def test_s25_4_a_file_of_fractions_is_told_and_not_read_as_parts_of_a_per_cent(region: Region) -> None:
    """A spreadsheet keeps 30 % as 0.3: nothing of such a file is kept, and one line says so."""
    book, kept = openpyxl.Workbook(), BytesIO()
    for cells in (
        HEAD.strip().split(";"),
        ["Jobparate", "0217", "2016M12", 0.3, "2017M10", 1],
        ["Jobparate", "0210", "2016M12", "*", "2017M10", 0.5],
    ):
        book.active.append(cells)
    book.save(kept)
    read = indicator_list.read_all(kept.getvalue(), places.load())
    (line,) = [faults.line(each, "tal.xlsx", "da") for each in read.faults]
    assert "0,3 for 30 %" in line
    few = indicator_list.read_all((HEAD + "2;Helsingør;2016M12;0,3;2017M10;12,5\n").encode(), places.load())
    assert [row.figure.baseline for row in few.rows] == [Decimal("0.3")]
    none = indicator_list.read_all((HEAD + "2;Helsingør;2016M12;0;2017M10;0\n").encode(), places.load())
    assert not none.faults


def test_s25_3_what_was_moved_is_not_laid_out_once_more(region: Region, signed_in: SignedIn) -> None:
    lead, year = signed_in(region.member("team_leader")), timezone.localdate().year + 1
    lead.post("/metode/aarshjul/laeg/", {"year": year})
    before = WheelItem.objects.count()
    item = WheelItem.objects.filter(kind="seminar").get()
    day = date(year, 1, 20) if item.due_on.month != 1 else date(year, 6, 20)
    told = {"step": "flyt", "version": 1, "due_on": day, "words": "Ferie"}
    assert lead.post(f"/metode/aarshjul/{item.pk}/", told).status_code == 302
    lead.post("/metode/aarshjul/laeg/", {"year": year})
    assert WheelItem.objects.count() == before


def test_slips_in_the_days_of_the_method_are_told(region: Region, signed_in: SignedIn) -> None:
    lead, today = signed_in(region.member("team_leader")), timezone.localdate()
    assert lead.get("/metode/aarshjul/?aar=0000").status_code == 200
    lead.post("/metode/aarshjul/laeg/", {"year": today.year + 1})
    item = WheelItem.objects.earliest("due_on")
    told = {"step": "holdt", "version": 1, "held_on": "1950-06-01", "words": "Vi så tre forløb"}
    assert lead.post(f"/metode/aarshjul/{item.pk}/", told).status_code == 422
    task = {"area": "tools", "words": "Kort", "due_on": today.isoformat(), "request_key": "k"}
    lead.post("/metode/", task)
    row = MethodTask.objects.get()
    told = {"version": 1, "state": "partly", "words": "Går godt", "due_on": "1999-01-01"}
    assert lead.post(f"/metode/aftale/{row.pk}/", told).status_code == 422
    MethodTask.objects.update(due_on=date(2020, 1, 1))
    assert lead.post(f"/metode/aftale/{row.pk}/", told | {"due_on": "2020-01-01"}).status_code == 302  # left as it was


def test_the_own_newest_file_stands_before_a_partners(region: Region, signed_in: SignedIn) -> None:
    for where in (region.helsingor, region.fredensborg):
        sent_by = signed_in(region.member("team_leader", at=where))
        figure = "12,5" if where == region.helsingor else "77,7"
        text = f"2;Helsingør;2016M12;{figure};2017M10;40,1\n"
        assert sent_by.post("/metode/indikatorer/fil/", {"file": sent(text)}).status_code == 302
    page = signed_in(region.member("caseworker")).get("/metode/indikatorer/").text
    assert ("12,5 %" in page, "77,7 %" in page) == (True, False)


def test_whoever_only_reads_the_method_is_told_when_writing(region: Region, signed_in: SignedIn) -> None:
    reader = signed_in(region.member("steering_member"))
    told = {"area": "tools", "words": "Kort", "due_on": timezone.localdate().isoformat(), "request_key": "k"}
    answer = reader.post("/metode/", told)
    assert answer.status_code == 403
    assert "der skriver i metoden" in answer.text
