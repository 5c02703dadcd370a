"""The company of the personas has something to answer in a demo: somebody at interview, a profile and a network."""

from datetime import timedelta

import pytest
from django.utils import timezone

from tests.integration.alignment.written import company_member
from tests.integration.region import Region
from tovholder.accounts.models import Membership, Organisation
from tovholder.companies import profile_services
from tovholder.companies.models import Company
from tovholder.learning import queries as learning
from tovholder.placements.models import GroupEntry
from tovholder.simulate import alongside, demand, pacts, personas
from tovholder.simulate.scale import Scale


@pytest.fixture
def nadia(region: Region) -> Membership:
    Company.objects.filter(pk=region.company.pk).update(name=personas.HOTEL)
    return company_member(region)


def test_somebody_is_at_interview_in_its_group_however_few_there_are(region: Region, nadia: Membership) -> None:
    today = timezone.localdate()
    stay = region.stay(
        region.person("Zahra"), status="started", consultant=region.member("company_consultant"),
        starts_on=today - timedelta(days=40), ends_before=today + timedelta(days=40),
    )  # fmt: skip
    alongside._group(stay, timezone.now())
    assert [entry.stage for entry in GroupEntry.objects.all()] == ["interview"]


def test_it_is_asked_for_its_yes_to_a_profile(region: Region, nadia: Membership) -> None:
    lead = region.actor("company_consultant")
    profile = profile_services.open_profile(
        title="Køkkenmedhjælper", industry="kitchen", occupation="kitchen_helper", actor=lead, now=timezone.now()
    )
    demand._ask_hotel(profile.pk, lead, timezone.now())
    assert list(profile.parties.values_list("organisation_id", flat=True)) == [nadia.organisation_id]


def test_it_is_in_a_network_where_somebody_has_asked(region: Region, nadia: Membership) -> None:
    karen = region.member("company_consultant")
    Company.objects.filter(pk=region.company.pk).update(consultant=karen)
    pacts.write(Scale(today=timezone.localdate(), people=1))
    actor = region.actor("company_contact", at=Organisation.objects.get(pk=nadia.organisation_id))
    network = learning.network(learning.networks(actor=actor).get().pk, actor=actor)
    assert [post.words for post in network.posts.all()] == ["Hvem har en vagtplan med billeder, som andre må se?"]
