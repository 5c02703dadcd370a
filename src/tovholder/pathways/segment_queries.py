"""Reads of target groups: of one citizen, of all, and what the rules suggest. Those of health are left out."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from tovholder import parameters
from tovholder.accounts.actors import Actor
from tovholder.base.period import years_between
from tovholder.pathways import segment_rule_queries, segment_rules
from tovholder.pathways.models import SegmentMove
from tovholder.people import queries as people
from tovholder.people.models import Person, Segment


def shown_segments() -> list[str]:
    """Codes of the groups shown here: those that speak of health stand behind their wall."""
    return [term.code for term in parameters.terms("segments") if not term.flag("health")]


def segments_of(person_id: int) -> list[Segment]:
    return list(Segment.objects.filter(person_id=person_id, code__in=shown_segments()).order_by("since", "pk"))


def segment_moves(person_id: int) -> list[SegmentMove]:
    rows = SegmentMove.objects.filter(person_id=person_id, code__in=shown_segments()).select_related("by__user")
    return list(rows.order_by("-at")[:50])


def suggested(person: Person, *, schools: int, works: int, on: date) -> tuple[segment_rules.Suggested, ...]:
    """Groups whose rules fit. That nothing is written of school or work is not that there was none: a human looks."""
    facts = segment_rules.GroupFacts(
        age=None if person.born_on is None else years_between(person.born_on, on),
        visitation=person.visitation,
        danish_module=person.danish_module,
        has_school=schools > 0,
        has_worked=works > 0,
    )
    held = segment_rule_queries.in_force(person.organisation_id, on=on)
    return segment_rules.suggested_segments(facts, on=on, rules=held)


@dataclass(frozen=True)
class Counted:
    """One target group of the municipality."""

    code: str
    number: int


def segment_counts(*, actor: Actor) -> tuple[list[Counted], int, int]:
    """How many open cases are in each group, in none, and in all. Groups overlap: the numbers do not add up to all."""
    cases = people.own_open(actor=actor)
    rows = Segment.objects.filter(person__in=cases, code__in=shown_segments()).order_by()
    counts = dict(rows.values_list("code").annotate(n=Count("person_id", distinct=True)))
    grouped = Exists(Segment.objects.filter(person_id=OuterRef("pk"), code__in=shown_segments()))
    total = cases.aggregate(everybody=Count("pk"), without=Count("pk", filter=~Q(grouped)))
    return [Counted(code, counts.get(code, 0)) for code in shown_segments()], total["without"], total["everybody"]


def in_segment(code: str, *, actor: Actor) -> QuerySet[Person]:
    """Open cases in a group; without a code those in none."""
    mine = Segment.objects.filter(person_id=OuterRef("pk"), code__in=shown_segments())
    cases = people.own_open(actor=actor).select_related("contact__user")
    return cases.filter(Exists(mine.filter(code=code))) if code else cases.filter(~Exists(mine))
