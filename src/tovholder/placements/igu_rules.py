"""Who may start the basic integration education (IGU). IGU-loven in its versions of 2016, 2021 and 2024.

In doubt: the 2024 version is read as introduced (L 82), and "up to 20 years" is taken with the day itself inside.
"""

from collections.abc import Iterator
from datetime import date

from tovholder import parameters
from tovholder.base.decision import Decision
from tovholder.base.period import months_after, years_between
from tovholder.parameters import Entry


def may_start_igu(
    *,
    born_on: date | None,
    residence_from: date | None,
    residence_group: str,
    starts_on: date,
    had_igu: bool | None = False,
) -> Decision:
    """May this person start an IGU on the day? The first refusal, else the first unknown, else yes."""
    try:
        scheme = parameters.value("igu", on=starts_on)
    except parameters.NotInForceError:
        return scheme_closed(starts_on)
    answers = list(_answers(scheme, born_on, residence_from, residence_group, starts_on, had_igu))
    for allowed in (False, None):
        for answer in answers:
            if answer.allowed is allowed:
                return answer
    return Decision.yes("igu.may_start", reference=scheme.reference, school_hours=scheme.whole("school_hours"))


def scheme_closed(on: date) -> Decision:
    """No version of the scheme holds on the day; the reference is the version that ended before it, else the first."""
    versions = parameters.versions("igu")
    before = [each for each in versions if each.valid_to is not None and each.valid_to < on]
    return Decision.no("igu.scheme_closed", reference=(before[-1] if before else versions[0]).reference, on=on)


def kind_not_in_force(kind: str, on: date) -> Decision:
    """No such kind on the day, by the row that ended before it, else the first; an IGU by the law of the scheme."""
    if kind == "igu":
        return Decision.no("kind.not_in_force", reference=scheme_closed(on).reference, kind=kind, on=on)
    rows = [row for row in parameters.terms("placement_kinds") if row.code == kind]
    before = [row for row in rows if row.valid_to is not None and row.valid_to < on]
    source = (before or rows)[-1 if before else 0].reference
    return Decision.no("kind.not_in_force", reference=source, kind=kind, on=on)


def _answers(
    scheme: Entry,
    born_on: date | None,
    residence_from: date | None,
    group: str,
    starts_on: date,
    had_igu: bool | None,
) -> Iterator[Decision]:
    yield _age(scheme, born_on, starts_on)
    yield _residence(scheme, residence_from, starts_on)
    yield _group(scheme, group)
    if had_igu is None:
        yield Decision.unknown("igu.had_before_unknown", reference=scheme.reference)
    elif had_igu:
        yield Decision.no("igu.had_before", reference=scheme.reference)


def _age(scheme: Entry, born_on: date | None, starts_on: date) -> Decision:
    source = scheme.reference
    if born_on is None:
        return Decision.unknown("igu.birth_date_unknown", reference=source)
    age, lowest, below = (
        years_between(born_on, starts_on),
        scheme.whole("age_from_years"),
        scheme.whole("age_below_years"),
    )
    if age < lowest:
        return Decision.no(
            "igu.too_young", reference=source, age=age, lowest=lowest, from_day=months_after(born_on, lowest * 12)
        )
    if age >= below:
        return Decision.no("igu.too_old", reference=source, age=age, below=below)
    return Decision.yes("igu.age", reference=source, age=age)


def _residence(scheme: Entry, residence_from: date | None, starts_on: date) -> Decision:
    source, years = scheme.reference, scheme.whole("residence_years")
    if residence_from is None or residence_from > starts_on:
        return Decision.unknown("igu.residence_unknown", reference=source)
    full = months_after(residence_from, years * 12)
    inside = starts_on <= full if scheme.flag("residence_inclusive") else starts_on < full
    if not inside:
        return Decision.no("igu.residence_too_long", reference=source, years=years, since=residence_from)
    return Decision.yes("igu.residence", reference=source, years=years)


def _group(scheme: Entry, group: str) -> Decision:
    if not group:
        return Decision.unknown("igu.group_unknown", reference=scheme.reference)
    if group not in scheme.words("groups"):
        return Decision.no("igu.other_group", reference=scheme.reference, residence_group=group)
    return Decision.yes("igu.group", reference=scheme.reference, residence_group=group)
