"""The employer says what was mastered; the card is the citizen's, on paper and as a badge that anybody can verify."""

import base64
import json
from datetime import timedelta
from typing import Any

import pytest
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from django.test import Client

from tests.integration.papers.scene import CHECK_AT, FILLED, NOW, Scene
from tests.integration.region import Region
from tovholder.accounts.conflicts import NotAllowed, OutOfReach, Stale
from tovholder.companies.models import CompanyAsk
from tovholder.documents import rendering
from tovholder.documents.models import IssuedPaper
from tovholder.placements.models import CompetenceCard
from tovholder.placements.services import cards, papers


def card_form(**more: str) -> dict[str, str]:
    return {
        "version": "0", "task_1": "Gøre rent", "level_1": "2", "competence_on_time": "3", "words": "Dygtig", **more,
    }  # fmt: skip


def test_a_company_contact_fills_and_confirms_it_on_a_phone_and_the_citizen_has_it(
    scene: Scene, signed_in: Any, region: Region
) -> None:
    company, citizen = signed_in(scene.contact), signed_in(region.member("citizen"))
    address = f"/virksomhed/papirer/kort/{scene.stay.pk}/"
    assert "Gøre værelser rene" in company.get(address).content.decode()
    assert company.post(address, card_form(confirm="1")).status_code == 302
    card = CompetenceCard.objects.get()
    assert (card.tasks, card.said_by) == ([["Gøre rent", "2"]], scene.contact.user.name)
    assert "Kompetencekort" in citizen.get("/borger/papirer/").content.decode()
    paper = IssuedPaper.objects.get()
    pdf = citizen.post(f"/borger/papirer/{paper.pk}/hent/")
    assert pdf.content.startswith(b"%PDF")
    assert pdf["Content-Disposition"] == 'attachment; filename="2026-00001-v1.pdf"'
    assert paper.deliveries.get().receiver == "citizen"


def test_the_page_of_the_company_names_nobody_and_keeps_the_words_of_a_refused_form(
    scene: Scene, signed_in: Any
) -> None:
    answer = signed_in(scene.contact).post(
        f"/virksomhed/papirer/kort/{scene.stay.pk}/", card_form(level_1="", words="Meget dygtig")
    )
    assert answer.status_code == 422
    told = answer.content.decode()
    assert "Meget dygtig" in told
    assert "Prøvesen" not in told
    assert not CompetenceCard.objects.exists()


def test_what_is_saved_and_could_not_be_confirmed_can_be_sent_again(
    scene: Scene, signed_in: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*args: Any, **how: Any) -> bytes:
        raise rendering.CannotRender("competence_card")

    browser, address = signed_in(scene.contact), f"/virksomhed/papirer/kort/{scene.stay.pk}/"
    with monkeypatch.context() as patch:
        patch.setattr(rendering, "render", broken)
        refused = browser.post(address, card_form(confirm="1"))
    assert refused.status_code == 422
    assert 'name="version" value="1"' in refused.content.decode()
    assert browser.post(address, card_form(version="1", confirm="1")).status_code == 302


def test_the_company_cannot_fetch_the_card_it_gave(scene: Scene, signed_in: Any) -> None:
    scene.fill()
    scene.confirm()
    paper = IssuedPaper.objects.get(kind="competence_card")
    assert signed_in(scene.contact).post(f"/virksomhed/papirer/{paper.pk}/hent/").status_code == 404


def test_a_stranger_and_a_stay_that_has_not_begun_have_no_card(scene: Scene) -> None:
    stranger = scene.region.actor("company_contact", at=scene.region.fredensborg)
    with pytest.raises(OutOfReach):
        scene.fill(actor=stranger)
    scene.stay = scene.region.stay(scene.amina, status="agreed")
    with pytest.raises(NotAllowed, match=r"card\.not_begun"):
        scene.fill()


def test_a_consultant_writes_it_on_the_companys_word_and_says_whose(scene: Scene) -> None:
    with pytest.raises(NotAllowed, match=r"card\.said_by_nobody"):
        scene.fill(filled=cards.Filled(tasks=(("Rede senge", "2"),), competences={}))
    scene.fill()
    with pytest.raises(Stale):
        scene.fill(version=0)
    cards.ask(placement_id=scene.stay.pk, actor=scene.actor(), now=NOW)
    scene.confirm()
    assert CompanyAsk.objects.get(kind="competence_card").answer == "done"


def test_a_confirmed_card_stays_and_a_mended_one_is_the_next_version(scene: Scene) -> None:
    scene.fill()
    card = scene.confirm()
    with pytest.raises(NotAllowed, match=r"card\.confirmed"):
        scene.fill(version=card.version)
    employer = scene.region.actor("company_contact", at=scene.company)
    with pytest.raises(NotAllowed):
        cards.reopen(placement_id=scene.stay.pk, version=card.version, actor=employer)
    cards.reopen(placement_id=scene.stay.pk, version=card.version, actor=scene.actor())
    scene.fill(version=card.version + 1, filled=cards.Filled(tasks=(("Stryge", "1"),), competences={}, said_by="Nadia"))
    scene.confirm(version=card.version + 2)
    assert [paper.version for paper in IssuedPaper.objects.order_by("pk")] == [1, 2]


@pytest.mark.parametrize("filled", [{"tasks": ()}, {"tasks": (("Rede senge", "9"),)}, {"competences": {"brave": "3"}}])
def test_what_is_not_on_the_lists_is_refused(scene: Scene, filled: dict[str, Any]) -> None:
    told = {"tasks": FILLED.tasks, "competences": FILLED.competences, "said_by": "Nadia"} | filled
    with pytest.raises(NotAllowed):
        scene.fill(filled=cards.Filled(**told))


def test_the_badge_is_signed_verifies_by_the_public_key_and_names_nobody(
    scene: Scene, signed_in: Any, region: Region
) -> None:
    scene.fill()
    scene.confirm()
    paper = IssuedPaper.objects.get()
    line = signed_in(region.member("citizen")).post(f"/borger/papirer/{paper.pk}/digitalt/").content.decode()
    signed, _, seal = line.rpartition(".")
    header, payload = (json.loads(_bytes(part)) for part in signed.split("."))
    key = Client().get("/.well-known/tovholder-badge-key.json").json()
    public = Ed25519PublicKey.from_public_bytes(_bytes(key["x"]))
    public.verify(_bytes(seal), signed.encode())
    with pytest.raises(InvalidSignature):
        public.verify(_bytes(seal), f"{signed}x".encode())
    assert header["alg"] == "EdDSA"
    assert header["kid"].endswith("/.well-known/tovholder-badge-key.json")
    assert payload["type"] == ["VerifiableCredential", "OpenBadgeCredential"]
    told = json.dumps(payload, ensure_ascii=False)
    assert "Gøre værelser rene" in told
    assert not [word for word in ("Amina", "Prøvesen", "cpr", "born") if word in told]


@pytest.mark.parametrize("what", ["mended", "withdrawn"])
def test_no_badge_is_signed_for_a_number_that_said_something_else_or_is_not_to_be_used(
    scene: Scene, signed_in: Any, region: Region, what: str
) -> None:
    scene.fill()
    card = scene.confirm()
    danish, english = IssuedPaper.objects.get(), scene.issue(kind="competence_card", language="uk")
    if what == "withdrawn":
        for paper in (danish, english):
            papers.withdraw(paper_id=paper.pk, reason="wrong", actor=scene.actor(), now=NOW)
    else:
        _mended(scene, card.version)
    browser = signed_in(region.member("citizen"))
    for paper in (danish, english):
        assert browser.post(f"/borger/papirer/{paper.pk}/digitalt/").status_code == 404


def _mended(scene: Scene, version: int) -> None:
    filled = cards.Filled(tasks=(("Stryge", "1"),), competences={}, said_by="Nadia")
    cards.reopen(placement_id=scene.stay.pk, version=version, actor=scene.actor())
    scene.fill(version=version + 1, filled=filled)
    cards.confirm(
        placement_id=scene.stay.pk, version=version + 2, check_at=CHECK_AT, actor=scene.actor(),
        now=NOW + timedelta(days=1),
    )  # fmt: skip


def _bytes(text: str) -> bytes:
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
