"""Consultants issue papers from a stay and a company; the register shows each only what is in reach."""

from typing import Any

from tests.integration.papers.scene import Scene
from tovholder.accounts.models import ReadSubject
from tovholder.documents.models import IssuedPaper


def test_a_paper_is_issued_fetched_and_withdrawn_from_the_pages(scene: Scene, signed_in: Any) -> None:
    browser = signed_in(scene.region.member("company_consultant"))
    made = browser.post(f"/papirer/forlob/{scene.stay.pk}/", {"kind": "alignment", "language": "ar"})
    paper = IssuedPaper.objects.get()
    assert made["Location"] == f"/papirer/{paper.pk}/"
    assert browser.post(f"/papirer/{paper.pk}/hent/").content.startswith(b"%PDF")
    assert "Hentet som fil" in browser.get(made["Location"]).content.decode()
    assert paper.number in browser.get(f"/papirer/forlob/{scene.stay.pk}/").content.decode()
    browser.post(f"/papirer/{paper.pk}/traek-tilbage/", {"reason": "wrong"})
    assert "Trukket tilbage" in browser.get("/papirer/").content.decode()
    assert ReadSubject.objects.filter(person_id=scene.amina.pk, fields="paper", event__route="staff:papers").exists()


def test_a_refusal_is_a_sentence_in_the_form(scene: Scene, signed_in: Any) -> None:
    browser = signed_in(scene.region.member("company_consultant"))
    answer = browser.post(f"/papirer/forlob/{scene.stay.pk}/", {"kind": "vitas", "language": "ar"})
    assert answer.status_code == 422
    assert "Papiret laves ikke på det sprog" in answer.content.decode()


def test_a_company_page_issues_a_partnership_that_the_company_can_fetch(scene: Scene, signed_in: Any) -> None:
    browser, company = signed_in(scene.region.member("company_consultant")), signed_in(scene.contact)
    told = {"title": "Praktik", "words": "To om året", "starts_on": "2026-03-04", "language": "da"}
    assert browser.post(f"/papirer/virksomhed/{scene.region.company.pk}/", told).status_code == 302
    paper = IssuedPaper.objects.get()
    assert paper.number in company.get("/virksomhed/papirer/").content.decode()
    assert company.post(f"/virksomhed/papirer/{paper.pk}/hent/").content.startswith(b"%PDF")


def test_a_neighbour_sees_agreements_and_no_paper_about_our_citizens(scene: Scene, signed_in: Any) -> None:
    paper = scene.issue()
    neighbour = signed_in(scene.region.member("company_consultant", at=scene.region.fredensborg))
    assert paper.number not in neighbour.get("/papirer/").content.decode()
    assert neighbour.get(f"/papirer/{paper.pk}/").status_code == 404


def test_a_company_sees_nothing_of_a_stay_that_is_only_planned(scene: Scene, signed_in: Any) -> None:
    scene.stay = scene.region.stay(scene.amina, status="planned")
    paper = scene.issue()
    assert signed_in(scene.contact).post(f"/virksomhed/papirer/{paper.pk}/hent/").status_code == 404
