"""S16, the recruitment alliance of Kalundborg: demand as a position with a competence profile, and candidates put
forward by a-kasser and job centres of other towns, held against it one by one. Nothing about them but a number."""

from collections.abc import Callable

from django.test import Client

from tests.integration.demand.written_together import published
from tests.integration.proposals.matching import need
from tests.integration.region import Region
from tovholder.accounts.models import Membership, Organisation, Partnership
from tovholder.companies.models import CandidateProfile, Nomination, ProfileVersion

SignedIn = Callable[[Membership], Client]
ASKED = {"answer_0": "yes", "answer_1": "yes", "answer_2": "yes", "basis": "agreed"}  # Danish, the skill, the licence


def sender(region: Region, kind: str, role: str) -> Membership:
    body = Organisation.objects.create(kind=kind, name=f"{kind} i en anden by")
    Partnership.objects.get().organisations.add(body)
    return region.member(role, at=body)


def text(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def test_s16_1_demand_is_a_position_with_a_profile_of_what_it_asks(region: Region, signed_in: SignedIn) -> None:
    """The order's own title and trade are the start; the company's needs are ticked, and it is published at once."""
    order = need(region, "Procesoperatør på ugeskift", industry="industry", occupation="")
    consultant = signed_in(region.member("company_consultant"))
    page = text(consultant, f"/behov/profiler/ny/?ordre={order.pk}")
    assert "Procesoperatør på ugeskift" in page
    told = {"title": "Procesoperatør", "industry": "industry"}
    consultant.post(f"/behov/profiler/ny/?ordre={order.pk}", told)
    profile = CandidateProfile.objects.get(order=order)
    address = f"/behov/profiler/{profile.pk}/"
    consultant.post(f"{address}skriv/", {"edition": 1, "danish_level": 40, "education": "Faglært"})
    consultant.post(f"{address}udgiv/", {"edition": 2})
    assert ProfileVersion.objects.get(profile=profile).status == "published"


def test_s16_1_an_a_kasse_and_another_job_centre_put_forward_and_each_is_held_against_the_profile(
    region: Region, signed_in: SignedIn
) -> None:
    """What one sender does not know is asked, what the other lacks is said; no sum is made of it."""
    profile = published(region)
    address = f"/behov/profiler/{profile.pk}/indstil/"
    a_kasse = signed_in(sender(region, "a_kasse", "steering_member"))
    other = signed_in(region.member("company_consultant", at=region.fredensborg))
    a_kasse.post(address, ASKED | {"reference": "AK-17", "answer_2": ""})
    other.post(address, ASKED | {"reference": "K 4", "answer_0": "no"})
    page = text(signed_in(region.member("company_consultant")), address)
    rows = {row.partition("</th>")[0].rpartition(">")[2]: row for row in page.split('<th scope="row">')[1:]}
    assert "Spørg: Kørekort B (bil)" in rows["AK-17"]
    assert "Mangler" not in rows["AK-17"]
    assert "Mangler: Dansk: Forstår en instruktion" in rows["K 4"]
    assert "a_kasse i en anden by" in rows["AK-17"]


def test_s16_1_a_sender_sees_the_answer_to_its_own_and_nothing_of_others(region: Region, signed_in: SignedIn) -> None:
    profile = published(region)
    address = f"/behov/profiler/{profile.pk}/indstil/"
    a_kasse = signed_in(sender(region, "a_kasse", "steering_member"))
    school = signed_in(sender(region, "vocational_school", "school_consultant"))
    a_kasse.post(address, ASKED | {"reference": "AK-17"})
    school.post(address, ASKED | {"reference": "UC-3"})
    chosen = Nomination.objects.get(reference="AK-17")
    signed_in(region.member("company_consultant")).post(f"/behov/indstillinger/{chosen.pk}/", {"wanted": "1"})
    page = text(a_kasse, address)
    assert "Vi vil gerne mødes" in page
    assert "UC-3" not in page
    assert school.post(f"/behov/indstillinger/{chosen.pk}/", {"withdrawn": "1"}).status_code == 404


def test_s16_1_a_name_or_a_cpr_number_is_not_taken_as_a_number_of_ones_own(region: Region, signed_in: SignedIn) -> None:
    profile = published(region)
    a_kasse = signed_in(sender(region, "a_kasse", "steering_member"))
    for reference in ("Amina", "AMINA 7 HANSEN", "010190-1234"):
        answer = a_kasse.post(f"/behov/profiler/{profile.pk}/indstil/", ASKED | {"reference": reference})
        assert answer.status_code == 422
    assert not Nomination.objects.exists()


def test_s16_1_whoever_is_in_no_partnership_with_the_lead_does_not_see_the_profile(
    region: Region, signed_in: SignedIn
) -> None:
    profile = published(region)
    stranger = Organisation.objects.create(kind="a_kasse", name="Langt væk")
    outside = signed_in(region.member("steering_member", at=stranger))
    assert outside.get(f"/behov/profiler/{profile.pk}/indstil/").status_code == 404
