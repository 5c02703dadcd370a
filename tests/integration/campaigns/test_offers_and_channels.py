"""What companies open is followed until used or withdrawn, and published to some only; channels are counted."""

import re
from collections.abc import Callable

import pytest
from django.test import Client

from tests.integration.campaigns.scene import companies, signing_in
from tests.integration.region import NOW, TODAY, Region
from tovholder.accounts.conflicts import NotAllowed, OutOfReach, Stale
from tovholder.accounts.models import Membership, Organisation
from tovholder.companies import campaigns_queries, campaigns_services, channels_queries, offers_services
from tovholder.companies.models import ChannelPost, CompanyOffer, IndustryTeam, OutreachPlan
from tovholder.companies.offers_services import NewOffer

SignedIn = Callable[[Membership], Client]


def opened(region: Region, *audiences: str, places: int = 3, key: str = "k") -> CompanyOffer:
    facts = NewOffer(kind="practice", places=places, audiences=audiences)
    actor = region.actor("company_consultant")
    return offers_services.open_offer(company_id=region.company.pk, facts=facts, request_key=key, actor=actor, now=NOW)


def test_an_offer_is_used_up_place_by_place_and_never_beyond(region: Region) -> None:
    actor, offer = region.actor("company_consultant"), opened(region)
    assert opened(region).pk == offer.pk
    offer = offers_services.use(offer_id=offer.pk, version=1, number=2, actor=actor, now=NOW)
    with pytest.raises(NotAllowed) as refused:
        offers_services.use(offer_id=offer.pk, version=2, number=2, actor=actor, now=NOW)
    assert refused.value.facts == {"number": 1}
    with pytest.raises(Stale):
        offers_services.use(offer_id=offer.pk, version=1, number=1, actor=actor, now=NOW)
    offer = offers_services.use(offer_id=offer.pk, version=2, number=1, actor=actor, now=NOW)
    assert (offer.status, offer.used, offer.ended_at) == ("used", 3, NOW)
    with pytest.raises(NotAllowed, match=r"offer\.over"):
        offers_services.withdraw(offer_id=offer.pk, version=3, actor=actor, now=NOW)


def test_an_offer_is_read_by_those_it_is_published_to(region: Region, signed_in: SignedIn) -> None:
    """Written down by Helsingør; to the partner and the school only once it is published."""
    school = Organisation.objects.create(kind="vocational_school", name="Skolen")
    reader = region.actor("school_consultant", at=school)
    partner = region.actor("company_consultant", at=region.fredensborg)
    offer, actor = opened(region), region.actor("company_consultant")

    def readers() -> list[bool]:
        return [campaigns_queries.offers(actor=each).exists() for each in (actor, partner, reader)]

    assert readers() == [True, False, False]
    offers_services.publish(offer_id=offer.pk, version=1, audiences=["job_centres"], actor=actor, now=NOW)
    assert readers() == [True, True, False]
    offers_services.publish(offer_id=offer.pk, version=2, audiences=["students"], actor=actor, now=NOW)
    assert readers() == [True, True, True]
    page = signed_in(region.member("school_consultant", at=school)).get("/kampagner/tilbud/?til=students")
    assert "Strandhotellet" in page.content.decode()
    with pytest.raises(NotAllowed, match=r"offer\.of_another"):
        offers_services.withdraw(offer_id=offer.pk, version=3, actor=partner, now=NOW)


def test_a_company_contact_reads_and_changes_the_own_companys_offers_only(region: Region) -> None:
    own = region.actor("company_contact", at=signing_in(region.company))
    stranger = region.actor("company_contact", at=signing_in(companies(1)[0]))
    offer = opened(region)
    assert offers_services.publish(offer_id=offer.pk, version=1, audiences=["schools"], actor=own, now=NOW).published_at
    with pytest.raises(OutOfReach):
        offers_services.publish(offer_id=offer.pk, version=2, audiences=[], actor=stranger, now=NOW)
    with pytest.raises(OutOfReach):
        offers_services.open_offer(
            company_id=region.company.pk,
            facts=NewOffer(kind="visit", places=1),
            request_key="x",
            actor=stranger,
            now=NOW,
        )


def test_a_posting_on_the_same_day_is_one_and_no_more_are_hired_than_came(region: Region) -> None:
    order, actor = region.order(), region.actor("company_consultant")
    for _ in range(2):
        posted = offers_services.post(order_id=order.pk, channel="facebook", address="", posted_on=TODAY, actor=actor)
    assert ChannelPost.objects.count() == 1
    with pytest.raises(NotAllowed, match=r"channel\.more_hired"):
        offers_services.count(post_id=posted.pk, version=1, candidates=2, hires=3, ended_on=None, actor=actor)
    offers_services.count(post_id=posted.pk, version=1, candidates=9, hires=2, ended_on=TODAY, actor=actor)
    partner = region.actor("company_consultant", at=region.fredensborg)
    assert (channels_queries.given(actor=actor)[0].hires, channels_queries.given(actor=partner)) == (2, [])
    with pytest.raises(NotAllowed, match=r"channel\.not_yours"):
        offers_services.post(order_id=order.pk, channel="fair", address="", posted_on=TODAY, actor=partner)


def test_plans_never_hold_on_the_same_day(region: Region) -> None:
    actor = region.actor("team_leader")
    told = {"consultants": 2, "contacts_per_week": 10, "igu_target": 20, "actor": actor, "now": NOW}
    year = {"starts_on": TODAY.replace(month=1, day=1), "ends_before": TODAY.replace(year=2027, month=1, day=1)}
    campaigns_services.plan(**year, **told)  # type: ignore[arg-type]
    summer = year | {"starts_on": TODAY.replace(month=7, day=1)}
    campaigns_services.plan(**summer, **(told | {"consultants": 4}))  # type: ignore[arg-type]
    first = OutreachPlan.objects.earliest("starts_on")
    assert (first.consultants, first.ends_before) == (2, summer["starts_on"])
    with pytest.raises(NotAllowed, match="plan_inside"):
        campaigns_services.plan(**(year | {"ends_before": summer["ends_before"]}), **told)  # type: ignore[arg-type]


def test_a_team_is_changed_by_its_own_municipality_and_read_by_partners(region: Region, signed_in: SignedIn) -> None:
    team = campaigns_services.make_team(
        title="Energi", industry="", words="", actor=region.actor("company_consultant"), now=NOW
    )
    address = f"/kampagner/team/{team.pk}/"
    theirs = signed_in(region.member("company_consultant", at=region.fredensborg))
    assert theirs.get(address).status_code == 200
    assert theirs.post(address, {"cvr": region.company.cvr}).status_code == 404
    own = signed_in(region.member("company_consultant"))
    own.post(address, {"cvr": region.company.cvr})
    assert list(IndustryTeam.objects.get().companies.all()) == [region.company]
    assert "Opret den først" in own.post(address, {"cvr": "99999999"}, follow=True).content.decode()
    own.post(address, {"cvr": region.company.cvr, "out": "1"})
    assert not IndustryTeam.objects.get().companies.exists()


@pytest.mark.usefixtures("keeps_contexts")
def test_who_writes_the_strategy_second_sees_both_texts_and_loses_none(region: Region, signed_in: SignedIn) -> None:
    client = signed_in(region.member("company_contact", at=signing_in(region.company)))
    first = {"version": channels_queries.strategy(region.company).version, "words": "Vi tager lærlinge"}
    assert client.post("/virksomhed/tilbud/strategi/", first).status_code == 302
    answer = client.post("/virksomhed/tilbud/strategi/", first | {"words": "Vi spørger naboen"})
    assert answer.status_code == 409
    page = answer.content.decode()
    assert "Vi tager lærlinge" in page
    assert ">\nVi spørger naboen</textarea>" in page
    assert answer.context["strategy_form"]["version"].value() == str(channels_queries.strategy(region.company).version)


def test_no_two_fields_of_the_companys_page_share_an_id(region: Region, signed_in: SignedIn) -> None:
    page = (
        signed_in(region.member("company_contact", at=signing_in(region.company)))
        .get("/virksomhed/tilbud/")
        .content.decode()
    )
    ids = re.findall(r' id="([^"]+)"', page)
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize(
    ("came", "hired"), [("-5", "1"), ("3", "1" * 23), ("tre", "1"), ("", "1"), ("1", "2")], ids=str
)
def test_a_count_that_cannot_be_is_told_in_its_line_and_wipes_nothing(
    region: Region, signed_in: SignedIn, came: str, hired: str
) -> None:
    body = signing_in(region.company)
    client, actor = signed_in(region.member("company_contact", at=body)), region.actor("company_contact", at=body)
    post = offers_services.post(
        order_id=region.order().pk, channel="facebook", address="", posted_on=TODAY, actor=actor
    )
    ChannelPost.objects.update(candidates=3, hires=1)
    address = f"/virksomhed/tilbud/kanal/{post.pk}/"
    answer = client.post(address, {"version": "1", "candidates": came, "hires": hired})
    assert answer.status_code == 422
    assert f'value="{hired}"' in answer.content.decode()
    assert ChannelPost.objects.values_list("candidates", "hires").get() == (3, 1)
    assert client.post(address, {"version": "1", "candidates": "4", "hires": "2"}).status_code == 302
    assert ChannelPost.objects.values_list("candidates", "hires").get() == (4, 2)
