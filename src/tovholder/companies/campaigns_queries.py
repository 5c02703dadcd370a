"""Reads of campaigns, what companies open, plans and teams, scoped by actor. Companies and counts, no citizens."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import Count, Q, QuerySet
from django.utils.timezone import make_aware

from tovholder import parameters
from tovholder.accounts import queries as accounts
from tovholder.accounts.actors import Actor
from tovholder.accounts.conflicts import OutOfReach
from tovholder.accounts.roles import COMPANY_STAFF, Role
from tovholder.companies import queries
from tovholder.companies.models import (
    Campaign,
    CampaignCompany,
    CompanyAsk,
    CompanyContact,
    CompanyOffer,
    IndustryTeam,
    JobOrder,
    OutreachPlan,
)

NOT_YET = "not_contacted"
# Partners read teams and rounds; schools read what companies publish to them.
STAFF = COMPANY_STAFF | {Role.COORDINATOR}


@dataclass(frozen=True)
class Standing:
    """How many companies of a campaign stand in each status."""

    counts: dict[str, int]

    @property
    def listed(self) -> int:
        return sum(self.counts.values())

    @property
    def contacted(self) -> int:
        return self.listed - self.counts.get(NOT_YET, 0)

    @property
    def answered(self) -> int:
        """Companies that have said something."""
        said = {term.code for term in parameters.terms("campaign_statuses") if term.flag("answered")}
        return sum(number for code, number in self.counts.items() if code in said)


def campaigns(*, actor: Actor) -> QuerySet[Campaign]:
    """The own organisation's campaigns, with how many companies are on each list."""
    if not actor.may(*COMPANY_STAFF):
        return Campaign.objects.none()
    own = Campaign.objects.filter(organisation_id=actor.organisation_id).select_related("by__user")
    waiting = Count("listed", filter=Q(listed__status=NOT_YET))
    return own.annotate(on_list=Count("listed"), waiting=waiting)


def campaign(campaign_id: int, *, actor: Actor) -> Campaign:
    found = campaigns(actor=actor).filter(pk=campaign_id).first()
    if found is None:
        raise OutOfReach("campaign")
    return found


def standing(campaign_id: int) -> Standing:
    """Of a campaign the caller has reached: every status, those nobody stands in too."""
    counts = dict.fromkeys((term.code for term in parameters.terms("campaign_statuses")), 0)
    rows = CampaignCompany.objects.filter(campaign_id=campaign_id).order_by().values_list("status")
    return Standing(counts | dict(rows.annotate(n=Count("pk"))))


def listed(campaign_id: int, *, status: str = "") -> QuerySet[CampaignCompany]:
    """The list of a campaign the caller has reached."""
    found = CampaignCompany.objects.filter(campaign_id=campaign_id, company__pending_import__isnull=True)
    found = found.filter(status=status) if status else found
    return found.select_related("company__consultant__user", "by__user")


def next_listed(campaign_id: int) -> CampaignCompany | None:
    """The next company nobody has been in contact with; after them those who were not reached, the longest ago."""
    waiting = _going_on(campaign_id, NOT_YET).order_by("company_id").first()
    return waiting or _going_on(campaign_id, "not_reached").order_by("at", "pk").first()


def _going_on(campaign_id: int, status: str) -> QuerySet[CampaignCompany]:
    """Nobody calls a company that has ended since it was listed."""
    return listed(campaign_id, status=status).filter(company__ended_on__isnull=True)


def on_list(listed_id: int, *, actor: Actor) -> CampaignCompany:
    """One company on a list of the own organisation. Raises OutOfReach."""
    found = (
        CampaignCompany.objects.filter(pk=listed_id, campaign__in=campaigns(actor=actor).values("pk"))
        .select_related("campaign", "company", "by__user")
        .first()
    )
    if found is None:
        raise OutOfReach("listed")
    return found


def contacts_of(ids: list[int]) -> dict[int, CompanyContact]:
    """Whom to write to at each of the companies: the first one to call."""
    rows = CompanyContact.objects.filter(company_id__in=ids, active=True).order_by("-primary", "name", "pk")
    first: dict[int, CompanyContact] = {}
    for contact in rows:
        first.setdefault(contact.company_id, contact)
    return first


def lately_asked(company_id: int, *, number: int = 5) -> QuerySet[CompanyAsk]:
    """What was asked of a company last, for whoever calls next."""
    asked = CompanyAsk.objects.filter(company_id=company_id).select_related("organisation", "by__user")
    return asked.order_by("-asked_at", "-pk")[:number]


def offers(*, actor: Actor, kind: str = "", audience: str = "", status: str = "open") -> QuerySet[CompanyOffer]:
    """What companies open: for a company its own; for staff what is published or written down by the own organisation;
    for schools what is published to schools or students."""
    found = CompanyOffer.objects.filter(company__in=queries.visible(actor=actor).values("pk"))
    found = found.select_related("company", "organisation", "campaign")
    if not actor.may(Role.COMPANY_CONTACT):
        found = found.filter(_published_to(actor) | Q(organisation_id=actor.organisation_id))
    if kind:
        found = found.filter(kind=kind)
    if audience:
        found = found.filter(_for(audience), published_at__isnull=False)
    return found.filter(status=status) if status else found


def _published_to(actor: Actor) -> Q:
    published = Q(published_at__isnull=False)
    if actor.may(Role.SCHOOL_CONSULTANT, Role.LANGUAGE_ADVISER):
        return published & (_for("schools") | _for("students"))
    return published


def _for(audience: str) -> Q:
    return Q(audiences__contains=f",{audience},")


def offer(offer_id: int, *, actor: Actor) -> CompanyOffer:
    found = offers(actor=actor, status="").filter(pk=offer_id).first()
    if found is None:
        raise OutOfReach("offer")
    return found


def opened_by_kind(campaign_id: int) -> list[tuple[str, int, int, int]]:
    """(kind, offers, places, used) of a campaign the caller has reached; withdrawn ones are left out."""
    rows = CompanyOffer.objects.filter(campaign_id=campaign_id).exclude(status="withdrawn")
    found: dict[str, list[int]] = {}
    for kind, places, used in rows.values_list("kind", "places", "used"):
        sums = found.setdefault(kind, [0, 0, 0])
        for at, number in enumerate((1, places, used)):
            sums[at] += number
    order = [term.code for term in parameters.terms("offer_kinds")]
    return [(kind, *found[kind]) for kind in order if kind in found]


def plans(*, actor: Actor) -> QuerySet[OutreachPlan]:
    """The own organisation's plans, newest first."""
    if not actor.may(*COMPANY_STAFF):
        return OutreachPlan.objects.none()
    own = OutreachPlan.objects.filter(organisation_id=actor.organisation_id)
    return own.select_related("by__user").order_by("-starts_on")


def plan_on(day: date, *, actor: Actor) -> OutreachPlan | None:
    return plans(actor=actor).filter(starts_on__lte=day, ends_before__gt=day).first()


def contacts_made(*, actor: Actor, starts_on: date, ends_before: date) -> dict[str, int]:
    """How many companies each colleague spoke with in the period, by campaigns or otherwise (`outreach_contacts`)."""
    first, last = (make_aware(datetime.combine(day, time(0))) for day in (starts_on, ends_before))
    kinds = parameters.value("outreach_contacts", on=starts_on).words("kinds")
    asked = CompanyAsk.objects.filter(organisation_id=actor.organisation_id, kind__in=kinds, by__isnull=False)
    personal = [term.code for term in parameters.terms("contact_channels") if term.flag("personal")]
    spoken = CampaignCompany.objects.filter(
        campaign__organisation_id=actor.organisation_id, channel__in=personal, by__isnull=False
    )
    pairs = {
        *asked.filter(asked_at__gte=first, asked_at__lt=last).values_list("by__user__name", "company_id"),
        *spoken.filter(at__gte=first, at__lt=last).values_list("by__user__name", "company_id"),
    }
    return dict(sorted(Counter(name for name, _company in pairs).items()))


def weeks_of(plan: OutreachPlan, *, on: date) -> int:
    """Weeks of the plan begun so far, at least one."""
    until = min(on + timedelta(days=1), plan.ends_before)
    return max(1, -(-(until - plan.starts_on).days // 7))


def teams(*, actor: Actor) -> QuerySet[IndustryTeam]:
    """Teams of the partnership: other job centres read them (S14-1)."""
    if not actor.may(*STAFF):
        return IndustryTeam.objects.none()
    together = accounts.partner_organisations(actor=actor).values("pk")
    found = IndustryTeam.objects.filter(Q(organisation__in=together) | Q(organisation_id=actor.organisation_id))
    counted = found.annotate(portfolio=Count("companies", distinct=True), people=Count("members", distinct=True))
    return counted.select_related("organisation").order_by("title", "pk")


def team(team_id: int, *, actor: Actor) -> IndustryTeam:
    found = teams(actor=actor).filter(pk=team_id).prefetch_related("members__user").first()
    if found is None:
        raise OutOfReach("team")
    return found


def portfolio_orders(found: IndustryTeam, *, actor: Actor) -> QuerySet[JobOrder]:
    """Open orders of the portfolio: the candidates of each stand on its own page."""
    orders = queries.orders(actor=actor, status="open").filter(unit__company__in=found.companies.values("pk"))
    return orders.order_by("-received_at")
