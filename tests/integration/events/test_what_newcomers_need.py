"""S16-3 and S19-3: a home, work for the spouse, school and day care are tied to the offer of work, referred and told
of; nobody but the own municipality reads it."""

import pytest
from django.test import Client

from tests.integration.events.scene import SignedIn
from tests.integration.region import Region
from tovholder.placements.models import NewcomerNeed


@pytest.fixture
def anna(region: Region, signed_in: SignedIn) -> Client:
    return signed_in(region.member("company_consultant"))


def move(client: Client, need: NewcomerNeed, state: str, **more: str) -> int:
    told = {"version": need.version, "state": state, **more}
    return client.post(f"/arrangementer/tilflyttere/{need.pk}/", told).status_code


def test_s16_3_a_need_hangs_on_the_stay_and_is_referred_and_answered(region: Region, anna: Client) -> None:
    stay = region.stay(region.person("Amina"))
    address = f"/arrangementer/tilflyttere/forlob/{stay.pk}/"
    for _ in range(2):
        assert anna.post(address, {"kind": "spouse_job", "words": "Bager"}).status_code == 302
    need = NewcomerNeed.objects.get()
    assert (need.placement, need.company, need.person) == (stay, region.company, stay.person)
    assert move(anna, need, "referred") == 422  # to whom?
    assert move(anna, need, "referred", referred_to="Jobservice, Mette") == 302
    need.refresh_from_db()
    assert move(anna, need, "accepted", outcome="Samtale i uge 20") == 302
    page = anna.get("/arrangementer/tilflyttere/").content.decode()
    assert "Amina" in page
    assert "Taget imod" in page


def test_s19_3_a_new_hire_without_a_case_is_known_by_the_job_alone(region: Region, anna: Client) -> None:
    told = {"job": "Ingeniør, maj", "cvr": region.company.cvr, "kind": "housing"}
    assert anna.post("/arrangementer/tilflyttere/", told).status_code == 302
    need = NewcomerNeed.objects.get()
    assert (need.person, need.company, need.job) == (None, region.company, "Ingeniør, maj")


def test_no_other_municipality_and_no_colleague_with_own_cases_only_reads_it(
    region: Region, anna: Client, signed_in: SignedIn
) -> None:
    stay = region.stay(region.person("Amina"))
    anna.post(f"/arrangementer/tilflyttere/forlob/{stay.pk}/", {"kind": "housing"})
    need = NewcomerNeed.objects.get()
    others = (
        region.member("company_consultant", at=region.fredensborg, initials="BB"),
        region.member("caseworker", initials="CL", scope="caseload"),
    )
    for other in others:
        client = signed_in(other)
        assert client.get(f"/arrangementer/tilflyttere/{need.pk}/").status_code == 404
        assert "Amina" not in client.get("/arrangementer/tilflyttere/").content.decode()


def test_what_somebody_else_wrote_meanwhile_is_not_overwritten(region: Region, anna: Client) -> None:
    anna.post("/arrangementer/tilflyttere/", {"job": "Læge, juni", "kind": "school"})
    need = NewcomerNeed.objects.get()
    assert [move(anna, need, "referred", referred_to="Skolen") for _ in range(2)] == [302, 302]
    assert move(anna, need, "met", outcome="Plads fra august") == 422
    assert NewcomerNeed.objects.get().state == "referred"
