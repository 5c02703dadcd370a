"""Finding a case by its CPR number: a hit is a look at the number, and whoever tries number after number is stopped."""

from datetime import datetime, timedelta

from tovholder import parameters
from tovholder.accounts import audit
from tovholder.accounts.actors import Actor
from tovholder.accounts.conflicts import NotAllowed
from tovholder.accounts.models import AuditEntry
from tovholder.people import queries, rules

MISSED = "person.cpr_not_found"


def find_by_cpr(*, text: str, actor: Actor, now: datetime) -> int | None:
    """The id of the case with this number within the actor's reach; None for no number or no case.

    A hit is noted in the log of reads. A miss is counted, without the number, for the membership and wherever it signs
    in. Raises NotAllowed ("person.cpr_search_waits", `minutes`) beyond the usual number of misses, for a right number
    too: otherwise the answer would go on telling. Source: parameters `cpr_search_misses`."""
    cpr = rules.parse_cpr(text)
    if cpr is None:
        return None
    require_patience_with_numbers(actor=actor, now=now)
    found = queries.by_cpr(cpr.digits, actor=actor)
    if found is None:
        count_missed_number(actor=actor, now=now)
        return None
    actor.book.note([found], "cpr")
    return found


def require_patience_with_numbers(*, actor: Actor, now: datetime) -> None:
    """Wherever a number typed in is answered with a case. Raises NotAllowed ("person.cpr_search_waits", `minutes`)."""
    require_patience(MISSED, waits="person.cpr_search_waits", actor=actor, now=now)


def count_missed_number(*, actor: Actor, now: datetime) -> None:
    """A number no case has: counted, and not kept."""
    audit.record(actor=actor, action=MISSED, at=now)


def require_patience(action: str, *, waits: str, actor: Actor, now: datetime) -> None:
    """Raises NotAllowed (`waits`, with `minutes`) for a membership that stands in the log of changes with `action` as
    often as is usual: from then on nothing is answered, whatever is asked. Source: parameters `cpr_search_misses`."""
    usual = parameters.value("cpr_search_misses", on=now.date())
    minutes = usual.whole("minutes")
    lately = AuditEntry.objects.filter(action=action, at__gt=now - timedelta(minutes=minutes))
    if lately.filter(membership_id=actor.membership_id).count() >= usual.whole("misses"):
        raise NotAllowed(waits, minutes=minutes)
