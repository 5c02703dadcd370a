"""A file of indicators is kept, whole, by whoever leads the method work. Another one later is shown instead; one
that was wrong is taken back by whoever read it in."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from tovholder import parameters
from tovholder.accounts import audit
from tovholder.accounts.actors import Actor
from tovholder.accounts.conflicts import NotAllowed, OutOfReach
from tovholder.learning import method_queries
from tovholder.learning.indicator_rules import Figure
from tovholder.learning.models import IndicatorFigure, IndicatorFile


@dataclass(frozen=True)
class Told:
    """One row of the file: which indicator, of whom, and its two figures."""

    indicator: str
    area: str
    municipality_code: str
    figure: Figure


@transaction.atomic
def keep(*, name: str, rows: Sequence[Told], actor: Actor, now: datetime) -> IndicatorFile:
    """All rows of a file. Refused for those who do not lead the method work."""
    if not method_queries.leads(actor):
        raise NotAllowed("method.by_leader")
    if not rows or not all(parameters.is_term("method_indicators", row.indicator) for row in rows):
        raise NotAllowed("method.no_figures")
    made = IndicatorFile.objects.create(
        organisation_id=actor.organisation_id, name=name[:160], by_id=actor.membership_id, at=now
    )
    IndicatorFigure.objects.bulk_create(
        IndicatorFigure(
            file=made, indicator=row.indicator, area=row.area, municipality_code=row.municipality_code,
            baseline=row.figure.baseline, latest=row.figure.latest, baseline_when=row.figure.baseline_when,
            latest_when=row.figure.latest_when,
        )
        for row in rows
    )  # fmt: skip
    audit.record(actor=actor, action="indicators.keep", target=f"indicators:{made.pk}", facts={"rows": len(rows)})
    return made


@transaction.atomic
def take_back(*, file_id: int, why: str, actor: Actor, now: datetime) -> IndicatorFile:
    """The file was wrong: its figures are deleted, here and for partners; that it was read in, and why it went, stays.

    By whoever read it in; when nobody of that name works here any more, by whoever leads. Raises OutOfReach."""
    own = IndicatorFile.objects.select_for_update(of=("self",)).filter(organisation_id=actor.organisation_id)
    row = own.filter(pk=file_id).first() if method_queries.reads(actor) else None
    if row is None:
        raise OutOfReach("indicators")
    if not method_queries.may_take_back(row, actor=actor):
        raise NotAllowed("indicators.by_who_read_in")
    if row.taken_back_at is not None:
        raise NotAllowed("indicators.taken_back_already")
    if not why.strip():
        raise NotAllowed("indicators.needs_why")
    row.taken_back_at, row.taken_back_by_id, row.taken_back_why = now, actor.membership_id, why.strip()
    row.save(update_fields=["taken_back_at", "taken_back_by", "taken_back_why"])
    gone, _each = row.figures.all().delete()
    audit.record(actor=actor, action="indicators.take_back", target=f"indicators:{row.pk}", facts={"rows": gone})
    return row
