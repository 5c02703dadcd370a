"""Reads of the support of stays: one stay with all of it, those nobody has offered a mentor yet, help that waits.

Scoped as placements are: the own municipality's stays, for those who work on cases."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache

from django.db.models import Count, Exists, OuterRef, QuerySet

from tovholder import parameters
from tovholder.accounts.actors import Actor
from tovholder.accounts.conflicts import OutOfReach
from tovholder.base.decision import Decision
from tovholder.companies.models import OrderSkill
from tovholder.pathways import support_rules as rules
from tovholder.pathways.models import MentorOffer, QuickHelp, StayArrangement, StayDemand
from tovholder.people.models import Competence
from tovholder.placements import queries as placements
from tovholder.placements.models import Placement, WorkplaceLesson

_NOW = ("planned", "agreed", "started", "interrupted")
_BEGUN = ("started", "interrupted", "ended", "ended_early")


@dataclass(frozen=True)
class Support:
    """What the page of one stay shows."""

    stay: Placement
    offers: dict[str, MentorOffer]
    helps: list[QuickHelp]
    demands: list[StayDemand]
    asked_skills: list[tuple[str, Decision]]  # vocabulary code, against what is known of the citizen
    arrangements: list[StayArrangement]
    lessons: list[WorkplaceLesson]

    @property
    def open_demands(self) -> int:
        """Demands with no way to meet them yet."""
        rows = [each for each in self.demands if not each.met_by]
        unanswered = {term.code for term in parameters.terms("demand_answers") if term.flag("open")}
        return len(rows) + sum(each.met_by in unanswered for each in self.demands)


@lru_cache(maxsize=1)
def near_kinds() -> tuple[str, ...]:
    """Kinds of stays that are company-near activation."""
    families = {term.code for term in parameters.terms("mentor_families")}
    found = (term.code for term in parameters.terms("placement_kinds") if term.text("family") in families)
    return tuple(dict.fromkeys(found))


def of_stay(placement_id: int, *, actor: Actor) -> Support:
    """The support of one stay; the person is noted as shown. Raises OutOfReach."""
    stay = placements.placement(placement_id, actor=actor)
    offers = MentorOffer.objects.filter(placement=stay).select_related("mentor__user", "offered_by__user")
    helps = QuickHelp.objects.filter(placement=stay).select_related("by__user", "helped_by__user")
    return Support(
        stay=stay,
        offers={row.party: row for row in offers},
        helps=list(helps.order_by("-asked_at", "-pk")),
        demands=list(StayDemand.objects.filter(placement=stay).select_related("noted_by__user").order_by("pk")),
        asked_skills=_asked_skills(stay),
        arrangements=list(StayArrangement.objects.filter(placement=stay).order_by("starts_on", "pk")),
        lessons=list(WorkplaceLesson.objects.filter(placement=stay, ends_before=None).order_by("weekday")),
    )


def _asked_skills(stay: Placement) -> list[tuple[str, Decision]]:
    if stay.order_id is None:
        return []
    asked = OrderSkill.objects.filter(order_id=stay.order_id, required=True).order_by("skill")
    has = dict(Competence.objects.filter(person_id=stay.person_id).values_list("skill", "level"))
    return [(row.skill, rules.skill_demand(asked=row.level, has=has.get(row.skill))) for row in asked]


def row_of_stay(model: str, row_id: int, *, actor: Actor) -> MentorOffer | QuickHelp | StayDemand | StayArrangement:
    """One offer, help, demand or arrangement of a stay within reach. Raises OutOfReach."""
    kinds = {"offer": MentorOffer, "help": QuickHelp, "demand": StayDemand, "arrangement": StayArrangement}
    found = kinds[model].objects.filter(pk=row_id).first()  # type: ignore[attr-defined]
    if found is None:
        raise OutOfReach("support of a stay")
    placements.placement(found.placement_id, actor=actor)
    return found


def _offered(party: str, **more: str) -> Exists:
    return Exists(MentorOffer.objects.filter(placement=OuterRef("pk"), party=party, **more))


def without_offer(*, actor: Actor) -> QuerySet[Placement]:
    """Company-near stays ahead or running where the citizen or the company has not been offered a mentor."""
    found = placements.visible(actor=actor).filter(kind__in=near_kinds(), status__in=_NOW)
    found = found.annotate(citizen_offered=_offered("citizen"), company_offered=_offered("company"))
    return found.exclude(citizen_offered=True, company_offered=True)


@dataclass(frozen=True)
class Offered:
    """Of the company-near stays that began in a period: to how many each side was offered a mentor, and said yes."""

    stays: int
    citizens: rules.Share
    companies: rules.Share
    citizens_yes: int
    companies_yes: int


def offered(*, actor: Actor, since: date, until: date) -> Offered:
    """The share offered, each stay once. `until` is outside."""
    begun = placements.visible(actor=actor).select_related(None).order_by()
    begun = begun.filter(kind__in=near_kinds(), status__in=_BEGUN, starts_on__gte=since, starts_on__lt=until)
    counted = begun.aggregate(
        stays=Count("pk"),
        citizen=Count("pk", filter=_offered("citizen")),
        company=Count("pk", filter=_offered("company")),
        citizen_yes=Count("pk", filter=_offered("citizen", answer="yes")),
        company_yes=Count("pk", filter=_offered("company", answer="yes")),
    )
    stays = counted["stays"]
    return Offered(
        stays,
        rules.Share(counted["citizen"], stays),
        rules.Share(counted["company"], stays),
        counted["citizen_yes"],
        counted["company_yes"],
    )


def helps_waiting(*, actor: Actor) -> QuerySet[QuickHelp]:
    """Those who asked for help and have not been helped, the first due first."""
    own = placements.visible(actor=actor).select_related(None).order_by()
    rows = QuickHelp.objects.filter(helped_at__isnull=True, placement__in=own.values("pk"))
    return rows.select_related("person", "placement__unit__company").order_by("due_at", "pk")


def with_clocks(rows: Sequence[QuickHelp], *, now: datetime) -> list[tuple[QuickHelp, Decision]]:
    """Each with whether it was, or still can be, in time."""
    return [(row, rules.helped_in_time(due_at=row.due_at, helped_at=row.helped_at, now=now)) for row in rows]
