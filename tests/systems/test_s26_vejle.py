"""S26, Vejle with Asylcenter Jelling, "The good reception": told at the centre, in the case before the move."""

import re
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.utils import timezone

from tests.integration.reception.scene import FORM, drafted, stepped, worker
from tests.integration.region import Region
from tovholder.accounts import queries as accounts
from tovholder.accounts.conflicts import OutOfReach
from tovholder.accounts.models import Membership, Organisation, Partnership
from tovholder.pathways import reception_queries
from tovholder.pathways.models import Handover, ReceptionMeeting, ReceptionTask
from tovholder.people.models import Access, FamilyLink, Person

SignedIn = Callable[[Membership], Client]


@pytest.fixture
def jelling(region: Region, signed_in: SignedIn) -> Client:
    return signed_in(worker(region))


@pytest.fixture
def municipality(region: Region, signed_in: SignedIn) -> Client:
    return signed_in(region.member("caseworker"))


def sent(jelling: Client, region: Region, **more: object) -> Handover:
    soon = timezone.localdate() - timedelta(days=9)
    handover = drafted(jelling, region, assigned_on=soon.isoformat(), consent_on=soon.isoformat(), **more)
    stepped(jelling, handover, "send")
    handover.refresh_from_db()
    assert handover.status == "sent"
    return handover


def test_s26_1_the_handover_becomes_cases_before_the_move_and_nobody_is_asked_twice(
    region: Region, jelling: Client, municipality: Client
) -> None:
    handover = drafted(jelling, region, assigned_on=(timezone.localdate() - timedelta(days=9)).isoformat(),
                       consent_on=timezone.localdate().isoformat())  # fmt: skip
    page = jelling.get(f"/modtagelse/{handover.pk}/familie/").text
    assert 'value="20202020"' in page  # the telephone of the first stands there already: a family may share one
    spouse = {"given_name": "Yonas", "family_name": "Prøve", "relation": "spouse", "phone": "20202020"}
    child = {"given_name": "Miki", "family_name": "Prøve", "relation": "child", "born_on": "2022-05-05"}
    for told in (spouse, child):
        handover.refresh_from_db()
        answer = jelling.post(f"/modtagelse/{handover.pk}/familie/", told | {"version": handover.version})
        assert answer.status_code == 302, answer.text
    assert municipality.get(f"/modtagelse/{handover.pk}/").status_code == 404  # a draft is the centre's alone
    stepped(jelling, handover, "send")
    day = municipality.get("/min-dag/?slags=reception&konsulent=ingen").text
    assert "Asylcenter Prøve" in day
    assert "Selam" not in day
    assert "Venter på svar. Overtagelsen er" in day
    taken = stepped(municipality, handover, "take_in", contact=region.member("caseworker").pk)

    assert "Modtaget" in taken.text
    selam, yonas = Person.objects.get(given_name="Selam"), Person.objects.get(given_name="Yonas")
    assert not Person.objects.filter(given_name="Miki").exists()  # the child stays with the family
    assert (selam.needs_interpreter, selam.interpreter_language, selam.danish_track) == (True, "ti", 2)
    assert [row.title for row in selam.experiences.all()] == ["Syerske"]
    assert (selam.phone, yonas.phone) == ("20202020", "20202020")
    assert selam.takeover_on is not None
    assert selam.takeover_on > timezone.localdate()
    assert FamilyLink.objects.get(person=selam).relative == yonas
    assert selam.contact == yonas.contact == region.member("caseworker")  # S50: one contact for the whole family
    assert f"/modtagelse/sag/{selam.pk}/" in municipality.get(f"/borgere/{selam.pk}/").text
    ReceptionTask.objects.filter(code="home").update(due_on=timezone.localdate())
    day = municipality.get("/min-dag/").text
    assert "På tjeklisten mangler: 1." in day
    assert "</strong> · Asylcenter Prøve" in day  # beside the citizen's name by now
    assert "Selam Prøve" in day


def test_s26_names_of_a_handover_lie_sealed_and_who_reads_a_draft_is_in_the_log_of_the_case_it_becomes(
    region: Region, jelling: Client, municipality: Client
) -> None:
    handover = sent(jelling, region)
    with connection.cursor() as cursor:
        cursor.execute("SELECT p.*, h.* FROM pathways_handoverperson p JOIN pathways_handover h ON h.id = handover_id")
        raw = str(cursor.fetchall())
    for words in ("Selam", "Prøve'", "20202020", "nær sin søster"):
        assert words not in raw
    ReceptionTask.objects.filter(code="bank").update(due_on=timezone.localdate())
    day = jelling.get("/min-dag/").text
    assert "På tjeklisten mangler: 1." in day  # the centre's own part, on the day of whoever wrote it
    assert "Helsingør Kommune" in day
    municipality.get(f"/modtagelse/{handover.pk}/")
    municipality.get("/modtagelse/")
    stranger = region.actor("caseworker", at=region.fredensborg)
    with pytest.raises(OutOfReach):
        reception_queries.one(handover.pk, actor=stranger)
    assert stranger.book.refused == {-handover.pk: "refused"}
    stepped(municipality, handover, "take_in", contact=region.member("caseworker").pk)
    selam = Person.objects.get(given_name="Selam")
    reads = accounts.reads_of_person(selam.pk, drafts=reception_queries.drafts_of(selam.pk))
    told = {(read.event.organisation_name, read.event.route) for read in reads if read.fields == "draft"}
    assert ("Helsingør Kommune", "staff:handover") in told
    assert ("Helsingør Kommune", "staff:reception") in told
    assert "Asylcenter Prøve" in {name for name, _route in told}
    assert "Overdragelsen, før sagen" in municipality.get(f"/borgere/{selam.pk}/log/").text


def test_s26_1_what_somebody_can_is_handed_on_with_a_yes(region: Region, jelling: Client) -> None:
    handover = drafted(jelling, region, consent_on="")
    answer = stepped(jelling, handover, "send")
    assert "Kompetencer gives kun videre med et ja" in answer.text
    handover.refresh_from_db()
    assert handover.status == "draft"


def test_s26_2_the_checklist_says_who_did_what_when(region: Region, jelling: Client, municipality: Client) -> None:
    handover = sent(jelling, region)
    tasks = {task.code: task for task in ReceptionTask.objects.filter(handover=handover)}
    assert {"home", "bank", "mitid", "doctor", "danish_visitation"} <= tasks.keys()
    assert "nemid" not in tasks  # a thing of its time
    assert "childcare" not in tasks  # no child
    done = {"code": "bank", "version": 1, "state": "done", "mine": "on", "words": "Arbejdernes"}
    page = jelling.post(f"/modtagelse/{handover.pk}/tjek/", done, follow=True)
    assert "På plads" in page.text
    refused = jelling.post(f"/modtagelse/{handover.pk}/tjek/", {"code": "home", "version": 1, "state": "done"})
    assert "Det sørger kommunen for" in refused.text
    again = municipality.post(f"/modtagelse/{handover.pk}/tjek/", done)
    assert (again.status_code, "En anden har ændret" in again.text) == (422, True)
    bank = ReceptionTask.objects.get(handover=handover, code="bank")
    assert (bank.by, bank.owner, bank.done_on) == (worker(region), worker(region), timezone.localdate())


def test_s26_3_monthly_meetings_the_course_and_the_countdown_to_a_placement(
    region: Region, jelling: Client, municipality: Client
) -> None:
    handover = sent(jelling, region)
    today = timezone.localdate()
    page = municipality.post(
        f"/modtagelse/{handover.pk}/moede/", {"planned_on": today.isoformat(), "request_key": "m"}, follow=True
    )
    assert "Næste møde" in page.text
    meeting = ReceptionMeeting.objects.get(handover=handover)
    held = {"version": 1, "meeting": meeting.pk, "held_on": today.isoformat(), "minutes": "Bolig i Rugmarken"}
    page = municipality.post(f"/modtagelse/{handover.pk}/moede/holdt/", held, follow=True)
    assert "Bolig i Rugmarken" in page.text
    assert "Bolig i Rugmarken" not in jelling.get(f"/modtagelse/{handover.pk}/").text
    handover.refresh_from_db()
    course = {"version": handover.version, "starts_on": "2026-11-02", "weekdays": ["0", "1", "2", "3"]}
    assert "16 gange" in jelling.post(f"/modtagelse/{handover.pk}/kursus/", course, follow=True).text

    Handover.objects.filter(pk=handover.pk).update(takeover_on=today - timedelta(days=20))
    assert (
        "Ingen virksomhedspraktik endnu, og der er 8 dage igen" in municipality.get(f"/modtagelse/{handover.pk}/").text
    )


def test_s26_4_the_two_houses_meet_regularly_with_minutes(
    region: Region, jelling: Client, municipality: Client
) -> None:
    handover = sent(jelling, region)
    day = timezone.localdate().isoformat()
    told = {"kind": "steering", "centre": handover.sender_id, "planned_on": day, "request_key": "s"}
    municipality.post("/modtagelse/moeder/", told)
    meeting = ReceptionMeeting.objects.get(kind="steering")
    held = {"version": 1, "meeting": meeting.pk, "held_on": day, "minutes": "Fælles mål for praktik"}
    assert municipality.post("/modtagelse/moeder/", held).status_code == 302
    assert "Fælles mål for praktik" in jelling.get("/modtagelse/moeder/").text
    assert "Næste møde skal holdes senest" in jelling.get("/modtagelse/moeder/").text


def test_s26_the_centre_sees_its_own_handovers_and_nobody_elses(
    region: Region, jelling: Client, municipality: Client, signed_in: SignedIn
) -> None:
    handover = sent(jelling, region)
    other = signed_in(worker(region, "Et andet center"))
    elsewhere = signed_in(region.member("caseworker", at=region.fredensborg))
    for browser in (other, elsewhere):
        assert "Selam" not in browser.get("/modtagelse/").text
        assert browser.get(f"/modtagelse/{handover.pk}/").status_code == 404
    assert "Selam" in jelling.get("/modtagelse/").text
    assert "Selam" in municipality.get("/modtagelse/").text

    stepped(municipality, handover, "take_in", contact=region.member("caseworker").pk)
    assert "Selam" in jelling.get("/modtagelse/").text  # until the takeover the centre works on
    Access.objects.update(ends_before=date(2020, 1, 1))
    page = jelling.get("/modtagelse/").text
    assert ("Selam" in page, "Modtaget" in page) == (False, True)
    assert jelling.get(f"/modtagelse/{handover.pk}/").status_code == 404


def test_s26_what_came_by_mail_is_written_down_with_its_file(region: Region, municipality: Client) -> None:
    scan = SimpleUploadedFile("overgivelsesskema.pdf", b"%PDF-1.7 overgivelse")
    told = FORM | {"sender_name": "Center Jelling", "file": scan, "assigned_on": "2026-10-28"}
    answer = municipality.post("/modtagelse/ny/", told, follow=True)
    assert "Center Jelling" in answer.text
    handover = Handover.objects.get()
    assert handover.takeover_on == date(2026, 12, 1)
    file = municipality.get(f"/modtagelse/{handover.pk}/fil/")
    assert (file.content, file["Content-Type"]) == (b"%PDF-1.7 overgivelse", "application/pdf")


def test_s26_the_work_of_a_centre_begins_with_its_handovers(jelling: Client) -> None:
    page = jelling.get("/", follow=True)
    assert page.request["PATH_INFO"] == "/modtagelse/"
    assert 'href="/virksomheder/"' not in page.text


FILE = """Familie;Fornavn;Efternavn;Født;Relation;Kommune;Flytter;Dansk;Sprog;Sko
1;Selam;Prøve;01-03-1990;;Helsingør;01-12-2026;DU2 modul 1;tigrinya;38
1;Yonas;Prøve;05-04-1988;ægtefælle;Helsingør;01-12-2026;;;43
;Amina;Prøve;07-07-1999;;Fredensborg;;;;
"""


def test_s26_1_several_handovers_come_from_one_file_checked_first_and_the_same_file_twice_makes_nothing_twice(
    region: Region, jelling: Client, signed_in: SignedIn
) -> None:
    for home, code in ((region.helsingor, "0217"), (region.fredensborg, "0210")):
        type(home).objects.filter(pk=home.pk).update(municipality_code=code)
    told = {"centre": worker(region).organisation_id}

    def sent_in(text: str, browser: Client = jelling) -> Any:
        file = SimpleUploadedFile("familier.csv", text.encode("cp1252"))
        return browser.post("/modtagelse/fra-fil/", told | {"file": file})

    wrong = sent_in(FILE.replace("ægtefælle", "nabo").replace("07-07-1999", "77-07-1999")).text
    assert "familier.csv, række 3, kolonne “Relation”: skriv ægtefælle" in wrong
    assert "række 4, kolonne “Født”" in wrong
    assert sent_in(FILE.replace("Fredensborg", "Atlantis")).text.count("række 4") == 1  # one line for one cell
    page = sent_in(FILE)
    assert "2 kladder" in page.text
    assert "Sko" in page.text  # a column nobody reads is said
    assert not Handover.objects.exists()  # a dry run
    held = re.search(r'name="held" value="([^"]+)"', page.text)
    assert held is not None
    stranger = signed_in(worker(region, "Et andet center"))
    assert stranger.post("/modtagelse/fra-fil/", {"held": held[1]}).status_code == 302
    assert not Handover.objects.exists()  # what one holds another does not take
    assert "Selam" in jelling.post("/modtagelse/fra-fil/", {"held": held[1]}, follow=True).text
    family = Handover.objects.get(receiver=region.helsingor).people.order_by("place")
    assert [(each.given_name, each.relation, each.danish_module) for each in family] == [
        ("Selam", "", 1), ("Yonas", "spouse", None),
    ]  # fmt: skip
    assert set(Handover.objects.values_list("status", flat=True)) == {"draft"}
    assert "2 familier er her allerede" in sent_in(FILE).text
    assert Handover.objects.count() == 2
    municipality = signed_in(region.member("caseworker"))
    assert municipality.get("/modtagelse/fra-fil/").status_code == 404
    secretariat = Organisation.objects.create(kind="secretariat", name="Sekretariat")
    Partnership.objects.get().organisations.add(secretariat, worker(region).organisation)
    coordinator = signed_in(region.member("coordinator", at=secretariat))
    more = sent_in(FILE + "3;Badr;Prøve;07-07-1991;;Helsingør;;;;\n", coordinator).text
    assert ("1 kladde" in more, "Badr" in more) == (True, False)
