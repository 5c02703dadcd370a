"""A coming law is tried against the stays of today: who would be affected is told, and nothing is written."""

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest
from django.test import Client
from django.utils import timezone

from tests.integration.placements.chosen import a_person, staffed
from tests.integration.region import Region
from tovholder import parameters
from tovholder.accounts.models import AuditEntry, Membership
from tovholder.cli import __main__ as commands
from tovholder.placements import conditions_rules, dry_run
from tovholder.placements.models import Placement, RuleCheck

SignedIn = Callable[[Membership], Client]
SHORTER = """
placement_cap.integration_programme:
  about: A coming law with shorter placements.
  unit: as the parts are named
  selects_by: start of stay
  versions:
    - verified: false
      reference: {title: Lovforslag, text: "6 weeks at first."}
      value: {first_weeks: 6, extended_weeks: 13, further_weeks: 0}
"""
STOPPED = """
igu_new_starts:
  about: The minister stops new IGU for three months.
  unit: as the parts are named
  selects_by: start of IGU
  versions:
    - valid_from: 2026-12-01
      valid_to: 2027-02-28
      verified: false
      reference: {title: IGU-loven, text: "Tried."}
      value: {stopped: true, most_months: 3}
"""


def _long_stay(region: Region) -> Placement:
    staffed(region, "20")
    today = timezone.localdate()
    return region.stay(
        a_person(region),
        starts_on=today - timedelta(days=9),
        ends_before=today + timedelta(weeks=11),
        purpose="training",
        hours_unpaid=30,
    )


def test_a_shorter_cap_affects_the_long_stay_only_while_it_is_tried(region: Region) -> None:
    stay = _long_stay(region)
    book = parameters.with_changes(SHORTER, name="law")
    written = AuditEntry.objects.count(), RuleCheck.objects.count()
    outcome = dry_run.of(book=book, actor=region.actor("caseworker"), on=timezone.localdate())
    assert [each.placement.pk for each in outcome.affected] == [stay.pk]
    assert [(decision.code, number) for decision, number in outcome.new_by_code] == [("stay.over_cap", 1)]
    assert (AuditEntry.objects.count(), RuleCheck.objects.count()) == written
    entry = parameters.value("placement_cap.integration_programme", on=timezone.localdate())
    assert entry.whole("first_weeks") == 13


def test_the_same_law_as_today_affects_nobody(region: Region) -> None:
    _long_stay(region)
    same = SHORTER.replace(
        "first_weeks: 6, extended_weeks: 13, further_weeks: 0", "first_weeks: 13, extended_weeks: 26, further_weeks: 13"
    )
    outcome = dry_run.of(
        book=parameters.with_changes(same, name="law"), actor=region.actor("caseworker"), on=timezone.localdate()
    )
    assert (outcome.asked, outcome.affected) == (1, ())


def test_only_stays_within_reach_are_asked(region: Region, signed_in: SignedIn) -> None:
    stay = _long_stay(region)
    theirs = region.actor("caseworker", at=region.fredensborg)
    book = parameters.with_changes(SHORTER, name="law")
    assert dry_run.of(book=book, actor=theirs, on=timezone.localdate()).asked == 0
    page = signed_in(region.member("caseworker")).post("/vilkaar/proev/", {"law": SHORTER}).content.decode()
    assert f"/forlob/{stay.pk}/" in page
    assert "1 af 1 forløb ville blive berørt" in page


@pytest.mark.parametrize(
    ("law", "told"),
    [
        ("no_such_limit: {}", "no_such_limit: is no parameter we know"),
        ("- 1", "must be a mapping"),
        ("a: {b", "line"),
        (SHORTER.replace("unit: as the parts are named", "unit: moons"), "is not one of"),
        ("x: &a [1]\n" + "y: [" + "*a, " * 30 + "]", "too large"),
    ],
)
def test_a_bad_file_says_where_and_what(region: Region, signed_in: SignedIn, law: str, told: str) -> None:
    answer = signed_in(region.member("caseworker")).post("/vilkaar/proev/", {"law": law})
    assert answer.status_code == 422
    assert told in answer.content.decode()


def test_a_stop_of_the_minister_can_be_tried() -> None:
    with parameters.trying(parameters.with_changes(STOPPED, name="law")):
        assert conditions_rules.igu_new_starts(starts_on=date(2026, 12, 1)).code == "igu.stopped_by_minister"
        assert conditions_rules.igu_new_starts(starts_on=date(2027, 3, 1)).allowed
    assert conditions_rules.igu_new_starts(starts_on=date(2026, 12, 1)).code == "igu.not_stopped"


def test_the_command_tells_numbers_and_no_names(
    region: Region, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    stay = _long_stay(region)
    file = tmp_path / "law.yaml"
    file.write_text(SHORTER, encoding="utf-8")
    monkeypatch.setattr("tovholder.cli.database.require_there", lambda: None)
    assert commands.main(["rules-dry-run", str(file)]) == 0
    told = capsys.readouterr().out
    assert "1 stays asked, 1 would be affected. Nothing is written." in told
    assert "stay.over_cap" in told
    assert f"Stays by number: {stay.pk}" in told
    assert stay.person.given_name not in told
