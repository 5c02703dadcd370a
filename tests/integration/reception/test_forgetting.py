"""A handover goes with its case, or after its own period when it became none; its file with it."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone

from tests.integration.reception.scene import centre
from tests.integration.region import Region
from tovholder.pathways import received_files, retention
from tovholder.pathways.models import Handover, HandoverPerson
from tovholder.people.models import Person
from tovholder.retention import cases, due
from tovholder.retention.kinds import of_name


def _handover(region: Region, status: str, *people: Person | None) -> Handover:
    now = timezone.now() - timedelta(days=366)
    made = Handover.objects.create(
        receiver=region.helsingor, sender=centre(), came="page", status=status, made_at=now, touched_at=now,
        file=received_files.files.keep(b"%PDF-1.7"), file_name="skema.pdf",
    )  # fmt: skip
    for place, person in enumerate(people):
        HandoverPerson.objects.create(
            handover=made, place=place, given_name="A", family_name="B", name_key="a b", person=person
        )
    return made


def _files(settings: Any) -> list[Path]:
    return list((Path(settings.HOME) / "handovers").iterdir())


def test_it_stays_as_long_as_a_case_of_the_family_is_left(
    region: Region, settings: Any, django_capture_on_commit_callbacks: Any
) -> None:
    one, other = region.person("Selam"), region.person("Yonas")
    _handover(region, "taken_in", one, other, None)
    with django_capture_on_commit_callbacks(execute=True):
        cases.forget([one.pk])
    assert (Handover.objects.count(), HandoverPerson.objects.count(), len(_files(settings))) == (1, 2, 1)
    with django_capture_on_commit_callbacks(execute=True):
        gone = cases.forget([other.pk])
    assert gone["pathways.Handover"] == 1
    assert (HandoverPerson.objects.count(), _files(settings)) == (0, [])


@pytest.mark.parametrize(("status", "left"), [("draft", 0), ("sent", 0), ("withdrawn", 0), ("taken_in", 1)])
def test_what_became_no_case_goes_after_its_period(region: Region, status: str, left: int) -> None:
    _handover(region, status, None)
    rows = due.rows(of_name("handover"), today=timezone.localdate(), kept=frozenset())
    retention.forget_handovers(list(rows.values_list("pk", flat=True)))
    assert Handover.objects.count() == left


def test_a_file_no_handover_names_is_a_stray(region: Region) -> None:
    kept = _handover(region, "sent", None)
    stray = received_files.files.keep(b"%PDF-1.7")
    later = timezone.now() + timedelta(days=2)
    assert retention.strays(before=later) == [stray]
    assert kept.file not in due.strays(now=later)
    retention.forget_strays([stray])
    assert retention.strays(before=later) == []
