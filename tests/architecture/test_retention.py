"""Everything about a person has a day on which it goes, and a step that takes it there; a new table fails here."""

import ast
import re
from pathlib import Path

from django.apps import apps

from tests.architecture.sources import nodes
from tests.architecture.test_models import PERSONAL, modules, points_to_a_person
from tools import data_dictionary
from tovholder import parameters
from tovholder.retention import due
from tovholder.retention.kinds import KINDS
from tovholder.web.staff import retention_words

ROOT = Path(__file__).resolve().parents[2]
# Tables of others: each goes with a kind, or holds nobody.
NOBODY = {"auth.Group", "auth.Permission", "contenttypes.ContentType", "account.EmailConfirmation"}
# Names of people at work that hang on something with an end of its own: the dictionary says which, in words.
AT_WORK = {
    "accounts.Organisation", "accounts.OwnPeriod", "accounts.Unit", "companies.Company", "companies.JobOrder",
    "companies.CompanyAsk", "companies.CompanyPromise", "companies.LabourNote", "imports.KeptColumn",
    "companies.CompanyContactEvent", "companies.CompanyReferral", "companies.CompanyRequest", "companies.RequestStep",
    "companies.CoordinationNote", "companies.HandoverNote", "companies.MunicipalService", "companies.SolutionPlan",
    "companies.SolutionTask",
    "companies.Campaign", "companies.CampaignCompany", "companies.ChannelPost", "companies.CompanyOffer",
    "companies.CompanyStrategy", "companies.IndustryTeam", "companies.OutreachPlan", "companies.SurveyReply",
    "companies.SurveyRound",
    "placements.GroupStay", "placements.GroupBase", "pathways.LeaveGroup",
    "proposals.WeightsVersion",
    "companies.CandidateProfile", "companies.ProfileVersion", "companies.ProfileComment", "companies.ProfileAnswer",
    "companies.ProfileText",
    "companies.DemandPlan", "companies.IndustryWeights", "companies.IndustryChoice", "companies.TradePhrase",
    "placements.UnitConditions", "placements.StatementAsk", "placements.EmployerStatement",
    "pathways.MeetingHours",
    "companies.PactFollowUp", "companies.PactParty", "companies.PactPromiseMove", "companies.PactYear",
    "companies.PartnershipStatus", "learning.NetworkPost",
    "learning.MethodText", "learning.WheelItem", "learning.IndicatorFile", "learning.StaffCourse",
    "learning.StaffCourseSeat", "learning.GroupMeeting", "learning.MethodTask",
    "pathways.Instrument", "pathways.InstrumentVersion", "pathways.MethodNote", "pathways.Vignette",
    "pathways.VignetteScore",
    "pathways.IndustryPackage",
    "pathways.SchoolCourse", "pathways.LocalCourse", "pathways.LocalLesson", "pathways.WorkMethod",
    "pathways.MethodUse",
    "pathways.InvestmentRow", "pathways.SegmentRule",
}  # fmt: skip
# Periods that are no deletion: how long an import may be taken back.
NO_DELETION = {"import_undo"}
# Files that no row tells of, so no kind of rows.
FILES = {due.STRAYS}


def written() -> dict[str, tuple[str, data_dictionary.Rows]]:
    return dict(data_dictionary.sections(data_dictionary.FILE.read_text(encoding="utf-8")))


def periods_of(label: str) -> set[str]:
    """The rows of `retention` the dictionary names for a table."""
    kept = re.search(r"^Kept: (.+)$", written()[label][0], flags=re.MULTILINE)
    return set(re.findall(r"`(\w+)`", kept.group(1))) if kept else set()


def carried_out() -> dict[str, set[str]]:
    """{table: periods that a step really carries out on it}."""
    found: dict[str, set[str]] = {}
    for kind in KINDS:
        for table in kind.tables:
            found.setdefault(table, set()).add(kind.period)
    return found


def about_people() -> set[str]:
    told = {label for label, (_, rows) in written().items() if any(cells[1] in PERSONAL for cells in rows.values())}
    return told | {model._meta.label for model in apps.get_models() if points_to_a_person(model)}


def test_every_table_about_a_person_has_a_period_that_a_step_carries_out() -> None:
    stated = {label: periods_of(label) for label in about_people()}
    assert {label for label, periods in stated.items() if not periods} == set()
    assert {label: periods - carried_out().get(label, set()) for label, periods in stated.items()} == {
        label: set() for label in stated
    }


def test_every_table_with_somebody_at_work_has_one_too_or_hangs_on_what_ends() -> None:
    staff = {label for label, (_, rows) in written().items() if any(cells[1] == "staff" for cells in rows.values())}
    without = {label for label in staff if not periods_of(label)}
    assert without <= AT_WORK
    assert {label for label in staff - without if not periods_of(label) <= carried_out().get(label, set())} == set()


def test_what_a_step_does_is_what_the_dictionary_says() -> None:
    house = {table: periods for table, periods in carried_out().items() if table in written()}
    assert {table: periods - periods_of(table) for table, periods in house.items()} == {table: set() for table in house}


def test_every_table_of_a_library_is_emptied_too_or_holds_nobody() -> None:
    foreign = {model._meta.label for model in apps.get_models() if not model.__module__.startswith("tovholder.")}
    assert foreign - carried_out().keys() == NOBODY


def test_every_period_is_carried_out_and_every_step_has_a_period_and_words() -> None:
    periods = {term.code for term in parameters.terms("retention")}
    assert {kind.period for kind in KINDS} == periods - NO_DELETION - FILES
    assert {kind.name for kind in KINDS} == retention_words.NAMED.keys() == retention_words.EXPLAINED.keys()


def test_periods_and_the_archive_rule_say_that_nobody_has_checked_them() -> None:
    lists = ("retention", "archive_rules", "hold_reasons")
    assert all(not term.reference.verified for name in lists for term in parameters.terms(name))


def test_only_the_step_calls_what_deletes() -> None:
    """A room's retention module leaves no trace of its own: the step writes it. Sums may be read by others."""
    may = re.compile(r"^(retention/|\w+/retention\.py$)")
    callers = {
        f"{path}:{node.lineno}"
        for path, tree in modules().items()
        if not may.match(path)
        for node in nodes(tree)
        if isinstance(node, ast.Attribute) and node.attr.startswith("forget_") and node.attr != "forget_second_step"
    }
    assert callers == set()


def test_every_kind_can_be_asked_for() -> None:
    assert all(due.days(kind, today=due.date(2026, 3, 4)) >= 0 for kind in KINDS)
