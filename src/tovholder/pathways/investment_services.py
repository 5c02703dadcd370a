"""Lines of the investment account: written, changed, taken out. Raises NotAllowed, OutOfReach, Stale."""

from datetime import datetime

from django.db import IntegrityError, transaction

from tovholder import parameters
from tovholder.accounts import audit
from tovholder.accounts.actors import Actor
from tovholder.accounts.conflicts import NotAllowed, OutOfReach, Stale
from tovholder.pathways import investment_queries as queries
from tovholder.pathways.models import InvestmentRow


def put_line(
    *,
    year: int,
    kind: str,
    what: str,
    expected: int | None,
    actual: int | None,
    actor: Actor,
    now: datetime,
    line_id: int | None = None,
    version: int = 0,
) -> InvestmentRow:
    """A new line, or one changed. Two lines of a year are not called the same."""
    _require_writer(actor)
    if not parameters.is_term("investment_kinds", kind) or not what.strip():
        raise NotAllowed("investment.needs_words")
    if expected is None and actual is None:
        raise NotAllowed("investment.needs_a_figure")
    told = {"year": year, "kind": kind, "what": what.strip()[:120], "expected": expected, "actual": actual}
    try:
        return _put(told, line_id, version, actor, now)
    except IntegrityError:
        raise NotAllowed("investment.line_stands", year=str(year)) from None


@transaction.atomic
def _put(told: dict[str, object], line_id: int | None, version: int, actor: Actor, now: datetime) -> InvestmentRow:
    row = _own(line_id, version, actor) if line_id else InvestmentRow(organisation_id=actor.organisation_id, version=0)
    for name, value in told.items():
        setattr(row, name, value)
    row.by_id, row.at, row.version = actor.membership_id, now, row.version + 1
    row.save()
    _audit(actor, "investment.put", row, **{name: told[name] for name in ("year", "kind", "expected", "actual")})
    return row


@transaction.atomic
def take_out(*, line_id: int, version: int, actor: Actor, now: datetime) -> None:
    """A line that should not have been there. What it said stands in the log."""
    _require_writer(actor)
    row = _own(line_id, version, actor)
    _audit(actor, "investment.take_out", row, year=row.year, kind=row.kind, expected=row.expected, actual=row.actual)
    row.delete()


def _require_writer(actor: Actor) -> None:
    if not queries.may_write(actor):
        raise NotAllowed("investment.not_yours")


def _own(line_id: int, version: int, actor: Actor) -> InvestmentRow:
    mine = InvestmentRow.objects.select_for_update().filter(organisation_id=actor.organisation_id)
    row = mine.filter(pk=line_id).first()
    if row is None:
        raise OutOfReach("investment")
    if row.version != version:
        raise Stale
    return row


def _audit(actor: Actor, action: str, row: InvestmentRow, **facts: object) -> None:
    audit.record(actor=actor, action=action, target=f"investment:{row.pk}", facts=facts)
