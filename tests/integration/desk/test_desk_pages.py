"""The pages of the desk as staff and the company itself use them: nothing that was written is lost."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from tests.integration.region import Region
from tovholder.accounts import queries as accounts
from tovholder.accounts.models import Membership, Organisation
from tovholder.companies import desk_services
from tovholder.companies.models import (
    Company,
    CompanyAsk,
    CompanyContactEvent,
    CompanyRequest,
    HandoverNote,
    SolutionPlan,
)

SignedIn = Callable[[Membership], Client]


@pytest.fixture
def anna(region: Region) -> Membership:
    anna = region.member("company_consultant", initials="AA")
    Company.objects.filter(pk=region.company.pk).update(consultant=anna)
    return anna


@pytest.fixture
def problem(region: Region, anna: Membership) -> CompanyRequest:
    now = timezone.now()
    return desk_services.receive(
        company_id=region.company.pk,
        kind="problem",
        words="Han kommer for sent",
        actor=accounts.actor_of(anna),
        now=now,
    )


def test_a_request_is_written_down_answered_and_closed(region: Region, signed_in: SignedIn, anna: Membership) -> None:
    browser = signed_in(anna)
    told = {"kind": "recruitment", "words": "Vi søger to", "request_key": "a"}
    assert browser.post(f"/kontakt/ny/{region.company.pk}/", told).status_code == 302
    request = CompanyRequest.objects.get()
    page = browser.get(f"/kontakt/henvendelse/{request.pk}/").content.decode()
    assert "Svar virksomheden senest" in page
    browser.post(f"/kontakt/henvendelse/{request.pk}/answer/", {"version": 1, "words": "I morgen"})
    browser.post(f"/kontakt/henvendelse/{request.pk}/close/", {"version": 2, "outcome": "solved", "words": "To kom"})
    request.refresh_from_db()
    assert (request.outcome, request.history.count()) == ("solved", 3)


def test_two_answer_at_once_and_the_second_keeps_the_words_and_reads_the_first(
    region: Region, signed_in: SignedIn, anna: Membership, problem: CompanyRequest
) -> None:
    address = f"/kontakt/henvendelse/{problem.pk}/answer/"
    signed_in(anna).post(address, {"version": 1, "words": "Jeg kører nu"})
    page = signed_in(region.member("team_leader")).post(address, {"version": 1, "words": "Jeg ringer i morgen"})
    assert page.status_code == 409
    assert "Jeg ringer i morgen" in page.content.decode()
    assert "Jeg kører nu" in page.content.decode()
    assert problem.history.count() == 2


def test_words_written_for_a_request_somebody_closed_meanwhile_are_shown(
    region: Region, signed_in: SignedIn, anna: Membership, problem: CompanyRequest
) -> None:
    browser, address = signed_in(anna), f"/kontakt/henvendelse/{problem.pk}"
    browser.post(f"{address}/close/", {"version": 1, "outcome": "ended_at_once", "words": "Det gik ikke"})
    page = browser.post(f"{address}/answer/", {"version": 1, "words": "Mine lange ord"})
    assert page.status_code == 409
    assert "Mine lange ord" in page.content.decode()


def test_the_company_asks_itself_and_sees_until_when_and_only_its_own(
    region: Region, signed_in: SignedIn, anna: Membership, problem: CompanyRequest
) -> None:
    body = Organisation.objects.create(kind="company", name="Strandhotellet")
    other = Company.objects.create(cvr="20000001", name="Andre", created_at=timezone.now(), organisation=body)
    Company.objects.filter(pk=region.company.pk).update(consultant=anna)
    browser = signed_in(region.member("company_contact", at=body))
    told = {"kind": "question", "words": "Må de arbejde i weekenden?", "request_key": "x"}
    nobody = browser.post("/virksomhed/henvendelser/", told)
    assert nobody.status_code == 422  # no workplace and no consultant: nobody could have it
    assert told["words"] in nobody.content.decode()
    Company.objects.filter(pk=other.pk).update(consultant=anna)
    browser.post("/virksomhed/henvendelser/", told)
    asked = CompanyRequest.objects.get(company=other)
    page = browser.get("/virksomhed/henvendelser/").content.decode()
    assert (asked.owner, asked.told_by, asked.received_by) == (anna, "company_contact", region.helsingor)
    assert "Må de arbejde i weekenden?" in page
    assert "Han kommer for sent" not in page


def test_the_company_reads_which_answer_of_ours_is_late(
    region: Region, signed_in: SignedIn, problem: CompanyRequest
) -> None:
    body = Organisation.objects.create(kind="company", name="Strandhotellet")
    Company.objects.filter(pk=region.company.pk).update(organisation=body)
    browser, now = signed_in(region.member("company_contact", at=body)), timezone.now()
    CompanyRequest.objects.filter(pk=problem.pk).update(due_at=now + timedelta(hours=1))
    assert "Vores svar er forsinket" not in browser.get("/virksomhed/henvendelser/").content.decode()
    CompanyRequest.objects.filter(pk=problem.pk).update(due_at=now - timedelta(hours=1))
    assert "Vores svar er forsinket" in browser.get("/virksomhed/henvendelser/").content.decode()


def test_a_contact_is_logged_in_two_fields_and_stands_in_the_ledger(
    region: Region, signed_in: SignedIn, anna: Membership
) -> None:
    """Log a contact, the words, save: the kind and the day stand there already."""
    browser, today = signed_in(anna), timezone.localdate()
    page = browser.get(f"/kontakt/virksomhed/{region.company.pk}/kontakt/").content.decode()
    assert 'value="call"' in page
    told = {"kind": "call", "on": today, "words": "De vil gerne have to mere", "request_key": "k"}
    for _twice in range(2):
        browser.post(f"/kontakt/virksomhed/{region.company.pk}/kontakt/", told)
    assert CompanyContactEvent.objects.count() == 1
    assert [(ask.kind, ask.answer) for ask in CompanyAsk.objects.all()] == [("call", "done")]
    shown = browser.get(f"/virksomheder/{region.company.pk}/").content.decode()
    assert "Før du ringer" in shown


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"on": "2099-01-01"}, "har fundet sted"),
        ({"on": "1900-01-01"}, "Se efter, om årstallet passer"),
        ({"words": ""}, "error"),
        ({"next_step": "Ring igen"}, "hvilken dag"),
        ({"kind": "joint_visit"}, "mindst to enheder"),
    ],
)
def test_what_cannot_be_is_refused_beside_the_words(
    region: Region, signed_in: SignedIn, anna: Membership, wrong: dict[str, str], words: str
) -> None:
    told = {"kind": "call", "on": str(timezone.localdate()), "words": "Det aftalte vi"} | wrong
    page = signed_in(anna).post(f"/kontakt/virksomhed/{region.company.pk}/kontakt/", told)
    assert page.status_code == 422
    assert told["words"] in page.content.decode()
    assert words in page.content.decode()
    assert not CompanyContactEvent.objects.exists()


def test_a_company_is_handed_over_with_a_note_and_nothing_is_left_without_an_owner(
    region: Region, signed_in: SignedIn, anna: Membership, problem: CompanyRequest
) -> None:
    """S27-4, S30-4: requests, orders, agreed steps and plans follow."""
    bo, now = region.member("company_consultant", initials="BB"), timezone.now()
    order = region.order(owner=anna)
    plan = SolutionPlan.objects.create(
        company=region.company, organisation=region.helsingor, kind="solution", title="P", owner=anna, made_at=now
    )
    step = CompanyContactEvent.objects.create(
        company=region.company, organisation=region.helsingor, kind="call", held_on=now.date(), made_at=now,
        next_on=now.date(), next_holder=anna,
    )  # fmt: skip
    address = f"/kontakt/virksomhed/{region.company.pk}/giv-videre/"
    assert "Et problem i et forløb" in signed_in(anna).get(address).content.decode()
    told = {"version": 1, "taker": str(bo.pk), "words": "Ring altid før kl. 10"}
    assert signed_in(anna).post(address, told).status_code == 302
    for row in (order, plan, step, problem, region.company):
        row.refresh_from_db()
    assert {order.owner, plan.owner, step.next_holder, problem.owner, region.company.consultant} == {bo}
    note = HandoverNote.objects.get()
    assert (note.giver, note.taker, note.stood_open["requests"]) == (anna, bo, 1)
    assert "Ring altid før kl. 10" in signed_in(bo).get(f"/kontakt/virksomhed/{region.company.pk}/").content.decode()


def test_all_companies_of_a_colleague_go_over_by_the_team_leader_and_by_nobody_else(
    region: Region, signed_in: SignedIn, anna: Membership, problem: CompanyRequest
) -> None:
    bo, caseworker = region.member("company_consultant", initials="BB"), region.member("caseworker")
    Company.objects.create(cvr="20000002", name="Nr. to", created_at=timezone.now(), consultant=anna)
    told = {"giver": str(anna.pk), "taker": str(bo.pk), "words": "Jeg er på barsel"}
    assert signed_in(caseworker).post("/kontakt/giv-videre/", told).status_code == 422
    assert signed_in(region.member("team_leader")).post("/kontakt/giv-videre/", told).status_code == 302
    problem.refresh_from_db()
    assert Company.objects.filter(consultant=bo).count() == HandoverNote.objects.count() == 2
    assert problem.owner == bo


def test_the_contact_list_says_why_and_its_address_is_the_filter(
    region: Region, signed_in: SignedIn, anna: Membership
) -> None:
    """S18-1, S31-1: never contacted, stale, an agreed step that is due."""
    browser, today, now = signed_in(anna), timezone.localdate(), timezone.now()
    told = {"organisation": region.helsingor, "kind": "call", "made_at": now}
    for number, name in enumerate(("Aldrig", "Gammel", "Ny", "Skridt")):
        company = Company.objects.create(cvr=f"2000001{number}", name=name, created_at=now)
        days = {"Gammel": 300, "Ny": 3, "Skridt": 3}.get(name)
        if days:
            step = {"next_on": today} if name == "Skridt" else {}
            CompanyContactEvent.objects.create(company=company, held_on=today - timedelta(days=days), **told, **step)

    def names(query: str) -> set[str]:
        page = browser.get(f"/kontakt/kontaktliste/{query}").content.decode()
        return {name for name in ("Aldrig", "Gammel", "Ny", "Skridt") if f">{name}</a>" in page}

    assert names("") == {"Aldrig", "Gammel", "Skridt"}
    assert [names(f"?grund={code}") for code in ("never", "stale", "step")] == [{"Aldrig"}, {"Gammel"}, {"Skridt"}]
    assert names("?kommune=0217") == set()


def test_the_ledger_tells_the_next_who_calls_what_others_asked_and_promised(
    region: Region, signed_in: SignedIn, anna: Membership, problem: CompanyRequest
) -> None:
    bo = region.member("company_consultant", at=region.fredensborg, initials="BB")
    page = signed_in(bo).get(f"/kontakt/virksomhed/{region.company.pk}/").content.decode()
    assert "Svar inden 24 timer" in page
    assert "Helsingør Kommune" in page
