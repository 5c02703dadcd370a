"""S19, Silkeborg hunts talents: busloads of students visit companies, HR people form a free network, and those who are
hired from elsewhere are helped to settle."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from tests.integration.events import scene
from tests.integration.events.scene import SignedIn, planned
from tests.integration.region import Region
from tovholder.accounts.models import Membership, Organisation
from tovholder.companies.models import Company, CompanyAsk
from tovholder.learning.models import Event, EventGroup, EventOutcome, Network, NetworkMember, NetworkPost
from tovholder.placements.models import NewcomerNeed

STUDENTS = {2017: 270, 2018: 300}  # "more than 270 engineering students visited in 2017, 300 in 2018"


@pytest.fixture
def client(region: Region, signed_in: SignedIn) -> Client:
    return signed_in(region.member("company_consultant"))


@pytest.fixture
def nadia(region: Region) -> Membership:
    body = Organisation.objects.create(kind="company", name="Strandhotellet")
    Company.objects.filter(pk=region.company.pk).update(organisation=body)
    return region.member("company_contact", at=body)


def test_s19_1_busloads_sign_up_as_a_number_and_what_follows_is_counted(region: Region, client: Client) -> None:
    event = planned(client, region, seats=STUDENTS[2018], kind="company_visit")
    address = f"/arrangementer/{event.pk}/"
    group = {"name": "Ingeniørhøjskolen Aarhus", "number": STUDENTS[2017]}
    assert client.post(f"{address}gruppe/", group).status_code == 302
    assert client.post(f"{address}gruppe/", group | {"number": STUDENTS[2018]}).status_code == 302
    assert client.post(f"{address}gruppe/", {"name": "VIA UC", "number": 1}).status_code == 422  # full
    assert EventGroup.objects.get().number == 300
    scene.over(event)
    came = {"group": EventGroup.objects.get().pk, "came": 288}
    client.post(f"{address}gruppe/moedt/", came)
    assert "288 kom" in client.get(address).content.decode()
    for kind, number in (("placement", 12), ("project", 3), ("hired", 2)):
        client.post(f"{address}resultat/", {"kind": kind, "company": region.company.pk, "number": number})
    assert dict(EventOutcome.objects.values_list("kind", "number")) == {"placement": 12, "project": 3, "hired": 2}
    assert "Projektsamarbejde: 3" in client.get(address).content.decode()


def test_s19_1_awareness_is_a_count_before_and_after(region: Region, client: Client) -> None:
    event = planned(client, region, kind="career_fair")
    told = {"asked_before": 40, "knew_before": 10, "asked_after": 38, "knew_after": 30}
    client.post(f"/arrangementer/{event.pk}/kendskab/", told)
    page = client.get(f"/arrangementer/{event.pk}/").content.decode()
    assert "Før kendte 10 af 40 virksomhederne; efter kendte 30 af 38 dem." in page
    wrong = client.post(f"/arrangementer/{event.pk}/kendskab/", told | {"knew_after": 39})
    assert wrong.status_code == 422


def test_s19_2_members_meet_ask_and_answer_each_other_for_free(
    region: Region, client: Client, nadia: Membership, signed_in: SignedIn
) -> None:
    client.post("/arrangementer/netvaerk/", {"title": "HR Silkeborg"})
    network = Network.objects.get()
    address = f"/arrangementer/netvaerk/{network.pk}/"
    for _ in range(2):
        client.post(f"{address}medlem/", {"cvr": region.company.cvr})
    assert NetworkMember.objects.count() == 1
    assert CompanyAsk.objects.get().answer == "yes"
    day = timezone.localdate() + timedelta(days=20)
    meeting = {
        "kind": "network_meeting", "title": "Fastholdelse", "place": "Rådhuset", "day": day, "begins": "8:00",
        "ends": "9:30", "seats": 30, "network": network.pk,
    }  # fmt: skip
    client.post("/arrangementer/ny/", meeting)
    company = signed_in(nadia)
    own = f"/virksomhed/netvaerk/{network.pk}/"
    assert "Fastholdelse" in company.get(own).content.decode()
    company.post(own, {"words": "Hvordan lærer I nye kolleger op?"})
    question = NetworkPost.objects.get()
    client.post(address, {"words": "Med en makker", "answers": question.pk})
    page = company.get(own).content.decode()
    assert "Med en makker" in page
    assert Event.objects.get().network == network


def test_s19_2_a_company_that_has_left_reads_no_more(
    region: Region, client: Client, nadia: Membership, signed_in: SignedIn
) -> None:
    client.post("/arrangementer/netvaerk/", {"title": "HR Silkeborg"})
    network = Network.objects.get()
    told = {"cvr": region.company.cvr}
    client.post(f"/arrangementer/netvaerk/{network.pk}/medlem/", told)
    client.post(f"/arrangementer/netvaerk/{network.pk}/medlem/", told | {"out": "1"})
    assert signed_in(nadia).get(f"/virksomhed/netvaerk/{network.pk}/").status_code == 404


def test_s19_3_a_settlement_offer_is_tied_to_a_new_hire(region: Region, client: Client) -> None:
    told = {"job": "Maskiningeniør, august", "cvr": region.company.cvr, "kind": "housing"}
    client.post("/arrangementer/tilflyttere/", told)
    need = NewcomerNeed.objects.get()
    step = {"version": need.version, "state": "referred", "referred_to": "Bosætningskonsulenten"}
    client.post(f"/arrangementer/tilflyttere/{need.pk}/", step)
    assert "Bosætningskonsulenten" in client.get("/arrangementer/tilflyttere/").content.decode()
