"""A company contact sees the own company only, asks in plain words, and answers about those who said yes."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from tests.integration.placements.chosen import a_chosen_proposal, a_person
from tests.integration.region import NOW, Region
from tovholder.accounts.models import Membership, Organisation, ReadSubject
from tovholder.companies.models import Company, JobOrder, ProductionUnit
from tovholder.people.models import Competence, Consideration, Person
from tovholder.proposals.models import Proposal

SignedIn = Callable[[Membership], Client]


@pytest.fixture
def company(region: Region) -> Organisation:
    region.company.organisation = Organisation.objects.create(kind="company", name="Strandhotellet")
    region.company.save()
    return region.company.organisation


@pytest.fixture
def browser(signed_in: SignedIn, region: Region, company: Organisation) -> Client:
    return signed_in(region.member("company_contact", at=company))


@pytest.fixture
def stranger(signed_in: SignedIn, region: Region) -> Client:
    return signed_in(region.member("company_contact", at=Organisation.objects.create(kind="company", name="Nabo")))


def _shown(region: Region, **facts: object) -> Proposal:
    return a_chosen_proposal(region, a_person(region), **({"status": "shown_to_company"} | facts))


def test_a_need_in_plain_words_becomes_a_draft_for_the_municipality(
    browser: Client, region: Region, company: Organisation
) -> None:
    form = {
        "request_key": "k1",
        "unit": str(region.workplace.pk),
        "title": "Opvasker",
        "words": "Vi drukner i opvask.",
        "places": "1",
    }
    for _ in range(2):
        browser.post("/virksomhed/behov/nyt/", form)
    order = JobOrder.objects.get()
    assert (order.status, order.words, order.taken_by) == ("draft", "Vi drukner i opvask.", region.helsingor)
    assert "Opvasker" in browser.get("/virksomhed/").content.decode()


def test_a_need_with_the_key_of_another_companys_order_tells_nothing_of_it(browser: Client, region: Region) -> None:
    theirs = Company.objects.create(cvr="10000017", name="Bageriet", industry="cleaning", created_at=NOW)
    place = ProductionUnit.objects.create(company=theirs, p_number="1000000002", municipality_code="0217")
    theirs_ordered = region.order("Bager", request_key=f"i{region.helsingor.pk}:R2")
    JobOrder.objects.filter(pk=theirs_ordered.pk).update(unit=place)
    form = {"unit": str(region.workplace.pk), "title": "Opvasker", "words": "Opvask.", "places": "1"}
    pages = [
        browser.post("/virksomhed/behov/nyt/", {**form, "request_key": f"i{region.helsingor.pk}:{reference}"})
        for reference in ("R2", "R3")
    ]
    assert [page.status_code for page in pages] == [302, 302]
    assert not JobOrder.objects.filter(unit=region.workplace, request_key__startswith="i").exists()


def test_a_stay_on_pause_is_not_told_as_if_it_had_ended(browser: Client, region: Region, signed_in: SignedIn) -> None:
    stay = region.stay(a_person(region), status="interrupted")
    staff = signed_in(region.member("company_consultant"))
    for page in (browser.get("/virksomhed/"), staff.get(f"/forlob/{stay.pk}/"), staff.get("/forlob/")):
        assert "Sat på pause" in page.text
        assert "Afbrudt" not in page.text


def test_a_candidate_is_shown_under_a_code_with_skills_and_nothing_more(browser: Client, region: Region) -> None:
    proposal = _shown(region)
    person = proposal.person
    Competence.objects.create(person=person, skill="dishwashing", noted_on="2026-03-01")
    Consideration.objects.create(person=person, code="no_heavy_lifting")
    Person.objects.filter(pk=person.pk).update(
        phone="11223344", zone="3000", benefit="cash_benefit_basic", family_name="Hemmeligt"
    )
    pages = [browser.get(path).content.decode() for path in ("/virksomhed/", f"/virksomhed/kandidat/{proposal.pk}/")]
    for page in pages:
        assert proposal.pseudonym in page
        assert "Amina" not in page
        assert "opvask" in page.lower()
        for hidden in ("Hemmeligt", "11223344", "kontanthjælp", "tunge løft", "1990"):
            assert hidden.lower() not in page.lower()
    assert ReadSubject.objects.filter(person_id=person.pk, fields="candidate").count() == 2


@pytest.mark.parametrize("status", ["proposed", "contacted", "accepted_by_citizen"])
def test_nobody_is_shown_before_the_municipality_shows_them(browser: Client, region: Region, status: str) -> None:
    proposal = _shown(region, status=status)
    assert "Amina" not in browser.get("/virksomhed/").content.decode()
    assert browser.get(f"/virksomhed/kandidat/{proposal.pk}/").status_code == 404


def test_a_no_needs_a_reason_and_keeps_the_words(browser: Client, region: Region) -> None:
    proposal = _shown(region)
    address = f"/virksomhed/kandidat/{proposal.pk}/"
    form = {"version": 1, "answer": "not_chosen", "words": "Vi skal bruge en med kørekort."}
    refused = browser.post(address, form)
    assert refused.status_code == 422
    assert "Vi skal bruge en med kørekort." in refused.content.decode()
    browser.post(address, form | {"reason": "licence"})
    proposal.refresh_from_db()
    assert (proposal.status, proposal.reason, proposal.reason_words) == (
        "not_chosen",
        "licence",
        "Vi skal bruge en med kørekort.",
    )


def test_only_reasons_that_can_be_are_offered_and_a_no_is_not_said_to_need_none(
    browser: Client, region: Region
) -> None:
    proposal = _shown(region)
    before, after = "shown_to_company", "interview"
    pages = {}
    for status in (before, after):
        Proposal.objects.filter(pk=proposal.pk).update(status=status)
        pages[status] = browser.get(f"/virksomhed/kandidat/{proposal.pk}/").content.decode()
    assert ["did_not_come" in pages[status] for status in (before, after)] == [False, True]
    assert "order_withdrawn" not in pages[after]
    assert "Hvis ikke: hvorfor? <span" not in pages[after]
    assert "Et nej skal have en grund." in pages[after]


def test_whom_to_call_about_a_mistake_is_said_before_the_answer_and_after(browser: Client, region: Region) -> None:
    proposal = _shown(region)
    owner = region.member("company_consultant")
    JobOrder.objects.filter(pk=proposal.order_id).update(owner=owner)
    for status, words in (
        ("shown_to_company", "Var det en fejl, så ring til"),
        ("chosen", "Var det en fejl? Ring til"),
    ):
        Proposal.objects.filter(pk=proposal.pk).update(status=status)
        page = browser.get(f"/virksomhed/kandidat/{proposal.pk}/").content.decode()
        assert f"{words} {owner.user.name}" in page


def test_a_yes_is_taken_and_an_answer_to_an_old_page_is_not(browser: Client, region: Region) -> None:
    proposal = _shown(region)
    address = f"/virksomhed/kandidat/{proposal.pk}/"
    browser.post(address, {"version": 1, "answer": "interview"})
    browser.post(address, {"version": 1, "answer": "not_chosen", "reason": "hours"})
    proposal.refresh_from_db()
    assert proposal.status == "interview"
    browser.post(address, {"version": proposal.version, "answer": "chosen"})
    proposal.refresh_from_db()
    assert proposal.status == "chosen"


def test_a_company_that_wants_to_meet_says_when(browser: Client, region: Region) -> None:
    proposal = _shown(region)
    address = f"/virksomhed/kandidat/{proposal.pk}/"
    assert "Hvis I gerne vil tale sammen: hvornår?" in browser.get(address).text
    told = {"version": 1, "answer": "interview"}
    passed = browser.post(address, told | {"interview_at": "2020-01-02T10:30"})
    assert (passed.status_code, "Dagen for samtalen er gået." in passed.text) == (422, True)
    browser.post(address, told | {"interview_at": "2090-01-02T10:30"})
    page = browser.get(address).text
    assert "2. januar 2090 10:30" in page
    assert 'name="interview_at"' not in page


def test_another_company_sees_nothing_of_it(stranger: Client, region: Region, company: Organisation) -> None:
    proposal = _shown(region)
    region.stay(region.person("Bilal"))
    assert stranger.get(f"/virksomhed/kandidat/{proposal.pk}/").status_code == 404
    assert stranger.post(f"/virksomhed/kandidat/{proposal.pk}/", {"version": 1, "answer": "chosen"}).status_code == 404
    assert stranger.get(f"/virksomhed/behov/{proposal.order_id}/").status_code == 404
    assert stranger.get("/virksomhed/").status_code == 404


def test_those_who_are_there_now_are_listed_and_plans_are_not(browser: Client, region: Region) -> None:
    region.stay(region.person("Bilal"))
    region.stay(region.person("Chaman"), status="planned")
    page = browser.get("/virksomhed/").content.decode()
    assert page.count('<tr><th scope="row">') == 1
    assert "Bilal" not in page
    assert "Chaman" not in page


@pytest.mark.parametrize("path", ["/jobordrer/", "/virksomheder/", "/forlob/", "/forslag/"])
def test_the_pages_of_staff_are_closed_to_companies(browser: Client, path: str) -> None:
    assert browser.get(path).status_code == 403


def test_the_front_page_asks_few_questions_however_many_candidates(
    browser: Client, region: Region, all_queries: Callable[[], object]
) -> None:
    order = region.order()
    a_chosen_proposal(region, a_person(region), order, status="shown_to_company")
    region.stay(region.person("Zahra"))
    browser.get("/virksomhed/")
    with all_queries() as few:  # type: ignore[attr-defined]
        browser.get("/virksomhed/")
    for number in range(6):
        a_chosen_proposal(region, a_person(region, f"Nr {number}"), order, status="shown_to_company")
        region.stay(region.person(f"Her {number}"))
    with all_queries() as many:  # type: ignore[attr-defined]
        browser.get("/virksomhed/")
    assert many == few
    assert many[0] <= 15


def test_the_answer_is_promised_for_the_day_and_hour_that_staff_read(
    browser: Client, region: Region, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Sent on a Friday afternoon: Monday, and not within 24 hours."""
    friday = datetime(2026, 3, 6, 14, 30, tzinfo=NOW.tzinfo)
    monkeypatch.setattr(timezone, "now", lambda: friday)
    page = browser.get("/virksomhed/behov/nyt/").text
    assert "senest mandag 9. marts kl. 14:30" in page
    told = {"unit": str(region.workplace.pk), "title": "Opvasker", "words": "Vi mangler en", "places": "1"}
    page = browser.post("/virksomhed/behov/nyt/", told | {"request_key": "k1"}, follow=True).text
    assert page.count("hører fra os senest mandag 9. marts kl. 14:30") == 2
    assert "24 timer" not in page
    order = JobOrder.objects.get()
    JobOrder.objects.update(received_at=friday - timedelta(days=2))
    page = browser.get(f"/virksomhed/behov/{order.pk}/").text
    assert "I skulle have hørt fra os senest torsdag 5. marts kl. 14:30" in page
