"""S49, Kolding's language teachers in the administration: a library of what each trade asks of Danish, used in lessons
and beside a match. (S49-1 and S49-3 wait for the room of courses.)"""

from collections.abc import Callable

from django.test import Client
from django.utils import timezone

from tests.integration.demand.written_together import partner, published
from tests.integration.proposals.matching import fitting, need
from tests.integration.region import Region
from tovholder import parameters
from tovholder.accounts.models import Membership
from tovholder.companies.models import TradePhrase
from tovholder.proposals import runs
from tovholder.proposals.models import Ranking

SignedIn = Callable[[Membership], Client]
LIBRARY = "/behov/fagsprog/"


def text(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def test_s49_2_five_industries_have_words_situations_and_a_level_of_danish() -> None:
    rows = parameters.terms("trade_language")
    assert {row.text("industry") for row in rows} == {"cleaning", "kitchen", "logistics", "construction", "care"}
    assert all(row.words("phrases") and row.whole("level") for row in rows)
    assert not any(row.reference.verified for row in rows)


def test_s49_2_a_language_adviser_adds_a_situation_that_the_whole_partnership_reads(
    region: Region, signed_in: SignedIn
) -> None:
    adviser = partner(region, "language_centre", "language_adviser")
    told = {"industry": "cleaning", "situation": "Vinduerne", "words": "skraber, stige, rude", "danish_level": "20"}
    client = signed_in(Membership.objects.get(pk=adviser.membership_id))
    client.post(LIBRARY, told)
    client.post(LIBRARY, told)
    page = text(signed_in(region.member("caseworker", at=region.fredensborg)), f"{LIBRARY}?branche=cleaning")
    assert "skraber · stige · rude" in page
    assert "Læse på en dunk" in page
    row = TradePhrase.objects.get()
    assert signed_in(region.member("caseworker")).post(f"{LIBRARY}{row.pk}/").status_code == 404
    client.post(f"{LIBRARY}{row.pk}/")
    assert not TradePhrase.objects.exists()


def test_s49_2_the_words_stand_on_a_profile_of_the_trade(region: Region, signed_in: SignedIn) -> None:
    profile = published(region)
    page = text(signed_in(region.member("company_consultant")), f"/behov/profiler/{profile.pk}/")
    assert "moppe · spand · klud" in page


def test_s49_2_the_words_stand_beside_a_match_and_count_in_no_score(region: Region, signed_in: SignedIn) -> None:
    today = timezone.localdate()
    order = need(region, start_earliest=today, start_latest=today, fresh_until=today)
    fitting(region, "Amina")
    runs.nightly(now=timezone.now())
    before = Ranking.objects.get(order=order).entries
    TradePhrase.objects.create(
        organisation=region.helsingor, industry="cleaning", situation="x", words="x", danish_level=80, at=timezone.now()
    )
    runs.nightly(now=timezone.now())
    assert before
    assert Ranking.objects.get(order=order).entries == before
    assert "moppe · spand · klud" in text(signed_in(region.member("company_consultant")), f"/jobordrer/{order.pk}/")
