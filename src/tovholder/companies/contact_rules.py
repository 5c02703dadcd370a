"""On which days a talk with a citizen or a company may have been held. Pure."""

from datetime import date

from tovholder import parameters
from tovholder.base.decision import Decision
from tovholder.base.period import years_between


def may_be_written_down(day: date, *, on: date) -> Decision:
    """Whether a talk on the day may be written down `on` a day: not as one of long ago, which is a slip in the year."""
    limit = parameters.value("contact_years_back", on=on)
    if day < on and years_between(day, on) >= limit.whole():
        return Decision.no("contact.long_ago", reference=limit.reference, day=day)
    return Decision.yes("contact.day_fits")
