"""S12, Build for growth on Funen: agreements with an industry's association, one fixed lead per municipality, and a
gain by outcomes. S12-1 (taster practice apart from other practice) is shown with the ladder of placements."""

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client

from tests.integration.region import Region
from tovholder import parameters
from tovholder.accounts.models import Membership
from tovholder.companies import pacts_rules
from tovholder.companies.models import Pact, PactParty, PactPromise

SignedIn = Callable[[Membership], Client]
TOLD = {
    "kind": "industry", "title": "Byg til Vækst", "starts_on": "2016-01-01", "last_day": "2027-12-31",
    "target_a_year": "", "extra_target": "",
}  # fmt: skip
# As the seed reports them: (self-supporting, ordinary jobs, apprenticeships).
REPORTED = {"2015-2016": (72, 30, 42), "2017": (56, 43, 13)}


def agreed(client: Client) -> Pact:
    assert client.post("/partnerskaber/parter/ny/", TOLD).status_code == 302
    return Pact.objects.get()


def test_s12_2_each_party_has_its_obligations_and_each_municipality_one_fixed_lead(
    region: Region, signed_in: SignedIn
) -> None:
    anna, bo = (region.member("company_consultant", initials=one) for one in ("AA", "BB"))
    carl = region.member("company_consultant", at=region.fredensborg, initials="CC")
    client = signed_in(anna)
    pact = agreed(client)
    address = f"/partnerskaber/parter/{pact.pk}/"
    client.post(f"{address}part/", {"kind": "industry", "name": "Byg til Vækst, foreningen"})
    client.post(f"{address}part/", {"kind": "municipality", "lead": carl.pk})
    client.post(f"{address}part/", {"kind": "municipality", "lead": bo.pk})  # the lead of Helsingør changes
    assert list(PactParty.objects.order_by("pk").values_list("name", "lead__initials")) == [
        ("Helsingør Kommune", "BB"),
        ("Byg til Vækst, foreningen", None),
        ("Fredensborg Kommune", "CC"),
    ]
    trade = PactParty.objects.get(kind="industry")
    told = {"party": trade.pk, "words": "Åbner pladser til snusepraktik", "amount": 93, "due_on": "2027-12-31"}
    client.post(f"{address}loefte/", told)
    page = client.get(address).content.decode()
    assert "Åbner pladser til snusepraktik" in page
    assert "93" in page


def test_s12_2_a_municipality_without_a_lead_does_not_sign(region: Region, signed_in: SignedIn) -> None:
    client = signed_in(region.member("company_consultant"))
    answer = client.post(f"/partnerskaber/parter/{agreed(client).pk}/part/", {"kind": "municipality", "name": "Odense"})
    assert answer.status_code == 422
    assert "én fast tovholder" in answer.content.decode()


def test_s12_2_a_partner_municipality_reads_and_does_not_write_in_the_agreement(
    region: Region, signed_in: SignedIn
) -> None:
    pact = agreed(signed_in(region.member("company_consultant")))
    other = signed_in(region.member("company_consultant", at=region.fredensborg))
    address = f"/partnerskaber/parter/{pact.pk}/"
    assert other.get(address).status_code == 200
    party = PactParty.objects.get()
    assert other.post(f"{address}loefte/", {"party": party.pk, "words": "Mere"}).status_code == 422
    assert not PactPromise.objects.exists()


@pytest.mark.parametrize(("years", "reported"), REPORTED.items())
def test_s12_3_the_gain_is_people_times_a_dated_value_that_nobody_has_verified(
    years: str, reported: tuple[int, int, int]
) -> None:
    people, jobs, apprentices = reported
    worth = parameters.value("gain_per_person", on=date(2017, 12, 31))
    assert (worth.whole(), worth.verified) == (100_000, False)
    assert jobs + apprentices == people
    assert pacts_rules.gain(people, value=worth.whole()) == {"2015-2016": 7_200_000, "2017": 5_600_000}[years]


def test_s12_3_the_gain_is_reckoned_from_real_outcomes_each_citizen_once_and_only_ones_own(
    region: Region, signed_in: SignedIn
) -> None:
    client = signed_in(region.member("company_consultant"))
    pact = agreed(client)
    amina, biniam, carla = region.person("Amina"), region.person("Biniam"), region.person("Carla")
    elsewhere = region.person("Dawit", at=region.fredensborg)
    ended = {"status": "ended", "ended_on": date(2026, 2, 20)}
    for person, outcome in (
        (amina, "ordinary_job_here"), (amina, "apprenticeship"), (biniam, "apprenticeship"),
        (carla, "goal_not_reached"), (elsewhere, "ordinary_job_here"),
    ):  # fmt: skip
        region.stay(person, outcome=outcome, **ended)
    page = client.get(f"/partnerskaber/parter/{pact.pk}/").content.decode()
    assert "2026: 2 af vores borgere" in page
    assert "200.000" in page
    assert "Ikke efterprøvet" in page
