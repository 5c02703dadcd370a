"""Money and formalities around a stay: rates, aid intensity, the least wage, the bonus for IGU, approval first.

A rate of a year that nobody has read is unknown: last year's is told as last year's, never as this year's."""

from datetime import date
from decimal import Decimal

from tovholder import parameters
from tovholder.base.decision import Decision, Fact
from tovholder.base.period import months_after
from tovholder.parameters import Entry


def _family(kind: str, on: date) -> str:
    return parameters.term("placement_kinds", kind, on=on).text("family")


def subsidy_rate(kind: str, *, starts_on: date) -> Decision:
    """The most the employer gets per hour in the year of the start."""
    family = _family(kind, starts_on)
    if not family.startswith("wage_subsidy"):
        return Decision.yes("rate.no_subsidy", kind=kind)
    name = "wage_subsidy_rate." + family.removeprefix("wage_subsidy_")
    try:
        found = parameters.value(name, on=starts_on)
    except parameters.NotInForceError:
        return Decision.unknown("rate.year_not_known", year=str(starts_on.year))
    facts = _rate(found)
    if not found.verified:
        return Decision.unknown("rate.carried_on", reference=found.reference, year=str(starts_on.year), **facts)
    other = _other_rate(name, starts_on)
    if other is not None:
        facts["other_kr"] = other.amount()
        return Decision.unknown("rate.two_named", reference=other.reference, year=str(starts_on.year), **facts)
    return Decision.yes("rate.known", reference=found.reference, year=str(starts_on.year), **facts)


def _rate(found: Entry) -> dict[str, Fact]:
    return {"kr": found.amount("most_kr_per_hour") if isinstance(found.value, dict) else found.amount()}


def _other_rate(name: str, on: date) -> Entry | None:
    try:
        return parameters.value(f"{name}.other", on=on)
    except parameters.ParameterError:
        return None


def aid_intensity(kind: str, *, support_kr: Decimal | None, wage_kr: Decimal | None, on: date) -> Decision:
    """At the end VITAS asks what the employer got and what the wage cost in the last months: at most a share of it."""
    if not _family(kind, on).startswith("wage_subsidy"):
        return Decision.yes("aid.no_subsidy", kind=kind)
    rule = parameters.value("gross_aid_intensity", on=on)
    percent, months = rule.whole("percent"), rule.whole("months")
    if support_kr is None or not wage_kr:
        return Decision.unknown("aid.not_told", reference=rule.reference, percent=percent, months=months)
    share = (100 * support_kr / wage_kr).quantize(Decimal("0.1"))
    answer, code = (Decision.no, "aid.over") if 100 * support_kr > percent * wage_kr else (Decision.yes, "aid.within")
    return answer(code, reference=rule.reference, percent=percent, months=months, share=share)


_WAGES = {
    "benefit": "wage.benefit_kept",
    "collective_agreement": "wage.collective_agreement",
    "former_benefit": "wage.former_benefit",
    "apprentice_rate": "wage.apprentice_rate",
}


def least_wage(kind: str, *, starts_on: date) -> Decision:
    """What the person is paid at least, in the words of the rule: the numbers are the agreement's."""
    try:
        rule = parameters.value(f"wage_rule.{_family(kind, starts_on)}", on=starts_on)
    except parameters.ParameterError:
        return Decision.yes("wage.as_agreed", kind=kind)
    return Decision.yes(_WAGES[rule.text("rule")], reference=rule.reference, kind=kind)


def igu_bonus(*, starts_on: date, public: bool | None) -> Decision:
    """The bonus for an IGU: how much and from which days. Private companies only."""
    try:
        bonus, receiver = (
            parameters.value("igu_bonus", on=starts_on),
            parameters.value("igu_bonus_receiver", on=starts_on),
        )
    except parameters.NotInForceError:
        return Decision.no("bonus.no_scheme", on=starts_on)
    facts: dict[str, Fact] = {
        "first_kr": bonus.whole("first_kr"),
        "first_day": months_after(starts_on, bonus.whole("first_after_months")),
        "second_kr": bonus.whole("second_kr"),
        "second_day": months_after(starts_on, bonus.whole("second_after_months")),
    }
    if public is None:
        return Decision.unknown("bonus.sector_unknown", reference=receiver.reference, **facts)
    if public:
        return Decision.no("bonus.private_only", reference=receiver.reference)
    return Decision.yes("bonus.due", reference=bonus.reference, **facts)


def igu_registration(*, starts_on: date) -> Decision:
    """Where agreement and education plan are registered."""
    try:
        rule = parameters.value("igu_registration", on=starts_on)
    except parameters.NotInForceError:
        return Decision.no("igu.scheme_closed", on=starts_on)
    code = "igu.registered_in_vitas" if rule.text("system") == "vitas" else "igu.registered_on_paper"
    return Decision.yes(code, reference=rule.reference)


def approved_before_start(*, approved_on: date | None, starts_on: date) -> Decision:
    """Nobody begins before the municipality has said yes."""
    rule = parameters.value("approval_before_start", on=starts_on)
    if approved_on is None:
        return Decision.unknown("approval.missing", reference=rule.reference, starts_on=starts_on)
    if approved_on > starts_on:
        return Decision.no(
            "approval.after_start", reference=rule.reference, starts_on=starts_on, approved_on=approved_on
        )
    return Decision.yes("approval.before_start", reference=rule.reference, approved_on=approved_on)
