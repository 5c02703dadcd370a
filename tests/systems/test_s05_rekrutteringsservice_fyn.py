"""S05, the joint recruitment service of Funen: one entrance for a company whichever municipality it asks, one fixed
contact person, one list under one set of principles. End to end, as the members of two municipalities and a union."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from tests.integration.proposals.matching import fitting, need, shared
from tests.integration.region import Region
from tovholder.accounts.models import Membership, Organisation, Partnership
from tovholder.companies.models import BankEntry, Company, CourseSeat, JobOrder, JointCourse, ServiceAgreement
from tovholder.proposals import queries as proposals
from tovholder.proposals import runs

SignedIn = Callable[[Membership], Client]


@pytest.fixture
def anna(region: Region) -> Membership:
    """The company's fixed contact person, at Helsingør."""
    anna = region.member("company_consultant", initials="AA")
    Company.objects.filter(pk=region.company.pk).update(consultant=anna)
    return anna


@pytest.fixture
def bo(region: Region) -> Membership:
    return region.member("company_consultant", at=region.fredensborg, initials="BB")


def partner(region: Region, kind: str, role: str) -> Membership:
    body = Organisation.objects.create(kind=kind, name=f"{kind} i nord")
    Partnership.objects.get().organisations.add(body)
    return region.member(role, at=body)


def text(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def test_s05_1_an_order_taken_at_any_municipality_comes_to_one_fixed_contact_person(
    region: Region, signed_in: SignedIn, anna: Membership, bo: Membership
) -> None:
    """Fredensborg writes it down; Helsingør, where the company has its contact person, takes it on."""
    told = {"unit": region.workplace.pk, "title": "Stuepige", "words": "Vi søger tre", "places": 3, "request_key": "a"}
    signed_in(bo).post(f"/jobordrer/ny/?virksomhed={region.company.pk}", told)
    order = JobOrder.objects.get(title="Stuepige")
    assert (order.received_by, order.taken_by, order.owner) == (region.fredensborg, region.helsingor, anna)


def test_s05_1_the_contact_person_searches_all_municipalities_candidates_in_one_list(
    region: Region, signed_in: SignedIn, anna: Membership
) -> None:
    """Own citizens by name, the partner's by a pseudonym; whoever recruits elsewhere stands on no list."""
    third = Organisation.objects.create(kind="municipality", name="Odense Kommune", municipality_code="0461")
    today = timezone.localdate()
    dates = {"start_earliest": today + timedelta(days=20), "start_latest": today + timedelta(days=60)}
    order = need(region, fresh_until=today + timedelta(days=20), owner=anna, **dates)
    own = fitting(region, "Amina")
    near, far = (shared(fitting(region, "Biniam", at=at)) for at in (region.fredensborg, third))
    runs.nightly(now=timezone.now())
    page = text(signed_in(anna), f"/jobordrer/{order.pk}/")
    assert own.given_name in page
    assert proposals.pseudonym(order, near.pk) in page
    assert near.given_name not in page
    assert proposals.pseudonym(order, far.pk) not in page


def test_s05_2_a_service_agreement_holds_a_forecast_and_a_bank_filled_by_all_and_named_to_nobody_else(
    region: Region, signed_in: SignedIn, anna: Membership, bo: Membership
) -> None:
    today = timezone.localdate()
    told = {"title": "Chauffører til letbanen", "starts_on": today, "last_day": today + timedelta(days=364)}
    signed_in(anna).post(f"/faelles/aftaler/ny/{region.company.pk}/", told)
    agreement = ServiceAgreement.objects.get()
    address = f"/faelles/aftaler/{agreement.pk}/"
    signed_in(anna).post(address, {"needed_on": today, "occupation": "cleaner", "number": 19})
    own, theirs = region.person("Amina"), region.person("Biniam", at=region.fredensborg)
    signed_in(anna).post(f"{address}{own.pk}/")
    signed_in(bo).post(f"{address}{theirs.pk}/")
    assert set(BankEntry.objects.values_list("organisation", flat=True)) == {region.helsingor.pk, region.fredensborg.pk}
    mine, yours = text(signed_in(anna), address), text(signed_in(bo), address)
    assert "19" in mine
    assert "2 i banken" in mine
    assert "2 i banken" in yours
    assert "Amina" in mine
    assert "Biniam" not in mine
    assert "Biniam" in yours


def test_s05_2_nobody_puts_another_municipalitys_citizen_in_a_bank(
    region: Region, signed_in: SignedIn, anna: Membership, bo: Membership
) -> None:
    today = timezone.localdate()
    agreement = ServiceAgreement.objects.create(
        company=region.company,
        organisation=region.helsingor,
        title="Busser",
        starts_on=today,
        ends_before=today + timedelta(days=9),
        created_at=timezone.now(),
    )
    person = region.person("Amina")
    assert signed_in(bo).post(f"/faelles/aftaler/{agreement.pk}/{person.pk}/").status_code == 404
    assert not BankEntry.objects.exists()


@pytest.mark.parametrize(
    ("kind", "role"), [("union", "steering_member"), ("vocational_school", "school_consultant"), ("", "caseworker")]
)
def test_s05_3_every_partner_sees_the_named_lead_and_where_the_task_stands_and_no_person(
    region: Region, signed_in: SignedIn, anna: Membership, kind: str, role: str
) -> None:
    """3F, the AMU school and the other municipality read the same line."""
    person = shared(fitting(region, "Amina"))
    need(region, "Buschauffør", owner=anna)
    reader = partner(region, kind, role) if kind else region.member(role, at=region.fredensborg)
    page = text(signed_in(reader), "/faelles/opgaver/")
    assert "Buschauffør" in page
    assert "Strandhotellet" in page
    assert "Helsingør Kommune, company_consultant AA" in page
    assert person.given_name not in page


def test_s05_3_the_company_sees_the_status_of_its_own_task(
    region: Region, signed_in: SignedIn, anna: Membership
) -> None:
    firm = Organisation.objects.create(kind="company", name="Strandhotellet")
    Company.objects.filter(pk=region.company.pk).update(organisation=firm)
    order = need(region, "Buschauffør", owner=anna)
    page = text(signed_in(region.member("company_contact", at=firm)), f"/virksomhed/behov/{order.pk}/")
    assert "Buschauffør" in page
    assert anna.user.name in page


def test_s05_4_the_steering_group_compares_answers_in_time_and_places_filled_without_small_counts(
    region: Region, signed_in: SignedIn, anna: Membership
) -> None:
    """Helsingør: ten orders, nine answered within 24 hours, five filled. Fredensborg has too few to be told."""
    now = timezone.now() - timedelta(days=3)
    for number in range(10):
        late = number == 0
        region.order(
            f"Ordre {number}",
            received_at=now,
            answered_at=now + timedelta(hours=25 if late else 3),
            status="filled" if number < 5 else "open",
        )
    region.order("Fremmed", taken_by=region.fredensborg, received_at=now)
    page = text(signed_in(partner(region, "union", "steering_member")), "/overblik/")
    row = page[page.index("Samme service alle steder") :]
    assert row.index("Fredensborg") < row.index("under 5") < row.index("Helsingør")
    assert "90 %" in row
    assert "50 %" in row


def test_s05_5_a_joint_course_is_filled_by_several_municipalities_until_its_seats_are_taken(
    region: Region, signed_in: SignedIn, anna: Membership, bo: Membership
) -> None:
    first_day = timezone.localdate() + timedelta(days=14)
    signed_in(anna).post("/faelles/hold/", {"title": "Buskørekort", "starts_on": first_day, "seats": 2})
    address = f"/faelles/hold/{JointCourse.objects.get().pk}/"
    people = [region.person("Amina"), region.person("Biniam", at=region.fredensborg), region.person("Carla")]
    for member, person in zip((anna, bo, anna), people, strict=True):
        signed_in(member).post(f"{address}{person.pk}/")
    assert set(CourseSeat.objects.values_list("person", flat=True)) == {people[0].pk, people[1].pk}
    page = text(signed_in(anna), address)
    assert "2 af 2 pladser er taget" in page
    assert "Amina" in page
    assert "Biniam" not in page


def test_s05_5_the_network_of_consultants_shares_what_it_knows_of_the_local_labour_market(
    region: Region, signed_in: SignedIn, anna: Membership, bo: Membership
) -> None:
    signed_in(bo).post("/faelles/viden/", {"industry": "cleaning", "words": "Hotellerne ansætter fra april."})
    page = text(signed_in(anna), "/faelles/viden/")
    assert "Hotellerne ansætter fra april." in page
    assert "Fredensborg Kommune" in page
    union = partner(region, "union", "steering_member")
    assert signed_in(union).get("/faelles/viden/").status_code == 403
