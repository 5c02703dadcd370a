"""How many of the own municipality's citizens a stay led into work or ordinary education, year by year (S12-3)."""

from datetime import date

from django.db.models import Count

from tovholder import parameters
from tovholder.accounts.actors import Actor
from tovholder.accounts.native_time import YearOf
from tovholder.placements import queries


def by_year(*, actor: Actor, first: int, last: int) -> dict[int, int]:
    """{year: citizens} among the cases the actor may see, each citizen once a year; for nobody else none."""
    if not actor.works_on_cases or actor.kind != "municipality":
        return {}
    good = [row.code for row in parameters.terms("placement_outcomes") if row.flag("self_support")]
    found = queries.visible(actor=actor).filter(organisation_id=actor.organisation_id, outcome__in=good)
    found = found.filter(ended_on__gte=date(first, 1, 1), ended_on__lte=date(last, 12, 31)).order_by()
    rows = found.annotate(year=YearOf("ended_on")).values_list("year")
    return dict(rows.annotate(n=Count("person_id", distinct=True)))
