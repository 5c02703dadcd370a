"""A questionnaire to companies: links given out once, answers kept in part and corrected until the round closes."""

import logging
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from tests.integration.campaigns.scene import companies, contact_of, links_of, round_of, rows_of, signing_in
from tests.integration.region import Region
from tovholder.accounts.conflicts import NotAllowed
from tovholder.accounts.models import AuditEntry, Membership, PersonalLink
from tovholder.companies import survey_services
from tovholder.companies.company_lists import Chosen
from tovholder.companies.models import Company, CompanyAsk, CompanyContact, SurveyReply, SurveyRound

SignedIn = Callable[[Membership], Client]
ANSWERS = {"employees": "12", "hires_0": "Kok", "hires_0_many": "2", "igu": "yes", "placement": "maybe", "call": "yes"}


@pytest.fixture
def company(region: Region) -> Company:
    company = companies(1)[0]
    contact_of(company, email="bo@prove.example")
    return company


@pytest.fixture
def asked(region: Region, company: Company) -> tuple[SurveyRound, str]:
    found = round_of(region, chosen=Chosen(municipality="0849"))
    return found, links_of(region, found)[0]


def test_the_file_of_links_is_given_out_once_and_no_token_is_kept(
    region: Region, company: Company, signed_in: SignedIn
) -> None:
    found = round_of(region, chosen=Chosen(municipality="0849"))
    browser = signed_in(region.member("company_consultant"))
    _head, line = rows_of(browser.post(f"/kampagner/undersoegelser/{found.pk}/links/"))
    assert line[:4] == [company.name, company.cvr, "Bo Prøve", "bo@prove.example"]
    token = line[4].rstrip("/").rpartition("/")[2]
    assert token not in f"{PersonalLink.objects.values().get()}{list(AuditEntry.objects.values())}"
    assert browser.post(f"/kampagner/undersoegelser/{found.pk}/links/").status_code == 302
    asked = CompanyAsk.objects.get(company=company)
    assert (asked.kind, asked.answer_by, asked.answered_at) == ("survey", found.closes_on, None)
    assert Client().get(line[4]).status_code == 200


def test_a_company_answers_without_a_sign_in_and_corrects_by_the_same_link(asked: tuple[SurveyRound, str]) -> None:
    _found, token = asked
    phone, address = Client(), f"/virksomhed/spoergeskema/{token}/"
    assert "Jobbarometer 2026" in phone.get(address).content.decode()
    sent = {"token": token, "version": "1", "send": "1", **ANSWERS}
    assert phone.post("/virksomhed/spoergeskema/svar/", sent)["Location"] == address
    reply = SurveyReply.objects.get()
    assert reply.answers == {
        "employees": 12, "hires": [{"occupation": "cook", "number": 2}], "igu": "yes", "placement": "maybe",
        "call": "yes",
    }  # fmt: skip
    assert CompanyAsk.objects.get().answer == "done"
    phone.post("/virksomhed/spoergeskema/svar/", sent | {"version": "2", "igu": "no"})
    reply.refresh_from_db()
    assert (reply.answers["igu"], reply.answers["employees"]) == ("no", 12)
    assert AuditEntry.objects.filter(action="survey.answer").first().actor_name == "Bo Prøve"  # type: ignore[union-attr]


def test_what_can_be_read_is_kept_when_something_else_is_wrong(asked: tuple[SurveyRound, str]) -> None:
    _found, token = asked
    wrong = ANSWERS | {"employees": "mange", "hires_1": "Svejser"}
    page = Client().post("/virksomhed/spoergeskema/svar/", {"token": token, "version": "1", "send": "1", **wrong})
    assert page.status_code == 422
    assert "mange" in page.content.decode()
    assert "Svejser" in page.content.decode()
    reply = SurveyReply.objects.get()
    assert (reply.answered_at, reply.answers["igu"], "employees" in reply.answers) == (None, "yes", False)


def test_two_at_the_same_company_do_not_overwrite_each_other_unseen(asked: tuple[SurveyRound, str]) -> None:
    _found, token = asked
    sent = {"token": token, "version": "1", "send": "1", **ANSWERS}
    assert Client().post("/virksomhed/spoergeskema/svar/", sent).status_code == 302
    second = Client().post("/virksomhed/spoergeskema/svar/", sent | {"employees": "99"})
    assert second.status_code == 409
    assert 'value="99"' in second.content.decode()
    assert SurveyReply.objects.get().answers["employees"] == 12


def test_the_same_sent_twice_by_a_back_button_is_sent_once(asked: tuple[SurveyRound, str]) -> None:
    _found, token = asked
    sent = {"token": token, "version": "1", "send": "1", **ANSWERS}
    assert [Client().post("/virksomhed/spoergeskema/svar/", sent).status_code for _ in range(2)] == [302, 302]
    changed = Client().post("/virksomhed/spoergeskema/svar/", sent | {"employees": "99"}).content.decode()
    assert "af dig eller en kollega" in changed
    assert SurveyReply.objects.get().version == 2


def test_links_that_do_not_work_lead_to_the_same_page_and_no_log_of_faults_holds_one(
    asked: tuple[SurveyRound, str], caplog: pytest.LogCaptureFixture
) -> None:
    """Wrong, of a contact who has left, and of a round that is over."""
    _found, token = asked

    def leads_to(token: str) -> str:
        answer = Client().get(f"/virksomhed/spoergeskema/{token}/")
        return answer["Location"] if answer.status_code == 302 else ""

    with caplog.at_level(logging.INFO):
        wrong, works = leads_to("findes-ikke"), leads_to(token)
        sent = {"token": token, "version": "1", "employees": "x"}
        assert Client().post("/virksomhed/spoergeskema/svar/", sent).status_code == 422
        CompanyContact.objects.update(active=False)
        left = leads_to(token)
        CompanyContact.objects.update(active=True)
        PersonalLink.objects.update(ends_at=timezone.now())
        over = leads_to(token)
    assert works == ""
    assert {wrong, left, over} == {"/virksomhed/spoergeskema/virker-ikke/"}
    assert "Linket virker ikke" in Client().get(wrong).content.decode()
    assert token not in caplog.text


def test_a_reminder_leaves_the_first_link_working_and_comes_so_often_and_no_more(
    region: Region, asked: tuple[SurveyRound, str]
) -> None:
    found, first = asked
    actor, week = region.actor("company_consultant"), timedelta(days=8)

    def reminded(weeks: int) -> int:
        return len(survey_services.remind(round_id=found.pk, actor=actor, now=timezone.now() + weeks * week))

    assert [reminded(weeks) for weeks in (0, 1, 1, 2, 3)] == [0, 1, 0, 1, 0]
    assert Client().get(f"/virksomhed/spoergeskema/{first}/").status_code == 200


def test_a_signed_in_contact_answers_the_own_companys_questionnaire_and_no_others(
    region: Region, asked: tuple[SurveyRound, str], company: Company, signed_in: SignedIn
) -> None:
    own = signed_in(region.member("company_contact", at=signing_in(company)))
    reply = SurveyReply.objects.get()
    assert "Jobbarometer 2026" in own.get("/virksomhed/spoergeskema/").content.decode()
    address = f"/virksomhed/spoergeskema/{reply.pk}/"
    assert own.post(address, {"version": "1", "keep": "1", **ANSWERS}).status_code == 302
    reply.refresh_from_db()
    assert (reply.answered_at, reply.answers["employees"]) == (None, 12)
    stranger = signed_in(region.member("company_contact", at=signing_in(region.company)))
    assert stranger.get(address).status_code == 404


def test_a_closed_round_takes_no_answers_and_shows_what_was_told(
    region: Region, asked: tuple[SurveyRound, str], company: Company, signed_in: SignedIn
) -> None:
    found, token = asked
    survey_services.close(round_id=found.pk, actor=region.actor("company_consultant"), now=timezone.now())
    sent = {"token": token, "version": "1", "send": "1", **ANSWERS}
    assert Client().post("/virksomhed/spoergeskema/svar/", sent).status_code == 422
    assert SurveyReply.objects.get().answers == {}
    assert CompanyAsk.objects.get().answer == "no_answer"
    page = signed_in(region.member("company_contact", at=signing_in(company))).get(
        f"/virksomhed/spoergeskema/{SurveyReply.objects.get().pk}/"
    )
    assert '<form method="post" action="/virksomhed/spoergeskema' not in page.content.decode()
    with pytest.raises(NotAllowed, match=r"survey\.closed"):
        survey_services.make_links(round_id=found.pk, actor=region.actor("company_consultant"), now=timezone.now())


def test_partners_read_the_results_and_not_who_answered_what(
    region: Region, asked: tuple[SurveyRound, str], signed_in: SignedIn
) -> None:
    found, token = asked
    Client().post("/virksomhed/spoergeskema/svar/", {"token": token, "version": "1", "send": "1", **ANSWERS})
    theirs = signed_in(region.member("company_consultant", at=region.fredensborg))
    results = theirs.get(f"/kampagner/undersoegelser/{found.pk}/resultater/").content.decode()
    assert "for få svar" in results
    assert "Firma 0000" not in results + theirs.get(f"/kampagner/undersoegelser/{found.pk}/").content.decode()
    assert theirs.get(f"/kampagner/undersoegelser/{found.pk}/kontakt/").status_code == 404
    for step in ("links", "rykkere", "luk", "flere"):
        assert theirs.post(f"/kampagner/undersoegelser/{found.pk}/{step}/").status_code == 404
