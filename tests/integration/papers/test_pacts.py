"""An agreement of several parties is a paper too: parties, promises and talks, with number, version and who got it."""

from typing import Any

import pytest

from tests.integration.papers.scene import CHECK_AT, NOW, TODAY, Scene
from tovholder.accounts.conflicts import NotAllowed, OutOfReach
from tovholder.companies import pact_services
from tovholder.companies.models import Pact, PactParty
from tovholder.documents.models import IssuedPaper
from tovholder.placements.services import papers


@pytest.fixture
def pact(scene: Scene) -> Pact:
    made = pact_services.make(
        kind="tripartite", title="Trepart for rengøring", words="Flere i job", starts_on=TODAY,
        ends_before=TODAY.replace(year=TODAY.year + 2), target_a_year=40, extra_target=None,
        actor=scene.actor(), now=NOW,
    )  # fmt: skip
    party = PactParty.objects.create(pact=made, kind="company", name="Strandhotellet", company=scene.region.company)
    pact_services.promise(
        party_id=party.pk, words="Fem pladser om året", amount=5, due_on=TODAY.replace(month=12),
        actor=scene.actor(), now=NOW,
    )  # fmt: skip
    return made


def issue(scene: Scene, pact: Pact, role: str = "company_consultant", at: Any = None) -> IssuedPaper:
    actor = scene.region.actor(role, at=at)
    return papers.issue_pact(pact_id=pact.pk, language="da", check_at=CHECK_AT, actor=actor, now=NOW)


def test_the_paper_says_who_promised_what_and_by_when(scene: Scene, pact: Pact, printed: list[dict[str, Any]]) -> None:
    paper = issue(scene, pact)
    told = printed[-1]["facts"]
    assert (paper.number, paper.version, paper.kind) == ("2026-00001", 1, "pact")
    assert (told["kind"], told["title"], told["words"]) == ("Trepartsaftale", "Trepart for rengøring", "Flere i job")
    assert ("Virksomhed", "Strandhotellet", "") in told["parties"]
    assert told["promises"] == (("Strandhotellet", "Fem pladser om året", "5", TODAY.replace(month=12)),)
    assert told["talks"] == tuple(sorted(pact.follow_ups.values_list("due_on", flat=True)))


def test_a_new_promise_is_the_next_version_and_the_same_again_is_not(scene: Scene, pact: Pact) -> None:
    first, again = issue(scene, pact), issue(scene, pact)
    Pact.objects.filter(pk=pact.pk).update(words="Mange flere i job")
    later = issue(scene, pact)
    assert again == first
    assert (later.number, later.version) == (first.number, 2)


def test_only_the_municipality_that_leads_it_issues_one(scene: Scene, pact: Pact) -> None:
    with pytest.raises(NotAllowed, match=r"pact\.led_by_another"):
        issue(scene, pact, at=scene.region.fredensborg)
    with pytest.raises(NotAllowed):
        issue(scene, pact, role="company_contact", at=scene.company)


def test_the_companies_that_signed_fetch_it_and_others_do_not(scene: Scene, pact: Pact) -> None:
    paper = issue(scene, pact)
    contact = scene.region.actor("company_contact", at=scene.company)
    papers.download(paper_id=paper.pk, actor=contact, now=NOW)
    assert [(row.how, row.receiver) for row in paper.deliveries.all()] == [("downloaded", "company")]
    PactParty.objects.filter(company=scene.region.company).update(company=None)
    with pytest.raises(OutOfReach):
        papers.download(paper_id=paper.pk, actor=contact, now=NOW)


def test_it_is_issued_from_the_page_of_the_pact_and_partners_read_it(scene: Scene, pact: Pact, signed_in: Any) -> None:
    browser = signed_in(scene.region.member("company_consultant"))
    address = f"/papirer/parter/{pact.pk}/"
    assert address in browser.get(f"/partnerskaber/parter/{pact.pk}/").content.decode()
    made = browser.post(address, {"language": "en"})
    paper = IssuedPaper.objects.get()
    assert made["Location"] == f"/papirer/{paper.pk}/"
    assert paper.number in browser.get(address).content.decode()
    neighbour = signed_in(scene.region.member("company_consultant", at=scene.region.fredensborg))
    page = neighbour.get(address).content.decode()
    assert paper.number in page
    assert "Lav den til et papir, der kan skrives under" not in page
    assert neighbour.post(address, {"language": "da"}).status_code == 422
