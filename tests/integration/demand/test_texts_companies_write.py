"""S01-3: an invited company writes a text for the draft; the lead takes it in or not, and no words are lost."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from django.test import Client

from tests.integration.alignment import written
from tests.integration.demand.written_together import CLEANING, begun, draft_of, partner
from tests.integration.region import NOW, Region
from tovholder.accounts import queries as accounts
from tovholder.accounts.actors import Actor
from tovholder.accounts.conflicts import NotAllowed, OutOfReach, Stale
from tovholder.accounts.models import Membership
from tovholder.companies import profile_queries, profile_rules
from tovholder.companies import profile_services as services
from tovholder.companies import profile_text_services as texts
from tovholder.companies.models import CandidateProfile, ProfileText
from tovholder.companies.profile_rules import Content

SignedIn = Callable[[Membership], Client]
HOTEL = replace(CLEANING, practice="Seks uger på et hotel, også i weekender")


@pytest.fixture
def profile(region: Region) -> CandidateProfile:
    return begun(region)


@pytest.fixture
def hotel(region: Region, profile: CandidateProfile) -> Actor:
    """Somebody at a company that was asked to write along."""
    actor = accounts.actor_of(written.company_member(region))
    lead = region.actor("company_consultant")
    services.ask_party(profile_id=profile.pk, organisation_id=actor.organisation_id or 0, actor=lead, now=NOW)
    return actor


def _sent(profile: CandidateProfile, actor: Actor, content: Content = HOTEL, *, edition: int = 2) -> ProfileText:
    told = {"profile_id": profile.pk, "edition": edition, "content": content, "words": "Vi har åbent hver dag"}
    return texts.send_text(**told, actor=actor, now=NOW)  # type: ignore[arg-type]


def _content(profile: CandidateProfile) -> Content:
    return profile_queries.content(draft_of(profile))


def test_the_draft_says_what_a_company_wrote_once_its_lead_has_taken_it_in(
    region: Region, profile: CandidateProfile, hotel: Actor
) -> None:
    text = _sent(profile, hotel)
    assert _content(profile) == CLEANING
    lead = region.actor("company_consultant")
    texts.take_in(profile_id=profile.pk, text_id=text.pk, edition=2, content=HOTEL, actor=lead, now=NOW)
    assert _content(profile) == HOTEL
    assert [each.status for each in profile_queries.texts(draft_of(profile))] == ["written", "taken", "written"]


def test_what_is_left_out_is_kept_with_the_reason_and_read_by_the_company(
    region: Region, signed_in: SignedIn, profile: CandidateProfile, hotel: Actor
) -> None:
    text = _sent(profile, hotel)
    client = signed_in(region.member("company_consultant"))
    address = f"/behov/profiler/{profile.pk}/forslag/{text.pk}/"
    assert client.post(f"{address}nej/", {"words": ""}).status_code == 422
    assert client.post(f"{address}nej/", {"words": "Det afhænger af sæsonen"}).status_code == 302
    assert _content(profile) == CLEANING
    page = signed_in(written.company_member(region)).get(f"/virksomhed/profiler/{profile.pk}/").content.decode()
    for words in ("Det afhænger af sæsonen", "Seks uger på et hotel", "Vi har åbent hver dag", "Ikke taget med"):
        assert words in page


@pytest.mark.usefixtures("keeps_contexts")
def test_two_texts_written_at_once_are_laid_together_and_both_are_kept(
    region: Region, signed_in: SignedIn, profile: CandidateProfile, hotel: Actor
) -> None:
    _sent(profile, hotel)
    second = _sent(profile, hotel, replace(CLEANING, practice="Kun køkken", prospects="Fast job"))
    lead, client = region.actor("company_consultant"), signed_in(region.member("company_consultant"))
    first = ProfileText.objects.get(content__practice=HOTEL.practice)
    texts.take_in(profile_id=profile.pk, text_id=first.pk, edition=2, content=HOTEL, actor=lead, now=NOW)
    page = client.get(f"/behov/profiler/{profile.pk}/forslag/{second.pk}/")
    told = page.context["form"].initial
    assert told["practice"] == f"{HOTEL.practice}\n\nKun køkken"
    assert told["prospects"] == "Fast job"
    assert "Også ændret i kladden siden" in page.content.decode()


def test_what_is_taken_in_over_somebody_elses_words_is_shown_beside_them_first(
    region: Region, signed_in: SignedIn, profile: CandidateProfile, hotel: Actor
) -> None:
    text, union = _sent(profile, hotel), partner(region, "union", "steering_member")
    lead = region.actor("company_consultant")
    services.ask_party(profile_id=profile.pk, organisation_id=union.organisation_id or 0, actor=lead, now=NOW)
    unions = replace(CLEANING, practice="Højst fire uger, og løn derefter")
    services.write(profile_id=profile.pk, edition=2, content=unions, actor=union, now=NOW)
    told = {"edition": 2, "practice": HOTEL.practice, "education": "Grundskole"}
    answer = signed_in(region.member("company_consultant")).post(
        f"/behov/profiler/{profile.pk}/forslag/{text.pk}/", told
    )
    assert answer.status_code == 409
    for words in (HOTEL.practice, unions.practice):
        assert words in answer.content.decode()
    assert _content(profile) == unions


def test_a_company_that_writes_on_an_older_text_sees_both_and_sends_again(
    region: Region, signed_in: SignedIn, profile: CandidateProfile, hotel: Actor
) -> None:
    lead, client = region.actor("company_consultant"), signed_in(written.company_member(region))
    services.write(
        profile_id=profile.pk, edition=2, content=replace(CLEANING, practice="Fem uger"), actor=lead, now=NOW
    )
    told = {"edition": 2, "practice": HOTEL.practice, "words": "Åbent hver dag"}
    answer = client.post(f"/virksomhed/profiler/{profile.pk}/skriv/", told)
    assert answer.status_code == 409
    page = answer.content.decode()
    for words in ("Fem uger", HOTEL.practice, "Åbent hver dag"):
        assert words in page
    again = client.post(f"/virksomhed/profiler/{profile.pk}/skriv/", told | {"edition": 3})
    assert again.status_code == 302
    assert ProfileText.objects.get(status="sent").content["practice"] == HOTEL.practice


def test_the_same_text_twice_is_one_and_one_that_says_nothing_new_is_refused(
    profile: CandidateProfile, hotel: Actor
) -> None:
    assert _sent(profile, hotel) == _sent(profile, hotel)
    with pytest.raises(NotAllowed, match=r"profile\.nothing_new"):
        _sent(profile, hotel, CLEANING)
    with pytest.raises(Stale):
        _sent(profile, hotel, replace(HOTEL, prospects="Job"), edition=1)


def test_a_suggestion_is_answered_once_by_the_lead_alone(
    region: Region, profile: CandidateProfile, hotel: Actor
) -> None:
    text, union = _sent(profile, hotel), partner(region, "union", "steering_member")
    lead = region.actor("company_consultant")
    services.ask_party(profile_id=profile.pk, organisation_id=union.organisation_id or 0, actor=lead, now=NOW)
    for actor in (union, hotel):
        with pytest.raises(NotAllowed, match=r"profile\.by_its_lead"):
            texts.decline(profile_id=profile.pk, text_id=text.pk, words="Nej", actor=actor, now=NOW)
    texts.decline(profile_id=profile.pk, text_id=text.pk, words="Nej", actor=lead, now=NOW)
    with pytest.raises(NotAllowed, match=r"profile\.text_is_answered"):
        texts.take_in(profile_id=profile.pk, text_id=text.pk, edition=2, content=HOTEL, actor=lead, now=NOW)


def test_a_company_nobody_asked_writes_nothing(region: Region, profile: CandidateProfile) -> None:
    with pytest.raises(OutOfReach):
        _sent(profile, accounts.actor_of(written.company_member(region)))


def test_what_is_written_straight_in_the_draft_is_kept_too(
    region: Region, signed_in: SignedIn, profile: CandidateProfile
) -> None:
    lead = region.actor("company_consultant")
    services.write(
        profile_id=profile.pk, edition=2, content=replace(CLEANING, practice="Fem uger"), actor=lead, now=NOW
    )
    page = signed_in(region.member("company_consultant")).get(f"/behov/profiler/{profile.pk}/").content.decode()
    assert "Fire uger på et hotel" in page


def test_parts_that_one_of_two_has_changed_are_taken_and_lists_hold_what_either_put_in() -> None:
    base = Content(required=("a", "b"), danish_level=20, practice="x")
    theirs = replace(base, required=("b", "c"), danish_level=30, practice="y")
    now = replace(base, required=("a", "b", "d"), danish_level=40, schooling="z")
    told, both = profile_rules.laid_together(base, theirs, now)
    assert told == Content(required=("b", "d", "c"), danish_level=40, practice="y", schooling="z")
    assert both == ("danish_level", "required")
