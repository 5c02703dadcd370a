"""S14, the energy team of Esbjerg: some 100 companies, jobs posted on Facebook and at fairs, courses open to others.

S14-1 with the portfolio and courses; its candidates are those the lists of the portfolio's orders show. S14-3, fairs
and guidance with follow-up of who came, is shown with events. Figures: D142."""

from collections.abc import Callable
from datetime import timedelta

from django.test import Client
from django.utils import timezone

from tests.integration.campaigns.scene import companies
from tests.integration.region import Region
from tovholder.accounts.models import Membership
from tovholder.companies.models import ChannelPost, IndustryTeam, JointCourse

SignedIn = Callable[[Membership], Client]
COMPANIES = 100
# Channel to (candidates, hires).
CAME = {"facebook": (60, 9), "fair": (25, 14), "job_portal": (40, 9)}


def test_s14_1_a_team_has_a_company_portfolio_of_its_own_and_other_job_centres_read_it_with_jobs_and_courses(
    region: Region, signed_in: SignedIn
) -> None:
    browser, today = signed_in(region.member("company_consultant")), timezone.localdate()
    browser.post("/kampagner/team/", {"title": "Energiteam", "industry": "industry", "words": "Offshore"})
    team = IndustryTeam.objects.get()
    team.companies.set(companies(COMPANIES))
    browser.post(f"/kampagner/team/{team.pk}/", {"cvr": region.company.cvr})
    region.order("Vindmøllemontør")
    JointCourse.objects.create(
        organisation=region.helsingor, title="Sikkerhed offshore", starts_on=today + timedelta(days=9), seats=12,
        created_at=timezone.now(),
    )  # fmt: skip
    partner = signed_in(region.member("company_consultant", at=region.fredensborg))
    listed = partner.get("/kampagner/team/").content.decode()
    page = partner.get(f"/kampagner/team/{team.pk}/").content.decode()
    assert "Energiteam" in listed
    assert f">{COMPANIES + 1}<" in listed
    for told in ("Offshore", "Firma 0000", "Vindmøllemontør", "Sikkerhed offshore", "company_consultant"):
        assert told in page


def test_s14_2_jobs_are_posted_in_channels_and_what_each_gave_is_counted(region: Region, signed_in: SignedIn) -> None:
    """The fair gave most recruits although Facebook brought most candidates."""
    order, browser = region.order("Vindmøllemontør"), signed_in(region.member("company_consultant"))
    told = {"thing": f"order-{order.pk}", "address": "", "posted_on": timezone.localdate()}
    for channel, (came, hired) in CAME.items():
        assert browser.post("/kampagner/kanaler/ny/", told | {"channel": channel}).status_code == 302
        post = ChannelPost.objects.get(channel=channel)
        counted = {"version": 1, "candidates": came, "hires": hired, "ended_on": timezone.localdate()}
        assert browser.post(f"/kampagner/kanaler/{post.pk}/", counted).status_code == 302
    page = browser.get("/kampagner/kanaler/").content.decode()
    table = page[page.index("Hvilken kanal gav ansættelser") : page.index("Alle opslag")]
    places = [table.index(name) for name in ("Jobmesse", "Facebook", "Jobportal")]
    assert places == sorted(places)
    assert ">14<" in table
