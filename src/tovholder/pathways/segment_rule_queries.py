"""Reads of the rules of target groups: which hold, their versions, and how many a change would be suggested for."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from tovholder import parameters
from tovholder.accounts import queries as accounts
from tovholder.accounts.actors import Actor
from tovholder.accounts.roles import OrganisationKind, Role
from tovholder.base.period import months_after
from tovholder.pathways import segment_rules as rules
from tovholder.pathways.models import SegmentRule
from tovholder.people import queries as people
from tovholder.people.models import Education, Experience, Person


@dataclass(frozen=True)
class Standing:
    """A rule as it holds for an organisation: its own version, the secretariat's, or the usual one (`row` None)."""

    rule: rules.Rule
    row: SegmentRule | None = None

    @property
    def is_off(self) -> bool:
        return self.row is not None and self.row.is_off


def may_change(actor: Actor) -> bool:
    """The team leader of a municipality for its own, and the coordinator of a secretariat for its partnership."""
    if actor.kind == OrganisationKind.SECRETARIAT:
        return actor.may(Role.COORDINATOR)
    return actor.kind == OrganisationKind.MUNICIPALITY and actor.may(Role.TEAM_LEADER) and not actor.only_own_cases


def standing(organisation_id: int | None, *, on: date) -> list[Standing]:
    """All rules that hold on the day, also those that are off: own versions, the secretariat's, then the usual."""
    found = {rule.code: Standing(rule) for rule in rules.usual(on=on)}
    above = accounts.together_with(organisation_id, on=on).filter(kind=OrganisationKind.SECRETARIAT)
    rows = SegmentRule.objects.filter(starts_on__lte=on).select_related("organisation", "by__user")
    reach = Q(organisation_id=organisation_id) | Q(organisation__in=above)
    order = {True: 1, False: 0}
    newest = sorted(
        rows.filter(reach), key=lambda row: (order[row.organisation_id == organisation_id], row.starts_on, row.pk)
    )
    for row in newest:
        found[row.code] = Standing(_rule(row), row)
    return list(found.values())


def _rule(row: SegmentRule) -> rules.Rule:
    return rules.Rule(row.code, row.segment, row.asks, row.words, row.words)


def in_force(organisation_id: int | None, *, on: date) -> list[rules.Rule]:
    """Those that suggest something."""
    return [each.rule for each in standing(organisation_id, on=on) if not each.is_off]


def shown(*, actor: Actor, on: date) -> list[Standing]:
    """For the page: those of groups that speak of health only for members who may read behind that wall."""
    return [each for each in standing(actor.organisation_id, on=on) if _may_see(each.rule.segment, actor)]


def _may_see(segment: str, actor: Actor) -> bool:
    return actor.reads_health or not parameters.term("segments", segment).flag("health")


def segments(*, actor: Actor) -> list[str]:
    """The groups a rule of this member may be about."""
    return [term.code for term in parameters.terms("segments") if _may_see(term.code, actor)]


def versions(code: str, *, actor: Actor) -> list[SegmentRule]:
    """All versions of one rule that the own organisation has made, newest first, those to come too."""
    rows = SegmentRule.objects.filter(organisation_id=actor.organisation_id, code=code)
    seen = [
        row for row in rows.select_related("by__user").order_by("-starts_on", "-pk") if _may_see(row.segment, actor)
    ]
    return seen[:20]


def newest_id(organisation_id: int | None, code: str) -> int:
    """Which version of a rule was made last; 0 where there is none."""
    rows = SegmentRule.objects.filter(organisation_id=organisation_id, code=code)
    return rows.order_by("-pk").values_list("pk", flat=True).first() or 0


@dataclass(frozen=True)
class Moved:
    """How many open cases a group would be suggested for that it is not suggested for now, and the other way."""

    more: int
    fewer: int
    after: int


def moved(code: str, asks: Mapping[str, Any], segment: str, *, is_off: bool, actor: Actor, on: date) -> Moved:
    """What a change of one rule would do to the suggestions of open cases. Nobody is moved: a colleague confirms."""
    cases = _cases(actor, on)
    others = Q(pk__in=())
    before = Q(pk__in=())
    for each in standing(actor.organisation_id, on=on):
        if each.is_off:
            continue
        if each.rule.code == code:
            before = asked(each.rule.asks, on=on) if each.rule.segment == segment else before
        elif each.rule.segment == segment:
            others |= asked(each.rule.asks, on=on)
    after = Q(pk__in=()) if is_off else asked(asks, on=on)
    left = cases.exclude(others)
    return Moved(
        more=left.filter(after).exclude(before).count(),
        fewer=left.filter(before).exclude(after).count(),
        after=cases.filter(after | others).count(),
    )


def _cases(actor: Actor, on: date) -> QuerySet[Person]:
    """The open cases the rules hold for: the own, and for a secretariat those of its municipalities, in sums only."""
    if not may_change(actor):
        return Person.objects.none()
    if actor.kind == OrganisationKind.MUNICIPALITY:
        return people.own_open(actor=actor)
    partners = accounts.partner_organisations(actor=actor).filter(kind=OrganisationKind.MUNICIPALITY)
    return Person.objects.filter(organisation__in=partners, closed_on__isnull=True, pending_import__isnull=True)


def asked(asks: Mapping[str, Any], *, on: date) -> Q:
    """The same question as `segment_rules.fits`, of many people: what nobody knows does not fit."""
    wanted = Q(pk__isnull=False)
    if "age_from" in asks:
        wanted &= Q(born_on__lte=months_after(on, -12 * asks["age_from"]))
    if "age_below" in asks:
        wanted &= Q(born_on__gt=months_after(on, -12 * asks["age_below"]))
    if asks.get("visitation"):
        wanted &= Q(visitation=asks["visitation"])
    if "module_below" in asks:
        wanted &= Q(danish_module__lt=asks["module_below"])
    if asks.get("without_school"):
        wanted &= Q(~Exists(Education.objects.filter(person_id=OuterRef("pk"))))
    if asks.get("without_work"):
        wanted &= Q(~Exists(Experience.objects.filter(person_id=OuterRef("pk"))))
    return wanted
