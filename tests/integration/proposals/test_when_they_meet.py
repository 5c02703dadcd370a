"""When company and citizen meet: noted by whoever hears it, and read by the citizen."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from tests.integration.placements.chosen import a_chosen_proposal, a_person
from tests.integration.region import NOW, Region
from tovholder.accounts.conflicts import NotAllowed, Stale
from tovholder.accounts.models import AuditEntry, Membership
from tovholder.proposals import services
from tovholder.proposals.models import Proposal

SignedIn = Callable[[Membership], Client]


def _shown(region: Region, status: str) -> Proposal:
    return a_chosen_proposal(region, a_person(region), status=status)


def _tomorrow(hour: int) -> datetime:
    return (timezone.localtime() + timedelta(days=1)).replace(hour=hour, minute=30, second=0, microsecond=0)


def _as_typed(at: datetime) -> str:
    return at.strftime("%Y-%m-%dT%H:%M")


def test_a_consultant_notes_when_they_meet_and_changes_it(region: Region, signed_in: SignedIn) -> None:
    proposal, browser = _shown(region, "shown_to_company"), signed_in(region.member("company_consultant"))
    address = f"/forslag/{proposal.pk}/"
    assert "Hvornår mødes de?" in browser.get(address).text
    browser.post(f"{address}trin/", {"step": "interview", "version": 1, "interview_at": ""})
    assert "Notér, hvornår de mødes" in browser.get(address).text
    missing = browser.post(f"{address}trin/", {"step": "note_interview", "version": 2, "interview_at": ""})
    assert (missing.status_code, "id_interview_at-error" in missing.text) == (422, True)
    for version, hour in enumerate((9, 13), start=2):
        told = {"step": "note_interview", "version": version, "interview_at": _as_typed(_tomorrow(hour))}
        page = browser.post(f"{address}trin/", told, follow=True).text
        assert f"{hour:02}:30" in page
        assert "Ret, hvornår de mødes" in page
    proposal.refresh_from_db()
    assert (proposal.status, proposal.interview_at, proposal.version) == ("interview", _tomorrow(13), 4)
    assert AuditEntry.objects.filter(action="proposal.note_interview", person_id=proposal.person_id).count() == 2


@pytest.mark.parametrize(
    ("status", "days", "code"), [("interview", -1, "proposal.interview_passed"), ("chosen", 1, "proposal.no_interview")]
)
def test_neither_a_day_that_has_passed_nor_after_the_choice(region: Region, status: str, days: int, code: str) -> None:
    proposal = _shown(region, status)
    with pytest.raises(NotAllowed) as refused:
        services.note_interview(
            proposal_id=proposal.pk,
            version=1,
            actor=region.actor("company_consultant"),
            interview_at=NOW + timedelta(days=days),
            now=NOW,
        )
    assert refused.value.code == code


def test_the_second_who_notes_a_time_overwrites_nothing(region: Region) -> None:
    proposal, consultant = _shown(region, "interview"), region.actor("company_consultant")
    told: Any = {"proposal_id": proposal.pk, "version": 1, "actor": consultant, "now": NOW}
    services.note_interview(interview_at=NOW + timedelta(days=1), **told)
    with pytest.raises(Stale):
        services.note_interview(interview_at=NOW + timedelta(days=2), **told)
