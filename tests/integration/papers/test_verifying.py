"""Whoever holds a paper learns whether it is genuine, and nothing of the citizen."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from tests.integration.papers.scene import CHECK_AT, NOW, Scene
from tovholder.accounts.conflicts import NotAllowed
from tovholder.documents import queries as documents
from tovholder.placements.models import Placement
from tovholder.placements.services import cards, papers


@pytest.fixture
def code(scene: Scene, printed: list[dict[str, Any]]) -> str:
    scene.issue()
    return str(printed[0]["frame"].code)


def page(number: str, code: str) -> str:
    answer = Client().get("/papir/", {"nr": number, "kode": code})
    assert answer.status_code == 200
    return re.sub(
        r'(X-CSRFToken": |csrfmiddlewaretoken" value=)"\w+"|(?:next" value|data-to)="[^"]*"',
        "",
        answer.content.decode(),
    )


def test_number_and_code_say_what_it_is_and_by_whom_and_never_whom_it_is_about(scene: Scene, code: str) -> None:
    told = page("2026-00001", code)
    assert "Papiret er ægte og gælder." in told
    assert "Helsingør Kommune" in told
    assert documents.register().get().sha256 in told
    for secret in ("Amina", "Prøvesen", "Strandhotellet", "Nadia"):
        assert secret not in told


@pytest.mark.parametrize("wrong", [("2026-00002", ""), ("2026-00001", "x"), ("", ""), ("2026-00001", "ø" * 70)])
def test_a_wrong_code_and_no_such_paper_are_one_answer(code: str, wrong: tuple[str, str]) -> None:
    number, other = wrong
    nobody = page("1999-00001", "nothing-like-it").replace("1999-00001", "")
    assert page(number or "1999-00001", other or f"{code}x").replace(number or "1999-00001", "") == nobody


def test_the_code_is_128_bits_and_only_its_hash_is_kept(code: str) -> None:
    assert len(code) == 22
    assert documents.register().get().code_hash == documents.hash_of(code)


def test_the_citizen_alone_chooses_that_verifiers_see_the_competences(
    scene: Scene, printed: list[dict[str, Any]], signed_in: Any
) -> None:
    scene.fill()
    scene.confirm()
    paper, code = documents.register().get(), printed[0]["frame"].code
    assert "Gøre værelser rene" not in page(paper.number, code)
    with pytest.raises(NotAllowed):
        papers.show_to_verifiers(paper_id=paper.pk, shows=True, actor=scene.actor())
    browser = signed_in(scene.region.member("citizen"))
    browser.post(f"/borger/papirer/{paper.pk}/vis/", {"show": "1"})
    told = page(paper.number, code)
    assert "Gøre værelser rene" in told
    assert not [word for word in ("Amina", "Prøvesen", "Nadia", "Hurtig og venlig") if word in told]
    browser.post(f"/borger/papirer/{paper.pk}/vis/")
    assert "Gøre værelser rene" not in page(paper.number, code)


def test_an_old_number_never_states_what_the_card_came_to_say_later(
    scene: Scene, printed: list[dict[str, Any]], signed_in: Any
) -> None:
    scene.fill()
    card = scene.confirm()
    paper, code = documents.register().get(), printed[0]["frame"].code
    signed_in(scene.region.member("citizen")).post(f"/borger/papirer/{paper.pk}/vis/", {"show": "1"})
    filled = cards.Filled(tasks=(("Stryge", "1"),), competences={}, said_by="Nadia")
    cards.reopen(placement_id=scene.stay.pk, version=card.version, actor=scene.actor())
    scene.fill(version=card.version + 1, filled=filled)
    cards.confirm(
        placement_id=scene.stay.pk, version=card.version + 2, check_at=CHECK_AT, actor=scene.actor(),
        now=NOW + timedelta(days=1),
    )  # fmt: skip
    assert "Stryge" not in page(paper.number, code)


def test_a_withdrawn_and_a_replaced_paper_say_so(scene: Scene, code: str) -> None:
    Placement.objects.filter(pk=scene.stay.pk).update(goals="Et job")
    newer = scene.issue()
    assert "en nyere version har erstattet det" in page("2026-00001", code)
    papers.withdraw(paper_id=newer.replaces_id or 0, reason="wrong", actor=scene.actor(), now=NOW)
    assert "trukket tilbage" in page("2026-00001", code)
