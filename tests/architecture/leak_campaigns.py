"""Campaigns, questionnaires and offers for the walk."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from tovholder.companies.models import (
    Campaign,
    CampaignCompany,
    ChannelPost,
    CompanyOffer,
    IndustryTeam,
    JobOrder,
    SurveyReply,
    SurveyRound,
)

if TYPE_CHECKING:
    from tests.architecture.leak_region import World


def make(world: World, home: str, order: JobOrder) -> None:
    """A campaign, a round, an offer, a posting and a team, each with the one company."""
    at, company, now = world.homes[home], order.unit.company, world.now
    campaign = world.keep("campaign_id", Campaign.objects.create(organisation=at, title=home, made_at=now))
    world.keep("listed_id", CampaignCompany.objects.create(campaign=campaign, company=company))
    offer = CompanyOffer.objects.create(
        company=company, organisation=at, kind="practice", places=2, opened_at=now, audiences=",schools,",
        published_at=now,
    )  # fmt: skip
    world.keep("offer_id", offer)
    posted = ChannelPost.objects.create(
        company=company, order=order, organisation=at, channel="fair", posted_on=world.today
    )
    world.keep("post_id", posted)
    found = SurveyRound.objects.create(
        organisation=at, title=home, questionnaire="job_barometer", asked_on=world.today, opened_at=now,
        closes_on=world.today + timedelta(days=30),
    )  # fmt: skip
    world.keep("round_id", found)
    world.keep("reply_id", SurveyReply.objects.create(round=found, company=company))
    team = world.keep("team_id", IndustryTeam.objects.create(organisation=at, title=home, made_at=now))
    team.companies.add(company)
