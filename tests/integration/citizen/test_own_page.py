"""The citizen on the own page: answers proposals, sees the placement and who has looked, and can stop being shown."""

import re
from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest
from django.test import Client

from tests.integration.placements.chosen import a_chosen_proposal
from tests.integration.proposals.matching import fitting, need, shared
from tests.integration.region import NOW, Region
from tovholder.accounts import queries as accounts
from tovholder.accounts import readlog
from tovholder.accounts.models import Membership, Organisation, ReadSubject
from tovholder.companies.models import JobOrder
from tovholder.people.models import Person
from tovholder.proposals import services
from tovholder.proposals.models import Proposal

SignedIn = Callable[[Membership], Client]


@pytest.fixture
def amina(region: Region) -> Person:
    person = fitting(region, "Amina")
    person.login = region.member("citizen").user
    person.save(update_fields=["login"])
    return person


@pytest.fixture
def browser(region: Region, signed_in: SignedIn, amina: Person) -> Client:
    return signed_in(region.member("citizen"))


@pytest.fixture
def proposal(region: Region, amina: Person) -> Proposal:
    """A proposal the caseworker has told Amina of."""
    caseworker = region.actor("caseworker")
    made = services.propose(order_id=need(region).pk, person_id=amina.pk, actor=caseworker, why="", now=NOW)
    return services.contacted(proposal_id=made.pk, version=made.version, actor=caseworker, now=NOW)


def answer(browser: Client, proposal: Proposal, **words: object) -> object:
    told = {"version": proposal.version, "answer": "yes"}
    return browser.post(f"/borger/forslag/{proposal.pk}/", told | words, follow=True)


def looked_at(person: Person, region: Region) -> Membership:
    """A caseworker who has opened the case."""
    member = region.member("caseworker", initials="KJ")
    readlog.write(actor=accounts.actor_of(member), route="staff:person", shown={person.pk: "case"})
    return member


def test_a_proposal_waits_on_the_front_page_and_can_be_accepted(browser: Client, proposal: Proposal) -> None:
    assert "Venter på dit svar" in browser.get("/borger/").content.decode()
    answer(browser, proposal)
    proposal.refresh_from_db()
    assert proposal.citizen_accepted_at is not None
    assert "Din sagsbehandler skal også sige ja" in browser.get("/borger/").content.decode()


@pytest.mark.parametrize(
    ("window", "told"),
    [
        ((date(2026, 12, 7), date(2027, 1, 11)), "mellem 7. december 2026 og 11. januar 2027"),
        ((date(2026, 12, 7), None), "tidligst 7. december 2026"),
        ((None, date(2027, 1, 11)), "senest 11. januar 2027"),
        ((date(2026, 12, 7), date(2026, 12, 7)), "<dd>7. december 2026</dd>"),
    ],
)
def test_both_ends_of_when_it_may_start_are_told(
    browser: Client, proposal: Proposal, window: tuple[date | None, date | None], told: str
) -> None:
    JobOrder.objects.filter(pk=proposal.order_id).update(start_earliest=window[0], start_latest=window[1])
    assert told in browser.get(f"/borger/forslag/{proposal.pk}/").text


@pytest.mark.parametrize("language", ["da", "en", "ar", "fa", "kmr", "so", "ti", "uk"])
def test_when_the_company_meets_one_stands_on_the_own_page(
    browser: Client, region: Region, amina: Person, language: str
) -> None:
    proposal = a_chosen_proposal(region, amina, status="interview")
    browser.cookies["django_language"] = language
    assert "10:30" not in browser.get("/borger/").text
    Proposal.objects.filter(pk=proposal.pk).update(interview_at=datetime(2090, 1, 2, 9, 30, tzinfo=UTC))
    assert "10:30" in browser.get("/borger/").text
    assert "10:30" in browser.get(f"/borger/forslag/{proposal.pk}/").text
    Proposal.objects.filter(pk=proposal.pk).update(status="chosen")
    assert "10:30" not in browser.get("/borger/").text


def test_no_asks_why_and_keeps_what_was_written(browser: Client, proposal: Proposal) -> None:
    page = answer(browser, proposal, answer="no", words="Jeg tør ikke").content.decode()  # type: ignore[attr-defined]
    assert "Noget skal rettes" in page
    assert "Jeg tør ikke" in page
    answer(browser, proposal, answer="no", reason="travel", words="Jeg tør ikke")
    proposal.refresh_from_db()
    assert (proposal.status, proposal.reason, proposal.reason_words) == (
        "declined_by_citizen",
        "travel",
        "Jeg tør ikke",
    )


def test_a_reason_only_staff_may_give_is_not_taken(browser: Client, proposal: Proposal) -> None:
    answer(browser, proposal, answer="no", reason="rules")
    proposal.refresh_from_db()
    assert proposal.status == "contacted"


def test_a_proposal_that_changed_meanwhile_is_shown_again(browser: Client, proposal: Proposal) -> None:
    page = answer(browser, proposal, version=proposal.version - 1, answer="no", reason="hours", words="Kun formiddag")
    text = page.content.decode()  # type: ignore[attr-defined]
    assert page.status_code == 409  # type: ignore[attr-defined]
    assert "Forslaget er ændret" in text
    assert "Kun formiddag" in text
    proposal.refresh_from_db()
    assert proposal.status == "contacted"


def test_nobody_elses_proposal_opens(browser: Client, region: Region) -> None:
    caseworker = region.actor("caseworker")
    other = fitting(region, "Bashir")
    made = services.propose(order_id=need(region).pk, person_id=other.pk, actor=caseworker, why="", now=NOW)
    services.contacted(proposal_id=made.pk, version=made.version, actor=caseworker, now=NOW)
    assert browser.get(f"/borger/forslag/{made.pk}/").status_code == 404
    assert answer(browser, made).status_code == 404  # type: ignore[attr-defined]


def test_a_proposal_is_silent_until_the_citizen_is_told(browser: Client, region: Region, amina: Person) -> None:
    made = services.propose(
        order_id=need(region).pk, person_id=amina.pk, actor=region.actor("caseworker"), why="", now=NOW
    )
    assert browser.get(f"/borger/forslag/{made.pk}/").status_code == 404


def test_look_ups_are_shown_with_role_and_purpose_and_without_names(
    browser: Client, region: Region, amina: Person
) -> None:
    caseworker = looked_at(amina, region)
    page = browser.get("/borger/hvem-har-set/").content.decode()
    assert "sagsbehandler, <bdi>Helsingør Kommune</bdi>" in page
    assert "arbejde med sagen" in page
    assert caseworker.user.name not in page


def test_the_looks_of_one_reader_on_one_day_are_one_line_and_refused_ones_another(
    browser: Client, region: Region, amina: Person
) -> None:
    reader = accounts.actor_of(region.member("caseworker"))
    for fields in ("case", "list", "my day"):
        readlog.write(actor=reader, route="staff:person", shown={amina.pk: fields})
    readlog.write(actor=reader, route="staff:person", shown={amina.pk: "refused"}, allowed=False)
    page = browser.get("/borger/hvem-har-set/").content.decode()
    lines = page.split("<tbody>")[1].split("</tbody>")[0].split("</tr>")[:-1]
    assert len(lines) == 2
    assert sorted(line.split('data-label="Antal">')[1].split("<")[0] for line in lines) == ["1", "3"]
    assert page.count("afvist</span>") == 1
    assert page.count("navn på en liste") == 1
    assert "det blev afvist" not in page


def test_names_are_shown_where_the_municipality_wants_it(browser: Client, region: Region, amina: Person) -> None:
    caseworker = looked_at(amina, region)
    Organisation.objects.filter(pk=region.helsingor.pk).update(shows_reader_names=True)
    assert f"<bdi>{caseworker.user.name}</bdi>, sagsbehandler" in browser.get("/borger/hvem-har-set/").content.decode()


def test_no_switch_of_the_own_municipality_tells_the_names_of_anothers_staff(
    browser: Client, region: Region, amina: Person
) -> None:
    other = region.member("company_consultant", at=region.fredensborg, initials="ZZ")
    readlog.write(actor=accounts.actor_of(other), route="staff:person", shown={amina.pk: "granted"})
    Organisation.objects.filter(pk=region.helsingor.pk).update(shows_reader_names=True)
    page = browser.get("/borger/hvem-har-set/").content.decode()
    assert "Fredensborg Kommune" in page
    assert other.user.name not in page


def test_own_visits_are_logged_and_left_out_of_the_list(browser: Client, amina: Person) -> None:
    browser.get("/borger/")
    assert ReadSubject.objects.filter(person_id=amina.pk, event__route="citizen:home").exists()
    assert "Ingen andre end dig" in browser.get("/borger/hvem-har-set/").content.decode()


def test_sharing_stops_at_once(browser: Client, region: Region, amina: Person) -> None:
    shared(amina)
    assert "Hold op med at vise mig" in browser.get("/borger/").content.decode()
    browser.post("/borger/deling/stop/")
    page = browser.get("/borger/").content.decode()
    assert "Kun din egen kommune kan finde dig." in page


def test_the_stay_shows_its_last_day(browser: Client, region: Region, amina: Person) -> None:
    region.stay(amina)
    page = re.sub(r"\s+", " ", browser.get("/borger/").content.decode())
    assert "4. februar 2026 – 5. maj 2026" in page


def test_a_sign_in_without_a_case_says_so(signed_in: SignedIn, region: Region) -> None:
    lonely = signed_in(region.member("citizen", initials="ZZ"))
    assert "Dit login hører ikke til en sag" in lonely.get("/borger/").content.decode()


@pytest.mark.parametrize("path", ["/borger/", "/borger/hvem-har-set/"])
def test_the_pages_ask_few_questions(
    browser: Client, proposal: Proposal, region: Region, amina: Person, path: str, django_assert_max_num_queries: object
) -> None:
    region.stay(amina)
    shared(amina)
    with django_assert_max_num_queries(15):  # type: ignore[operator]
        browser.get(path)
