"""A paper is issued whole or not at all, under a number of its own, and never changes."""

from pathlib import Path
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from tests.integration.papers.scene import CHECK_AT, NOW, TODAY, Scene
from tovholder.accounts.conflicts import NotAllowed, OutOfReach
from tovholder.accounts.models import AuditEntry
from tovholder.documents import keeping, rendering, services
from tovholder.documents import queries as documents
from tovholder.documents.models import IssuedPaper, PaperSeries
from tovholder.placements.models import Placement
from tovholder.placements.services import papers


def files(home: Path) -> list[str]:
    return sorted(path.name for path in (home / "papers").glob("*")) if (home / "papers").exists() else []


def test_a_paper_has_a_number_a_version_and_an_encrypted_file(scene: Scene, tmp_path: Path) -> None:
    paper = scene.issue()
    assert (paper.number, paper.version) == ("2026-00001", 1)
    assert documents.pdf(paper).startswith(b"%PDF")
    assert not (tmp_path / "papers" / paper.file).read_bytes().startswith(b"%PDF")
    assert AuditEntry.objects.filter(action="paper.issue", person_id=scene.amina.pk).count() == 1


def test_the_same_again_is_the_same_paper_and_something_new_is_the_next_version(scene: Scene) -> None:
    first, again = scene.issue(), scene.issue()
    Placement.objects.filter(pk=scene.stay.pk).update(goals="Et job")
    later = scene.issue()
    assert again == first
    assert (later.number, later.version, later.replaces_id) == (first.number, 2, first.pk)
    assert documents.register().get(pk=first.pk).sha256 == first.sha256


def test_each_kind_and_language_is_a_paper_of_its_own(scene: Scene) -> None:
    made = [scene.issue(), scene.issue(language="ar"), scene.issue("vitas")]
    assert [paper.number for paper in made] == ["2026-00001", "2026-00002", "2026-00003"]


def test_the_number_is_taken_under_lock_and_the_database_refuses_it_twice(scene: Scene) -> None:
    paper = scene.issue()
    paper.pk, paper.code_hash = None, "another"
    with pytest.raises(IntegrityError), transaction.atomic():
        paper.save(force_insert=True)


def test_what_cannot_be_rendered_leaves_no_row_no_file_and_no_gap(
    scene: Scene, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*args: Any, **how: Any) -> bytes:
        raise rendering.CannotRender("alignment")

    with monkeypatch.context() as patch:
        patch.setattr(rendering, "render", broken)
        with pytest.raises(NotAllowed, match=r"paper\.cannot_be_made"):
            scene.issue()
    assert not IssuedPaper.objects.exists()
    assert files(tmp_path) == []
    assert scene.issue().number == "2026-00001"


def test_dying_between_file_and_row_leaves_no_row_and_a_file_that_is_swept_up(
    scene: Scene, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from datetime import datetime, timedelta

    from tovholder.documents import retention

    def died(*args: Any, **how: Any) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(IssuedPaper, "save", died)
        patch.setattr(keeping.files, "delete", lambda name: None)  # killed: nothing cleans up
        with pytest.raises(KeyboardInterrupt):
            scene.issue()
    assert not IssuedPaper.objects.exists()
    assert PaperSeries.objects.count() == 0
    left = files(tmp_path)
    standing = scene.issue()
    soon = datetime.now(tz=NOW.tzinfo) + timedelta(minutes=1)
    assert retention.strays(before=soon) == left
    assert standing.file not in left


def test_a_file_that_was_changed_is_not_handed_out(scene: Scene, tmp_path: Path) -> None:
    from tovholder.accounts.fields import encrypt

    paper = scene.issue()
    (tmp_path / "papers" / paper.file).write_bytes(encrypt(b"%PDF another"))
    with pytest.raises(ValueError, match="has changed"):
        papers.download(paper_id=paper.pk, actor=scene.actor(), now=NOW)


def test_who_fetched_and_who_got_it_stands_on_the_paper_once_a_day(scene: Scene) -> None:
    paper = scene.issue()
    for _ in range(2):
        papers.download(paper_id=paper.pk, actor=scene.actor(), now=NOW)
        papers.hand_over(paper_id=paper.pk, how="handed_over", receiver="citizen", actor=scene.actor(), now=NOW)
    told = {(row.how, row.receiver, row.on) for row in paper.deliveries.all()}
    assert told == {("downloaded", "staff", TODAY), ("handed_over", "citizen", TODAY)}
    assert paper.deliveries.count() == 2


def test_companies_are_told_no_name_but_what_they_may_call_the_citizen(
    scene: Scene, printed: list[dict[str, Any]]
) -> None:
    for kind in ("alignment", "vitas"):
        scene.issue(kind)
    assert "Prøvesen" not in str([each["facts"] for each in printed])
    assert "Amina" not in str([each["facts"] for each in printed])


def test_an_igu_agreement_is_made_of_the_act_that_holds_at_the_start(
    scene: Scene, printed: list[dict[str, Any]]
) -> None:
    Placement.objects.filter(pk=scene.stay.pk).update(kind="igu")
    scene.issue("igu", "uk")
    assert (printed[0]["facts"]["school_hours"], printed[0]["language"]) == (851, "uk")


@pytest.mark.parametrize(("kind", "code"), [("igu", "paper.not_igu"), ("competence_card", "paper.card_not_confirmed")])
def test_a_paper_the_stay_cannot_have_is_refused(scene: Scene, kind: str, code: str) -> None:
    with pytest.raises(NotAllowed, match=code):
        scene.issue(kind)


def test_the_sheet_for_vitas_is_danish_or_english_only(scene: Scene) -> None:
    with pytest.raises(NotAllowed, match=r"paper\.no_such_language"):
        scene.issue("vitas", "ar")


def test_agreements_and_diplomas_are_papers_too(scene: Scene, printed: list[dict[str, Any]]) -> None:
    actor = scene.actor()
    who: dict[str, Any] = {"language": "da", "check_at": CHECK_AT, "actor": actor, "now": NOW}
    papers.issue_partnership(
        company_id=scene.region.company.pk, title="Praktik", words="To om året", starts_on=TODAY, **who
    )
    diploma = papers.issue_diploma(
        diploma=papers.Diploma(name="Bo Mentor", role="mentor", course="Mentorkursus", hours=12), **who
    )
    assert [each["name"] for each in printed] == ["agreement", "diploma"]
    assert IssuedPaper.objects.get(pk=diploma.pk).for_name == "Bo Mentor"


def test_others_reach_no_paper_about_a_citizen(scene: Scene) -> None:
    paper = scene.issue()
    region = scene.region
    for actor in (
        region.actor("company_consultant", at=region.fredensborg),
        region.actor("caseworker", initials="CC", scope="caseload"),
        region.actor("citizen", initials="ZZ"),
        region.actor("benefits_officer"),
        region.actor("coordinator"),
    ):
        with pytest.raises(OutOfReach):
            papers.download(paper_id=paper.pk, actor=actor, now=NOW)
        assert actor.book.refused == {scene.amina.pk: "refused"}


def test_only_those_who_issued_it_withdraw_it(scene: Scene) -> None:
    paper = scene.issue()
    for role, at in (("citizen", None), ("company_contact", scene.company)):
        with pytest.raises(NotAllowed, match=r"paper\.not_yours"):
            papers.withdraw(paper_id=paper.pk, reason="wrong", actor=scene.region.actor(role, at=at), now=NOW)
    papers.withdraw(paper_id=paper.pk, reason="wrong", actor=scene.actor(), now=NOW)
    assert documents.register().get(pk=paper.pk).withdrawn_reason == "wrong"
    assert services.PaperDelivery.objects.count() == 0
