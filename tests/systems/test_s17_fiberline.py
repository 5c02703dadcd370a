"""S17, Fiberline Composites: a company with a recruitment strategy of its own, many channels, and offers to schools."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.utils import timezone

from tests.integration.campaigns.scene import signing_in
from tests.integration.region import Region
from tovholder.accounts.models import Membership, Organisation
from tovholder.companies.models import ChannelPost, CompanyOffer, CompanyStrategy

SignedIn = Callable[[Membership], Client]
OFFERS = ("practice", "thesis", "visit", "guest_teaching")


@pytest.fixture
def fiberline(region: Region, signed_in: SignedIn) -> Client:
    return signed_in(region.member("company_contact", at=signing_in(region.company)))


def test_s17_1_a_company_writes_its_strategy_channels_and_offers_on_a_page_of_its_own(
    region: Region, fiberline: Client
) -> None:
    strategy = {
        "version": "0",
        "words": "Vi møder de unge, før de vælger.",
        "channels_used": ["fair", "primary_school"],
    }
    assert fiberline.post("/virksomhed/tilbud/strategi/", strategy).status_code == 302
    for kind in OFFERS:
        form = {"kind": kind, "places": "2", "request_key": kind, "audiences": ["schools"]}
        assert fiberline.post("/virksomhed/tilbud/nyt/", form).status_code == 302
    page = fiberline.get("/virksomhed/tilbud/").content.decode()
    for words in ("Vi møder de unge", "Praktik", "Speciale eller projekt", "Virksomhedsbesøg", "Gæsteundervisning"):
        assert words in page
    assert CompanyStrategy.objects.get().channels == ["fair", "primary_school"]
    assert fiberline.post("/virksomhed/tilbud/strategi/", strategy | {"words": "Andet"}).status_code == 409
    assert CompanyStrategy.objects.get().words == "Vi møder de unge, før de vælger."


def test_s17_2_offers_are_published_to_schools_job_centres_and_students_and_channels_show_recruits(
    region: Region, fiberline: Client, signed_in: SignedIn
) -> None:
    school = Organisation.objects.create(kind="vocational_school", name="Syddansk Erhvervsskole")
    teacher = signed_in(region.member("school_consultant", at=school))
    consultant = signed_in(region.member("company_consultant", at=region.fredensborg))
    form = {"kind": "visit", "places": "2", "request_key": "a"}
    fiberline.post("/virksomhed/tilbud/nyt/", form)
    offer, listed = CompanyOffer.objects.get(), "/kampagner/tilbud/"
    assert all("Strandhotellet" not in each.get(listed).content.decode() for each in (teacher, consultant))
    changed = {"version": "1", "audiences": ["schools", "job_centres", "students"], "number": "0"}
    fiberline.post(f"/virksomhed/tilbud/{offer.pk}/", changed)
    assert all("Strandhotellet" in each.get(listed).content.decode() for each in (teacher, consultant))
    for channel, hired in (("fair", 1), ("vocational_school", 2)):
        posted = {"thing": f"offer-{offer.pk}", "channel": channel, "posted_on": timezone.localdate(), "address": ""}
        fiberline.post("/virksomhed/tilbud/kanal/", posted)
        post = ChannelPost.objects.get(channel=channel)
        fiberline.post(f"/virksomhed/tilbud/kanal/{post.pk}/", {"version": "1", "candidates": "5", "hires": hired})
    page = fiberline.get("/virksomhed/tilbud/").content.decode()
    table = page[page.index("Hvilken kanal gav ansættelser") :]
    assert table.index("Erhvervsskole") < table.index("Jobmesse")
