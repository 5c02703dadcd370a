"""S23, the tripartite agreement in Kalundborg: what municipality, LO and business council have promised each other.
S23-1 (the appeal to all companies) is shown with campaigns; S23-3 (the share in company-directed activation) waits for
the indicators."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from tests.integration.region import Region
from tovholder.accounts.models import Membership, Organisation, Partnership
from tovholder.companies.models import CompanyAsk, CompanyPromise, Pact, PactParty, PactPromise, PactPromiseMove

SignedIn = Callable[[Membership], Client]


@pytest.fixture
def client(region: Region, signed_in: SignedIn) -> Client:
    return signed_in(region.member("company_consultant"))


@pytest.fixture
def pact(client: Client, region: Region) -> Pact:
    today = timezone.localdate()
    told = {"kind": "tripartite", "title": "Trepart Kalundborg", "starts_on": today}
    told["last_day"] = today + timedelta(days=729)
    client.post("/partnerskaber/parter/ny/", told)
    found = Pact.objects.get()
    address = f"/partnerskaber/parter/{found.pk}/part/"
    client.post(address, {"kind": "union", "name": "LO-Kalundborg"})
    client.post(address, {"kind": "business_council", "name": "Kalundborgegnens Erhvervsråd"})
    client.post(address, {"kind": "company", "cvr": region.company.cvr})
    return found


def promised(client: Client, pact: Pact, party: str, words: str) -> PactPromise:
    told = {"party": PactParty.objects.get(name=party).pk, "words": words, "due_on": pact.starts_on}
    assert client.post(f"/partnerskaber/parter/{pact.pk}/loefte/", told).status_code == 302
    return PactPromise.objects.get(words=words)


def move(client: Client, promise: PactPromise, state: str, **more: str) -> int:
    told = {"version": promise.version, "state": state, "said_by": "Mette, LO", **more}
    return client.post(f"/partnerskaber/loefter/{promise.pk}/", told).status_code


def test_s23_2_each_of_three_parties_has_promises_followed_from_agreed_to_performed(client: Client, pact: Pact) -> None:
    one = promised(client, pact, "LO-Kalundborg", "Finder medarbejdere, der frikøbes som mentorer")
    two = promised(client, pact, "Kalundborgegnens Erhvervsråd", "Skriver til alle medlemmer")
    assert move(client, one, "begun") == 302
    one.refresh_from_db()
    assert move(client, one, "performed", words="Fire er fundet") == 302
    assert move(client, two, "not_performed") == 422  # why?
    assert move(client, two, "not_performed", words="Ingen tid før sommer") == 302
    page = client.get(f"/partnerskaber/parter/{pact.pk}/").content.decode()
    for words in ("Indfriet", "Fire er fundet", "Mette, LO", "Ikke indfriet", "Ingen tid før sommer"):
        assert words in page
    assert "1 af 2 indfriet" in client.get("/partnerskaber/parter/").content.decode()


def test_s23_2_the_union_at_the_table_reads_how_the_promises_stand(
    client: Client, pact: Pact, region: Region, signed_in: SignedIn
) -> None:
    body = Organisation.objects.create(kind="union", name="LO")
    Partnership.objects.get().organisations.add(body)
    union = signed_in(region.member("steering_member", at=body))
    promised(client, pact, "LO-Kalundborg", "Finder mentorer")
    assert "Finder mentorer" in union.get(f"/partnerskaber/parter/{pact.pk}/").content.decode()
    assert union.post(f"/partnerskaber/parter/{pact.pk}/loefte/", {"words": "x"}).status_code == 403


def test_s23_2_promises_are_looked_at_every_half_year(client: Client, pact: Pact) -> None:
    days = list(pact.follow_ups.order_by("due_on").values_list("due_on", flat=True))
    assert len(days) == 3  # within two years, after 6, 12 and 18 months
    first = pact.follow_ups.order_by("due_on").first()
    told = {"follow_up": first.pk, "held_on": timezone.localdate(), "words": "LO mangler to mentorer"}
    client.post(f"/partnerskaber/parter/{pact.pk}/opfoelgning/", told)
    assert "LO mangler to mentorer" in client.get(f"/partnerskaber/parter/{pact.pk}/").content.decode()


def test_s23_2_what_a_company_promises_is_asked_of_it_and_what_it_is_promised_is_kept(
    client: Client, pact: Pact, region: Region
) -> None:
    theirs = promised(client, pact, region.company.name, "Åbner fem praktikpladser")
    ours = promised(client, pact, "Helsingør Kommune", "Svarer inden for 24 timer")
    ask, promise = CompanyAsk.objects.get(key=f"pact_promise:{theirs.pk}"), CompanyPromise.objects.get()
    assert (ask.answered_at, promise.kept_at) == (None, None)
    move(client, theirs, "performed")
    move(client, ours, "performed")
    assert CompanyAsk.objects.get(pk=ask.pk).answer == "done"
    assert CompanyPromise.objects.get().kept_at is not None


def test_a_step_sent_twice_is_one_and_two_at_once_lose_no_words(client: Client, pact: Pact) -> None:
    one = promised(client, pact, "LO-Kalundborg", "Finder mentorer")
    assert [move(client, one, "begun") for _ in range(2)] == [302, 302]
    assert PactPromiseMove.objects.count() == 1
    told = {"version": one.version, "state": "performed", "said_by": "Bo, erhvervsrådet", "words": "Klaret"}
    late = client.post(f"/partnerskaber/loefter/{one.pk}/", told)
    assert late.status_code == 422
    assert "Klaret" in late.content.decode()
