"""Papers about a citizen go with the case, the others after their own period; of neither a file is left."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.test import TestCase

from tests.integration.papers.scene import CHECK_AT, NOW, TODAY, Scene
from tovholder.documents.models import IssuedPaper, PaperDelivery
from tovholder.people.models import Person
from tovholder.placements.models import CompetenceCard
from tovholder.placements.services import papers
from tovholder.retention import services as retention


@pytest.fixture
def made(scene: Scene) -> Scene:
    scene.fill()
    scene.confirm()
    papers.download(paper_id=scene.issue("alignment", "ar").pk, actor=scene.actor(), now=NOW)
    papers.issue_partnership(
        company_id=scene.region.company.pk, title="Praktik", words="To", starts_on=TODAY, language="da",
        check_at=CHECK_AT, actor=scene.actor(), now=NOW,
    )  # fmt: skip
    return scene


def _run(years: int) -> dict[str, int]:
    with TestCase.captureOnCommitCallbacks(execute=True):
        return retention.run(now=NOW + timedelta(days=366 * years))


def test_a_deleted_case_takes_card_papers_and_files_along(made: Scene, tmp_path: Path) -> None:
    assert len(list((tmp_path / "papers").iterdir())) == 3
    Person.objects.filter(pk=made.amina.pk).update(closed_on=TODAY - timedelta(days=366))
    assert _run(4)["case"] == 1
    assert not CompetenceCard.objects.exists()
    assert not PaperDelivery.objects.exists()
    assert [paper.kind for paper in IssuedPaper.objects.all()] == ["partnership"]
    assert len(list((tmp_path / "papers").iterdir())) == 1


def test_a_paper_of_no_citizen_goes_after_its_own_period(made: Scene, tmp_path: Path) -> None:
    assert _run(5)["paper"] == 1
    assert IssuedPaper.objects.filter(person_id__isnull=True).count() == 0
    assert len(list((tmp_path / "papers").iterdir())) == 2
