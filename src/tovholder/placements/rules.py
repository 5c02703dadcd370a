"""May this stay be agreed? Pure rules on dated parameters; every answer has its code, facts and source.

A stay may not begin before the municipality has said yes (law and insurance), so nothing here is a formality.
In doubt, and marked so in the parameters: durations under integrationsloven § 23 b and 23 c.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from tovholder import parameters
from tovholder.base.decision import Decision, Fact, overall
from tovholder.base.period import months_after
from tovholder.parameters import Entry
from tovholder.placements.conditions_rules import (
    EMPLOYER_MATTERS,
    employer_kind,
    igu_hours,
    igu_new_starts,
    igu_places_in_the_country,
    prior_unemployment,
    repeat_stay,
    within_course,
    workplace_open,
)
from tovholder.placements.employer_rules import (
    additional_employment,
    lawful_places,
    places_left,
    ratio_rule,
    statement_required,
)
from tovholder.placements.facts import EarlierJob, EarlierStay, OtherStay, PersonFacts, Stay, UnitFacts
from tovholder.placements.hours_rules import full_time_share, not_here_already, paid_as_the_kind, within_full_time
from tovholder.placements.igu_rules import kind_not_in_force, may_start_igu, scheme_closed

__all__ = [
    "Agreement",
    "EarlierJob",
    "EarlierStay",
    "OtherStay",
    "PersonFacts",
    "Stay",
    "UnitFacts",
    "additional_employment",
    "employer_kind",
    "full_time_share",
    "igu_hours",
    "igu_new_starts",
    "igu_places_in_the_country",
    "lawful_places",
    "may_agree",
    "may_be_overruled",
    "may_extend",
    "may_overrule",
    "may_start_igu",
    "not_here_already",
    "of_the_workplace",
    "owned_by_spouse",
    "paid_as_the_kind",
    "places_left",
    "previous_employment",
    "prior_unemployment",
    "purpose_required",
    "ratio_rule",
    "repeat_stay",
    "statement_required",
    "within_cap",
    "within_course",
    "within_full_time",
    "workplace_open",
]

# Refusals that leave room for a concrete assessment or a wrong fact, and who answers for it. All others stand.
OVERRULED_BY: dict[str, frozenset[str]] = {
    "ratio.full": frozenset({"team_leader"}),
    "stay.over_cap": frozenset({"team_leader"}),
    "previous.last_employer_placement": frozenset({"team_leader"}),
    "additional.fewer_than_average": frozenset({"team_leader"}),
    "hours.over_full_time": frozenset({"team_leader"}),
    "hours.over_full_time_together": frozenset({"team_leader"}),
    "igu.hours_too_few": frozenset({"team_leader"}),  # the law counts an average, the plan one week
}
# What is unknown may be answered for, with a reason, by those who know the case and the company.
ANSWERS_FOR_UNKNOWN = frozenset({"caseworker", "company_consultant", "team_leader"})


@dataclass(frozen=True, slots=True)
class Agreement:
    """All rules of one planned stay, in the order they are shown; one refusal refuses all."""

    decisions: tuple[Decision, ...]

    @property
    def allowed(self) -> bool | None:
        return overall(self.decisions)

    @property
    def in_the_way(self) -> tuple[Decision, ...]:
        """What refuses or is unknown: refusals first."""
        refused = tuple(decision for decision in self.decisions if decision.refused)
        return refused + tuple(decision for decision in self.decisions if decision.is_unknown)


def may_agree(stay: Stay, person: PersonFacts, unit: UnitFacts) -> Agreement:
    """Every rule that must hold before the stay is agreed. UnknownParameterError for a kind nobody knows."""
    try:
        kind = parameters.term("placement_kinds", stay.kind, on=stay.starts_on)
    except parameters.NotInForceError:
        return Agreement((kind_not_in_force(stay.kind, stay.starts_on),))
    found = [
        purpose_required(stay.kind, stay.purpose, on=stay.starts_on, hours_paid=stay.hours_paid),
        within_full_time(stay, person.stays),
        paid_as_the_kind(
            stay.kind, hours_unpaid=stay.hours_unpaid, hours_paid=stay.hours_paid, starts_on=stay.starts_on
        ),
        not_here_already(stay, person.stays),
        within_cap(stay, target_group=person.target_group),
        *_of_the_person(stay, person, kind.text("family")),
    ]
    found.append(previous_employment(stay.kind, cvr=unit.cvr, jobs=person.jobs, starts_on=stay.starts_on))
    found.append(owned_by_spouse(stay.kind, starts_on=stay.starts_on, owns=person.spouse_owns_company))
    return Agreement((*found, *of_the_workplace(stay, unit, counted=kind.flag("counts_in_ratio"))))


def _of_the_person(stay: Stay, person: PersonFacts, family: str) -> list[Decision]:
    """What only some kinds ask: IGU its own rules, wage subsidy the months before, a course its lengths."""
    found = []
    if stay.under_course:
        found.append(within_course(stay, person.earlier))
    if family == "igu":
        found.append(
            may_start_igu(
                born_on=person.born_on,
                residence_from=person.residence_from,
                residence_group=person.residence_group,
                starts_on=stay.starts_on,
                had_igu=person.had_igu,
            )
        )
        found += [igu_hours(stay.hours_paid, starts_on=stay.starts_on), igu_new_starts(starts_on=stay.starts_on)]
    if family.startswith("wage_subsidy"):
        found.append(prior_unemployment(stay, person))
    if any(earlier.here and earlier.family == family for earlier in person.earlier):
        found.append(repeat_stay(stay.kind, person.earlier, reason=person.repeat_reason, starts_on=stay.starts_on))
    return found


def of_the_workplace(stay: Stay, unit: UnitFacts, *, counted: bool) -> list[Decision]:
    """What the workplace must meet for the kind of stay, whoever comes."""
    found = []
    if unit.last_day is not None:
        found.append(workplace_open(stay, last_day=unit.last_day))
    if parameters.term("placement_kinds", stay.kind, on=stay.starts_on).text("family") in EMPLOYER_MATTERS:
        found.append(employer_kind(stay.kind, public=unit.public, starts_on=stay.starts_on))
    if counted:
        found.append(
            ratio_rule(
                monthly_fte=unit.monthly_fte,
                ours=unit.ours,
                others=unit.others,
                others_stated_on=unit.others_stated_on,
                starts_on=stay.starts_on,
                wanted=full_time_share(stay),
            )
        )
    found.append(additional_employment(stay.kind, monthly_fte=unit.monthly_fte, starts_on=stay.starts_on))
    found.append(
        statement_required(
            stay.kind,
            starts_on=stay.starts_on,
            employer_signed=unit.employer_signed,
            representative_signed=unit.representative_signed,
            ticked=unit.ticked,
            refused_by=unit.refused_by,
            employer_alone=unit.employer_alone,
        )
    )
    return found


def purpose_required(kind: str, purpose: str, *, on: date, hours_paid: Decimal | None = None) -> Decision:
    """A work placement names one of three purposes, and one that its kind is for. Paid hours are not none."""
    row = parameters.term("placement_kinds", kind, on=on)
    if not row.flag("purpose_required"):
        return Decision.yes("purpose.not_required", kind=kind)
    source = parameters.term("placement_purposes", "training", on=on).reference
    if not purpose:
        return Decision.no("purpose.missing", reference=source, kind=kind)
    if purpose not in row.words("purposes"):
        return Decision.no("purpose.not_for_this_kind", reference=source, kind=kind, purpose=purpose)
    is_a_choice = len(row.words("purposes")) > 1  # a recruitment placement has them in view, not in the plan
    if is_a_choice and purpose == "paid_hours" and hours_paid == 0:
        return Decision.unknown("purpose.no_paid_hours", reference=source, purpose=purpose)
    return Decision.yes("purpose.named", reference=source, purpose=purpose)


def within_cap(stay: Stay, *, target_group: str) -> Decision:
    """Does the stay end within what its kind and the person's group allow, with its extensions so far?"""
    family = parameters.term("placement_kinds", stay.kind, on=stay.starts_on).text("family")
    if family not in _CAPPED:
        return Decision.yes("stay.no_cap", kind=stay.kind)
    name = _cap_name(family, target_group, stay.starts_on)
    if name is None:
        return Decision.unknown("stay.group_unknown", kind=stay.kind)
    try:
        cap = parameters.value(name, on=stay.starts_on)
    except parameters.NotInForceError:
        return kind_not_in_force(stay.kind, stay.starts_on)
    if stay.ends_before is None:
        return Decision.no("stay.end_missing", reference=cap.reference, kind=stay.kind)
    limit = _limit(cap, family, stay)
    facts: dict[str, Fact] = {"kind": stay.kind, "last_lawful_day": limit - timedelta(days=1)}
    if stay.ends_before > limit:
        return Decision.no("stay.over_cap", reference=cap.reference, **facts)
    return Decision.yes("stay.within_cap", reference=cap.reference, **facts)


def may_extend(stay: Stay, *, target_group: str, ends_before: date) -> Decision:
    """May the running stay be prolonged to `ends_before`? Counts as one extension more."""
    if stay.ends_before is not None and ends_before <= stay.ends_before:
        return Decision.no("stay.not_longer", last_day=stay.ends_before - timedelta(days=1))
    longer = Stay(kind=stay.kind, starts_on=stay.starts_on, ends_before=ends_before, extensions=stay.extensions + 1)
    return within_cap(longer, target_group=target_group)


_CAPPED = frozenset({"work_placement", "utility_work", "wage_subsidy_private", "wage_subsidy_public", "igu"})


def _cap_name(family: str, target_group: str, on: date) -> str | None:
    if family == "igu":
        return "igu"
    if family == "utility_work":
        return "utility_work_cap"
    if not parameters.is_term("target_groups", target_group, on=on):
        return None
    group = parameters.term("target_groups", target_group, on=on)
    attribute = {"work_placement": "placement_cap", "wage_subsidy_private": "subsidy_private"}
    return group.text(attribute.get(family, "subsidy_public"))


def _limit(cap: Entry, family: str, stay: Stay) -> date:
    """The day the stay must end before."""
    if family == "igu":
        return months_after(stay.starts_on, 12 * cap.whole("length_years"))
    if family.startswith("wage_subsidy"):
        return months_after(stay.starts_on, cap.whole())
    if stay.extensions == 0:
        return stay.starts_on + timedelta(weeks=cap.whole("first_weeks"))
    more = cap.whole("further_weeks") * (stay.extensions - 1)
    return stay.starts_on + timedelta(weeks=cap.whole("extended_weeks") + more)


def previous_employment(kind: str, *, cvr: str, jobs: Sequence[EarlierJob] | None, starts_on: date) -> Decision:
    """Has the person worked here before in a way that closes this kind of stay?

    Wage subsidy and, as a main rule, placement: not at the last employer. IGU: no ordinary job here in the last months.
    """
    row = parameters.term("placement_kinds", kind, on=starts_on)
    rule = row.text("previous_employment")
    if rule == "none":
        return Decision.yes("previous.no_rule", kind=kind)
    if jobs is None:
        return Decision.unknown("previous.not_asked", reference=row.reference)
    if rule == "igu":
        return _free_of_job_here(cvr, jobs, starts_on)
    last = max(jobs, key=lambda job: job.ended_on or date.max, default=None)
    if last is None or (last.cvr and last.cvr != cvr):
        return Decision.yes("previous.other_employer", reference=row.reference)
    if not last.cvr:
        return Decision.unknown("previous.employer_unknown", reference=row.reference)
    return Decision.no(f"previous.last_employer_{rule}", reference=row.reference, kind=kind)


def _free_of_job_here(cvr: str, jobs: Sequence[EarlierJob], starts_on: date) -> Decision:
    try:
        scheme = parameters.value("igu", on=starts_on)
    except parameters.NotInForceError:
        return scheme_closed(starts_on)
    months = scheme.whole("prior_job_free_months")
    since = months_after(starts_on, -months)
    recent = [job for job in jobs if months and (job.ended_on is None or job.ended_on >= since)]
    if any(job.cvr == cvr for job in recent):
        return Decision.no("previous.job_here_igu", reference=scheme.reference, months=months, since=since)
    if any(not job.cvr for job in recent):
        return Decision.unknown("previous.employer_unknown", reference=scheme.reference)
    return Decision.yes("previous.free_of_job_here", reference=scheme.reference, months=months)


def owned_by_spouse(kind: str, *, starts_on: date, owns: bool | None) -> Decision:
    """No wage subsidy in a company the spouse owns."""
    row = parameters.term("placement_kinds", kind, on=starts_on)
    if row.text("previous_employment") != "wage_subsidy":
        return Decision.yes("spouse.no_rule", kind=kind)
    if owns is None:
        return Decision.unknown("spouse.not_asked", reference=row.reference)
    return (Decision.no if owns else Decision.yes)(
        "spouse.owns" if owns else "spouse.owns_not", reference=row.reference
    )


def may_be_overruled(decision: Decision) -> bool:
    """Whether anybody at all may agree in spite of this answer."""
    return bool(_who_may_overrule(decision))


def _who_may_overrule(decision: Decision) -> frozenset[str]:
    return ANSWERS_FOR_UNKNOWN if decision.is_unknown else OVERRULED_BY.get(decision.code, frozenset())


def may_overrule(decision: Decision, *, role: str, reason: str = "") -> Decision:
    """May somebody acting in `role` agree the stay in spite of this answer, for this reason?"""
    if decision.allowed:
        return Decision.yes("overrule.not_needed")
    roles = _who_may_overrule(decision)
    if not roles:
        return Decision.no("overrule.never")
    if role not in roles:
        return Decision.no("overrule.not_this_role", role=role)
    if not reason.strip():
        return Decision.no("overrule.reason_missing")
    return Decision.yes("overrule.allowed", role=role)
