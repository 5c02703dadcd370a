"""Writes of campaigns: make one, make its list in batches, note contacts, plan the consultants.

Refused for others than a municipality's company staff, and on lists of others. Every contact goes to the ledger."""

from datetime import date, datetime

from django.db import transaction
from django.db.models import Q
from django.utils.timezone import localdate

from tovholder import parameters
from tovholder.accounts import audit
from tovholder.accounts.actors import Actor
from tovholder.accounts.conflicts import NotAllowed, OutOfReach, Stale
from tovholder.accounts.models import Membership
from tovholder.companies import campaigns_queries as found
from tovholder.companies import company_lists, ended_services, ledger_services, queries
from tovholder.companies.company_lists import Chosen
from tovholder.companies.models import Campaign, CampaignCompany, Company, IndustryTeam, OutreachPlan


@transaction.atomic
def start(*, title: str, words: str, chosen: Chosen, request_key: str, actor: Actor, now: datetime) -> Campaign:
    """Make a campaign and the first batch of its list. The same form twice is one campaign."""
    writer(actor)
    facts = {"title": title.strip(), "words": words.strip(), "chosen": chosen.stored(), "made_at": now}
    if request_key:
        made, is_new = Campaign.objects.get_or_create(
            organisation_id=actor.organisation_id,
            request_key=request_key,
            defaults={"by_id": actor.membership_id, **facts},
        )
    else:
        is_new = True
        made = Campaign.objects.create(organisation_id=actor.organisation_id, by_id=actor.membership_id, **facts)
    if is_new:
        _audit(actor, "campaign.start", made.pk)
        list_more(campaign_id=made.pk, actor=actor, now=now)
        made.refresh_from_db()
    return made


@transaction.atomic
def list_more(*, campaign_id: int, actor: Actor, now: datetime) -> int:
    """Put the next companies the filter chooses on the list; gives how many. 0 when all were looked at."""
    campaign = locked(campaign_id, actor=actor)
    if campaign.is_listed:
        return 0
    number = batch("looked_at", localdate(now))
    next_ones = company_lists.next_batch(
        company_lists.chosen(campaign.chosen), after=campaign.listed_to, number=number, actor=actor
    )
    rows = [CampaignCompany(campaign=campaign, company_id=pk) for pk in next_ones.ids]
    CampaignCompany.objects.bulk_create(rows, ignore_conflicts=True)
    campaign.listed_to, campaign.is_listed = next_ones.looked_to, next_ones.is_last
    campaign.save(update_fields=["listed_to", "is_listed"])
    _audit(actor, "campaign.list", campaign.pk, number=len(rows))
    return len(rows)


@transaction.atomic
def note(
    *, listed_id: int, version: int, status: str, channel: str, words: str, actor: Actor, now: datetime
) -> CampaignCompany:
    """Note where we stand with a company, and write the contact to the ledger. Refuses to overwrite a colleague's."""
    writer(actor)
    reached = found.on_list(listed_id, actor=actor)
    if reached.campaign.closed_at is not None:
        raise NotAllowed("campaign.closed")
    listed = CampaignCompany.objects.select_for_update(of=("self",)).get(pk=reached.pk)
    if listed.version != version:
        raise Stale
    listed.campaign = reached.campaign
    if status != found.NOT_YET and listed.status == found.NOT_YET:
        ended_services.require_going_on(reached.company)
    _noted(listed, status, channel, words, actor, now)
    return listed


@transaction.atomic
def inform_next(*, campaign_id: int, channel: str, actor: Actor, now: datetime) -> int:
    """The letters are sent: mark the next companies as informed, as many as one press does. Gives how many."""
    campaign = locked(campaign_id, actor=actor)
    waiting = CampaignCompany.objects.select_for_update(of=("self",)).filter(
        campaign=campaign, status=found.NOT_YET, company__ended_on__isnull=True
    )
    rows = list(waiting.order_by("company_id")[: batch("marked", localdate(now))])
    for listed in rows:
        listed.campaign = campaign
        _noted(listed, "informed", channel, listed.words, actor, now)
    return len(rows)


def _noted(listed: CampaignCompany, status: str, channel: str, words: str, actor: Actor, now: datetime) -> None:
    term = parameters.term("campaign_statuses", status)
    listed.status, listed.channel, listed.words = status, channel, words.strip()[:300]
    listed.by_id, listed.at, listed.version = actor.membership_id, now, listed.version + 1
    listed.save(update_fields=["status", "channel", "words", "by_id", "at", "version"])
    if status != found.NOT_YET:
        key = f"campaign:{listed.campaign_id}:company:{listed.company_id}"
        ledger_services.ask(
            company_id=listed.company_id, kind="campaign", key=key, words=listed.campaign.title, actor=actor, now=now
        )
        if term.text("answer"):
            ledger_services.answered(key=key, answer=term.text("answer"), now=now)
    audit.record(
        actor=actor, action="campaign.note", target=f"campaign:{listed.campaign_id}",
        facts={"company": listed.company_id, "status": status, "channel": channel},
    )  # fmt: skip


@transaction.atomic
def close(*, campaign_id: int, actor: Actor, now: datetime) -> None:
    """Nobody is called for it any more; what companies opened stands. Twice is once."""
    campaign = locked(campaign_id, actor=actor, open_only=False)
    if campaign.closed_at is None:
        campaign.closed_at = now
        campaign.save(update_fields=["closed_at"])
        _audit(actor, "campaign.close", campaign.pk)


def exported(*, campaign_id: int, number: int, actor: Actor) -> None:
    """Leave a trace of a list that was taken out of the house."""
    _audit(actor, "campaign.export", campaign_id, number=number)


@transaction.atomic
def plan(
    *,
    starts_on: date,
    ends_before: date,
    consultants: int,
    contacts_per_week: int,
    igu_target: int,
    actor: Actor,
    now: datetime,
) -> OutreachPlan:
    """Plan the consultants and the IGU target from a day on; a plan from the same day is put right. The plan before
    ends where this one begins, so that two never hold on one day."""
    writer(actor)
    if ends_before <= starts_on:
        raise NotAllowed("agreement.dates_crossed")
    own = OutreachPlan.objects.select_for_update().filter(organisation_id=actor.organisation_id)
    if own.filter(starts_on__gt=starts_on, starts_on__lt=ends_before).exists():
        raise NotAllowed("campaign.plan_inside")
    own.filter(starts_on__lt=starts_on, ends_before__gt=starts_on).update(ends_before=starts_on)
    made, _is_new = OutreachPlan.objects.update_or_create(
        organisation_id=actor.organisation_id,
        starts_on=starts_on,
        defaults={
            "ends_before": ends_before, "consultants": consultants, "contacts_per_week": contacts_per_week,
            "igu_target": igu_target, "by_id": actor.membership_id, "made_at": now,
        },
    )  # fmt: skip
    audit.record(actor=actor, action="campaign.plan", target=f"outreach:{made.pk}")
    return made


@transaction.atomic
def make_team(*, title: str, industry: str, words: str, actor: Actor, now: datetime) -> IndustryTeam:
    """A team with a portfolio of its own; the one who makes it is its first member. A name twice is one team."""
    writer(actor)
    team, is_new = IndustryTeam.objects.get_or_create(
        organisation_id=actor.organisation_id,
        title=title.strip(),
        defaults={"industry": industry, "words": words.strip(), "made_at": now},
    )
    if is_new:
        if actor.membership_id is not None:
            team.members.add(actor.membership_id)
        audit.record(actor=actor, action="team.make", target=f"team:{team.pk}")
    return team


@transaction.atomic
def in_team(*, team_id: int, member_id: int | None = None, cvr: str = "", take_out: bool = False, actor: Actor) -> None:
    """Put a colleague or a company in the own team, or take them out. Refused for companies and colleagues unknown."""
    writer(actor)
    team = IndustryTeam.objects.select_for_update().filter(organisation_id=actor.organisation_id, pk=team_id).first()
    if team is None:
        raise OutOfReach("team")
    if member_id is not None:
        _change_members(team, member_id, take_out=take_out)
    if cvr:
        company = queries.by_cvr(cvr, actor=actor)
        if company is None:
            raise NotAllowed("team.no_such_company")
        _change_companies(team, company, take_out=take_out)
    audit.record(actor=actor, action="team.change", target=f"team:{team.pk}", facts={"out": take_out})


def _change_members(team: IndustryTeam, member_id: int, *, take_out: bool) -> None:
    if take_out:
        team.members.remove(member_id)
        return
    member = Membership.objects.filter(
        pk=member_id, active=True, organisation=team.organisation, role__in=found.COMPANY_STAFF
    )
    if not member.exists():
        raise NotAllowed("company.consultant_is_no_colleague")
    team.members.add(member_id)


def _change_companies(team: IndustryTeam, company: Company, *, take_out: bool) -> None:
    if take_out:
        team.companies.remove(company)
    else:
        team.companies.add(company)


def locked(campaign_id: int, *, actor: Actor, open_only: bool = True) -> Campaign:
    """A campaign of the own organisation under lock. Refused when it is closed."""
    writer(actor)
    own = Q(organisation_id=actor.organisation_id, pk=campaign_id)
    campaign = Campaign.objects.select_for_update(of=("self",)).filter(own).first()
    if campaign is None:
        raise OutOfReach("campaign")
    if open_only and campaign.closed_at is not None:
        raise NotAllowed("campaign.closed")
    return campaign


def batch(part: str, on: date) -> int:
    return parameters.value("campaign_batch", on=on).whole(part)


def writer(actor: Actor) -> None:
    if not queries.may_write(actor):
        raise NotAllowed("company.not_your_work")


def _audit(actor: Actor, action: str, campaign_id: int, **facts: object) -> None:
    audit.record(actor=actor, action=action, target=f"campaign:{campaign_id}", facts=facts)
