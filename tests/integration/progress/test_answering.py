"""A sheet answered: by the citizen on a phone or in a talk, by the caseworker; nothing is lost, no others read it."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client

from tests.integration.region import NOW, Region
from tovholder.accounts.conflicts import NotAllowed
from tovholder.accounts.models import AuditEntry, Membership, Unit
from tovholder.pathways import progress_queries, progress_services
from tovholder.pathways.models import InstrumentVersion, Measurement
from tovholder.people.models import Person

SignedIn = Callable[[Membership], Client]


@pytest.fixture
def amina(region: Region) -> Person:
    person = region.person("Amina", contact=region.member("caseworker"))
    Person.objects.filter(pk=person.pk).update(
        login=region.member("citizen").user, unit=region.unit, interpreter_language="ar"
    )
    return Person.objects.get(pk=person.pk)


def begun(region: Region, person: Person, respondent: str = "citizen", **more: object) -> Measurement:
    told = {"choice": "way_to_work", "respondent": respondent} | more
    return progress_services.begin(person_id=person.pk, actor=region.actor("caseworker"), now=NOW, **told)  # type: ignore[arg-type]


def test_the_citizen_is_asked_and_answers_one_question_at_a_time_in_two_languages_at_once(
    region: Region, signed_in: SignedIn, amina: Person
) -> None:
    asked = {"choice": "way_to_work", "how": "ask", "moment": "start", "second": "ar"}
    signed_in(region.member("caseworker")).post(f"/progression/borger/{amina.pk}/begynd/", asked)
    phone, draft = signed_in(region.member("citizen")), Measurement.objects.get()
    again = signed_in(region.member("caseworker")).post(
        f"/progression/borger/{amina.pk}/begynd/", asked | {"how": "together"}
    )
    assert again["Location"] == f"/progression/svar/{draft.pk}/"
    assert "venter på dit svar" in phone.get("/borger/").text
    assert "بانتظار إجابتك" in phone.get("/borger/skemaer/").text
    address = f"/borger/skemaer/{draft.pk}/1/"
    page = phone.get(f"{address}?laes=ar&ogsaa=da").text
    assert 'lang="ar" dir="rtl"' in page
    assert "أعرف ما هي الوظائف" in page
    assert "Jeg ved, hvilke job jeg kan få her i området." in page
    assert "مترجمة آليًا" in page
    answer = phone.post(address, {"value": "4", "seen": "", "laes": "ar", "ogsaa": "da"})
    assert answer["Location"].endswith(f"/{draft.pk}/2/")
    draft.refresh_from_db()
    assert (draft.answers, draft.language, draft.second) == ({"c_jobs": 4}, "ar", "da")


def test_a_draft_is_there_tomorrow_and_sent_once_it_stays(region: Region, signed_in: SignedIn, amina: Person) -> None:
    phone = signed_in(region.member("citizen"))
    first = phone.post("/borger/skemaer/begynd/", {"choice": "way_to_work"})["Location"]
    whole = f"/borger/skemaer/{Measurement.objects.get().pk}/"
    empty = phone.post(whole, {"version": 1})
    phone.post(f"{whole}1/", {"value": "0", "seen": "", "laes": "da"})
    phone.post(f"{whole}2/", {"value": "5", "seen": "", "laes": "da"})
    again = phone.post("/borger/skemaer/begynd/", {"choice": "way_to_work"})["Location"]
    assert (empty.status_code, again) == (409, first)
    check = phone.get(whole).text
    assert "Jeg ved det ikke" in check
    assert "Ja, helt" in check
    phone.post(whole, {"version": 3})
    sent = Measurement.objects.get()
    assert sent.answers == {"c_jobs": None, "c_can": 5}
    phone.post(f"{whole}1/", {"value": "2", "seen": "0", "laes": "da"})
    sent.refresh_from_db()
    assert (sent.done_at is not None, sent.answers["c_jobs"]) == (True, None)


def test_an_answer_given_meanwhile_is_shown_and_not_overwritten(
    region: Region, signed_in: SignedIn, amina: Person
) -> None:
    draft = begun(region, amina, together=True)
    staff, phone = signed_in(region.member("caseworker")), signed_in(region.member("citizen"))
    staff.post(f"/progression/svar/{draft.pk}/1/", {"value": "2", "seen": "", "laes": "da"})
    late = phone.post(f"/borger/skemaer/{draft.pk}/1/", {"value": "4", "seen": "", "laes": "da"})
    assert late.status_code == 409
    assert "Der blev svaret noget andet imens" in late.text
    assert 'aria-pressed="true"' in late.text
    draft.refresh_from_db()
    assert draft.answers == {"c_jobs": 2}


def test_two_colleagues_fill_one_sheet_and_both_answers_are_on_the_page(
    region: Region, signed_in: SignedIn, amina: Person
) -> None:
    draft = begun(region, amina, "caseworker")
    one, other = signed_in(region.member("caseworker")), signed_in(region.member("team_leader"))
    address = f"/progression/svar/{draft.pk}/"
    one.post(address, {"version": 1, "s_jobs": "2", "keep": "1"})
    late = other.post(address, {"version": 1, "s_jobs": "5", "send": "1"})
    assert late.status_code == 409
    assert "Gemt af en anden" in late.text
    assert "2 Lidt" in late.text
    assert 'name="version" value="2"' in late.text
    draft.refresh_from_db()
    assert (draft.answers, draft.done_at) == ({"s_jobs": 2}, None)


def test_nobody_outside_the_case_reads_or_writes_a_sheet(region: Region, signed_in: SignedIn, amina: Person) -> None:
    draft = begun(region, amina, together=True)
    other = region.person("Bilal")
    Person.objects.filter(pk=other.pk).update(login=region.member("citizen", initials="BB").user)
    strangers = [region.member("caseworker", at=region.fredensborg), region.member("benefits_officer")]
    for stranger in strangers:
        for address in (f"/progression/svar/{draft.pk}/", f"/progression/borger/{amina.pk}/"):
            assert signed_in(stranger).get(address).status_code in (403, 404)
    bilal = signed_in(region.member("citizen", initials="BB"))
    assert bilal.get(f"/borger/skemaer/{draft.pk}/1/").status_code == 404
    assert bilal.post(f"/borger/skemaer/{draft.pk}/1/", {"value": "1", "seen": "", "laes": "da"}).status_code == 404
    citizen, told = region.actor("citizen"), {"choice": "way_to_work", "respondent": "caseworker"}
    with pytest.raises(NotAllowed):
        progress_services.begin(person_id=amina.pk, actor=citizen, now=NOW, **told)  # type: ignore[arg-type]


def test_the_log_tells_that_a_sheet_was_sent_and_never_what_was_answered(region: Region, amina: Person) -> None:
    draft = begun(region, amina, "caseworker")
    told = {"answers": {"s_jobs": 4, "s_belief": 1}, "version": 1, "send": True}
    progress_services.fill(measurement_id=draft.pk, actor=region.actor("caseworker"), now=NOW, **told)  # type: ignore[arg-type]
    facts = AuditEntry.objects.get(action="progress.send").facts
    assert facts == {"instrument": draft.instrument_id, "of": "caseworker"}


def test_a_colleague_of_another_unit_reads_neither_beliefs_nor_questions_of_health(
    region: Region, amina: Person
) -> None:
    draft = begun(region, amina, "caseworker")
    content = draft.sheet.content
    content["questions"][6]["health"] = True  # s_jobs
    InstrumentVersion.objects.filter(pk=draft.sheet_id).update(content=content)
    told = {"answers": {"s_jobs": 4, "s_can": 3, "s_belief": 1}, "version": 1, "send": True}
    progress_services.fill(measurement_id=draft.pk, actor=region.actor("caseworker"), now=NOW, **told)  # type: ignore[arg-type]
    elsewhere = region.member("company_consultant")
    Membership.objects.filter(pk=elsewhere.pk).update(
        unit=Unit.objects.create(organisation=region.helsingor, name="Erhverv", field="business")
    )
    for who, sees in ((region.actor("caseworker"), True), (region.actor("company_consultant"), False)):
        way = progress_queries.of_case(amina.pk, actor=who, on=NOW.date()).ways[0]
        answered = {line.axis for line in way.lines if line.by_caseworker}
        assert (answered, bool(way.beliefs)) == (({"jobs", "can"}, True) if sees else ({"can"}, False))
        asked = {each.code for each in progress_queries.asked_now(
            progress_queries.measurement(draft.pk, actor=who), actor=who
        )}  # fmt: skip
        assert ({"s_jobs", "s_belief"} <= asked) is sees


def test_other_words_of_our_example_become_a_new_version_at_the_next_use(region: Region, amina: Person) -> None:
    draft = begun(region, amina, "caseworker")
    InstrumentVersion.objects.update(content=draft.sheet.content | {"title": {"da": "Ældre ord"}})
    told = {"answers": {"s_jobs": 4}, "version": 1, "send": True}
    progress_services.fill(measurement_id=draft.pk, actor=region.actor("caseworker"), now=NOW, **told)  # type: ignore[arg-type]
    newer = begun(region, amina, "caseworker")
    assert (newer.sheet.number, newer.sheet.content["title"]["da"]) == (2, "Min vej til arbejde")
    assert Measurement.objects.get(pk=draft.pk).sheet.number == 1
    begun(region, amina)
    assert InstrumentVersion.objects.count() == 2


def test_what_may_be_next_tells_how_many_questions_have_risen_and_how_many_have_fallen(
    region: Region, signed_in: SignedIn, amina: Person
) -> None:
    for day, can, jobs in ((90, 1, 4), (60, 3, 4), (30, 4, 4)):
        draft = begun(region, amina, together=True)
        Measurement.objects.filter(pk=draft.pk).update(
            answers={"c_can": can, "c_jobs": jobs}, done_at=NOW - timedelta(days=day)
        )
    page = signed_in(region.member("caseworker")).get(f"/plan/{amina.pk}/naeste/").text
    assert "Progression: 1 af 2 spørgsmål er gået frem, ingen tilbage." in page
    Measurement.objects.filter(answers__c_can=4).update(answers={"c_can": 4, "c_jobs": 1})
    Measurement.objects.filter(answers__c_can=3).update(answers={"c_can": 3, "c_jobs": 2})
    page = signed_in(region.member("caseworker")).get(f"/plan/{amina.pk}/naeste/").text
    assert "1 af 2 spørgsmål er gået frem, 1 tilbage. Tal først om begge dele." in page
