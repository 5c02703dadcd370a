"""A file of indicators is kept, whole, by whoever leads the method work. Another one later is shown instead."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from tovholder import parameters
from tovholder.accounts import audit
from tovholder.accounts.actors import Actor
from tovholder.accounts.conflicts import NotAllowed
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
