"""A coming law is tried against the stays of today: who would be affected is told, and nothing is written."""

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tests.integration.placements.chosen import a_person, staffed
from tests.integration.region import Region
from tovholder import parameters
from tovholder.accounts.models import AuditEntry, Membership
from tovholder.cli import __main__ as commands
from tovholder.placements import conditions_rules, dry_run
from tovholder.placements.models import AgreementAnswers, CourseStay, Placement, RuleCheck

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


NEVER_WHY_AGAIN = """
repeat_stay:
  about: A law that asks nobody why again.
  unit: as the parts are named
  selects_by: start of stay
  versions:
    - verified: false
      reference: {title: Lovforslag, text: "Utility work only."}
      value: {families: [utility_work]}
"""
LONGER_WITHOUT_WORK = """
wage_subsidy_prior_unemployment:
  about: A law that asks for a year without work.
  unit: as the parts are named
  selects_by: start of stay
  versions:
    - verified: false
      reference: {title: Lovforslag, text: "12 months."}
      value: {months: 12, waived_over_age: 50}
"""
SHORTER_COURSE = """
education_placement_cap:
  about: A law with less placement under a course.
  unit: as the parts are named
  selects_by: start of stay
  versions:
    - verified: false
      reference: {title: Lovforslag, text: "One month in all."}
      value: {each_months: 1, together_months: 1}
"""


def _tried(region: Region, law: str) -> dry_run.Outcome:
    book = parameters.with_changes(law, name="law")
    return dry_run.of(book=book, actor=region.actor("caseworker"), on=timezone.localdate())


def _again(region: Region, name: str = "Amina") -> Placement:
    """A stay, and one of the same kind at the same company that ended before it."""
    today = timezone.localdate()
    person = a_person(region, name)
    ended = {"status": "ended", "outcome": "ordinary_job_here", "ended_on": today - timedelta(days=60)}
    months = {"starts_on": today - timedelta(days=90), "ends_before": today - timedelta(days=59)}
    region.stay(person, **(months | ended))
    begins = {"starts_on": today - timedelta(days=9), "ends_before": today + timedelta(days=12)}
    return region.stay(person, purpose="training", hours_unpaid=30, **begins)


def test_earlier_stays_are_known_when_a_law_is_tried(region: Region) -> None:
    staffed(region, "20")
    stay = _again(region)
    outcome = _tried(region, NEVER_WHY_AGAIN)
    assert [(decision.code, number) for decision, number in outcome.gone_by_code] == [("repeat.reason_missing", 1)]
    AgreementAnswers.objects.create(placement=stay, repeat_reason="Nye opgaver i køkkenet")
    assert _tried(region, NEVER_WHY_AGAIN).affected == ()


def test_months_without_work_are_known_when_a_law_is_tried(region: Region) -> None:
    staffed(region, "20")
    today = timezone.localdate()
    stay = region.stay(
        region.person("Bashir", born_on=date(1990, 1, 1)),
        kind="wage_subsidy_private",
        starts_on=today - timedelta(days=9),
        ends_before=today + timedelta(days=40),
        hours_paid=30,
    )
    assert _tried(region, LONGER_WITHOUT_WORK).affected == ()
    AgreementAnswers.objects.create(placement=stay, months_without_work=7)
    outcome = _tried(region, LONGER_WITHOUT_WORK)
    assert [(decision.code, decision.facts["had"]) for decision, _n in outcome.new_by_code] == [("prior.too_short", 7)]
    AgreementAnswers.objects.update(prior_waiver="provider")
    assert _tried(region, LONGER_WITHOUT_WORK).affected == ()


def test_courses_and_their_earlier_periods_are_known_when_a_law_is_tried(region: Region) -> None:
    staffed(region, "20")
    stay = _again(region)
    assert _tried(region, SHORTER_COURSE).affected == ()
    earlier = Placement.objects.exclude(pk=stay.pk).get()
    for each in (stay, earlier):
        CourseStay.objects.create(placement=each)
    codes = [decision.code for decision, _number in _tried(region, SHORTER_COURSE).new_by_code]
    assert codes == ["course.together_too_long"]


def test_a_law_is_tried_with_as_many_questions_for_many_stays_as_for_one(region: Region) -> None:
    staffed(region, "20")
    region.actor("caseworker")
    _again(region)

    def asked() -> int:
        with CaptureQueriesContext(connection) as told:
            _tried(region, NEVER_WHY_AGAIN)
        return len(told)

    one = asked()
    for name in ("Bashir", "Cemal", "Dina"):
        _again(region, name=name)
    assert _tried(region, NEVER_WHY_AGAIN).asked == 4
    assert asked() == one


RATIO = """
ratio_rule:
  about: Tried.
  unit: as the parts are named
  selects_by: start of stay
  versions:
    - verified: false
      reference: {title: Lovforslag}
      value: {per_small: 5, small_up_to: 50, per_large: 10, minimum: 1, months: 4}
"""


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("per_small: 5", "per_small: 0", "per_small 0 must be at least 1"),
        ("per_large: 10", "per_large: 0", "per_large 0 must be at least 1"),
        ("per_small: 5", "per_small: -5", "per_small -5 is below nought"),
        ("minimum: 1, months: 4", "minimum: 1", "months is missing in the value"),
        ("months: 4", "months: 0", "months 0 must be at least 1"),
        ("months: 4", "months: four", "months must be a whole number"),
        ("per_small: 5", "per_smal: 5", "per_smal is no part we know"),
    ],
)
def test_a_law_no_rule_can_compute_with_is_told_in_a_line(
    region: Region, signed_in: SignedIn, old: str, new: str, told: str
) -> None:
    _long_stay(region)
    answer = signed_in(region.member("caseworker")).post("/vilkaar/proev/", {"law": RATIO.replace(old, new)})
    assert answer.status_code == 422
    assert told in answer.content.decode()
    assert "ratio_rule" in answer.content.decode()


def test_a_stay_of_more_weeks_than_the_calendar_has_is_told(region: Region, signed_in: SignedIn) -> None:
    _long_stay(region)
    law = SHORTER.replace("first_weeks: 6", "first_weeks: 999999999")
    answer = signed_in(region.member("caseworker")).post("/vilkaar/proev/", {"law": law})
    assert answer.status_code == 422
    assert "first_weeks 999999999 is more than 5200" in answer.content.decode()


def test_what_only_the_rules_stumble_over_is_told_too(region: Region, signed_in: SignedIn) -> None:
    _long_stay(region)
    law = SHORTER.replace("- verified: false", "- valid_from: 2199-01-01\n      verified: false")
    answer = signed_in(region.member("caseworker")).post(
        "/vilkaar/proev/",
        {
            "law": law.replace("placement_cap.integration_programme", "employer_statement").replace(
                "{first_weeks: 6, extended_weeks: 13, further_weeks: 0}", "{employer: true, representative: true}"
            )
        },
    )
    assert answer.status_code == 422
    assert "Reglerne kan ikke regne med det" in answer.content.decode()
