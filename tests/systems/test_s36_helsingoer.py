"""S36, Helsingør: absence is documented by all who meet the citizen, the citizen is heard in the own language and may
send documentation at any time, one assesses and another decides, and written guidance comes first."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from tests.integration.alignment import written
from tests.integration.attendance import photos
from tests.integration.attendance import scene as scenes
from tests.integration.attendance.scene import ANSWER_BY, AWAY_ON, Scene, at
from tests.integration.region import NOW, Region
from tovholder.accounts.models import AuditEntry, Membership
from tovholder.documents.models import IssuedPaper
from tovholder.pathways import hearing_letters
from tovholder.pathways.models import AbsenceEvidence, Attendance, DutyGuidance, Hearing, HearingComment
from tovholder.people.models import Person

SignedIn = Callable[[Membership], Client]


@pytest.fixture
def scene(region: Region, monkeypatch: pytest.MonkeyPatch) -> Scene:
    monkeypatch.setattr(timezone, "now", lambda: NOW)
    return scenes.make(region)


def test_s36_1_language_centre_company_and_caseworker_tell_of_days_and_a_caseworker_judges(
    scene: Scene, signed_in: SignedIn
) -> None:
    region, person = scene.region, scene.person
    adviser = signed_in(scene.adviser)
    page = adviser.get("/fremmoede/liste/?dag=2026-03-04").content.decode()
    assert "Yusra" in page
    week = {f"p{person.pk}d20260302": "sick", f"p{person.pk}d20260303": "there"}
    assert adviser.post("/fremmoede/liste/?dag=2026-03-04", week).status_code == 302
    for forged in (f"p{person.pk}d20260306", f"p{person.pk + 1}d20260302", f"p{person.pk}d19990101"):
        refused = adviser.post("/fremmoede/liste/?dag=2026-03-04", {forged: "there"})
        assert (refused.status_code, "kan ikke noteres her" in refused.text) == (422, True)
    stay, firm = region.stay(person), signed_in(written.company_member(region))
    told, at_work = {f"s{stay.pk}d20260302": "transport"}, f"/virksomhed/forloeb/{stay.pk}/fremmoede/"
    assert f"p{person.pk}d" not in firm.get(f"{at_work}?dag=2026-03-04").text  # a number that would join two stays
    assert firm.post(f"{at_work}?dag=2026-03-04", told).status_code == 302
    for day in ("0001-01-01", "9999-12-31", "x"):
        for browser, register in ((firm, at_work), (adviser, "/fremmoede/liste/")):
            assert browser.get(f"{register}?dag={day}").status_code == 200
    staff = signed_in(region.member("caseworker"))
    talk = {"activity": "talk", "on": "2026-03-03", "reason": "no_word"}
    assert staff.post(f"/fremmoede/borger/{person.pk}/fravaer/", talk).status_code == 302
    rows = Attendance.objects.order_by("pk").values_list("activity", "on__day", "coming", "reason", "source__name")
    assert list(rows) == [
        ("danish", 2, "unclear", "sick", "Sprogcenter Nord"),
        ("danish", 3, "present", "", "Sprogcenter Nord"),
        ("company", 2, "unclear", "transport", "Strandhotellet"),
        ("talk", 3, "unclear", "no_word", "Helsingør Kommune"),
    ]
    assert "Transporten svigtede" in staff.get("/fremmoede/").content.decode()
    first = Attendance.objects.order_by("pk")[0]
    judged = staff.post(f"/fremmoede/afklar/{first.pk}/", {"version": first.version, "holds": "1", "why": ""})
    assert judged.status_code == 302
    first.refresh_from_db()
    assert (first.coming, first.cleared_by_id) == ("excused", region.member("caseworker").pk)
    own = {"activity": "danish", "on": "2026-03-03", "reason": "no_word"}  # the centre has told: there
    staff.post(f"/fremmoede/borger/{person.pk}/fravaer/", own)
    page = staff.get(f"/fremmoede/borger/{person.pk}/").text
    assert "Afklar, hvad der er rigtigt." in page
    assert page.count("3. marts 2026, Danskundervisning") == 1
    assert "mødt 1 af de 3 nyeste" in page  # Danish once, the company and the talk; the excused day is left out
    doubtful = Attendance.objects.get(activity="danish", on="2026-03-03", coming="unclear")
    there = {"version": doubtful.version, "holds": "there", "why": ""}
    assert staff.post(f"/fremmoede/afklar/{doubtful.pk}/", there).status_code == 302
    assert "Meldt på to måder" not in staff.get(f"/fremmoede/borger/{person.pk}/").text
    at_work = Attendance.objects.get(activity="company")
    assert hearing_letters.company_of(at_work) == "Strandhotellet"
    at_work.placement_id, at_work.on = None, stay.starts_on - timedelta(days=1)
    assert hearing_letters.company_of(at_work) == ""  # nobody says which, and the citizen was at none
    consultant = signed_in(region.member("company_consultant"))
    assert consultant.post(f"/fremmoede/afklar/{first.pk}/", there).status_code == 403


def test_s36_1_the_citizen_sends_words_and_a_photo_at_any_time(scene: Scene, signed_in: SignedIn) -> None:
    client = signed_in(scene.citizen())
    photo = SimpleUploadedFile("sms.jpg", photos.JPG)
    days = {"first_day": "2026-03-02", "last_day": "2026-03-02"}
    sent = client.post("/borger/fravaer/?laes=ar", {**days, "words": "كنت مريضة", "file": photo})
    assert sent.status_code == 302
    row = AbsenceEvidence.objects.get()
    assert (row.words, row.file_kind, row.seen_at) == ("كنت مريضة", "jpg", None)
    page = client.get("/borger/fravaer/?laes=ar").content.decode()
    assert 'dir="rtl"' in page
    assert "لم يُقرأ بعد" in page
    opened = signed_in(scene.region.member("caseworker")).post(f"/fremmoede/bilag/{row.pk}/")
    assert (opened["Content-Type"], opened.content[:3]) == ("image/jpeg", b"\xff\xd8\xff")
    assert b"TESTPHONE" not in opened.content  # nor where it was taken
    assert "قُرئ" in client.get("/borger/fravaer/?laes=ar").content.decode()


@pytest.mark.parametrize(
    ("name", "data", "told"),
    [
        ("ferie.jpg", b"MZ\x90\x00 et program", "Filen er ikke et foto eller en PDF, uanset hvad den hedder."),
        ("stort.jpg", b"\xff\xd8\xff" + b"0" * 40_000_000, "Filen er større end 15 MB."),
    ],
)
def test_s36_1_a_disguised_or_huge_file_is_refused_in_one_line_and_the_words_stay(
    scene: Scene, signed_in: SignedIn, name: str, data: bytes, told: str
) -> None:
    client = signed_in(scene.citizen())
    days = {"first_day": "2026-03-02", "last_day": "2026-03-02", "words": "Jeg var hos lægen"}
    answer = client.post("/borger/fravaer/?laes=da", {**days, "file": SimpleUploadedFile(name, data)})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert told in page
    assert "Jeg var hos lægen</textarea>" in page
    assert not AbsenceEvidence.objects.exists()


def test_s36_2_the_letter_is_in_the_citizens_language_and_comments_come_before_the_assessment(
    scene: Scene, signed_in: SignedIn
) -> None:
    day = scene.away()
    scene.guided()
    Person.objects.filter(pk=scene.person.pk).update(interpreter_language="ar")
    staff, citizen = signed_in(scene.region.member("caseworker")), signed_in(scene.citizen())
    asked = {"days": [day.pk], "intended": "days_away", "language": "ar", "request_key": "en"}
    for _twice in range(2):
        made = staff.post(f"/fremmoede/borger/{scene.person.pk}/hoering/", asked)
        hearing = Hearing.objects.get()
        assert (made.status_code, made["Location"]) == (302, f"/fremmoede/hoering/{hearing.pk}/")  # there it is sent
    assert citizen.get(f"/borger/fravaer/hoering/{hearing.pk}/").status_code == 404  # not sent yet
    send = {"version": hearing.version, "how": "handed_over", "answer_by": ANSWER_BY.isoformat()}
    assert staff.post(f"/fremmoede/hoering/{hearing.pk}/send/", send).status_code == 302
    assert IssuedPaper.objects.get(kind="hearing_letter").language == "ar"
    page = citizen.get(f"/borger/fravaer/hoering/{hearing.pk}/?laes=ar").content.decode()
    assert "أجب في موعد أقصاه" in page
    assert ("دروس اللغة الدنماركية" in page, "fra=2026-03-02&amp;til=2026-03-02" in page) == (True, True)
    home = citizen.get("/borger/").text  # before anything else
    assert "Fortæl, hvorfor du var væk. Intet er afgjort. Svar senest" in home
    assert f'href="/borger/fravaer/hoering/{hearing.pk}/"' in home
    answer = {"words": "Jeg sendte en sms om morgenen", "request_key": "to", "is_all": "on"}
    for _twice in range(2):
        assert citizen.post(f"/borger/fravaer/hoering/{hearing.pk}/?laes=ar", answer).status_code == 302
    assert (HearingComment.objects.get().by_citizen, Hearing.objects.get().state) == (True, "answered")
    page = staff.get(f"/fremmoede/hoering/{hearing.pk}/").text
    assert "Jeg sendte en sms" in page
    assert "sagt, at der ikke er mere at sige." in page
    consultant = signed_in(scene.region.member("company_consultant"))
    assert consultant.get(f"/fremmoede/hoering/{hearing.pk}/").status_code == 403
    assert consultant.post(f"/papirer/{IssuedPaper.objects.get(kind='hearing_letter').pk}/hent/").status_code == 404


def test_s36_2_a_hearing_after_the_legal_limit_is_refused_with_a_sentence_and_its_source(
    scene: Scene, signed_in: SignedIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    scene.guided()
    hearing = scene.prepared()
    monkeypatch.setattr(timezone, "now", lambda: at(AWAY_ON + timedelta(days=122)))
    send = {"version": hearing.version, "how": "handed_over", "answer_by": "2026-07-20"}
    answer = signed_in(scene.region.member("caseworker")).post(f"/fremmoede/hoering/{hearing.pk}/send/", send)
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "For sent. Det, der skete 2. marts 2026, skulle være afgjort senest 30. juni 2026, for 2 dage siden" in page
    assert "(Aktivloven §§ 35-40 a)" in page
    assert not IssuedPaper.objects.filter(kind="hearing_letter").exists()


def test_s36_3_one_assesses_in_writing_and_the_benefits_office_decides(
    scene: Scene, signed_in: SignedIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    scene.guided()
    hearing = scene.expired(scene.sent())
    monkeypatch.setattr(timezone, "now", lambda: at(ANSWER_BY + timedelta(days=1)))
    staff, officer = (signed_in(scene.region.member(role)) for role in ("caseworker", "benefits_officer"))
    assert officer.get(f"/fremmoede/hoering/{hearing.pk}/").status_code == 404  # nothing to read before it is assessed
    told = {"version": hearing.version, "ground": "none", "furthers": "unknown", "proposes": "sanction"}
    empty = staff.post(f"/fremmoede/hoering/{hearing.pk}/vurder/", {**told, "assessment": ""})
    assert empty.status_code == 422
    told["assessment"] = "Ingen har hørt fra borgeren."
    assert staff.post(f"/fremmoede/hoering/{hearing.pk}/vurder/", told).status_code == 302
    hearing.refresh_from_db()
    assert "Yusra" in officer.get("/fremmoede/").content.decode()
    day = officer.get("/min-dag/").text
    assert "Høringer der venter på din afgørelse" in day
    assert f'href="/fremmoede/hoering/{hearing.pk}/"' in day
    assert "Det skal være afgjort senest" in day
    decide = {"version": hearing.version, "sanction": "sanction", "why": "Ingen rimelig grund er oplyst."}
    refused = staff.post(f"/fremmoede/hoering/{hearing.pk}/afgoer/", decide)
    assert "Kun ydelseskontoret afgør." in refused.content.decode()
    stale = officer.post(f"/fremmoede/hoering/{hearing.pk}/afgoer/", {**decide, "version": 1})
    assert (stale.status_code, "Ingen rimelig grund er oplyst." in stale.content.decode()) == (409, True)
    untold = officer.post(f"/fremmoede/hoering/{hearing.pk}/afgoer/", decide)
    assert (untold.status_code, "Skriv, hvad der bliver trukket i ydelsen." in untold.text) == (422, True)
    decide["taken"] = "Ydelsen for en dag"
    for _twice in range(2):  # the own double press is no conflict
        assert officer.post(f"/fremmoede/hoering/{hearing.pk}/afgoer/", decide).status_code == 302
    for paper in IssuedPaper.objects.exclude(kind="cv"):
        fetched = officer.post(f"/fremmoede/hoering/{hearing.pk}/papir/{paper.pk}/")
        assert (paper.kind, fetched["Content-Type"]) == (paper.kind, "application/pdf")
    citizen = signed_in(scene.citizen())
    assert "Der er en afgørelse om dit fravær." in citizen.get("/borger/").text
    page = citizen.get(f"/borger/fravaer/hoering/{hearing.pk}/?laes=da").text
    assert all(words in page for words in ("Ydelsen for en dag", "Ankestyrelsen", "Antal uger til at klage"))
    assert "Grunden er ikke vurderet endnu" not in citizen.get("/borger/fravaer/?laes=da").text
    hearing.refresh_from_db()
    assert (hearing.state, hearing.decided_by) == ("sanction", scene.region.member("benefits_officer"))
    assert AuditEntry.objects.filter(action="hearing.sanction", role="benefits_officer").exists()


def test_s36_5_that_rules_are_explained_is_noted_with_the_guide_in_the_language(
    scene: Scene, signed_in: SignedIn
) -> None:
    client = signed_in(scene.region.member("company_consultant"))
    for language in ("ar", "ti", "fa", "so"):
        told = {"on": "2026-03-02", "language": language, "interpreter": "on"}
        assert client.post(f"/fremmoede/borger/{scene.person.pk}/vejledt/", told).status_code == 302
    assert DutyGuidance.objects.filter(interpreter=True).count() == 4
    assert set(IssuedPaper.objects.values_list("kind", "language")) == {
        ("sanction_guide", language) for language in ("ar", "ti", "fa", "so")
    }
    assert "Dine rettigheder og pligter" in signed_in(scene.citizen()).get("/borger/papirer/").content.decode()


def test_s36_1_a_list_from_the_language_centre_is_told_whole_or_each_fault_with_its_row(
    scene: Scene, signed_in: SignedIn
) -> None:
    client = signed_in(scene.adviser)

    def send(text: str) -> object:
        file = SimpleUploadedFile("uge10.csv", text.encode())
        return client.post("/fremmoede/liste/fil/", {"file": file, "activity": "danish"})

    program = SimpleUploadedFile("a.xlsx", b"MZ\x90\x00\x03 et program")
    page = client.post("/fremmoede/liste/fil/", {"file": program, "activity": "danish"}).text
    assert "et program" in page
    head = "Navn;Dato;Mødt;Årsag\n"
    lines = "Yusra Prøve;02-03-2026;nej;Meldt syg\nNogen Anden;02-03-2026;ja;\nYusra Prøve;31-02-2026;ja;\n"
    page = send(head + lines + "Yusra Prøve;05-03-2026;måske;\n").content.decode()  # type: ignore[attr-defined]
    for fault in ("række 3, kolonne “navn”", "række 4, kolonne “dato”", "række 5, kolonne “mødt”: skriv ja eller nej."):
        assert fault in page
    assert not Attendance.objects.exists()
    later = send(head + "Yusra Prøve;02-03-2026;ja;\nYusra Prøve;05-03-2026;ja;\n")
    assert "række 3: 5. marts 2026 har ikke været endnu." in later.content.decode()  # type: ignore[attr-defined]
    assert not Attendance.objects.exists()
    good = send(head + "Yusra Prøve;02-03-2026;nej;Meldt syg\nYusra Prøve;03-03-2026;ja;\n")
    assert good.status_code == 302  # type: ignore[attr-defined]
    assert Attendance.objects.count() == 2
