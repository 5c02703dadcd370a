"""The account of a pact year by year: target, extra decrease, what the savings paid for, gain by outcomes."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from tovholder import parameters
from tovholder.accounts.actors import Actor
from tovholder.companies import pacts_rules
from tovholder.companies.pacts_rules import Support
from tovholder.parameters.entry import Entry
from tovholder.placements import into_work


@dataclass(frozen=True)
class Year:
    """One year as the page shows it. `own` is counted from the stays of the own municipality, not written by hand."""

    year: int
    row: Any
    extra: int | None
    own: int
    gain: int


def value(on: date) -> Entry:
    """What one person in work is reckoned to be worth, with its source."""
    return parameters.value("gain_per_person", on=on)


def years(pact: Any, *, actor: Actor, on: date) -> list[Year]:
    """From the year before the pact, which the others are held against, to this one."""
    written = {row.year: row for row in pact.years.all()}
    last = min((pact.ends_before - timedelta(days=1)).year, on.year)
    worth = value(on).whole()
    counted = into_work.by_year(actor=actor, first=pact.starts_on.year, last=last)
    base = _support(pact.starts_on.year - 1, written)
    found = []
    for year in sorted(set(written) | set(range(pact.starts_on.year, last + 1))):
        own = counted.get(year, 0)
        extra = pacts_rules.extra_decrease(base, _support(year, written)) if year > base.year else None
        found.append(Year(year, written.get(year), extra, own, pacts_rules.gain(own, value=worth)))
    return found


def _support(year: int, written: dict[int, Any]) -> Support:
    row = written.get(year)
    return Support(year, row.here if row else None, row.country if row else None)
